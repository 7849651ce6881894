"""Bảng nguy cơ trễ hạn: where dossiers are at risk or late, and the lists behind the numbers."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from congvu.domain.onestop.queries import desks, lists, risk
from congvu.domain.onestop.tables.dossiers import LATE
from congvu.kernel.accounts.policy import acting, require
from congvu.kernel.casework import queries
from congvu.kernel.casework.policy import people
from congvu.kernel.rules import queries as rules
from congvu.kernel.ui import formats, tables
from congvu.kernel.ui.access import requires

#: Number of the board → what the list behind it is narrowed to.
BEHIND = {
    "open": {"state": "open"}, "at_risk": {"state": "at_risk"}, "late": {"state": "late"},
    "no_apology": {"state": "no_apology"}, "asked_twice": {"state": "open", "twice": "1"},
}  # fmt: skip


def _cells(row: risk.Row | None, counts: risk.Counts, by: str) -> list[dict[str, object]]:
    """The numbers of a line, each with the address of the list of exactly as many."""
    narrowed = {by: row.key} if row is not None else {}
    page = reverse("onestop:dossiers")
    return [
        {"n": getattr(counts, name), "name": name, "url": f"{page}?{urlencode(query | narrowed)}"}
        for name, query in BEHIND.items()
    ]


@requires(desks.READ)
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """The board; every number opens the dossiers it counts."""
    actor, now = acting(request), timezone.now()
    cases = lists.dossiers_for(actor).select_related(None)
    agencies = risk.by_agency(cases, now)
    procedures = risk.by_procedure(cases, lists.names_of_procedures, now)
    whole = risk.whole_of(agencies)
    rule = rules.rule(risk.RULE, people.local_date(now))
    context = {
        "agencies": [(row, _cells(row, row.counts, "settling")) for row in agencies],
        "procedures": [(row, _cells(row, row.counts, "procedure")) for row in procedures],
        "whole": whole, "whole_cells": _cells(None, whole, ""), "rule": rule, "until": formats.moment(risk.soon(now)),
        "share": formats.percent(whole.late, whole.open) if whole.open else "",
    }  # fmt: skip
    return render(request, "onestop/risk.html", context)


@requires(desks.READ)
@require_GET
def late(request: HttpRequest) -> HttpResponseBase:
    """Hồ sơ trễ hạn, on screen and as a file: with whose clock, and whether anybody apologised."""
    actor, now = acting(request), timezone.now()
    export = bool(request.GET.get("export"))
    if export:
        require(actor, queries.EXPORT)
    rows = lists.dossiers_for(actor, to_export=export).filter(risk.late(now)).annotate(signed=risk.signed())
    table = LATE if actor.may(queries.EXPORT) else replace(LATE, exportable=False)
    return tables.respond(request, table, rows, template="onestop/late.html", now=now)
