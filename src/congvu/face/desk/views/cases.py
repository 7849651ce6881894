"""Danh sách công việc và các bộ lọc đã lưu."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from congvu.core.refusals import Invalid
from congvu.face.desk.tables import CASES, CASES_ON_SCREEN
from congvu.kernel.accounts.policy import acting, require
from congvu.kernel.casework import queries
from congvu.kernel.casework.actions import saved_views
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries.kept_views import default_view
from congvu.kernel.casework.queries.urging import with_urgings
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires, signed_in

PAGE = "desk.cases"


@requires("casework.case.read")
@require_GET
def cases(request: HttpRequest) -> HttpResponseBase:
    """Every case the actor may see, filtered, sorted, paged; as a file for those who may export."""
    actor = acting(request)
    may_export = actor.may(queries.EXPORT)
    default = default_view(actor, PAGE) if not request.GET else None
    if default is not None:
        return redirect(_list_url(f"{default.query}&view=my-{default.pk}"))
    rows: QuerySet[Case] = queries.visible_to(actor)
    if request.GET.get("export"):
        require(actor, queries.EXPORT)
        rows = queries.exportable_to(actor)
    rows = with_urgings(rows)
    saved = queries.saved_views(actor, PAGE)
    views = [tables.View(f"my-{row.pk}", row.name, dict(parse_qsl(row.query))) for row in saved]
    chosen = next((row for row in saved if f"my-{row.pk}" == request.GET.get("view")), None)
    many = tables.BulkAct("many", _("Act on the selected cases"), reverse("desk:bulk"), icon="list-check")
    table = CASES if may_export else CASES_ON_SCREEN
    return tables.respond(
        request, replace(table, acts=(*table.acts, many)), rows, template="desk/cases.html", now=timezone.now(),
        context={"saved": saved, "chosen": chosen}, views=views,
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
        return redirect(_list_url(query))
    messages.success(request, _("The view “%(name)s” has been saved.") % {"name": row.name})
    return redirect(_list_url(f"{row.query}&view=my-{row.pk}"))


@signed_in
@require_POST
def change_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a saved view, or delete it."""
    actor = acting(request)
    if "delete" in request.POST:
        saved_views.delete_view(actor=actor, view_id=pk)
        messages.success(request, _("The view has been deleted."))
        return redirect("desk:cases")
    try:
        row = saved_views.rename_view(actor=actor, view_id=pk, name=request.POST.get("name", ""))
        messages.success(request, _("The view is now called “%(name)s”.") % {"name": row.name})
    except Invalid as refusal:
        messages.error(request, refusal.message)
    return redirect("desk:cases")


def _list_url(query: str) -> str:
    answer = reverse("desk:cases")
    return f"{answer}?{query}" if query else answer
