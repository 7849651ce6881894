"""Khen thưởng: the list, proposals from the figures of a month, thanks, the public list; innovative proposals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.refusals import Refusal
from congvu.core.text import typed_number
from congvu.domain.conduct.actions import praising as actions
from congvu.domain.conduct.actions import proposing
from congvu.domain.conduct.actions.praising import Praise
from congvu.domain.conduct.forms.praise import PraiseForm, ProposalForm, ThanksForm
from congvu.domain.conduct.models import Commendation
from congvu.domain.conduct.policy.praise import PROPOSE_PRAISE, READ_PRAISE, SUBMIT, UNSCHEDULED
from congvu.domain.conduct.queries import files, praising, proposals, rulebook
from congvu.domain.conduct.queries.collectives import Collective, collectives, merits_of
from congvu.domain.conduct.queries.praise_panels import figures_in_words
from congvu.domain.conduct.queries.praise_papers import commendation_paper, sealed_paper
from congvu.domain.conduct.queries.praising import Candidate
from congvu.domain.conduct.tables import COMMENDATIONS, PROPOSALS, THANKS
from congvu.domain.conduct.views.files import choose, chosen_agency, fact_asked
from congvu.domain.conduct.views.places import tabs
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.casework import queries as casework
from congvu.kernel.casework.kinds import Fact, case_href
from congvu.kernel.casework.queries.following import code_seen
from congvu.kernel.documents.papers.http import paper_response
from congvu.kernel.org import queries as org
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import public, requires, signed_in
from congvu.kernel.ui.form_pages import fill, posted
from congvu.kernel.ui.labels import refusal_words

LIST = "conduct/praise_list.html"


@requires(READ_PRAISE)
@require_GET
def commendations(request: HttpRequest) -> HttpResponseBase:
    """The commendations open to the actor."""
    actor = acting(request)
    context = {
        "tabs": tabs(actor, "commendations"), "title": _("Commendations"), "honours": True,
        "may_add": actor.may(PROPOSE_PRAISE), "add_url": reverse("conduct:new_praise"),
        "add_label": _("Propose a commendation"),
    }  # fmt: skip
    return tables.respond(request, COMMENDATIONS, praising.visible_to(actor), template=LIST, now=timezone.now(),
                          context=context)  # fmt: skip


@requires(PROPOSE_PRAISE)
@require_GET
def candidates(request: HttpRequest) -> HttpResponse:
    """Who may be proposed for a month (`month=2026-10`), with the figures and what speaks for him."""
    actor, now = acting(request), timezone.now()
    today = timezone.localdate(now)
    refused, wanted = "", request.GET.get("month", "")
    try:
        first = praising.month_of(wanted, today)
    except Refusal as refusal:
        first, refused = praising.month_of("", today), refusal_words(refusal)
    rows = [{"one": one, "figures": figures_in_words(one.figures()), "free": len(one.codes) - len(
        [code for code in one.codes if code in one.used])} for one in praising.candidates(actor, first, now)]
    month = f"{first:%Y-%m}"
    context = {
        "tabs": tabs(actor, "candidates"), "rows": rows, "first": first, "month": month, "refused": refused,
        "before": _shifted(first, -1), "after": _shifted(first, 1) if first < today.replace(day=1) else "",
        "units": collectives(actor, first), "least": rulebook.count("praise_least", today),
        "stuck": rulebook.count("praise_stuck_days", today),
    }  # fmt: skip
    return render(request, "conduct/candidates.html", context, status=422 if refused else 200)


def _shifted(first: date, months: int) -> str:
    whole = first.year * 12 + first.month - 1 + months
    return f"{whole // 12}-{whole % 12 + 1:02d}"


@requires(PROPOSE_PRAISE)
@require_http_methods(["GET", "POST"])
def new_praise(request: HttpRequest) -> HttpResponse:
    """Propose a commendation; from the figures of a month (`official`, `month`) with its cases filled in."""
    actor, now, back = acting(request), timezone.now(), reverse("conduct:commendations")
    title = _("Propose a commendation")
    agency_id = chosen_agency(request, actor, PROPOSE_PRAISE)
    if agency_id is None:
        return choose(request, actor, PROPOSE_PRAISE, title, back)
    today = timezone.localdate(now)
    found, fact = _candidate(request, actor, now), fact_asked(request, actor)
    unit = _collective(request, actor, agency_id, today)
    given = list(praising.thanks_for(actor).filter(agency_id=agency_id).order_by("-received_on")[:30])
    form = PraiseForm(posted(request), agency_id=agency_id, on=today, given_thanks=given,
                      initial=_praised(actor, fact, agency_id, today) if fact is not None
                      else _clean(request, actor, unit, today) if unit is not None
                      else _begun(request, found, agency_id, today))  # fmt: skip

    def act() -> str:
        said = form.cleaned_data
        use: Candidate | Collective | None = unit if unit is not None and form.official_id is None else None
        if found is not None and found.official_id == form.official_id:
            use = found
        case = actions.propose_commendation(
            actor=actor, authority_id=int(said["authority"]), now=now,
            praise_of=Praise(
                agency_id=agency_id, official_id=form.official_id, form=said["form"], sort=said["sort"],
                merit=said["merit"], period_from=said["period_from"], period_to=said["period_to"],
                codes=form.case_codes(), thanks=[int(pk) for pk in said.get("thanks", ())],
                papers=said["papers"].splitlines(), facts=use.figures() if use is not None else {},
                origin=_origin(fact, use, said.get("thanks", ())),
            ),
        )
        return case_href(case.code)

    return fill(request, form, act, title=title, button=title, back=back, done=_("The proposal is with who decides."),
                note=_("One merit, one reward: what somebody was praised for cannot be used again."))  # fmt: skip


def _candidate(request: HttpRequest, actor: Actor, now: datetime) -> Candidate | None:
    """The person of the month's figures the address names."""
    pk = typed_number(request.GET.get("official", ""))
    if pk is None:
        return None
    first = praising.month_of(request.GET.get("month", ""), timezone.localdate(now))
    return next((one for one in praising.candidates(actor, first, now) if one.official_id == pk), None)


