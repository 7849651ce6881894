"""Công Vụ: an open platform for a province's administration."""
