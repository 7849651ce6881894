"""Nhập nhiệm vụ đang thực hiện: running tasks from a sheet, with their original dates, after a dry run.

Columns (first row, in Vietnamese, any order): Số, ký hiệu · Ngày văn bản · Nội dung nhiệm vụ · Đơn vị chủ trì ·
Đơn vị phối hợp · Ngày giao · Hạn ban đầu · Hạn hiện tại · Tiến độ (%) · Ghi chú. Only content, lead and the day it
was assigned are necessary.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.text import skey
from congvu.core.working_time import HANOI, FixedDate, add
from congvu.domain.directives.models import ImportedBatch, Task
from congvu.domain.directives.policy import resolving
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import Change, ClockDraft, open_cases
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.clocks import close_of, limit_of
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.org import queries as org
from congvu.kernel.org.extract import Column, Sheet, read_day, read_number, read_table

TASK = "directive_task"
MAX_ROWS = 5000
SHEET = Sheet("running_tasks", "Nhiệm vụ", (
    Column("number", "Số, ký hiệu", also=("Số, ký hiệu văn bản", "Văn bản")),
    Column("issued_on", "Ngày văn bản", also=("Ngày tháng văn bản",), kind="day"),
    Column("content", "Nội dung nhiệm vụ", True, ("Nội dung", "Nhiệm vụ")),
    Column("lead", "Đơn vị chủ trì", True, ("Cơ quan chủ trì", "Đơn vị thực hiện", "Chủ trì")),
    Column("coordinators", "Đơn vị phối hợp", also=("Cơ quan phối hợp", "Phối hợp")),
    Column("assigned_on", "Ngày giao", True, ("Ngày giao nhiệm vụ",), kind="day"),
    Column("first_due_on", "Hạn ban đầu", also=("Thời hạn ban đầu", "Thời hạn", "Hạn hoàn thành"), kind="day"),
    Column("due_on", "Hạn hiện tại", also=("Thời hạn hiện tại", "Hạn gia hạn"), kind="day"),
    Column("progress", "Tiến độ (%)", also=("Tiến độ", "Tiến độ %")),
    Column("note", "Ghi chú"),
))  # fmt: skip


@dataclass(slots=True)
class Row:
    """One line of the sheet as it would be imported; `problems` keep it out, each with the column it is about."""

    line: int
    content: str = ""
    number: str = ""
    issued_on: date | None = None
    lead: str = ""
    agency_id: int | None = None
    coordinators: str = ""
    assigned_on: date | None = None
    first_due_on: date | None = None
    due_on: date | None = None
    progress: int = 0
    note: str = ""
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_rows(content: bytes, today: date) -> list[Row]:
    """Đọc bảng. The rows of an .xlsx or .csv with everything that is wrong with them; writes nothing (the dry run).

    Invalid when the file is no sheet, has no recognisable heading, no rows, or more than MAX_ROWS.
    """
    return [_row(cells, today) for cells in read_table(content, SHEET, most=MAX_ROWS)]


def _date(row: Row, label: str, text: str) -> date | None:
    found = read_day(text)
    if found is None and text:
        row.problems.append(
            _("%(column)s: “%(value)s” is not a date (write dd/mm/yyyy).") % {"column": label, "value": text}
        )
    return found


def _row(cells: Mapping[str, Any], today: date) -> Row:
    def text(name: str) -> str:
        return str(cells.get(name, ""))

    row = Row(
        int(cells["line"]), content=text("content"), number=text("number"), lead=text("lead"),
        coordinators=text("coordinators"), note=text("note"),
    )
    row.issued_on = _date(row, _("Date of the document"), text("issued_on"))
    row.assigned_on = _date(row, _("Assigned on"), text("assigned_on"))
    row.first_due_on = _date(row, _("First deadline"), text("first_due_on"))
    row.due_on = _date(row, _("Present deadline"), text("due_on")) or row.first_due_on
    _progress(row, text("progress"))
    _check_days(row, today)
    if not row.content:
        row.problems.append(_("The content of the task is missing."))
    _lead(row, today)
    return row


def _progress(row: Row, text: str) -> None:
    """Per cent, or the share of one that a cell in per cent holds."""
    if not text:
        return
    number = read_number(text.rstrip("%").strip())
    if number is None:
        row.problems.append(_("Progress: “%(value)s” is not a number.") % {"value": text})
        return
    if 0 < number < 1 and not text.endswith("%"):
        number *= 100
    if 0 <= number <= 100:
        row.progress = min(99, round(number))
    else:
        row.problems.append(_("Progress is a number from 0 to 100."))


def _check_days(row: Row, today: date) -> None:
    if row.assigned_on is None:
        if not any(_("Assigned on") in problem for problem in row.problems):
            row.problems.append(_("The day it was assigned is missing."))
        return
    if row.assigned_on > today:
        row.problems.append(_("The day it was assigned lies in the future."))
    if row.first_due_on is not None and row.first_due_on < row.assigned_on:
        row.problems.append(_("The deadline lies before the day it was assigned."))
    if row.due_on is not None and row.first_due_on is not None and row.due_on < row.first_due_on:
        row.problems.append(_("The present deadline lies before the first one."))
    if row.first_due_on is None and row.due_on is None:
        row.warnings.append(_("No deadline."))


def _lead(row: Row, today: date) -> None:
    if not row.lead:
        row.problems.append(_("The lead unit is missing."))
        return
    found = resolving.resolve(row.lead, row.assigned_on or today, today)
    if found.agency_id is None:
        why = _("is a group; a task has one lead") if found.group_id else found.warning
        row.problems.append(_("Lead “%(name)s”: %(why)s") % {"name": row.lead, "why": why})
        return
    row.agency_id = found.agency_id
    if found.warning:
        row.warnings.append(found.warning)


@transaction.atomic
def import_tasks(
    *, actor: Actor, agency_id: int, rows: Sequence[Row], file: StoredFile, name: str, now: datetime
) -> ImportedBatch:
    """Nhập nhiệm vụ. Make the cases of rows without problems; all of them or none.

    The clock starts on the day the task was really assigned; the first promise is the original deadline. Work that
    ran before it was entered is held by the unit since then. Invalid when a row has a problem.
    """
    require(actor, "directives.task.import", agency_id)
    wrong = [row for row in rows if row.problems]
    if wrong or not rows:
        raise Invalid(
            _("%(n)d rows cannot be imported yet; nothing was written.") % {"n": len(wrong)},
            field="file",
            hint=_("Correct the rows in the sheet and try again."),
        )
    batch = ImportedBatch.objects.create(
        name=name[:300], file=file, imported_at=now, imported_by=actor.signature, count=len(rows)
    )
    kind = kinds.get(TASK)
    codes = allocate_codes(kind.series, people.local_date(now).year, len(rows))
    for row, code in zip(rows, codes, strict=True):
        change, task = _running(row, code, agency_id, batch, now)
        open_cases([change], actor=actor, now=now, at=change.case.opened_at)
        task.case = change.case
        task.save(force_insert=True)
    return batch


def _running(row: Row, code: str, agency_id: int, batch: ImportedBatch, now: datetime) -> tuple[Change, Task]:
    assert row.agency_id is not None
    assert row.assigned_on is not None
    calendar = org.calendar_of(row.agency_id)
    began = min(datetime.combine(row.assigned_on, time(8), HANOI), now)
    first = close_of(calendar, row.first_due_on) if row.first_due_on else None
    due = close_of(calendar, row.due_on) if row.due_on else None
    first = first or due
    clock = [
        ClockDraft("start", began, limit=FixedDate(people.local_date(first)).code if first else "", fixed_at=first)
    ]
    if due is not None and first is not None and due > first:
        clock.append(ClockDraft("extend", now, fixed_at=due, words=_("extended before it was entered here")))
    on = people.local_date(now)
    case = Case(
        code=code, kind=TASK, title=row.content[:500], law_on=row.issued_on or row.assigned_on, phase="in_progress",
        skey=skey(f"{code} {row.content} {people.agency_name(row.agency_id)} {row.number}"), station="carry_out",
        accountable_agency_id=row.agency_id, issuing_agency_id=agency_id, holder_agency_id=row.agency_id,
        holder_official_id=people.head_id_of(row.agency_id, on), opened_at=began, first_due_at=first, due_at=due,
        due_basis={"limit": clock[0].limit, "words": row.number} if first else {},
    )  # fmt: skip
    case.next_event_at = due or add(calendar, now, limit_of("directives.review_undated", on))
    body = {"imported": batch.name, "line": row.line, "number": row.number, "note": row.note}
    task = Task(
        batch=batch,
        part=Task.Part.LEAD,
        content=row.content,
        progress=row.progress,
        source_text=" ".join(filter(None, (row.number, f"{row.issued_on:%d/%m/%Y}" if row.issued_on else "")))[:500],
    )
    return Change(case, "case.registered", clock=tuple(clock), body=body), task
