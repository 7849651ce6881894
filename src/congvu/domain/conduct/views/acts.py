"""Các bước trên hồ sơ có trang riêng: a form, one act, back to the case. All work without JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congvu.core.refusals import Refusal, StaleCase
from congvu.domain.conduct.actions import after, deciding, meeting, opening, reviewing, suspending, timing
from congvu.domain.conduct.actions.deciding import Decision
from congvu.domain.conduct.actions.meeting import Held, Seat
from congvu.domain.conduct.actions.opening import Found
from congvu.domain.conduct.actions.suspending import Order
from congvu.domain.conduct.forms import acts as forms
from congvu.domain.conduct.queries.reviews import FACTORS
from congvu.domain.conduct.tables import phase_mark
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.casework import queries
from congvu.kernel.casework.kinds import case_href
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import Act
from congvu.kernel.documents.actions import store_upload
from congvu.kernel.ui.access import signed_in
from congvu.kernel.ui.form_pages import blame

Given = dict[str, Any]
Run = Callable[[Given, Any], object]


def _said(form: forms.ActForm, *names: str) -> Given:
    return {name: form.cleaned_data[name] for name in names}


def _self_review(given: Given, form: forms.WordsForm) -> object:
    return meeting.write_self_review(**given, words=form.cleaned_data["words"])


def _invite(given: Given, form: forms.InviteForm) -> object:
    return meeting.invite(**given, **_said(form, "meeting", "sent_on", "meets_on"))


def _answer(given: Given, form: forms.AnswerForm) -> object:
    said = form.cleaned_data
    return meeting.note_answer(**given, invitation_id=int(said["invitation"]), answer=said["answer"])


def _hold_review(given: Given, form: forms.ReviewMeetingForm) -> object:
    names = ("held_on", "place", "chair", "secretary", "for_discipline", "against", "in_absence", "minutes")
    return meeting.hold_review(**given, held=Held(**_said(form, *names)))


def _skip(step: str) -> Run:
    def run(given: Given, form: forms.SkipForm) -> object:
        return meeting.skip_step(**given, step=step, **_said(form, "ground", "words"))

    return run


def _form_council(given: Given, form: forms.CouncilForm) -> object:
    seats = []
    for n in range(1, form.seats + 1):
        chosen, name = form.cleaned_data[f"official_{n}"], form.cleaned_data[f"name_{n}"]
        official_id = int(chosen) if chosen else None
        seats.append(Seat(people.official_name(official_id) or name, form.role_of(n), official_id))
    return meeting.form_council(**given, seats=seats, **_said(form, "decision", "set_up_on"))


def _hold_council(given: Given, form: forms.VoteForm) -> object:
    return meeting.hold_council(
        **given, ballots=form.ballots(), **_said(form, "met_on", "present", "in_absence", "minutes")
    )


def _conclude_breach(given: Given, form: forms.ConcludeBreachForm) -> object:
    said = form.cleaned_data
    return meeting.conclude_breach(
        **given, breach_id=int(said["breach"]), finding=said["finding"], form=said["form"]
    )


def _add_breach(given: Given, form: forms.BreachForm) -> object:
    said = form.cleaned_data
    found = Found(said["committed_on"], said["text"], said["rule"], said["level"], said["ground"])
    return opening.add_breach(**given, found=found)


def _add_paper(given: Given, form: forms.PaperForm) -> object:
    upload = form.cleaned_data["upload"]
    stored = None
    if upload:
        stored = store_upload(actor=given["actor"], name=upload.name, content=upload.file, now=given["now"])
    name = upload.name if upload else ""
    return deciding.add_paper(**given, **_said(form, "code", "words"), file=stored, file_name=name)


def _decide(given: Given, form: forms.DecideForm) -> object:
    names = ("form", "number", "signed_by", "decided_on", "effective_on", "reasons")
    return deciding.decide(**given, decision=Decision(**_said(form, *names)))


def _suspend(given: Given, form: forms.SuspendForm) -> object:
    names = ("ground", "words", "number", "signed_by", "decided_on", "from_on", "until_on")
    return suspending.suspend(**given, order=Order(**_said(form, *names)))


def _longer(given: Given, form: forms.LongerSuspensionForm) -> object:
    return suspending.prolong_suspension(**given, **_said(form, "until_on", "number", "signed_by", "words"))


def _lift(given: Given, form: forms.LiftForm) -> object:
    return suspending.lift_suspension(**given, **_said(form, "ground", "number", "signed_by", "words"))


def _settle(move: str) -> Run:
    def run(given: Given, form: forms.ComplaintForm) -> object:
        extra = _said(form, "form", "signed_by") if isinstance(form, forms.SoftenForm) else {}
        return after.settle_complaint(**given, move=move, **_said(form, "number", "words"), **extra)

    return run


def _conclude(given: Given, form: forms.ConclusionForm) -> object:
    said = form.cleaned_data
    return reviewing.conclude(
        **given, factors={name: said[name] for name in FACTORS}, responsibility=said["responsibility"],
        result=said["result"], follow_ups=form.follow_ups(),
    )  # fmt: skip


def _followed_up(given: Given, form: forms.FollowUpForm) -> object:
    said = form.cleaned_data
    return reviewing.follow_up_done(**given, follow_up_id=int(said["follow_up"]), words=said["words"])


Pages = Mapping[str, tuple[type[forms.ActForm], Run]]
PAGES: Pages = {
    "write_self_review": (forms.WordsForm, _self_review),
    "invite": (forms.InviteForm, _invite),
    "note_answer": (forms.AnswerForm, _answer),
    "hold_review": (forms.ReviewMeetingForm, _hold_review),
    "skip_review": (forms.SkipForm, _skip("review")),
    "form_council": (forms.CouncilForm, _form_council),
    "skip_council": (forms.SkipForm, _skip("council")),
    "hold_council": (forms.VoteForm, _hold_council),
    "conclude_breach": (forms.ConcludeBreachForm, _conclude_breach),
    "add_breach": (forms.BreachForm, _add_breach),
    "add_paper": (forms.PaperForm, _add_paper),
    "note_party": (
        forms.PartyForm, lambda given, form: opening.note_party(**given, **_said(form, "form", "number", "on"))
    ),
    "receive_papers": (forms.DayForm, lambda given, form: opening.receive_papers(**given, **_said(form, "on"))),
    "note_circumstance": (
        forms.CircumstanceForm,
        lambda given, form: timing.note_circumstance(
            **given, **_said(form, "ground", "from_on", "until_on", "child_born_on", "evidence")
        ),
    ),
    "suspend": (forms.SuspendForm, _suspend),
    "prolong_suspension": (forms.LongerSuspensionForm, _longer),
    "lift_suspension": (forms.LiftForm, _lift),
    "decide": (forms.DecideForm, _decide),
    "complain": (forms.WordsForm, lambda given, form: after.complain(**given, **_said(form, "words"))),
    "uphold": (forms.ComplaintForm, _settle("uphold")),
    "soften": (forms.SoftenForm, _settle("soften")),
    "annul": (forms.ComplaintForm, _settle("annul")),
    "conclude": (forms.ConclusionForm, _conclude),
    "follow_up_done": (forms.FollowUpForm, _followed_up),
}


def page_of(act_code: str, pages: Pages = PAGES) -> Callable[..., HttpResponseBase]:
    """The view of an act's page."""

    @signed_in
    @require_http_methods(["GET", "POST"])
    def view(request: HttpRequest, code: str) -> HttpResponse:
        return _answer_page(request, code, act_code, pages)

    view.__doc__ = f"The page of the act “{act_code}”."
    return view


