"""Hồ sơ chờ tiếp nhận: the checklist beside the files; accept, ask for papers, decline."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congvu.core.refusals import Refusal
from congvu.core.text import typed_number
from congvu.domain.onestop.actions import at_desk, submitting, supplementing
from congvu.domain.onestop.actions.receiving import Brought
from congvu.domain.onestop.forms.desk import AnswerForm
from congvu.domain.onestop.models import Dossier, PaperState
from congvu.domain.onestop.queries import counter, desks, slip_contents
from congvu.domain.onestop.queries.counter_promises import appointment
from congvu.domain.onestop.queries.plans import plan_of
from congvu.domain.onestop.views.reception import Files, grounds, taken_in
from congvu.kernel.accounts.actions import record_view
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.casework import kinds
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame, posted


@requires(desks.RECEIVE)
@require_http_methods(["GET", "POST"])
def submission(request: HttpRequest, code: str) -> HttpResponse:
    """One dossier that waits for acceptance."""
    actor, now = acting(request), timezone.now()
    row = counter.dossier_for(actor, code)
    if row.case.phase not in ("submitted", "asked_before"):
        return redirect(kinds.case_href(row.case.code) or "onestop:desk")
    record_view(actor=actor, what="onestop.applicant", subject=f"applicant/{row.applicant_id}", now=now)
    form = AnswerForm(posted(request), grounds=grounds(now))
    if request.method == "POST" and form.is_valid():
        try:
            return _act(request, actor, row, form.cleaned_data)
        except Refusal as refusal:
            blame(form, refusal)
    return _page(request, row, form)


def _act(request: HttpRequest, actor: Actor, row: Dossier, given: dict[str, Any]) -> HttpResponse:
    now, do = timezone.now(), request.POST.get("do", "")
    at: dict[str, Any] = {"actor": actor, "case_id": row.pk, "now": now,
                          "expected_seq": typed_number(request.POST.get("seq", ""))}  # fmt: skip
    if do == "ask":
        supplementing.ask_before(words=given["words"], **at)
        messages.success(request, _("The applicant has been asked for the papers that are missing."))
        return redirect("onestop:received", row.case.code)
    if do == "decline":
        submitting.decline_submission(ground=given["ground"], words=given["words"], **at)
        messages.success(request, _("The dossier has been declined in writing."))
        return redirect("onestop:received", row.case.code)
    files, refused = taken_in(request, plan_of(row.variant_id), actor, now)
    if refused:
        raise refused[0]
    at_desk.accept_checked(papers=_ticked(request, row, files), words=given["words"], **at)
    messages.success(request, _("The dossier has been received: %(code)s.") % {"code": row.case.code})
    return redirect("onestop:received", row.case.code)


def _ticked(request: HttpRequest, row: Dossier, files: Files) -> list[Brought]:
    found = []
    for one in row.papers.all():
        state = request.POST.get(f"state_{one.position}", one.state)
        file, name = files.get(one.position, (None, ""))
        if state not in PaperState.values:
            state = one.state
        found.append(Brought(position=one.position, state=state, originals=one.originals, copies=one.copies, file=file,
                             file_name=name))  # fmt: skip
    return found


def _page(request: HttpRequest, row: Dossier, form: AnswerForm) -> HttpResponse:
    now, plan = timezone.now(), plan_of(row.variant_id)
    sent = request.POST if request.method == "POST" else {}
    papers = list(row.papers.select_related("file"))
    asked = row.supplement_requests.order_by("-number").first()
    context = {
        "dossier": row, "case": row.case, "plan": plan, "form": form, "states": PaperState.choices, "asked": asked,
        "papers": [{"paper": one, "state": sent.get(f"state_{one.position}", one.state)} for one in papers],
        "promise": appointment(plan, row.desk, row.settling_id, now), "now": now, "alert": counter.alert_by(row),
        "late": row.answer_by is not None and now > row.answer_by, "person": slip_contents.applicant(row),
        "missing": "\n".join(one.name for one in papers if one.state == PaperState.MISSING),
        "waits_for_applicant": row.case.phase == "asked_before",
    }  # fmt: skip
    return render(request, "onestop/submission.html", context, status=422 if form.errors else 200)
