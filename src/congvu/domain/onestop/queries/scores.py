"""Đánh giá việc giải quyết thủ tục hành chính: nine indicators per agency, five per person (TT 01/2018 arts 13–15).

Points come from what happened, and from what applicants said where they said it. Feedback from citizens is no part of
this room yet, so the eighth indicator is left out of the total, as the circular does with what has no data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import chain, repeat
from typing import Any

from django.db.models import Case as Choice
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.db.models.lookups import Exact

from congvu.core.service_scores import (
    AgencyGrade,
    StaffShare,
    agency_grade,
    mean,
    online_service,
    publicity,
    reception,
    staff_share,
)
from congvu.core.working_time import HANOI
from congvu.domain.onestop.models import Channel, Desk, Dossier, Visit
from congvu.domain.onestop.queries.settlement import Period, reported
from congvu.domain.procedures.models import OnlineLevel, PostedSheet, Scope, Version
from congvu.domain.procedures.queries.catalogue import in_force_on
from congvu.kernel.accounts.policy import Actor

#: Indicators told from dossiers: number → name of the column of points.
OF_DOSSIERS = {1: "time", 2: "stations", 3: "contacts", 4: "agencies", 7: "attitude"}


@dataclass(frozen=True, slots=True)
class Scored:
    """Một dòng điểm: of an agency or a person; on `n` dossiers, `told` of them with the applicant's answer."""

    pk: int
    n: int
    told: int
    scores: Mapping[int, Decimal | None] = field(default_factory=dict)

    @property
    def agency(self) -> tuple[Decimal, AgencyGrade] | None:
        """Total of 18 and grade."""
        return agency_grade(self.scores)

    @property
    def staff(self) -> tuple[Decimal, StaffShare] | None:
        """Total of 10 and its word."""
        return staff_share(self.scores)


def _points() -> dict[str, Any]:
    """The points of one dossier, as the database tells them."""
    late_visit = Visit.objects.filter(case_id=OuterRef("case_id"), due_at__isnull=False, left_at__gt=F("due_at"))
    late = Q(settled_at__gt=F("case__due_at"))
    early = Q(case__due_at=None) | Q(settled_on__lt=F("due_on"))
    time = Choice(When(late, then=0), When(early, then=2), default=1, output_field=IntegerField())
    asked = Coalesce("evaluation__contacts", "supplements")
    went = Coalesce("evaluation__agencies", Choice(When(channel=Channel.ONLINE, then=0), default=1))
    return {
        "p_time": time,
        "p_stations": Choice(When(Exists(late_visit), then=0), default=2, output_field=IntegerField()),
        "p_contacts": _steps(asked), "p_agencies": _steps(went),
        "p_attitude": Choice(
            When(Q(evaluation__complaint=True, evaluation__justified=True), then=0), default=time,
            output_field=IntegerField(),
        ),
    }  # fmt: skip


def _steps(times: Any) -> Choice:
    """2 for none, 1 for one, 0 for more."""
    return Choice(
        When(Exact(times, Value(0)), then=2), When(Exact(times, Value(1)), then=1), default=0,
        output_field=IntegerField(),
    )  # fmt: skip


def _settled(rows: QuerySet[Dossier], period: Period) -> QuerySet[Dossier]:
    """Dossiers with a result in the period, with their points; those stopped or withdrawn are not scored."""
    found = rows.filter(settled_at__gte=period.begin, settled_at__lt=period.end, granted__isnull=False)
    dated = found.annotate(
        settled_on=TruncDate("settled_at", tzinfo=HANOI), due_on=TruncDate("case__due_at", tzinfo=HANOI)
    )
    return dated.annotate(**_points())


def _means(row: Mapping[str, Any]) -> dict[int, Decimal | None]:
    return {
        number: mean(chain.from_iterable(repeat(points, row[f"{name}_{points}"]) for points in (2, 1, 0)))
        for number, name in OF_DOSSIERS.items()
    }


def _counts() -> dict[str, Count]:
    return {
        f"{name}_{points}": Count("pk", filter=Q(**{f"p_{name}": points}))
        for name in OF_DOSSIERS.values() for points in (2, 1, 0)
    }  # fmt: skip


