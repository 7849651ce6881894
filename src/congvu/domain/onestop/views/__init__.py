"""Screens of the one-stop shop."""
