"""Nội dung bản in sau kiểm tra: what the papers of a visit say, read from its tables as far as they are open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from congvu.domain.inspections.models import AnswerValue, Finding, FindingState, MemberRole, Recommendation, Team, Visit
from congvu.domain.inspections.papers.facts import FindingLine, RemedyLine, VisitFacts
from congvu.domain.inspections.queries.checklists import in_groups
from congvu.domain.inspections.queries.conclusions import conclusion_of
from congvu.domain.inspections.queries.papers import parent_name
from congvu.domain.inspections.queries.teams import all_members
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org
from congvu.kernel.ui import formats

STATES = {
    FindingState.DRAFT: "dự thảo", FindingState.NOTICED: "chờ giải trình", FindingState.ANSWERED: "đã giải trình",
    FindingState.FINAL: "đã chốt", FindingState.DROPPED: "không giữ",
}  # fmt: skip
LEVELS = ("nhắc nhở tại chỗ", "nhẹ", "trung bình", "nghiêm trọng", "rất nghiêm trọng")


def finding_line(one: Finding, *, with_answer: bool = True) -> FindingLine:
    """A finding in words."""
    return FindingLine(
        one.number, f"{one.item.code}. {one.item.name}" if one.item else "", one.fact, one.rule,
        "biểu dương" if one.praise else f"{one.severity} – {LEVELS[one.severity]}",
        one.official.full_name if one.official else one.unit.name, STATES[FindingState(one.state)],
        one.answer if with_answer else "", one.considered if with_answer else "", one.praise,
    )  # fmt: skip


def remedy_line(one: Recommendation) -> RemedyLine:
    """A recommendation in words."""
    state = "đã khắc phục" if one.case.closed_at else "đã báo cáo" if one.reported_at else "đang khắc phục"
    return RemedyLine(
        one.case.code, one.what, formats.day(one.case.due_at), state, one.report, one.verified,
        one.procedure.code if one.procedure else "",
    )  # fmt: skip


def _members(team: Team | None) -> list[tuple[str, str, str]]:
    if team is None:
        return []
    return [(one.name, one.body, str(one.get_role_display())) for one in all_members(team) if one.left_on is None]


def facts_of(visit: Visit, findings: Sequence[Finding], remedies: Sequence[Recommendation]) -> VisitFacts:
    """What a paper of the visit says, of these findings and remedies."""
    team, conclusion = visit.team, conclusion_of(visit)
    agency = org.agency_by_id(visit.case.issuing_agency_id)
    head = next((one.name for one in all_members(team) if one.role == MemberRole.HEAD and one.left_on is None), "") \
        if team is not None else ""
    counts = [(str(value.label), visit.answers.filter(value=value).count()) for value in AnswerValue]
    told = conclusion.reported_at if conclusion is not None else None
    signed = conclusion.concluded_at if conclusion is not None else None
    return VisitFacts(
        agency=agency.name, parent_agency=parent_name(agency), code=visit.case.code, unit=visit.unit_name,
        sort=str(visit.get_sort_display()).lower(), on=visit.visit_on, day=formats.day(visit.visit_on),
        period=_period(visit), team=team.name if team else "Đoàn kiểm tra", decision=team.decision if team else "",
        decided=formats.day(team.decided_on) if team else "", ordered_by=visit.ordered_by, head=head,
        members=_members(team), checklist=f"{visit.checklist.name} (phiên bản {visit.checklist.number})",
        findings=[finding_line(one) for one in findings], remedies=[remedy_line(one) for one in remedies],
        figures=counts, report_number=conclusion.report_number if conclusion else "",
        report_on=people.local_date(told) if told else None, number=conclusion.number if conclusion else "",
        concluded_on=people.local_date(signed) if signed else None, concluded_by=visit.ordered_by,
        words=conclusion.words if conclusion else "",
        points=formats.number(conclusion.points, 1) if conclusion and conclusion.points is not None else "",
    )  # fmt: skip


def _period(visit: Visit) -> str:
    if visit.period_from is None:
        return f"đến ngày {formats.day(visit.visit_on)}"
    return f"từ {formats.day(visit.period_from)} đến {formats.day(visit.period_to or visit.visit_on)}"


def outline_of(visit: Visit) -> list[tuple[str, list[str]]]:
    """The groups of the checklist with their items."""
    groups = in_groups(list(visit.checklist.items.all()))
    return [(group.name, [f"{one.code}. {one.name}" for one in group.items]) for group in groups]


def decision_of(team: Team) -> dict[str, object]:
    """What the decision to form a team says."""
    until = formats.day(team.valid_to) if team.valid_to else "khi hoàn thành nhiệm vụ"
    post = next((row.post.title for row in org.appointments_of(team.ordered_by_id, team.decided_on)), "")
    return {
        "agency": team.agency.name, "parent_agency": parent_name(team.agency), "team": team.name,
        "decision": team.decision, "decided_on": team.decided_on,
        "valid": f"từ {formats.day(team.valid_from)} đến {until}", "signer": team.ordered_by.full_name,
        "signer_title": post or "Người ra quyết định", "members": _members(team),
    }  # fmt: skip


def agency_of(actor: Actor, on: date) -> tuple[str, str]:
    """The actor's agency and the one above it, as they stand in the head of a report."""
    unit_id = next(iter(sorted(actor.agency_ids)), None)
    if unit_id is None:
        unit_id = next((one.pk for one in org.agencies_on(on) if one.parent_id is None), None)
    if unit_id is None:
        return "", ""
    agency = org.agency_by_id(people.top_unit_of(unit_id))
    return agency.name, parent_name(agency)
