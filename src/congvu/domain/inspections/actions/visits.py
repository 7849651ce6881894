"""Thông báo kiểm tra: a check of the plan, or an unscheduled one with short notice, is announced to the unit.

The unit's head gets a case of his own with the day, the content and the report he owes; the visit itself stays with the
team.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.core.text import nfc, one_line, skey
from congvu.core.working_time import FixedDate, add
from congvu.domain.inspections.actions.beginning import Begun, begin_visit, freeze
from congvu.domain.inspections.models import PlanItem, Team, Trigger, Visit, VisitNotice, VisitSort
from congvu.domain.inspections.policy.visits import CANCELLED, NOTICE, TOLD
from congvu.domain.inspections.queries import plans, teams
from congvu.domain.inspections.queries.announcing import announcing_teams, may_announce, report_day
from congvu.domain.inspections.queries.findings import answering_unit
from congvu.domain.inspections.queries.on_site import inspectors_of
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework import queries as cases
from congvu.kernel.casework.actions import Change, ClockDraft, open_cases
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.actions.steps import let_in, needed_words
from congvu.kernel.casework.models import Case, Confidentiality, Link
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.clocks import close_of
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules
from congvu.kernel.ui import formats

__all__ = ["UNSCHEDULED", "Begun", "Said", "announce_unscheduled", "announce_visit", "begin_visit", "freeze"]
NOTICE_WITHIN, SELF_REPORT = "inspections.notice_within", "inspections.self_report_within"
#: What brings an unscheduled visit about. A plan, the lot and remedies have ways of their own.
UNSCHEDULED = (Trigger.ORDER, Trigger.TIP, Trigger.SIGNAL, Trigger.CALENDAR)


@dataclass(frozen=True, slots=True)
class Said:
    """What the unit is told: number of the paper, where there is one, and what is checked and has to be ready."""

    words: str = ""
    number: str = ""


@transaction.atomic
def announce_visit(
    *, actor: Actor, plan_item_id: int, visit_on: date, because: str = "", said: Said | None = None, now: datetime
) -> Visit:
    """Thông báo kiểm tra theo kế hoạch. By who forms teams, or the head of the team; in time, once.

    A notice later than the rule asks for needs its reason. Journal: `visit.noticed`, and `visit_notice.sent` on the
    case of the unit.
    """
    item = plans.item_for(actor, plan_item_id)
    item = PlanItem.objects.select_for_update(no_key=True, of=("self",)).select_related("plan", "team").get(pk=item.pk)
    if item.plan.issued_on is None:
        raise MoveRefused(_("The plan has not been issued: nothing of it is announced yet."))
    if item.team is None:
        raise MoveRefused(_("No team has been chosen for this check."), hint=_("Add it to the plan first."))
    require_announcing(actor, item.team, visit_on)
    if Visit.objects.filter(plan_item=item).exclude(case__phase=CANCELLED).exists():
        raise MoveRefused(_("This check has been announced already."))
    if not item.from_on <= visit_on <= item.to_on:
        raise Invalid(_("The day lies outside the days of the plan."), field="visit_on")
    in_time(item.team, visit_on, because, now)
    trigger = Trigger.REMEDY if item.sort == VisitSort.RECHECK else Trigger.PLAN
    begun = begun_by(item.team, item.unit_id, visit_on, sort=item.sort, trigger=trigger,
                   reason=one_line(nfc(because))[:1000], plan_item=item, checklist_id=item.checklist_id,
                   period_from=item.period_from, period_to=item.period_to)  # fmt: skip
    visit = begin_visit(actor=actor, begun=begun, now=now)
    tell_unit(actor, visit, said or Said(), now)
    return visit


@transaction.atomic
def announce_unscheduled(
    *, actor: Actor, team_id: int, unit_id: int, visit_on: date, trigger: str, reason: str, said: Said,
    checklist_id: int | None = None, cause: str = "", period_from: date | None = None, period_to: date | None = None,
    now: datetime,
) -> Visit:  # fmt: skip
    """Thông báo kiểm tra đột xuất, báo trước ngắn. On the day itself at the earliest; the reason says what brought it
    about, `cause` names a case of any kind that did.

    Who forms teams or heads this one announces it; it is done for who ordered the team. Journal: `visit.noticed`, and
    `visit_notice.sent` on the case of the unit.
    """
    team = next((one for one in announcing_teams(actor, visit_on) if one.pk == team_id), None)
    if team is None:
        raise Invalid(_("Choose a team that is in force on the day, and yours to send."), field="team")
    require_announcing(actor, team, visit_on)
    if visit_on < people.local_date(now):
        raise Invalid(_("The day of the visit has passed."), field="visit_on")
    if trigger not in UNSCHEDULED:
        raise Invalid(_("Choose what brings the visit about."), field="trigger")
    if unit_id not in {one.pk for one in plans.units_on(visit_on)}:
        raise Invalid(_("Choose a unit that exists on the day."), field="unit")
    why = needed_words(one_line(reason), "reason", _("Say what brings this visit about."), 1000)
    source = _cause(actor, cause)
    visit = begin_visit(actor=actor, now=now, begun=begun_by(
        team, unit_id, visit_on, sort=VisitSort.SHORT_NOTICE, trigger=trigger, reason=why, checklist_id=checklist_id,
        period_from=period_from, period_to=period_to,
    ))  # fmt: skip
    if source is not None:
        Link.objects.create(case=visit.case, other=source, kind=Link.Kind.CAUSED_BY, reason=why[:300])
    tell_unit(actor, visit, said, now)
    return visit


def require_announcing(actor: Actor, team: Team, on: date) -> None:
    """NotAllowed unless the actor sends this team; MoveRefused while it has no head."""
    if teams.head_of(team, on) is None:
        raise MoveRefused(_("The team has no head on that day."))
    if not may_announce(actor, team, on):
        raise NotAllowed(_("Who forms the team, or its head, announces a check."))


def _cause(actor: Actor, code: str) -> Case | None:
    if not code.strip():
        return None
    try:
        return cases.get_for(actor, code.strip().upper())
    except NotFound as missing:
        raise Invalid(missing.message, field="cause") from missing


def begun_by(team: Team, unit_id: int, visit_on: date, *, sort: str, trigger: str, **more: object) -> Begun:
    """A visit of this team: everybody of it who may inspect the unit goes there."""
    teams.check_may_inspect(team, unit_id, visit_on)
    head = teams.head_of(team, visit_on)
    if head is None or head.official_id is None:
        raise MoveRefused(_("The team has no head on that day."))
    away = {one.member.official_id for one in teams.kept_away(team, unit_id, visit_on)}
    members = tuple(
        one.official_id for one in teams.inspectors_on(team, visit_on)
        if one.official_id is not None and one.official_id not in away
    )  # fmt: skip
    return Begun(
        sort=VisitSort(sort), trigger=Trigger(trigger), unit_id=unit_id, team=team, head_id=head.official_id,
        member_ids=members, ordered_by_id=team.ordered_by_id, visit_on=visit_on, **more,  # type: ignore[arg-type]  # fields of Begun
    )


def in_time(team: Team, visit_on: date, because: str, now: datetime) -> None:
    """Invalid for a day that has come, or one too near for the notice the rule asks for, without a reason."""
    today = people.local_date(now)
    if visit_on <= today:
        raise Invalid(_("A check is announced before its day."), field="visit_on")
    limit = rules.rule(NOTICE_WITHIN, today)
    first = people.local_date(add(org.calendar_of(team.agency_id), now, limit.limit()))
    if visit_on < first and not one_line(because):
        raise Invalid(
            _("The unit is told %(words)s before: the first day is %(day)s.")
            % {"words": limit.words, "day": formats.day(first)}, field="visit_on",
            hint=_("Choose a later day, or say why it has to be earlier."),
        )  # fmt: skip


def tell_unit(actor: Actor, visit: Visit, said: Said, now: datetime) -> VisitNotice:
    """The notice as a case of the unit's head: he hears of it, and hands in the report there."""
    on = people.local_date(now)
    unit_id = answering_unit(visit.unit_id, on)
    holder = people.head_id_of(unit_id, on)
    rule = rules.rule(SELF_REPORT, on)
    last = report_day(unit_id, visit.visit_on, now)
    due, limit = close_of(org.calendar_of(unit_id), last), FixedDate(last).code
    (code,) = allocate_codes(kinds.get(NOTICE).series, on.year, 1)
    title = _("Notice of inspection: %(unit)s") % {"unit": visit.unit_name}
    case = Case(
        code=code, kind=NOTICE, title=title, skey=skey(f"{code} {title}"), law_on=on, phase=TOLD, station="report",
        confidentiality=Confidentiality.RESTRICTED, accountable_agency_id=unit_id,
        issuing_agency_id=visit.case.issuing_agency_id, holder_agency_id=unit_id, holder_official_id=holder,
        opened_at=now, first_due_at=due, due_at=due,
        due_basis={"limit": limit, "words": rule.label, "source": rule.source},
    )  # fmt: skip
    clock = ClockDraft("start", now, limit=limit, fixed_at=due, rule=SELF_REPORT)
    body = {"visit": visit.case.code, "visit_on": visit.visit_on.isoformat(), "number": one_line(said.number)[:60]}
    open_cases([Change(case, "visit_notice.sent", clock=(clock,), body=body)], actor=actor, now=now)
    Link.objects.create(case=case, other=visit.case, kind=Link.Kind.ANSWERS, reason=_("Notice of the visit"))
    ordered = visit.team.ordered_by_id if visit.team is not None else None
    crew = [one.official_id for one in inspectors_of(visit, visit.visit_on)]
    let_in(case, [holder, *crew, ordered], actor.signature, now)
    words = nfc(said.words).strip()[:5000]
    return VisitNotice.objects.create(case=case, visit=visit, number=body["number"], words=words)
