"""Meetings: the list, a new one, the page on which conclusions are typed and accepted, and the notice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import Refusal
from congvu.core.text import typed_number
from congvu.domain.directives.actions import concluding
from congvu.domain.directives.actions import meetings as acts
from congvu.domain.directives.forms import ConclusionForm, IssueForm, MeetingForm
from congvu.domain.directives.models import Meeting
from congvu.domain.directives.papers import paper_of
from congvu.domain.directives.policy.entries import keeping_agency
from congvu.domain.directives.queries import meetings as queries
from congvu.domain.directives.queries.notices import notice_of
from congvu.domain.directives.queries.tasks import tasks_of
from congvu.domain.directives.tables import MEETINGS
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.documents.papers.http import paper_response
from congvu.kernel.org import queries as org
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame, posted


@requires(queries.READ)
@require_GET
def meetings(request: HttpRequest) -> HttpResponseBase:
    """The list of meetings."""
    actor = acting(request)
    return tables.respond(
        request, MEETINGS, queries.list_of(actor), template="directives/meetings.html", now=timezone.now(),
        context={"may_keep": actor.may(queries.KEEP)},
    )  # fmt: skip


@requires(queries.KEEP)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new meeting: what it is about, when, who chairs, who takes part."""
    actor, now = acting(request), timezone.now()
    form = MeetingForm(request.POST or None, initial={"starts_at": timezone.localtime(now).replace(minute=0)})
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.arrange_meeting(actor=actor, agency_id=keeping_agency(actor), facts=form.facts(), now=now)
            return redirect("directives:meeting", made.pk)
        except Refusal as refusal:
            blame(form, refusal)
    context = {"form": form, "units": _units(now)}
    return render(request, "directives/meeting_form.html", context, status=422 if form.errors else 200)


@requires(queries.KEEP)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Correct time, place, chair, agenda and participants."""
    actor, now = acting(request), timezone.now()
    found = queries.get_for(actor, meeting_id)
    form = MeetingForm(request.POST or None, initial=MeetingForm.initial_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            acts.change_meeting(actor=actor, meeting_id=meeting_id, facts=form.facts(), now=now)
            return redirect("directives:meeting", meeting_id)
        except Refusal as refusal:
            blame(form, refusal)
    context = {"form": form, "meeting": found, "units": _units(now)}
    return render(request, "directives/meeting_form.html", context, status=422 if form.errors else 200)


@requires(queries.READ)
@require_http_methods(["GET", "POST"])
def meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The page of a meeting; sent, it adds a conclusion and comes back to the empty line."""
    actor, now = acting(request), timezone.now()
    found = queries.get_for(actor, meeting_id)
    form = ConclusionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            acts.conclude(actor=actor, meeting_id=meeting_id, said=form.said(), now=now)
            return redirect(f"{_home(meeting_id)}?typed=1#new")
        except Refusal as refusal:
            blame(form, refusal)
    return _page(request, actor, found, form, status=422 if form.errors else 200)


def _page(request: HttpRequest, actor: Actor, found: Meeting, form: ConclusionForm, status: int = 200) -> HttpResponse:
    now = timezone.now()
    is_open = found.state == Meeting.State.PLANNED
    may_keep = actor.may(queries.KEEP, found.owner_agency_id)
    if "typed" in request.GET:
        form.fields["text"].widget.attrs["autofocus"] = True
    context: dict[str, Any] = {
        "meeting": found, "conclusions": queries.typed_conclusions(actor, found, now), "form": form,
        "participants": list(found.participants.select_related("agency")), "now": now, "units": _units(now),
        "may_type": may_keep and is_open, "is_open": is_open,
        "may_issue": may_keep and is_open and actor.may("directives.directive.issue", found.owner_agency_id),
        "tasks": tasks_of(actor, found.directive) if found.directive is not None else [],
    }  # fmt: skip
    return render(request, "directives/meeting.html", context, status=status)


def _units(now: Any) -> list[str]:
    return [unit.name for unit in org.agencies_on(timezone.localdate(now))][:400]


def _home(meeting_id: int) -> str:
    return reverse("directives:meeting", args=[meeting_id])


