"""Sổ đăng ký văn bản đến, đi: list, export, print."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.documents.models import Document
from congvu.kernel.documents.papers.http import paper_response
from congvu.kernel.documents.queries import register_page, registers_of, visible_to
from congvu.kernel.documents.queries.followup import follow_up as follow_up_rows
from congvu.kernel.documents.queries.followup import prepared
from congvu.kernel.documents.queries.printing import period_words, register_sheet
from congvu.kernel.documents.tables import REGISTERS
from congvu.kernel.documents.views.showing import chosen_agency, register_tabs
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
    agency = chosen_agency(request, registers_of(actor, timezone.localdate(now)))
    followed = direction == "follow-up"
    rows = follow_up_rows(actor) if followed else visible_to(actor).filter(direction=direction)
    if not request.GET.get("agency") and agency is not None:
        rows = rows.filter(agency_id=agency.pk)
    context = {
        "agency": agency, "direction": direction, "may_register": actor.may("documents.document.register"),
        "tabs": register_tabs(direction),
        "print_query": request.GET.urlencode(),
    }
    return tables.respond(
        request, REGISTERS[direction], rows, template="documents/register.html", now=now, context=context
    )


@requires("documents.document.read")
@require_GET
def follow_up(request: HttpRequest) -> HttpResponseBase:
    """The follow-up register of incoming documents (NĐ 30/2020/NĐ-CP, Phụ lục IV)."""
    return _register(request, "follow-up")


@requires("documents.document.read")
@require_GET
def printed(request: HttpRequest, direction: str) -> HttpResponse:
    """A register on paper, with all its columns (NĐ 30/2020/NĐ-CP, Phụ lục IV), oldest number first.

    ?format=pdf or docx gives the sheet itself.
    """
    if direction not in (*REGISTERS, "dispatch"):
        raise Http404
    actor, today = acting(request), timezone.localdate()
    agency = chosen_agency(request, registers_of(actor, today))
    from_on, to_on = _day(request, "from"), _day(request, "to")
    year = None if from_on or to_on else today.year
    documents: list[Document] = []
    if agency is not None:
        documents = list(_lines(request, actor, direction, agency, year, (from_on, to_on))[: PRINTED_LINES + 1])
    cut = len(documents) > PRINTED_LINES
    documents = documents[:PRINTED_LINES]
    note = _("Only the first %(limit)s lines are shown. Print it month by month.") % {"limit": PRINTED_LINES}
    if agency is None:
        return render(request, "documents/print.html", {"rows": [], "direction": direction})
    sheet = register_sheet(
        direction, documents, agency=agency, period=period_words(year, from_on, to_on), on=today,
        note=note if cut else "",
    )
    if fmt := request.GET.get("format"):
        stem = f"{sheet.title} {agency.name} {sheet.subtitle}"
        return paper_response(sheet, fmt, stem, inline="inline" in request.GET)
    query = request.GET.copy()
    context = {
        "agency": agency, "direction": direction, "sheet": sheet, "cut": cut, "limit": PRINTED_LINES,
        "rows": [list(zip(sheet.header, row, strict=True)) for row in sheet.rows], "columns": sheet.header,
        "query": query.urlencode(),
    }
    return render(request, "documents/print.html", context)


def _lines(
    request: HttpRequest, actor: Actor, direction: str, agency: Agency, year: int | None,
    days: tuple[date | None, date | None],
) -> QuerySet[Document]:
    """The entries of a printed register, oldest number first."""
    kind, words = request.GET.get("kind", ""), request.GET.get("q", "")[:200]
    of = {"follow-up": "incoming", "dispatch": "outgoing"}.get(direction, direction)
    rows = register_page(
        actor, agency_id=agency.pk, direction=of, year=year, from_on=days[0], to_on=days[1], words=words, kind=kind
    )
    if direction == "follow-up":
        rows = prepared(rows.filter(pk__in=follow_up_rows(actor).values("pk")))
    if direction == "dispatch":
        rows = rows.filter(transferred_on__isnull=False)
    return rows.order_by("year", "serial", "pk")


def _day(request: HttpRequest, name: str) -> date | None:
    """A day of the query, written 2026-11-24 or 24/11/2026."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(request.GET.get(name, ""), form).date()  # noqa: DTZ007  # a day, no moment
        except ValueError:
            continue
    return None
