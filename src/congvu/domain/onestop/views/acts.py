"""Hành vi trên hồ sơ có trang riêng: more to show than the usual form. All work without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congvu.core.refusals import Refusal, StaleCase
from congvu.domain.onestop.actions import apologising, asking_again, ending, paying, routing, supplementing
from congvu.domain.onestop.forms import acts as forms
from congvu.domain.onestop.queries import standing
from congvu.domain.onestop.queries.standing import Here
from congvu.domain.onestop.tables.dossiers import due_mark
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.casework import queries
from congvu.kernel.casework.kinds import case_href
from congvu.kernel.casework.policy import may_see
from congvu.kernel.casework.queries import Act
from congvu.kernel.documents.actions import store_upload
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.ui.access import signed_in
from congvu.kernel.ui.form_pages import blame

#: (keywords of every act, the form) → the case as the act left it.
Run = Callable[[dict[str, Any], Any], Any]


@dataclass(frozen=True, slots=True)
class Page:
    """An act's own page: its form, what runs it, and what else the page shows."""

    form: type[forms.ActForm]
    run: Run
    more: Callable[[Here, datetime], dict[str, Any]] = lambda _here, _now: {}


def _kept(given: dict[str, Any], upload: Any) -> dict[str, Any]:
    """The uploaded file, checked and kept, as the actions take it."""
    stored: StoredFile | None = None
    if upload:
        stored = store_upload(actor=given["actor"], name=upload.name, content=upload.file, now=given["now"])
    return {"file": stored, "file_name": upload.name if upload else ""}


def _forward(given: dict[str, Any], form: forms.ForwardForm) -> Any:
    chosen = form.cleaned_data.get("to_official") or ""
    return routing.forward(
        **given, words=form.cleaned_data["words"], to_official_id=int(chosen) if chosen else None
    )


def _send_back(given: dict[str, Any], form: forms.SendBackForm) -> Any:
    data = form.cleaned_data
    return routing.send_back(**given, ground=data["ground"], words=data["words"], to=data["to"])


def _ask(given: dict[str, Any], form: forms.AskForm) -> Any:
    return supplementing.ask_supplement(**given, words=form.items, reason=form.cleaned_data["reason"])


def _ask_before(given: dict[str, Any], form: forms.AskForm) -> Any:
    return supplementing.ask_before(**given, words=form.items, reason=form.cleaned_data["reason"])


def _ask_again(given: dict[str, Any], form: forms.AskAgainForm) -> Any:
    return supplementing.ask_again(**given, words=form.items, ground=form.cleaned_data["ground"])


def _propose(given: dict[str, Any], form: forms.AskAgainForm) -> Any:
    return asking_again.propose_again(**given, words=form.items, ground=form.cleaned_data["ground"])


def _payment(given: dict[str, Any], form: forms.PaymentForm) -> Any:
    return paying.request_payment(**given, words=form.said, **_kept(given, form.cleaned_data["file"]))


def _apology(given: dict[str, Any], form: forms.ApologyForm) -> Any:
    data = form.cleaned_data
    return apologising.draft_apology(
        **given, ground=data["ground"], words=data["words"], new_due_on=data["new_due_on"]
    )


def _settle(given: dict[str, Any], form: forms.SettleForm) -> Any:
    data = form.cleaned_data
    return ending.settle(**given, words=data["words"], **_kept(given, data["file"]))


def _refuse(given: dict[str, Any], form: forms.RefuseForm) -> Any:
    data = form.cleaned_data
    return ending.refuse(**given, ground=data["ground"], words=data["words"], **_kept(given, data["file"]))


def _route(here: Here, _now: datetime) -> dict[str, Any]:
    branches = here.plan.branches_before(here.next.code) if here.next is not None else {}
    return {"next_stop": here.next, "next_owner": standing.next_owner(here), "branches": list(branches.values())}


def _meter(here: Here, _now: datetime) -> dict[str, Any]:
    return {"meter": here.dossier.supplements, "first": standing.first_request(here),
            "proposed": standing.proposal_of(here.case)}  # fmt: skip


def _late(here: Here, now: datetime) -> dict[str, Any]:
    by = standing.apology_by(here.case)
    return {"apology_by": by, "still_in_time": by is not None and now <= by}


PAGES: dict[str, Page] = {
    "forward": Page(forms.ForwardForm, _forward, _route),
    "send_back": Page(forms.SendBackForm, _send_back, _route),
    "ask_supplement": Page(forms.AskForm, _ask, _meter),
    "propose_again": Page(forms.AskAgainForm, _propose, _meter),
    "ask_before": Page(forms.AskForm, _ask_before, _meter),
    "ask_again": Page(forms.AskAgainForm, _ask_again, _meter),
    "request_payment": Page(forms.PaymentForm, _payment),
    "draft_apology": Page(forms.ApologyForm, _apology, _late),
    "settle": Page(forms.SettleForm, _settle),
    "refuse": Page(forms.RefuseForm, _refuse),
}
#: What has an address of its own; a proposal is made on the page of the first request.
OWN_PAGES = tuple(code for code in PAGES if code != "propose_again")


def page_of(code: str) -> Callable[..., HttpResponseBase]:
    """The view of an act's page."""

    @signed_in
    @require_http_methods(["GET", "POST"])
    def view(request: HttpRequest, code: str, *, act: str = code) -> HttpResponse:
        return _answer(request, code, act)

    view.__doc__ = f"The page of the act “{code}”."
    return view


def _answer(request: HttpRequest, code: str, act_code: str) -> HttpResponse:
    """The form, or the act done and back to the dossier; a refusal stands beside what it speaks of."""
    actor, now = acting(request), timezone.now()
    case = queries.get_for(actor, code)
    act, here = queries.act_open_to(actor, case, act_code, now), standing.standing_of(case)
    page, on = PAGES[_really(act_code, here)], timezone.localdate(now)
    if request.method == "GET":
        return _shown(request, page, act, here, page.form(act, here, on), now)
    form = page.form(act, here, on, request.POST, request.FILES)
    if form.is_valid():
        given = {"actor": actor, "case_id": case.pk, "now": now, **form.guarded}
        try:
            after = page.run(given, form)
        except StaleCase as refusal:
            form = _renewed(request, page, act, code, actor)
            blame(form, refusal)
        except Refusal as refusal:
            blame(form, refusal)
        else:
            messages.success(request, _("Done: %(act)s.") % {"act": act.label})
            return redirect(case_href(code) if may_see(actor, after) else "onestop:mine")
    return _shown(request, page, act, here, form, now, status=422)


def _really(act_code: str, here: Here) -> str:
    """Once the one request is used, whoever works on the dossier can only propose another to the head."""
    return "propose_again" if act_code == "ask_supplement" and here.dossier.supplements else act_code


def _renewed(request: HttpRequest, page: Page, act: Act, code: str, actor: Actor) -> forms.ActForm:
    """Everything that was typed, beside the dossier as it stands now."""
    here = standing.standing_of(queries.get_for(actor, code))
    data = request.POST.copy()
    data["expected_seq"] = str(here.case.seq)
    form = page.form(act, here, timezone.localdate(), data, request.FILES)
    form.is_valid()
    return form


def _shown(
    request: HttpRequest, page: Page, act: Act, here: Here, form: forms.ActForm, now: datetime, status: int = 200
) -> HttpResponse:
    context = {
        "act": act, "form": form, "case": here.case, "dossier": here.dossier, "here": here,
        "due": due_mark(here.case, now), "case_url": case_href(here.case.code), **page.more(here, now),
    }  # fmt: skip
    return render(request, "onestop/act.html", context, status=status)
