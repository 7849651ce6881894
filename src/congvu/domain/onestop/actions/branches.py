"""Xử lý song song. Agencies that work side by side each get their part as a case of its own; the dossier waits."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import MoveRefused, NotAllowed
from congvu.core.text import skey
from congvu.core.working_time import WorkingHours, add
from congvu.domain.onestop.actions.stations import Standing, leave
from congvu.domain.onestop.models import Dossier, Visit, Way
from congvu.domain.onestop.policy.codes import PART
from congvu.domain.onestop.policy.plans import Plan, Stop
from congvu.domain.onestop.queries.holders import Taker, taker_at
from congvu.domain.onestop.queries.plans import plan_of
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import Change, ClockDraft, commit, locked, open_cases
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.actions.custody import behalf_name, require_open
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.actions.steps import begin, require_holder
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org

#: Parts that fall silent in one run; the rest waits for the next.
MOST = 5000


def open_branches(at: Standing, stop: Stop, actor: Actor, now: datetime) -> bool:
    """Give each branch before `stop` to its agency, unless that was done; whether parts were opened now."""
    wanted = at.plan.branches_before(stop.code)
    done = set(
        Case.objects.filter(parent_id=at.case.pk, kind=PART, opened_at__gte=at.visit.entered_at if at.visit else now)
        .values_list("due_basis__branch", flat=True)
    )
    fresh = {name: stops for name, stops in wanted.items() if name not in done}
    if not fresh:
        return False
    codes = allocate_codes(kinds.get(PART).series, people.local_date(now).year, len(fresh))
    pairs = list(zip(fresh.items(), codes, strict=True))
    changes = [_part(at, name, stops, code, now) for (name, stops), code in pairs]
    open_cases(changes, actor=actor, now=now)
    for change, ((_name, stops), _code) in zip(changes, pairs, strict=True):
        _enter(change.case, stops[0], now)
    body = {"parts": codes, "to": ", ".join(people.agency_name(change.case.holder_agency_id) for change in changes)}
    commit([Change(at.case, "dossier.split", body=body)], actor=actor, now=now)
    return True


def _part(at: Standing, name: str, stops: tuple[Stop, ...], code: str, now: datetime) -> Change:
    taker = taker_at(at.plan, stops[0], at.dossier, people.local_date(now))
    return opened_part(at.case, at.plan, name, stops, taker, code, now)


def opened_part(
    parent: Case, plan: Plan, name: str, stops: tuple[Stop, ...], taker: Taker, code: str, now: datetime
) -> Change:
    """The part a branch becomes, and its first line."""
    minutes = sum(one.minutes or 0 for one in stops) or 8 * 60
    limit = WorkingHours(minutes * 60)
    due = add(org.calendar_of(taker.agency_id), now, limit)
    title = f"{stops[0].name}: {parent.title}"[:1000]
    case = Case(
        code=code, kind=PART, title=title, law_on=parent.law_on, parent=parent, phase="running",
        station=stops[0].code, skey=skey(f"{code} {parent.code} {title}"), confidentiality=parent.confidentiality,
        accountable_agency_id=taker.agency_id, issuing_agency_id=parent.holder_agency_id,
        holder_agency_id=taker.agency_id, holder_official_id=taker.official_id, opened_at=now, first_due_at=due,
        due_at=due, due_basis={"limit": limit.code, "words": f"{plan.code} {plan.name}"[:200], "branch": name,
                   "silence": "consent" if any(one.silence_agrees for one in stops) else ""},
    )  # fmt: skip
    clock = (ClockDraft("start", now, limit=limit.code, rule="onestop.procedure"),)
    return Change(case, "dossier_part.opened", clock=clock, body={"for": parent.code, "station": stops[0].name})


def _enter(case: Case, stop: Stop, now: datetime) -> None:
    due = add(org.calendar_of(case.holder_agency_id), now, WorkingHours(stop.minutes * 60)) if stop.minutes else None
    Visit.objects.create(case=case, station=stop.code, name=stop.name, entered_at=now, due_at=due,
                         unit_id=case.holder_agency_id, official_id=case.holder_official_id)  # fmt: skip


def _stops(case: Case) -> tuple[Plan, Dossier, tuple[Stop, ...]]:
    assert case.parent_id is not None  # a part belongs to a dossier
    dossier = Dossier.objects.select_related("desk", "returns").get(case_id=case.parent_id)
    plan = plan_of(dossier.variant_id)
    return plan, dossier, tuple(one for one in plan.stops if one.branch == case.due_basis.get("branch"))


def _leave(case: Case, way: str, now: datetime, words: str) -> bool:
    return leave(Visit.objects.get(case=case, left_at=None), way, now, words=words)


@transaction.atomic
def hand_on_part(
    *, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Chuyển bước tiếp theo của phần việc; MoveRefused at its last station."""
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=PART, move="hand_on_part", act="hand_on_part")
    require_open(case)
    require_holder(who, case)
    plan, dossier, stops = _stops(case)
    place = next(i for i, one in enumerate(stops) if one.code == case.station)
    if place + 1 >= len(stops):
        raise MoveRefused(_("This is the last station of the route."), hint=_("Finish the work instead."))
    stop = stops[place + 1]
    taker: Taker = taker_at(plan, stop, dossier, people.local_date(now), case.holder_agency_id)
    late = _leave(case, Way.FORWARD, now, words)
    values = {"station": stop.code, "holder_agency_id": taker.agency_id, "holder_official_id": taker.official_id}
    body = {"station": stop.name, "holder": people.official_name(taker.official_id), "words": words.strip(),
            "late": late}  # fmt: skip
    commit([Change(case, "dossier_part.handed_on", values, body=body)], actor=actor, now=now,
           behalf=behalf_name(behalf))  # fmt: skip
    _enter(case, stop, now)
    return case


