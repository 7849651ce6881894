"""Screens of the notices."""
