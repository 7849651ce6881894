"""Việc nội bộ: started on a route, handed on station by station, sent back with a ground, finished."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotFound
from congvu.core.text import one_line, skey
from congvu.core.working_time import WorkingHours, add
from congvu.domain.internal.models import RouteStation, Visit, Work
from congvu.domain.internal.queries.routes import version_in_force
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import Change, ClockDraft, commit, open_cases
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.actions.custody import behalf_name, require_open, who_takes
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.actions.steps import begin, require_holder, require_no_request
from congvu.kernel.casework.models import Case, CaseAccess, Confidentiality, Link
from congvu.kernel.casework.policy import holds, may_see, people
from congvu.kernel.casework.queries import get_for
from congvu.kernel.org import queries as org

KIND = "internal_work"
START = "internal.work.start"


def place(station: RouteStation) -> str:
    """The code of a station on the case."""
    return f"s{station.position}"


def holder_at(station: RouteStation, now: datetime) -> int | None:
    """Who holds the work at a station: who fills the post (or acts for him), else the head of the unit."""
    on = people.local_date(now)
    official = org.holder_of(station.post_id, on) if station.post_id is not None else None
    if official is not None:
        return who_takes(official.pk, now)
    return people.head_id_of(station.unit_id, on)


@transaction.atomic
def start_work(
    *, actor: Actor, route_id: int, title: str, words: str = "", for_code: str = "", now: datetime
) -> Case:
    """Bắt đầu việc theo quy trình. The case stands at the first station of the version in force today.

    `for_code` names the running case it is done for: it becomes its parent and stays as it is.
    """
    on = people.local_date(now)
    version = version_in_force(route_id, on)
    if version is None:
        raise NotFound(_("No version of this route is in force today."))
    agency_id = version.route.agency_id
    require(actor, START, agency_id)
    name = one_line(title)[:1000]
    if not name:
        raise Invalid(_("Say what the work is about."), field="title")
    task = _task(actor, for_code)
    stations = list(version.stations.all())
    first = stations[0]
    limit = WorkingHours(version.limit_minutes * 60)
    due = add(org.calendar_of(agency_id), now, limit)
    (code,) = allocate_codes(kinds.get(KIND).series, on.year, 1)
    case = Case(
        code=code, kind=KIND, title=name, law_on=on, phase="running", station=place(first), parent=task,
        skey=skey(f"{code} {name} {version.route.name} {people.agency_name(agency_id)}"),
        confidentiality=task.confidentiality if task else Confidentiality.INTERNAL, accountable_agency_id=agency_id,
        issuing_agency_id=agency_id, holder_agency_id=first.unit_id, holder_official_id=holder_at(first, now),
        opened_at=now, first_due_at=due, due_at=due,
        due_basis={"limit": limit.code, "words": version.basis[:200], "stations": len(stations)},
    )  # fmt: skip
    clock = ClockDraft("start", now, limit=limit.code, rule="internal.route")
    body = {"route": version.route.name, "version": version.number, "station": first.name, "words": words.strip(),
            "for": task.code if task else ""}  # fmt: skip
    open_cases([Change(case, "internal_work.started", clock=(clock,), body=body)], actor=actor, now=now)
    if task is not None:
        Link.objects.create(case=case, other=task, kind=Link.Kind.CAUSED_BY, reason=version.route.name)
        _same_readers(case, task)
    work = Work.objects.create(case=case, version=version, task=task)
    _enter(work, case, first, now)
    return case


def _task(actor: Actor, code: str) -> Case | None:
    if not code.strip():
        return None
    task = get_for(actor, code.strip().upper())
    if task.closed_at is not None:
        raise Invalid(_("This case is closed."), field="for_code")
    if not (holds(actor, task) or (may_see(actor, task) and task.accountable_agency_id in actor.agency_ids)):
        raise Invalid(_("Only those who carry this case out start work for it."), field="for_code")
    return task


def _same_readers(case: Case, task: Case) -> None:
    """A sealed or restricted task lends its readers to the work that is done for it."""
    CaseAccess.objects.bulk_create([
        CaseAccess(case=case, official_id=row.official_id, granted_at=row.granted_at, granted_by=row.granted_by)
        for row in CaseAccess.objects.filter(case=task)
    ])


def _enter(work: Work, case: Case, station: RouteStation, now: datetime) -> None:
    due = add(org.calendar_of(station.unit_id), now, WorkingHours(station.minutes * 60))
    Visit.objects.create(
        work=work, position=station.position, entered_at=now, due_at=due, official_id=case.holder_official_id,
        unit_id=station.unit_id,
    )


def _leave(work: Work, way: str, now: datetime, ground: str = "", words: str = "") -> bool:
    """Close the open visit; whether the station's time had run out."""
    visit = Visit.objects.select_for_update(no_key=True, of=("self",)).get(work=work, left_at=None)
    visit.left_at, visit.way, visit.ground, visit.words = now, way, ground, words.strip()[:1000]
    visit.save(update_fields=["left_at", "way", "ground", "words"])
    return now > visit.due_at


