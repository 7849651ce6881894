"""Yêu cầu báo cáo: the list, a new one, who has handed in, the merged text, the paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import Refusal
from congvu.domain.reporting.actions import asking, merging
from congvu.domain.reporting.forms import MergeForm, RequestForm, SendForm
from congvu.domain.reporting.models import ReportRequest
from congvu.domain.reporting.queries import requests as reads
from congvu.domain.reporting.tables import REQUESTS
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.documents.papers.http import paper_response
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame, fill, posted
from congvu.kernel.ui.labels import refusal_words


@requires("casework.case.read")
@require_GET
def requests(request: HttpRequest) -> HttpResponseBase:
    """The list."""
    actor = acting(request)
    context = {"may_keep": actor.may(reads.KEEP)}
    return tables.respond(
        request, REQUESTS, reads.register_of(actor), template="reporting/requests.html", now=timezone.now(),
        context=context,
    )  # fmt: skip


def _home(actor: Actor) -> int | None:
    """The office for which the actor asks: his own agency where he may."""
    return next((pk for pk in sorted(actor.agency_ids) if actor.may(reads.KEEP, pk)), None)


@requires("reporting.request.keep")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Prepare an outline."""
    actor = acting(request)
    form = RequestForm(posted(request))
    home = _home(actor)

    def act() -> str:
        said = form.cleaned_data
        asked = asking.prepare_request(
            actor=actor, agency_id=home or 0, title=said["title"], since=said["since"], until=said["until"],
            due_on=said["due_on"], sections=form.outline(), figures=form.typed(), measures=said["measures"],
            instructions=said["instructions"], now=timezone.now(),
        )  # fmt: skip
        return reverse("reporting:request", args=[asked.pk])

    done = _("The outline is ready. Choose the units that report.")
    return fill(request, form, act, done=done, template="reporting/new.html", more={"home": home})


@requires("casework.case.read")
@require_GET
def request_page(request: HttpRequest, request_id: int) -> HttpResponse:
    """One request: the outline, and who has handed in."""
    actor = acting(request)
    return _page(request, actor, reads.request_for(actor, request_id))


def _page(
    request: HttpRequest, actor: Actor, asked: ReportRequest, form: SendForm | None = None, status: int = 200
) -> HttpResponse:
    progress = reads.progress_of(actor, asked, timezone.now())
    context: dict[str, Any] = {
        "asked": asked, "progress": progress, "late": sum(one.state == "late" for one in progress),
        "in": sum(one.at is not None for one in progress), "sections": asked.sections.all(),
        "figures": asked.figures.all(), "form": form or SendForm(day=timezone.localdate()),
        "may_keep": actor.may(reads.KEEP, asked.agency_id) and asked.state != ReportRequest.State.ISSUED,
        "keeps": actor.may(reads.KEEP, asked.agency_id),
    }  # fmt: skip
    return render(request, "reporting/request.html", context, status=status)


@requires("reporting.request.keep")
@require_POST
def send(request: HttpRequest, request_id: int) -> HttpResponse:
    """Ask these units."""
    actor = acting(request)
    asked = reads.request_for(actor, request_id)
    form = SendForm(request.POST, day=timezone.localdate())
    if form.is_valid():
        try:
            cases = asking.send_request(
                actor=actor, request_id=asked.pk, agency_ids=form.chosen(), now=timezone.now()
            )
            n = len(cases)
            messages.success(request, ngettext("One unit was asked.", "%(n)s units were asked.", n) % {"n": n})
            return redirect("reporting:request", asked.pk)
        except Refusal as refusal:
            blame(form, refusal)
    return _page(request, actor, asked, form, 422)


@requires("reporting.request.keep")
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, request_id: int) -> HttpResponse:
    """The contributions beside the office's own text."""
    actor = acting(request)
    asked = reads.request_for(actor, request_id)
    proposed = merging.merge_section_texts(asked)
    sections = [(section.pk, section.title, proposed[section.pk]) for section in asked.sections.all()]
    form = MergeForm(posted(request), sections=sections)

    def act() -> str:
        merging.write_merged(actor=actor, request_id=asked.pk, texts=form.texts(), now=timezone.now())
        return reverse("reporting:merge", args=[asked.pk])

    texts = reads.texts_by_section(asked)
    more = {
        "asked": asked, "figures": reads.merged_figures(asked),
        "rows": [(form[f"section_{pk}"], texts.get(pk, [])) for pk, _title, _text in sections],
        "may_keep": actor.may(reads.KEEP, asked.agency_id) and asked.state != ReportRequest.State.ISSUED,
    }  # fmt: skip
    return fill(request, form, act, done=_("Saved."), template="reporting/merge.html", more=more)


@requires("reporting.request.keep")
@require_POST
def issue(request: HttpRequest, request_id: int) -> HttpResponse:
    """Issue the merged report."""
    actor = acting(request)
    try:
        issued = merging.issue_report(
            actor=actor, request_id=request_id, notation=request.POST.get("notation", ""), now=timezone.now()
        )
        assert issued.document is not None
        messages.success(request, _("Issued as %(code)s.") % {"code": issued.document.code})
        return redirect("reporting:request", request_id)
    except Refusal as refusal:
        messages.error(request, refusal_words(refusal))
        return redirect("reporting:merge", request_id)


@requires("casework.case.read")
@require_GET
def file(request: HttpRequest, request_id: int, fmt: str) -> HttpResponse:
    """The merged report as .docx or .pdf, for the office that keeps it."""
    actor = acting(request)
    asked = reads.request_for(actor, request_id)
    reads.require_reader(actor, asked)
    return paper_response(
        merging.paper_of(asked, timezone.now()), fmt, f"bao cao {asked.title}", inline=request.GET.get("inline") == "1"
    )
