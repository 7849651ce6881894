"""Screens of documents: registers, entries, files."""
