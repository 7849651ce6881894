"""Bàn giao cả bàn làm việc: preview, the one act, minutes, confirmation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import Invalid, NotAllowed
from congvu.face.desk.forms import HandoverForm
from congvu.face.desk.queries import desks
from congvu.kernel.accounts.policy import acting
from congvu.kernel.casework.actions.handing_desks import confirm_handover, hand_over_desk
from congvu.kernel.casework.queries import handovers as read
from congvu.kernel.documents.papers.http import paper_response
from congvu.kernel.org import queries as org
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame


@requires("casework.case.read")
@require_GET
def handovers(request: HttpRequest) -> HttpResponse:
    """Hand-overs that wait for me, those I may see, and the desks I may hand over."""
    return render(request, "desk/handovers.html", desks.overview(acting(request), timezone.now()))


@requires("casework.case.read")
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, official: str) -> HttpResponse:
    """Everything somebody holds; to whom it goes; preview, then the one act."""
    actor, now = acting(request), timezone.now()
    giver = org.official_by_code(official)
    if not read.may_hand_over(actor, giver.pk, now):
        raise NotAllowed(_("Only the official himself or the head of the unit hands over this desk."))
    form = HandoverForm(request.POST or None, people=desks.receivers_for(actor, giver.pk, now))
    cases = read.held_by_giver(actor, giver.pk)
    rows = desks.rows_of(cases, {}, now)
    context = {"giver": giver, "form": form, "rows": rows, "n": len(cases), "previewed": False}
    if request.method == "POST" and form.is_valid():
        try:
            shares = read.shared_out(cases, [int(pk) for pk in form.cleaned_data["receivers"]])
            if request.POST.get("step") == "do":
                done = hand_over_desk(
                    actor=actor, giver_id=giver.pk, shares=shares, basis=form.cleaned_data["basis"],
                    words=form.cleaned_data["words"], now=now,
                )  # fmt: skip
                messages.success(request, _("Handed over; the receivers confirm. The minutes can be printed."))
                return redirect("desk:handover", done.pk)
            context |= {"rows": desks.rows_of(cases, shares, now, actor), "previewed": True}
        except Invalid as refusal:
            blame(form, refusal)
    return render(request, "desk/handover_begin.html", context, status=422 if form.errors else 200)


@requires("casework.case.read")
@require_GET
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """One hand-over: its cases, to whom, confirmed or not."""
    return render(request, "desk/handover.html", desks.one(acting(request), pk))


@requires("casework.case.read")
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm that one has received what was handed over."""
    taken = confirm_handover(actor=acting(request), handover_id=pk, now=timezone.now())
    messages.success(request, _("You have taken over %(n)d cases.") % {"n": taken})
    return redirect("desk:handover", pk)


@requires("casework.case.read")
@require_GET
def minutes(request: HttpRequest, pk: int, fmt: str) -> HttpResponse:
    """Biên bản bàn giao, as .docx or .pdf."""
    return paper_response(desks.minutes(acting(request), pk), fmt, f"Biên bản bàn giao {pk}")
