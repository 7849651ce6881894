"""Sắp xếp tổ chức bộ máy: renaming, merging, splitting, abolishing and transferring agencies, each with heirs.

An agency keeps one name and one parent for life; an act ends it on a day and names who answers from that day on. Posts
and appointments of an ended agency end with it. Where the body goes on under another name or parent (rename, transfer)
its posts, people and units go on in the successor; where it does not (merge, split, abolish) its units end with it and
pass to the same heirs, and people are appointed anew.

Legal basis: Luật Tổ chức chính quyền địa phương 2025 (two tiers from 1 July 2025); the decision is named in each act.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.kernel.org.actions.agencies import NewAgency, locked, locked_all, make_agency
from congvu.kernel.org.actions.ending import end_all, open_appointments, open_posts, same_post, units_below
from congvu.kernel.org.actions.lines import ask_to_follow, write_line
from congvu.kernel.org.actions.successions import checked_shares
from congvu.kernel.org.models import Agency, Appointment, Succession, SuccessionKind
from congvu.kernel.org.policy import ActingPerson, exists_on, require

PERMISSION = "org.agency.reorganise"


@dataclass(frozen=True, slots=True)
class Reorganisation:
    """What an act did: the agencies that ended (units included) and who answers for them."""

    kind: str
    on: date
    ended: tuple[Agency, ...]
    heirs: tuple[Agency, ...]
    made: tuple[Agency, ...] = ()


@transaction.atomic
def rename_agency(
    *,
    actor: ActingPerson,
    agency: Agency,
    name: str,
    code: str,
    on: date,
    decision: str,
    now: datetime,
    short_name: str = "",
    symbol: str = "",
    aliases: tuple[str, ...] = (),
    behalf: str = "",
) -> Reorganisation:
    """Đổi tên cơ quan. The agency goes on under another name and code; journals `agency.renamed`."""
    agency = _ending(actor, [agency], on, decision)[0]
    new = replace(_like(agency), name=name, code=code, short_name=short_name, aliases=aliases)
    if symbol:
        new = replace(new, symbol=symbol)
    return go_on(SuccessionKind.RENAME, agency, new, actor=actor, on=on, decision=decision, now=now, behalf=behalf)


@transaction.atomic
def transfer_agency(
    *,
    actor: ActingPerson,
    agency: Agency,
    parent: Agency,
    code: str,
    on: date,
    decision: str,
    now: datetime,
    behalf: str = "",
) -> Reorganisation:
    """Chuyển cơ quan về trực thuộc cơ quan khác. Goes on under another parent; journals `agency.transferred`."""
    agency = _ending(actor, [agency], on, decision)[0]
    require(actor, PERMISSION, parent.pk)
    above: Agency | None = parent
    while above is not None:
        if above.pk == agency.pk:
            raise Invalid(_("An agency cannot be put below itself."), field="parent")
        above = above.parent
    new = replace(_like(agency), parent=parent, code=code)
    return go_on(SuccessionKind.TRANSFER, agency, new, actor=actor, on=on, decision=decision, now=now, behalf=behalf)


@transaction.atomic
def merge_agencies(
    *,
    actor: ActingPerson,
    agencies: Sequence[Agency],
    into: NewAgency | Agency,
    on: date,
    decision: str,
    now: datetime,
    behalf: str = "",
) -> Reorganisation:
    """Sáp nhập, hợp nhất. Several agencies end; a new one (hợp nhất) or an existing one (sáp nhập) is the heir of all.

    Journals `agencies.merged`. The new one needs posts and appointments of its own.
    """
    if not agencies or (isinstance(into, NewAgency) and len({row.pk for row in agencies}) < 2):
        raise Invalid(_("A merger needs at least two agencies."), field="agencies")
    ending = _ending(actor, agencies, on, decision)
    heir = _heir(into, actor, on, {row.pk for row in ending})
    shares = {row.pk: [(heir, Decimal(1))] for row in ending}
    return _end_with_heirs(
        SuccessionKind.MERGE, ending, shares, actor=actor, on=on, decision=decision, now=now, behalf=behalf
    )


@transaction.atomic
def split_agency(
    *,
    actor: ActingPerson,
    agency: Agency,
    heirs: Sequence[tuple[NewAgency | Agency, Decimal]],
    on: date,
    decision: str,
    now: datetime,
    behalf: str = "",
) -> Reorganisation:
    """Chia, tách. One agency ends and several take over, each its share (sum exactly 1); journals `agency.split`."""
    if len(heirs) < 2:
        raise Invalid(_("A split needs at least two heirs."), field="heirs")
    return _divide(SuccessionKind.SPLIT, agency, heirs, actor=actor, on=on, decision=decision, now=now, behalf=behalf)


@transaction.atomic
def abolish_agency(
    *,
    actor: ActingPerson,
    agency: Agency,
    heirs: Sequence[tuple[Agency, Decimal]],
    on: date,
    decision: str,
    now: datetime,
    behalf: str = "",
) -> Reorganisation:
    """Giải thể, kết thúc hoạt động. The agency ends; existing agencies take over its affairs; `agency.abolished`.

    Heirs are asked for: work the administration owes somebody always has an agency that answers for it.
    """
    return _divide(SuccessionKind.ABOLISH, agency, heirs, actor=actor, on=on, decision=decision, now=now, behalf=behalf)


VERBS: dict[str, str] = {
    SuccessionKind.RENAME: "agency.renamed",
    SuccessionKind.TRANSFER: "agency.transferred",
    SuccessionKind.MERGE: "agencies.merged",
    SuccessionKind.SPLIT: "agency.split",
    SuccessionKind.ABOLISH: "agency.abolished",
}


def _ending(actor: ActingPerson, agencies: Iterable[Agency], on: date, decision: str) -> list[Agency]:
    """Lock the agencies that are to end and see that the actor may and that they can. Raises NotAllowed, Invalid."""
    rows = locked_all(list(agencies))
    for row in rows:
        require(actor, PERMISSION, row.pk)
    if not decision.strip():
        raise Invalid(_("Name the decision this rests on."), field="decision")
    for row in rows:
        if row.valid_to is not None:
            raise Invalid(_("%(name)s has ended already.") % {"name": row.name}, field="agencies")
        if on <= row.valid_from:
            raise Invalid(_("%(name)s would end before it began.") % {"name": row.name}, field="on")
    return rows


def _like(agency: Agency) -> NewAgency:
    """A new agency that is like an old one in everything."""
    return NewAgency(
        code=agency.code,
        name=agency.name,
        kind=agency.kind,
        level=agency.level,
        parent=agency.parent,
        short_name=agency.short_name,
        symbol=agency.symbol,
        aliases=tuple(agency.aliases),
        place_kind=agency.place_kind,
        place_name=agency.place_name,
        calendar=agency.calendar,
        position=agency.position,
    )


def _heir(wanted: NewAgency | Agency, actor: ActingPerson, on: date, ending: set[int]) -> Agency:
    """The heir's row: an existing agency that goes on after that day, or a new one."""
    if isinstance(wanted, NewAgency):
        require(actor, PERMISSION, wanted.parent.pk if wanted.parent else None)
        made = make_agency(wanted, on)
        made.save(force_insert=True)
        return made
    heir = locked(wanted)
    require(actor, PERMISSION, heir.pk)
    if heir.pk in ending:
        raise Invalid(_("An agency that ends cannot be its own heir."), field="heirs")
    if not exists_on(heir, on):
        raise Invalid(_("%(name)s does not exist on that day and cannot inherit.") % {"name": heir.name}, field="heirs")
    return heir


