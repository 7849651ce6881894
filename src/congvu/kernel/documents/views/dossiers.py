"""Hồ sơ công việc: the yearly list, one dossier, its list of documents, hand-over, export."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import Invalid
from congvu.core.text import typed_number, typed_numbers
from congvu.kernel.accounts.actions import record_view
from congvu.kernel.accounts.policy import acting
from congvu.kernel.documents import actions
from congvu.kernel.documents.forms.dossiers import ApprovalForm, CloseForm, DossierForm, HandOverForm, OnForm, PutInForm
from congvu.kernel.documents.papers.http import file_stem, paper_response
from congvu.kernel.documents.queries import narrowed, registers_of, visible_to
from congvu.kernel.documents.queries.dossier_export import export_dossier
from congvu.kernel.documents.queries.dossiers import approval_of, dossier_for, due_at_archive, listed, papers_in
from congvu.kernel.documents.queries.printing import (
    contents_sheet,
    dossier_list_sheet,
    hand_over_sheet,
    retention_words,
)
from congvu.kernel.documents.tables import DOSSIER_STATES, DOSSIERS
from congvu.kernel.documents.views.showing import chosen_agency, register_tabs
from congvu.kernel.ui import formats, tables
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame, posted


@requires("documents.document.read")
@require_GET
def dossiers(request: HttpRequest) -> HttpResponseBase:
    """The list of dossiers of an agency, with what is due at the archive."""
    actor, now = acting(request), timezone.now()
    today = timezone.localdate(now)
    agency = chosen_agency(request, registers_of(actor, today))
    rows = listed(actor)
    if not request.GET.get("agency") and agency is not None:
        rows = rows.filter(agency_id=agency.pk)
    year = typed_number(request.GET.get("year", "")) or today.year
    context = {
        "agency": agency, "tabs": register_tabs("dossiers"), "year": year,
        "approval": approval_of(agency.pk, year) if agency else None,
        "due": list(due_at_archive(actor, today, agency.pk)[:50]) if agency else [], "today": today,
        "may_keep": agency is not None and actor.may("documents.dossier.keep", agency.pk),
        "may_list": agency is not None and actor.may("documents.dossier.list", agency.pk),
        "approval_form": ApprovalForm(initial={"on": today}, auto_id="approval_%s"),
        "hand_over_form": HandOverForm(initial={"on": today}, auto_id="handover_%s"),
    }
    return tables.respond(request, DOSSIERS, rows, template="documents/dossiers.html", now=now, context=context)


@requires("documents.dossier.keep")
@require_http_methods(["GET", "POST"])
def new_dossier(request: HttpRequest, agency_id: int) -> HttpResponse:
    """Add a dossier to the list of an agency."""
    actor, now = acting(request), timezone.now()
    initial = {"year": timezone.localdate(now).year}
    form = DossierForm(posted(request), initial=initial)
    if form.is_valid():
        try:
            made = actions.list_dossier(
                actor=actor, agency_id=agency_id, year=form.cleaned_data["year"], line=form.line(), now=now
            )
        except Invalid as refused:
            blame(form, refused)
        else:
            messages.success(request, _("The dossier is in the list."))
            return redirect("documents:dossier", made.pk)
    return render(request, "documents/new_dossier.html", {"form": form}, status=422 if form.errors else 200)


@requires("documents.document.read")
@require_GET
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """One dossier."""
    return _page(request, pk)


@requires("documents.dossier.keep")
@require_POST
def act_on_dossier(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Open, close, fill, take out of one dossier."""
    actor, now = acting(request), timezone.now()
    forms: dict[str, Form] = {
        "open": OnForm(request.POST, auto_id="open_%s"), "close": CloseForm(request.POST, auto_id="close_%s"),
    }
    ids = typed_numbers(request.POST.getlist("documents"))
    form = forms.get(act)
    if form is not None and not form.is_valid():
        return _page(request, pk, **{f"{act}_form": form})
    given = form.cleaned_data if form is not None else {}
    deeds: dict[str, Callable[[], object]] = {
        "open": lambda: actions.open_dossier(actor=actor, dossier_id=pk, opened_on=given["on"], now=now),
        "close": lambda: actions.close_dossier(
            actor=actor, dossier_id=pk, closed_on=given["on"], description=given["description"], now=now),
        "fill": lambda: actions.put_in(actor=actor, dossier_id=pk, document_ids=ids, now=now),
        "take-out": lambda: actions.take_out(
            actor=actor, dossier_id=pk, document_id=ids[0] if ids else 0, reason=request.POST.get("reason", ""),
            now=now),
    }
    if act not in deeds:
        raise Invalid(_("Choose one of the values of the list."))
    try:
        deeds[act]()
    except Invalid as refused:
        if form is None:
            messages.error(request, str(refused))
            return redirect("documents:dossier", pk)
        blame(form, refused)
        return _page(request, pk, **{f"{act}_form": form})
    messages.success(request, _("Done; it stands in the journal of the dossier."))
    return redirect("documents:dossier", pk)


