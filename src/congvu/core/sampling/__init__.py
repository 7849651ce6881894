"""Chọn mẫu: how many to look at, which ones, and what the faults among them say about the whole."""

from __future__ import annotations

from congvu.core.sampling.cases import draw_cases, list_hash, list_text
from congvu.core.sampling.intervals import Interval, clopper_pearson, in_list, wilson
from congvu.core.sampling.sizes import missed, size_for_margin, size_to_find

__all__ = [
    "Interval",
    "clopper_pearson",
    "draw_cases",
    "in_list",
    "list_hash",
    "list_text",
    "missed",
    "size_for_margin",
    "size_to_find",
    "wilson",
]
