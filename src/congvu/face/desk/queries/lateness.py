"""Bảng chậm, muộn: by week and agency, by source document, where it is stuck, and who lies outside the funnel.

Every number opens the list of its cases; every rate says of how many.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from congvu.insight import lateness
from congvu.insight.funnel import Point, funnel
from congvu.insight.measures import share_words
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case, CaseDocument
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.cases import visible_to
from congvu.kernel.ui.labels import WHOSE_LABELS

#: Documents listed on the page; those with the most late work first.
DOCUMENTS = 20
WEEKS = (12, 26, 52)


def _monday(day: date) -> date:
    return date.fromordinal(day.toordinal() - day.weekday())


#: By promise: the filters of the case list that say from when, until when and which ones came late.
FILTERS = {"current": ("due_from", "due_to", "was_late"), "first": ("first_from", "first_to", "was_late_first")}


def _list_url(promise: str, first: date, last: date, **query: str) -> str:
    since, until, _late = FILTERS[promise]
    said = {"view": "all", since: first.isoformat(), until: last.isoformat(), **query}
    return f"{reverse('desk:cases')}?{urlencode(said)}"


@dataclass(frozen=True, slots=True)
class Span:
    """The weeks of the page: Mondays, first and last day."""

    mondays: tuple[date, ...]

    @property
    def first(self) -> date:
        return self.mondays[0]

    @property
    def last(self) -> date:
        return date.fromordinal(self.mondays[-1].toordinal() + 6)


def span_of(today: date, weeks: int) -> Span:
    """The last `weeks` weeks, the running one included."""
    end = _monday(today).toordinal()
    return Span(tuple(date.fromordinal(end - 7 * back) for back in range(weeks - 1, -1, -1)))


def board(actor: Actor, now: datetime, *, weeks: int, promise: str) -> dict[str, Any]:
    """Everything the page shows. Six statements, whatever the number of cases."""
    span = span_of(people.local_date(now), weeks)
    cases = visible_to(actor)
    grid = lateness.by_week(cases, span.first, span.last, now, promise=promise)
    under = {unit: people.top_unit_of(unit) for unit in grid}
    spreads = lateness.spreads(cases, span.first, span.last, now, promise=promise, under=under)
    units = _rolled_up(grid)
    per_week = [_sum(weeks.get(monday) for weeks in units.values()) for monday in span.mondays]
    whole, points = funnel(
        {unit: (cell.late, cell.due) for unit in units if (cell := _sum(units[unit].values())).due}
    )
    return {
        "now": now, "weeks": weeks, "promise": promise, "span": span, "whole": whole,
        "per_week": [
            {"monday": monday, "cell": cell, "share": share_words(cell.late, cell.due),
             "url": _list_url(promise, monday, _sunday(monday)),
             "late_url": _late_url(promise, monday, _sunday(monday))}
            for monday, cell in zip(span.mondays, per_week, strict=True)
        ],
        "rows": [_row(unit, units[unit], span, spreads, points, promise) for unit in _by_lateness(units)],
        "funnel": [_funnel_row(point, span, promise) for point in sorted(points, key=lambda one: one.n)],
        "outside": [_funnel_row(point, span, promise) for point in points if point.side == "high"],
        "documents": _documents(actor, span, now, promise), "stuck": _stuck(actor, now),
        "totals": _sum(per_week),
    }  # fmt: skip


def _sunday(monday: date) -> date:
    return date.fromordinal(monday.toordinal() + 6)


def _late_url(promise: str, first: date, last: date, **query: str) -> str:
    """The list of the late ones."""
    return _list_url(promise, first, last, **{FILTERS[promise][2]: "1"}, **query)


def _sum(cells: Any) -> lateness.Cell:
    due = late = 0
    for cell in cells:
        if cell is not None:
            due, late = due + cell.due, late + cell.late
    return lateness.Cell(due, late)


def _rolled_up(grid: dict[Any, dict[date, lateness.Cell]]) -> dict[int, dict[date, lateness.Cell]]:
    """Divisions count under the agency they belong to."""
    units: dict[int, dict[date, lateness.Cell]] = {}
    for agency_id, weeks in grid.items():
        row = units.setdefault(people.top_unit_of(agency_id), {})
        for monday, cell in weeks.items():
            row[monday] = _sum([row.get(monday), cell])
    return units


def _by_lateness(units: dict[int, dict[date, lateness.Cell]]) -> list[int]:
    whole = {unit: _sum(weeks.values()) for unit, weeks in units.items()}
    return sorted(units, key=lambda unit: (-whole[unit].late, -whole[unit].due, people.agency_name(unit)))


def _row(
    unit: int, weeks: dict[date, lateness.Cell], span: Span, spreads: dict[Any, lateness.Spread],
    points: list[Point[int]], promise: str,
) -> dict[str, Any]:  # fmt: skip
    cell = _sum(weeks.values())
    point = next((one for one in points if one.key == unit), None)
    agency = {"agency": str(unit)}
    return {
        "name": people.agency_name(unit), "cell": cell, "share": share_words(cell.late, cell.due),
        "url": _list_url(promise, span.first, span.last, **agency),
        "late_url": _late_url(promise, span.first, span.last, **agency), "spread": spreads.get(unit), "point": point,
        "cells": [
            {"monday": monday, "cell": one, "level": _level(one),
             "url": _list_url(promise, monday, _sunday(monday), **agency),
             "late_url": _late_url(promise, monday, _sunday(monday), **agency)}
            for monday in span.mondays for one in [weeks.get(monday)]
        ],
    }  # fmt: skip


def _level(cell: lateness.Cell | None) -> int:
    """Shade of a cell: 0 nothing late, 1 to 4 by the share late."""
    if cell is None or not cell.late:
        return 0
    return min(4, 1 + int(4 * cell.late / cell.due * 0.999))


def _funnel_row(point: Point[int], span: Span, promise: str) -> dict[str, Any]:
    return {
        "name": people.agency_name(point.key), "point": point, "share": share_words(point.hits, point.n),
        "url": _list_url(promise, span.first, span.last, agency=str(point.key)),
    }  # fmt: skip


def _documents(actor: Actor, span: Span, now: datetime, promise: str) -> list[dict[str, Any]]:
    """The source documents with the most late work; those of sealed cases never. Two statements."""
    sources = CaseDocument.objects.filter(role=CaseDocument.Role.SOURCE, document__isnull=False)
    cases = Case.objects.filter(pk__in=visible_to(actor).values("pk"), documents__in=sources)
    found = lateness.by_column(cases, span.first, span.last, now, by="documents__document_id", promise=promise)
    most = sorted(found, key=lambda pk: (-found[pk].late, -found[pk].due, pk))[:DOCUMENTS]
    known = {
        row.document_id: row.document
        for row in sources.filter(document_id__in=most).select_related("document").order_by("pk")
    }
    rows = []
    for pk in most:
        document = known.get(pk)
        if document is None or document.confidentiality in ("restricted", "sealed"):
            continue
        source = {"source": document.code} if document.code else {"q": document.subject[:60]}
        rows.append(
            {"code": document.code, "subject": document.subject, "cell": found[pk],
             "share": share_words(found[pk].late, found[pk].due),
             "url": _list_url(promise, span.first, span.last, **source),
             "late_url": _late_url(promise, span.first, span.last, **source)}
        )  # fmt: skip
    return rows


def _stuck(actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """Open work past due by who holds it now and on whose clock it stands. One statement."""
    found = lateness.stuck(visible_to(actor), now, by=("holder_agency_id", "whose_clock"))
    units: dict[int, dict[str, int]] = {}
    for (agency_id, whose), n in found.items():
        row = units.setdefault(people.top_unit_of(agency_id), {})
        row[whose] = row.get(whose, 0) + n
    return [
        {"name": people.agency_name(unit), "n": sum(parts.values()),
         "parts": [(WHOSE_LABELS.get(whose, whose), n) for whose, n in sorted(parts.items(), key=lambda one: -one[1])],
         "url": f"{reverse('desk:cases')}?{urlencode({'view': 'all', 'state': 'overdue', 'at': str(unit)})}"}
        for unit, parts in sorted(units.items(), key=lambda one: -sum(one[1].values()))
    ]  # fmt: skip
