"""Thời hạn nộp lưu: when a dossier must go to the archive. Limits come from the rulebook as of the day.

Legal basis: NĐ 30/2020/NĐ-CP, Điều 28-31.
"""

from __future__ import annotations

from datetime import date, datetime, time

from congvu.core.working_time import HANOI, add, subtract
from congvu.kernel.org.queries import calendar_of
from congvu.kernel.rules.queries import limit, rule


def must_be_archived(retention_years: int | None, on: date) -> bool:
    """Whether a dossier kept so long goes to the archive; None: permanent."""
    return retention_years is None or retention_years >= int(rule("documents.archive_from_years", on).value)


def archive_due(agency_id: int, closed_on: date, *, construction: bool) -> date:
    """The last day of the hand-over of a dossier whose work ended on this day."""
    code = "documents.archive_within.construction" if construction else "documents.archive_within"
    end = add(calendar_of(agency_id), datetime.combine(closed_on, time(17), tzinfo=HANOI), limit(code, closed_on))
    return end.astimezone(HANOI).date()


def warning_until(agency_id: int | None, today: date) -> date:
    """Dossiers due up to this day are announced today."""
    start = datetime.combine(today, time(8), tzinfo=HANOI)
    return add(calendar_of(agency_id), start, limit("documents.archive_warning", today)).astimezone(HANOI).date()


def kept_since(now: datetime) -> datetime:
    """Files that belong to nothing and were stored before this moment may be deleted."""
    return subtract(calendar_of(None), now, limit("documents.unreferenced_kept", now.astimezone(HANOI).date()))
