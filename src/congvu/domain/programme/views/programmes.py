"""The programmes, and the board of one: what is planned, by quarter, month or week, and how it stands."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import Refusal
from congvu.domain.programme.actions.programmes import approve_programme, open_programme
from congvu.domain.programme.forms import ProgrammeForm
from congvu.domain.programme.models import Programme
from congvu.domain.programme.papers import day, programme_sheet
from congvu.domain.programme.queries import programmes as queries
from congvu.domain.programme.queries.states import STATES
from congvu.domain.programme.tables import ITEMS, of_units
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.papers.http import paper_response
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import fill, posted


@requires("programme.programme.read")
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every programme, the newest first."""
    actor = acting(request)
    context = {
        "programmes": queries.with_counts(actor), "waiting": queries.waiting_for_me(actor),
        "may_open": actor.may("programme.programme.open"), "today": timezone.localdate(timezone.now()),
    }
    return render(request, "programme/index.html", context)


@requires("programme.programme.open")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a programme for registration."""
    actor, now = acting(request), timezone.now()
    today = timezone.localdate(now)
    form = ProgrammeForm(actor, today, posted(request), initial={"year": today.year + 1})

    def act() -> str:
        given = form.cleaned_data
        programme = open_programme(
            actor=actor, agency_id=int(given["agency"]), year=given["year"],
            quarter=int(given["quarter"]) if given["quarter"] else None, register_by=given["register_by"], now=now,
        )
        return reverse("programme:board", args=[programme.pk])

    return fill(request, form, act, done=_("Units can register their items now."), template="programme/new.html")


@requires("programme.programme.read")
@require_GET
def board(request: HttpRequest, programme_id: int) -> HttpResponseBase:
    """One programme: figures that narrow the list, periods as tabs, the list of items."""
    actor, now = acting(request), timezone.now()
    programme = queries.programme_for(actor, programme_id)
    rows = queries.rows_of(actor, programme, now)
    first, last = queries.period_bounds(programme, request.GET.get("period", ""), timezone.localdate(now))
    narrowed = request.GET.get("period", "") in dict(queries.periods(programme))
    shown = [row for row in rows if not narrowed or first <= row.submit_on <= last]
    context = {
        "programme": programme, "figures": _figures(request, queries.counted(shown)), "total": len(shown),
        "periods": _periods(request, programme), "now": now,
        "register_open": timezone.localdate(now) < programme.register_by and programme.state == "open",
        "to_admit": sum(1 for row in rows if row.state == "registered" and not row.case.asking),
        **_may(actor, programme),
    }
    return tables.respond(
        request, of_units(ITEMS, queries.drafters(rows)), shown, template="programme/board.html", now=now,
        context=context,
    )


def _may(actor: Actor, programme: Programme) -> dict[str, bool]:
    return {
        "may_register": actor.may("programme.item.register")
        or actor.may("programme.programme.open", programme.agency_id),
        "may_import": actor.may("programme.item.import", programme.agency_id),
        "may_approve": actor.may("programme.programme.approve", programme.agency_id),
        "may_export": actor.may("programme.programme.read"),
    }


def _figures(request: HttpRequest, counts: Counter[str]) -> list[dict[str, Any]]:
    period = request.GET.get("period", "")
    return [
        {"n": counts[code], "label": label, "tone": tone if counts[code] else "",
         "url": "?" + urlencode({"state": code, **({"period": period} if period else {})})}
        for code, (label, tone, _icon) in STATES.items() if counts[code] or code in ("running", "late", "done")
    ]  # fmt: skip


def _periods(request: HttpRequest, programme: Programme) -> list[dict[str, Any]]:
    chosen = request.GET.get("period", "")
    whole = _("The whole quarter") if programme.quarter else _("The whole year")
    return [
        {"label": label, "code": code, "url": f"?period={code}" if code else "?", "is_current": code == chosen}
        for code, label in [("", whole), *queries.periods(programme)]
    ]


@requires("programme.programme.approve")
@require_POST
def approve(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Approve the programme: what was registered in time is admitted."""
    actor = acting(request)
    programme = queries.programme_for(actor, programme_id)
    try:
        cases = approve_programme(
            actor=actor, programme_id=programme.pk, decision_code=request.POST.get("decision_code", ""),
            now=timezone.now(),
        )
        messages.success(request, _("The programme is approved: %(n)d items.") % {"n": len(cases)})
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("programme:board", programme.pk)


@requires("programme.programme.read")
@require_GET
def printed(request: HttpRequest, programme_id: int, fmt: str) -> HttpResponse:
    """The programme as a printed table, with the period and state that were chosen."""
    actor, now = acting(request), timezone.now()
    programme = queries.programme_for(actor, programme_id)
    period, state = request.GET.get("period", ""), request.GET.get("state", "")
    known = dict(queries.periods(programme))
    first, last = queries.period_bounds(programme, period, timezone.localdate(now))
    rows = [
        row for row in queries.rows_of(actor, programme, now)
        if (period not in known or first <= row.submit_on <= last) and state in ("", row.state)
    ]  # fmt: skip
    lines = [
        (str(number), row.case.code, row.case.title, row.drafter_name, row.partner_names, day(row.item.baseline_on),
         day(row.submit_on), str(STATES[row.state][0]))
        for number, row in enumerate(rows, 1)
    ]  # fmt: skip
    subtitle = " · ".join(filter(None, (str(known.get(period, "")), str(STATES[state][0]) if state in STATES else "")))
    sheet = programme_sheet(
        title=programme.title.upper(), subtitle=subtitle, agency=people.agency_name(programme.agency_id),
        on=timezone.localdate(now), lines=lines, notes=(_("State derived from the journal, as of the day of print."),),
    )
    try:
        return paper_response(sheet, fmt, programme.title, inline=fmt == "pdf")
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(reverse("programme:board", args=[programme.pk]))
