"""Drafts: the list, a new one, two versions side by side, returning with errors, the final document."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.refusals import Invalid, NotFound
from congvu.core.text import typed_number
from congvu.domain.programme.actions.drafts import open_draft
from congvu.domain.programme.actions.judging import finish_with, return_draft
from congvu.domain.programme.forms import DraftForm, FinishForm, ReturnForm
from congvu.domain.programme.queries import choices
from congvu.domain.programme.queries import drafts as queries
from congvu.domain.programme.queries.compilation import FIGURES, compiled, drafts_behind
from congvu.domain.programme.tables import DRAFTS, of_units
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.casework.kinds import case_href
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import act_open_to
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import fill, posted

#: How many unchanged paragraphs stand around a change; the rest is folded.
AROUND = 2


@requires("programme.programme.read")
@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """Drafts the actor may see; with a figure of the journal, the drafts behind that number."""
    actor, now = acting(request), timezone.now()
    rows = queries.drafts_for(actor)
    behind = _behind(request, actor)
    if behind is not None:
        rows = rows.filter(pk__in=behind["ids"])
    context = {"may_open": actor.may("programme.draft.write"), "behind": behind}
    table = of_units(DRAFTS, choices.units(timezone.localdate(now)))
    return tables.respond(request, table, rows, template="programme/drafts.html", now=now, context=context)


def _behind(request: HttpRequest, actor: Actor) -> dict[str, Any] | None:
    figure = request.GET.get("figure", "")
    if figure not in FIGURES:
        return None
    try:
        since, until = (date.fromisoformat(request.GET.get(name, "")) for name in ("from", "to"))
    except ValueError as wrong:
        raise NotFound(_("This period cannot be read."), hint=_("Open the number in the journal again.")) from wrong
    unit = request.GET.get("of", "")
    book = compiled(actor, since, until, timezone.now())
    agency_id = typed_number(unit)
    known = agency_id is not None and any(row.agency_id == agency_id for row in book.units)
    return {
        "ids": drafts_behind(book, figure, agency_id), "label": FIGURES[figure], "since": since, "until": until,
        "unit": people.agency_name(agency_id) if known else "",
    }  # fmt: skip


@requires("programme.draft.write")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a draft."""
    actor, now = acting(request), timezone.now()
    today = timezone.localdate(now)
    initial = {"requested_on": today, "for_code": request.GET.get("for", "")[:40]}
    form = DraftForm(actor, today, posted(request), initial=initial)

    def act() -> str:
        given = form.cleaned_data
        try:
            case = open_draft(
                actor=actor, title=given["title"], document_kind=given["document_kind"],
                agency_id=int(given["agency"]), to_agency_id=int(given["to_agency"]),
                requested_on=given["requested_on"], request=given["request"], due_on=given["due_on"],
                drafter_id=int(given["drafter"]) if given["drafter"] else None, for_code=given["for_code"], now=now,
            )
        except NotFound as refusal:
            raise Invalid(refusal.message, field="for_code") from refusal
        messages.success(request, _("The draft %(code)s is open.") % {"code": case.code})
        return case_href(case.code) or reverse("programme:drafts")

    return fill(request, form, act, template="programme/draft_new.html")


@requires("programme.programme.read")
@require_GET
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """Two versions side by side; the last two unless others are chosen."""
    draft = queries.draft_for(acting(request), code)
    versions = queries.versions_of(draft)
    whole = "whole" in request.GET
    context: dict[str, Any] = {"draft": draft, "case": draft.case, "versions": versions, "whole": whole}
    if len(versions) >= 2:
        older = _number(request, "a", versions[-2].number)
        newer = _number(request, "b", versions[-1].number)
        found = queries.compared(draft, older, newer)
        context |= {"found": found, "rows": _folded(found.result.rows, whole=whole)}
    return render(request, "programme/compare.html", context)


def _number(request: HttpRequest, name: str, otherwise: int) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdigit() and len(text) < 6 else otherwise


def _folded(rows: Any, *, whole: bool) -> list[dict[str, Any]]:
    """The rows, with long stretches of unchanged paragraphs folded to one line that says how many they are."""
    changed = [place for place, row in enumerate(rows) if row.kind != "same"]
    near = {place + step for place in changed for step in range(-AROUND, AROUND + 1)}
    found: list[dict[str, Any]] = []
    for place, row in enumerate(rows):
        if whole or place in near:
            found.append({"row": row})
        elif found and "hidden" in found[-1]:
            found[-1]["hidden"] += 1
        else:
            found.append({"hidden": 1})
    return found


@requires("programme.draft.judge")
@require_http_methods(["GET", "POST"])
def give_back(request: HttpRequest, code: str) -> HttpResponse:
    """Return a draft with the errors found in it."""
    actor, now = acting(request), timezone.now()
    draft = queries.draft_for(actor, code)
    act_open_to(actor, draft.case, "return", now)
    form = ReturnForm(timezone.localdate(now), posted(request), initial={"expected_seq": draft.case.seq})

    def act() -> str:
        return_draft(
            actor=actor, case_id=draft.case.pk, errors=form.errors_found(), words=form.cleaned_data["words"],
            expected_seq=form.cleaned_data["expected_seq"], now=now,
        )
        return case_href(code) or reverse("programme:drafts")

    done = _("The draft %(code)s went back to its drafter.") % {"code": code}
    more = {"draft": draft, "case": draft.case, "round": queries.rounds_of(draft)[-1]}
    return fill(request, form, act, done=done, template="programme/draft_return.html", more=more)


@requires("programme.draft.judge")
@require_http_methods(["GET", "POST"])
def finish(request: HttpRequest, code: str) -> HttpResponse:
    """Accept a draft: number and date of the document it became."""
    actor, now = acting(request), timezone.now()
    draft = queries.draft_for(actor, code)
    act_open_to(actor, draft.case, "finish", now)
    initial = {"expected_seq": draft.case.seq, "issued_on": timezone.localdate(now)}
    form = FinishForm(posted(request), initial=initial)

    def act() -> str:
        given = form.cleaned_data
        finish_with(
            actor=actor, case_id=draft.case.pk, code=given["code"], issued_on=given["issued_on"],
            register=given["register"], words=given["words"], expected_seq=given["expected_seq"], now=now,
        )
        return case_href(code) or reverse("programme:drafts")

    done = _("The draft %(code)s has become a document.") % {"code": code}
    more = {
        "draft": draft, "case": draft.case,
        "may_register": actor.may("documents.document.register", draft.case.issuing_agency_id),
    }
    return fill(request, form, act, done=done, template="programme/draft_finish.html", more=more)
