"""Phúc tra: the visit that looks whether the remedies of an earlier one hold; the team is told when it falls due."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused
from congvu.core.text import nfc, one_line
from congvu.core.working_time import subtract
from congvu.domain.inspections.actions.after_steps import start
from congvu.domain.inspections.actions.beginning import begin_visit
from congvu.domain.inspections.actions.visits import Said, begun_by, in_time, require_announcing, tell_unit
from congvu.domain.inspections.models import Trigger, Visit, VisitSort
from congvu.domain.inspections.policy.visits import CANCELLED, CLOSED, CONCLUDED
from congvu.domain.inspections.queries.announcing import announcing_teams
from congvu.domain.inspections.queries.findings import answering_unit
from congvu.domain.inspections.queries.rechecks import due_of, owing
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, commit, locked
from congvu.kernel.casework.models import Link
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules

REMIND = "inspections.recheck_reminder"


@transaction.atomic
def make_recheck(
    *, actor: Actor, visit_id: int, team_id: int, visit_on: date, because: str = "", said: Said | None = None,
    checklist_id: int | None = None, now: datetime,
) -> Visit:  # fmt: skip
    """Lập cuộc phúc tra. Of a concluded visit, once; every remedy it asked for is looked at again.

    Announced as a check of the plan is: to the unit, or the one that took over its work. Journal: `visit.noticed`,
    `visit_notice.sent`, and `visit.recheck_made` on the first visit.
    """
    at = start(actor, visit_id, now, (CONCLUDED, CLOSED))
    if at.visit.followed_by.exclude(case__phase=CANCELLED).exists():
        raise MoveRefused(_("The re-check of this visit has been announced already."))
    team = next((one for one in announcing_teams(actor, visit_on) if one.pk == team_id), None)
    if team is None:
        raise Invalid(_("Choose a team that is in force on the day, and yours to send."), field="team")
    require_announcing(actor, team, visit_on)
    in_time(team, visit_on, because, now)
    unit_id = answering_unit(at.visit.unit_id, at.on)
    begun = begun_by(team, unit_id, visit_on, sort=VisitSort.RECHECK, trigger=Trigger.REMEDY, first=at.visit,
                     reason=one_line(nfc(because))[:1000], checklist_id=checklist_id,
                     period_from=at.visit.visit_on, period_to=visit_on)  # fmt: skip
    made = begin_visit(actor=actor, begun=begun, now=now)
    Link.objects.create(case=made.case, other=at.case, kind=Link.Kind.CAUSED_BY, reason=_("Re-check of this visit"))
    for remedy in at.visit.recommendations.all():
        remedy.rechecks.add(made)
    tell_unit(actor, made, said or Said(), now)
    at.write("visit.recheck_made", recheck=made.case.code)
    return made


def remind(*, now: datetime) -> int:
    """Nhắc phúc tra. The team hears once, so many days before a re-check is due as the rule says; how many were
    told of."""
    ahead = rules.limit(REMIND, people.local_date(now))
    waiting = owing().filter(recheck_told_at=None)
    due = [one.pk for one in waiting
           if subtract(org.calendar_of(one.case.issuing_agency_id), due_of(one), ahead) <= now]  # fmt: skip
    return sum(_remind_one(pk, now) for pk in due)


@transaction.atomic
def _remind_one(visit_id: int, now: datetime) -> bool:
    system = Actor.system()
    case = locked(system, visit_id)
    visit = owing().select_for_update(no_key=True, of=("self",)).get(pk=visit_id)
    if visit.recheck_told_at is not None or visit.followed_by.exclude(case__phase=CANCELLED).exists():
        return False
    visit.recheck_told_at = now
    visit.save(update_fields=["recheck_told_at"])
    body = {"due": due_of(visit).isoformat()}
    commit([Change(case, "visit.recheck_due", body=body)], actor=system, now=now)
    return True
