"""Gọi số: the queue beside the reception form."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congvu.core.text import typed_number
from congvu.domain.counters.actions import tickets as actions
from congvu.domain.onestop.models import Desk
from congvu.domain.onestop.queries import counter_tickets, desks
from congvu.domain.onestop.views.desk import desk_here
from congvu.kernel.accounts.policy import acting
from congvu.kernel.ui.access import requires

_SESSION = "onestop_window"


def here(request: HttpRequest, desk: Desk) -> counter_tickets.Turn | None:
    """The queue at the window the clerk sits at."""
    return counter_tickets.turn(acting(request), desk.pk, request.session.get(_SESSION), timezone.localdate())


def link(request: HttpRequest, desk: Desk, code: str) -> None:
    """Write the dossier a number led to beside it."""
    now_served = here(request, desk) if request.session.get(_SESSION) else None
    if now_served is not None and now_served.ticket is not None and not now_served.ticket.reference:
        actions.link_ticket(actor=acting(request), ticket_id=now_served.ticket.pk, reference=code)


@requires(desks.RECEIVE)
@require_POST
def call(request: HttpRequest) -> HttpResponse:
    """Gọi số tiếp theo, at the window that was chosen."""
    desk_here(request)
    window = typed_number(request.POST.get("window", ""))
    if window is not None:
        request.session[_SESSION] = window
        ticket = actions.call_next(actor=acting(request), window_id=window, now=timezone.now())
        if ticket is None:
            messages.info(request, _("Nobody is waiting."))
        else:
            messages.success(request, _("Number %(n)s is called.") % {"n": ticket.code})
    return redirect("onestop:receive")
