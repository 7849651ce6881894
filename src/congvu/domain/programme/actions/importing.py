"""Nhập chương trình công tác từ bảng: items of a programme from a sheet, after a dry run.

Columns (first row, in Vietnamese, any order): Tên đề án, văn bản · Loại · Cơ quan soạn thảo · Cơ quan phối hợp ·
Thời gian trình (a month or a day) · Căn cứ. Name, drafter and time are necessary. Items that have begun already (a
programme that was kept elsewhere until now) say since when, and keep what was first promised: Ngày bắt đầu · Thời gian
trình ban đầu · Bước đang thực hiện.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused
from congvu.core.text import fold, skey
from congvu.core.working_time import HANOI, FixedDate
from congvu.domain.programme.actions.items import new_case, write_item
from congvu.domain.programme.actions.stages import STAGE_OF
from congvu.domain.programme.actions.steps import ITEM, due_moment
from congvu.domain.programme.models import Item, Programme, Stage
from congvu.domain.programme.policy import days
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import Change, ClockDraft, open_cases
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.journal.actions import record
from congvu.kernel.org import queries as org
from congvu.kernel.org.extract import Column, Sheet, read_day, read_table

MAX_ROWS = 5000
SHEET = Sheet("programme_items", "Chương trình công tác", (
    Column("title", "Tên đề án, văn bản", True, ("Tên đề án", "Nội dung", "Tên văn bản", "Tên")),
    Column("nature", "Loại", also=("Loại sản phẩm", "Hình thức")),
    Column("drafter", "Cơ quan soạn thảo", True, (
        "Cơ quan chủ trì", "Cơ quan chủ trì soạn thảo", "Đơn vị chủ trì", "Chủ trì")),
    Column("partners", "Cơ quan phối hợp", also=("Đơn vị phối hợp", "Phối hợp")),
    Column("when", "Thời gian trình", True, ("Tháng trình", "Thời gian", "Ngày trình", "Thời gian trình hiện tại")),
    Column("basis", "Căn cứ", also=("Ghi chú",)),
    Column("begun_on", "Ngày bắt đầu", also=("Ngày đưa vào chương trình", "Bắt đầu từ ngày"), kind="day"),
    Column("first_when", "Thời gian trình ban đầu", also=("Thời hạn ban đầu", "Ngày trình ban đầu")),
    Column("stage", "Bước đang thực hiện", also=("Bước", "Tình trạng", "Tiến độ")),
))  # fmt: skip
_NATURES = {
    "de an": Item.Nature.PROJECT, "van ban": Item.Nature.DOCUMENT, "van ban hanh chinh": Item.Nature.DOCUMENT,
    "quyet dinh": Item.Nature.LEGAL, "nghi quyet": Item.Nature.LEGAL, "van ban qppl": Item.Nature.LEGAL,
    "van ban quy pham phap luat": Item.Nature.LEGAL, "quyet dinh qppl": Item.Nature.LEGAL,
    "bao cao": Item.Nature.REPORT, "ke hoach": Item.Nature.DOCUMENT, "chi thi": Item.Nature.DOCUMENT,
}  # fmt: skip
#: What a running item may be at: words of the sheet → phase.
_PHASES = {
    "dang soan thao": "drafting", "soan thao": "drafting", "dang lay y kien": "consulting", "lay y kien": "consulting",
    "dang tham dinh": "appraising", "tham dinh": "appraising",
}  # fmt: skip
_MONTH = re.compile(r"(?:thang\s*)?(\d{1,2})(?:\s*[/-]\s*(\d{4}))?")


@dataclass(slots=True)
class Row:
    """One line of the sheet as it would be imported; `problems` keep it out."""

    line: int
    title: str = ""
    nature: str = Item.Nature.DOCUMENT
    drafter: str = ""
    drafter_id: int | None = None
    partners: str = ""
    partner_ids: list[int] = field(default_factory=list)
    submit_on: date | None = None
    basis: str = ""
    begun_on: date | None = None
    first_on: date | None = None
    phase: str = "drafting"
    problems: list[str] = field(default_factory=list)

    @property
    def nature_label(self) -> str:
        return str(Item.Nature(self.nature).label)

    @property
    def is_running(self) -> bool:
        """Whether work on the item began before it was entered here."""
        return self.begun_on is not None

    @property
    def phase_label(self) -> str:
        return kinds.get(ITEM).lifecycle.phase(self.phase).label_vi if self.is_running else ""


def read_rows(content: bytes, programme: Programme, today: date) -> list[Row]:
    """Đọc bảng. The rows of an .xlsx or .csv with everything that is wrong with them; writes nothing (the dry run).

    Invalid when the file is no sheet, has no recognisable heading, no rows, or more than MAX_ROWS.
    """
    rows = [_row(cells, programme, today) for cells in read_table(content, SHEET, most=MAX_ROWS)]
    _find_doubles(rows, programme)
    return rows


def _row(cells: Mapping[str, Any], programme: Programme, today: date) -> Row:
    def text(name: str) -> str:
        return str(cells.get(name, ""))

    row = Row(
        int(cells["line"]), title=text("title")[:500], drafter=text("drafter"), partners=text("partners"),
        basis=text("basis"),
    )
    if not row.title:
        row.problems.append(_("The name of the item is missing."))
    if nature := fold(text("nature")).strip():
        row.nature = _NATURES.get(nature, "")
        if not row.nature:
            row.nature = Item.Nature.DOCUMENT
            row.problems.append(
                _("Kind “%(value)s” is not known (write: đề án, văn bản, quyết định, báo cáo).")
                % {"value": text("nature")}
            )
    _drafter(row, today)
    _partners(row, today)
    _begun(row, text("begun_on"), text("first_when"), text("stage"), today)
    _when(row, text("when"), programme, today)
    if row.is_running:
        _baseline(row, text("first_when"), programme, today)
    return row


def agencies_in(text: str, today: date) -> list[int]:
    """The agencies a cell names, in their order."""
    found = [unit.pk for match in org.resolve_name(text, today) if match.kind == "agency" for unit in match.targets]
    return list(dict.fromkeys(found))


def _drafter(row: Row, today: date) -> None:
    if not row.drafter:
        row.problems.append(_("The drafting agency is missing."))
        return
    named = agencies_in(row.drafter, today)
    if not named:
        row.problems.append(_("Drafter “%(name)s”: no agency of this name is known.") % {"name": row.drafter})
    elif len(named) > 1:
        row.problems.append(
            _("“%(name)s” names %(n)d agencies; an item has one drafter, the others are co-drafters.")
            % {"name": row.drafter, "n": len(named)}
        )
    else:
        row.drafter_id = named[0]


def _partners(row: Row, today: date) -> None:
    for part in filter(None, (part.strip() for part in re.split(r"[;\n,]", row.partners))):
        named = agencies_in(part, today)
        if len(named) != 1:
            row.problems.append(_("Co-drafter “%(name)s” does not name one agency.") % {"name": part})
        elif named[0] == row.drafter_id:
            row.problems.append(_("The drafting agency is not its own co-drafter."))
        elif named[0] not in row.partner_ids:
            row.partner_ids.append(named[0])


def _begun(row: Row, begun_on: str, first_when: str, stage: str, today: date) -> None:
    """Since when a running item has been worked on, and what it is at; without that day it is a new item."""
    if not begun_on:
        if first_when or stage:
            row.problems.append(_("An item that has begun needs the day on which it began (Ngày bắt đầu)."))
        return
    row.begun_on = read_day(begun_on)
    if row.begun_on is None:
        row.problems.append(_("Begun on “%(value)s” is not a date (write dd/mm/yyyy).") % {"value": begun_on})
    elif row.begun_on > today:
        row.problems.append(_("The day it began lies in the future."))
    if stage:
        row.phase = _PHASES.get(skey(stage), "")
        if not row.phase:
            row.phase = "drafting"
            row.problems.append(
                _("Step “%(value)s” is not known (write: đang soạn thảo, đang lấy ý kiến, đang thẩm định).")
                % {"value": stage}
            )


def _when(row: Row, value: str, programme: Programme, today: date) -> None:
    first, last = days.bounds(programme.year, programme.quarter)
    row.submit_on = _day(value, programme, today)
    if row.submit_on is None:
        row.problems.append(_no_day(value))
    elif row.is_running:
        if row.submit_on > date(programme.year + 1, 12, 31):
            row.problems.append(_("The day lies too far beyond the programme's year."))
    elif not first <= row.submit_on <= last:
        row.problems.append(_("The time of submission lies outside the programme's period."))
    elif row.submit_on < today:
        row.problems.append(_("The day of submission has passed already."))


def _baseline(row: Row, value: str, programme: Programme, today: date) -> None:
    """What was promised first: the present day where the sheet names no other."""
    first, last = days.bounds(programme.year, programme.quarter)
    row.first_on = _day(value, programme, today) if value else row.submit_on
    if row.first_on is None:
        if value:
            row.problems.append(_no_day(value))
        return
    if not first <= row.first_on <= last:
        row.problems.append(_("The first time of submission lies outside the programme's period."))
    if row.begun_on is not None and row.first_on < row.begun_on:
        row.problems.append(_("The first time of submission lies before the day it began."))
    if row.submit_on is not None and row.submit_on < row.first_on:
        row.problems.append(_("The present time of submission lies before the first one."))


def _no_day(value: str) -> str:
    return _("Time of submission “%(value)s” is no month and no day (write 6, tháng 6 or 15/06/2026).") % {
        "value": value
    }


def _day(value: str, programme: Programme, today: date) -> date | None:
    text = fold(value).strip()
    if (found := read_day(text)) is not None:
        return found
    month = _MONTH.fullmatch(text)
    year = int(month[2] or programme.year) if month else 0
    if month is None or not 1 <= int(month[1]) <= 12 or not days.FIRST_YEAR <= year <= days.LAST_YEAR:
        return None
    return days.submit_day(year, int(month[1]), today)


def _find_doubles(rows: Sequence[Row], programme: Programme) -> None:
    known = dict(Item.objects.filter(programme=programme).values_list("key", "case__code"))
    seen: dict[str, int] = {}
    for row in rows:
        key = skey(row.title)[:500]
        if key and key in known:
            row.problems.append(
                _("This programme has an item of this name already: %(code)s.") % {"code": known[key]}
            )
        elif key in seen:
            row.problems.append(_("The same name stands in row %(line)d.") % {"line": seen[key]})
        seen.setdefault(key, row.line)


@transaction.atomic
def import_items(
    *, actor: Actor, programme_id: int, rows: Sequence[Row], file: StoredFile, name: str, now: datetime
) -> list[Case]:
    """Nhập các mục. Register the rows as the office that keeps the programme does: all of them or none.

    An item that has begun is entered as it stands: its clock began on the day it began, what was first promised is its
    baseline for good, and a later present day is an extension from before it was entered. The leader approves the
    programme afterwards as any other. Invalid when a row has a problem; MoveRefused once the programme is approved (an
    item is added by consent then).
    """
    programme = Programme.objects.select_for_update(no_key=True, of=("self",)).get(pk=programme_id)
    require(actor, "programme.item.import", programme.agency_id)
    if programme.state != Programme.State.OPEN:
        raise MoveRefused(
            _("This programme has been approved already."),
            hint=_("Register further items singly: each needs the leader's consent."),
        )
    wrong = [row for row in rows if row.problems]
    if wrong or not rows:
        raise Invalid(
            _("%(n)d rows cannot be imported yet; nothing was written.") % {"n": len(wrong)}, field="file",
            hint=_("Correct the rows in the sheet and try again."),
        )
    codes = allocate_codes(kinds.get(ITEM).series, programme.year, len(rows))
    made = [_made(row, code, programme, actor, name, now) for row, code in zip(rows, codes, strict=True)]
    open_cases([change for row, change in zip(rows, made, strict=True) if not row.is_running], actor=actor, now=now)
    for row, change in zip(rows, made, strict=True):
        assert row.submit_on is not None
        if row.is_running:
            open_cases([change], actor=actor, now=now, at=change.case.opened_at)
        item = write_item(programme, change.case, row.nature, row.partner_ids, row.submit_on, row.basis, now)
        if row.is_running:
            _admit(item, row, now)
    record(
        stream=programme.stream, verb="programme.imported", at=now, actor=actor.signature,
        body={"file": name, "sha256": file.sha256, "items": codes,
              "running": [code for row, code in zip(rows, codes, strict=True) if row.is_running]},
    )
    return [change.case for change in made]


def _made(row: Row, code: str, programme: Programme, actor: Actor, name: str, now: datetime) -> Change:
    """The first line of an item: registered, or running since the day it began."""
    assert row.drafter_id is not None
    assert row.submit_on is not None
    case = new_case(programme, code, row.title, row.drafter_id, actor, now)
    body = {"programme": programme.title, "submit_on": row.submit_on.isoformat(), "imported": name,
            "line": row.line, "partners": [people.agency_name(pk) for pk in row.partner_ids]}  # fmt: skip
    if row.begun_on is None:
        return Change(case, "programme_item.registered", body=body)
    assert row.first_on is not None
    began = min(datetime.combine(row.begun_on, time(8), HANOI), now)
    first, due = due_moment(row.drafter_id, row.first_on), due_moment(row.drafter_id, row.submit_on)
    limit = FixedDate(row.first_on).code
    clock = [ClockDraft("start", began, limit=limit, fixed_at=first, rule="programme.item.submit")]
    if due > first:
        clock.append(ClockDraft("extend", now, fixed_at=due, words=_("extended before it was entered here")))
    case.phase, case.station, case.law_on, case.opened_at = row.phase, STAGE_OF[row.phase], row.begun_on, began
    case.first_due_at, case.due_at, case.next_event_at = first, due, due
    case.due_basis = {"limit": limit, "words": programme.title, "source": programme.title}
    body |= {"begun_on": row.begun_on.isoformat(), "baseline": row.first_on.isoformat()}
    return Change(case, "programme_item.registered", clock=tuple(clock), body=body)


def _admit(item: Item, row: Row, now: datetime) -> None:
    """A running item is in the programme already: its baseline, and the stages that lie behind it.

    When they really ended nobody told us: they count as done on the day it was entered.
    """
    assert row.begun_on is not None
    assert row.first_on is not None
    assert row.submit_on is not None
    on = people.local_date(now)
    item.admitted_at, item.baseline_on, item.proposed_on = item.case.opened_at, row.first_on, row.first_on
    item.save(update_fields=["admitted_at", "baseline_on", "proposed_on"])
    first = dict(days.stage_days(row.begun_on, row.begun_on, row.first_on, on))
    present = dict(days.stage_days(row.begun_on, row.begun_on, row.submit_on, on))
    stages = list(Stage.objects.filter(item=item).order_by("position"))
    behind = next(stage.position for stage in stages if stage.code == STAGE_OF[row.phase])
    for stage in stages:
        stage.baseline_on, stage.planned_on = first[stage.code], present[stage.code]
        if stage.code == Stage.Code.REGISTER:
            stage.done_on = row.begun_on
        elif stage.position < behind:
            stage.done_on = on
    Stage.objects.bulk_update(stages, ["baseline_on", "planned_on", "done_on"])
