"""Bộ nội dung kiểm tra: which versions there are, which one holds on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.domain.inspections.models import Checklist, ChecklistItem
from congvu.domain.inspections.policy.standing import province_id
from congvu.domain.inspections.shipped.checklist import GROUPS
from congvu.kernel.accounts.policy import Actor

EDIT, ISSUE = "inspections.plan.edit", "inspections.plan.issue"


def may_edit(actor: Actor, on: date) -> bool:
    """Whether the actor drafts checklists: laid down for the whole province."""
    return actor.may(EDIT, province_id(on))


def may_issue(actor: Actor, on: date) -> bool:
    """Whether the actor puts them in force."""
    return actor.may(ISSUE, province_id(on))


def holds_on(checklist: Checklist, on: date) -> bool:
    """Whether this version is the one that holds on the day."""
    return state_of(checklist, on) == "in_force"


def state_of(checklist: Checklist, on: date) -> str:
    """draft, planned, in_force or ended."""
    if checklist.in_force_from is None:
        return "draft"
    if on < checklist.in_force_from:
        return "planned"
    return "in_force" if checklist.ended_on is None or on < checklist.ended_on else "ended"


def in_force(code: str, on: date) -> Checklist | None:
    """The version of a checklist visits of the day work by."""
    rows = Checklist.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on), code=code, in_force_from__lte=on)
    return rows.order_by("-in_force_from").first()


def all_in_force(on: date) -> list[Checklist]:
    """Every checklist that holds on the day, the general one first."""
    rows = Checklist.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on), in_force_from__lte=on)
    return sorted(rows, key=lambda one: (one.theme != "", one.name))


def usable_in(year: int) -> list[Checklist]:
    """Versions that hold on some day of the year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = Checklist.objects.filter(Q(ended_on=None) | Q(ended_on__gt=first), in_force_from__lte=last)
    return sorted(rows, key=lambda one: (one.theme != "", one.name, -one.number))


def visible_checklists(actor: Actor, on: date) -> QuerySet[Checklist]:
    """Everything that is or was in force; drafts for those who work on them or put them in force."""
    rows = Checklist.objects.annotate(n=Count("items"))
    if may_edit(actor, on) or may_issue(actor, on):
        return rows
    return rows.filter(in_force_from__isnull=False)


def checklist_for(actor: Actor, checklist_id: int, on: date) -> Checklist:
    """One of them, or NotFound."""
    found = visible_checklists(actor, on).filter(pk=checklist_id).first()
    if found is None:
        raise NotFound(_("There is no such checklist."))
    return found


def versions_of(actor: Actor, code: str, on: date) -> list[Checklist]:
    """All versions of a checklist, the newest first."""
    return list(visible_checklists(actor, on).filter(code=code).order_by("-number"))


def items_of(checklist: Checklist) -> list[ChecklistItem]:
    """The items in their order."""
    return list(checklist.items.all())


def item_for(actor: Actor, item_id: int, on: date) -> ChecklistItem:
    """An item of a checklist open to the actor, or NotFound."""
    found = ChecklistItem.objects.select_related("checklist").filter(pk=item_id).first()
    if found is None:
        raise NotFound(_("There is no such item."))
    checklist_for(actor, found.checklist_id, on)
    return found


@dataclass(frozen=True, slots=True)
class Group:
    """The items of one group."""

    code: str
    name: str
    items: list[ChecklistItem]


def in_groups(items: list[ChecklistItem]) -> list[Group]:
    """The items under the headings of their groups, in their order."""
    codes = list(dict.fromkeys(one.group for one in items))
    return [Group(code, GROUPS.get(code, code), [one for one in items if one.group == code]) for code in codes]
