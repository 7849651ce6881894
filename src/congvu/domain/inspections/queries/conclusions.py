"""Kết luận kiểm tra: who signs, whose names must not be public, what everybody may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.core.working_time import add
from congvu.domain.inspections.models import Conclusion, Minutes, PublicationChange, Recommendation, Resample, Visit
from congvu.domain.inspections.policy.language import shown_language
from congvu.domain.procedures.models import Procedure
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules


def signer_id(visit: Visit) -> int | None:
    """Who ordered the visit and signs its conclusion."""
    return visit.team.ordered_by_id if visit.team is not None else None


def names_in(visit: Visit) -> list[str]:
    """Names of everybody in the findings, the head count, the interviews and the minutes of a visit, and of those who
    serve in the unit."""
    found = [row.official.full_name for row in visit.findings.select_related("official") if row.official is not None]
    found += visit.heads.values_list("name", flat=True)
    found += [who for who in visit.interviews.values_list("who", flat=True) if who]
    found += [row.official.full_name for row in org.officials_of(visit.unit_id, visit.visit_on, with_units=True)]
    return list(dict.fromkeys(name.strip() for name in found if name.strip()))


@dataclass(frozen=True, slots=True)
class Times:
    """Thời hạn sau kiểm tra. When report and conclusion are due by the rulebook; None while it has not begun."""

    report_by: datetime | None
    conclude_by: datetime | None


def times_of(visit: Visit, conclusion: Conclusion | None) -> Times:
    """The two moments of a visit, reckoned in the calendar of the agency that inspects."""
    calendar = org.calendar_of(visit.case.issuing_agency_id)
    left = visit.left_at or _signed_at(visit)
    report_by = None
    if left is not None:
        report_by = add(calendar, left, rules.limit("inspections.report_within", people.local_date(left)))
    told = conclusion.reported_at if conclusion is not None else None
    conclude_by = None
    if told is not None:
        conclude_by = add(calendar, told, rules.limit("inspections.conclusion_within", people.local_date(told)))
    return Times(report_by, conclude_by)


def _signed_at(visit: Visit) -> datetime | None:
    return Minutes.objects.filter(visit=visit, signed_at__isnull=False).values_list("signed_at", flat=True).last()


def published(year: int | None = None, words: str = "") -> list[Conclusion]:
    """What is public, the latest first."""
    rows = Conclusion.objects.filter(published_at__isnull=False).select_related("visit__unit", "visit__case")
    if year is not None:
        rows = rows.filter(concluded_at__year=year)
    if words:
        rows = rows.filter(visit__unit_name__icontains=words)
    return list(rows.order_by("-concluded_at", "pk"))


def published_one(code: str) -> Conclusion:
    """One public conclusion by the code of its visit, or NotFound."""
    rows = Conclusion.objects.filter(published_at__isnull=False).select_related("visit__unit", "visit__case")
    found = rows.filter(visit__case__code=code).first()
    if found is None:
        raise NotFound(_("There is no such public conclusion."))
    return found


@dataclass(frozen=True, slots=True)
class Came:
    """Sau kết luận. How many remedies were asked for and confirmed; the samples of its effect, done or due."""

    asked: int
    confirmed: int
    samples: list[Resample]


def what_came(visit_id: int) -> Came:
    """What everybody may know of how it went on: numbers and lines of the checklist, nobody's name."""
    remedies = Recommendation.objects.filter(visit_id=visit_id)
    samples = Resample.objects.filter(finding__visit_id=visit_id).select_related("finding__item")
    return Came(remedies.count(), remedies.filter(verified_at__isnull=False).count(), list(samples))


def changes_shown(conclusion: Conclusion) -> list[tuple[PublicationChange, str]]:
    """Corrections and the removal of a public conclusion, each with its ground in words: everybody may read them."""
    rows = conclusion.changes.filter(approved=True).order_by("decided_at")
    return [(one, ground_words(one.ground)) for one in rows]


def change_waiting(conclusion: Conclusion | None) -> tuple[PublicationChange, str] | None:
    """The change that waits for approval, with its ground in words."""
    row = conclusion.changes.filter(decided_at=None).first() if conclusion is not None else None
    return None if row is None else (row, ground_words(row.ground))


def ground_words(code: str) -> str:
    """A coded ground in words of the screen's language; the code for one that is no longer known."""
    known = rules.known_grounds().get(code)
    if known is None:
        return code
    return known.vi if shown_language() == "vi" else known.en


def signed_between(first: date, last: date) -> list[Conclusion]:
    """Conclusions signed from one day to another, both belonging to it."""
    rows = Conclusion.objects.filter(concluded_at__date__gte=first, concluded_at__date__lte=last)
    return list(rows.select_related("visit__unit", "visit__case").order_by("concluded_at"))


def procedure_id(code: str) -> int | None:
    """The procedure of this code; None where there is none."""
    return Procedure.objects.filter(Q(written=code) | Q(stem=code)).values_list("pk", flat=True).first()


def conclusion_of(visit: Visit) -> Conclusion | None:
    """Report and conclusion of a visit so far."""
    return Conclusion.objects.filter(visit=visit).first()
