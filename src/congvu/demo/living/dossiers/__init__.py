"""Dossiers as a line of the living province: who comes to which desk with what, and what becomes of it there.

`roll` says who comes, `life` what happens, `hand` does it by the acts of the office, `pen` writes the same in bulk.
"""
