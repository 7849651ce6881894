"""Bước tiếp theo của cuộc kiểm tra: who is offered the next step on the page of its case."""

from __future__ import annotations

from django.utils import timezone

from congvu.domain.inspections.models import MemberRole, Visit
from congvu.domain.inspections.policy.after import SIGN
from congvu.domain.inspections.queries.conclusions import signer_id
from congvu.domain.inspections.queries.on_site import member_of
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people


def _visit(case: Case) -> Visit | None:
    found = Visit.objects.select_related("team").filter(case=case).first()
    if found is not None:
        found.case = case
    return found


def may_arrive(actor: Actor, case: Case) -> bool:
    """A member of the team, on the day of the visit or later."""
    visit, today = _visit(case), people.local_date(timezone.now())
    return visit is not None and visit.visit_on <= today and member_of(actor, visit, today) is not None


def may_report_result(actor: Actor, case: Case) -> bool:
    """The head of the team."""
    visit = _visit(case)
    found = member_of(actor, visit, people.local_date(timezone.now())) if visit is not None else None
    return found is not None and found.role == MemberRole.HEAD


def may_conclude(actor: Actor, case: Case) -> bool:
    """Who ordered the visit, and signs."""
    visit = _visit(case)
    return visit is not None and actor.may(SIGN, case.issuing_agency_id) and signer_id(visit) == actor.official_id
