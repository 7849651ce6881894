"""The screen of background work that failed: for the operator, and for those who answer for a kind of work."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from congvu.core.refusals import NotAllowed
from congvu.kernel.jobs import actions, policy, queries
from congvu.kernel.jobs.forms import DiscardForm
from congvu.kernel.jobs.tables import TROUBLED, state_mark
from congvu.kernel.ui import formats, tables
from congvu.kernel.ui.access import Visitor, signed_in, visitor_of


def _visitor(request: HttpRequest) -> Visitor:
    """The signed-in person, if some of this work is theirs to see. Raises NotAllowed."""
    visitor = visitor_of(request)
    if visitor is None or not policy.may_see_any(visitor):
        raise NotAllowed(_("You do not answer for any background work."))
    return visitor


@signed_in
@require_GET
def overview(request: HttpRequest) -> HttpResponseBase:
    """Jobs in trouble, how many are in each state, and what comes round again."""
    visitor, now = _visitor(request), timezone.now()
    context = {"counts": queries.count_rows(visitor), "schedules": queries.schedule_rows(visitor, now)}
    rows = queries.troubled(visitor)
    return tables.respond(request, TROUBLED, rows, template="jobs/overview.html", now=now, context=context)


@signed_in
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One job, with the buttons that are allowed."""
    return _page(request, pk, DiscardForm())


@signed_in
@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Run a failed job again."""
    job = actions.retry_job(actor=_visitor(request), job_id=pk, now=timezone.now())
    messages.success(request, _("“%(work)s” will be run again.") % {"work": queries.label_of(job)})
    return redirect("jobs:overview")


@signed_in
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a failed job up."""
    form = DiscardForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, form, status=422)
    job = actions.discard_job(actor=_visitor(request), job_id=pk, note=form.cleaned_data["note"], now=timezone.now())
    messages.success(request, _("“%(work)s” has been discarded.") % {"work": queries.label_of(job)})
    return redirect("jobs:overview")


def _page(request: HttpRequest, pk: int, form: DiscardForm, status: int = 200) -> HttpResponse:
    visitor = _visitor(request)
    job = queries.get_for(visitor, pk)
    facts = [
        (_("Name"), job.name),
        (_("State"), state_mark(job)),
        (_("Attempts"), f"{job.attempts}/{job.max_attempts}"),
        (_("Asked for"), formats.moment(job.created_at)),
        (_("Finished at"), formats.moment(job.finished_at) if job.finished_at else ""),
        (_("Tried again"), formats.moment(job.run_at) if queries.is_to_be_tried_again(job) else ""),
        (_("Answered for by holders of"), queries.owner_of(job)),
        (_("What went wrong"), queries.place_of_error(job)),
        (_("Note"), job.note),
    ]
    may_steer = policy.may_retry(visitor, job.name) and queries.is_in_trouble(job)
    context = {"job": job, "label": queries.label_of(job), "facts": facts, "form": form, "may_steer": may_steer}
    return render(request, "jobs/detail.html", context, status=status)
