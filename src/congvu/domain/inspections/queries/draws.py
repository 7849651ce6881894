"""Bốc thăm: rounds, what is public of them, who may act on them. Nothing here can read what is sealed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.lot import Published, read_listing
from congvu.core.refusals import NotFound
from congvu.domain.inspections.models import DeviceKey, Opening, Round, Slot, Team
from congvu.domain.inspections.queries import teams
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people

ORDER, CONDUCT, READ = "inspections.draw.order", "inspections.visit.conduct", "inspections.plan.read"


def all_rounds() -> QuerySet[Round]:
    """Every round: that a draw is held, with its lists and commitments, is public."""
    return Round.objects.select_related("agency", "team", "ordered_by", "head")


def round_of(code: str) -> Round:
    """The round with this code, or NotFound."""
    found = all_rounds().filter(code=code).first()
    if found is None:
        raise NotFound(_("There is no such draw."))
    return found


def published(one: Round) -> Published:
    """The listing of a round, read back from its text."""
    return read_listing(one.listing)


def may_order(actor: Actor, one: Round) -> bool:
    """Whether the actor is who ordered the round: nobody seals or closes in his place."""
    return actor.official_id == one.ordered_by_id and actor.may(ORDER, one.agency_id)


def may_open(actor: Actor, one: Round) -> bool:
    """Whether the actor may open slots: the head of the team, or who ordered."""
    return actor.official_id is not None and actor.official_id in (one.head_id, one.ordered_by_id)


def is_over(one: Round, on: date) -> bool:
    """Whether slots can be opened no more."""
    return one.closed_at is not None or on > one.opens_until


def keys_of(official_id: int | None) -> list[DeviceKey]:
    """The keys in force of a person, the newest last."""
    return list(DeviceKey.objects.filter(official_id=official_id or 0, revoked_at=None))


def newest_key(official_id: int) -> DeviceKey | None:
    """The key envelopes are made for: the one made last."""
    return DeviceKey.objects.filter(official_id=official_id, revoked_at=None).order_by("made_at", "pk").last()


def openings(one: Round) -> list[Opening]:
    """What has been revealed of a round, by slot."""
    rows = Opening.objects.filter(slot__round=one).select_related("slot").order_by("slot__number")
    return list(rows)


def teams_to_order_with(actor: Actor, on: date) -> list[Team]:
    """Teams in force of the agencies where the actor orders, that have a head and inspectors besides."""
    found = teams.teams_in_force(actor.scope_of(ORDER), on)
    return [one for one in found if teams.is_in_force(one, on) and teams.head_of(one, on) is not None]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a draw with this team can be held over: `units` that may be drawn, `closed` ones the head may not enter,
    `inspectors` who are drawn, each with the names of units of these he takes no part in."""

    units: tuple[tuple[str, str], ...]
    closed: tuple[str, ...]
    inspectors: tuple[tuple[str, tuple[str, ...]], ...]


def offer_of(team: Team, units: Sequence[tuple[str, str]], on: date) -> Offer:
    """Units and inspectors as the chosen team allows them."""
    names = {int(pk): name for pk, name in units}
    head = teams.head_of(team, on)
    pairs = teams.recused_pairs(team, list(names), on)
    shut = {unit for person, unit in pairs if head is not None and person == head.official_id}
    drawn = [one for one in teams.inspectors_on(team, on) if head is None or one.pk != head.pk]
    away = {
        one.pk: tuple(names[unit] for person, unit in pairs if person == one.official_id and unit not in shut)
        for one in drawn
    }
    return Offer(
        tuple((pk, name) for pk, name in units if int(pk) not in shut), tuple(names[pk] for pk in sorted(shut)),
        tuple((one.name, away[one.pk]) for one in drawn),
    )


def next_code(agency_code: str, year: int) -> str:
    """A code for the next round of an agency: commitments are bound to it, so it is known before they are made."""
    start = f"{agency_code}-{year}-"
    used = {code.removeprefix(start) for code in
            Round.objects.filter(code__startswith=start).values_list("code", flat=True)}  # fmt: skip
    number = 1
    while str(number) in used:
        number += 1
    return f"{start}{number}"


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A slot as everybody may see it. state: sealed, used, unused or never (not revealed when the round was over)."""

    slot: Slot
    opening: Opening | None
    state: str
    unit_name: str = ""
    people: tuple[str, ...] = ()
    skew: int = 0

    @property
    def number(self) -> int:
        return self.slot.number


def slot_rows(one: Round, on: date) -> list[SlotRow]:
    """The slots of a round with what was revealed. Nobody sees here which of the sealed ones stand for a visit."""
    names, found = _names(one), []
    revealed = {row.slot_id: row for row in openings(one)}
    for slot in one.slots.defer("envelope"):
        row = revealed.get(slot.pk)
        if row is None:
            found.append(SlotRow(slot, None, "never" if is_over(one, on) else "sealed"))
            continue
        told = row.told or {}
        unit = told.get("unit_name") if row.used else names.get(row.drawn, row.drawn)
        team = row.replaced.get("team") or told.get("team") or row.drawn_team
        found.append(SlotRow(
            slot, row, "used" if row.used else "unused", str(unit or row.drawn),
            tuple(names.get(code, code) for code in team), round((row.received_at - row.at).total_seconds()),
        ))  # fmt: skip
    return found


def _names(one: Round) -> dict[str, str]:
    listing = published(one).listing
    return {**{row.code: row.name for row in listing.units}, **{row.code: row.name for row in listing.inspectors}}


def record_of(one: Round) -> dict[str, Any]:
    """Hồ sơ bốc thăm: what the stand-alone program reads to reckon everything again. Public to the letter."""
    slots = list(one.slots.values_list("number", "commitment", "envelope_hash"))
    rows = openings(one)
    sealed = one.sealed_at is not None
    return {
        "listing": one.listing, "listing_hash": one.listing_hash,
        "commitments": {str(number): commitment for number, commitment, _hash in slots}, "beacon": one.beacon,
        "envelopes": {str(number): found for number, _commitment, found in slots} if sealed else {},
        "openings": [
            {
                "slot": row.slot.number, "secret": row.secret, "unit": row.drawn, "team": row.drawn_team,
                "withdrawn": row.withdrawn, "used": row.used, "followed": row.followed, "salt": row.salt,
                "told": row.told, "replaced": row.replaced, "at": row.at.isoformat(),
                "received_at": row.received_at.isoformat(), "place": row.place,
            }
            for row in rows
        ],
        "ordered_by": people.official_name(one.ordered_by_id), "beacon_read": one.beacon_read,
        "factors": one.factors, "open_until": one.opens_until.isoformat(),
        "closed_at": one.closed_at.isoformat() if one.closed_at else "",
    }  # fmt: skip


def record_text(one: Round) -> str:
    """The same as text."""
    return json.dumps(record_of(one), ensure_ascii=False, indent=1, sort_keys=True)


def rounds_for(actor: Actor) -> QuerySet[Round]:
    """The rounds as the room lists them."""
    rows = all_rounds().order_by("-committed_at")
    if actor.may(READ):
        return rows
    return rows.filter(Q(ordered_by_id=actor.official_id or 0) | Q(head_id=actor.official_id or 0))


def state_of(one: Round, now: datetime) -> str:
    """committed (waits for the value), due (the value may be entered), drawn, over (not closed yet) or closed."""
    if one.closed_at is not None:
        return "closed"
    if is_over(one, people.local_date(now)):
        return "over"
    if one.beacon:
        return "drawn"
    return "due" if now >= one.beacon_at else "committed"
