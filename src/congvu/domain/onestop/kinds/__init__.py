"""The sockets of the room."""
