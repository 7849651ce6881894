"""Chuyển bước. A dossier goes on along its route, or back with a ground; across agencies it is offered and accepted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused
from congvu.domain.onestop.actions import branches
from congvu.domain.onestop.actions.stations import Standing, enter, leave, require_nothing_open, start
from congvu.domain.onestop.models import Duty, Way
from congvu.domain.onestop.policy.plans import DESK, PAYMENT, Stop
from congvu.domain.onestop.queries.holders import Taker, agency_at, taker_at
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, ClockDraft, commit
from congvu.kernel.casework.actions.custody import behalf_name, check_receiver, who_takes
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks
from congvu.kernel.org import queries as org


@transaction.atomic
def forward(
    *, actor: Actor, case_id: int, words: str = "", to_official_id: int | None = None, to_agency_id: int | None = None,
    now: datetime, expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Chuyển bước tiếp theo. The station's work is done; the next one's taker holds the dossier.

    `to_official_id` names another person of the agency whose stop it is (`to_agency_id` his unit); the choice is
    proposed again the next time. To another agency the dossier is offered; until it accepts, the giver answers for it.
    MoveRefused at the last station and while side-by-side work is open. Journal: `dossier.forwarded`.
    """
    at = start(actor, case_id, "forward", now, expected_seq, behalf)
    stop = at.plan.after(at.stop.code)
    if stop is None or at.plan.is_last_work(at.stop.code):
        raise MoveRefused(_("This is the last station of the route."), hint=_("Record the result instead."))
    require_nothing_open(at.case)
    if branches.open_branches(at, stop, actor, now):
        return at.case
    if stop.kind == PAYMENT:
        raise MoveRefused(
            _("The next step is the applicant's financial obligation."),
            hint=_("Send the payment notice: the clock stands until it is paid."),
        )
    on = people.local_date(now)
    taker = _chosen(at, stop, to_agency_id, to_official_id, now) if to_official_id or to_agency_id else taker_at(
        at.plan, stop, at.dossier, on, at.case.holder_agency_id)  # fmt: skip
    return _go(at, stop, taker, "dossier.forwarded", Way.FORWARD, "", words, actor, now, behalf)


def _chosen(at: Standing, stop: Stop, agency_id: int | None, official_id: int | None, now: datetime) -> Taker:
    """Somebody named instead of the proposal: of the agency whose stop it is. Kept as the next proposal."""
    owner = agency_at(at.plan, stop, at.dossier)
    on = people.local_date(now)
    unit = agency_id
    if unit is None and official_id is not None:
        posts = org.appointments_of(official_id, on)
        unit = next((one.post.agency_id for one in posts if one.post.agency_id in org.subtree_ids(owner)), None)
    if unit is None or unit not in org.subtree_ids(owner):
        raise Invalid(
            _("The next step belongs to %(agency)s: choose somebody there.") % {"agency": people.agency_name(owner)},
            field="to_official_id",
        )
    check_receiver(unit, official_id, now)
    if stop.who != DESK:
        Duty.objects.update_or_create(
            agency_id=owner, variant_id=at.plan.variant_id, station=stop.code,
            defaults={"unit_id": unit, "official_id": official_id},
        )
    return Taker(unit, official_id)


@transaction.atomic
def send_back(
    *, actor: Actor, case_id: int, ground: str, words: str, to: str = "", now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Trả lại bước trước, with a coded ground and what has to be put right; the earlier station's time begins anew.

    `to` is the code of a station the route allows to go back to; by default the nearest of them.
    """
    at = start(actor, case_id, "send_back", now, expected_seq, behalf)
    ways = at.plan.before(at.stop.code)
    if not ways:
        raise MoveRefused(_("This is the first station of the route."))
    stop = next((one for one in ways if one.code == to), None) if to else ways[0]
    if stop is None:
        raise Invalid(_("The route does not lead back to that station."), field="to")
    require_ground("return", ground, now)
    if not words.strip():
        raise Invalid(_("Say what has to be put right."), field="words")
    taker = _had_it(at, stop) or taker_at(at.plan, stop, at.dossier, people.local_date(now))
    return _go(at, stop, taker, "dossier.sent_back", Way.BACK, ground, words, actor, now, behalf)


def _had_it(at: Standing, stop: Stop) -> Taker | None:
    """Whoever had the station the last time, while he still works there."""
    last = at.case.station_visits.filter(station=stop.code, official__isnull=False).order_by("-entered_at").first()
    if last is None or last.left_at is None or last.official_id is None:
        return None
    if not people.works_in(last.official_id, last.unit_id, people.local_date(last.left_at)):
        return None
    return Taker(last.unit_id, last.official_id)


def _go(
    at: Standing, stop: Stop, taker: Taker, verb: str, way: str, ground: str, words: str, actor: Actor, now: datetime,
    behalf: int | None,
) -> Case:
    """Leave the station and enter another; the phase of the limit follows the station's."""
    late = leave(at.visit, way, now, ground=ground, words=words)
    official = who_takes(taker.official_id, now) if taker.official_id is not None else None
    values: dict[str, Any] = {"station": stop.code}
    if stop.who != DESK or stop.code != at.plan.line[0].code:
        values["phase"] = "processing"
    if way == Way.BACK:
        values["times_returned"] = at.case.times_returned + 1
    abroad = people.top_unit_of(taker.agency_id) != people.top_unit_of(at.case.holder_agency_id)
    if abroad:
        due = clocks.due_after(at.case, "onestop.accept_within", now, agency_id=taker.agency_id)
        values |= {"transfer_agency_id": taker.agency_id, "transfer_official_id": official, "transfer_at": now,
                   "transfer_due_at": due}  # fmt: skip
    else:
        values |= {"holder_agency_id": taker.agency_id, "holder_official_id": official}
    clock = next_stage(at, stop, values, now)
    body = {"station": stop.name, "holder": people.official_name(official), "to": people.agency_name(taker.agency_id),
            "words": words.strip(), "late": late, **({"ground": ground} if ground else {})}  # fmt: skip
    commit([Change(at.case, verb, values, clock=clock, body=body)], actor=actor, now=now, behalf=behalf_name(behalf))
    if clock:
        at.dossier.save(update_fields=["stage"])
    enter(at, stop, taker.agency_id, official, now)
    return at.case


def next_stage(at: Standing, stop: Stop, values: dict[str, Any], now: datetime) -> tuple[ClockDraft, ...]:
    """The clock event of a station that belongs to a later phase of the limit; nothing within one phase."""
    stage = at.plan.phase_of(stop)
    if stage <= at.dossier.stage or len(at.plan.phases) < stage:
        return ()
    code = at.plan.limit_of_stage(stage)
    draft = ClockDraft("next_phase", now, limit=code, rule="onestop.procedure")
    events: list[clocks.Event] = [*clocks.events_of(at.case), draft]
    values["due_at"] = clocks.reckoned_due(at.case, events)
    at.dossier.stage = stage
    return (draft,)
