"""Chấm điểm, xếp loại: points of findings, grades of units."""
