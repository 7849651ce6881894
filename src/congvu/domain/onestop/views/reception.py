"""Tiếp nhận hồ sơ tại quầy: procedure, applicant, papers, fees, appointment, one button."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import Refusal
from congvu.core.text import typed_number
from congvu.domain.onestop.actions import at_desk
from congvu.domain.onestop.actions.receiving import Reception
from congvu.domain.onestop.forms.reception import ReceptionForm, fees_in, kept_mark, papers_in, read_kept
from congvu.domain.onestop.models import Desk, Dossier, PaidBy, PaperState
from congvu.domain.onestop.policy.people import read_card
from congvu.domain.onestop.policy.plans import Plan
from congvu.domain.onestop.queries import counter, counter_people, counter_procedures, desks, slip_contents
from congvu.domain.onestop.queries.competence import competent_agencies, likely, must_choose
from congvu.domain.onestop.queries.counter_promises import appointment, kept_file
from congvu.domain.onestop.queries.plans import plan_of, receivable
from congvu.domain.onestop.views.desk import desk_here
from congvu.domain.onestop.views.tickets import here as tickets_here
from congvu.domain.onestop.views.tickets import link as link_ticket
from congvu.kernel.accounts.actions import record_view
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.actions.files import store_upload
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.rules import queries as rules
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame

Files = dict[int, tuple[StoredFile, str]]


@requires(desks.RECEIVE)
@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest) -> HttpResponse:
    """The form of one dossier (`case=` the case of a procedure); without it the choice of the procedure."""
    desk, now = desk_here(request), timezone.now()
    variant = typed_number(request.GET.get("case", ""))
    if variant is None:
        return _choose(request, desk, now)
    if request.method == "POST":  # what has been typed stays on the page, even when the version ended meanwhile
        return _sent(request, desk, plan_of(variant), now)
    plan = receivable(variant, timezone.localdate(now))
    form = ReceptionForm(initial={"key": secrets.token_urlsafe(24), "sets": plan.sets, **_before(request, now)})
    return _page(request, desk, plan, form.begin_at("content" if form.initial.get("after") else "id_number"), now)


def _choose(request: HttpRequest, desk: Desk, now: datetime) -> HttpResponse:
    typed = request.GET.get("q", "")
    found = counter_procedures.choices(desk, typed, timezone.localdate(now))
    after = typed_number(request.GET.get("after", ""))
    if typed and len(found) == 1 and len(found[0].variants) == 1:
        tail = f"&after={after}" if after else ""
        return redirect(f"{request.path}?case={found[0].variants[0].pk}{tail}")
    context = {"desk": desk, "q": typed, "found": found, "after": after, "tickets": tickets_here(request, desk)}
    return render(request, "onestop/choose.html", context)


@requires(desks.RECEIVE)
@require_GET
def procedures(request: HttpRequest) -> HttpResponse:
    """Procedures that answer to what is being typed, as a fragment."""
    desk = desk_here(request)
    found = counter_procedures.choices(desk, request.GET.get("q", ""), timezone.localdate())
    context = {"found": found, "after": typed_number(request.GET.get("after", "")), "q": request.GET.get("q", "")}
    return render(request, "onestop/_choices.html", context)


def _before(request: HttpRequest, now: datetime) -> dict[str, Any]:
    """The applicant of the dossier before, for the next one of the same person."""
    after = typed_number(request.GET.get("after", ""))
    if after is None:
        return {}
    actor = acting(request)
    row = counter.visible_to(actor).select_related("applicant").filter(pk=after).first()
    if row is None:
        return {}
    record_view(actor=actor, what="onestop.applicant", subject=f"applicant/{row.applicant_id}", now=now)
    given = row.proxy
    return {
        **ReceptionForm.known(row.applicant), "after": row.pk, "delivery": row.delivery,
        "deliver_to": row.deliver_to, "proxy_name": given.get("name", ""), "proxy_id": given.get("id_number", ""),
        "proxy_authority": given.get("authority", ""),
    }  # fmt: skip


@requires(desks.RECEIVE)
@require_POST
def known(request: HttpRequest) -> HttpResponse:
    """What is known of somebody, on request and noted in the log of views; the part of the form that is filled in."""
    desk_here(request)
    form, several, note = _looked_up(request, timezone.now())
    return render(request, "onestop/_applicant_fields.html", {"form": form, "known": several, "note": note})


def _looked_up(request: HttpRequest, now: datetime) -> tuple[ReceptionForm, list[dict[str, Any]], str]:
    """The form with a known applicant put in, or the few who share a telephone, or a note that nobody is known."""
    actor, data = acting(request), request.POST
    typed = {name: data.get(name, "") for name in ReceptionForm.base_fields}
    typed |= read_card(typed["id_number"])
    chosen = typed_number(data.get("choose", ""))
    try:
        found = counter_people.known(typed["id_kind"], typed["id_number"], typed["phone"])
    except Refusal as refusal:
        return ReceptionForm(initial=typed), [], refusal.message
    rows = [row for row in found if row.pk == chosen] or found
    for row in rows:
        record_view(actor=actor, what="onestop.applicant", subject=f"applicant/{row.pk}", now=now)
    if len(rows) == 1:
        return ReceptionForm(initial={**typed, **ReceptionForm.known(rows[0])}).begin_at("address"), [], _(
            "Known from an earlier dossier: check it with the applicant.")
    if not rows and not typed["id_number"].strip() and not typed["phone"].strip():
        note = _("Type the number of the paper or the telephone first.")
        return ReceptionForm(initial=typed).begin_at("id_number"), [], note
    if not rows:
        note = _("Nobody is known by this number: type the name.")
        return ReceptionForm(initial=ReceptionForm.emptied(typed)).begin_at("name"), [], note
    several = [{"pk": row.pk, "name": row.name, "tail": (row.id_number or "")[-4:]} for row in rows]
    return ReceptionForm(initial=typed), several, _("Several people have this telephone: choose one.")


@requires(desks.RECEIVE)
@require_GET
def promise(request: HttpRequest, variant_id: int) -> HttpResponse:
    """The appointment as it would be given this minute, as a fragment."""
    desk, now = desk_here(request), timezone.now()
    today = timezone.localdate(now)
    plan = receivable(variant_id, today)
    chosen = typed_number(request.GET.get("settling_id", ""))
    settling = likely(plan, desk, competent_agencies(plan, desk, today), chosen)
    return render(request, "onestop/_promise.html", {"promise": appointment(plan, desk, settling, now), "plan": plan})


def taken_in(request: HttpRequest, plan: Plan, actor: Actor, now: datetime) -> tuple[Files, list[Refusal]]:
    """The files sent with the form, and those of an earlier try; what cannot be kept is said, the rest is."""
    found: Files = {}
    refused: list[Refusal] = []
    for position in (0, *(one.position for one in plan.papers)):
        mark = read_kept(request.POST.get(f"kept_{position}", ""))
        kept = kept_file(mark[0]) if mark else None
        if kept is not None and mark is not None:
            found[position] = (kept, mark[1])
        sent = request.FILES.get(f"file_{position}") or request.FILES.get(f"scan_{position}")
        if sent is None:
            continue
        try:
            name = sent.name or f"{position}"
            found[position] = (store_upload(actor=actor, name=name, content=sent, now=now), name)  # type: ignore[arg-type]
        except Refusal as refusal:
            refused.append(refusal)
    return found, refused


def _sent(request: HttpRequest, desk: Desk, plan: Plan, now: datetime) -> HttpResponse:
    actor, do = acting(request), request.POST.get("do", "receive")
    if do == "find":
        form, several, note = _looked_up(request, now)
        files, _refused = taken_in(request, plan, actor, now)
        return _page(request, desk, plan, form, now, files=files, several=several, note=note)
    form = ReceptionForm({**request.POST.dict(), **read_card(request.POST.get("id_number", ""))})
    files, refused = taken_in(request, plan, actor, now)
    for refusal in refused:
        form.add_error(None, f"{refusal.message} {refusal.hint}".strip())
    if form.is_valid():
        papers, fees = papers_in(request.POST, plan, files), fees_in(request.POST, plan)
        try:
            dossier = _ACTS.get(do, _receive)(request, actor, desk, form.reception(plan, papers, fees), now)
            return redirect("onestop:received", dossier.case.code)
        except Refusal as refusal:
            blame(form, refusal)
    return _page(request, desk, plan, form, now, files=files)


def _receive(request: HttpRequest, actor: Actor, desk: Desk, given: Reception, now: datetime) -> Dossier:
    after = typed_number(request.POST.get("after", ""))
    dossier = at_desk.receive_next(actor=actor, desk_id=desk.pk, reception=given, after_id=after, now=now)
    link_ticket(request, desk, dossier.case.code)
    messages.success(request, _("The dossier has been received: %(code)s.") % {"code": dossier.case.code})
    return dossier


def _ask(request: HttpRequest, actor: Actor, desk: Desk, given: Reception, now: datetime) -> Dossier:
    words = request.POST.get("words", "").replace("\x00", "")
    dossier = at_desk.ask_at_desk(actor=actor, desk_id=desk.pk, reception=given, words=words, now=now)
    link_ticket(request, desk, dossier.case.code)
    messages.success(request, _("The list of what is missing has been made out; nothing has been accepted yet."))
    return dossier


def _decline(request: HttpRequest, actor: Actor, desk: Desk, given: Reception, now: datetime) -> Dossier:
    words, ground = request.POST.get("words", "").replace("\x00", ""), request.POST.get("ground", "")
    dossier = at_desk.decline_at_desk(
        actor=actor, desk_id=desk.pk, reception=given, ground=ground, words=words, now=now
    )
    link_ticket(request, desk, dossier.case.code)
    messages.success(request, _("The refusal has been made out with its reasons."))
    return dossier


_ACTS: dict[str, Callable[..., Dossier]] = {"receive": _receive, "ask": _ask, "decline": _decline}


def grounds(now: datetime) -> list[tuple[str, str]]:
    """Grounds of a refusal in force today."""
    english = (get_language() or "vi").startswith("en")
    rows = rules.grounds("dossier_refusal", timezone.localdate(now))
    return [(one.code, one.en if english else one.vi) for one in rows]


def _page(
    request: HttpRequest, desk: Desk, plan: Plan, form: ReceptionForm, now: datetime, *,
    files: Files | None = None, several: list[dict[str, Any]] | None = None, note: str = "",
) -> HttpResponse:
    sent = request.POST if request.method == "POST" else {}
    found = competent_agencies(plan, desk, timezone.localdate(now))
    offered = [(one.agency_id, people.agency_name(one.agency_id)) for one in found]
    chooses = form.offer(offered, must_choose=must_choose(plan, desk))
    settling = likely(plan, desk, found, typed_number(str(form["settling_id"].value() or "")))
    context = {
        "chooses": chooses, "desk": desk, "plan": plan, "form": form, "known": several or [], "note": note,
        "grounds": grounds(now),
        "papers": [_paper_row(one, sent, files or {}) for one in plan.papers], "extra": sent.get("extra", ""),
        "states": PaperState.choices, "ways": PaidBy.choices, "fees": [_fee_row(one, sent) for one in plan.fees],
        "promise": appointment(plan, desk, settling, now), "tickets": tickets_here(request, desk),
        "words": sent.get("words", ""), "ground": sent.get("ground", ""),
        "answers": sent.get("do") in ("ask", "decline"), "after": form["after"].value(),
    }  # fmt: skip
    return render(request, "onestop/receive.html", context, status=422 if form.errors else 200)


def _paper_row(one: Any, sent: Any, files: Files) -> dict[str, Any]:
    kept = files.get(one.position)
    return {
        "paper": one, "state": sent.get(f"state_{one.position}") or ("held" if one.held_by else "given"),
        "originals": sent.get(f"originals_{one.position}", one.originals),
        "copies": sent.get(f"copies_{one.position}", one.copies),
        "kept": kept_mark(*kept) if kept else "", "kept_name": kept[1] if kept else "",
    }  # fmt: skip


def _fee_row(one: Any, sent: Any) -> dict[str, Any]:
    return {"fee": one, "count": sent.get(f"count_{one.position}", 1), "exempt": sent.get(f"exempt_{one.position}", ""),
            "paid": sent.get(f"paid_{one.position}", "")}  # fmt: skip


@requires(desks.RECEIVE)
@require_GET
def received(request: HttpRequest, code: str) -> HttpResponse:
    """After reception: the code, the appointment, the slip, what is next."""
    row = counter.dossier_for(acting(request), code)
    slip = row.slips.order_by("-pk").first()
    due = slip_contents.owed(row)
    context = {
        "dossier": row, "case": row.case, "slip": slip, "owed": due, "amount": sum(one.amount for one in due),
        "transfer": slip_contents.transfer_for(row.desk, sum(one.amount for one in due), row.case.code),
        "follow": slip_contents.follow_url(row), "plan": plan_of(row.variant_id),
        "receipts": sorted({one.receipt_no for one in row.charges.all() if one.receipt_no}),
    }  # fmt: skip
    return render(request, "onestop/received.html", context)
