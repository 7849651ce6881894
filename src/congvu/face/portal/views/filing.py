"""Nộp hồ sơ trực tuyến: choose the case, fill in, look over, send, receipt; answer a request; stop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from congvu.core.refusals import MoveRefused, NotFound, Refusal
from congvu.core.text import typed_number
from congvu.domain.onestop.models import Dossier
from congvu.domain.onestop.queries.plans import plan_of
from congvu.face.portal.actions import filing
from congvu.face.portal.actions.filing import Filer
from congvu.face.portal.forms import FilingForm, StopForm, SupplementForm
from congvu.face.portal.models import OnlineDraft
from congvu.face.portal.queries import dossiers, procedures
from congvu.face.portal.queries import filing as queries
from congvu.face.portal.views import slips
from congvu.face.portal.views.citizens import citizen_of, citizens_only
from congvu.kernel.documents.policy.uploads import max_bytes
from congvu.kernel.ui.form_pages import blame, posted
from congvu.kernel.ui.labels import refusal_words


def filer_of(request: HttpRequest) -> Filer:
    """The signed-in person as one who files."""
    citizen = citizen_of(request)
    assert citizen is not None  # behind citizens_only
    return Filer(citizen.person, citizen.details)


@citizens_only
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, code: str) -> HttpResponseBase:
    """Which case of the procedure; with one case at once to the draft."""
    sheet = procedures.sheet(code, timezone.localdate())
    if not sheet.in_force:
        raise NotFound(_("No procedure with this code is published."))
    chosen = request.POST.get("case", "")
    known = {str(one.pk): one for one in sheet.cases}
    if len(sheet.cases) == 1:
        chosen = str(sheet.cases[0].pk)
    if chosen in known:
        draft = filing.begin_draft(filer=filer_of(request), variant_id=known[chosen].pk, now=timezone.now())
        return redirect("portal:draft", key=draft.key)
    return render(request, "portal/file_case.html", {"sheet": sheet, "citizen": citizen_of(request)})


def _open_draft(request: HttpRequest, key: str) -> OnlineDraft:
    return queries.draft_of(filer_of(request).person, key)


def _elsewhere(row: OnlineDraft) -> HttpResponseBase | None:
    """Where a draft is found that is sent already, or that answers a request for papers."""
    if row.answers is not None:
        return redirect("portal:supplement" if row.sent_at is None else "portal:followed", code=row.answers.case.code)
    return redirect("portal:receipt", code=row.sent_as) if row.sent_at is not None else None


def _form(
    row: OnlineDraft, filer: Filer, said: Mapping[str, Any] | None, initial: Mapping[str, Any] | None = None
) -> FilingForm:
    choices = [(str(one.pk), one.agency.name) for one in queries.desks_for(plan_of(row.variant_id))]
    return FilingForm(said, desks=choices, named=bool(filer.person.name), initial={**(initial or {})})


def _uploads(request: HttpRequest, draft: OnlineDraft) -> list[str]:
    """Keep what was chosen in the file fields (`paper-N`, `besides`); what is wrong with which of them."""
    faults = []
    for field, files in request.FILES.lists():
        number = field.removeprefix("paper-")
        position = typed_number(number) or 0 if len(number) < 4 else 0
        for file in files:
            try:
                content = cast("BinaryIO", file.file)
                filing.add_paper(
                    draft=draft, position=position, name=file.name or "", content=content, now=timezone.now()
                )
            except Refusal as refusal:
                faults.append(f"{file.name}: {refusal_words(refusal)}")
    return faults


@citizens_only
@sensitive_post_parameters("phone", "email", "address")
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, key: str) -> HttpResponseBase:
    """The draft: everything on one page, kept whenever it is sent; then to the review."""
    row = _open_draft(request, key)
    if (elsewhere := _elsewhere(row)) is not None:
        return elsewhere
    filer, plan = filer_of(request), plan_of(row.variant_id)
    faults: list[str] = []
    kept = filing.words_of(row)
    known = {"phone": filer.details.phone, "email": filer.details.email, "address": filer.details.address}
    told = posted(request) or (kept if "check" in request.GET else None)
    form = _form(row, filer, told, {**known, "delivery": "counter", **kept})
    if request.method == "POST":
        faults = _uploads(request, row)
        filing.keep_words(draft=row, words=form.typed(), now=timezone.now())
        if form.is_valid() and not faults:
            if "review" in request.POST:
                return redirect("portal:review", key=row.key)
            return redirect("portal:draft", key=row.key)
        if "review" not in request.POST:  # a draft may be half filled in
            if not faults:
                return redirect("portal:draft", key=row.key)
            form = _form(row, filer, None, form.typed())
    places, besides = queries.places(row, plan)
    context = {
        "draft": row, "plan": plan, "form": form, "places": places, "besides": besides, "faults": faults,
        "megabytes": max_bytes() // (1024 * 1024), "citizen": citizen_of(request), "kept": bool(kept),
        "fee": sum(one.amount for one in plan.fees),
    }  # fmt: skip
    wrong = request.method == "POST" and (faults or form.errors)
    return render(request, "portal/draft.html", context, status=422 if wrong else 200)


@citizens_only
@require_POST
def remove(request: HttpRequest, key: str, paper_id: int) -> HttpResponse:
    """Take a file out of the draft."""
    row = _open_draft(request, key)
    filing.remove_paper(draft=row, paper_id=paper_id, now=timezone.now())
    if row.answers is not None:
        return redirect("portal:supplement", code=row.answers.case.code)
    return redirect("portal:draft", key=row.key)


@citizens_only
@require_http_methods(["GET", "HEAD", "POST"])
def throw_away(request: HttpRequest, key: str) -> HttpResponseBase:
    """Throw the draft away, once somebody has said so a second time."""
    row = _open_draft(request, key)
    if (elsewhere := _elsewhere(row)) is not None:
        return elsewhere
    if request.method == "POST":
        filing.throw_away(draft=row)
        return redirect("portal:mine")
    context = {"draft": row, "plan": plan_of(row.variant_id), "citizen": citizen_of(request)}
    return render(request, "portal/throw_away.html", context)


@citizens_only
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, key: str) -> HttpResponseBase:
    """Everything once more; then it is sent, once. What is not filled in yet leads back to the form."""
    row = _open_draft(request, key)
    if (elsewhere := _elsewhere(row)) is not None:
        return elsewhere
    filer, plan = filer_of(request), plan_of(row.variant_id)
    form = _form(row, filer, filing.words_of(row))
    if not form.is_valid():
        return redirect(f"{reverse('portal:draft', args=[row.key])}?check=1")
    trouble: Refusal | None = None
    if request.method == "POST":
        try:
            sent = filing.send(draft=row, filer=filer, now=timezone.now())
        except Refusal as refusal:
            trouble = refusal
        else:
            return redirect("portal:receipt", code=sent.case.code)
    places, besides = queries.places(row, plan)
    words = {"name": "", **filing.words_of(row)}
    desks = dict(form.fields["desk"].choices)  # type: ignore[attr-defined]  # a choice field
    context = {
        "draft": row, "plan": plan, "places": places, "besides": besides, "words": words, "trouble": trouble,
        "desk": desks.get(str(words.get("desk", "")), ""), "citizen": citizen_of(request),
        "missing": [one.needed.name for one in places if one.is_open],
        "any_file": bool(besides or any(one.files for one in places)),
    }  # fmt: skip
    return render(request, "portal/review.html", context, status=trouble.status if trouble else 200)


def _own(request: HttpRequest, code: str) -> Dossier:
    found = dossiers.dossier_of(code)
    if not slips.owns(request, found):
        raise NotFound(_("This dossier is not among yours."), hint=_("Check the code."))
    return found


@citizens_only
@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """What to keep: code and secret, and by when the desk answers."""
    return render(request, "portal/receipt.html", {"mine": _own(request, code), "citizen": citizen_of(request)})


@citizens_only
@require_http_methods(["GET", "HEAD", "POST"])
def supplement(request: HttpRequest, code: str) -> HttpResponseBase:
    """Answer a request for papers: gather the files, then send them all at once."""
    found, filer, now = _own(request, code), filer_of(request), timezone.now()
    shown = dossiers.followed(found, now)
    if shown.asked is None:
        raise MoveRefused(_("No papers are asked for at the moment."), hint=_("Look at the dossier again."))
    row = filing.begin_draft(filer=filer, variant_id=found.variant_id, answers=found, now=now)
    form = SupplementForm(posted(request))
    faults: list[str] = []
    if request.method == "POST":
        faults = _uploads(request, row)
        if not faults and form.is_valid():
            if "send" not in request.POST:
                return redirect("portal:supplement", code=code)
            try:
                filing.send_supplement(draft=row, filer=filer, words=form.cleaned_data["words"], now=now)
            except Refusal as refusal:
                blame(form, refusal)
            else:
                return redirect("portal:followed", code=code)
    context: dict[str, Any] = {
        "f": shown, "draft": row, "form": form, "faults": faults, "files": list(row.papers.all()),
        "megabytes": max_bytes() // (1024 * 1024), "citizen": citizen_of(request),
    }  # fmt: skip
    return render(request, "portal/supplement.html", context, status=422 if faults or form.errors else 200)


@citizens_only
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, code: str) -> HttpResponseBase:
    """Stop the dossier, until there is a result."""
    found = _own(request, code)
    if request.method != "POST" and found.case.phase not in dossiers.BEFORE_RESULT:
        raise MoveRefused(_("This dossier has a result or is over: it is not stopped any more."))
    form = StopForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            filing.ask_to_stop(
                dossier=found, filer=filer_of(request), reason=form.cleaned_data["reason"], now=timezone.now()
            )
        except Refusal as refusal:
            blame(form, refusal)
        else:
            return redirect("portal:followed", code=found.case.code)
    context = {"mine": found, "form": form, "citizen": citizen_of(request)}
    return render(request, "portal/stop.html", context, status=422 if form.errors else 200)
