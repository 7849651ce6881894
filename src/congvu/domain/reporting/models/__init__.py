"""Rows of the reporting room: what was asked, and what each unit contributed."""

from __future__ import annotations

from congvu.domain.reporting.models.contribution import Contribution, FigureValue, SectionText
from congvu.domain.reporting.models.request import FigureAsked, ReportRequest, Section

__all__ = ["Contribution", "FigureAsked", "FigureValue", "ReportRequest", "Section", "SectionText"]
