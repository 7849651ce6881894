"""Cuộc kiểm tra bắt đầu: with its notice where it is announced, at the door where it was sealed. One way for both.

Nothing of a visit exists before: no case, no number, no job.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.text import skey
from congvu.core.working_time import HANOI
from congvu.domain.inspections.actions.timing import begin_clock
from congvu.domain.inspections.models import Checklist, PlanItem, Slot, Snapshot, Team, Visit
from congvu.domain.inspections.policy.visits import KIND, NOTICED, ON_SITE
from congvu.domain.inspections.queries import checklists
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import Change, open_cases
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.models import Case, CaseAccess, Confidentiality
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.as_of import picture
from congvu.kernel.org import queries as org


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """Everything a visit begins with. `member_ids` go there besides the head; `opened_at_door` for a sealed one."""

    sort: str
    trigger: str
    unit_id: int
    team: Team
    head_id: int
    member_ids: tuple[int, ...]
    ordered_by_id: int
    visit_on: date
    reason: str = ""
    slot: Slot | None = None
    plan_item: PlanItem | None = None
    checklist_id: int | None = None
    place: str = ""
    opened_at_door: datetime | None = None
    period_from: date | None = None
    period_to: date | None = None
    first: Visit | None = None


@transaction.atomic
def begin_visit(*, actor: Actor, begun: Begun, now: datetime) -> Visit:
    """Mở hồ sơ cuộc kiểm tra: its case, who may see it, and for one opened at the door the unit's data frozen.

    Who announces it follows it too, unless he works in the unit. Journal: `visit.opened` at the door, `visit.noticed`
    with a notice. The caller has asked who may.
    """
    at_door = begun.opened_at_door is not None
    on = people.local_date(now)
    unit = org.agency_by_id(begun.unit_id)
    checklist = _checklist(begun.checklist_id, begun.visit_on)
    phase, verb = (ON_SITE, "visit.opened") if at_door else (NOTICED, "visit.noticed")
    (code,) = allocate_codes(kinds.get(KIND).series, on.year, 1)
    title = _("Inspection of %(unit)s") % {"unit": unit.name}
    agency_id = begun.team.agency_id
    case = Case(
        code=code, kind=KIND, title=title, skey=skey(f"{code} {title}"), law_on=on, phase=phase, station="inspect",
        confidentiality=Confidentiality.RESTRICTED, accountable_agency_id=agency_id, issuing_agency_id=agency_id,
        holder_agency_id=agency_id, holder_official_id=begun.head_id, opened_at=now,
    )
    clock = begin_clock(case, begun.visit_on, at_door=at_door, now=now)
    body = {"inspected": unit.code, "sort": str(begun.sort), "trigger": str(begun.trigger)}
    open_cases([Change(case, verb, clock=clock, body=body)], actor=actor, now=now)
    sender = actor.official_id
    follows = not at_door and sender is not None and not people.works_in(sender, begun.unit_id, on)
    allowed = dict.fromkeys((begun.head_id, *begun.member_ids, begun.ordered_by_id, *((sender,) if follows else ())))
    CaseAccess.objects.bulk_create([
        CaseAccess(case=case, official_id=pk, granted_at=now, granted_by=actor.signature) for pk in allowed
    ])
    visit = Visit.objects.create(
        case=case, sort=begun.sort, trigger=begun.trigger, reason=begun.reason, unit_id=unit.pk, unit_name=unit.name,
        team=begun.team, checklist=checklist, plan_item=begun.plan_item, slot=begun.slot,
        ordered_by=people.official_name(begun.ordered_by_id), visit_on=begun.visit_on,
        as_of=now if at_door else None, opened_at_door=begun.opened_at_door, place=begun.place,
        period_from=begun.period_from, period_to=begun.period_to, first=begun.first,
    )
    if at_door:
        freeze(visit, now)
    return visit


def _checklist(checklist_id: int | None, on: date) -> Checklist:
    """The checklist named, or the general one in force; Invalid without one."""
    in_force = checklists.all_in_force(on)
    found = next((one for one in in_force if checklist_id in (None, one.pk)), None)
    if found is None:
        raise Invalid(_("Choose a checklist that is in force on the day."), field="checklist")
    return found


def freeze(visit: Visit, now: datetime) -> Snapshot:
    """Chốt số liệu của đơn vị tại thời điểm: counts of its cases and the digest of their list, as they stand now.

    Running ones, and those closed since the same month of the year before.
    """
    on = people.local_date(now)
    since = datetime(on.year - 1, on.month, 1, tzinfo=HANOI)
    found = picture(org.subtree_ids(visit.unit_id), now, since)
    figures = {
        kind: {"running": one.running, "late": one.late, "closed": one.closed, "closed_late": one.closed_late}
        for kind, one in sorted(found.tallies.items())
    }
    return Snapshot.objects.create(
        visit=visit, as_of=now, taken_at=now, listing_hash=found.sha256,
        figures={"since": since.isoformat(), "cases": found.cases, "kinds": figures},
    )
