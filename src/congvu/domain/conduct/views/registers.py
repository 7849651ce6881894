"""Sổ: measures with the year's ladder, leavers with the yearly analysis, publications."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import Refusal
from congvu.core.text import typed_number
from congvu.domain.conduct.actions import publishing, registering
from congvu.domain.conduct.actions.registering import Left
from congvu.domain.conduct.forms.registers import LeaverForm, MeasureForm, PublicationForm, RemovalForm
from congvu.domain.conduct.policy.words import SHOWN, word_for
from congvu.domain.conduct.queries import files, registers
from congvu.domain.conduct.tables import LEAVERS, MEASURES, PUBLICATIONS, state_mark
from congvu.domain.conduct.views.files import choose, chosen_agency
from congvu.kernel.accounts.policy import acting
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import fill, posted, shown
from congvu.kernel.ui.labels import refusal_words

READ, HANDLE = files.READ, files.HANDLE


@requires(READ)
@require_GET
def measures(request: HttpRequest) -> HttpResponseBase:
    """Measures, above them the three families of the year apart."""
    actor, now = acting(request), timezone.now()
    year = timezone.localdate(now).year
    context = {"may_enter": actor.may(HANDLE), "ladder": registers.ladder_of(actor, year), "year": year}
    return tables.respond(
        request, MEASURES, registers.measures_for(actor), template="conduct/measures.html", now=now, context=context
    )


@requires(HANDLE)
@require_http_methods(["GET", "POST"])
def new_measure(request: HttpRequest) -> HttpResponse:
    """Enter a measure."""
    actor, now, back = acting(request), timezone.now(), reverse("conduct:measures")
    title = _("Enter a measure")
    agency_id = chosen_agency(request, actor, HANDLE)
    if agency_id is None:
        return choose(request, actor, HANDLE, title, back)
    form = MeasureForm(posted(request), agency_id=agency_id, on=timezone.localdate(now))

    def act() -> str:
        names = ("sort", "number", "issued_on", "issued_by", "words", "source", "cause_code")
        registering.enter_measure(
            actor=actor, keeper_id=agency_id, agency_id=agency_id, official_id=form.official_id, now=now,
            **{name: form.cleaned_data[name] for name in names},
        )
        return back

    return fill(request, form, act, title=title, button=_("Enter"), back=back, done=_("Entered."))


@requires(registers.KEEP_LEAVERS)
@require_GET
def leavers(request: HttpRequest) -> HttpResponseBase:
    """The register of those who left; exported like every list."""
    return tables.respond(
        request, LEAVERS, registers.leavers_for(acting(request)), template="conduct/leavers.html", now=timezone.now()
    )


@requires(registers.KEEP_LEAVERS)
@require_http_methods(["GET", "POST"])
def new_leaver(request: HttpRequest) -> HttpResponse:
    """Enter somebody who left."""
    actor, now, back = acting(request), timezone.now(), reverse("conduct:leavers")
    title = _("Enter a leaver")
    agency_id = chosen_agency(request, actor, registers.KEEP_LEAVERS)
    if agency_id is None:
        return choose(request, actor, registers.KEEP_LEAVERS, title, back)
    form = LeaverForm(posted(request), agency_id=agency_id, on=timezone.localdate(now))

    def act() -> str:
        names = ("name", "category", "post", "field", "born_in", "left_on", "way", "ground", "is_leader", "basis",
                 "words")  # fmt: skip
        left = Left(**{name: form.cleaned_data[name] for name in names}, official_id=form.official_id)
        registering.enter_leaver(actor=actor, agency_id=agency_id, left=left, now=now)
        return back

    return fill(request, form, act, title=title, button=_("Enter"), back=back, done=_("Entered."))


@requires(registers.KEEP_LEAVERS)
@require_GET
def leavers_year(request: HttpRequest) -> HttpResponse:
    """The analysis of a year."""
    actor, today = acting(request), timezone.localdate()
    years = registers.years_of_leavers(actor, today)
    asked = typed_number(request.GET.get("year", ""))
    year = asked if asked in years else years[0]
    context = {"years": years, "analysis": registers.analysis(actor, year)}
    return render(request, "conduct/leavers_year.html", context)


@requires(READ)
@require_GET
def publications(request: HttpRequest) -> HttpResponseBase:
    """Drafts, what is public, what is over or was taken down."""
    actor = acting(request)
    return tables.respond(
        request, PUBLICATIONS, registers.publications_for(actor), template="conduct/publications.html",
        now=timezone.now(), context={"may_draft": actor.may(HANDLE)},
    )  # fmt: skip


@requires(HANDLE)
@require_http_methods(["GET", "POST"])
def new_publication(request: HttpRequest) -> HttpResponse:
    """Draft a publication."""
    actor, now, back = acting(request), timezone.now(), reverse("conduct:publications")
    title = _("Draft a publication")
    agency_id = chosen_agency(request, actor, HANDLE)
    if agency_id is None:
        return choose(request, actor, HANDLE, title, back)
    form = PublicationForm(posted(request), agency_id=agency_id, on=timezone.localdate(now))

    def act() -> str:
        names = ("subject", "ground", "basis", "title", "from_on", "until_on", "case_code")
        row = publishing.draft_publication(
            actor=actor, keeper_id=agency_id, agency_id=agency_id, details=form.details(), now=now,
            **{name: form.cleaned_data[name] for name in names},
        )
        return reverse("conduct:publication", args=[row.pk])

    return fill(request, form, act, title=title, button=_("Keep the draft"), back=back,
                done=_("The draft waits for somebody else's approval."))  # fmt: skip


@requires(READ)
@require_GET
def publication(request: HttpRequest, publication_id: int) -> HttpResponse:
    """One publication, with what it shows and what may be done."""
    return _publication(request, publication_id, None)


def _publication(request: HttpRequest, publication_id: int, form: RemovalForm | None) -> HttpResponse:
    actor, today = acting(request), timezone.localdate()
    row = registers.publication_for(actor, publication_id)
    state = registers.state_of(row, today)
    context = {
        "row": row, "state": state, "mark": state_mark(row), "ground": files.ground_words(row.ground),
        "shown": [(word_for(code, SHOWN), words) for code, words in row.shown.items()],
        "may_approve": state == "draft" and actor.may(registers.APPROVE, row.keeper_id)
        and row.drafted_by != actor.signature,
        "may_remove": state != "removed" and actor.may(registers.APPROVE, row.keeper_id),
        "removal": files.ground_words(row.removal) if row.removal else "",
    }
    return shown(request, "conduct/publication.html", form or RemovalForm(on=today), context)


@requires(registers.APPROVE)
@require_POST
def approve(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Approve a draft."""
    try:
        publishing.approve(actor=acting(request), publication_id=publication_id, now=timezone.now())
        messages.success(request, _("Approved."))
    except Refusal as refusal:
        messages.error(request, refusal_words(refusal))
    return redirect("conduct:publication", publication_id)


@requires(registers.APPROVE)
@require_POST
def remove(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Take a publication down."""
    form = RemovalForm(request.POST, on=timezone.localdate())
    if not form.is_valid():
        return _publication(request, publication_id, form)
    try:
        publishing.remove(
            actor=acting(request), publication_id=publication_id, ground=form.cleaned_data["ground"],
            words=form.cleaned_data["words"], now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Taken down."))
    except Refusal as refusal:
        messages.error(request, refusal_words(refusal))
    return redirect("conduct:publication", publication_id)
