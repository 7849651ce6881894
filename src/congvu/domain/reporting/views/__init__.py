"""Screens of the reporting room."""
