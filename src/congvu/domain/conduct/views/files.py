"""Hồ sơ kỷ luật, kiểm điểm trách nhiệm: lists, new ones, prints."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.refusals import Invalid
from congvu.domain.conduct.actions import after, opening, reviewing
from congvu.domain.conduct.actions.opening import Found
from congvu.domain.conduct.forms.registers import AgencyForm, DisciplineForm, EarlierForm, ReviewForm
from congvu.domain.conduct.models import Discipline
from congvu.domain.conduct.queries import files, reviews
from congvu.domain.conduct.queries.printing import paper_of
from congvu.domain.conduct.tables import EARLIER, FILES, REVIEWS
from congvu.kernel.accounts.actions import record_view
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.casework import queries
from congvu.kernel.casework.kinds import Fact, case_href
from congvu.kernel.casework.queries.following import code_seen, told_by
from congvu.kernel.documents.papers.http import paper_response
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires, signed_in
from congvu.kernel.ui.form_pages import fill, posted

READ, HANDLE = files.READ, files.HANDLE


@requires(READ)
@require_GET
def file_list(request: HttpRequest) -> HttpResponseBase:
    """The disciplinary files open to the actor."""
    actor = acting(request)
    return tables.respond(
        request, FILES, files.visible_to(actor), template="conduct/files.html", now=timezone.now(),
        context={"may_open": actor.may(HANDLE)},
    )  # fmt: skip


@requires(READ)
@require_GET
def review_list(request: HttpRequest) -> HttpResponseBase:
    """The reviews of responsibility open to the actor."""
    actor = acting(request)
    return tables.respond(
        request, REVIEWS, reviews.visible_to(actor), template="conduct/reviews.html", now=timezone.now(),
        context={"may_open": actor.may(HANDLE)},
    )  # fmt: skip


@requires(READ)
@require_GET
def earlier_list(request: HttpRequest) -> HttpResponseBase:
    """Older decisions that were typed in."""
    actor = acting(request)
    return tables.respond(
        request, EARLIER, files.earlier_for(actor), template="conduct/earlier.html", now=timezone.now(),
        context={"may_enter": actor.may(HANDLE)},
    )  # fmt: skip


def chosen_agency(request: HttpRequest, actor: Actor, permission: str) -> int | None:
    """The agency named in the address, if the actor holds the permission there; his only one without choosing."""
    options = files.agencies_under(actor, permission, timezone.localdate())
    if len(options) == 1:
        return options[0][0]
    wanted = request.GET.get("agency", "")
    return next((pk for pk, _name in options if str(pk) == wanted), None)


def choose(request: HttpRequest, actor: Actor, permission: str, title: str, back: str) -> HttpResponse:
    """The step before a form about somebody: which agency."""
    form = AgencyForm(
        request.GET if "agency" in request.GET else None,
        options=files.agencies_under(actor, permission, timezone.localdate()),
    )
    return render(request, "conduct/choose.html", {"form": form, "title": title, "back": back})


def fact_asked(request: HttpRequest, actor: Actor) -> Fact | None:
    """The fact of another case the address names, so that a form begins with it; None where it names none."""
    return told_by(actor, request.GET.get("cause", ""), request.GET.get("part", "")[:20])


def begun_on(actor: Actor, fact: Fact | None) -> dict[str, Any]:
    """What a file or a review that comes of this fact begins with."""
    if fact is None:
        return {}
    return {
        "official": str(fact.official_id or ""), "discovery": Discipline.Discovery.MINUTES, "discovered_on": fact.on,
        "committed_on": fact.on, "text": fact.words, "matter": fact.words, "rule": fact.rule[:300],
        "source": fact.source, "cause_code": code_seen(actor, fact),
    }  # fmt: skip


@requires(HANDLE)
@require_http_methods(["GET", "POST"])
def new_file(request: HttpRequest) -> HttpResponse:
    """Open a disciplinary file."""
    actor, now, title, back = acting(request), timezone.now(), _("Open a disciplinary file"), reverse("conduct:files")
    agency_id = chosen_agency(request, actor, HANDLE)
    if agency_id is None:
        return choose(request, actor, HANDLE, title, back)
    form = DisciplineForm(posted(request), agency_id=agency_id, on=timezone.localdate(now),
                          initial=begun_on(actor, fact_asked(request, actor)))  # fmt: skip

    def act() -> str:
        said = form.cleaned_data
        case = opening.open_discipline(
            actor=actor, agency_id=agency_id, official_id=_named(form), category=said["category"],
            discovered_on=said["discovered_on"], discovery=said["discovery"], source=said["source"],
            cause_code=said["cause_code"], authority_id=int(said["authority"]), is_leader=said["is_leader"],
            standing=said["standing"],
            former_agency_id=int(said["former_agency"]) if said["former_agency"] else None,
            breaches=[Found(said["committed_on"], said["text"], said["rule"], said["level"], said["exempt"])],
            now=now,
        )
        return case_href(case.code)

    return fill(request, form, act, title=title, button=_("Open the file"), back=back, done=_("The file is open."),
                note=_("Few people see it: who handles it, both heads, the person. Every look is noted."))  # fmt: skip


def _named(form: Any) -> int:
    """The person of the form; Invalid for none."""
    if form.official_id is None:
        raise Invalid(_("Choose the person."), field="official")
    return int(form.official_id)


@requires(HANDLE)
@require_http_methods(["GET", "POST"])
def new_review(request: HttpRequest) -> HttpResponse:
    """Open a review of responsibility."""
    actor, now, back = acting(request), timezone.now(), reverse("conduct:reviews")
    title = _("Open a review of responsibility")
    agency_id = chosen_agency(request, actor, HANDLE)
    if agency_id is None:
        return choose(request, actor, HANDLE, title, back)
    form = ReviewForm(posted(request), agency_id=agency_id, on=timezone.localdate(now),
                      initial=begun_on(actor, fact_asked(request, actor)))  # fmt: skip

    def act() -> str:
        said = form.cleaned_data
        case = reviewing.open_review(
            actor=actor, keeper_id=_keeper(actor, agency_id), subject=said["subject"], agency_id=agency_id,
            official_id=form.official_id, matter=said["matter"], source=said["source"],
            cause_code=said["cause_code"], now=now,
        )  # fmt: skip
        return case_href(case.code)

    return fill(request, form, act, title=title, button=_("Open the review"), back=back, done=_("The review is open."))


def _keeper(actor: Actor, agency_id: int) -> int:
    """The agency that reviews: the actor's own where he may handle there, else the one chosen."""
    return next((pk for pk in sorted(actor.agency_ids) if actor.may(HANDLE, pk)), agency_id)


