"""Văn bản cấp trên – văn bản triển khai: what an answering document takes over, and what it loses."""

from __future__ import annotations

from congvu.core.lineage.comparing import Finding, Kind, Loss, compare
from congvu.core.lineage.matching import Match, Order, propose
from congvu.core.lineage.verbs import STRENGTHS, strength_of

__all__ = ["STRENGTHS", "Finding", "Kind", "Loss", "Match", "Order", "compare", "propose", "strength_of"]