@requires("documents.dossier.keep")
@require_POST
def put_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the document of a page in an open dossier."""
    chosen = typed_number(request.POST.get("dossier", ""))
    if chosen is None:
        raise Invalid(_("Choose an open dossier."))
    try:
        actions.put_in(actor=acting(request), dossier_id=chosen, document_ids=[pk], now=timezone.now())
        messages.success(request, _("The document lies in the dossier."))
    except Invalid as refused:
        messages.error(request, str(refused))
    return redirect("documents:detail", pk)


@requires("documents.dossier.list")
@require_POST
def approve(request: HttpRequest, agency_id: int, year: int) -> HttpResponse:
    """Note that the list of a year was approved."""
    form = ApprovalForm(request.POST)
    return _on_list(request, form, agency_id, year, lambda given: actions.approve_list(
        actor=acting(request), agency_id=agency_id, year=year, approved_by=given["approved_by"],
        decision=given["decision"], approved_on=given["on"], now=timezone.now()))


@requires("documents.dossier.list")
@require_POST
def hand_over(request: HttpRequest, agency_id: int) -> HttpResponse:
    """Hand the chosen closed dossiers over to the archive."""
    form = HandOverForm(request.POST)
    ids = typed_numbers(request.POST.getlist("dossiers"))
    return _on_list(request, form, agency_id, timezone.localdate().year, lambda given: actions.hand_over(
        actor=acting(request), agency_id=agency_id, dossier_ids=ids, to=given["to"], handed_on=given["on"],
        now=timezone.now()))


def _on_list(
    request: HttpRequest, form: Form, agency_id: int, year: int, act: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    if not form.is_valid():
        problems = "; ".join(f"{form[name].label}: {errors[0]}" for name, errors in form.errors.items())
        messages.error(request, problems)
    else:
        try:
            act(form.cleaned_data)
            messages.success(request, _("Done; it stands in the journal of the dossier."))
        except Invalid as refused:
            messages.error(request, str(refused))
    return redirect(f"{reverse('documents:dossiers')}?agency={agency_id}&year={year}")


@requires("documents.document.read")
@require_GET
def print_list(request: HttpRequest, agency_id: int, year: int, what: str) -> HttpResponse:
    """The list of a year ("list"), or of what is handed over ("hand-over"), on paper."""
    actor, today = acting(request), timezone.localdate()
    agency = next((one for one in registers_of(actor, today) if one.pk == agency_id), None)
    if agency is None:
        raise Invalid(_("There is no such agency."))
    fmt = request.GET.get("format", "pdf")
    rows = listed(actor, agency_id=agency_id)
    if what == "hand-over":
        ready = rows.filter(state__in=["closed", "handed_over"], handover_due_on__year__lte=year).order_by("symbol")
        return paper_response(hand_over_sheet(list(ready), agency=agency, on=today), fmt, f"muc luc nop luu {year}")
    approval = approval_of(agency_id, year)
    lines = list(rows.filter(year=year).order_by("heading", "symbol"))
    sheet = dossier_list_sheet(lines, agency=agency, year=year, approval=approval, on=today)
    return paper_response(sheet, fmt, f"danh muc ho so {year} {agency.name}")


@requires("documents.document.read")
@require_GET
def contents(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of documents in a dossier, on paper."""
    actor = acting(request)
    found = dossier_for(actor, pk)
    sheet = contents_sheet(found, papers_in(actor, found), on=timezone.localdate())
    return paper_response(sheet, request.GET.get("format", "pdf"), f"muc luc ho so {found.symbol}")


@requires("documents.dossier.keep")
@require_GET
def export(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The dossier as one .zip; that it left is recorded."""
    actor, now = acting(request), timezone.now()
    found = dossier_for(actor, pk)
    archive = export_dossier(actor, found, on=timezone.localdate(now))
    record_view(actor=actor, what="documents.dossier_export", subject=f"dossier/{pk}", now=now)
    answer = FileResponse(archive, as_attachment=True, filename=f"{file_stem('ho so ' + found.symbol)}.zip",
                          content_type="application/zip")
    answer["Cache-Control"] = "private, no-store"
    return answer


def _page(request: HttpRequest, pk: int, **given: Form) -> HttpResponse:
    actor, today = acting(request), timezone.localdate()
    found = dossier_for(actor, pk)
    words = request.GET.get("q", "")[:200]
    papers = papers_in(actor, found)
    candidates = []
    if found.state == "open" and words.strip():
        rows = narrowed(visible_to(actor).filter(agency_id=found.agency_id), words=words)
        there = [paper.pk for paper in papers]
        candidates = list(rows.exclude(pk__in=there).exclude(confidentiality="sealed").order_by("-pk")[:30])
    handed = " – ".join(part for part in (formats.day(found.handed_over_on), found.handed_over_to) if part)
    facts = [
        (_("Agency"), found.agency.name), (_("Year"), str(found.year)), (_("Heading in the list"), found.heading),
        (_("State"), str(DOSSIER_STATES[found.state])), (_("Kept for"), retention_words(found)),
        (_("Who opens and keeps it"), found.creator_name), (_("Opened on"), formats.day(found.opened_on)),
        (_("Closed on"), formats.day(found.closed_on)), (_("Due at the archive"), formats.day(found.handover_due_on)),
        (_("Handed over"), handed),
        (_("Description"), found.description), (_("Note"), found.note),
    ]
    context = {
        "dossier": found, "papers": papers, "facts": facts, "candidates": candidates, "words": words,
        "may_keep": actor.may("documents.dossier.keep", found.agency_id),
        "open_form": given.get("open_form") or OnForm(initial={"on": today}, auto_id="open_%s"),
        "close_form": given.get("close_form") or CloseForm(initial={"on": today}, auto_id="close_%s"),
        "search_form": PutInForm(initial={"q": words}, auto_id="find_%s"),
    }
    return render(request, "documents/dossier.html", context, status=422 if given else 200)
