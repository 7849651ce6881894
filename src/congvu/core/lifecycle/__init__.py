"""Vòng đời hồ sơ. Tables of phases and moves, proved sound before a case runs on them."""

from __future__ import annotations

from congvu.core.lifecycle.table import ClockEffect, ClockMode, Lifecycle, LifecycleUnsound, Move, Phase

__all__ = ["ClockEffect", "ClockMode", "Lifecycle", "LifecycleUnsound", "Move", "Phase"]
