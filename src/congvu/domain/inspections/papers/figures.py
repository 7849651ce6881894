"""Số liệu tổng hợp: what a consolidated report says, of a quarter or a year."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Spell:
    """Kỳ báo cáo: a year, or one of its quarters (1 to 4)."""

    year: int
    quarter: int = 0

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.quarter - 2 if self.quarter else 1, 1)

    @property
    def last(self) -> date:
        month = 3 * self.quarter if self.quarter else 12
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def words(self) -> str:
        roman = ("", "I", "II", "III", "IV")[self.quarter]
        return f"quý {roman} năm {self.year}" if roman else f"năm {self.year}"


@dataclass(frozen=True, slots=True)
class Consolidated:
    """Số liệu tổng hợp. Rows are (words, number)."""

    spell: Spell
    visits: list[tuple[str, int]]
    units: int
    concluded: int
    published: int
    findings: list[tuple[str, int]]
    praise: int
    persons: int
    dropped: int
    unanswered: int
    heads: list[tuple[str, int]]
    asked: int
    verified: int
    on_time: int
    late_open: int
    sampled: int
    came_back: int
    by_unit: list[tuple[str, int, int, int]]

    @property
    def all_visits(self) -> int:
        return sum(n for _words, n in self.visits)

    @property
    def all_findings(self) -> int:
        return sum(n for _words, n in self.findings)
