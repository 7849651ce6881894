"""Nhập chương trình công tác từ bảng: items of a programme from a sheet, after a dry run.

Columns (first row, in Vietnamese, any order): Tên đề án, văn bản · Loại · Cơ quan soạn thảo · Cơ quan phối hợp ·
Thời gian trình (a month or a day) · Căn cứ. Name, drafter and time are necessary.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused
from congvu.core.text import fold, skey
from congvu.domain.programme.actions.items import new_case, write_item
from congvu.domain.programme.actions.steps import ITEM
from congvu.domain.programme.models import Item, Programme
from congvu.domain.programme.policy import days
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import Change, open_cases
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.journal.actions import record
from congvu.kernel.org import queries as org

MAX_ROWS = 5000
COLUMNS = {
    "title": ("ten de an van ban", "ten de an", "noi dung", "ten van ban", "ten"),
    "nature": ("loai", "loai san pham", "hinh thuc"),
    "drafter": ("co quan soan thao", "co quan chu tri", "co quan chu tri soan thao", "don vi chu tri", "chu tri"),
    "partners": ("co quan phoi hop", "don vi phoi hop", "phoi hop"),
    "when": ("thoi gian trinh", "thang trinh", "thoi gian", "ngay trinh"),
    "basis": ("can cu", "ghi chu"),
}
NEEDED = ("title", "drafter", "when")
_NATURES = {
    "de an": Item.Nature.PROJECT, "van ban": Item.Nature.DOCUMENT, "van ban hanh chinh": Item.Nature.DOCUMENT,
    "quyet dinh": Item.Nature.LEGAL, "nghi quyet": Item.Nature.LEGAL, "van ban qppl": Item.Nature.LEGAL,
    "van ban quy pham phap luat": Item.Nature.LEGAL, "quyet dinh qppl": Item.Nature.LEGAL,
    "bao cao": Item.Nature.REPORT, "ke hoach": Item.Nature.DOCUMENT, "chi thi": Item.Nature.DOCUMENT,
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
    problems: list[str] = field(default_factory=list)

    @property
    def nature_label(self) -> str:
        return str(Item.Nature(self.nature).label)


def read_rows(content: bytes, programme: Programme, today: date) -> list[Row]:
    """Đọc bảng. The rows of an .xlsx with everything that is wrong with them; writes nothing (the dry run).

    Invalid when the file is no sheet, has no recognisable heading, no rows, or more than MAX_ROWS.
    """
    import openpyxl  # noqa: PLC0415 -- heavy, only here

    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
        sheet = list(book.worksheets[0].iter_rows(values_only=True, max_row=MAX_ROWS + 30, max_col=40))
    except Exception as broken:  # openpyxl raises whatever the broken file makes it raise
        raise Invalid(
            _("This file could not be read as an Excel sheet."), field="file",
            hint=_("Save it as .xlsx in Excel or LibreOffice and try again."),
        ) from broken
    head, places = _heading(sheet)
    rows = [
        _row(number, {name: values[at] for name, at in places.items() if at < len(values)}, programme, today)
        for number, values in enumerate(sheet[head + 1 :], start=head + 2)
        if any(value not in (None, "") for value in values)
    ]
    if not rows:
        raise Invalid(_("The sheet has a heading but no items."), field="file")
    if len(rows) > MAX_ROWS:
        raise Invalid(_("The sheet has more than %(n)d rows; cut it in parts.") % {"n": MAX_ROWS}, field="file")
    _find_doubles(rows, programme)
    return rows


def _heading(sheet: Sequence[Sequence[Any]]) -> tuple[int, dict[str, int]]:
    for number, values in enumerate(sheet[:20]):
        words = ["" if value is None else skey(str(value)) for value in values]
        places = {
            name: at
            for name, surfaces in COLUMNS.items()
            for at, word in reversed(list(enumerate(words)))
            if word in surfaces
        }
        if all(name in places for name in NEEDED):
            return number, places
    raise Invalid(
        _("The columns were not recognised."), field="file",
        hint=_("The first row needs at least: Tên đề án, văn bản; Cơ quan soạn thảo; Thời gian trình."),
    )


def _row(line: int, cells: dict[str, Any], programme: Programme, today: date) -> Row:
    def text(name: str) -> str:
        value = cells.get(name)
        return " ".join(str(value).split()) if value is not None else ""

    row = Row(line, title=text("title")[:500], drafter=text("drafter"), partners=text("partners"), basis=text("basis"))
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
    _when(row, cells.get("when"), programme, today)
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


def _when(row: Row, value: Any, programme: Programme, today: date) -> None:
    first, last = days.bounds(programme.year, programme.quarter)
    row.submit_on = _day(value, programme, today)
    if row.submit_on is None:
        row.problems.append(
            _("Time of submission “%(value)s” is no month and no day (write 6, tháng 6 or 15/06/2026).")
            % {"value": "" if value is None else value}
        )
    elif not first <= row.submit_on <= last:
        row.problems.append(_("The time of submission lies outside the programme's period."))
    elif row.submit_on < today:
        row.problems.append(_("The day of submission has passed already."))


def _day(value: Any, programme: Programme, today: date) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = fold(str(value if value is not None else "")).strip().removesuffix(".0")
    for shape in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 -- a day, not a moment
        except ValueError:
            continue
    found = _MONTH.fullmatch(text)
    year = int(found[2] or programme.year) if found else 0
    if found is None or not 1 <= int(found[1]) <= 12 or not days.FIRST_YEAR <= year <= days.LAST_YEAR:
        return None
    return days.submit_day(year, int(found[1]), today)


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

    Invalid when a row has a problem; MoveRefused once the programme is approved (an item is added by consent then).
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
    changes = []
    for row, code in zip(rows, codes, strict=True):
        assert row.drafter_id is not None
        assert row.submit_on is not None
        case = new_case(programme, code, row.title, row.drafter_id, actor, now)
        body = {"programme": programme.title, "submit_on": row.submit_on.isoformat(), "imported": name,
                "line": row.line, "partners": [people.agency_name(pk) for pk in row.partner_ids]}  # fmt: skip
        changes.append(Change(case, "programme_item.registered", body=body))
    open_cases(changes, actor=actor, now=now)
    for row, change in zip(rows, changes, strict=True):
        assert row.submit_on is not None
        write_item(programme, change.case, row.nature, row.partner_ids, row.submit_on, row.basis, now)
    record(
        stream=programme.stream, verb="programme.imported", at=now, actor=actor.signature,
        body={"file": name, "sha256": file.sha256, "items": codes},
    )
    return [change.case for change in changes]
