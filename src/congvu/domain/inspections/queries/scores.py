"""Điểm kỷ luật của đơn vị trong năm: from final findings with the points of their day; grade, consequence, funnel.

A unit is counted under its agency. Comparisons say of how many checked items; a unit with few is shown grey and not
compared.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from congvu.core.grading import Grade, Mark, Reckoned, at_least, grade, points_of, reckon
from congvu.core.sampling import Interval, wilson
from congvu.domain.inspections.models import Answer, AnswerValue, Finding, FindingState, Severity, Visit
from congvu.domain.inspections.policy.after import SCORES
from congvu.domain.inspections.queries import grading
from congvu.domain.inspections.queries.findings import was_open_when_repeated
from congvu.insight.funnel import Point, funnel
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules

SEEN = (AnswerValue.GOOD, AnswerValue.BREACH, AnswerValue.PRAISE)


@dataclass(frozen=True, slots=True)
class Line:
    """Một phát hiện trong điểm của năm: what it took off before caps, whether it was doubled."""

    finding: Finding
    points: Decimal
    repeated: bool


@dataclass(frozen=True, slots=True)
class Score:
    """Điểm của một cơ quan trong một năm. `visits` and `items` (checked) say of how many; `mix` findings by class;
    `faults` checked items found at fault, `interval` of their share; `is_small`: not compared."""

    agency_id: int
    name: str
    year: int
    visits: int
    items: int
    faults: int
    praise: int
    mix: dict[int, int]
    lines: tuple[Line, ...]
    reckoned: Reckoned
    grade: Grade
    interval: Interval | None
    is_small: bool

    @property
    def mixed(self) -> list[tuple[str, int]]:
        """Findings by class in words, the gravest first."""
        return [(str(Severity(level).label), n) for level, n in sorted(self.mix.items(), reverse=True)]

    @property
    def repeats(self) -> int:
        return sum(line.repeated for line in self.lines)


def mark_of(finding: Finding) -> Mark:
    """A final finding as the score sees it."""
    return Mark(finding.severity, repeated=was_open_when_repeated(finding), praise=finding.praise)


def points_off(visit: Visit, on: date) -> Decimal:
    """The points the final findings of one visit take off, before the caps of the year."""
    scale = grading.scale_on(on)
    final = visit.findings.filter(state=FindingState.FINAL).select_related("repeats")
    return sum((points_of(mark_of(one), scale) for one in final), Decimal(0))


def _agency_on(unit_id: int, on: date) -> int:
    """The agency a unit counts under: its heir where it has ended."""
    heirs = org.heirs_of(unit_id, on)
    return people.top_unit_of(heirs[0].agency.pk if heirs else unit_id)


def _end_of(year: int, today: date) -> date:
    return min(date(year, 12, 31), today)


def scores(year: int, today: date) -> list[Score]:
    """Every agency that was visited or found about in the year, by name. Points are those of the year's last day."""
    end = _end_of(year, today)
    finals: dict[int, list[Finding]] = defaultdict(list)
    rows = Finding.objects.filter(state=FindingState.FINAL, final_at__year=year).select_related(
        "item", "repeats", "visit__case", "unit"
    )
    for one in rows.order_by("final_at", "pk"):
        finals[_agency_on(one.unit_id, end)].append(one)
    visits: dict[int, set[int]] = defaultdict(set)
    seen: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    answers = Answer.objects.filter(visit__visit_on__year=year, value__in=SEEN, visit__left_at__isnull=False)
    for unit_id, visit_id in Visit.objects.filter(visit_on__year=year, left_at__isnull=False).values_list(
        "unit_id", "pk"
    ):
        visits[_agency_on(unit_id, end)].add(visit_id)
    for unit_id, value in answers.values_list("visit__unit_id", "value"):
        counted = seen[_agency_on(unit_id, end)]
        counted[0] += 1
        counted[1] += value == AnswerValue.BREACH
    scale, ladder, small = grading.scale_on(end), grading.ladder_on(end), grading.small_below(end)
    found = []
    for agency_id in {*finals, *visits}:
        marks = [mark_of(one) for one in finals[agency_id]]
        total = reckon(marks, scale)
        items, faults = seen[agency_id]
        mix: dict[int, int] = defaultdict(int)
        for mark in marks:
            if not mark.praise:
                mix[mark.level] += 1
        lines = tuple(
            Line(one, points_of(mark, scale), mark.repeated) for one, mark in zip(finals[agency_id], marks, strict=True)
        )
        found.append(Score(
            agency_id, people.agency_name(agency_id), year, len(visits[agency_id]), items, faults,
            sum(mark.praise for mark in marks), dict(mix), lines, total, grade(total.score, marks, ladder),
            wilson(faults, items) if items else None, items < small,
        ))  # fmt: skip
    return sorted(found, key=lambda one: one.name)


def scores_for(actor: Actor, year: int, today: date) -> list[Score]:
    """Those of the agencies the actor may read scores of."""
    scope = actor.scope_of(SCORES)
    return [one for one in scores(year, today) if scope is None or one.agency_id in scope]


def cases_of(score: Score) -> list[int]:
    """Ids of the cases the findings of the year stand in: visits, and the explanations they were heard in."""
    found = [one for line in score.lines for one in (line.finding.visit_id, line.finding.explanation_id)]
    return [one for one in dict.fromkeys(found) if one is not None]


def compared(found: list[Score]) -> tuple[float | None, list[Point[int]]]:
    """The funnel of agencies that have enough checked items: share at fault of the whole, a point for each."""
    return funnel({one.agency_id: (one.faults, one.items) for one in found if not one.is_small and one.items})


@dataclass(frozen=True, slots=True)
class Gate:
    """Hệ quả đối với thi đua, xếp loại. `emulation`: whether the collective may be proposed for a title; `best_rating`
    the best yearly rating open to it (its code in the rulebook), empty for any; `because` the rules in words."""

    emulation: bool
    best_rating: str
    best_rating_words: str
    because: tuple[str, ...]


def gate_of(score: Score, today: date) -> Gate:
    """What the score of the year keeps from the unit, by the rules of the year's last day."""
    on = _end_of(score.year, today)
    asked = rules.rule("inspections.emulation_grade", on)
    titled = at_least(score.grade.name, asked.value, grading.ladder_on(on))
    because = [] if titled else [f"{asked.label}: {asked.words} ({asked.source})"]
    rated = None
    if score.mix.get(Severity.VERY_GRAVE):
        rated = rules.rule("inspections.rating_with_very_grave", on)
    elif score.grade.name == grading.GRADES[-1]:
        rated = rules.rule("inspections.rating_with_d", on)
    if rated is not None:
        because.append(f"{rated.label}: {rated.words} ({rated.source})")
    return Gate(titled, rated.value if rated else "", rated.words if rated else "", tuple(because))
