"""Điểm kết quả công việc (NĐ 335/2025/NĐ-CP): quantity, quality, progress and their mean, each term explained.

Values in, values out; exact fractions. What was not delivered by the end of the period counts nothing in all three.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Item:
    """Đầu việc. `delays` and `returns` are counted; an approved objective cause takes them out of the reckoning."""

    weight: Fraction
    is_done: bool
    delays: int = 0
    returns: int = 0
    delay_excused: bool = False
    quality_excused: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One term: `points` reached of `of` converted pieces, and the share."""

    points: Fraction
    of: Fraction

    @property
    def share(self) -> Fraction:
        """The share reached; nothing assigned is nothing reached."""
        return self.points / self.of if self.of else Fraction(0)


@dataclass(frozen=True, slots=True)
class Score:
    """The three terms and what they come to on the scale of `most` points."""

    quantity: Term
    quality: Term
    progress: Term
    most: int

    @property
    def mean(self) -> Fraction:
        """The mean of the three shares."""
        return (self.quantity.share + self.quality.share + self.progress.share) / 3

    @property
    def points(self) -> Decimal:
        """The points, rounded to hundredths."""
        return hundredths(self.mean * self.most)


def hundredths(value: Fraction) -> Decimal:
    """A fraction rounded half up to two places."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def kept(faults: int, penalty: int, *, excused: bool) -> Fraction:
    """What is left of an item's points after so many faults, `penalty` per cent off for each; never below nothing."""
    if excused:
        return Fraction(1)
    return max(Fraction(0), 1 - Fraction(penalty * faults, 100))


def score(items: Sequence[Item], *, most: int, penalty: int) -> Score | None:
    """The score of somebody's items; None where nothing was assigned."""
    whole = sum((item.weight for item in items), Fraction(0))
    if not whole:
        return None
    done = [item for item in items if item.is_done]
    quantity = sum((item.weight for item in done), Fraction(0))
    quality = sum(
        (item.weight * kept(item.returns, penalty, excused=item.quality_excused) for item in done), Fraction(0)
    )
    progress = sum(
        (item.weight * kept(item.delays, penalty, excused=item.delay_excused) for item in done), Fraction(0)
    )
    return Score(Term(quantity, whole), Term(quality, whole), Term(progress, whole), most)
