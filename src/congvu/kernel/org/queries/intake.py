"""Kiểm tra một đợt nhập: what the rows of a sheet would create, change and end, and what is wrong with each row.

Nothing is written here. An agency keeps its name and its place for life: a row that wants another one is sent to the
act of reorganisation. A blank cell leaves what is known as it is, so the same sheet taken in twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.kernel.org.extract import INTAKE, choice_of
from congvu.kernel.org.extract.cells import read_day, read_number
from congvu.kernel.org.extract.columns import Column, Sheet
from congvu.kernel.org.models import Intake

CREATE, CHANGE, END, SAME = "create", "change", "end", "same"
#: What a row of an import does, in the order in which it is told.
KINDS_OF_CHANGE = (CREATE, CHANGE, END, SAME)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with one row; `column` is the heading, empty for the row as a whole."""

    sheet: str
    line: int
    column: str
    text: str

    def as_row(self) -> list[Any]:
        """As kept with the import."""
        return [self.sheet, self.line, self.column, self.text]


@dataclass(slots=True)
class Op:
    """What one row does: `what` is create, change, end or same; `values` the cells read; `row` the known row."""

    sheet: str
    line: int
    what: str
    label: str
    values: dict[str, Any]
    row: Any = None
    changed: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class IntakePlan:
    """The dry run: operations by sheet in the order of the file, and faults."""

    ops: dict[str, list[Op]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def add(self, op: Op) -> None:
        """Keep an operation."""
        self.ops.setdefault(op.sheet, []).append(op)

    def blame(self, sheet: str, line: int, text: str, column: str = "") -> None:
        """Keep a fault; `column` is the code of a column."""
        heading = INTAKE[sheet].column(column).heading if column else ""
        self.faults.append(Fault(sheet, line, heading, text))

    def counts(self) -> dict[str, dict[str, int]]:
        """By sheet: how many rows create, change, end, and leave alone."""
        return {
            code: {what: sum(op.what == what for op in ops) for what in KINDS_OF_CHANGE}
            for code, ops in self.ops.items()
        }

    def of(self, sheet: str, *whats: str) -> list[Op]:
        """Operations of a sheet of these kinds."""
        return [op for op in self.ops.get(sheet, ()) if op.what in whats]


def intake_by_id(intake_id: int) -> Intake:
    """The import. Raises NotFound."""
    found = Intake.objects.filter(pk=intake_id).first()
    if found is None:
        raise NotFound(_("There is no such import."))
    return found


def intakes() -> list[Intake]:
    """The latest imports."""
    return list(Intake.objects.defer("rows", "changes", "problems", "secret").order_by("-pk")[:30])


# --- cells -------------------------------------------------------------------------------------------------------


def cells_of(plan: IntakePlan, sheet: Sheet, row: Mapping[str, Any]) -> dict[str, Any] | None:
    """The cells of a row read by the kind of their column; None, with faults, when one cannot be read.

    Columns that the file does not have are not in the result; blank cells are empty texts or None.
    """
    line, values, good = int(row["line"]), dict[str, Any](), True
    for column in sheet.columns:
        text = str(row.get(column.code, "")).strip()
        if not text:
            if column.needed:
                plan.blame(sheet.code, line, _("This cell must be filled."), column.code)
                good = False
            if column.code in row:
                values[column.code] = None if column.kind in ("day", "number") else ""
            continue
        value = _cell(column, text)
        if value is None:
            plan.blame(sheet.code, line, _not_read(column, text), column.code)
            good = False
        values[column.code] = value
    return values if good else None


def _cell(column: Column, text: str) -> Any:
    if column.kind == "day":
        return read_day(text)
    if column.kind == "number":
        return read_number(text)
    if column.kind == "text":
        return text
    return choice_of(column.kind, text)


def _not_read(column: Column, text: str) -> str:
    if column.kind == "day":
        return _("“%(text)s” is not a date (write dd/mm/yyyy).") % {"text": text[:40]}
    if column.kind == "number":
        return _("“%(text)s” is not a number.") % {"text": text[:40]}
    return _("“%(text)s” is none of the choices; take one from the list in the sample.") % {"text": text[:60]}


def too_long(plan: IntakePlan, sheet: str, line: int, values: Mapping[str, Any], limits: Mapping[str, int]) -> bool:
    """Whether a text is longer than the register holds, with a fault for each."""
    found = [code for code, limit in limits.items() if len(str(values.get(code) or "")) > limit]
    for code in found:
        text = _("At most %(limit)d characters.") % {"limit": limits[code]}
        plan.blame(sheet, line, text, code)
    return bool(found)


def is_email(text: str) -> bool:
    """Whether the text is an e-mail address."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def listed(text: str) -> list[str]:
    """Parts of a cell between semicolons."""
    return [part.strip() for part in text.split(";") if part.strip()]


def differing(row: Any, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Fields given in the sheet (not blank) whose value is another one than the row's."""
    return {name: value for name, value in wanted.items() if value not in (None, "") and getattr(row, name) != value}


def seen_before(plan: IntakePlan, sheet: str, line: int, key: object, seen: dict[object, int]) -> bool:
    """Whether an earlier row of the sheet speaks of the same thing, with a fault."""
    if key in seen:
        plan.blame(sheet, line, _("The same stands in row %(line)d already.") % {"line": seen[key]})
        return True
    seen[key] = line
    return False


#: A check of one sheet: plan, rows, told after each stretch how many rows are done.
Check = Callable[[IntakePlan, Sequence[Mapping[str, Any]]], None]


def sorted_faults(faults: Iterable[Fault]) -> list[Fault]:
    """Faults in the order of sheets and rows."""
    order = list(INTAKE)
    return sorted(faults, key=lambda fault: (order.index(fault.sheet), fault.line))
