"""Trả lời: one answer for the page, its htmx fragment and the exports of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from congvu.kernel.ui.access import visitor_of
from congvu.kernel.ui.tables.columns import Scope
from congvu.kernel.ui.tables.declaration import Table, View
from congvu.kernel.ui.tables.export import csv_answer, xlsx_answer
from congvu.kernel.ui.tables.listing import Listing, Rows

FRAGMENT = "ui/components/table.html"


def respond(
    request: HttpRequest,
    table: Table,
    rows: Rows,
    *,
    template: str,
    now: datetime,
    context: Mapping[str, Any] | None = None,
    views: Sequence[View] = (),
) -> HttpResponseBase:
    """Answer a request for a list.

    *rows* come from a room's queries, already narrowed to what the actor may see: list and export show the same.
    The *template* gets ``listing`` and draws it with ``{% include "ui/components/table.html" %}``; a request by htmx
    for this list gets that fragment alone; ``?export=csv`` and ``?export=xlsx`` get files.
    """
    scope = Scope(now=now, actor=visitor_of(request), request=request)
    listing = Listing(table, request.GET, rows, scope, views)
    wanted = listing.asked("export")
    if table.exportable and wanted == "csv":
        return csv_answer(listing)
    if table.exportable and wanted == "xlsx":
        return xlsx_answer(listing)
    fragment = is_for(request, listing)
    answer = render(
        request, FRAGMENT if fragment else template, {**(context or {}), "listing": listing, "fragment": fragment}
    )
    patch_vary_headers(answer, ("HX-Request",))
    return answer


def is_for(request: HttpRequest, listing: Listing) -> bool:
    """True if htmx asks for this list alone (not for the whole page, as when going back in history)."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-History-Restore-Request") != "true"
        and headers.get("HX-Target") == listing.element_id
    )
