"""Nội dung bản in sau kiểm tra: what the papers of a visit say, read from its tables as far as they are open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from congvu.core.working_time import HANOI
from congvu.domain.inspections.models import (
    AnswerValue,
    Finding,
    FindingState,
    MemberRole,
    Presence,
    Recommendation,
    SelfCheck,
    Team,
    Visit,
    VisitNotice,
    VisitSort,
)
from congvu.domain.inspections.papers.facts import FindingLine, RemedyLine, VisitFacts
from congvu.domain.inspections.papers.proofs import EvidenceLine, HeadLine
from congvu.domain.inspections.papers.unit_reports import UnitReport
from congvu.domain.inspections.queries import on_site
from congvu.domain.inspections.queries.checklists import in_groups
from congvu.domain.inspections.queries.conclusions import conclusion_of
from congvu.domain.inspections.queries.findings import conclusion_signed, kin_of
from congvu.domain.inspections.queries.papers import parent_name
from congvu.domain.inspections.queries.teams import all_members
from congvu.domain.inspections.shipped.checklist import GROUPS
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.as_of import picture
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
    notice = VisitNotice.objects.select_related("case").filter(visit=visit).first()
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
        place=agency.place_name, notice_number=notice.number if notice is not None else "",
        noticed_on=people.local_date(notice.case.opened_at) if notice is not None else None,
        notice_words=notice.words if notice is not None else "", ordered_title=_title(visit),
    )  # fmt: skip


def _title(visit: Visit) -> str:
    """The post of who ordered the visit, as it stands above his name."""
    if visit.team is None:
        return "Người ra quyết định kiểm tra"
    post = next((row.post for row in org.appointments_of(visit.team.ordered_by_id, visit.visit_on)), None)
    return post.title if post is not None else "Người ra quyết định kiểm tra"


def evidence_lines(visit: Visit) -> list[EvidenceLine]:
    """The evidence of a visit as printed, with the findings it proves."""
    rows = visit.evidence.select_related("item").prefetch_related("findings")
    return [
        EvidenceLine(
            str(one.get_sort_display()), "; ".join(filter(None, (one.name, one.words))),
            f"{one.item.code}. {one.item.name}" if one.item is not None else "", formats.moment(one.taken_at), one.by,
            one.sha256, ", ".join(str(found.number) for found in one.findings.all()),
        )
        for one in rows
    ]  # fmt: skip


def head_lines(visit: Visit) -> list[HeadLine]:
    """The head count of a visit as printed."""
    proved = {True: "có", False: "không", None: ""}
    return [
        HeadLine(one.name, one.post, str(one.get_presence_display()), one.reason, proved[one.proved],
                 formats.clock(one.noted_at))
        for one in visit.heads.all()
    ]  # fmt: skip


def head_sums(visit: Visit) -> list[tuple[str, int]]:
    """How many were there, late, away."""
    figures = on_site.head_figures(visit)
    rows = [(str(label), figures[code]) for code, label in Presence.choices]
    return [*rows, ("Chưa điểm danh", figures["not_counted"])]


def unit_report_of(visit: Visit, now: datetime) -> UnitReport:
    """What is known of the unit for its own report: its cases as frozen at the visit, or as they stand now; its last
    self-check; remedies of earlier visits; and what it has handed in."""
    on = people.local_date(now)
    unit = org.agency_by_id(visit.unit_id)
    head = org.head_of(unit.pk, on)
    since, cases = _case_figures(visit, now)
    notice = VisitNotice.objects.filter(visit=visit).first()
    checked, said = _self_checked(visit)
    rows = Recommendation.objects.filter(visit__unit_id__in=kin_of(visit.unit_id)).exclude(visit=visit)
    remedies = [remedy_line(one) for one in rows.select_related("case", "procedure").order_by("pk")]
    return UnitReport(
        unit=unit.name, parent=parent_name(unit), head=head.full_name if head is not None else "",
        people=len({one.official_id for one in org.officials_of(unit.pk, on, with_units=True)}), cases=cases,
        since=formats.day(since), checked=checked, words=notice.report if notice is not None else "",
        groups=[(name, said.get(name, "")) for name, _items in outline_of(visit)],
        remedies=[(one.code, one.what, one.state) for one in remedies],
        on=people.local_date(notice.reported_at) if notice is not None and notice.reported_at else None,
    )


def _case_figures(visit: Visit, now: datetime) -> tuple[date, list[tuple[str, int, int, int, int]]]:
    since = visit.period_from or date(visit.visit_on.year, 1, 1)
    found = picture(org.subtree_ids(visit.unit_id), now, datetime.combine(since, time(0), HANOI))
    names = {one.code: one.plural_vi for one in kinds.all_kinds()}
    return since, [
        (names.get(kind, kind), one.running, one.late, one.closed, one.closed_late)
        for kind, one in sorted(found.tallies.items()) if not kind.startswith("inspection")
    ]  # fmt: skip


def _self_checked(visit: Visit) -> tuple[str, dict[str, str]]:
    """The unit's last signed self-check: in a sentence, and by group of the checklist."""
    last = SelfCheck.objects.filter(agency_id=visit.unit_id, signed_at__isnull=False).order_by("-signed_at").first()
    if last is None or last.signed_at is None:
        return "", {}
    said: dict[str, list[int]] = {}
    for one in last.answers.select_related("item"):
        count = said.setdefault(GROUPS.get(one.item.group, one.item.group), [0, 0])
        count[one.value == AnswerValue.BREACH] += 1
    words = f"Đã tự kiểm tra, ký ngày {formats.day(people.local_date(last.signed_at))}."
    return words, {
        name: f"đã xem {sum(count)} nội dung, có {count[1]} nội dung còn tồn tại" for name, count in said.items()
    }


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
        "place": team.agency.place_name, "agency": team.agency.name, "parent_agency": parent_name(team.agency),
        "team": team.name,
        "decision": team.decision, "decided_on": team.decided_on,
        "valid": f"từ {formats.day(team.valid_from)} đến {until}", "signer": team.ordered_by.full_name,
        "signer_title": post or "Người ra quyết định", "members": _members(team),
    }  # fmt: skip


