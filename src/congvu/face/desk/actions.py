"""Thực hiện một hành vi: the desk does an act the way every face does."""

from __future__ import annotations

from congvu.kernel.casework.actions.performing import perform

__all__ = ["perform"]
