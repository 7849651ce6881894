"""Gọi số: the clerk's page at a window. Every act leads back to it; nothing on it needs JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from congvu.core.refusals import Invalid, StaleCase
from congvu.core.text import typed_number
from congvu.domain.counters.actions import tickets as actions
from congvu.domain.counters.queries import opening, queues
from congvu.kernel.accounts.policy import acting
from congvu.kernel.ui.access import requires

SHOWN = 12


@requires("counters.queue.serve")
@require_GET
def window(request: HttpRequest, window_id: int) -> HttpResponse:
    """A window: who is there, who comes next."""
    now = timezone.now()
    found = queues.window_for(acting(request), window_id)
    today = timezone.localdate(now)
    waiting = queues.queue_for(found, today)
    context = {
        "window": found, "desk": found.desk, "current": queues.at_window(found.pk), "now": now,
        "waiting": list(waiting.select_related("service")[:SHOWN]), "count": waiting.count(),
        "skipped": queues.skipped_on(found.desk_id, today), "opening": opening.is_open(found.desk_id, now),
        "others": [one for one in queues.windows_of(found.desk_id) if one.pk != found.pk],
    }  # fmt: skip
    template = "counters/_next.html" if request.headers.get("HX-Request") == "true" else "counters/window.html"
    return render(request, template, context)


@requires("counters.queue.serve")
@require_POST
def call_next(request: HttpRequest, window_id: int) -> HttpResponse:
    """The next number; the one at the window is done."""
    given: dict[str, Any] = {
        "reference": request.POST.get("reference", ""), "seen": typed_number(request.POST.get("seen", "")),
    }  # fmt: skip
    try:
        ticket = actions.call_next(actor=acting(request), window_id=window_id, now=timezone.now(), **given)
    except StaleCase as refusal:  # a second click: the page shows who was called by the first
        messages.warning(request, refusal.message)
    else:
        if ticket is None:
            messages.info(request, _("Nobody is waiting for this window."))
    return redirect("counters:window", window_id)


@requires("counters.queue.serve")
@require_POST
def act(request: HttpRequest, window_id: int, ticket_id: int, act: str) -> HttpResponse:
    """Call again, pass over, finish, note as absent, or send on to another window (`to`)."""
    actor, now, to = acting(request), timezone.now(), typed_number(request.POST.get("to", ""))
    given: dict[str, Any] = {"actor": actor, "ticket_id": ticket_id}

    def send_on() -> object:
        if to is None:
            raise Invalid(_("Choose another window of this desk."), field="to")
        return actions.send_on(**given, to_window_id=to, now=now)

    acts: dict[str, Callable[[], object]] = {
        "again": lambda: actions.call_again(**given, window_id=window_id, now=now),
        "over": lambda: actions.pass_over(**given),
        "done": lambda: actions.finish(**given, reference=request.POST.get("reference", ""), now=now),
        "absent": lambda: actions.note_absent(**given, now=now),
        "on": send_on,
    }
    if act not in acts:
        raise Http404
    acts[act]()
    return redirect("counters:window", window_id)
