"""Danh sách hồ sơ: everything one may see, one's own, what waits for a signature; and the data of an applicant."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from congvu.core.refusals import Invalid, NotFound
from congvu.domain.onestop.queries import desks, dossiers, lists
from congvu.domain.onestop.tables.dossiers import DOSSIERS, MINE, SIGNING
from congvu.kernel.accounts.actions import record_view
from congvu.kernel.accounts.policy import acting, require
from congvu.kernel.casework import queries
from congvu.kernel.casework.actions import saved_views
from congvu.kernel.casework.queries.kept_views import default_view
from congvu.kernel.documents.models.content import open_content
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires, signed_in

PAGE = "onestop.dossiers"
#: No key of a row is larger.
LARGEST = 2**31 - 1
OPENS_WITH = "state=open&view=open"


@requires(desks.READ)
@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """Dossiers, filtered, sorted, paged; as a file for those who may export."""
    actor, export = acting(request), bool(request.GET.get("export"))
    default = default_view(actor, PAGE) if not request.GET else None
    if default is not None:
        return redirect(_url(f"{default.query}&view=my-{default.pk}"))
    if not request.GET:
        request.GET = QueryDict(OPENS_WITH)  # the list opens with its first tab
    if export:
        require(actor, queries.EXPORT)
    saved = queries.saved_views(actor, PAGE)
    views = [tables.View(f"my-{row.pk}", row.name, dict(parse_qsl(row.query))) for row in saved]
    table = DOSSIERS if actor.may(queries.EXPORT) else replace(DOSSIERS, exportable=False)
    rows = lists.dossiers_for(actor, to_export=export)
    many = tables.BulkAct("many", _("Act on the selected cases"), reverse("onestop:many"), icon="list-check")
    return tables.respond(
        request, replace(table, acts=(many,)), rows, template="onestop/dossiers.html", now=timezone.now(),
        context={"saved": saved}, views=views,
    )  # fmt: skip


@signed_in
@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the filters of the list as it stands in the browser."""
    query = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "").query
    try:
        row = saved_views.save_view(actor=acting(request), page=PAGE, name=request.POST.get("name", ""), query=query)
    except Invalid as refusal:
        messages.error(request, refusal.message)
        return redirect(_url(query))
    messages.success(request, _("The view “%(name)s” has been saved.") % {"name": row.name})
    return redirect(_url(f"{row.query}&view=my-{row.pk}"))


@signed_in
@require_POST
def drop_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a saved view."""
    saved_views.delete_view(actor=acting(request), view_id=pk)
    messages.success(request, _("The view has been deleted."))
    return redirect(_url("view=all"))


def _url(query: str) -> str:
    return f"{reverse('onestop:dossiers')}?{query}"


@requires(desks.READ)
@require_GET
def mine(request: HttpRequest) -> HttpResponseBase:
    """Hồ sơ của tôi: what one holds, the least time left first."""
    actor = acting(request)
    return tables.respond(
        request, _exportable(MINE, actor.may(queries.EXPORT)), lists.held_by(actor), template="onestop/mine.html",
        now=timezone.now(),
    )  # fmt: skip


@requires(desks.SIGN)
@require_GET
def signing(request: HttpRequest) -> HttpResponseBase:
    """Hồ sơ trình ký of a head."""
    actor = acting(request)
    return tables.respond(
        request, replace(SIGNING, exportable=False), lists.to_sign(actor), template="onestop/mine.html",
        now=timezone.now(), context={"signing": True},
    )  # fmt: skip


def _exportable(table: tables.Table, may_export: bool) -> tables.Table:
    return table if may_export else replace(table, exportable=False)


@signed_in
@require_GET
def applicant(request: HttpRequest, code: str) -> HttpResponse:
    """The whole personal data of an applicant; that somebody looked is recorded."""
    actor, now = acting(request), timezone.now()
    case = queries.get_for(actor, code)
    dossier = dossiers.dossier_of(case)
    record_view(actor=actor, what="onestop.applicant", subject=f"case/{case.code}", now=now)
    fragment = request.headers.get("HX-Request") == "true"
    template = "onestop/_applicant.html" if fragment else "onestop/applicant.html"
    answer = render(request, template, {"case": case, "dossier": dossier})
    answer["Cache-Control"] = "private, no-store"
    return answer


@signed_in
@require_GET
def paper(request: HttpRequest, dossier_id: int, position: int) -> FileResponse:
    """The scan of a paper for whoever may see the dossier, as a download; that somebody looked is recorded."""
    actor, now = acting(request), timezone.now()
    if max(dossier_id, position) > LARGEST:
        raise NotFound(_("There is no such paper."))
    given = dossiers.paper_for(actor, dossier_id, position)
    record_view(actor=actor, what="onestop.paper", subject=f"case/{given.dossier.case.code}", now=now)
    assert given.file is not None
    name = given.file_name or f"{position}.{given.file.kind}"
    answer = FileResponse(
        open_content(given.file.sha256), as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    answer["Cache-Control"] = "private, no-store"
    return answer
