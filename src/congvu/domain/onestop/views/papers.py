"""Hồ sơ giấy: received by a scan, sent with a list both sides sign."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import Refusal
from congvu.core.text import typed_numbers
from congvu.domain.onestop.actions import papers as actions
from congvu.domain.onestop.papers import DossierHandover, DossierLine
from congvu.domain.onestop.queries import counter, counter_papers, desks, slip_contents
from congvu.domain.onestop.views.desk import desk_here, desk_or_none
from congvu.domain.onestop.views.slips import answer
from congvu.kernel.accounts.policy import acting
from congvu.kernel.casework.policy import people
from congvu.kernel.ui.access import requires


def _midnight() -> datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


@requires(desks.READ)
@require_http_methods(["GET", "POST"])
def papers(request: HttpRequest) -> HttpResponse:
    """The scan field (a scanner types the code and Enter), what is on its way, what should go out."""
    actor, now = acting(request), timezone.now()
    if request.method == "POST":
        _received(request, request.POST.get("code", ""))
        return redirect("onestop:papers")
    desk = desk_or_none(request)
    mine = sorted({*actor.agency_ids, *([desk.pk] if desk is not None else [])})
    moves = list(counter_papers.coming(mine)[:300])
    context = {
        "desk": desk, "now": now, "coming": [(one, one.due_at is not None and now > one.due_at) for one in moves],
        "to_send": counter_papers.to_send(actor, desk.pk) if desk is not None else [],
        "sent": counter_papers.sent_to_since(desk.pk, _midnight()) if desk is not None else [],
    }  # fmt: skip
    return render(request, "onestop/papers.html", context)


def _received(request: HttpRequest, typed: str) -> None:
    actor = acting(request)
    try:
        row = counter.dossier_for(actor, typed)
        actions.receive_paper(actor=actor, case_id=row.pk, now=timezone.now())
        messages.success(request, _("Paper received: %(code)s.") % {"code": row.case.code})
    except Refusal as refusal:
        messages.error(request, f"{refusal.message} {refusal.hint}".strip())


@requires(desks.RECEIVE)
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """The paper of the ticked dossiers goes to whoever works on them."""
    actor, now = acting(request), timezone.now()
    desk = desk_or_none(request)
    wanted = set(typed_numbers(request.POST.getlist("ids")))
    sent = refused = 0
    for row, agency_id, _name in counter_papers.to_send(actor, desk.pk) if desk is not None else []:
        if row.pk not in wanted:
            continue
        try:
            actions.send_paper(actor=actor, case_id=row.pk, to_agency_id=agency_id, now=now)
            sent += 1
        except Refusal as refusal:
            refused += 1
            messages.error(request, f"{row.case.code}: {refusal.message}")
    if sent:
        messages.success(request, _("The paper of %(n)d dossiers is on its way; print the list below.") % {"n": sent})
    elif not wanted:
        messages.info(request, _("Tick the dossiers first."))
    elif not refused:
        messages.info(request, _("These papers have been sent already; the list shows what remains."))
    return redirect("onestop:papers")


@requires(desks.RECEIVE)
@require_GET
def handover(request: HttpRequest, agency_id: int, fmt: str) -> HttpResponse:
    """Danh sách bàn giao: what goes or went to an agency today, to be signed by both."""
    actor, now = acting(request), timezone.localtime()
    desk = desk_here(request)
    moves = counter_papers.sent_since(desk.pk, agency_id, _midnight())
    known = counter.visible_to(actor).filter(pk__in=[one.dossier_id for one in moves])
    open_ids = set(known.values_list("pk", flat=True))
    lines = tuple(
        DossierLine(
            dossier_code=one.dossier.case.code, procedure=one.dossier.case.title, applicant=one.dossier.applicant_name,
            due_at=timezone.localtime(one.dossier.case.due_at) if one.dossier.case.due_at else None, note=one.note,
        )
        for one in moves if one.dossier_id in open_ids
    )  # fmt: skip
    what = DossierHandover(
        desk=slip_contents.desk_facts(desk), on=now.date(), giver_unit=desk.agency.name,
        receiver_unit=people.agency_name(agency_id), at=now, lines=lines, giver=actor.name,
    )  # fmt: skip
    return answer(what, fmt, f"ban-giao-{now:%Y%m%d}-{agency_id}", inline=True)
