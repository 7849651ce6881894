"""Bảng nội dung kiểm tra: the columns of a checklist as a sheet, and what is wrong with the rows of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.text import skey
from congvu.domain.inspections.models import ChecklistItem
from congvu.domain.inspections.shipped.checklist import GROUPS
from congvu.kernel.org.extract import Column, Sheet, read_table

MOST_ROWS = 300
SHEET = Sheet("checklist", "Nội dung kiểm tra", (
    Column("code", "Mã", True, ("Mã số", "TT", "STT")),
    Column("group", "Nhóm"),
    Column("name", "Nội dung kiểm tra", True, ("Nội dung",)),
    Column("evidence", "Cách kiểm tra, chứng cứ", also=("Chứng cứ", "Cách kiểm tra")),
    Column("violation", "Biểu hiện sai phạm", also=("Sai phạm thường gặp",)),
    Column("basis", "Căn cứ", also=("Cơ sở pháp lý",)),
    Column("mark", "Nguồn (F, R, M)", also=("Nguồn",)),
    Column("severity", "Mức độ (0–4)", also=("Mức độ", "Mức độ (0-4)")),
    Column("counts_heads", "Điểm danh"),
))  # fmt: skip
_CODE = re.compile(r"[A-I]\d{2,3}")
_YES = {"x", "co", "yes", "1", "true"}
_LENGTHS = {"name": 300, "evidence": 500, "violation": 500, "basis": 300}


@dataclass(slots=True)
class ItemRow:
    """One line of the sheet as it would be imported; `problems` keep it out."""

    line: int
    code: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_rows(content: bytes) -> list[ItemRow]:
    """Đọc bảng. The rows of an .xlsx or .csv with everything wrong with them; writes nothing (the dry run)."""
    rows = [_row(cells) for cells in read_table(content, SHEET, most=MOST_ROWS)]
    seen: dict[str, int] = {}
    for row in rows:
        if row.code and row.code in seen:
            words = _("Code %(code)s stands in row %(n)d already.")
            row.problems.append(words % {"code": row.code, "n": seen[row.code]})
        seen.setdefault(row.code, row.line)
    return rows


def _row(cells: Mapping[str, Any]) -> ItemRow:
    given = {name: str(cells.get(name, "")).strip() for name in ("code", "group", *_LENGTHS, "mark", "severity")}
    row = ItemRow(int(cells["line"]), given["code"].upper())
    if not _CODE.fullmatch(row.code):
        row.problems.append(_("The code reads like A01: a group from A to I and a number."))
    group = given["group"].upper() or row.code[:1]
    if group not in GROUPS:
        row.problems.append(_("Group “%(value)s” is not one of A to I.") % {"value": given["group"]})
    for name, most in _LENGTHS.items():
        if len(given[name]) > most:
            row.problems.append(_("A cell is longer than %(n)d characters.") % {"n": most})
    if not given["name"]:
        row.problems.append(_("What is checked is missing."))
    mark = given["mark"].upper() or "M"
    if mark not in ("F", "R", "M"):
        row.problems.append(_("The source is F, R or M."))
    elif mark == "R" and not given["basis"]:
        row.problems.append(_("An item that follows from a rule names the rule."))
    severity = given["severity"] or "1"
    if severity not in ("0", "1", "2", "3", "4"):
        row.problems.append(_("How grave a fault is reads 0, 1, 2, 3 or 4."))
    row.values = {
        **{name: given[name] for name in _LENGTHS}, "group": group, "mark": mark,
        "severity": int(severity) if severity.isdigit() else 1,
        "counts_heads": skey(str(cells.get("counts_heads", ""))) in _YES,
    }
    return row


def as_cells(items: Iterable[ChecklistItem]) -> list[dict[str, str]]:
    """The items as rows of the sheet; what is written comes back the same when read."""
    return [
        {"code": one.code, "group": one.group, "name": one.name, "evidence": one.evidence, "violation": one.violation,
         "basis": one.basis, "mark": one.mark, "severity": str(one.severity),
         "counts_heads": "x" if one.counts_heads else ""}
        for one in items
    ]  # fmt: skip
