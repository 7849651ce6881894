"""Công bố, công khai thủ tục đúng hạn: two checks of the working regulation, asked by the same rows as the screens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from congvu.core.working_time import HANOI
from congvu.domain.procedures.queries.deadlines import Announced, announced_for
from congvu.insight.regulation import Check, Owed, late_minutes, register
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org


def _evening(on: date) -> datetime:
    return datetime.combine(on, time(23, 59, 59), HANOI)


def _owed(
    due_of: Callable[[Announced], date | None], done_of: Callable[[Announced], date | None]
) -> Callable[[Actor, date, date, datetime], list[Owed]]:
    def find(actor: Actor, first: date, last: date, now: datetime) -> list[Owed]:
        today, found = people.local_date(now), []
        for row in announced_for(actor, today):
            due_on, done_on = due_of(row), done_of(row)
            if due_on is None or not first <= due_on <= last or (done_on is None and due_on >= today):
                continue
            due, done = _evening(due_on), _evening(done_on) if done_on else None
            late = late_minutes(org.calendar_of(row.agency_id), due, done, now)
            since = _evening(row.announced_on)
            found.append(Owed(row.agency_id, "", row.code, row.name, due, done, late, since=since))
        return found

    return find


register(
    Check(
        name="announcement", rule="procedures.announce_before",
        label_vi="Công bố thủ tục hành chính trước ngày có hiệu lực",
        label_en="Announcing procedures before they take effect",
        find=_owed(lambda row: row.announce_by, lambda row: row.announced_on),
        note_vi="Tính theo ngày ký quyết định công bố và ngày thủ tục có hiệu lực ghi trong danh mục.",
        note_en="Taken from the day of the decision and the first day in force as the catalogue has them.",
    )
)  # fmt: skip
register(
    Check(
        name="publication", rule="procedures.publish_within", label_vi="Công khai thủ tục hành chính sau khi công bố",
        label_en="Publishing procedures after they are announced",
        find=_owed(lambda row: row.publish_by, lambda row: row.published_on),
        note_vi="Tính theo ngày công khai do cơ quan ghi nhận trong danh mục.",
        note_en="Taken from the day of publication as the agency noted it in the catalogue.",
    )
)  # fmt: skip
