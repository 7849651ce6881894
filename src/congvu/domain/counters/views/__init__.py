"""Screens of the counters."""
