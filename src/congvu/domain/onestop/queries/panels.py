"""What the case page shows of a dossier: applicant, papers, fees, stations with their times, slips, requests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from congvu.core.working_time import measure
from congvu.domain.onestop.models import Dossier, Slip, Visit
from congvu.domain.onestop.papers.forms import FORMS
from congvu.domain.onestop.policy.codes import PART
from congvu.domain.onestop.policy.people import masked
from congvu.domain.onestop.policy.plans import Plan, Stop
from congvu.domain.onestop.policy.statuses import WORDS, status_of
from congvu.domain.onestop.queries import desks
from congvu.domain.onestop.queries.plans import plan_of
from congvu.domain.onestop.queries.whose_time import next_step, shares_of
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.kinds import Station
from congvu.kernel.casework.models import Case, Custody, Whose
from congvu.kernel.casework.policy import holds, may_see, people
from congvu.kernel.casework.queries import custody_of
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules

_SEEN_WITH = ("desk__agency", "returns__agency", "settling", "applicant", "bundle", "procedure", "field", "received_by")


def _dossier(case: Case) -> Dossier | None:
    return Dossier.objects.select_related(*_SEEN_WITH).filter(case=case).first()


def _plan_of(dossier_id: int | None) -> Plan | None:
    dossier = Dossier.objects.filter(case_id=dossier_id or 0).only("variant_id").first()
    return plan_of(dossier.variant_id) if dossier is not None else None


def route_of(case: Case) -> tuple[Station, ...]:
    """The stations of this very dossier for the step rail."""
    plan = _plan_of(case.pk)
    return tuple(_station(one) for one in (plan.line if plan else ()))


def part_route(case: Case) -> tuple[Station, ...]:
    """The stations of a part worked on beside a dossier."""
    plan, branch = _plan_of(case.parent_id), case.due_basis.get("branch")
    return tuple(_station(one) for one in (plan.stops if plan else ()) if one.branch == branch)


def _station(stop: Stop) -> Station:
    return Station(code=stop.code, label_vi=stop.name, label_en=stop.name, detail=stop.post)


def allotted_minutes(plan: Plan, stop: Stop) -> int | None:
    """Working minutes of a stop, its group's where it shares one; None where no time is laid down."""
    if not stop.counted:
        return None
    return plan.groups.get(stop.group) if stop.group else stop.minutes


def allotted_by_unit(case: Case) -> Mapping[int, int]:
    """Working minutes the stations a dossier (or a part) has passed gave each unit; a group's time counts once."""
    plan = _plan_of(case.parent_id if case.kind == PART else case.pk)
    found: dict[int, int] = {}
    counted: set[tuple[int, str]] = set()
    for unit_id, code in Visit.objects.filter(case=case).values_list("unit_id", "station"):
        stop = plan.stop(code) if plan is not None else None
        minutes = allotted_minutes(plan, stop) if plan is not None and stop is not None else None
        if stop is None or not minutes or (unit_id, stop.group or stop.code) in counted:
            continue
        counted.add((unit_id, stop.group or stop.code))
        found[unit_id] = found.get(unit_id, 0) + minutes
    return found


def _pauses(rows: Sequence[Custody], now: datetime) -> list[tuple[datetime, datetime]]:
    """Stretches in which the clock stood for the applicant: nobody's time at a station."""
    return [(row.from_at, row.to_at or now) for row in rows if row.whose_clock == Whose.APPLICANT]


def visit_row(
    visit: Visit, plan: Plan | None, now: datetime, pauses: Sequence[tuple[datetime, datetime]] = ()
) -> dict[str, Any]:
    """A passage of a station: who, when, what was allotted and used, and by how much too long, in working minutes."""
    calendar, until = org.calendar_of(visit.unit_id), visit.left_at or now
    inside = [(max(since, visit.entered_at), min(to, until)) for since, to in pauses]
    stood = sum(measure(calendar, since, to) for since, to in inside if to > since) // 60
    if inside and visit.left_at is None and pauses[-1][1] == now:
        until = max(pauses[-1][0], visit.entered_at)  # the clock stands: no minute is added, none is late
        stood -= measure(calendar, until, now) // 60 if now > until else 0
    stop = plan.stop(visit.station) if plan is not None else None
    ground = rules.known_grounds().get(visit.ground) if visit.ground else None
    late = visit.due_at is not None and until > visit.due_at
    return {
        "visit": visit, "unit": people.agency_name(visit.unit_id), "holder": people.official_name(visit.official_id),
        "allotted": allotted_minutes(plan, stop) if plan is not None and stop is not None else None,
        "used": measure(calendar, visit.entered_at, until) // 60 - stood if until > visit.entered_at else 0,
        "late": measure(calendar, visit.due_at, until) // 60 if late and visit.due_at is not None else 0,
        "ground": ground.vi if ground else visit.ground,
    }  # fmt: skip


