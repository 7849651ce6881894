"""Sổ đăng ký văn bản đến, đi: list, export, print."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.documents.queries import (
    INCOMING_COLUMNS,
    OUTGOING_COLUMNS,
    register_page,
    register_rows,
    registers_of,
    visible_to,
)
from congvu.kernel.documents.tables import REGISTERS
from congvu.kernel.org.models import Agency
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires

#: A printed register holds at most so many lines; a longer one is printed by month.
PRINTED_LINES = 5_000


@requires("documents.document.read")
@require_GET
def incoming(request: HttpRequest) -> HttpResponseBase:
    """The register of incoming documents."""
    return _register(request, "incoming")


@requires("documents.document.read")
@require_GET
def outgoing(request: HttpRequest) -> HttpResponseBase:
    """The register of outgoing documents."""
    return _register(request, "outgoing")


def _register(request: HttpRequest, direction: str) -> HttpResponseBase:
    actor, now = acting(request), timezone.now()
    agency = _chosen(request, actor)
    rows = visible_to(actor).filter(direction=direction)
    if not request.GET.get("agency") and agency is not None:
        rows = rows.filter(agency_id=agency.pk)
    context = {
        "agency": agency, "direction": direction, "may_register": actor.may("documents.document.register"),
        "tabs": [
            {"label": _("Incoming documents"), "url": reverse("documents:register"),
             "current": direction == "incoming", "icon": "inbox"},
            {"label": _("Outgoing documents"), "url": reverse("documents:outgoing"),
             "current": direction == "outgoing", "icon": "send"},
        ],
        "print_query": request.GET.urlencode(),
    }
    return tables.respond(
        request, REGISTERS[direction], rows, template="documents/register.html", now=now, context=context
    )


def _chosen(request: HttpRequest, actor: Actor) -> Agency | None:
    """The agency whose register is shown: the one asked for if it may be read, else the actor's first."""
    readable = registers_of(actor, timezone.localdate())
    wanted = request.GET.get("agency", "")
    return next((agency for agency in readable if str(agency.pk) == wanted), readable[0] if readable else None)


@requires("documents.document.read")
@require_GET
def printed(request: HttpRequest, direction: str) -> HttpResponse:
    """The register on paper, with all ten columns (NĐ 30/2020/NĐ-CP, Phụ lục IV), oldest number first."""
    if direction not in REGISTERS:
        raise Http404
    actor = acting(request)
    agency = _chosen(request, actor)
    rows = []
    from_on, to_on = _day(request, "from"), _day(request, "to")
    year = None if from_on or to_on else timezone.localdate().year
    if agency is not None:
        entries = register_page(
            actor, agency_id=agency.pk, direction=direction, year=year, from_on=from_on, to_on=to_on,
            words=request.GET.get("q", "")[:200], kind=request.GET.get("kind", ""),
        ).order_by("year", "serial", "pk")[: PRINTED_LINES + 1]
        rows = list(register_rows(list(entries), direction))
    context = {
        "agency": agency, "direction": direction, "rows": rows[:PRINTED_LINES], "cut": len(rows) > PRINTED_LINES,
        "columns": INCOMING_COLUMNS if direction == "incoming" else OUTGOING_COLUMNS, "year": year,
        "from_on": from_on, "to_on": to_on, "limit": PRINTED_LINES,
    }
    return render(request, "documents/print.html", context)


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None
