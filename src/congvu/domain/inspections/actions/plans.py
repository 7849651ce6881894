"""Lập, ban hành kế hoạch kiểm tra năm: drafts are worked on; issued with its number a plan does not change."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotFound
from congvu.core.text import nfc, one_line
from congvu.domain.inspections.models import Checklist, Plan, PlanItem, Team, VisitSort
from congvu.domain.inspections.policy.frequency import PLANNABLE
from congvu.domain.inspections.queries.checklists import holds_on
from congvu.domain.inspections.queries.plans import warnings_of
from congvu.domain.inspections.queries.teams import check_may_inspect
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.policy import people
from congvu.kernel.journal.actions import record
from congvu.kernel.org import queries as org

EDIT, ISSUE = "inspections.plan.edit", "inspections.plan.issue"
FIRST_YEAR, LAST_YEAR = 2020, 2100
MOST_ITEMS = 500
LONGEST = 10_000


def _line(plan: Plan, verb: str, actor: Actor, now: datetime, body: dict[str, Any]) -> None:
    record(stream=f"inspection_plan/{plan.pk}", verb=verb, at=now, actor=actor.signature, body=body)


@transaction.atomic
def draft_plan(*, actor: Actor, agency_id: int, year: int, name: str, purposes: str = "", now: datetime) -> Plan:
    """Soạn kế hoạch năm. Journal: `inspection.plan_drafted`."""
    require(actor, EDIT, agency_id)
    title = one_line(name)[:300]
    if not title:
        raise Invalid(_("Name the plan."), field="name")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Invalid(_("Give a year from %(a)d to %(b)d.") % {"a": FIRST_YEAR, "b": LAST_YEAR}, field="year")
    if Plan.objects.filter(agency_id=agency_id, year=year, issued_on=None).exists():
        raise Invalid(_("A draft for this year is being worked on already."), field="year")
    plan = Plan.objects.create(agency_id=agency_id, year=year, name=title, purposes=_purposes(purposes), made_at=now)
    _line(plan, "inspection.plan_drafted", actor, now, {"name": title, "year": year,
                                                        "agency": people.agency_name(agency_id)})  # fmt: skip
    return plan


def _purposes(words: str) -> str:
    lines = (one_line(line) for line in nfc(words).splitlines())
    kept = "\n".join(line for line in lines if line)
    if len(kept) > LONGEST:
        raise Invalid(_("The text is longer than %(n)d characters.") % {"n": LONGEST}, field="purposes")
    return kept


def _draft(actor: Actor, plan_id: int) -> Plan:
    """The draft, locked, if the actor may edit it."""
    plan = Plan.objects.select_for_update(no_key=True, of=("self",)).filter(pk=plan_id).first()
    if plan is None:
        raise NotFound(_("There is no such plan, or it is not open to you."))
    require(actor, EDIT, plan.agency_id)
    if plan.issued_on is not None:
        raise MoveRefused(
            _("The plan was issued as %(number)s; it is not changed any more.") % {"number": plan.number},
            hint=_("A change is a plan of its own, issued with its number."),
        )
    return plan


@transaction.atomic
def change_plan(*, actor: Actor, plan_id: int, name: str, purposes: str, now: datetime) -> Plan:
    """Sửa dự thảo kế hoạch. Journal: `inspection.plan_changed`."""
    plan = _draft(actor, plan_id)
    title = one_line(name)[:300]
    if not title:
        raise Invalid(_("Name the plan."), field="name")
    plan.name, plan.purposes = title, _purposes(purposes)
    plan.save(update_fields=["name", "purposes"])
    _line(plan, "inspection.plan_changed", actor, now, {"name": title})
    return plan


def _checked(plan: Plan, given: dict[str, Any]) -> dict[str, Any]:
    """The fields of an item, cleaned; Invalid names the one that cannot be accepted."""
    sort, from_on, to_on = given["sort"], given["from_on"], given["to_on"]
    if sort not in PLANNABLE:
        if sort in (VisitSort.UNANNOUNCED, VisitSort.SHORT_NOTICE):
            raise Invalid(_("Unscheduled checks never stand in a plan: whoever reads it would know."), field="sort",
                          hint=_("They are drawn by lot or ordered, and stay sealed until the door."))  # fmt: skip
        raise Invalid(_("Choose a sort of check that can be planned."), field="sort")
    if to_on < from_on:
        raise Invalid(_("The last day lies before the first."), field="to_on")
    if from_on.year != plan.year or to_on.year != plan.year:
        raise Invalid(_("The days lie outside the year of the plan."), field="from_on")
    unit = org.agency_by_id(given["unit_id"])
    if not people.is_valid_on(unit.pk, from_on):
        raise Invalid(_("%(unit)s does not exist any more.") % {"unit": unit.name}, field="unit")
    if unit.parent_id is None:
        raise Invalid(_("Choose an agency or unit, not the whole province."), field="unit")
    theme = one_line(given.get("theme", ""))[:300]
    if sort == VisitSort.THEMATIC and not theme:
        raise Invalid(_("A check by theme names its theme."), field="theme")
    period = given.get("period_from"), given.get("period_to")
    if (period[0] is None) != (period[1] is None):
        raise Invalid(_("Give both days of the period, or none."), field="period_to")
    if period[0] is not None and period[1] is not None and period[1] < period[0]:
        raise Invalid(_("The last day lies before the first."), field="period_to")
    if period[1] is not None and period[1] > to_on:
        raise Invalid(_("The period that is looked at ends before the check does."), field="period_to")
    return {
        "sort": sort, "unit_id": unit.pk, "checklist": _checklist(given.get("checklist_id")),
        "team": _team(plan, given.get("team_id"), unit.pk, from_on), "theme": theme, "from_on": from_on,
        "to_on": to_on, "period_from": period[0], "period_to": period[1],
        "because": one_line(given.get("because", ""))[:500],
    }


def _checklist(checklist_id: int | None) -> Checklist | None:
    if checklist_id is None:
        return None
    found = Checklist.objects.filter(pk=checklist_id, in_force_from__isnull=False).first()
    if found is None:
        raise Invalid(_("Choose a checklist that is in force."), field="checklist")
    return found


def _team(plan: Plan, team_id: int | None, unit_id: int, on: date) -> Team | None:
    if team_id is None:
        return None
    found = Team.objects.filter(pk=team_id, agency_id=plan.agency_id).first()
    if found is None:
        raise Invalid(_("Choose a team of the same agency."), field="team")
    check_may_inspect(found, unit_id, on)
    return found


@transaction.atomic
def add_item(
    *, actor: Actor, plan_id: int, unit_id: int, from_on: date, to_on: date, sort: str = VisitSort.PLANNED,
    checklist_id: int | None = None, team_id: int | None = None, theme: str = "", period_from: date | None = None,
    period_to: date | None = None, because: str = "", now: datetime,
) -> PlanItem:  # fmt: skip
    """Thêm cuộc kiểm tra vào dự thảo. Journal: `inspection.plan_item_added`.

    Refused: unscheduled sorts, days outside the year, and a team of which a member would inspect his own house.
    """
    plan = _draft(actor, plan_id)
    if plan.items.count() >= MOST_ITEMS:
        raise Invalid(_("A plan has at most %(n)d checks.") % {"n": MOST_ITEMS})
    values = _checked(plan, {
        "unit_id": unit_id, "from_on": from_on, "to_on": to_on, "sort": sort, "checklist_id": checklist_id,
        "team_id": team_id, "theme": theme, "period_from": period_from, "period_to": period_to, "because": because,
    })  # fmt: skip
    item = PlanItem.objects.create(plan=plan, **values)
    _line(plan, "inspection.plan_item_added", actor, now, _told(item))
    return item


@transaction.atomic
def change_item(*, actor: Actor, item_id: int, now: datetime, **given: Any) -> PlanItem:
    """Sửa cuộc kiểm tra trong dự thảo; the keywords of `add_item`. Journal: `inspection.plan_item_changed`."""
    item, plan = _item(actor, item_id)
    for name, value in _checked(plan, given).items():
        setattr(item, name, value)
    item.save()
    _line(plan, "inspection.plan_item_changed", actor, now, _told(item))
    return item


@transaction.atomic
def remove_item(*, actor: Actor, item_id: int, now: datetime) -> Plan:
    """Bỏ cuộc kiểm tra khỏi dự thảo. Journal: `inspection.plan_item_removed`."""
    item, plan = _item(actor, item_id)
    told = _told(item)
    item.delete()
    _line(plan, "inspection.plan_item_removed", actor, now, told)
    return plan


def _item(actor: Actor, item_id: int) -> tuple[PlanItem, Plan]:
    item = PlanItem.objects.filter(pk=item_id).first()
    if item is None:
        raise NotFound(_("There is no such check in a plan."))
    return item, _draft(actor, item.plan_id)


def _told(item: PlanItem) -> dict[str, Any]:
    return {
        "unit": people.agency_name(item.unit_id), "sort": item.sort, "from": item.from_on.isoformat(),
        "to": item.to_on.isoformat(), "team": item.team.name if item.team is not None else "", "theme": item.theme,
        "because": item.because,
    }


@transaction.atomic
def issue_plan(*, actor: Actor, plan_id: int, number: str, issued_on: date, now: datetime) -> Plan:
    """Ban hành kế hoạch. From then on it does not change. Journal: `inspection.plan_issued` with every check of it.

    Refused while a check has a warning without an answer, lacks its team or checklist, or a member would by now
    inspect his own house.
    """
    plan = Plan.objects.select_for_update(no_key=True, of=("self",)).filter(pk=plan_id).first()
    if plan is None:
        raise NotFound(_("There is no such plan, or it is not open to you."))
    require(actor, ISSUE, plan.agency_id)
    if plan.issued_on is not None:
        raise MoveRefused(_("The plan was issued as %(number)s already.") % {"number": plan.number})
    title = one_line(number)[:60]
    if not title:
        raise Invalid(_("Give the number of the plan."), field="number")
    if issued_on > people.local_date(now):
        raise Invalid(_("The day of issue lies in the future."), field="issued_on")
    if Plan.objects.filter(agency_id=plan.agency_id, number=title, issued_on__year=issued_on.year).exists():
        raise Invalid(_("A plan was issued under this number in the year already."), field="number")
    items = list(plan.items.select_related("unit", "team", "checklist"))
    if not items:
        raise Invalid(_("A plan without a single check is not issued."))
    if not plan.purposes:
        raise Invalid(_("Say what the plan is for before it is issued."))
    _complete(items)
    found = warnings_of(plan, items)
    open_ones = [item.unit.name for item in items if found[item.pk] and not item.because]
    if open_ones:
        raise MoveRefused(
            _("Warnings without an answer: %(units)s.") % {"units": "; ".join(open_ones)},
            hint=_("Give the reason for each of them, or change its days, team or unit."),
        )
    plan.number, plan.issued_on, plan.issued_by = title, issued_on, actor.signature
    plan.save(update_fields=["number", "issued_on", "issued_by"])
    body = {"number": title, "on": issued_on.isoformat(), "year": plan.year, "items": [_told(one) for one in items]}
    _line(plan, "inspection.plan_issued", actor, now, body)
    return plan


def _complete(items: list[PlanItem]) -> None:
    """Every check has its team and its checklist, both in force on its first day, and nobody inspects his own house."""
    for item in items:
        if item.team is None or item.checklist is None:
            raise Invalid(_("%(unit)s: the team or the checklist is missing.") % {"unit": item.unit.name})
        if not holds_on(item.checklist, item.from_on):
            raise Invalid(
                _("%(unit)s: checklist %(list)s does not hold on that day.")
                % {"unit": item.unit.name, "list": item.checklist}
            )
        check_may_inspect(item.team, item.unit_id, item.from_on, field="")


@transaction.atomic
def drop_draft(*, actor: Actor, plan_id: int, now: datetime) -> None:
    """Bỏ dự thảo kế hoạch. Its lines stay in the journal: `inspection.plan_dropped`."""
    plan = _draft(actor, plan_id)
    _line(plan, "inspection.plan_dropped", actor, now, {"name": plan.name, "items": plan.items.count()})
    plan.delete()
