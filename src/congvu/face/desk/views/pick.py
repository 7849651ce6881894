"""Chọn đơn vị, chọn người: options for the pickers of a form, narrowed by what is typed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from congvu.core.text import typed_number
from congvu.face.desk.queries import choices
from congvu.kernel.accounts.policy import acting
from congvu.kernel.ui.access import signed_in


@signed_in
@require_GET
def units(request: HttpRequest) -> HttpResponse:
    """Units of today whose name contains every word."""
    groups = choices.units(acting(request), timezone.localdate(), request.GET.get("unit_words", "")[:100])
    answer = render(request, "desk/_options.html", {"groups": groups, "empty": request.GET.get("empty", "")})
    answer["HX-Trigger-After-Settle"] = "units-narrowed"
    return answer


@signed_in
@require_GET
def officials(request: HttpRequest) -> HttpResponse:
    """The people of a unit and of those below it, on the day."""
    wanted = request.GET.get("to_agency", "")
    agency_id = typed_number(wanted)
    rows = choices.people_of(agency_id, timezone.localdate())
    return render(request, "desk/_options.html", {"groups": [("", rows)], "empty": choices.nobody()})