@transaction.atomic
def finish_part(
    *, actor: Actor, case_id: int, words: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Hoàn thành phần việc. What came of it goes to whoever holds the dossier; its clock stops."""
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=PART, move="finish_part", act="finish_part")
    require_open(case)
    require_holder(who, case)
    _plan, _dossier, stops = _stops(case)
    if case.station != stops[-1].code:
        raise MoveRefused(_("The work has not reached the last station yet."))
    late = _leave(case, Way.ENDED, now, words)
    _end(case, "done", "dossier_part.finished", {"words": words.strip(), "late": late}, actor, now, behalf)
    return case


@transaction.atomic
def take_part_back(
    *, actor: Actor, case_id: int, ground: str, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Thu lại phần việc: by the unit that gave it, with a coded ground."""
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=PART, move="take_part_back")
    require_open(case)
    if not who.may("casework.case.act", case.issuing_agency_id):
        raise NotAllowed(_("Only the unit that gave this part takes it back."))
    require_ground("withdrawal", ground, now)
    _leave(case, Way.BACK, now, words)
    _end(case, "withdrawn", "dossier_part.taken_back", {"words": words.strip(), "ground": ground}, actor, now, behalf)
    return case


def _end(
    case: Case, outcome: str, verb: str, body: dict[str, object], actor: Actor, now: datetime, behalf: int | None
) -> None:
    commit([ended_part(case, outcome, verb, body, now)], actor=actor, now=now, behalf=behalf_name(behalf))


def ended_part(case: Case, outcome: str, verb: str, body: dict[str, object], now: datetime) -> Change:
    """The end of a part: who held it did the work."""
    values = {"phase": outcome, "closed_at": now, "stopped_at": now, "outcome": outcome,
              "doer_official_id": case.holder_official_id}  # fmt: skip
    return Change(case, verb, values, clock=(ClockDraft("stop", now),), body=body)


def end_parts(parent: Case, actor: Actor, now: datetime) -> None:
    """End what is still open beside a dossier that has ended."""
    for pk in Case.objects.filter(parent=parent, kind=PART, closed_at=None).values_list("pk", flat=True):
        case = locked(Actor.system(), pk)
        _leave(case, Way.BACK, now, "")
        _end(case, "withdrawn", "dossier_part.taken_back", {"for": parent.code}, actor, now, None)


def end_silent_parts(*, now: datetime) -> int:
    """Quá hạn không trả lời, coi như đồng ý. Parts of stations where the law takes silence for agreement, past their
    time: they end with that outcome, and the dossier may go on. How many ended. Journal: `dossier_part.fell_silent`."""
    waiting = Case.objects.filter(kind=PART, closed_at=None, due_at__lt=now, due_basis__silence="consent")
    return sum(fall_silent(pk, now) for pk in waiting.order_by("due_at", "pk").values_list("pk", flat=True)[:MOST])


@transaction.atomic
def fall_silent(case_id: int, now: datetime) -> bool:
    """One part whose time is over; whether it ended."""
    system = Actor.system()
    case = locked(system, case_id)
    if case.closed_at is not None or case.due_at is None or case.due_at >= now:
        return False
    _leave(case, Way.ENDED, now, "")
    _end(case, "silent", "dossier_part.fell_silent", {"due_at": case.due_at.isoformat()}, system, now, None)
    return True
