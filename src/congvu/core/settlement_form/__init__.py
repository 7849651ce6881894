"""Biểu mẫu 06: what was received, settled and is still open in a period, its columns and what must add up."""

from __future__ import annotations

from congvu.core.settlement_form.columns import FORM_06, FORM_2026, Form, Heading
from congvu.core.settlement_form.tally import NOTHING, Fault, Tally, continuous, faults

__all__ = ["FORM_06", "FORM_2026", "NOTHING", "Fault", "Form", "Heading", "Tally", "continuous", "faults"]
