"""Reports of the province: one asked from units with two handed in, and the notice of results of the last quarter."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import partial

from congvu.demo.accounts import Crew
from congvu.demo.dates import office_day
from congvu.demo.lam_giang_agencies import OFFICE
from congvu.demo.organisation import Cast
from congvu.domain.reporting.actions.asking import prepare_request, send_request
from congvu.domain.reporting.actions.contributing import accept_contribution, submit, write
from congvu.domain.reporting.models import ReportRequest
from congvu.face.reports.actions.notices import issue_notice, make_notice
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people

UNITS, HANDED_IN, WRITING = ("snv", "stc", "sxd", "snnmt", "xa-an-khanh"), ("snv", "sxd"), "stc"
SECTIONS = ("Tình hình thực hiện nhiệm vụ được giao", "Khó khăn, vướng mắc và nguyên nhân", "Đề xuất, kiến nghị")
WORDS = (
    "Đã hoàn thành các nhiệm vụ đến hạn; phân công người phụ trách từng phần việc, kiểm tra tiến độ hằng tuần.",
    "Số liệu giữa các phần mềm chưa đồng bộ, phải đối chiếu thủ công; một số việc chờ ý kiến nhiều cơ quan.",
    "Đề nghị kết nối dữ liệu dùng chung để giảm báo cáo giấy.",
)
ASSESSMENT = "Tiến độ chung được giữ; việc chậm tập trung ở nhiệm vụ cần nhiều cơ quan phối hợp."


def ask_for_reports(cast: Cast, crew: Crew, desk: Actor, now: datetime) -> ReportRequest:
    """The Office asks five units for the year's report; two have handed in, one is accepted, one is writing."""
    today = people.local_date(now)
    asked = prepare_request(
        actor=desk, agency_id=cast.agency(OFFICE).pk, title=f"Báo cáo tổng kết công tác năm {today.year}",
        since=date(today.year, 1, 1), until=today, due_on=office_day(today, 12), sections=SECTIONS,
        figures=(("Số cuộc kiểm tra công vụ đã thực hiện", "cuộc"),),
        measures=("directives.tasks.total", "directives.tasks.completed"),
        instructions="Viết gọn, không quá 03 trang; số liệu về nhiệm vụ do hệ thống tính.", now=now,
    )  # fmt: skip
    cases = send_request(actor=desk, request_id=asked.pk, agency_ids=[cast.agency(code).pk for code in UNITS], now=now)
    units = {cast.agency(code).pk: code for code in UNITS}
    for number, case in enumerate(cases, 1):
        _answer(asked, case, crew, units[case.accountable_agency_id], number, desk, now)
    return asked


def _answer(asked: ReportRequest, case: Case, crew: Crew, unit: str, number: int, desk: Actor, now: datetime) -> None:
    if unit not in (*HANDED_IN, WRITING):
        return
    head = crew.head(unit)
    sections = list(asked.sections.all())
    texts = dict(zip((one.pk for one in sections), WORDS, strict=True))
    if unit == WRITING:
        texts = {sections[0].pk: WORDS[0]}
    typed = {one.pk: (Decimal(number + 2), "") for one in asked.figures.filter(measure="")}
    write(actor=head, case_id=case.pk, texts=texts, values=typed, now=now)
    if unit in HANDED_IN:
        submit(actor=head, case_id=case.pk, now=now)
    if unit == HANDED_IN[0]:
        accept_contribution(actor=desk, case_id=case.pk, now=now)


def tell_results(cast: Cast, desk: Actor, now: datetime) -> None:
    """The notice of the last quarter is out; that of the month is a draft."""
    today, office = people.local_date(now), cast.agency(OFFICE).pk
    quarter = (today.month - 1) // 3
    year, number = (today.year, quarter) if quarter else (today.year - 1, 4)
    draft = partial(
        make_notice, actor=desk, agency_id=office, rounding="half_up_2", notation="TB-VP", signer_id=None, now=now
    )
    notice = draft(period="quarter", year=year, number=number, words=ASSESSMENT)
    draft(period="month", year=today.year, number=today.month, words="")
    issue_notice(actor=desk, notice_id=notice.pk, now=now)
