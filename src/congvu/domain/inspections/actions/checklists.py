"""Soạn, ban hành bộ nội dung kiểm tra: drafts are worked on, a version in force is never changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotFound
from congvu.core.text import one_line, skey
from congvu.domain.inspections.models import Checklist, ChecklistItem, Severity
from congvu.domain.inspections.policy.sheets import ItemRow
from congvu.domain.inspections.policy.standing import province_id
from congvu.domain.inspections.shipped import checklist as shipped
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.policy import people
from congvu.kernel.journal.actions import record
from congvu.kernel.ui import formats

EDIT, ISSUE = "inspections.plan.edit", "inspections.plan.issue"
MARKS = ("F", "R", "M")
MOST_ITEMS = 300
_FIELDS = ("group", "name", "evidence", "violation", "basis", "mark", "severity", "counts_heads")


def _line(checklist: Checklist, verb: str, actor: Actor, now: datetime, body: dict[str, Any]) -> None:
    body = {"checklist": checklist.code, "version": checklist.number, **body}
    record(stream=f"inspection_checklist/{checklist.code}", verb=verb, at=now, actor=actor.signature, body=body)


def lay_down_shipped(*, now: datetime) -> Checklist | None:
    """The checklist that comes with the product, as version 1; None where some version of it is there already."""
    if Checklist.objects.filter(code=shipped.CODE).exists():
        return None
    with transaction.atomic():
        made = Checklist.objects.create(code=shipped.CODE, number=1, name=shipped.NAME, made_at=now)
        ChecklistItem.objects.bulk_create(
            ChecklistItem(
                checklist=made, position=place, code=row.code, group=row.group, name=row.name, evidence=row.evidence,
                violation=row.violation, basis=row.basis, mark=row.mark, severity=row.severity,
                counts_heads=row.heads,
            )
            for place, row in enumerate(shipped.ROWS, start=1)
        )  # fmt: skip
        made.in_force_from = shipped.IN_FORCE_FROM
        made.save(update_fields=["in_force_from"])
    return made


def lay_down_after_migrate(**_kwargs: Any) -> None:
    """Handler of Django's `post_migrate` for this room (reference data follow the code)."""
    lay_down_shipped(now=timezone.now())


def _draft(actor: Actor, checklist_id: int, now: datetime) -> Checklist:
    """The draft, locked, if the actor may edit it."""
    found = Checklist.objects.select_for_update(no_key=True).filter(pk=checklist_id).first()
    if found is None:
        raise NotFound(_("There is no such checklist."))
    require(actor, EDIT, province_id(people.local_date(now)))
    if found.in_force_from is not None:
        raise MoveRefused(
            _("This version is in force; what is checked is not changed behind those who are checked."),
            hint=_("Begin a new version and change that."),
        )
    return found


@transaction.atomic
def copy_version(*, actor: Actor, checklist_id: int, name: str = "", theme: str = "", now: datetime) -> Checklist:
    """Soạn phiên bản mới. A draft with the items of this version; named for a theme it is a checklist of its own.

    MoveRefused while another draft of the same checklist is being worked on. Journal: `inspection.checklist_drafted`.
    """
    require(actor, EDIT, province_id(people.local_date(now)))
    source = Checklist.objects.filter(pk=checklist_id).first()
    if source is None:
        raise NotFound(_("There is no such checklist."))
    title, about = one_line(name)[:300], one_line(theme)[:300]
    if about:
        code = _code_of(about)
        if Checklist.objects.filter(code=code).exists():
            raise Invalid(_("There is a checklist for this theme already."), field="theme",
                          hint=_("Begin a new version of that one."))  # fmt: skip
        number = 1
        title = title or about
    else:
        code = source.code
        rows = Checklist.objects.filter(code=code)
        if rows.filter(in_force_from=None).exists():
            raise MoveRefused(_("A draft of this checklist is being worked on already."))
        number = (rows.aggregate(n=Max("number"))["n"] or 0) + 1
        title, about = title or source.name, source.theme
    made = Checklist.objects.create(code=code, number=number, name=title, theme=about, made_at=now)
    items = list(source.items.all())
    for item in items:
        item.pk, item.checklist = None, made
    ChecklistItem.objects.bulk_create(items)
    _line(made, "inspection.checklist_drafted", actor, now, {"name": title, "theme": about, "from": str(source)})
    return made


