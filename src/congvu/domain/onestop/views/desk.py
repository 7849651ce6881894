"""Màn hình Một cửa: what a desk has to do now, its lists, and which desk somebody sits at."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from congvu.core.refusals import NotAllowed, NotFound
from congvu.core.text import typed_number
from congvu.domain.counters.queries.opening import is_open
from congvu.domain.onestop.models import Desk, Dossier
from congvu.domain.onestop.queries import counter, desks
from congvu.domain.onestop.tables.counter import counter_table, place_of
from congvu.kernel.accounts.policy import acting
from congvu.kernel.ui import badges, tables
from congvu.kernel.ui.access import requires

_SESSION = "onestop_desk"
#: What is most urgent stands on the first page itself.
_FIRST = 8


def desk_or_none(request: HttpRequest) -> Desk | None:
    """The desk somebody has chosen to sit at, else his own."""
    return desks.own_desk(acting(request), request.session.get(_SESSION))


def desk_here(request: HttpRequest) -> Desk:
    """The same; NotAllowed with what to do for somebody without one."""
    found = desk_or_none(request)
    if found is None:
        raise NotAllowed(_("You receive at no one-stop desk."),
                         hint=_("Ask the system owner for the role of a one-stop clerk at your desk."))  # fmt: skip
    return found


@requires(desks.READ)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The desk a person works at, with what waits there."""
    desk, now = desk_or_none(request), timezone.now()
    if desk is None:
        return render(request, "onestop/desk.html", {"desk": None})
    actor = acting(request)
    lengths = counter.counts(actor, desk.pk, now)
    local = timezone.localtime(now)
    first = counter.waiting(actor, desk.pk, "submissions", now) | counter.waiting(actor, desk.pk, "supplemented", now)
    context = {
        "desk": desk, "others": _others(request, desk), "now": now, "opening": is_open(desk.pk, now),
        "tiles": [(one, lengths[code], badges_tone(one.tone, lengths[code])) for code, one in counter.LISTS.items()],
        "first": [_submission(row, now) for row in first.order_by("answer_by")[:_FIRST]],
        "today": counter.day_figures(actor, desk.pk, local.replace(hour=0, minute=0, second=0, microsecond=0)),
    }  # fmt: skip
    return render(request, "onestop/desk.html", context)


def badges_tone(tone: str, length: int) -> str:
    """A tile without anything in it is grey."""
    return tone if length else "neutral"


def _others(request: HttpRequest, desk: Desk) -> list[Desk]:
    found = list(desks.desks_for(acting(request)))
    return found if len(found) > 1 or (found and found[0].pk != desk.pk) else []


def _submission(row: Dossier, now: Any) -> dict[str, Any]:
    alert = counter.alert_by(row)
    late = row.answer_by is not None and now > row.answer_by
    mark: Any = ""
    if late:
        mark = badges.status(_("Answer overdue"), "late", "alert-octagon")
    elif now > alert and not row.supplements:
        mark = badges.status(_("Not looked at within 2 hours"), "soon", "clock")
    return {"row": row, "alert": alert, "mark": mark}


@requires(desks.RECEIVE)
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Sit down at another desk."""
    chosen = typed_number(request.POST.get("desk", ""))
    found = desks.desks_for(acting(request)).filter(pk=chosen).first() if chosen else None
    if found is None:
        raise NotFound(_("You do not receive at this desk."))
    request.session[_SESSION] = found.pk
    messages.success(request, _("You now work at: %(desk)s.") % {"desk": found.agency.name})
    return redirect("onestop:desk")


@requires(desks.RECEIVE)
@require_GET
def listed(request: HttpRequest, code: str) -> HttpResponseBase:
    """One list of the first page, exactly as long as its figure says."""
    actor, now, desk = acting(request), timezone.now(), desk_here(request)
    one = counter.list_named(code)
    rows = counter.waiting(actor, desk.pk, code, now)
    shown, context = counter_table(code, one), {"desk": desk, "one": one}
    return tables.respond(request, shown, rows, template="onestop/list.html", now=now, context=context)


@requires(desks.RECEIVE)
@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """A dossier by scanned code or by words: straight to where it is dealt with, or the ones that match."""
    typed = request.GET.get("q", "").strip()
    rows = counter.found(acting(request), typed) if typed else []
    if len(rows) == 1:
        return redirect(place_of(rows[0]))
    return render(request, "onestop/find.html", {"q": typed, "rows": [(row, place_of(row)) for row in rows]})

