"""Công khai kết luận: what everybody may read of inspections, without signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from congvu.core.text import typed_number
from congvu.domain.inspections.queries import conclusions, resamples
from congvu.insight.measures import share_words
from congvu.kernel.ui.access import public

SHOWN = 100


@public
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Public conclusions, the latest first, and how often faults came back."""
    words, year = request.GET.get("q", "").strip()[:100], typed_number(request.GET.get("year", ""))
    today = timezone.localdate().year
    found = conclusions.published(year if year and 2020 <= year <= today else None, words)
    context = {
        "rows": found[:SHOWN], "n": len(found), "q": words, "year": year, "years": range(today, today - 5, -1),
        "back": [(one, share_words(one.back, one.n)) for one in resamples.came_back()],
    }  # fmt: skip
    return render(request, "inspections/public_conclusions.html", context)


@public
@require_GET
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One public conclusion."""
    found = conclusions.published_one(code)
    came = conclusions.what_came(found.visit_id)
    context = {"one": found, "came": came, "samples": [(row, resamples.interval_of(row)) for row in came.samples]}
    return render(request, "inspections/public_conclusion.html", context)