def _divide(
    kind: SuccessionKind,
    agency: Agency,
    heirs: Sequence[tuple[NewAgency | Agency, Decimal]] | Sequence[tuple[Agency, Decimal]],
    *,
    actor: ActingPerson,
    on: date,
    decision: str,
    now: datetime,
    behalf: str,
) -> Reorganisation:
    shares = checked_shares([share for _heir_wanted, share in heirs])
    ending = _ending(actor, [agency], on, decision)
    rows = [_heir(wanted, actor, on, {ending[0].pk}) for wanted, _share in heirs]
    if len({row.pk for row in rows}) != len(rows):
        raise Invalid(_("An heir is named twice."), field="heirs")
    inherit = {ending[0].pk: list(zip(rows, shares, strict=True))}
    return _end_with_heirs(kind, ending, inherit, actor=actor, on=on, decision=decision, now=now, behalf=behalf)


def _end_with_heirs(
    kind: SuccessionKind,
    ending: list[Agency],
    inherit: dict[int, list[tuple[Agency, Decimal]]],
    *,
    actor: ActingPerson,
    on: date,
    decision: str,
    now: datetime,
    behalf: str,
) -> Reorganisation:
    """End the agencies and the units below them; write who inherits what; ask for their cases to follow."""
    heirs = list({heir.pk: heir for shares in inherit.values() for heir, _share in shares}.values())
    kept = {heir.pk for heir in heirs}
    rows, ended = [], []
    for agency in ending:
        for unit in [agency, *units_below(agency, on)]:
            if unit.pk in kept:
                raise Invalid(
                    _("%(name)s is a unit of what ends and cannot inherit.") % {"name": unit.name}, field="heirs"
                )
            ended.append(unit)
            for heir, share in inherit[agency.pk]:
                rows.append(
                    Succession(predecessor=unit, successor=heir, kind=kind, on=on, share=share, decision=decision)
                )
    body = {
        "ended": [{"code": row.code, "name": row.name} for row in ended],
        "heirs": [
            {"of": row.predecessor.code, "to": row.successor.code, "share": f"{row.share.normalize():f}"}
            for row in rows
        ],
        **_basis(on, decision),
    }
    write_line(VERBS[kind], actor=actor, behalf=behalf, now=now, body=body)
    Succession.objects.bulk_create(rows)
    end_all(ended, on)
    ask_to_follow([row.pk for row in ended], on=on, now=now)
    return Reorganisation(kind.value, on, tuple(ended), tuple(heirs))


