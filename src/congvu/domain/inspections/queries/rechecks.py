"""Phúc tra đến hạn: concluded visits with a grave finding, when each is to be re-checked, and whether it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from congvu.core.working_time import add
from congvu.domain.inspections.models import Finding, FindingState, Severity, Visit
from congvu.domain.inspections.policy.visits import CANCELLED, NOTICED, ON_SITE
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import visible_to
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules

RECHECK_WITHIN = "inspections.recheck_within"
_GRAVE = Q(state=FindingState.FINAL, praise=False, severity__gte=Severity.GRAVE)


def has_grave(visit: Visit) -> bool:
    """Whether a grave finding of the visit stands."""
    return visit.findings.filter(_GRAVE).exists()


def owing() -> QuerySet[Visit]:
    """Concluded visits with a grave finding, with how many remedies are open."""
    grave = Finding.objects.filter(_GRAVE, visit=OuterRef("pk"))
    rows = Visit.objects.filter(Exists(grave), conclusion__concluded_at__isnull=False)
    return rows.select_related("case", "conclusion", "team")


@dataclass(frozen=True, slots=True)
class RecheckRow:
    """A visit to be re-checked. state: due, late, announced, under way or done; `made` is the re-check there is."""

    visit: Visit
    due_at: datetime
    state: str
    made: Visit | None
    url: str
    made_url: str

    @property
    def pk(self) -> int:
        return int(self.visit.pk)

    @property
    def unit_name(self) -> str:
        return self.visit.unit_name

    @property
    def concluded_on(self) -> date | None:
        told = self.visit.conclusion.concluded_at
        return people.local_date(told) if told is not None else None


def due_of(visit: Visit) -> datetime:
    """Until when the visit is re-checked, by the rule of the day of its conclusion."""
    told = visit.conclusion.concluded_at
    if told is None:
        raise ValueError("a visit without a conclusion has nothing to be re-checked")
    calendar = org.calendar_of(visit.case.issuing_agency_id)
    return add(calendar, told, rules.limit(RECHECK_WITHIN, people.local_date(told)))


def rows_for(actor: Actor, now: datetime) -> list[RecheckRow]:
    """Re-checks of the visits the actor may see, those still owed first, the nearest due first."""
    made = Visit.objects.exclude(case__phase=CANCELLED).select_related("case").order_by("-visit_on", "-pk")
    seen = owing().filter(case__in=visible_to(actor)).annotate(
        remedies_open=Count("recommendations", filter=Q(recommendations__case__closed_at=None), distinct=True)
    )
    rows = [_row(one, now) for one in seen.prefetch_related(Prefetch("followed_by", made, "rechecks_made"))]
    return sorted(rows, key=lambda row: (row.made is not None, row.due_at))


def _row(visit: Visit, now: datetime) -> RecheckRow:
    made: Visit | None = next(iter(visit.rechecks_made), None)  # type: ignore[attr-defined]  # prefetched
    due = due_of(visit)
    state = "late" if now > due else "due"
    if made is not None:
        state = {NOTICED: "announced", ON_SITE: "under_way"}.get(made.case.phase, "done")
    return RecheckRow(visit, due, state, made, kinds.case_href(visit.case.code),
                      kinds.case_href(made.case.code) if made is not None else "")  # fmt: skip
