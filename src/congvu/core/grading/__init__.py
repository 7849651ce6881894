"""Chấm điểm, xếp loại: points of findings, grades of units. All numbers come in as values."""

from __future__ import annotations

from congvu.core.grading.grades import Grade, Ladder, at_least, grade
from congvu.core.grading.points import Mark, Reckoned, Scale, points_of, reckon

__all__ = ["Grade", "Ladder", "Mark", "Reckoned", "Scale", "at_least", "grade", "points_of", "reckon"]
