"""Screens of the rulebook."""
