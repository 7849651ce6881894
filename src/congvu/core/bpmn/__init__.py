"""Quy trình theo ký pháp BPMN 2.0: routes written as drawings, and drawings read as routes or refused with reasons."""

from __future__ import annotations

from congvu.core.bpmn.reading import Reading, read
from congvu.core.bpmn.troubles import NoRoute, Trouble, TroubleKind
from congvu.core.bpmn.writing import write

__all__ = ["NoRoute", "Reading", "Trouble", "TroubleKind", "read", "write"]
