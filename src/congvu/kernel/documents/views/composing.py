"""Soạn văn bản: a paper from a template, looked at while it is written, downloaded, registered as outgoing."""

from __future__ import annotations

import base64
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from congvu.core.refusals import Invalid, NotFound
from congvu.core.text import typed_number
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.documents import actions
from congvu.kernel.documents.forms.composing import PaperForm, lines
from congvu.kernel.documents.models import CouncilSeries, Document
from congvu.kernel.documents.papers import FontsMissing, Paper, to_images
from congvu.kernel.documents.papers.drafting import PARTS, TEMPLATES, compose, missing_parts
from congvu.kernel.documents.papers.http import paper_response
from congvu.kernel.documents.policy.series import notation_of
from congvu.kernel.documents.queries import get_for
from congvu.kernel.documents.queries.numbering import agencies_where, council_for, councils_of
from congvu.kernel.documents.queries.printing import above, place_of
from congvu.kernel.org.models import Agency
from congvu.kernel.org.queries import appointments_of, head_of
from congvu.kernel.org.queries.portfolios import leader_for
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame


@requires("documents.document.register")
@require_http_methods(["GET", "POST"])
def new_paper(request: HttpRequest) -> HttpResponse:
    """The form; posted with `act`: docx, pdf (downloads), register (number and entry), or a change of template."""
    actor, now = acting(request), timezone.now()
    form = _form(request, actor)
    if request.method == "GET" or request.POST.get("act") == "template":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=422)
    agency, council = _agency(actor, form), _council(form)
    paper = _paper(form, agency, council)
    act = request.POST.get("act", "")
    if act in ("docx", "pdf"):
        return paper_response(paper, act, paper.subject or "van-ban")
    try:
        document = _register(actor, form, agency, paper, council, now)
    except Invalid as refused:
        blame(form, refused)
        return _page(request, form, status=422)
    messages.success(request, _("Registered under number %(code)s.") % {"code": document.code})
    return redirect("documents:detail", document.pk)


