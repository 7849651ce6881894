"""Phiếu giải quyết văn bản đến: on the page of the document, and on paper."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from congvu.core.refusals import Invalid, NotAllowed
from congvu.kernel.accounts.policy import acting
from congvu.kernel.documents import actions
from congvu.kernel.documents.forms.routing import ProgressForm, ProposalForm
from congvu.kernel.documents.papers.http import paper_response
from congvu.kernel.documents.queries import get_for
from congvu.kernel.documents.queries.printing import routing_slip
from congvu.kernel.documents.queries.routing import opinions_on
from congvu.kernel.documents.views.entries import detail_page
from congvu.kernel.documents.views.slips import handler_form, routing_form
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame


@requires("documents.document.read")
@require_POST
def route(request: HttpRequest, pk: int) -> HttpResponse:
    """The leader's comment."""
    actor = acting(request)
    form = routing_form(actor, get_for(actor, pk), request.POST)
    if form is None:
        raise NotAllowed(_("You may not do this with this document."))
    return _carry_out(request, pk, form, "routing_form", lambda: actions.route_document(
        actor=actor, document_id=pk, now=timezone.now(), **form.act()))


@requires("documents.document.read")
@require_POST
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """The head of the unit names who handles it."""
    actor = acting(request)
    form = handler_form(actor, get_for(actor, pk), request.POST)
    if form is None:
        raise NotAllowed(_("You may not do this with this document."))
    return _carry_out(request, pk, form, "handler_form", lambda: actions.assign_handler(
        actor=actor, document_id=pk, official_id=form.cleaned_data["official"], words=form.cleaned_data["words"],
        due_on=form.cleaned_data["due_on"], now=timezone.now()))


@requires("documents.document.read")
@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """The handler's proposal."""
    form = ProposalForm(request.POST)
    return _carry_out(request, pk, form, "proposal_form", lambda: actions.propose_handling(
        actor=acting(request), document_id=pk, words=form.cleaned_data["words"], now=timezone.now()))


@requires("documents.document.read")
@require_POST
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the handling has come, and when it ended."""
    form = ProgressForm(request.POST)
    return _carry_out(request, pk, form, "progress_form", lambda: actions.note_progress(
        actor=acting(request), document_id=pk, now=timezone.now(), **form.cleaned_data))


@requires("documents.document.read")
@require_GET
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """The routing slip on paper (?format=pdf or docx)."""
    document = get_for(acting(request), pk)
    if document.direction != "incoming":
        raise Invalid(_("Only incoming documents are routed."))
    stem = f"Phiếu giải quyết văn bản đến {document.serial or ''}"
    return paper_response(
        routing_slip(document, opinions_on(pk)), request.GET.get("format", "pdf"), stem,
        inline="inline" in request.GET,
    )


def _carry_out(request: HttpRequest, pk: int, form: Form, name: str, act: Callable[[], object]) -> HttpResponse:
    if form.is_valid():
        try:
            act()
        except Invalid as refused:
            blame(form, refused)
        else:
            messages.success(request, _("Written on the routing slip."))
            return redirect("documents:detail", pk)
    return detail_page(request, pk, **{name: form})
