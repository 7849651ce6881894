"""Kế hoạch kiểm tra: which are known to whom, their checks with what has to be answered before issuing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.domain.inspections.models import Plan, PlanItem, Visit, VisitSort
from congvu.domain.inspections.policy.frequency import COUNTED, Spell, Trouble, Warned, related, warnings
from congvu.domain.inspections.queries.teams import Kept, Standing
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Agency
from congvu.kernel.rules import queries as rules
from congvu.kernel.ui import formats

READ, EDIT, ISSUE = "inspections.plan.read", "inspections.plan.edit", "inspections.plan.issue"
ONCE_IN = "inspections.planned_once_in_months"
ISSUED_BY = "inspections.plan_issued_by"


def visible_plans(actor: Actor) -> QuerySet[Plan]:
    """Plans of the agencies the actor may read; an issued plan is open to everybody who may read plans."""
    rows = Plan.objects.select_related("agency")
    scope = actor.scope_of(READ)
    if scope is None:
        return rows
    if not scope:
        return rows.none()
    return rows.filter(Q(agency_id__in=scope) | Q(issued_on__isnull=False))


def plan_for(actor: Actor, plan_id: int) -> Plan:
    """One of them, or NotFound."""
    found = visible_plans(actor).filter(pk=plan_id).first()
    if found is None:
        raise NotFound(_("There is no such plan, or it is not open to you."))
    return found


def plans_for(actor: Actor) -> QuerySet[Plan]:
    """All of them with the number of their checks."""
    return visible_plans(actor).annotate(n=Count("items")).order_by("-year", "-pk")


def item_for(actor: Actor, item_id: int) -> PlanItem:
    """A check of a plan open to the actor, or NotFound."""
    found = PlanItem.objects.select_related("plan", "unit", "team", "checklist").filter(pk=item_id).first()
    if found is None or not visible_plans(actor).filter(pk=found.plan_id).exists():
        raise NotFound(_("There is no such check in a plan."))
    return found


@dataclass(slots=True)
class ItemRow:
    """A check of a plan as listed."""

    item: PlanItem
    warned: list[Warned] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    visit: Visit | None = None
    phase: str = ""
    url: str = ""
    may_announce: bool = False
    is_missed: bool = False

    @property
    def pk(self) -> int:
        return self.item.pk

    @property
    def from_on(self) -> date:
        return self.item.from_on

    @property
    def unit_name(self) -> str:
        return self.item.unit.name

    @property
    def is_open(self) -> bool:
        """Whether a warning waits for an answer."""
        return bool(self.warned) and not self.item.because


def rows_of(plan: Plan) -> list[ItemRow]:
    """The checks of a plan in the order of their days, each with its warnings and who takes no part."""
    items = list(plan.items.select_related("unit", "team", "checklist"))
    found = warnings_of(plan, items)
    standing = Standing(one.team for one in items if one.team is not None)
    return [
        ItemRow(one, found[one.pk], standing.kept_away(one.team, one.unit_id, one.from_on) if one.team else [])
        for one in items
    ]


def warnings_of(plan: Plan, items: Iterable[PlanItem]) -> Mapping[int, list[Warned]]:
    """What has to be answered, by check: against the plan itself, issued plans, and visits made.

    The frequency is the rulebook's on the first day of the plan's year.
    """
    items = list(items)
    months = int(rules.rule(ONCE_IN, date(plan.year, 1, 1)).value)
    others = [_spell(one) for one in items]
    others += [_spell(one, fixed=True) for one in _issued_items(plan)]
    others += list(_made(items, months))
    return {one.pk: _warned(one, others, months) for one in items}


def _warned(item: PlanItem, others: list[Spell], months: int) -> list[Warned]:
    days = (item.team.valid_from, item.team.valid_to) if item.team is not None else None
    return warnings(_spell(item), others, months, days)


def _spell(item: PlanItem, *, fixed: bool = False) -> Spell:
    first, last = formats.day(item.from_on), formats.day(item.to_on)
    words = f"{item.unit.name}, {first}" if first == last else f"{item.unit.name}, {first} – {last}"
    if item.team is not None:
        words = f"{words} ({item.team.name})"
    below = people.counted_under(item.unit_id)
    return Spell(f"item/{item.pk}", related(item.unit_id, below), item.sort, item.from_on, item.to_on, item.team_id,
                 words, fixed)  # fmt: skip


def _issued_items(plan: Plan) -> list[PlanItem]:
    """Checks of other plans that are issued, of the year and the ones beside it."""
    rows = PlanItem.objects.filter(
        plan__issued_on__isnull=False, plan__year__gte=plan.year - 1, plan__year__lte=plan.year + 1
    )
    return list(rows.exclude(plan=plan).select_related("unit", "team"))


def _made(items: list[PlanItem], months: int) -> Iterable[Spell]:
    """Visits made by plan or theme: those that came from a plan count through it, the others as they were made."""
    if not items:
        return
    first = min(one.from_on for one in items)
    since = date(first.year - (months + 11) // 12, 1, 1)
    rows = Visit.objects.filter(sort__in=COUNTED, plan_item=None, visit_on__gte=since)
    for visit in rows:
        words = _("visit of %(unit)s on %(day)s") % {"unit": visit.unit_name, "day": formats.day(visit.visit_on)}
        yield Spell(f"visit/{visit.pk}", related(visit.unit_id, people.counted_under(visit.unit_id)), visit.sort,
                    visit.visit_on, visit.visit_on, visit.team_id, words, fixed=True)  # fmt: skip


def trouble_words(one: Warned) -> str:
    """A warning as a sentence."""
    if one.trouble is Trouble.TWICE:
        return _("Checked by plan a second time too soon: %(other)s.") % {"other": one.other}
    if one.trouble is Trouble.OVERLAP:
        return _("Overlaps another check of the same unit: %(other)s.") % {"other": one.other}
    if one.trouble is Trouble.BUSY:
        return _("The team is elsewhere on these days: %(other)s.") % {"other": one.other}
    return _("The days lie outside the time of the team's decision.")


def late_issue(plan: Plan, on: date) -> date | None:
    """The day by which the plan ought to be issued, if that day has passed; None when it is in time."""
    value = rules.rule(ISSUED_BY, date(plan.year, 1, 1)).value
    day, _slash, month = value.partition("/")
    try:
        by = date(plan.year, int(month), int(day))
    except ValueError:
        return None
    return by if (plan.issued_on or on) > by else None


def is_agency(unit_id: int) -> bool:
    """Whether the unit is an agency of its own, not one below another."""
    return org.agency_by_id(unit_id).parent_id is not None and people.top_unit_of(unit_id) == unit_id


def units_on(on: date) -> list[Agency]:
    """Agencies and units that can be checked: all but the top, each agency followed by its units."""
    every = org.agencies_on(on)
    tops = [one for one in every if is_agency(one.pk)]
    below: dict[int, list[Agency]] = {}
    for one in every:
        if one.parent_id is not None and people.top_unit_of(one.pk) != one.pk:
            below.setdefault(people.top_unit_of(one.pk), []).append(one)
    return [unit for top in tops for unit in (top, *below.get(top.pk, []))]


def coming(actor: Actor, on: date, most: int = 8) -> list[PlanItem]:
    """Checks of issued plans that begin today or later, the next first."""
    rows = PlanItem.objects.filter(plan__in=visible_plans(actor), plan__issued_on__isnull=False, to_on__gte=on)
    return list(rows.select_related("plan", "unit", "team").order_by("from_on", "pk")[:most])


def issued_for(actor: Actor, year: int) -> Plan | None:
    """The issued plan of the year: the one of the highest agency the actor may read."""
    rows = plans_for(actor).filter(year=year, issued_on__isnull=False)
    return rows.order_by("agency__position", "-pk").first()


def drafts_for(actor: Actor) -> list[Plan]:
    """Drafts the actor may work on or issue."""
    rows = plans_for(actor).filter(issued_on=None)
    return [one for one in rows if actor.may(EDIT, one.agency_id) or actor.may(ISSUE, one.agency_id)]


def sorts_planned() -> list[tuple[str, str]]:
    """Sorts of check a plan may hold."""
    return [(one.value, str(one.label)) for one in (VisitSort.PLANNED, VisitSort.THEMATIC, VisitSort.RECHECK)]
