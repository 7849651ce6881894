"""Statistics of tasks: counts and rates with their denominators by name, per unit, on both promises."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from congvu.domain.directives.forms import PeriodForm
from congvu.domain.directives.queries.statistics import by_unit, tasks_in_period
from congvu.insight.measures import all_measures, figure
from congvu.kernel.accounts.policy import acting
from congvu.kernel.casework.queries.as_now import as_now
from congvu.kernel.ui.access import requires

COUNTS = ("total", "completed", "on_time", "late", "open", "in_time", "overdue", "waiting", "returned", "extended")
RATES = ("due_completed_rate", "due_overdue_rate", "completed_rate", "on_time_rate", "on_time_first_rate")


@requires("directives.statistics.read")
@require_GET
def statistics(request: HttpRequest) -> HttpResponse:
    """The page: figures of the period, and a table by accountable unit."""
    actor, now = acting(request), timezone.now()
    form = PeriodForm(request.GET or None)
    given = form.cleaned_data if form.is_valid() else {}
    rounding = given.get("rounding") or "half_up_2"
    cases = tasks_in_period(actor, given.get("since"), given.get("until"))
    known = {measure.name for measure in all_measures()}
    figures = {
        name: figure(f"directives.tasks.{name}", cases, now)
        for name in (*COUNTS, *RATES) if f"directives.tasks.{name}" in known
    }  # fmt: skip
    units, divided = by_unit(cases, now), False
    if given.get("view") == "now":
        units, divided = as_now(units, timezone.localdate(now))
    context = {
        "divided": divided, "view": given.get("view") or "was",
        "form": form, "rounding": rounding, "now": now,
        "counts": [figures[name] for name in COUNTS],
        "rates": [(figures[name], figures[name].percent(rounding)) for name in RATES],
        "units": units,
    }
    return render(request, "directives/statistics.html", context)
