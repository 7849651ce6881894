"""Forms of the room: they check shape only; rules sit in the actions."""