def agency_of(actor: Actor, on: date) -> tuple[str, str, str]:
    """The actor's agency, the one above it and its place, as they stand in the head of a report."""
    unit_id = next(iter(sorted(actor.agency_ids)), None)
    if unit_id is None:
        unit_id = next((one.pk for one in org.agencies_on(on) if one.parent_id is None), None)
    if unit_id is None:
        return "", "", ""
    agency = org.agency_by_id(people.top_unit_of(unit_id))
    return agency.name, parent_name(agency), agency.place_name


def papers_shown(visit: Visit, *, whole: bool) -> list[tuple[str, str]]:
    """The papers of a visit that are open, by the word in their address and their name, in the order of the work."""
    signed, told = conclusion_signed(visit), VisitNotice.objects.filter(visit=visit).exists()
    rows = [
        ("notice", _("Notice of the visit"), told), ("outline", _("Outline of the report"), told),
        ("self-report", _("Report of the unit"), told), ("heads", _("Head-count sheet"), whole),
        ("evidence", _("List of evidence"), whole), ("remarks", _("Remarks on site"), whole),
        ("report", _("Result report"), whole), ("conclusion", _("Notice of conclusion"), signed),
        ("criticism", _("Criticism, reminder"), signed and _criticised(visit)),
        ("recommendations", _("List of recommendations"), signed),
        ("recheck", _("Minutes of the re-check"), whole and visit.sort == VisitSort.RECHECK),
    ]
    return [(sort, label) for sort, label, is_open in rows if is_open]


def _criticised(visit: Visit) -> bool:
    return visit.findings.filter(state=FindingState.FINAL, praise=False, official=None).exists()
