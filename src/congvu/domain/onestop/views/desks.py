"""Lập Bộ phận Một cửa: identifier, sign of the slips, bank account."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.refusals import Refusal
from congvu.domain.onestop.actions.setting_up import EDIT, set_up_desk
from congvu.domain.onestop.forms.setting_up import DeskForm
from congvu.domain.onestop.models import Desk
from congvu.domain.onestop.queries import desks as queries
from congvu.domain.onestop.tables.dossiers import DESKS
from congvu.kernel.accounts.policy import Actor, acting, require
from congvu.kernel.org import queries as org
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame, posted


@requires(EDIT)
@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """The desks one may set up."""
    actor = acting(request)
    return tables.respond(
        request, DESKS, queries.desks_for(actor, EDIT), template="onestop/desks.html", now=timezone.now()
    )


@requires(EDIT)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """An agency becomes a desk."""
    return _form(request, None)


@requires(EDIT)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, agency_id: int) -> HttpResponse:
    """What a desk is known by, and its account."""
    require(acting(request), EDIT, agency_id)
    return _form(request, queries.desk_of(agency_id))


def _form(request: HttpRequest, desk: Desk | None) -> HttpResponse:
    actor, now = acting(request), timezone.now()
    today = timezone.localdate(now)
    everybody = [(agency.pk, agency.name) for agency in org.agencies_on(today)]
    data = posted(request)
    form = DeskForm(_agencies(actor, today), everybody, data, desk=desk)
    if request.method == "POST" and form.is_valid():
        agency_id = desk.pk if desk is not None else int(form.cleaned_data["agency"])
        try:
            set_up_desk(actor=actor, agency_id=agency_id, facts=form.facts(), now=now)
            messages.success(request, _("The desk is set up."))
            return redirect("onestop:desks")
        except Refusal as refusal:
            blame(form, refusal)
    context = {"form": form, "desk": desk}
    return render(request, "onestop/desk_form.html", context, status=422 if form.errors else 200)


def _agencies(actor: Actor, on: date) -> list[tuple[int, str]]:
    scope, taken = actor.scope_of(EDIT), {desk.pk for desk in queries.desks()}
    return [
        (one.pk, one.name) for one in org.agencies_on(on) if (scope is None or one.pk in scope) and one.pk not in taken
    ]