def go_on(
    kind: str,
    agency: Agency,
    new: NewAgency,
    *,
    actor: ActingPerson,
    on: date,
    decision: str,
    now: datetime,
    behalf: str,
    follow: bool = True,
) -> Reorganisation:
    """The same body under another name or parent: units, posts and people go on in the successors.

    `follow` False: whoever calls asks for the open cases to follow.
    """
    if new.code == agency.code:
        raise Invalid(_("The successor needs a code of its own."), field="code")
    below = units_below(agency, on)
    successors = _successors(agency, new, below, on)
    body = {
        "agency": agency.code,
        "name": agency.name,
        "successor": successors[agency.pk].code,
        "successor_name": successors[agency.pk].name,
        "parent": new.parent.code if new.parent else "",
        "units": [[old.code, successors[old.pk].code] for old in below],
        **_basis(on, decision),
    }
    write_line(VERBS[kind], actor=actor, behalf=behalf, now=now, body=body)
    ended = [agency, *below]
    Succession.objects.bulk_create(
        Succession(
            predecessor=old,
            successor=successors[old.pk],
            kind=kind if old.pk == agency.pk else SuccessionKind.TRANSFER,
            on=on,
            share=Decimal(1),
            decision=decision,
        )
        for old in ended
    )
    _carry_on(ended, successors, on, decision)
    if follow:
        ask_to_follow([row.pk for row in ended], on=on, now=now)
    return Reorganisation(str(kind), on, tuple(ended), (successors[agency.pk],), tuple(successors.values()))


def _successors(agency: Agency, new: NewAgency, below: list[Agency], on: date) -> dict[int, Agency]:
    """By the old agency's number: its successor, and those of the units below it, saved."""
    successors: dict[int, Agency] = {}
    for old in [agency, *below]:
        wanted = new
        if old.pk != agency.pk:
            assert old.parent_id is not None
            code = f"{new.code}-{old.code.removeprefix(agency.code + '-')}"[:60].rstrip("-")
            wanted = replace(_like(old), code=code, parent=successors[old.parent_id])
        made = make_agency(wanted, on)
        made.save(force_insert=True)
        successors[old.pk] = made
    return successors


def _carry_on(ended: list[Agency], successors: dict[int, Agency], on: date, decision: str) -> None:
    """End the old agencies; their posts and people go on in the successors from that day."""
    seats = [(post, successors[post.agency_id]) for post in open_posts(ended, on)]
    serving = open_appointments([post for post, _successor in seats], on)
    end_all(ended, on)
    for post, successor in seats:
        seat = same_post(post, successor, on)
        for appointment in serving.get(post.pk, ()):
            Appointment.objects.create(
                official_id=appointment.official_id,
                post=seat,
                from_on=max(on, appointment.from_on),
                to_on=appointment.to_on,
                decision=decision,
            )


def _basis(on: date, decision: str) -> dict[str, Any]:
    return {"on": on.isoformat(), "decision": decision}
