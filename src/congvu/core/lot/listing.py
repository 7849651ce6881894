"""Danh sách bốc thăm: who can be drawn, with which weight, by whom; published to the letter before the draw.

The text is the truth: its SHA-256 goes into every seed, so that no letter of it can be changed afterwards.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from itertools import accumulate
from typing import Any

from congvu.core.lot.texts import PROTOCOL, canonical, clean_code, clean_words
from congvu.core.lot.weights import HEAVIEST
from congvu.core.refusals import Invalid

MOST_UNITS, MOST_SLOTS, LARGEST_TEAM = 100_000, 10_000, 50
_CODE = "bad_listing"


@dataclass(frozen=True, slots=True)
class Unit:
    """Đơn vị có thể bị kiểm tra. `weight` is a whole number from 1 to 1,000,000,000."""

    code: str
    name: str
    weight: int


@dataclass(frozen=True, slots=True)
class Inspector:
    """Người kiểm tra."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Danh sách. Units in the order in which their weights are laid end to end; `recused` are (inspector, unit).

    A listing either has `slots` (surprise visits, opened one by one) or takes `take` units at once (an open draw).
    `beacon_at` is the moment, with its zone, before which nobody can know the public value read at `beacon_source`.
    """

    round: str
    units: tuple[Unit, ...]
    inspectors: tuple[Inspector, ...] = ()
    recused: tuple[tuple[str, str], ...] = ()
    slots: int = 0
    team_size: int = 0
    take: int = 0
    beacon_source: str
    beacon_at: datetime


@dataclass(frozen=True)
class Published:
    """Danh sách đã công bố: the listing and its exact text. Made by `publish` or `read_listing`, which check it."""

    listing: Listing
    text: str

    @cached_property
    def hash(self) -> str:
        """SHA-256 over the UTF-8 text, 64 hexadecimal digits."""
        return sha256(self.text.encode()).hexdigest()

    @cached_property
    def bounds(self) -> tuple[int, ...]:
        """Running sums of the weights: unit i has the numbers from bounds[i-1] (or 0) to bounds[i] - 1."""
        return tuple(accumulate(unit.weight for unit in self.listing.units))

    @property
    def total(self) -> int:
        """Sum of all weights."""
        return self.bounds[-1]

    @cached_property
    def recused_for(self) -> dict[str, frozenset[str]]:
        """Code of a unit → codes of the inspectors who must not be sent there."""
        found: dict[str, set[str]] = {}
        for inspector, unit in self.listing.recused:
            found.setdefault(unit, set()).add(inspector)
        return {unit: frozenset(codes) for unit, codes in found.items()}

    def eligible(self, unit: str) -> tuple[str, ...]:
        """Codes of the inspectors who may be sent to a unit, in the order of the listing."""
        out = self.recused_for.get(unit, frozenset())
        return tuple(one.code for one in self.listing.inspectors if one.code not in out)


def publish(listing: Listing) -> Published:
    """Put a listing in order (codes ascending, names in NFC, recusals once), check it and write its text.

    `Invalid` (`bad_listing`) for what cannot be drawn from; `no_inspector_left` where recusals leave a unit nobody.
    """
    units = (replace(one, name=clean_words(one.name, field="units", code=_CODE)) for one in listing.units)
    people = (replace(one, name=clean_words(one.name, field="inspectors", code=_CODE)) for one in listing.inspectors)
    ordered = replace(
        listing, units=tuple(sorted(units, key=lambda one: one.code)), recused=tuple(sorted(set(listing.recused))),
        inspectors=tuple(sorted(people, key=lambda one: one.code)),
        beacon_source=clean_words(listing.beacon_source, field="beacon_source", code=_CODE),
    )  # fmt: skip
    return _checked(Published(ordered, _text(ordered)))


def read_listing(text: str) -> Published:
    """A published text read back; `Invalid` (`bad_listing`) when it is not, to the letter, what `publish` writes."""
    try:
        data: dict[str, Any] = json.loads(text)
        listing = Listing(
            round=data["round"], units=tuple(Unit(one["code"], one["name"], one["weight"]) for one in data["units"]),
            inspectors=tuple(Inspector(one["code"], one["name"]) for one in data["inspectors"]),
            recused=tuple((inspector, unit) for inspector, unit in data["recused"]), slots=data["slots"],
            team_size=data["team_size"], take=data.get("take", 0), beacon_source=data["beacon_source"],
            beacon_at=datetime.fromisoformat(data["beacon_at"]),
        )  # fmt: skip
        again = publish(listing)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _refused("This text is no listing.", hint="Take the text as it was published.") from None
    if again.text != text:
        raise _refused("The text is not in the published order or form.", hint="Take it as it was published.")
    return again


def _text(listing: Listing) -> str:
    body: dict[str, Any] = {
        "v": PROTOCOL, "round": listing.round, "slots": listing.slots, "team_size": listing.team_size,
        "units": [{"code": one.code, "name": one.name, "weight": one.weight} for one in listing.units],
        "inspectors": [{"code": one.code, "name": one.name} for one in listing.inspectors],
        "recused": [list(pair) for pair in listing.recused], "beacon_source": listing.beacon_source,
        "beacon_at": listing.beacon_at.isoformat(timespec="seconds"),
    }  # fmt: skip
    return canonical(body | {"take": listing.take} if listing.take else body)


def _checked(published: Published) -> Published:
    listing = published.listing
    clean_code(listing.round, field="round", code=_CODE)
    if listing.beacon_at.utcoffset() is None:
        raise _refused("The moment of the public value needs its time zone.", field="beacon_at")
    if not 0 < len(listing.units) <= MOST_UNITS:
        raise _refused("A draw needs 1 to 100,000 units.", field="units")
    _codes("units", (one.code for one in listing.units))
    _codes("inspectors", (one.code for one in listing.inspectors))
    wrong = next((one for one in listing.units if not _whole(one.weight, 1, HEAVIEST)), None)
    if wrong is not None:
        raise _refused(f"The weight of “{wrong.code}” is no whole number from 1 on: nobody is exempt.", field="units")
    _sizes(listing)
    _recusals(published)
    return published


def _codes(field: str, codes: Iterable[str]) -> None:
    for code, times in Counter(codes).items():
        clean_code(code, field=field, code=_CODE)
        if times > 1:
            raise _refused(f"“{code}” stands twice in the list.", field=field, hint="Leave it once.")


def _sizes(listing: Listing) -> None:
    if listing.take:
        if listing.slots or not _whole(listing.take, 1, len(listing.units)):
            raise _refused(f"An open draw takes 1 to {len(listing.units)} of these units and has no slots.",
                           field="take", hint="Ask for fewer, or list more units.")  # fmt: skip
        return
    if not _whole(listing.slots, 1, MOST_SLOTS):
        raise _refused("A round has 1 to 10,000 slots.", field="slots")
    if not _whole(listing.team_size, 1, LARGEST_TEAM):
        raise _refused("A team has 1 to 50 persons.", field="team_size")


def _recusals(published: Published) -> None:
    listing = published.listing
    units, people = {one.code for one in listing.units}, {one.code for one in listing.inspectors}
    for inspector, unit in listing.recused:
        if inspector not in people or unit not in units:
            raise _refused(f"The recusal of “{inspector}” for “{unit}” names somebody who is not in the lists.",
                           field="recused")  # fmt: skip
    if listing.take:
        return
    alone = [unit for unit in units if len(published.recused_for.get(unit, ())) == len(people)]
    if alone:
        raise Invalid(f"Nobody may be sent to “{min(alone)}”.", field="recused", code="no_inspector_left",
                      hint="Add an inspector who is not recused for it.")  # fmt: skip


def _whole(value: object, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _refused(message: str, *, field: str = "listing", hint: str = "") -> Invalid:
    return Invalid(message, field=field, hint=hint or "Correct the list before it is published.", code=_CODE)
