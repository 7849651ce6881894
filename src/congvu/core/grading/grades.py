"""Xếp loại đơn vị: the grade of a score, and how far the gravest finding of the year caps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from congvu.core.grading.points import Mark
from congvu.core.refusals import Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Khung xếp loại. `floors`: grades from the best down, each with the least score it asks for; the last asks for
    nothing. `caps`: the best grade a unit may have after a finding of a class."""

    floors: tuple[tuple[str, Decimal], ...]
    caps: Mapping[int, str]

    def __post_init__(self) -> None:
        least = [floor for _name, floor in self.floors]
        if not self.floors or least != sorted(set(least), reverse=True) or least[-1] != 0:
            raise _refused("Grades fall from the best to the last, which asks for nothing.", "floors")
        if not set(self.caps.values()) <= set(self.grades):
            raise _refused("A cap names a grade of the ladder.", "caps")

    @property
    def grades(self) -> tuple[str, ...]:
        """The names, the best first."""
        return tuple(name for name, _floor in self.floors)


@dataclass(frozen=True, slots=True)
class Grade:
    """Loại. `by_score` is what the score alone gives; `capped_by` the class that held it lower, None where none did."""

    name: str
    by_score: str
    capped_by: int | None = None


def grade(score: Decimal, marks: Iterable[Mark], ladder: Ladder) -> Grade:
    """The grade of a year. `Invalid` (`bad_grading`) for a score below zero."""
    if score < 0:
        raise _refused("A score is not below zero.", "score")
    names = ladder.grades
    by_score = next(name for name, floor in ladder.floors if score >= floor)
    best, held_by = names.index(by_score), None
    for level in sorted({mark.level for mark in marks if not mark.praise and mark.level in ladder.caps}):
        if names.index(ladder.caps[level]) > best:
            best, held_by = names.index(ladder.caps[level]), level
    return Grade(names[best], by_score, held_by)


def at_least(name: str, asked: str, ladder: Ladder) -> bool:
    """Whether a grade is as good as the one asked for."""
    return ladder.grades.index(name) <= ladder.grades.index(asked)


def _refused(message: str, field: str) -> Invalid:
    return Invalid(message, field=field, code="bad_grading", hint="Correct the numbers of the rulebook.")
