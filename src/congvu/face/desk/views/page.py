"""Trang công việc: the one case page, its certificate, its files."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from congvu.core.text import typed_number
from congvu.face.desk.queries import page
from congvu.face.desk.queries.papers import content_of
from congvu.face.desk.queries.told import urging_card
from congvu.kernel.accounts.policy import acting
from congvu.kernel.casework import queries
from congvu.kernel.ui.access import signed_in


@signed_in
@require_GET
def case(request: HttpRequest, code: str) -> HttpResponse:
    """One case; `?before=` pages its journal."""
    actor, now = acting(request), timezone.now()
    found = queries.get_for(actor, code)
    before = request.GET.get("before", "")
    context = page.case_page(actor, found, now, typed_number(before))
    return render(request, "desk/case.html", {**context, "urging": urging_card(found)})


@signed_in
@require_GET
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Why the deadline is what it is, to be printed."""
    found = queries.get_for(acting(request), code)
    context = {"case": found, "certificate": page.certificate_of(found), "header": page.header(found, timezone.now())}
    return render(request, "desk/certificate.html", context)


@signed_in
@require_GET
def file(request: HttpRequest, code: str, pk: int) -> FileResponse:
    """A file of the case, sent as a download."""
    paper = content_of(acting(request), code, pk)
    return FileResponse(paper.stream, as_attachment=True, filename=paper.name, content_type="application/octet-stream")