@requires("documents.document.register")
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The pages as they will be printed, and what is still missing; a fragment."""
    actor = acting(request)
    form = _form(request, actor)
    for name in form.fields:
        form.fields[name].required = False
    form.is_valid()
    context: dict[str, Any] = {}
    given = {name: form.cleaned_data.get(name) or "" for name in form.fields}
    try:
        form.cleaned_data |= given
        agency = _agency(actor, form)
        council = _council(form)
        paper = _paper(form, agency, council)
        context["missing"] = [str(PARTS[part]) for part in missing_parts(paper)]
        context["pages"] = [base64.b64encode(page).decode() for page in to_images(paper, ppi=72)[:12]]
    except FontsMissing as refused:
        context["refused"] = refused
    except (NotFound, ValueError):
        context["missing"] = [str(PARTS["agency"])]
    return render(request, "documents/_preview.html", context)


def _form(request: HttpRequest, actor: Actor) -> PaperForm:
    today = timezone.localdate()
    agencies = agencies_where(actor, "documents.document.register", today)
    choices = [(agency.pk, agency.full_name) for agency in agencies]
    wanted = (request.POST if request.method == "POST" else request.GET).get("agency", "")
    agency = next((one for one in agencies if str(one.pk) == wanted), agencies[0] if agencies else None)
    councils = [(one.pk, one.name) for one in councils_of(agency.pk, today)] if agency else []
    if request.method == "POST" and request.POST.get("act") != "template":
        return PaperForm(request.POST, agencies=choices, councils=councils)
    given = request.POST if request.method == "POST" else request.GET
    kind = given.get("kind", "cong_van")
    kind = kind if kind in TEMPLATES else "cong_van"
    initial: dict[str, Any] = {"kind": kind, "text": TEMPLATES[kind].skeleton, "recipients": "Như trên"
                               if TEMPLATES[kind].addressed else ""}
    if agency is not None:
        initial |= _usual(agency)
    answered = None
    if (answers := typed_number(given.get("answers", ""))) is not None:
        answered = get_for(actor, answers)
        initial |= {"answers": answered.pk, "addressees": answered.issuer,
                    "subject": f"Trả lời văn bản số {answered.code}"}
    if agency is not None:
        initial |= _in_charge(agency, answered.subject if answered else given.get("subject", ""))
    for name in ("subject", "addressees", "recipients", "signer_name", "signer_title"):
        if request.method == "POST" and given.get(name):
            initial[name] = given[name]
    return PaperForm(initial=initial, agencies=choices, councils=councils)


def _usual(agency: Agency) -> dict[str, Any]:
    """Who usually signs in this agency: its head."""
    today = timezone.localdate()
    initial: dict[str, Any] = {"agency": agency.pk}
    head = head_of(agency.pk, today)
    if head is not None:
        titles = [row.post.title for row in appointments_of(head.pk, today) if row.post.agency_id == agency.pk]
        initial |= {"signer_name": head.full_name, "signer_title": titles[0] if titles else ""}
    if agency.kind in ("peoples_committee", "peoples_council"):
        initial |= {"signs_as": "TM.", "signer_authority": agency.get_kind_display()}
    return initial


def _in_charge(agency: Agency, about: str) -> dict[str, Any]:
    """The deputy in charge of what the paper is about signs for the head (KT.); nothing when it is the head himself."""
    today = timezone.localdate()
    found = leader_for(agency.pk, today, text=about) if about else None
    head = head_of(agency.pk, today)
    if found is None or head is None or found.official.pk == head.pk or not found.title:
        return {}
    titles = [row.post.title for row in appointments_of(head.pk, today) if row.post.agency_id == agency.pk]
    initial = {"signer_name": found.official.full_name, "signer_title": found.title, "signs_as": "KT.",
               "signer_authority": titles[0] if titles else ""}
    if agency.kind in ("peoples_committee", "peoples_council"):
        initial["collective"] = agency.get_kind_display()
    return initial


def _agency(actor: Actor, form: PaperForm) -> Agency:
    chosen = form.cleaned_data.get("agency")
    agencies = agencies_where(actor, "documents.document.register", timezone.localdate())
    found = next((agency for agency in agencies if agency.pk == chosen), None)
    if found is None:
        raise NotFound(_("There is no such agency."))
    return found


def _council(form: PaperForm) -> CouncilSeries | None:
    chosen = form.cleaned_data.get("council")
    return council_for(form.cleaned_data["agency"], chosen, timezone.localdate()) if chosen else None


def _paper(form: PaperForm, agency: Agency, council: CouncilSeries | None) -> Paper:
    given = form.cleaned_data
    letterhead = council.name if council else agency.name
    return compose(
        kind=given["kind"] or "cong_van", agency=letterhead, place=place_of(agency),
        parent_agency=agency.name if council else above(agency),
        symbol=notation_of(agency.symbol, given["kind"], unit=given["unit_symbol"], council=council),
        on=timezone.localdate(), subject=given["subject"], text=given["text"], addressees=lines(given["addressees"]),
        recipients=lines(given["recipients"]), archive_line=given["archive_line"], signer=form.signer(),
        co_signer=form.co_signer(), authority=given["authority"], urgency=given["urgency"] or "normal",
    )


def _register(
    actor: Actor, form: PaperForm, agency: Agency, paper: Paper, council: CouncilSeries | None, now: Any
) -> Document:
    given = form.cleaned_data
    signer = form.signer()
    entry = actions.Entry(
        kind=given["kind"], subject=given["subject"], issuer=agency.name, issuer_agency_id=agency.pk,
        urgency=given["urgency"], signer_name=signer.name, signer_position=signer.title,
        recipients="; ".join(lines(given["recipients"])), transferred_to=given["archive_line"],
    )
    return actions.issue_paper(
        actor=actor, agency_id=agency.pk, paper=paper, entry=entry, notation=paper.symbol,
        council_id=council.pk if council else None, answers_id=given["answers"], now=now,
    )


def _page(request: HttpRequest, form: PaperForm, *, status: int = 200) -> HttpResponse:
    return render(request, "documents/compose.html", {"form": form}, status=status)
