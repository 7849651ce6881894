"""Trang nhật ký: the newest lines, one stream, the daily bills with their files."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from congvu.kernel.journal import queries
from congvu.kernel.journal.tables import BILLS, LINES, STREAM
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires, visitor_of


def _tabs(request: HttpRequest) -> list[dict[str, Any]]:
    visitor = visitor_of(request)
    found = []
    for name, label, permission in (
        ("journal:lines", _("Lines"), "journal.line.read"), ("journal:bills", _("Daily bills"), "journal.verify"),
    ):  # fmt: skip
        if visitor is not None and visitor.may(permission):
            url = reverse(name)
            found.append({"label": label, "url": url, "current": request.path == url})
    return found


@requires("journal.line.read")
@require_GET
def lines(request: HttpRequest) -> HttpResponseBase:
    """The newest lines of every stream."""
    rows = queries.all_lines(visitor_of(request))
    context = {"tabs": _tabs(request)}
    return tables.respond(request, LINES, rows, template="journal/lines.html", now=timezone.now(), context=context)


@requires("journal.line.read")
@require_GET
def stream(request: HttpRequest, stream: str) -> HttpResponseBase:
    """One stream from its newest line."""
    rows = queries.stream_for(visitor_of(request), stream)
    return tables.respond(
        request, STREAM, rows, template="journal/stream.html", now=timezone.now(), context={"stream": stream}
    )


@requires("journal.verify")
@require_GET
def bills(request: HttpRequest) -> HttpResponseBase:
    """Daily bills, newest first."""
    context = {"tabs": _tabs(request)}
    return tables.respond(
        request, BILLS, queries.bills(), template="journal/bills.html", now=timezone.now(), context=context
    )


@requires("journal.verify")
@require_GET
def bill_text(_request: HttpRequest, day: date) -> HttpResponse:
    """The exact text that was signed."""
    bill = queries.bill_of(day)
    return _file(bill.text.encode(), f"{day.isoformat()}.bill", "text/plain; charset=utf-8")


@requires("journal.verify")
@require_GET
def bill_signature(_request: HttpRequest, day: date) -> HttpResponse:
    """The signature of a bill, as bytes."""
    bill = queries.bill_of(day)
    return _file(bytes(bill.signature), f"{day.isoformat()}.sig", "application/octet-stream")


def _file(content: bytes, name: str, media_type: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
