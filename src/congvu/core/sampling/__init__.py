"""Chọn mẫu: how many to look at, which ones, and what the faults among them say about the whole."""
