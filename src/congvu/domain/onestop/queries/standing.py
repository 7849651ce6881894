"""Hồ sơ đang ở đâu. Where a dossier stands, what comes next and who could take it: for the pages of its acts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from congvu.core.working_time import subtract
from congvu.domain.onestop.models import Dossier, Supplement, Visit
from congvu.domain.onestop.policy.plans import DESK, Plan, Stop
from congvu.domain.onestop.queries.dossiers import dossier_of
from congvu.domain.onestop.queries.holders import agency_at, taker_at, takers_at
from congvu.domain.onestop.queries.plans import plan_of
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks
from congvu.kernel.casework.queries.states import CONSENT
from congvu.kernel.journal.queries import of_stream


@dataclass(frozen=True, slots=True)
class Here:
    """A dossier, its plan, the stop it stands at and the next one (None at the last)."""

    case: Case
    dossier: Dossier
    plan: Plan
    stop: Stop
    next: Stop | None


def standing_of(case: Case) -> Here:
    """Where a dossier stands; NotFound for a case of another kind."""
    dossier = dossier_of(case)
    plan = plan_of(dossier.variant_id)
    visit = Visit.objects.filter(case=case, left_at=None).first()
    stop = (plan.stop(visit.station) if visit is not None else None) or plan.stops[0]
    return Here(case, dossier, plan, stop, plan.after(stop.code))


def takers_for(here: Here, on: date) -> tuple[str, list[tuple[int, str]]]:
    """Who is proposed for the next stop, in words, and everybody who could take it; a desk's stop names nobody."""
    if here.next is None or here.next.who == DESK:
        return "", []
    taker = taker_at(here.plan, here.next, here.dossier, on, here.case.holder_agency_id)
    person, unit = people.official_name(taker.official_id), people.agency_name(taker.agency_id)
    owner = agency_at(here.plan, here.next, here.dossier)
    return (f"{person}, {unit}" if person else unit), takers_at(owner, on)


def next_owner(here: Here) -> str:
    """The agency whose stop comes next; empty behind the last."""
    return people.agency_name(agency_at(here.plan, here.next, here.dossier)) if here.next is not None else ""


def apology_by(case: Case) -> datetime | None:
    """By when an apology has to be out so that it is in time: a day, by the rule, before the appointment."""
    if case.due_at is None:
        return None
    return subtract(clocks.calendar_for(case), case.due_at, clocks.limit_of("onestop.apology_before", case.law_on))


def proposal_of(case: Case) -> dict[str, str]:
    """What is proposed to be asked again: its `items`, one a line, and its `ground`; empty without a proposal."""
    if case.asking != CONSENT:
        return {}
    line = of_stream(case.stream).filter(verb="dossier.second_proposed").order_by("-seq").first()
    if line is None or line.text is None:
        return {}
    said = json.loads(line.text)
    body = said.get("body", said)
    return {"items": str(body.get("items", "")), "ground": str(body.get("ground", ""))}


def first_request(here: Here) -> Supplement | None:
    """The request for papers that was made already."""
    return Supplement.objects.filter(dossier=here.dossier).order_by("number").first()