def _code_of(theme: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", skey(theme)).strip("-")[:40] or "chuyen-de"


def checked(given: dict[str, Any]) -> dict[str, Any]:
    """The fields of an item, cleaned. Invalid names the field that cannot be accepted."""
    group = one_line(str(given.get("group", ""))).upper()[:2]
    if group not in shipped.GROUPS:
        raise Invalid(_("Choose a group from A to I."), field="group")
    name = one_line(str(given.get("name", "")))
    if not name or len(name) > 300:
        raise Invalid(_("Say what is checked, in at most 300 characters."), field="name")
    if given.get("mark") not in MARKS:
        raise Invalid(_("Choose where the item comes from: F, R or M."), field="mark")
    severity = given.get("severity")
    if severity not in Severity.values:
        raise Invalid(_("Choose how grave a fault usually is, from 0 to 4."), field="severity")
    if given["mark"] == "R" and not one_line(str(given.get("basis", ""))):
        raise Invalid(_("An item that follows from a rule names the rule."), field="basis")
    return {
        "group": group, "name": name, "evidence": one_line(str(given.get("evidence", "")))[:500],
        "violation": one_line(str(given.get("violation", "")))[:500],
        "basis": one_line(str(given.get("basis", "")))[:300], "mark": given["mark"], "severity": severity,
        "counts_heads": bool(given.get("counts_heads")),
    }


@transaction.atomic
def add_item(*, actor: Actor, checklist_id: int, now: datetime, **given: Any) -> ChecklistItem:
    """Thêm nội dung, behind the last of its group. Its code is the next free number. `inspection.item_added`."""
    checklist = _draft(actor, checklist_id, now)
    values = checked(given)
    items = list(checklist.items.all())
    if len(items) >= MOST_ITEMS:
        raise Invalid(_("A checklist has at most %(n)d items.") % {"n": MOST_ITEMS})
    taken = [int(one.code[1:]) for one in items if one.code[1:].isdigit()]
    code = f"{values['group']}{max(taken, default=0) + 1:02d}"
    made = ChecklistItem(checklist=checklist, code=code, **values)
    _place(items, made)
    _line(checklist, "inspection.item_added", actor, now, {"item": code, "name": values["name"]})
    return made


def _place(items: list[ChecklistItem], made: ChecklistItem) -> None:
    """Put the item behind the last of its group and number all places anew."""
    at = max((place for place, one in enumerate(items) if one.group <= made.group), default=-1) + 1
    items.insert(at, made)
    for place, one in enumerate(items, start=1):
        if one.position != place or one.pk is None:
            one.position = place
            one.save()


@transaction.atomic
def change_item(*, actor: Actor, item_id: int, now: datetime, **given: Any) -> ChecklistItem:
    """Sửa nội dung of a draft. Journal: `inspection.item_changed` with what differs."""
    item = _item(item_id)
    checklist = _draft(actor, item.checklist_id, now)
    values = checked(given)
    changes = {name: values[name] for name in _FIELDS if getattr(item, name) != values[name]}
    if not changes:
        return item
    for name, value in changes.items():
        setattr(item, name, value)
    item.save(update_fields=list(changes))
    if "group" in changes:
        others = [one for one in checklist.items.all() if one.pk != item.pk]
        item.position = 0
        _place(others, item)
    _line(checklist, "inspection.item_changed", actor, now, {"item": item.code, **changes})
    return item


@transaction.atomic
def remove_item(*, actor: Actor, item_id: int, now: datetime) -> Checklist:
    """Bỏ nội dung of a draft. Journal: `inspection.item_removed`."""
    item = _item(item_id)
    checklist = _draft(actor, item.checklist_id, now)
    item.delete()
    for place, one in enumerate(checklist.items.all(), start=1):
        if one.position != place:
            one.position = place
            one.save(update_fields=["position"])
    _line(checklist, "inspection.item_removed", actor, now, {"item": item.code, "name": item.name})
    return checklist


def _item(item_id: int) -> ChecklistItem:
    found = ChecklistItem.objects.filter(pk=item_id).first()
    if found is None:
        raise NotFound(_("There is no such item."))
    return found


@transaction.atomic
def import_items(*, actor: Actor, checklist_id: int, rows: Sequence[ItemRow], name: str, now: datetime) -> Checklist:
    """Nhập từ bảng: the rows of a sheet take the place of all items of the draft, together or none.

    Invalid while a row has problems. Journal: `inspection.checklist_imported`.
    """
    checklist = _draft(actor, checklist_id, now)
    if any(row.problems for row in rows):
        raise Invalid(_("Some rows cannot be imported; nothing was written."), field="file")
    checklist.items.all().delete()
    ChecklistItem.objects.bulk_create(
        ChecklistItem(checklist=checklist, position=place, code=row.code, **checked(row.values))
        for place, row in enumerate(rows, start=1)
    )
    _line(checklist, "inspection.checklist_imported", actor, now, {"file": name, "items": len(rows)})
    return checklist


@transaction.atomic
def put_in_force(*, actor: Actor, checklist_id: int, from_on: date, now: datetime) -> Checklist:
    """Ban hành phiên bản: it holds from the day on, the one before ends on it. `inspection.checklist_in_force`."""
    today = people.local_date(now)
    require(actor, ISSUE, province_id(today))
    checklist = Checklist.objects.select_for_update(no_key=True).filter(pk=checklist_id).first()
    if checklist is None:
        raise NotFound(_("There is no such checklist."))
    if checklist.in_force_from is not None:
        raise MoveRefused(_("This version has been put in force already."))
    if not checklist.items.exists():
        raise Invalid(_("A checklist needs at least one item."))
    if from_on < today:
        raise Invalid(_("A version holds from today or a later day; visits of the past keep theirs."), field="from_on")
    older = Checklist.objects.filter(code=checklist.code, in_force_from__isnull=False, ended_on=None).first()
    if older is not None and older.in_force_from is not None and older.in_force_from >= from_on:
        raise Invalid(
            _("Version %(n)d holds from %(day)s; the new one must begin later.")
            % {"n": older.number, "day": formats.day(older.in_force_from)}, field="from_on",
        )  # fmt: skip
    if older is not None:
        older.ended_on = from_on
        older.save(update_fields=["ended_on"])
    checklist.in_force_from = from_on
    checklist.save(update_fields=["in_force_from"])
    _line(checklist, "inspection.checklist_in_force", actor, now, {"from": from_on.isoformat()})
    return checklist


@transaction.atomic
def drop_draft(*, actor: Actor, checklist_id: int, now: datetime) -> None:
    """Bỏ dự thảo. A draft that is not needed goes; its lines stay in the journal: `inspection.checklist_dropped`."""
    checklist = _draft(actor, checklist_id, now)
    _line(checklist, "inspection.checklist_dropped", actor, now, {"items": checklist.items.count()})
    checklist.delete()
