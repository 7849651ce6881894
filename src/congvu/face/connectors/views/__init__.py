"""Screens of the exchange with other systems."""
