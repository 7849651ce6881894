"""Biểu 06 có tên dòng. The lines of a report put in order under their levels, with names and totals."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.settlement_form import NOTHING, Tally
from congvu.core.text import sort_key, to_roman
from congvu.domain.onestop.models import Desk
from congvu.domain.onestop.queries.settlement import LEVELS, Line, Report
from congvu.domain.procedures.models import Field, Procedure, SettledAt
from congvu.kernel.casework.policy import people


@dataclass(frozen=True, slots=True)
class Named:
    """Một dòng có tên. `key` opens its dossiers; `depth` 0 is the whole, 1 a level, 2 a line."""

    number: str
    name: str
    key: tuple[Any, ...]
    depth: int
    tally: Tally


_LEVEL_VI = {
    SettledAt.PROVINCE: "Sở, ban, ngành", SettledAt.BOTH: "Cấp tỉnh và cấp xã",
    SettledAt.COMMUNE: "Xã, phường, đặc khu", SettledAt.CENTRE: "Cơ quan ngành dọc",
}  # fmt: skip


def named(report: Report) -> list[Named]:
    """Every line with its name: the whole first, then each level with its total and its lines by name."""
    name = _namer(report)
    found = [Named("", _("Whole"), (), 0, report.whole)]
    if report.by == "desk":
        return found + _numbered(report.lines, name, "")
    for place, level in enumerate([one for one in LEVELS if report.of_level(one)], 1):
        lines = report.of_level(level)
        total = sum((line.tally for line in lines), NOTHING)
        found.append(Named(to_roman(place), _LEVEL_VI[level], (level,), 1, total))
        found += _numbered(lines, name, "")
    return found


def _numbered(lines: Iterable[Line], name: Callable[[Line], str], prefix: str) -> list[Named]:
    ordered = sorted(((name(line), line) for line in lines), key=lambda pair: sort_key(pair[0]))
    return [Named(f"{prefix}{place}", words, line.key, 2, line.tally) for place, (words, line) in enumerate(ordered, 1)]


def _namer(report: Report) -> Callable[[Line], str]:
    """How the lines of a report are called; one statement, whatever their number."""
    last = {line.key[-1] for line in report.lines}
    if report.by == "agency":
        return lambda line: people.agency_name(line.key[-1])
    if report.by == "field":
        known: dict[Any, str] = dict(Field.objects.filter(pk__in=last).values_list("pk", "name"))
    elif report.by == "desk":
        rows = Desk.objects.filter(pk__in=last).select_related("agency__parent")
        known = {desk.pk: desk.agency.full_name for desk in rows}
    else:
        rows_ = Procedure.objects.filter(pk__in=last)
        known = {row.pk: f"{row.code} {row.name}".strip() for row in rows_}
    return lambda line: known.get(line.key[-1], "—")
