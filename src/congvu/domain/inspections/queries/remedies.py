"""Kiến nghị: whose remedies are open to whom, how late they are, who verifies them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.domain.inspections.models import Recommendation, Visit
from congvu.domain.inspections.policy.after import SIGN
from congvu.domain.inspections.queries.findings import kin_of
from congvu.domain.inspections.queries.on_site import member_of
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import visible


def remedy_of(case: Case) -> Recommendation:
    """The recommendation behind a case; NotFound for another case."""
    found = Recommendation.objects.select_related("visit__case", "visit__team", "finding").filter(case=case).first()
    if found is None:
        raise NotFound(_("There is no such remedy, or it is not open to you."))
    found.case = case
    return found


def verifies(actor: Actor, row: Recommendation, on: date) -> bool:
    """Whether the actor looks at the report: an inspector of the visit, or who signs conclusions of the agency."""
    if row.case.doer_official_id is not None and row.case.doer_official_id == actor.official_id:
        return False
    return member_of(actor, row.visit, on) is not None or actor.may(SIGN, row.case.issuing_agency_id)


def visible_to(actor: Actor) -> QuerySet[Recommendation]:
    """Remedies whose case is open to the actor, the nearest due first."""
    rows = Recommendation.objects.filter(case__in=Case.objects.filter(visible(actor)))
    return rows.select_related("case", "visit", "finding__item", "procedure", "case__accountable_agency").order_by(
        "case__closed_at", "case__due_at", "pk"
    )


@dataclass(frozen=True, slots=True)
class RemedyRow:
    """A line of the list: state open, reported or verified; `is_late` past its due moment when it was (or was not yet)
    reported."""

    remedy: Recommendation
    state: str
    is_late: bool

    @property
    def pk(self) -> int:
        return int(self.remedy.pk)


def rows_for(actor: Actor, now: datetime, state: str = "") -> list[RemedyRow]:
    """All of them with lateness; `state`: open, reported, verified or late."""
    found = [row_of(one, now) for one in visible_to(actor)]
    return [one for one in found if state in ("", one.state) or (state == "late" and one.is_late)]


def row_of(one: Recommendation, now: datetime) -> RemedyRow:
    """One line."""
    case = one.case
    done_at = case.stopped_at or now
    state = "verified" if case.closed_at is not None else "reported" if case.stopped_at is not None else "open"
    return RemedyRow(one, state, case.due_at is not None and done_at > case.due_at)


def of_unit(visit: Visit) -> list[tuple[str, str]]:
    """Remedies of the visited unit, or of what it came from, as a choice; those of the visit itself left out."""
    rows = Recommendation.objects.filter(visit__unit_id__in=kin_of(visit.unit_id)).exclude(visit=visit)
    return [(str(one.pk), f"{one.case.code}: {one.what[:120]}") for one in rows.select_related("case")]


def of_visit(visit: Visit) -> list[Recommendation]:
    """The remedies its conclusion asked for."""
    return list(visit.recommendations.select_related("case", "finding", "procedure").order_by("pk"))


def remedy_by_code(actor: Actor, code: str) -> Recommendation:
    """One by the code of its case, or NotFound."""
    found = visible_to(actor).filter(case__code=code).first()
    if found is None:
        raise NotFound(_("There is no such remedy, or it is not open to you."))
    return found