def _begin(
    actor: Actor, case_id: int, act: str, now: datetime, expected_seq: int | None, behalf: int | None
) -> tuple[Case, Work, list[RouteStation], int]:
    """The case locked, its stations, and the index of the one it stands at; refuses everybody but the holder."""
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=KIND, act=act)
    require_open(case)
    require_holder(who, case)
    work = Work.objects.select_related("version").get(case=case)
    stations = list(work.version.stations.all())
    return case, work, stations, int(case.station[1:]) - 1


def _go(
    case: Case, work: Work, station: RouteStation, verb: str, way: str, ground: str, words: str, actor: Actor,
    now: datetime, behalf: int | None,
) -> Case:
    late = _leave(work, way, now, ground, words)
    taking = holder_at(station, now)
    body = {"station": station.name, "duty": station.duty, "holder": people.official_name(taking),
            "words": words.strip(), "late": late, **({"ground": ground} if ground else {})}  # fmt: skip
    values = {"station": place(station), "holder_agency_id": station.unit_id, "holder_official_id": taking}
    if way == Visit.Way.BACK:
        values["times_returned"] = case.times_returned + 1
    commit([Change(case, verb, values, body=body)], actor=actor, now=now, behalf=behalf_name(behalf))
    _enter(work, case, station, now)
    return case


@transaction.atomic
def forward(
    *, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Chuyển bước tiếp theo. The duty of this station is done; who fills the next post holds the work from now on."""
    case, work, stations, here = _begin(actor, case_id, "forward", now, expected_seq, behalf)
    if here + 1 >= len(stations):
        raise MoveRefused(_("This is the last station of the route."), hint=_("Finish the work instead."))
    return _go(case, work, stations[here + 1], "internal_work.forwarded", Visit.Way.FORWARD, "", words, actor, now,
               behalf)  # fmt: skip


@transaction.atomic
def send_back(
    *, actor: Actor, case_id: int, ground: str, words: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Trả lại bước trước, with a coded ground and what has to be put right; the station's time begins anew."""
    case, work, stations, here = _begin(actor, case_id, "send_back", now, expected_seq, behalf)
    if here == 0:
        raise MoveRefused(_("This is the first station of the route."))
    require_ground("return", ground, now)
    if not words.strip():
        raise Invalid(_("Say what has to be put right."), field="words")
    return _go(case, work, stations[here - 1], "internal_work.sent_back", Visit.Way.BACK, ground, words, actor, now,
               behalf)  # fmt: skip


@transaction.atomic
def finish(
    *, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Kết thúc. The last duty is done; the clock stops."""
    case, work, stations, here = _begin(actor, case_id, "finish", now, expected_seq, behalf)
    if here + 1 < len(stations):
        raise MoveRefused(_("The work has not reached the last station yet."))
    return _close(case, work, "done", Visit.Way.DONE, "internal_work.finished", "", words, actor, now, behalf)


@transaction.atomic
def withdraw(
    *, actor: Actor, case_id: int, ground: str, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Thôi thực hiện, with a coded ground."""
    case, work, _stations, _here = _begin(actor, case_id, "withdraw", now, expected_seq, behalf)
    require_ground("withdrawal", ground, now)
    return _close(
        case, work, "withdrawn", Visit.Way.WITHDRAWN, "internal_work.withdrawn", ground, words, actor, now, behalf
    )


def _close(
    case: Case, work: Work, phase: str, way: str, verb: str, ground: str, words: str, actor: Actor, now: datetime,
    behalf: int | None,
) -> Case:
    require_no_request(case)
    late = _leave(work, way, now, ground, words)
    body = {"words": words.strip(), "late": late, **({"ground": ground} if ground else {})}
    values = {"phase": phase, "closed_at": now, "stopped_at": now, "outcome": phase}
    commit(
        [Change(case, verb, values, clock=(ClockDraft("stop", now),), body=body)], actor=actor, now=now,
        behalf=behalf_name(behalf),
    )
    return case

