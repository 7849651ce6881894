"""Bảng của lãnh đạo and the lists of what hangs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from congvu.face.desk.queries import board
from congvu.face.desk.queries import lateness as late_board
from congvu.face.desk.tables import NAMELESS, SILENT, TRANSFERS
from congvu.insight.lateness import PROMISES
from congvu.kernel.accounts.policy import acting
from congvu.kernel.casework.queries import inbox
from congvu.kernel.casework.queries.dead_groups import dead_groups
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires

#: Units in the table of weeks before somebody asks for all of them; the latest come first.
MOST_UNITS = 25


@requires("casework.case.export")
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """What is late and where it is stuck."""
    return render(request, "desk/overview.html", board.leaders_page(acting(request), timezone.now()))


@requires("casework.case.export")
@require_GET
def lateness(request: HttpRequest) -> HttpResponse:
    """Late by week, agency and document, with the funnel of units."""
    weeks = request.GET.get("weeks", "")
    promise = request.GET.get("promise", "")
    context = late_board.board(
        acting(request), timezone.now(),
        weeks=int(weeks) if weeks in {str(n) for n in late_board.WEEKS} else late_board.WEEKS[0],
        promise=promise if promise in PROMISES else "current",
    )  # fmt: skip
    context |= {"choices": late_board.WEEKS, "all_rows": len(context["rows"])}
    if request.GET.get("units") != "all":
        context["rows"] = context["rows"][:MOST_UNITS]
    return render(request, "desk/lateness.html", context)


@requires("casework.unit.watch")
@require_GET
def dead(request: HttpRequest) -> HttpResponse:
    """Units with open cases where nobody can act, and desks of people who cannot."""
    actor, now = acting(request), timezone.now()
    return render(request, "desk/dead_groups.html", {"rows": dead_groups(actor, now), "now": now})


@requires(inbox.OVERSEE)
@require_GET
def sweeps(request: HttpRequest) -> HttpResponseBase:
    """Cases that hang: without a next event, without a person, on their way too long."""
    actor, now = acting(request), timezone.now()
    lists = {
        "silent": (SILENT, inbox.without_next_event(actor, now)),
        "nameless": (NAMELESS, inbox.all_nameless(actor, now)),
        "transfers": (TRANSFERS, inbox.transfers_waiting(actor)),
    }
    which = request.GET.get("list", "silent")
    table, rows = lists.get(which, lists["silent"])
    tabs = [
        {"label": declared.caption, "url": f"?list={code}", "current": declared is table}
        for code, (declared, _rows) in lists.items()
    ]
    return tables.respond(request, table, rows, template="desk/sweeps.html", now=now, context={"tabs": tabs})
