"""Điều kiểm tra đã chốt: what a visit, or the explanation of a finding, tells another line of work."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.core.text import typed_number
from congvu.domain.inspections.models import Finding, FindingState
from congvu.domain.inspections.queries.findings import may_read
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.kinds import Fact
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.ui import formats


def told_of_visit(actor: Actor, case: Case, part: str) -> Fact | None:
    """The finding of this number in the visit, or what was praised."""
    return _told(actor, case, Finding.objects.filter(visit_id=case.pk, number=typed_number(part) or 0))


def told_of_explanation(actor: Actor, case: Case, _part: str) -> Fact | None:
    """The finding the explanation was about."""
    return _told(actor, case, Finding.objects.filter(explanation=case))


def _told(actor: Actor, case: Case, rows: QuerySet[Finding]) -> Fact | None:
    found = rows.select_related("visit__case", "visit__team", "visit__conclusion").first()
    if found is None or not may_read(actor, found, people.local_date(timezone.now())):
        return None
    return fact_of(found, case)


def fact_of(finding: Finding, case: Case | None = None) -> Fact | None:
    """What a final finding tells, standing in `case` (default: where its person or unit was heard; praise stands in
    the visit); None before it is final."""
    if finding.state != FindingState.FINAL:
        return None
    visit = finding.visit
    return Fact(
        case=case or finding.explanation or visit.case, agency_id=finding.unit_id, official_id=finding.official_id,
        on=visit.visit_on, words=finding.fact, rule=finding.rule, source=_source(finding), is_praise=finding.praise,
    )


def _source(finding: Finding) -> str:
    visit, conclusion = finding.visit, getattr(finding.visit, "conclusion", None)
    given = {"code": visit.case.code, "day": formats.day(visit.visit_on), "n": finding.number}
    words = _("Minutes of the inspection %(code)s of %(day)s, finding %(n)d") % given
    if conclusion is None or conclusion.concluded_at is None:
        return words
    concluded = formats.day(people.local_date(conclusion.concluded_at))
    return f"{words}; {_('conclusion %(number)s of %(day)s') % {'number': conclusion.number, 'day': concluded}}"
