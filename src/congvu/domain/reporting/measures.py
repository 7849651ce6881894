"""Quy chế làm việc: whether units handed their reports in by the day asked for."""

from __future__ import annotations

from datetime import date, datetime

from congvu.insight.regulation import Check, Owed, register
from congvu.insight.regulation_checks import due_cases
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.queries import visible_to


def handed_in(actor: Actor, first: date, last: date, now: datetime) -> list[Owed]:
    """Contributions to reports that were due in the period. One statement."""
    return due_cases(visible_to(actor).filter(kind="report_contribution"), first, last, now)


register(
    Check(name="reports", rule="", label_vi="Gửi báo cáo theo yêu cầu", label_en="Handing in reports", find=handed_in)
)
