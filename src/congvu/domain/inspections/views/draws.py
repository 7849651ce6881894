"""Bốc thăm công khai: what anybody may read of draws, without log-in, and the program to reckon them again.

Nothing sealed passes here: envelopes are not even read from the database.
"""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

import congvu.core.lot
from congvu.domain.inspections.queries import draws
from congvu.kernel.ui.access import public

SCRIPT = Path(congvu.core.lot.__file__).parent / "standalone" / "verify_draw.py"


@public
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every draw that was published."""
    return render(request, "inspections/draws.html", {"rounds": list(draws.all_rounds()[:200])})


@public
@require_GET
def draw(request: HttpRequest, code: str) -> HttpResponse:
    """One draw: lists, weights, commitments, public value, what was opened, what never was."""
    return render(request, "inspections/draw.html", facts(code))


def facts(code: str) -> dict[str, object]:
    """What the public page and the page of the room both show."""
    one, now = draws.round_of(code), timezone.now()
    listing = draws.published(one)
    counted = one.factors.get("counted", {})
    rows = draws.slot_rows(one, timezone.localdate(now))
    weights = [unit.weight for unit in listing.listing.units]
    heaviest = [unit.name for unit in listing.listing.units if unit.weight == max(weights)]
    sums = {
        "at_floor": sum(weight == min(weights) for weight in weights), "most": 100 * max(weights) / listing.total,
        "names": ", ".join(heaviest[:3]) + (" …" if len(heaviest) > 3 else ""),
    }  # fmt: skip
    return {
        "sums": sums, "round": one, "state": draws.state_of(one, now), "slots": rows,
        "opened_slots": [row for row in rows if row.opening], "closed_slots": [row for row in rows if not row.opening],
        "total": listing.total,
        "units": [
            (unit, list(counted.get(unit.code, {}).items()), round(100 * unit.weight / listing.total, 2))
            for unit in listing.listing.units
        ],
        "inspectors": listing.listing.inspectors, "recused": len(listing.listing.recused),
        "scale": one.factors, "never": [row.number for row in rows if row.state == "never"],
    }  # fmt: skip


@public
@require_GET
def record(_request: HttpRequest, code: str) -> HttpResponse:
    """The record for the stand-alone program."""
    one = draws.round_of(code)
    answer = HttpResponse(draws.record_text(one), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="boc-tham-{one.code}.json"'
    return answer


@public
@require_GET
def program(_request: HttpRequest) -> HttpResponse:
    """The program itself: one file, to be read in one sitting."""
    answer = HttpResponse(SCRIPT.read_bytes(), content_type="text/x-python; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="verify_draw.py"'
    return answer
