"""Statistics of tasks on both promises, the cases behind every number, and the ledger of extensions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from congvu.core.text import typed_number
from congvu.domain.directives.forms import PeriodForm
from congvu.domain.directives.models import Directive
from congvu.domain.directives.queries import directives as queries
from congvu.domain.directives.queries.extensions import ledger_of
from congvu.domain.directives.queries.figures import COUNTS, RATES, figure_rows
from congvu.domain.directives.queries.statistics import (
    CURRENT,
    FIRST,
    as_today,
    by_unit,
    condition_of,
    counted_at,
    granted_by_unit,
    most_overdue_first,
    tasks_in_period,
)
from congvu.domain.directives.tables import EXTENSIONS, FIGURE_CASES, UNITS
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.casework.policy import people
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires

READ = "directives.statistics.read"
EXPORT = "casework.case.export"


def _given(request: HttpRequest) -> tuple[PeriodForm, dict[str, Any]]:
    form = PeriodForm(request.GET or None)
    return form, form.cleaned_data if form.is_valid() else {}


def _query(given: dict[str, Any]) -> dict[str, str]:
    """The period as a query string says it."""
    return {name: f"{given[name]:%d/%m/%Y}" for name in ("since", "until") if isinstance(given.get(name), date)}


@requires(READ)
@require_GET
def statistics(request: HttpRequest) -> HttpResponse:
    """The page: every figure on the present and on the first promise, and a table by accountable unit."""
    actor, now = acting(request), timezone.now()
    form, given = _given(request)
    rounding = given.get("rounding") or "half_up_2"
    cases = tasks_in_period(actor, given.get("since"), given.get("until"))
    period = urlencode(_query(given) | ({"view": "now"} if given.get("view") == "now" else {}))
    rows = figure_rows(cases, now, rounding, _query(given))
    units, divided = by_unit(cases, now), False
    if given.get("view") == "now":
        units, divided = as_today(units, timezone.localdate(now))
    context = {
        "divided": divided, "view": given.get("view") or "was", "period": period,
        "form": form, "rounding": rounding, "now": now,
        "counts": rows[: len(COUNTS)], "rates": rows[len(COUNTS) : len(COUNTS) + len(RATES)],
        "units": most_overdue_first(units),
    }
    return render(request, "directives/statistics.html", context)


@requires(READ)
@require_GET
def units(request: HttpRequest) -> HttpResponseBase:
    """Every unit with both rates and its extensions, as a list that can be taken away."""
    actor, now = acting(request), timezone.now()
    form, given = _given(request)
    rows = by_unit(tasks_in_period(actor, given.get("since"), given.get("until")), now)
    if given.get("view") == "now":
        rows, _divided = as_today(rows, timezone.localdate(now))
    table = UNITS if actor.may(EXPORT) else replace(UNITS, exportable=False)
    return tables.respond(request, table, rows, template="directives/units.html", now=now, context={"form": form})


@requires(READ)
@require_GET
def cases(request: HttpRequest, figure: str, promise: str) -> HttpResponseBase:
    """The cases behind a number of the statistics."""
    actor, now = acting(request), timezone.now()
    due = {"current": CURRENT, "first": FIRST}.get(promise)
    if due is None or figure not in COUNTS:
        raise Http404
    _form, given = _given(request)
    rows = tasks_in_period(actor, given.get("since"), given.get("until")).filter(condition_of(figure, due, now))
    unit = typed_number(request.GET.get("unit", ""))
    if unit is not None and given.get("view") == "now":
        rows = rows.filter(accountable_agency_id__in=counted_at(unit, timezone.localdate(now)))
    elif unit is not None:
        rows = rows.filter(accountable_agency_id=unit)
    table = FIGURE_CASES if actor.may(EXPORT) else replace(FIGURE_CASES, exportable=False)
    context = {"figure": figure, "promise": promise, "unit": people.agency_name(unit) if unit is not None else ""}
    return tables.respond(request, table, rows, template="directives/figure_cases.html", now=now, context=context)


@requires(READ)
@require_GET
def extensions(request: HttpRequest) -> HttpResponseBase:
    """Sổ gia hạn of everything the reader may see."""
    return _ledger(request, acting(request), None)


@requires(READ)
@require_GET
def extensions_of(request: HttpRequest, directive_id: int) -> HttpResponseBase:
    """Sổ gia hạn of one directive."""
    actor = acting(request)
    return _ledger(request, actor, queries.get_for(actor, directive_id))


def _ledger(request: HttpRequest, actor: Actor, directive: Directive | None) -> HttpResponseBase:
    now = timezone.now()
    tasks = tasks_in_period(actor, None, None)
    if directive is not None:
        tasks = tasks.filter(task__directive=directive)
    unit = typed_number(request.GET.get("agency", ""))
    if unit is not None:
        tasks = tasks.filter(accountable_agency_id__in=people.counted_under(unit))
    granted = granted_by_unit(tasks)
    context = {
        "directive": directive, "figures": figure_rows(tasks, now, "half_up_2", {}, only=("on_time_rate",)),
        "extensions": sum(n for n, _days in granted.values()), "days": sum(days for _n, days in granted.values()),
        "extended": tasks.filter(condition_of("extended", CURRENT, now)).count(),
        "extended_url": reverse("directives:figure_cases", args=["extended", "current"]),
    }
    table = EXTENSIONS if actor.may(EXPORT) else replace(EXTENSIONS, exportable=False)
    rows = ledger_of(actor, directive.pk if directive is not None else None)
    return tables.respond(request, table, rows, template="directives/extensions.html", now=now, context=context)
