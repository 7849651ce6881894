"""Dossiers as a line of the living province: some hundred that are handed in after each other make a chunk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from congvu.demo.living import begun
from congvu.demo.living.acts import Act
from congvu.demo.living.aside import Aside
from congvu.demo.living.dossiers import beside, hand
from congvu.demo.living.dossiers.leaf import Sheaf
from congvu.demo.living.dossiers.life import DossierLife
from congvu.demo.living.dossiers.pen import DossierPen
from congvu.demo.living.dossiers.roll import turns_away
from congvu.demo.living.dossiers.shop import Shop, give_numbers, open_shops, shop_of, write_applicants, written
from congvu.demo.living.life import Life
from congvu.demo.living.lines import Chunk, Tell
from congvu.demo.living.province import Province, local_day
from congvu.demo.living.truth import Truth
from congvu.domain.onestop.policy.codes import PART
from congvu.kernel.casework.actions.consulting import KIND
from congvu.kernel.casework.models import Case

#: Dossiers of a chunk.
TOGETHER = 500
#: Numbers are laid in for a question of every so many, and some to spare; of the next year after this month.
ONE_OF, SPARE, TURNS = 8, 10, 10


@dataclass(frozen=True)
class DossierChunk:
    """Dossiers of the roll from one place up to another."""

    province: Province
    shop: Shop
    start: int
    stop: int

    @property
    def name(self) -> str:
        """The place of the first in the roll."""
        return f"dossiers {self.start:08d}"

    @property
    def at(self) -> datetime:
        """When the first of them is handed in."""
        return self.shop.roll.moment(self.start)

    @property
    def size(self) -> int:
        """How many they are."""
        return self.stop - self.start

    def lives(self) -> list[Life]:
        """Everything that happens to them."""
        entries = (self.shop.roll.entry(place) for place in range(self.start, self.stop))
        return [DossierLife(self.province, self.shop.ground, entry).run() for entry in entries]

    def by_hand(self) -> list[Life]:
        """Nothing is opened before they are handed in."""
        return self.lives()

    def write(self, act: Act) -> list[Case]:
        """One act by hand."""
        return hand.write(self.shop.ground, act)

    def in_bulk(self, end: datetime) -> Handed:
        """Their lives, lived aside."""
        return Handed(self, end)


class Handed:
    """A chunk whose lives are being lived, aside where there is a processor for it."""

    def __init__(self, chunk: DossierChunk, end: datetime) -> None:
        self._chunk, self._end, self._wanted = chunk, end, wanted_numbers(chunk)
        self._send()

    def _send(self) -> None:
        """With a pen of its own, so that it can begin again."""
        chunk, shop = self._chunk, self._chunk.shop
        self._numbers = shop.pool.take(self._wanted)
        pen = DossierPen(shop.ground, shop.roll, shop.first_applicant, chunk.province.seed, beside.RUN)
        pen.lay_in(chunk.size, self._numbers)

        def lived() -> Sheaf:
            for life in chunk.lives():
                begun.live_on(pen.write_act, life, next(life, None), self._end)
            return pen.gather()

        self._lived: Aside[Sheaf] = Aside(lived, apart=begun.HANDS > 0)

    @property
    def aside(self) -> Handed:
        """Where they are lived: here, so that numbers nobody used come back."""
        return self

    def result(self) -> Sheaf:
        """What came of the lives."""
        sheaf = self._lived.result()
        self._chunk.shop.pool.give_back(sheaf.left)
        return sheaf

    def leave(self) -> None:
        """Nobody wants the result any more."""
        self._lived.leave()

    def again(self, kind: str, year: int) -> None:
        """The numbers did not last: with many more."""
        self._chunk.shop.pool.give_back(self._numbers)
        self._wanted[kind, year] = 3 * max(10, self._wanted.get((kind, year), 0))
        self._send()


def wanted_numbers(chunk: DossierChunk) -> dict[tuple[str, int], int]:
    """How many numbers of child cases a chunk may need: one for each branch, and for a question of every eighth that
    is not for the same day; those of the end of a year may need one of the next."""
    found: dict[tuple[str, int], int] = {}
    slow: dict[int, int] = {}
    last = local_day(chunk.province.end).year
    for place in range(chunk.start, chunk.stop):
        plan, at = chunk.shop.ground.sorts[chunk.shop.roll.sort(place)].plan, chunk.shop.roll.moment(place)
        branches = sum(bool(stop.branch) for stop in plan.stops)
        for year in {at.year, min(at.year + (at.month > TURNS), last)}:
            if branches:
                found[PART, year] = found.get((PART, year), 0) + branches
            slow[year] = slow.get(year, 0) + (not plan.same_day)
    return {**found, **{(KIND, year): count // ONE_OF + SPARE for year, count in slow.items()}}


class Dossiers:
    """Hồ sơ. The line of work. Who takes what, and who comes, is found once a run."""

    def __init__(self) -> None:
        self._known: tuple[Province, int, Shop] | None = None

    def _shop(self, province: Province, amount: int) -> Shop:
        if self._known is None or self._known[0] is not province or self._known[1] != amount:
            self._known = (province, amount, shop_of(province, amount))
        return self._known[2]

    def open(self, province: Province, amount: int, truth: Truth, *, by_hand: bool) -> None:
        """Procedures and desks; in bulk everybody who will come."""
        open_shops(province)
        for code in ("ttpvhcc", *(f"{commune}-pvhcc" for commune in province.cast.communes)):
            truth.say(desk=code, turns_away=turns_away(code, province.seed))
        if not by_hand:
            write_applicants(self._shop(province, amount))

    def chunks(self, province: Province, amount: int) -> Sequence[Chunk]:
        """From 1 July 2025 to the end."""
        shop = written(self._shop(province, amount))
        return [
            DossierChunk(province, shop, start, min(start + TOGETHER, len(shop.roll)))
            for start in range(0, len(shop.roll), TOGETHER)
        ]

    def finish(self, province: Province, amount: int) -> None:
        """Numbers that only the whole can give."""
        give_numbers(self._shop(province, amount))
        self._known = None

    def follow(self, province: Province, amount: int, truth: Truth, tell: Tell, *, by_hand: bool) -> None:
        """Nothing stands on other lines."""
