"""Dossiers as a line of the living province: some hundred that are handed in after each other make a chunk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from congvu.demo.living import begun
from congvu.demo.living.acts import Act
from congvu.demo.living.aside import Aside
from congvu.demo.living.dossiers import hand, turning
from congvu.demo.living.dossiers.life import DossierLife
from congvu.demo.living.dossiers.pen import DossierPen, Sheaf
from congvu.demo.living.dossiers.roll import turns_away
from congvu.demo.living.dossiers.shop import Shop, give_numbers, open_shops, shop_of, write_applicants
from congvu.demo.living.life import Life
from congvu.demo.living.lines import Chunk
from congvu.demo.living.province import Province
from congvu.demo.living.truth import Truth
from congvu.kernel.casework.models import Case

#: Dossiers of a chunk.
TOGETHER = 500


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
        shop = chunk.shop
        pen = DossierPen(shop.ground, shop.roll, shop.first_applicant, chunk.province.seed, turning.RUN)
        pen.lay_in(chunk.size)

        def lived() -> Sheaf:
            for life in chunk.lives():
                begun.live_on(pen.write_act, life, next(life, None), end)
            return pen.gather()

        self.aside: Aside[Sheaf] = Aside(lived, apart=begun.HANDS > 0)

    def again(self, year: int) -> None:
        """Keys are laid in for every dossier."""
        raise RuntimeError(f"dossiers have fallen short of numbers for {year}")


class Dossiers:
    """Hồ sơ. The line of work."""

    def open(self, province: Province, amount: int, truth: Truth, *, by_hand: bool) -> None:
        """Procedures and desks; in bulk everybody who will come."""
        open_shops(province)
        for code in ("ttpvhcc", *(f"{commune}-pvhcc" for commune in province.cast.communes)):
            truth.say(desk=code, turns_away=turns_away(code, province.seed))
        if not by_hand:
            write_applicants(province, amount)

    def chunks(self, province: Province, amount: int) -> Sequence[Chunk]:
        """From 1 July 2025 to the end."""
        shop = shop_of(province, amount)
        return [
            DossierChunk(province, shop, start, min(start + TOGETHER, len(shop.roll)))
            for start in range(0, len(shop.roll), TOGETHER)
        ]

    def finish(self, province: Province, amount: int) -> None:
        """Numbers that only the whole can give."""
        give_numbers(province, amount)

