"""Views of the room of internal routes."""
