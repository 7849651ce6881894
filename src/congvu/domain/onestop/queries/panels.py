"""What the case page shows of a dossier: applicant, papers, fees, stations with their times, slips, the one-ask meter."""

from __future__ import annotations

from typing import Any

from congvu.domain.onestop.models import Dossier, Visit
from congvu.domain.onestop.policy.plans import Plan
from congvu.domain.onestop.policy.statuses import WORDS, status_of
from congvu.domain.onestop.queries.plans import plan_of
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.kinds import Station
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people


def _dossier(case: Case) -> Dossier | None:
    return (
        Dossier.objects.select_related("desk__agency", "returns__agency", "settling", "applicant", "bundle")
        .filter(case=case).first()
    )  # fmt: skip


def route_of(case: Case) -> tuple[Station, ...]:
    """The stations of this very dossier for the step rail."""
    dossier = Dossier.objects.filter(case=case).only("variant_id").first()
    plan = plan_of(dossier.variant_id) if dossier is not None else None
    return tuple(
        Station(code=one.code, label_vi=one.name, label_en=one.name, detail=one.post) for one in (plan.line if plan else ())
    )


def part_route(case: Case) -> tuple[Station, ...]:
    """The stations of a part worked on beside a dossier."""
    dossier = Dossier.objects.filter(case_id=case.parent_id).only("variant_id").first()
    stops = plan_of(dossier.variant_id).stops if dossier is not None else ()
    branch = case.due_basis.get("branch")
    return tuple(
        Station(code=one.code, label_vi=one.name, label_en=one.name, detail=one.post)
        for one in stops if one.branch == branch
    )  # fmt: skip


def dossier_panel(actor: Actor, case: Case) -> dict[str, Any]:
    """Template context of a dossier."""
    dossier = _dossier(case)
    if dossier is None:
        return {"dossier": None}
    plan = plan_of(dossier.variant_id)
    status = status_of(case.phase)
    visits: dict[str, list[dict[str, Any]]] = {}
    for visit in Visit.objects.filter(case=case):
        late = visit.due_at is not None and visit.left_at is not None and visit.left_at > visit.due_at
        visits.setdefault(visit.station, []).append(
            {"visit": visit, "late": late, "holder": people.official_name(visit.official_id),
             "unit": people.agency_name(visit.unit_id)}
        )  # fmt: skip
    return {
        "dossier": dossier, "plan": plan, "status": status, "status_words": WORDS[status],
        "stops": [{"stop": one, "visits": visits.get(one.code, []),
                   "is_here": case.closed_at is None and case.station == one.code} for one in plan.line],
        "papers": list(dossier.papers.select_related("file")), "charges": list(dossier.charges.all()),
        "supplement_requests": list(dossier.supplement_requests.all()), "slips": list(dossier.slips.all()),
        "reappointment": getattr(dossier, "reappointment", None), "paper_moves": list(
            dossier.paper_moves.select_related("from_agency", "to_agency").order_by("sent_at")),
        "evaluation": getattr(dossier, "evaluation", None),
        "parts": list(Case.objects.filter(parent=case).order_by("opened_at")),
    }  # fmt: skip


def part_panel(actor: Actor, case: Case) -> dict[str, Any]:
    """Template context of a part: the plan it belongs to and its visits."""
    dossier = Dossier.objects.select_related("case").filter(case_id=case.parent_id).first()
    plan: Plan | None = plan_of(dossier.variant_id) if dossier is not None else None
    return {"whole": dossier.case if dossier is not None else None, "plan": plan,
            "visits": list(Visit.objects.filter(case=case))}  # fmt: skip
