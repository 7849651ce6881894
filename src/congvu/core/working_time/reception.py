"""Quy tắc tiếp nhận. From which moment a dossier that came in at some moment is counted.

Reception hours are not processing hours: a Saturday counter may receive, yet the limit begins at the next
opening of the office that works on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from congvu.core.working_time.calendar import WorkCalendar
from congvu.core.working_time.moments import DAY, from_axis, seconds_of
from congvu.core.working_time.narration import note_days
from congvu.core.working_time.trace import Trace


@dataclass(frozen=True, slots=True)
class ReceptionRule:
    """Quy tắc tính thời điểm tiếp nhận.

    `cutoff`: what comes in after this time counts from the next working day (NĐ 61/2018, art. 18: after 15:00).
    `before_closing`: what comes in less than so many seconds before closing counts from the next working day
    (NĐ 297/2025, art. 6.3: less than one hour). `next_opening`: what comes in outside hours counts from the next
    opening; off only for limits that run from a date by itself, as "kể từ ngày ký".
    """

    cutoff: time | None = None
    before_closing: int = 0
    next_opening: bool = True


PLAIN = ReceptionRule()
"""Outside hours → next opening, nothing else."""

AFTER_THREE = ReceptionRule(cutoff=time(15))
"""Tiếp nhận sau 15 giờ → ngày làm việc tiếp theo."""

AS_GIVEN = ReceptionRule(next_opening=False)
"""The moment counts as it stands."""


def counted_from(calendar: WorkCalendar, at: int, rule: ReceptionRule = PLAIN, trace: Trace | None = None) -> int:
    """The second of the axis from which a limit runs for what came in at second `at`.

    Notes `counted_from` with the reason when it differs: `outside_hours`, `after_cutoff`, `before_closing`.
    """
    desk = (calendar.reception or calendar).table
    counted, why = at, ""
    day = at // DAY
    if desk.is_working_day(day):
        if rule.cutoff is not None and at - day * DAY > seconds_of(rule.cutoff):
            why = "after_cutoff"
        elif rule.before_closing and desk.closing_of(desk.place_of(day)) - rule.before_closing < at <= desk.closing_of(
            desk.place_of(day)
        ):
            why = "before_closing"
    if why:
        counted = desk.opening(desk.working_day(day, 1) * DAY)
    if rule.next_opening:
        opened = calendar.table.opening(desk.opening(counted))
        if opened != counted and not why:
            why = "outside_hours"
        counted = opened
    if trace is not None and why:
        note_days(calendar, at, counted // DAY * DAY - 1, trace)
        trace.note("counted_from", at=from_axis(counted).isoformat(), why=why)
    return counted