def agencies(actor: Actor, period: Period) -> list[Scored]:
    """Every agency that settled something in the period, with its nine indicators. A handful of statements."""
    rows = _settled(reported(actor), period).values("settling_id").annotate(
        n=Count("pk"), told=Count("evaluation"), late=Count("pk", filter=Q(p_time=0)),
        online=Count("pk", filter=Q(channel=Channel.ONLINE)), **_counts(),
    )  # fmt: skip
    found = list(rows)
    catalogue = _catalogue(period.last)
    posted = _posted(period.last)
    return [
        Scored(
            row["settling_id"], row["n"], row["told"],
            {**_means(row), **_of_agency(row, catalogue, posted), 8: None},
        )
        for row in found
    ]  # fmt: skip


def _catalogue(on: date) -> list[Version]:
    """The public versions in force on a day."""
    rows = Version.objects.filter(in_force_on(on), procedure__scope=Scope.PUBLIC)
    return list(rows.select_related("procedure").prefetch_related("variants"))


def _posted(on: date) -> dict[int, set[int]]:
    """What hangs at each desk on a day: desk's agency → versions; desks by the body they serve."""
    serves = dict(Desk.objects.values_list("agency_id", "serves_id"))
    found: dict[int, set[int]] = {}
    rows = PostedSheet.objects.filter(Q(taken_down_on=None) | Q(taken_down_on__gt=on), posted_on__lte=on)
    for desk, version in rows.values_list("desk_id", "version_id"):
        found.setdefault(serves.get(desk, desk), set()).add(version)
    return found


def _of_agency(
    row: Mapping[str, Any], catalogue: Sequence[Version], posted: Mapping[int, set[int]]
) -> dict[int, Decimal | None]:
    """Indicators 5, 6 and 9: what the agency's procedures are like, not its dossiers."""
    agency = row["settling_id"]
    own = [one for one in catalogue if one.procedure.agency_id == agency]
    own = own or [one for one in catalogue if one.settled_at in ("commune", "both")]
    spot = sum(any(variant.same_day for variant in one.variants.all()) for one in own)
    at_once = reception(eligible=len(own), received=len(own), decided_on_the_spot=spot)
    hangs = posted.get(agency, set())
    public = publicity(
        posted=bool(own) and all(one.pk in hangs for one in own),
        electronic=bool(own) and all(one.published_on is not None for one in own),
    )
    filed = sum(one.online in (OnlineLevel.FULL, OnlineLevel.PARTIAL) for one in own)
    web = online_service(
        eligible=len(own), online=filed, dossiers=row["n"], online_dossiers=row["online"], late=row["late"]
    )
    return {5: _one(at_once), 6: _one(public), 9: _one(web)}


def _one(points: int | None) -> Decimal | None:
    return None if points is None else mean([points])


def staff(actor: Actor, period: Period, agency_id: int) -> list[Scored]:
    """The people who worked on an agency's dossiers of the period: the dossiers each had a hand in, and his own
    stations for the second indicator."""
    of_agency = _settled(reported(actor), period).filter(settling_id=agency_id)
    points = {row["case_id"]: row for row in of_agency.values("case_id", "evaluation", *(f"p_{n}" for n in _NAMES))}
    hands: dict[int, dict[int, bool]] = {}
    visits = Visit.objects.filter(case_id__in=of_agency.values("case_id"), left_at__isnull=False)
    visits = visits.exclude(official=None)
    for official, case, due, left in visits.values_list("official_id", "case_id", "due_at", "left_at"):
        had = hands.setdefault(official, {})
        had[case] = had.get(case, True) and (due is None or (left is not None and left <= due))
    return [_person(official, had, points) for official, had in hands.items()]


_NAMES = tuple(OF_DOSSIERS.values())


def _person(official: int, had: Mapping[int, bool], points: Mapping[int, Mapping[str, Any]]) -> Scored:
    rows = [points[case] for case in had if case in points]

    def of(name: str) -> Iterable[int]:
        return (row[f"p_{name}"] for row in rows)

    scores = {number: mean(of(name)) for number, name in OF_DOSSIERS.items()}
    scores[2] = mean(2 if in_time else 0 for case, in_time in had.items() if case in points)
    told = sum(row["evaluation"] is not None for row in rows)
    return Scored(official, len(rows), told, scores)