def _begun(request: HttpRequest, found: Candidate | None, agency_id: int, today: date) -> dict[str, Any]:
    if found is None:
        return {"authority": str(agency_id), "sort": UNSCHEDULED, "period_from": today, "period_to": today}
    first = praising.month_of(request.GET.get("month", ""), today)
    return {
        "official": str(found.official_id), "authority": str(agency_id), "sort": "merit", "period_from": first,
        "period_to": praising.end_of_month(first), "merit": merit_words(found, first),
        "codes": " ".join(code for code in found.codes if code not in found.used),
        "thanks": [str(row.pk) for row in found.thanks],
    }  # fmt: skip


def _collective(request: HttpRequest, actor: Actor, agency_id: int, today: date) -> Collective | None:
    """The unit as a whole, where the address asks to praise it for what the month says of it."""
    if request.GET.get("collective", "") != "1":
        return None
    first = praising.month_of(request.GET.get("month", ""), today)
    return next((one for one in collectives(actor, first) if one.agency_id == agency_id), None)


def _clean(request: HttpRequest, actor: Actor, one: Collective, today: date) -> dict[str, Any]:
    """What the samples of the month say of the unit."""
    first = praising.month_of(request.GET.get("month", ""), today)
    codes, papers = merits_of(actor, one)
    above = _above(one.agency_id)
    return {
        "authority": str(above), "sort": "merit", "period_from": first, "period_to": praising.end_of_month(first),
        "form": next(iter(praising.forms_given_by(above, today, to_person=False)), ""),
        "merit": "\n".join(fact.words for fact in one.free), "codes": " ".join(codes), "papers": "\n".join(papers),
    }  # fmt: skip


def _above(agency_id: int) -> int:
    """Who praises a collective: the level above, itself where there is none."""
    chain = list(org.organisation().chain(org.agency_by_id(agency_id)))
    return chain[min(1, len(chain) - 1)].pk


def _origin(fact: Fact | None, use: Candidate | Collective | None, given: Sequence[str]) -> str:
    if fact is not None or isinstance(use, Collective):
        return Commendation.Origin.INSPECTION
    if use is not None:
        return Commendation.Origin.FACTS
    return Commendation.Origin.THANKS if given else Commendation.Origin.DEED


def _praised(actor: Actor, fact: Fact, agency_id: int, today: date) -> dict[str, Any]:
    """What another case found worth praising: by the level above where it is the collective's."""
    above = _above(agency_id) if fact.official_id is None else agency_id
    given = praising.forms_given_by(above, today, to_person=fact.official_id is not None)
    return {
        "official": str(fact.official_id or ""), "authority": str(above), "sort": UNSCHEDULED, "merit": fact.words,
        "form": next(iter(given), ""),
        "period_from": fact.on, "period_to": fact.on, "codes": code_seen(actor, fact), "papers": fact.source,
    }  # fmt: skip


def merit_words(found: Candidate, first: date) -> str:
    """What the figures of the month say, as a first draft of the merit."""
    parts = []
    if found.standing is not None and found.is_clear:
        words = _("In %(month)s %(hits)d of %(n)d cases on time; of this mix of work %(expected)s were to be expected.")
        expected = figures_in_words(found.figures())["expected"]
        parts.append(words % {"month": f"{first:%m/%Y}", "hits": found.standing.hits, "n": found.standing.n,
                              "expected": expected})  # fmt: skip
    if found.taken:
        parts.append(_("Took over and finished stuck work: %(n)d.") % {"n": len(found.taken)})
    if found.heard is not None:
        parts.append(_("Best evaluations of applicants: %(best)d of %(n)d.")
                     % {"best": len(found.heard.best), "n": found.heard.n})  # fmt: skip
    if found.thanks:
        parts.append(_("Thanks from citizens: %(n)d.") % {"n": len(found.thanks)})
    return "\n".join(parts)


