"""Actions of the room of internal routes."""