def _stations(
    case: Case, plan: Plan, parts: list[Case], pauses: Sequence[tuple[datetime, datetime]], now: datetime
) -> list[dict[str, Any]]:
    visits: dict[str, list[dict[str, Any]]] = {}
    here = ""
    for visit in Visit.objects.filter(case=case):
        here = visit.station if visit.left_at is None else here
        visits.setdefault(visit.station, []).append(visit_row(visit, plan, now, pauses))
    beside = _parts_by_branch(parts, plan, now)
    rows = []
    for number, stop in enumerate(plan.line, 1):
        branches = plan.branches_before(stop.code)
        rows.append({
            "stop": stop, "number": number, "visits": visits.get(stop.code, []),
            "allotted": allotted_minutes(plan, stop),
            "is_here": case.closed_at is None and here == stop.code,
            "beside": [{"stops": stops, "part": beside.get(name)} for name, stops in branches.items()],
        })  # fmt: skip
    return rows


def _parts_by_branch(parts: list[Case], plan: Plan, now: datetime) -> dict[str, dict[str, Any]]:
    own = [part for part in parts if part.kind == PART]
    visits: dict[int, list[dict[str, Any]]] = {}
    for visit in Visit.objects.filter(case_id__in=[part.pk for part in own]) if own else ():
        visits.setdefault(visit.case_id, []).append(visit_row(visit, plan, now))
    return {
        str(part.due_basis.get("branch")): {"case": part, "visits": visits.get(part.pk, []),
                                            "unit": people.agency_name(part.holder_agency_id)}
        for part in own
    }  # fmt: skip


def _contact_open(actor: Actor, case: Case, dossier: Dossier) -> bool:
    """Whether one works on the dossier and so may need to reach the applicant; others see no more than the name."""
    return holds(actor, case) or any(actor.may(desks.RECEIVE, pk) for pk in (dossier.desk_id, dossier.returns_id))


def dossier_panel(actor: Actor, case: Case) -> dict[str, Any]:
    """Template context of a dossier."""
    dossier, now = _dossier(case), timezone.now()
    if dossier is None:
        return {"dossier": None}
    dossier.case = case
    plan, status = plan_of(dossier.variant_id), status_of(case.phase)
    parts = [part for part in Case.objects.filter(parent=case).order_by("opened_at") if may_see(actor, part)]
    rows = custody_of(case)
    moves = list(dossier.paper_moves.select_related("from_agency", "to_agency").order_by("sent_at"))
    charges = list(dossier.charges.all())
    arrived = [move.to_agency_id for move in moves if move.received_at is not None]
    lies = people.agency_name(arrived[-1] if arrived else dossier.desk_id)
    return {
        "dossier": dossier, "plan": plan, "status": status, "status_words": WORDS[status],
        "id_masked": masked(dossier.applicant.id_number or ""), "contact_open": _contact_open(actor, case, dossier),
        "stops": _stations(case, plan, parts, _pauses(rows, now), now), "time_shares": shares_of(case, rows, now),
        "next_step": next_step(case),
        "papers": list(dossier.papers.select_related("file")), "charges": charges,
        "owed": sum(one.amount for one in charges if one.paid_at is None and not one.exempt),
        "supplement_requests": list(dossier.supplement_requests.all()),
        "slips": [{"slip": one, "title": _title_of(one)} for one in dossier.slips.all()],
        "reappointment": getattr(dossier, "reappointment", None), "paper_moves": moves,
        "paper_here": "" if any(move.received_at is None for move in moves) else lies,
        "evaluation": getattr(dossier, "evaluation", None), "parts": parts,
    }  # fmt: skip


def _title_of(slip: Slip) -> str:
    """What the form of a slip is called in the law of its day."""
    return next((form.title for form in FORMS if form.code == slip.form and slip.basis[3:] in form.basis), slip.form)


def part_panel(actor: Actor, case: Case) -> dict[str, Any]:
    """Template context of a part: the dossier it belongs to, its stations and its visits."""
    now = timezone.now()
    dossier = Dossier.objects.select_related("case", "desk__agency").filter(case_id=case.parent_id or 0).first()
    plan: Plan | None = plan_of(dossier.variant_id) if dossier is not None else None
    branch = case.due_basis.get("branch")
    visits: dict[str, list[dict[str, Any]]] = {}
    for visit in Visit.objects.filter(case=case):
        visits.setdefault(visit.station, []).append(visit_row(visit, plan, now))
    stops = [one for one in plan.stops if one.branch == branch] if plan is not None else []
    return {
        "dossier": dossier, "whole": dossier.case if dossier is not None else None, "plan": plan,
        "whole_open": dossier is not None and may_see(actor, dossier.case),
        "papers": list(dossier.papers.select_related("file")) if dossier is not None else [],
        "stops": [
            {"stop": one, "number": number, "visits": visits.get(one.code, []), "beside": [],
             "allotted": allotted_minutes(plan, one) if plan is not None else None,
             "is_here": case.closed_at is None and case.station == one.code}
            for number, one in enumerate(stops, 1)
        ],
    }  # fmt: skip