@requires(READ_PRAISE)
@require_GET
def thanks(request: HttpRequest) -> HttpResponseBase:
    """Thanks from citizens."""
    actor = acting(request)
    context = {
        "tabs": tabs(actor, "thanks"), "title": _("Thanks from citizens"), "may_add": actor.may(PROPOSE_PRAISE),
        "add_url": reverse("conduct:new_thanks"), "add_label": _("Enter thanks"),
    }
    return tables.respond(request, THANKS, praising.thanks_for(actor), template=LIST, now=timezone.now(),
                          context=context)  # fmt: skip


@requires(PROPOSE_PRAISE)
@require_http_methods(["GET", "POST"])
def new_thanks(request: HttpRequest) -> HttpResponse:
    """Enter thanks."""
    actor, now, back, title = acting(request), timezone.now(), reverse("conduct:thanks"), _("Enter thanks")
    agency_id = chosen_agency(request, actor, PROPOSE_PRAISE)
    if agency_id is None:
        return choose(request, actor, PROPOSE_PRAISE, title, back)
    form = ThanksForm(posted(request), agency_id=agency_id, on=timezone.localdate(now))

    def act() -> str:
        names = ("received_on", "channel", "source", "words", "case_code")
        actions.enter_thanks(actor=actor, agency_id=agency_id, official_id=form.official_id, now=now,
                             **{name: form.cleaned_data[name] for name in names})  # fmt: skip
        return back

    return fill(request, form, act, title=title, button=_("Enter"), back=back, done=_("Entered."))


@public
@require_GET
def honours(request: HttpRequest) -> HttpResponse:
    """Khen thưởng đã công khai: anybody may read who was praised, for what, by which decision."""
    rows = [(row, praising.form_words(row.form)) for row in praising.public_on(timezone.localdate())[:200]]
    return render(request, "conduct/honours.html", {"rows": rows})


@signed_in
@require_GET
def praise_paper(request: HttpRequest, code: str, fmt: str) -> HttpResponse:
    """The decision, or the proposal while there is none."""
    case = casework.get_for(acting(request), code)
    made, stem = commendation_paper(praising.commendation_of(case))
    return paper_response(made, fmt, f"{stem} {case.code}", inline=request.GET.get("inline") == "1")


@signed_in
@require_GET
def proposal_list(request: HttpRequest) -> HttpResponseBase:
    """The innovative proposals open to the actor."""
    actor = acting(request)
    context = {
        "tabs": tabs(actor, "proposals"), "title": _("Innovative proposals"), "may_add": actor.may(SUBMIT),
        "add_url": reverse("conduct:new_proposal"), "add_label": _("Hand in a proposal"),
        "lead": _("What is proposed is sealed when it is handed in; approved, it protects who dared (Decree 73/2023)."),
    }
    return tables.respond(request, PROPOSALS, proposals.visible_to(actor), template=LIST, now=timezone.now(),
                          context=context)  # fmt: skip


@requires(SUBMIT)
@require_http_methods(["GET", "POST"])
def new_proposal(request: HttpRequest) -> HttpResponse:
    """Hand in a proposal in one's own name."""
    actor, now, back = acting(request), timezone.now(), reverse("conduct:proposals")
    agencies = files.agencies_under(actor, SUBMIT, timezone.localdate(now))
    form = ProposalForm(posted(request), agencies=[one for one in agencies if one[0] in actor.agency_ids] or agencies)

    def act() -> str:
        case = proposing.submit_proposal(
            actor=actor, agency_id=form.cleaned_data["agency"], title=form.cleaned_data["title"],
            dossier=form.dossier(), now=now,
        )
        return case_href(case.code)

    return fill(request, form, act, title=_("Hand in a proposal"), button=_("Seal and hand in"), back=back,
                done=_("The proposal is sealed and handed in."),
                note=_("The content is sealed with the moment; afterwards every change is a new version."))  # fmt: skip


@signed_in
@require_GET
def proposal_paper(request: HttpRequest, code: str, fmt: str) -> HttpResponse:
    """The dossier with its seal."""
    case = casework.get_for(acting(request), code)
    made, stem = sealed_paper(proposals.proposal_of(case))
    return paper_response(made, fmt, f"{stem} {case.code}", inline=request.GET.get("inline") == "1")
