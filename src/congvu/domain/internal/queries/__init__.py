"""Queries of the room of internal routes."""