@requires(HANDLE)
@require_http_methods(["GET", "POST"])
def new_earlier(request: HttpRequest) -> HttpResponse:
    """Type in a decision of the past."""
    actor, now, back = acting(request), timezone.now(), reverse("conduct:earlier")
    title = _("Enter an earlier decision")
    agency_id = chosen_agency(request, actor, HANDLE)
    if agency_id is None:
        return choose(request, actor, HANDLE, title, back)
    form = EarlierForm(posted(request), agency_id=agency_id, on=timezone.localdate(now))

    def act() -> str:
        names = ("category", "form", "number", "law", "decided_on", "effective_on", "effect_until")
        after.enter_earlier(
            actor=actor, agency_id=agency_id, official_id=_named(form), now=now,
            **{name: form.cleaned_data[name] for name in names},
        )
        return back

    return fill(request, form, act, title=title, button=_("Enter"), back=back, done=_("Entered."))


@signed_in
@require_GET
def paper(request: HttpRequest, code: str, which: str, fmt: str) -> HttpResponse:
    """The decision, the minutes of the meeting, those of the council: .docx or .pdf, for whoever sees the file."""
    actor, now = acting(request), timezone.now()
    case = queries.get_for(actor, code)
    made, stem = paper_of(files.file_of(case), which)
    record_view(actor=actor, what=f"conduct.{which}", subject=f"case/{case.code}", now=now)
    return paper_response(made, fmt, f"{stem} {case.code}", inline=request.GET.get("inline") == "1")
