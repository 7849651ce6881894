"""Bản in: the papers of a visit, of a finding, of a remedy and of a team, as .docx and .pdf."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from congvu.core.refusals import NotFound
from congvu.domain.inspections.models import Finding, FindingState, Recommendation, Visit, VisitSort
from congvu.domain.inspections.papers import concluding, forming, letters, proofs, unit_reports
from congvu.domain.inspections.papers import remedies as remedy_papers
from congvu.domain.inspections.queries import after_papers as facts
from congvu.domain.inspections.queries import findings, plans, remedies, teams
from congvu.domain.inspections.views.after import visit_open_to
from congvu.kernel.accounts.policy import acting
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.papers import Paper, Sheet
from congvu.kernel.documents.papers.http import paper_response
from congvu.kernel.org import queries as org
from congvu.kernel.ui import formats
from congvu.kernel.ui.access import requires, signed_in

#: Papers of a visit by the word in their address, as their files are named.
NAMES = {
    "notice": "Thông báo kiểm tra", "outline": "Đề cương báo cáo", "self-report": "Báo cáo tự kiểm tra",
    "remarks": "Nhận xét tại chỗ", "evidence": "Danh mục chứng cứ", "heads": "Bảng điểm danh",
    "report": "Báo cáo kết quả", "conclusion": "Thông báo kết luận", "criticism": "Phê bình, chấn chỉnh",
    "recommendations": "Danh mục kiến nghị", "recheck": "Biên bản phúc tra",
}  # fmt: skip


@signed_in
@require_GET
def of_visit(request: HttpRequest, code: str, sort: str, fmt: str) -> HttpResponse:
    """Notice, outline, remarks, result report, notice of conclusion, minutes of the re-check.

    Remarks and the result report are the team's; the conclusion is open to the unit too, once it is signed.
    """
    visit, whole, found = visit_open_to(acting(request), code)
    asked = remedies.of_visit(visit)
    settled = [one for one in found if one.state == FindingState.FINAL]
    signed = findings.conclusion_signed(visit)
    paper: Paper | Sheet
    if sort == "conclusion" and signed:
        paper = concluding.conclusion_notice(facts.facts_of(visit, settled, asked))
    elif sort == "notice":
        paper = forming.visit_notice(facts.facts_of(visit, [], []))
    elif sort == "outline":
        paper = forming.report_outline(facts.facts_of(visit, [], []), facts.outline_of(visit))
    elif sort == "remarks" and whole:
        paper = forming.remarks_on_site(facts.facts_of(visit, found, []))
    elif sort == "report" and whole:
        kept = [one for one in found if one.state != FindingState.DRAFT]
        paper = concluding.result_report(facts.facts_of(visit, kept, asked))
    elif sort == "recheck" and whole and visit.sort == VisitSort.RECHECK:
        named = list(visit.rechecked.select_related("case", "procedure"))
        paper = remedy_papers.recheck_minutes(facts.facts_of(visit, [], named))
    elif (more := _further(visit, sort, settled, asked, whole=whole, signed=signed)) is not None:
        paper = more
    else:
        raise NotFound(_("There is no such paper of this visit, or it is not open to you."))
    return paper_response(paper, fmt, f"{NAMES.get(sort, sort)} {visit.case.code}", inline=fmt == "pdf")


def _further(
    visit: Visit, sort: str, settled: list[Finding], asked: list[Recommendation], *, whole: bool, signed: bool
) -> Paper | Sheet | None:
    """Lists of proofs and people for the team; the unit's own report, the letter and the list of what it owes for the
    unit too, the last two once the conclusion is signed."""
    if sort == "self-report":
        return unit_reports.unit_report(facts.facts_of(visit, [], []), facts.unit_report_of(visit, timezone.now()))
    if sort == "evidence" and whole:
        return proofs.evidence_list(facts.facts_of(visit, [], []), facts.evidence_lines(visit))
    if sort == "heads" and whole:
        return proofs.head_count_sheet(facts.facts_of(visit, [], []), facts.head_lines(visit), facts.head_sums(visit))
    if sort == "recommendations" and signed:
        return remedy_papers.recommendation_list(facts.facts_of(visit, [], asked))
    faults = [one for one in settled if not one.praise and one.official_id is None]
    if sort == "criticism" and signed and faults:
        rows = [(facts.finding_line(one, with_answer=False), one.severity) for one in faults]
        return letters.criticism_letter(facts.facts_of(visit, [], []), rows, to=visit.unit_name)
    return None


@signed_in
@require_GET
def of_finding(request: HttpRequest, finding_id: int, fmt: str) -> HttpResponse:
    """The request to explain a finding that was told."""
    found = findings.finding_for(acting(request), finding_id, timezone.localdate())
    if found.explanation is None:
        raise NotFound(_("There is no such paper of this visit, or it is not open to you."))
    line = facts.finding_line(found, with_answer=False)
    paper = concluding.explanation_request(
        facts.facts_of(found.visit, [], []), line, to=line.about, answer_by=formats.moment(found.answer_by),
        code=found.explanation.code, on=people.local_date(found.noticed_at) if found.noticed_at else None,
    )
    return paper_response(paper, fmt, f"Yêu cầu giải trình {found.explanation.code}", inline=fmt == "pdf")


@signed_in
@require_GET
def letter(request: HttpRequest, finding_id: int, fmt: str) -> HttpResponse:
    """Criticism of, or a reminder to, the person a final finding is about."""
    found = findings.finding_for(acting(request), finding_id, timezone.localdate())
    final = found.state == FindingState.FINAL and not found.praise and findings.conclusion_signed(found.visit)
    if found.official is None or not final:
        raise NotFound(_("There is no such paper of this visit, or it is not open to you."))
    line = facts.finding_line(found, with_answer=False)
    paper = letters.criticism_letter(facts.facts_of(found.visit, [], []), [(line, found.severity)], to=line.about)
    return paper_response(paper, fmt, f"Phê bình, chấn chỉnh {found.visit.case.code}-{found.number}",
                          inline=fmt == "pdf")  # fmt: skip


@signed_in
@require_GET
def answer(request: HttpRequest, finding_id: int, fmt: str) -> HttpResponse:
    """The explanation of a finding: as it was given, or with lines to write on."""
    found = findings.finding_for(acting(request), finding_id, timezone.localdate())
    if found.explanation is None:
        raise NotFound(_("There is no such paper of this visit, or it is not open to you."))
    line = facts.finding_line(found)
    head = org.head_of(found.unit_id, timezone.localdate()) if found.official is None else found.official
    paper = letters.explanation(
        facts.facts_of(found.visit, [], []), line, by=head.full_name if head is not None else "",
        unit=found.unit.name, code=found.explanation.code,
        at=formats.moment(found.answered_at) if found.answered_at else "",
    )
    return paper_response(paper, fmt, f"Bản giải trình {found.explanation.code}", inline=fmt == "pdf")


@signed_in
@require_GET
def of_remedy(request: HttpRequest, code: str, fmt: str) -> HttpResponse:
    """The unit's remedy report."""
    row = remedies.remedy_by_code(acting(request), code)
    case = row.case
    unit = org.agency_by_id(case.accountable_agency_id)
    on = people.local_date(row.reported_at) if row.reported_at else None
    signer = org.head_of(unit.pk, timezone.localdate())
    paper = remedy_papers.remedy_report(
        facts.facts_of(row.visit, [], []), facts.remedy_line(row), unit=unit.name,
        unit_parent=unit.parent.name if unit.parent else "", on=on, signer=signer.full_name if signer else "",
        finding=f"số {row.finding.number}, {row.finding.fact}" if row.finding else "",
    )
    return paper_response(paper, fmt, f"Báo cáo khắc phục {case.code}", inline=fmt == "pdf")


@requires(plans.READ)
@require_GET
def of_team(request: HttpRequest, team_id: int, fmt: str) -> HttpResponse:
    """The decision to form a team."""
    team = teams.team_for(acting(request), team_id)
    paper = forming.team_decision(**facts.decision_of(team))  # type: ignore[arg-type]  # the keywords of it
    return paper_response(paper, fmt, f"Quyết định thành lập {team.name}", inline=fmt == "pdf")