@requires(queries.KEEP)
@require_http_methods(["GET", "POST"])
def conclusion(request: HttpRequest, meeting_id: int, conclusion_id: int) -> HttpResponse:
    """Correct one conclusion; its acceptances have to be given anew."""
    actor, now = acting(request), timezone.now()
    found = queries.get_for(actor, meeting_id)
    row = next((one.row for one in queries.typed_conclusions(actor, found, now) if one.row.pk == conclusion_id), None)
    if row is None:
        messages.error(request, _("This conclusion is gone; somebody removed it."))
        return redirect("directives:meeting", meeting_id)
    form = ConclusionForm(posted(request), initial=ConclusionForm.initial_of(row))
    if request.method == "POST" and form.is_valid():
        try:
            acts.conclude(
                actor=actor, meeting_id=meeting_id, said=form.said(), now=now, conclusion_id=conclusion_id,
                version=form.cleaned_data["version"],
            )
            return redirect(f"{_home(meeting_id)}#conclusion-{conclusion_id}")
        except Refusal as refusal:
            blame(form, refusal)
    context = {"meeting": found, "row": row, "form": form, "units": _units(now)}
    return render(request, "directives/conclusion.html", context, status=422 if form.errors else 200)


def _act(request: HttpRequest, meeting_id: int, act: Callable[[], object], done: str, anchor: str = "") -> HttpResponse:
    try:
        act()
        messages.success(request, done)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(_home(meeting_id) + anchor)


@requires(queries.KEEP)
@require_POST
def remove(request: HttpRequest, meeting_id: int, conclusion_id: int) -> HttpResponse:
    """Take a conclusion off."""
    return _act(
        request, meeting_id,
        lambda: acts.remove_conclusion(
            actor=acting(request), meeting_id=meeting_id, conclusion_id=conclusion_id, now=timezone.now()
        ),
        _("The conclusion was taken off."), "#new",
    )  # fmt: skip


@requires(queries.READ)
@require_POST
def accept(request: HttpRequest, meeting_id: int, conclusion_id: int) -> HttpResponse:
    """A unit accepts its conclusion in the room: for oneself, or entered by the secretary."""
    agency, official = request.POST.get("agency", ""), request.POST.get("official", "")
    return _act(
        request, meeting_id,
        lambda: acts.accept_in_room(
            actor=acting(request), meeting_id=meeting_id, conclusion_id=conclusion_id,
            agency_id=typed_number(agency) or 0,
            official_id=typed_number(official), now=timezone.now(),
        ),
        _("Accepted in the room."), f"#conclusion-{conclusion_id}",
    )  # fmt: skip


@requires(queries.KEEP)
@require_POST
def cancel(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The meeting does not take place."""
    return _act(
        request, meeting_id,
        lambda: acts.cancel_meeting(
            actor=acting(request), meeting_id=meeting_id, because=request.POST.get("because", ""), now=timezone.now()
        ),
        _("The meeting is cancelled."),
    )  # fmt: skip


@requires("directives.directive.issue")
@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """What will be issued; sent, the notice gets its number and its conclusions become tasks."""
    actor, now = acting(request), timezone.now()
    found = queries.get_for(actor, meeting_id)
    form = IssueForm(request.POST or None, initial=IssueForm.initial_of(found))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            concluding.issue_conclusions(
                actor=actor, meeting_id=meeting_id, signer_title=given["signer_title"],
                signer_name=given["signer_name"], notation=given["notation"], recipients=given["recipients"], now=now,
            )
            messages.success(request, _("The notice is numbered and its conclusions are issued as tasks."))
            return redirect("directives:meeting", meeting_id)
        except Refusal as refusal:
            blame(form, refusal)
    context = {"meeting": found, "form": form, "conclusions": queries.typed_conclusions(actor, found, now), "now": now}
    return render(request, "directives/meeting_issue.html", context, status=422 if form.errors else 200)


@requires(queries.READ)
@require_GET
def notice(request: HttpRequest, meeting_id: int, fmt: str) -> HttpResponse:
    """Thông báo kết luận as .docx or .pdf; without a number while it is not issued."""
    actor = acting(request)
    found = queries.get_for(actor, meeting_id)
    said = notice_of(found)
    return paper_response(paper_of(said), fmt, f"thong-bao-{said.number or 'du-thao'}-{found.title[:40]}")