def _answer_page(request: HttpRequest, code: str, act_code: str, pages: Pages) -> HttpResponse:
    """The form, or the act done and back to the case; a refusal stands beside what it speaks of."""
    actor, now = acting(request), timezone.now()
    case = queries.get_for(actor, code)
    act = queries.act_open_to(actor, case, act_code, now)
    build, run = pages[act_code]
    on = timezone.localdate(now)
    if request.method == "GET":
        return _shown(request, act, case, build(act, case, on))
    form = build(act, case, on, request.POST, request.FILES)
    if form.is_valid():
        given = _guarded(actor, case, form, now)
        try:
            run(given, form)
        except StaleCase as refusal:
            form = _renewed(request, build, act, actor, code)
            blame(form, refusal)
        except Refusal as refusal:
            blame(form, refusal, {"invitation_id": "invitation", "breach_id": "breach", "seats": "official_1"})
        else:
            messages.success(request, _("Done: %(act)s.") % {"act": act.label})
            return redirect(case_href(code))
    return _shown(request, act, case, form, status=422)


def _guarded(actor: Actor, case: Case, form: forms.ActForm, now: datetime) -> Given:
    return {"actor": actor, "case_id": case.pk, "now": now, "expected_seq": form.cleaned_data["expected_seq"]}


def _renewed(
    request: HttpRequest, build: type[forms.ActForm], act: Act, actor: Actor, code: str
) -> forms.ActForm:
    """Everything that was typed, beside the case as it stands now."""
    case = queries.get_for(actor, code)
    data = request.POST.copy()
    data["expected_seq"] = str(case.seq)
    form = build(act, case, timezone.localdate(), data, request.FILES)
    form.is_valid()
    return form


def _shown(request: HttpRequest, act: Act, case: Case, form: forms.ActForm, status: int = 200) -> HttpResponse:
    context = {
        "act": act, "form": form, "case": case, "case_url": case_href(case.code), "phase": phase_mark(case),
    }
    return render(request, "conduct/act.html", context, status=status)
