"""Nhóm cơ quan nhận văn bản: formed, changed and ended by hand; a directive addresses them by name.

The rule of a group is kept as alternatives (see `AgencyGroup`). By hand one says at most one general alternative (kinds
and levels), the members named one by one and those left out; a finer rule that came with an import is kept as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.text import fold, nfc
from congvu.kernel.org.actions.lines import write_line
from congvu.kernel.org.models import Agency, AgencyGroup
from congvu.kernel.org.policy import ActingPerson, require
from congvu.kernel.ui import formats

KEEP = "org.agency.add"
LONGEST_CODE = 40


@transaction.atomic
def form_group(
    *,
    actor: ActingPerson,
    name: str,
    surfaces: Sequence[str],
    kinds: Sequence[str],
    levels: Sequence[str],
    members: Sequence[Agency],
    excluded: Sequence[Agency],
    now: datetime,
    behalf: str = "",
) -> AgencyGroup:
    """Lập nhóm cơ quan. Its code is made of its name; journals `group.formed`.

    Refuses a name that another group has, and a group that would mean nobody.
    """
    require(actor, KEEP)
    named = _named(name, None)
    rule = _rule(_general(kinds, levels), members, excluded)
    last: int = AgencyGroup.objects.aggregate(last=Max("position"))["last"] or 0
    code = _code(named)
    body = {"group": code, "name": named, "surfaces": list(surfaces), "rule": rule}
    write_line("group.formed", actor=actor, behalf=behalf, now=now, body=body)
    return AgencyGroup.objects.create(
        code=code, name=named, surfaces=_prints(surfaces), rule=rule, position=min(last + 10, 32000)
    )


@transaction.atomic
def change_group(
    *,
    actor: ActingPerson,
    group: AgencyGroup,
    name: str,
    surfaces: Sequence[str],
    members: Sequence[Agency],
    excluded: Sequence[Agency],
    now: datetime,
    kinds: Sequence[str] | None = None,
    levels: Sequence[str] | None = None,
    behalf: str = "",
) -> AgencyGroup:
    """Sửa nhóm cơ quan: name, prints and members, from now on; journals `group.changed` with the rule before and after.

    Without `kinds` and `levels` the general alternatives stay as they are. What was issued keeps its addressees.
    """
    require(actor, KEEP)
    row = _open(group)
    named = _named(name, row)
    general = general_ways(row) if kinds is None and levels is None else _general(kinds or (), levels or ())
    before, rule = row.rule, _rule(general, members, excluded)
    body = {"group": row.code, "name": named, "surfaces": list(surfaces), "before": before, "rule": rule}
    write_line("group.changed", actor=actor, behalf=behalf, now=now, body=body)
    row.name, row.surfaces, row.rule = named, _prints(surfaces), rule
    row.save(update_fields=["name", "surfaces", "rule"])
    return row


@transaction.atomic
def end_group(
    *, actor: ActingPerson, group: AgencyGroup, on: date, reason: str, now: datetime, behalf: str = ""
) -> AgencyGroup:
    """Chấm dứt nhóm. From the day `on` it means nobody and is offered no more; journals `group.ended`."""
    require(actor, KEEP)
    row = _open(group)
    if not reason.strip():
        raise Invalid(_("Give the reason."), field="reason")
    body = {"group": row.code, "name": row.name, "on": on.isoformat(), "reason": reason.strip()}
    write_line("group.ended", actor=actor, behalf=behalf, now=now, body=body)
    row.rule = {**row.rule, "until": on.isoformat()}
    row.save(update_fields=["rule"])
    return row


def general_ways(group: AgencyGroup) -> list[dict[str, Any]]:
    """The alternatives of a group's rule that name no single agencies, without what they leave out."""
    ways: list[dict[str, Any]] = group.rule.get("any", [])
    kept = ({key: value for key, value in way.items() if key != "except_codes"} for way in ways if "codes" not in way)
    return list(kept)


def _open(group: AgencyGroup) -> AgencyGroup:
    row = AgencyGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
    until = row.ended_on
    if until is not None:
        raise Invalid(_("This group ends on %(day)s.") % {"day": formats.day(until)})
    return row


def _named(name: str, own: AgencyGroup | None) -> str:
    named = " ".join(nfc(name).split())[:160]
    if not named:
        raise Invalid(_("Give the group a name."), field="name")
    others = [row for row in AgencyGroup.objects.all() if own is None or row.pk != own.pk]
    if any(fold(row.name) == fold(named) and row.ended_on is None for row in others):
        raise Invalid(_("Another group has this name."), field="name")
    return named


def _prints(surfaces: Sequence[str]) -> list[str]:
    return [text for text in (" ".join(nfc(line).split()) for line in surfaces) if text]


def _code(name: str) -> str:
    stem = slugify(fold(name))[: LONGEST_CODE - 3].strip("-") or "nhom"
    taken = set(AgencyGroup.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return next(code for n in range(1, len(taken) + 2) if (code := stem if n == 1 else f"{stem}-{n}") not in taken)


def _general(kinds: Sequence[str], levels: Sequence[str]) -> list[dict[str, Any]]:
    if not kinds and levels:
        raise Invalid(_("Say which kinds of agency of this level are meant."), field="kinds")
    return [{"kinds": list(kinds)} | ({"levels": list(levels)} if levels else {})] if kinds else []


def _rule(general: Sequence[dict[str, Any]], members: Sequence[Agency], excluded: Sequence[Agency]) -> dict[str, Any]:
    left_out = [row.code for row in excluded]
    both = next((row for row in members if row.code in left_out), None)
    if both is not None:
        raise Invalid(_("%(name)s is both named and left out.") % {"name": both.name}, field="excluded")
    ways = [{**way, "except_codes": left_out} if left_out else dict(way) for way in general]
    if members:
        ways.append({"codes": [row.code for row in members]})
    if not ways:
        raise Invalid(_("The group would mean nobody: name members, or the kinds of agency it means."), field="members")
    return {"any": ways}
