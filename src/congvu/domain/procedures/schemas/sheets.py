"""Bảng tính của danh mục: a workbook (or a .csv of its first sheet) as records, each fault with its row and column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.codes import read_procedure_code
from congvu.core.refusals import Invalid
from congvu.core.text import skey
from congvu.domain.procedures.models import Scope
from congvu.domain.procedures.policy.records import (
    FACTS,
    CaseRecord,
    FeeRecord,
    GroupRecord,
    PaperRecord,
    ProcedureRecord,
    StationRecord,
)
from congvu.domain.procedures.schemas import columns
from congvu.domain.procedures.schemas.cells import Unreadable, phases_of, text_of, value_of
from congvu.kernel.org.extract import Column, Row, Sheet, cell_of, read_sheets

MAX_ROWS = 10_000
#: Headings a sheet is known by whose cells may be empty: a draft has cases without a limit yet.
_MAY_BE_EMPTY = {("cases", "limit")}
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Fault:
    """Lỗi trong bảng: where it stands and what is wrong. `line` 0: nowhere in particular."""

    sheet: str
    line: int
    column: str
    words: str

    def __str__(self) -> str:
        return f"{self.column}: {self.words}" if self.column else self.words


@dataclass(slots=True)
class Read:
    """What a file says: its records, the line of each, and everything that could not be read."""

    records: list[ProcedureRecord] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_workbook(content: bytes) -> Read:
    """Đọc danh mục. The records of an .xlsx or .csv. An empty cell says nothing: what we have stays.

    Invalid when it is no sheet, has no recognisable heading, no rows, or more than MAX_ROWS procedures.
    """
    kind = "xlsx" if content.startswith(_ZIP) else "csv"
    tables = read_sheets(content, kind, columns.SHEETS, lines=True)
    rows = tables.get("procedures", [])
    if not rows:
        needed = "; ".join(one.heading for one in columns.PROCEDURES.columns if one.needed)
        raise Invalid(
            _("The columns were not recognised."), field="file",
            hint=_("The first row needs at least: %(headings)s. Download the sample sheet.") % {"headings": needed},
        )  # fmt: skip
    if len(rows) > MAX_ROWS:
        raise Invalid(_("The sheet has more than %(n)d rows; cut it in parts.") % {"n": MAX_ROWS}, field="file")
    return _Reading(tables).read(rows)


class _Reading:
    """One pass over the sheets of a workbook."""

    def __init__(self, tables: Mapping[str, list[Row]]) -> None:
        self.found = Read()
        self.parts: dict[str, dict[str, list[dict[str, Any]]]] = {
            code: self._by_procedure(columns.SHEETS[code], tables.get(code, []))
            for code in ("cases", "papers", "fees", "groups", "stations")
        }

    def read(self, rows: Sequence[Row]) -> Read:
        known = set()
        for row in rows:
            cells = self._cells(columns.PROCEDURES, row)
            key = _key(str(row.get("code", "")) or str(row.get("name", "")))
            known.add(key)
            self.found.records.append(self._record(cells, key))
            self.found.lines.append(int(row["line"]))
        for code, of_procedures in self.parts.items():
            for key in of_procedures.keys() - known:
                for cells in of_procedures[key]:
                    words = _("The sheet “%(title)s” has no procedure of this code.")
                    self._fault(columns.SHEETS[code], cells["line"], columns.CODE,
                                words % {"title": columns.PROCEDURES.title})  # fmt: skip
        return self.found

    def _fault(self, sheet: Sheet, line: int, column: Column, words: str) -> None:
        self.found.faults.append(Fault(sheet.title, line, column.heading, words))

    def _cells(self, sheet: Sheet, row: Row) -> dict[str, Any]:
        """The filled cells of a row as values; what cannot be read becomes a fault and is left out."""
        found: dict[str, Any] = {}
        for column in sheet.columns:
            text = str(row.get(column.code, ""))
            if not text.strip():
                if column.needed and (sheet.code, column.code) not in _MAY_BE_EMPTY:
                    self._fault(sheet, int(row["line"]), column, _("This cell must be filled."))
                continue
            try:
                value = phases_of(text) if column.code == "phases" else value_of(column.code, text)
                found[column.code] = value
            except (Unreadable, Invalid) as wrong:
                self._fault(sheet, int(row["line"]), column, str(wrong))
        return found

    def _by_procedure(self, sheet: Sheet, rows: Iterable[Row]) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = {}
        for row in rows:
            cells = {**self._cells(sheet, row), "line": int(row["line"])}
            found.setdefault(_key(str(row.get("code", ""))), []).append(cells)
        return found

    def _record(self, cells: dict[str, Any], key: str) -> ProcedureRecord:
        names = cells.pop("paper_names", "")
        limit = cells.pop("limit", None)
        stated = {name for name in FACTS if name in cells}
        rows = {code: self.parts[code].get(key, []) for code in self.parts}
        stated |= {"limit"} if limit or rows["cases"] else set()
        stated |= {"terms"} if rows["cases"] else set()
        stated |= {"papers"} if names or rows["papers"] else set()
        stated |= {"fees"} if rows["fees"] else set()
        stated |= {"route"} if rows["stations"] or rows["groups"] else set()
        cases = _cases(rows, limit or "", names)
        code = str(cells.pop("code", ""))
        cells.setdefault("scope", Scope.PUBLIC if code else Scope.INTERNAL)
        return ProcedureRecord(**{"name": "", **cells}, code=code, cases=cases, stated=frozenset(stated))


def _key(code: str) -> str:
    read = read_procedure_code(code)
    return read.text if read else skey(code)


def _cases(rows: Mapping[str, list[dict[str, Any]]], limit: str, paper_names: str) -> tuple[CaseRecord, ...]:
    """The cases the sheets speak of, in the order in which they are first named."""
    facts = {_case_of(one, "name"): one for one in rows["cases"]}
    order = list(facts)
    for code in ("papers", "fees", "groups", "stations"):
        order += [name for name in dict.fromkeys(_case_of(one) for one in rows[code]) if name not in order]
    found = []
    for name in order or [""]:
        mine = {code: [one for one in rows[code] if _case_of(one) == name] for code in rows if code != "cases"}
        said = {key: value for key, value in facts.get(name, {}).items() if key not in {"code", "line", "name"}}
        papers = [PaperRecord(**_plain(one)) for one in mine["papers"]] or [
            PaperRecord(name=" ".join(one.split()), originals=1) for one in paper_names.splitlines() if one.strip()
        ]
        found.append(CaseRecord(
            **{"limit": limit, **said}, name=name, papers=tuple(papers),
            fees=tuple(FeeRecord(**_plain(one)) for one in mine["fees"] if "amount" in one),
            groups=tuple(GroupRecord(**_plain(one, "group_code")) for one in mine["groups"] if "minutes" in one),
            stations=tuple(StationRecord(**_plain(one, "station_code")) for one in mine["stations"]),
        ))  # fmt: skip
    return tuple(found)


def _case_of(cells: Mapping[str, Any], column: str = "case") -> str:
    return str(cells.get(column, ""))


def _plain(cells: Mapping[str, Any], code: str = "") -> dict[str, Any]:
    found = {key: value for key, value in cells.items() if key not in {"code", "case", "line", code}}
    found.setdefault("name", "")
    return {**found, "code": cells.get(code, "")} if code else found


def cells_of(records: Iterable[ProcedureRecord]) -> dict[str, list[dict[str, str]]]:
    """The rows of every sheet for these records, as texts."""
    found: dict[str, list[dict[str, str]]] = {code: [] for code in columns.SHEETS}
    for record in records:
        own = record.code or record.name
        limit = record.cases[0].limit if len(record.cases) == 1 else ""
        found["procedures"].append({**_texts(columns.PROCEDURES, record), "limit": text_of("limit", limit)})
        for case in record.cases:
            told = {"code": own, "case": case.name}
            found["cases"].append({**_texts(columns.CASES, case), "code": own})
            for part, code in (("papers", ""), ("fees", ""), ("groups", "group_code"), ("stations", "station_code")):
                for row in getattr(case, part):
                    again = {code: row.code} if code else {}
                    found[part].append({**_texts(columns.SHEETS[part], row), **told, **again})
    return found


def _texts(sheet: Sheet, row: Any) -> dict[str, str]:
    found = {one.code: text_of(one.code, getattr(row, one.code)) for one in sheet.columns if hasattr(row, one.code)}
    return {code: text for code, text in found.items() if text}


_WIDTHS = {"name": 48, "sequence": 48, "legal_basis": 36, "requirements": 36, "agency": 28, "settled_by": 28}


def write_workbook(tables: Mapping[str, Sequence[Mapping[str, str]]]) -> bytes:
    """One sheet per part: headings frozen, choices as lists, everything as text so that codes stay codes."""
    import xlsxwriter  # noqa: PLC0415 -- heavy, only here

    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        needed = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DCE6F1"})
        other = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        for sheet in columns.SHEETS.values():
            page = book.add_worksheet(sheet.title)
            for at, column in enumerate(sheet.columns):
                page.write_string(0, at, column.heading, needed if column.needed else other)
                page.set_column(at, at, _WIDTHS.get(column.code, 18), plain)
                _offer(page, at, column.code)
            page.freeze_panes(1, 2)
            for number, row in enumerate(tables.get(sheet.code, ()), start=1):
                for at, column in enumerate(sheet.columns):
                    if text := row.get(column.code):
                        page.write_string(number, at, cell_of(text), plain)
    return buffer.getvalue()


def _offer(page: Any, at: int, code: str) -> None:
    kind = columns.KINDS.get(code, "text")
    if kind == "yes":
        choices = [columns.YES, columns.NO]
    elif columns.is_list(kind) and kind != "subjects":
        choices = [word for word in columns.words_of(kind).values() if word]
    else:
        return
    if len(",".join(choices)) < 250:
        page.data_validation(1, at, 5000, at, {"validate": "list", "source": choices, "error_type": "warning"})


def sample() -> bytes:
    """The template: every sheet with its headings, and one procedure as an example."""
    one = {column.code: column.example for column in columns.PROCEDURES.columns if column.example}
    own = {"code": one["code"]}
    return write_workbook({
        "procedures": [one], "cases": [{**own, "limit": "08 giờ làm việc"}],
        "papers": [{**own, "name": "Tờ khai đăng ký khai sinh", "originals": "1", "copies": "0", "mandatory": "Có"},
                   {**own, "name": "Giấy chứng sinh", "originals": "1", "copies": "0", "mandatory": "Có"}],
        "fees": [{**own, "name": "Lệ phí", "amount": "0", "collected": "Khi tiếp nhận"}],
    })  # fmt: skip
