"""Trọng số rủi ro: what units weigh in a draw, from factors everybody may read in the rulebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from congvu.core.lot import Factor, Weight, weigh
from congvu.domain.inspections.models import Recommendation, Visit
from congvu.kernel.casework.models import Case, Confidentiality
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules

CODES = ("late", "months", "remedies")


@dataclass(frozen=True, slots=True)
class Scale:
    """Thang trọng số: the floor, and what each factor adds."""

    floor: int
    factors: tuple[Factor, ...]
    words: dict[str, str]


def scale_on(on: date) -> Scale:
    """The scale of the rulebook on a day."""

    def number(code: str) -> int:
        return int(rules.rule(f"inspections.{code}", on).value)

    factors = tuple(Factor(code, number(f"draw_points_{code}"), number(f"draw_most_{code}")) for code in CODES)
    words = {code: rules.rule(f"inspections.draw_points_{code}", on).label.partition(": ")[2] for code in CODES}
    return Scale(max(1, number("draw_floor")), factors, words)


def weights(unit_ids: Collection[int], now: datetime) -> dict[int, Weight]:
    """The weight of each unit now: overdue cases, months since it was last checked, remedies still open.

    Cases that are sealed count nowhere. A unit never checked has the most months that count.
    """
    on = people.local_date(now)
    scale = scale_on(on)
    most = next(one.most for one in scale.factors if one.code == "months")
    under = {unit_id: people.counted_under(unit_id) for unit_id in unit_ids}
    everywhere = {pk for ids in under.values() for pk in ids}
    late = Counter(
        Case.objects.filter(closed_at=None, stopped_at=None, due_at__lt=now, accountable_agency_id__in=everywhere)
        .exclude(confidentiality=Confidentiality.SEALED).values_list("accountable_agency_id", flat=True)
    )  # fmt: skip
    seen = dict(
        Visit.objects.filter(unit_id__in=everywhere, visit_on__lte=on).values_list("unit_id")
        .annotate(last=Max("visit_on")).values_list("unit_id", "last")
    )  # fmt: skip
    remedies = Counter(
        Recommendation.objects.filter(case__closed_at=None, case__accountable_agency_id__in=everywhere)
        .values_list("case__accountable_agency_id", flat=True)
    )  # fmt: skip
    found = {}
    for unit_id, ids in under.items():
        last = max((seen[pk] for pk in ids if pk in seen), default=None)
        months = most if last is None else (on.year - last.year) * 12 + on.month - last.month
        counted = {"late": sum(late[pk] for pk in ids), "months": max(0, months),
                   "remedies": sum(remedies[pk] for pk in ids)}  # fmt: skip
        found[unit_id] = weigh(scale.floor, scale.factors, counted)
    return found


def published_factors(found: Mapping[int, Weight], now: datetime) -> dict[str, object]:
    """What weights are made of, as it is published with the round: the scale, and what was counted of each unit."""
    scale = scale_on(people.local_date(now))
    return {
        "floor": scale.floor,
        "factors": [
            {"code": one.code, "words": scale.words[one.code], "points": one.points, "most": one.most}
            for one in scale.factors
        ],
        "counted": {
            org.agency_by_id(pk).code: {code: counted for code, counted, _points in weight.parts}
            for pk, weight in found.items()
        },
    }  # fmt: skip
