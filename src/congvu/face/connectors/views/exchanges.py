"""Văn bản gửi, nhận: the two lists, one exchange, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.refusals import Refusal
from congvu.face.connectors import actions, queries
from congvu.face.connectors.extract import StatusCode
from congvu.face.connectors.forms import AcceptForm, RecallForm, ReportForm, WordsForm
from congvu.face.connectors.kinds import configured
from congvu.face.connectors.models import Exchange
from congvu.face.connectors.tables import RECEIVED, SENT, state_badge
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.documents.actions.entries import DuplicateFound
from congvu.kernel.documents.models.catalogue import KINDS
from congvu.kernel.ui import formats, tables
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame

STATUS_WORDS: dict[str, Callable[[], str]] = {
    StatusCode.ARRIVED: lambda: _("Arrived in the system"),
    StatusCode.REFUSED: lambda: _("Refused"),
    StatusCode.ACCEPTED: lambda: _("Accepted"),
    StatusCode.ASSIGNED: lambda: _("Assigned"),
    StatusCode.IN_PROCESS: lambda: _("In process"),
    StatusCode.FINISHED: lambda: _("Finished"),
    StatusCode.RECALL_ASKED: lambda: _("Asked back"),
    StatusCode.RECALL_AGREED: lambda: _("Given back"),
    StatusCode.RECALL_REFUSED: lambda: _("Not given back"),
}


def _tabs(actor: Actor, current: str) -> list[dict[str, Any]]:
    n = queries.counts(actor)
    found = [
        {"label": _("Received"), "url": reverse("connectors:received"), "current": current == "in", "icon": "inbox",
         "count": n["waiting"]},
        {"label": _("Sent"), "url": reverse("connectors:sent"), "current": current == "out", "icon": "send"},
    ]  # fmt: skip
    if actor.may("connectors.organ.manage"):
        found.append({"label": _("Connected organisations"), "url": reverse("connectors:organs"),
                      "current": current == "organs", "icon": "sitemap"})  # fmt: skip
    return found


@requires("connectors.exchange.read")
@require_GET
def received(request: HttpRequest) -> HttpResponseBase:
    """What other systems sent, the waiting ones counted on the tab."""
    return _list(request, RECEIVED, "in")


@requires("connectors.exchange.read")
@require_GET
def sent(request: HttpRequest) -> HttpResponseBase:
    """What we sent, and what became of it."""
    return _list(request, SENT, "out")


def _list(request: HttpRequest, table: tables.Table, direction: str) -> HttpResponseBase:
    actor = acting(request)
    context = {
        "tabs": _tabs(actor, direction), "direction": direction, "connected": configured() is not None,
        "may_act": actor.may("connectors.exchange.act"),
    }  # fmt: skip
    rows = queries.visible_to(actor).filter(direction=direction)
    return tables.respond(
        request, table, rows, template="connectors/exchanges.html", now=timezone.now(), context=context
    )


def _forms(actor: Actor, found: Exchange) -> list[tuple[str, str, str, Form]]:
    """The acts open on an exchange now: code, label, icon, empty form."""
    if not actor.may("connectors.exchange.act", found.agency_id):
        return []
    state = Exchange.State(found.state)
    acts: list[tuple[str, str, str, Form]] = []
    if found.direction == "in":
        if state is Exchange.State.WAITING:
            acts.append(("accept", _("Accept and register"), "check", AcceptForm(initial={"kind": found.kind})))
            acts.append(("refuse", _("Refuse"), "x", WordsForm()))
        if found.recall_asked_at and state is not Exchange.State.RECALLED:
            acts.insert(0, ("recall", _("Answer: the sender asks for it back"), "arrow-back-up", RecallForm()))
        if state is Exchange.State.REGISTERED:
            acts.append(("report", _("Tell the sender how far it is"), "message", ReportForm()))
        return acts
    if state is Exchange.State.FAILED:
        acts.append(("retry", _("Try again"), "refresh", Form()))
    if state not in (Exchange.State.RECALLED, Exchange.State.REFUSED) and found.recall_asked_at is None:
        acts.append(("ask_recall", _("Ask for it back"), "arrow-back-up", WordsForm()))
    return acts


@requires("connectors.exchange.read")
@require_GET
def exchange(request: HttpRequest, exchange_id: int) -> HttpResponse:
    """One exchange: what the message says, its files, the words that went to and fro."""
    actor = acting(request)
    found = queries.get_for(actor, exchange_id)
    return _page(request, found, _forms(actor, found))


def _page(
    request: HttpRequest, found: Exchange, acts: list[tuple[str, str, str, Form]], *, status: int = 200,
    doubles: list[Any] | None = None,
) -> HttpResponse:  # fmt: skip
    actor = acting(request)
    kind = KINDS.get(found.kind)
    facts = [
        (_("Organisation"), f"{found.partner_name} ({found.partner_id})" if found.partner_id else ""),
        (_("Agency of ours"), found.agency.name if found.agency else ""),
        (_("Number, symbol of the document"), found.code),
        (_("Date of the document"), formats.day(found.promulgated_on)),
        (_("Kind of document"), kind.label if kind else ""),
        (_("Signer"), " – ".join(filter(None, (found.signer_position, found.signer_name)))),
        (_("Answer asked for by"), formats.day(found.due_on)),
        (_("Answers"), ", ".join(one["code"] for one in found.answers)),
        (_("Received or ordered at"), formats.moment(found.at)),
        (_("Delivered again by the axis"), formats.number(found.repeats) if found.repeats else ""),
    ]
    words = [
        {
            "title": STATUS_WORDS.get(one.code, lambda: "")() or one.code, "at": one.at, "text": one.description,
            "who": " – ".join(filter(None, (_("we") if one.ours else found.partner_name, one.department, one.staff))),
            "icon": "send" if one.ours else "inbox", "waiting": one.ours and one.sent_at is None,
        }
        for one in found.statuses.all()
    ]  # fmt: skip
    context = {
        "exchange": found, "badge": state_badge(found), "facts": facts, "entries": words, "acts": acts,
        "doubles": doubles or [], "proposal": _proposal(actor, found),
    }  # fmt: skip
    return render(request, "connectors/exchange.html", context, status=status)


def _proposal(actor: Actor, found: Exchange) -> dict[str, str] | None:
    """What the sender may be told with one click, for who may tell him."""
    proposed = queries.proposal_for(actor, found) if actor.may("connectors.exchange.act", found.agency_id) else None
    if proposed is None:
        return None
    return {"code": proposed.code, "words": proposed.words, "label": STATUS_WORDS[proposed.code]()}


def _run(actor: Actor, found: Exchange, act: str, said: dict[str, Any]) -> str:
    """Do the act; returns the sentence for the person."""
    now = timezone.now()
    if act == "accept":
        document = actions.accept(
            actor=actor, exchange_id=found.pk, kind=said["kind"], confirm_duplicate=said["confirm_duplicate"], now=now
        )
        return _("Registered as incoming document number %(serial)s; the sender is told.") % {"serial": document.serial}
    if act == "refuse":
        actions.refuse(actor=actor, exchange_id=found.pk, words=said["words"], now=now)
        return _("Refused; the sender is told why.")
    if act == "report":
        actions.report(actor=actor, exchange_id=found.pk, code=said["code"], words=said["words"], now=now)
        return _("The sender is told.")
    if act == "recall":
        agree = said["agree"] == "yes"
        actions.decide_recall(actor=actor, exchange_id=found.pk, agree=agree, words=said["words"], now=now)
        return _("The sender is told.")
    if act == "retry":
        actions.retry(actor=actor, exchange_id=found.pk, now=now)
        return _("On its way again.")
    actions.ask_recall(actor=actor, exchange_id=found.pk, words=said["words"], now=now)
    return _("The receiver is asked to give it back.")


@requires("connectors.exchange.act")
@require_http_methods(["POST"])
def act(request: HttpRequest, exchange_id: int, act: str) -> HttpResponse:
    """One act on an exchange; what is refused shows the page again with what was typed."""
    actor = acting(request)
    found = queries.get_for(actor, exchange_id)
    acts = _forms(actor, found)
    place = next((i for i, one in enumerate(acts) if one[0] == act), None)
    if place is None:
        if act not in ("accept", "refuse", "report", "recall", "retry", "ask_recall"):
            raise Http404
        messages.warning(request, _("This is not possible any more: somebody decided meanwhile."))
        return redirect("connectors:exchange", exchange_id)
    form = type(acts[place][3])(request.POST)
    acts[place] = (*acts[place][:3], form)
    doubles: list[Any] = []
    if form.is_valid():
        try:
            messages.success(request, _run(actor, found, act, form.cleaned_data))
            return redirect("connectors:exchange", exchange_id)
        except DuplicateFound as double:
            blame(form, double)
            doubles = double.documents
        except Refusal as refusal:
            blame(form, refusal)
    return _page(request, found, acts, status=422, doubles=doubles)
