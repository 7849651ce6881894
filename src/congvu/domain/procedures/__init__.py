"""Thủ tục hành chính: the catalogue of procedures, version by version, and how each is settled."""
