"""Passing on: what answers what, side by side; plans owed; figures reported beside targets."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from congvu.core.refusals import Invalid, NotAllowed, NotFound
from congvu.domain.directives.actions import lineage as actions
from congvu.domain.directives.actions.registering import register_directive
from congvu.domain.directives.models import Answering, Directive, PlanExpected, Target
from congvu.domain.directives.queries import lineage as reads
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.documents.actions.entries import Entry
from congvu.kernel.org.models import Official
from tests.domain.directives.conftest import TEXT
from tests.kernel.accounts.cast import give, make_account
from tests.kernel.casework.office import Office

# The lines of an official letter are as long as they are.
# ruff: noqa: E501
ANSWER = """ỦY BAN NHÂN DÂN TỈNH LAM GIANG
SỞ NỘI VỤ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 88/KH-SNV

Lam Giang, ngày 10 tháng 11 năm 2026

KẾ HOẠCH
Thực hiện Công văn số 212/UBND-TH ngày 02/11/2026 của Chủ tịch Ủy ban nhân dân tỉnh

Giám đốc Sở Nội vụ yêu cầu:

1. Văn phòng Sở chủ trì, phối hợp rà soát danh mục thủ tục hành chính nội bộ trước ngày 31 tháng 12 năm 2026.

2. Các phòng chuyên môn tổ chức hội nghị tổng kết thi đua, khen thưởng trước ngày 20 tháng 12 năm 2026./.
"""


def register(office: Office, text: str, code: str, day: date, agency_id: int | None = None) -> Directive:
    return register_directive(
        actor=office.desk, agency_id=office.vpubnd.pk, file=None, text=text, now=office.now,
        entry=Entry(kind="ke_hoach", code=code, issued_on=day, issuer="Sở Nội vụ", subject="Kế hoạch thực hiện",
                    issuer_agency_id=agency_id),
    )  # fmt: skip


@pytest.fixture
def desk(office: Office, client: Client) -> Client:
    """A browser in which the directive desk of the Office is signed in."""
    account = make_account("vpubnd.cv01", Official.objects.get(code="desk"))
    give(account, "directive_desk", None)
    client.force_login(account)
    return client


@pytest.fixture
def answer(office: Office, directive: Directive) -> Directive:
    return register(office, ANSWER, "88/KH-SNV", date(2026, 11, 10), office.snv.pk)


def test_the_document_it_cites_is_offered_and_declared_once(office: Office, directive: Directive, answer: Directive) -> None:
    assert reads.may_be_answered(office.desk, answer) == [directive]
    pair = actions.declare_answer(actor=office.desk, directive_id=answer.pk, above_id=directive.pk, now=office.now)
    assert reads.may_be_answered(office.desk, answer) == []
    with pytest.raises(Invalid):
        actions.declare_answer(actor=office.desk, directive_id=answer.pk, above_id=directive.pk, now=office.now)
    compared = reads.comparison_of(pair)
    assert compared.covered == 1
    assert compared.losses["uncovered"] == compared.total - 1
    assert compared.losses["later"] == 1
    assert [clause.text for clause in compared.loose if "tổng kết" in clause.text]


def test_no_circle_no_self_and_no_answer_before_the_question(office: Office, directive: Directive, answer: Directive) -> None:
    with pytest.raises(Invalid):
        actions.declare_answer(actor=office.desk, directive_id=answer.pk, above_id=answer.pk, now=office.now)
    with pytest.raises(Invalid):
        actions.declare_answer(actor=office.desk, directive_id=directive.pk, above_id=answer.pk, now=office.now)
    same_day = [register(office, TEXT, f"{n}/KH-SNV", date(2026, 11, 12)) for n in (1, 2, 3)]
    for below, above in ((0, 1), (1, 2)):
        actions.declare_answer(actor=office.desk, directive_id=same_day[below].pk, above_id=same_day[above].pk, now=office.now)
    with pytest.raises(Invalid):
        actions.declare_answer(actor=office.desk, directive_id=same_day[2].pk, above_id=same_day[0].pk, now=office.now)


def test_a_rejected_match_counts_no_more_and_one_made_by_hand_does(office: Office, directive: Directive, answer: Directive) -> None:
    pair = actions.declare_answer(actor=office.desk, directive_id=answer.pk, above_id=directive.pk, now=office.now)
    (link,) = pair.links.all()
    actions.decide_links(actor=office.desk, answering_id=pair.pk, reject=[link.pk], now=office.now)
    assert reads.comparison_of(pair).covered == 0
    actions.link_clauses(actor=office.desk, answering_id=pair.pk, above=link.above_id, below=[link.below_id], now=office.now)
    assert reads.comparison_of(pair).covered == 1
    with pytest.raises(Invalid):
        actions.link_clauses(actor=office.desk, answering_id=pair.pk, above=link.below_id, below=[link.above_id], now=office.now)


def test_units_owe_a_plan_until_it_is_declared(office: Office, directive: Directive, answer: Directive) -> None:
    both = [office.snv.pk, office.stc.pk]
    due = date(2026, 11, 8)
    assert actions.expect_plans(actor=office.desk, directive_id=directive.pk, agency_ids=both, due_on=due, now=office.now) == 2
    assert actions.expect_plans(actor=office.desk, directive_id=directive.pk, agency_ids=both, due_on=due, now=office.now) == 0
    today = date(2026, 11, 20)
    assert [(row.state, row.late_days) for row in reads.plans_of(office.desk, directive, today)] == [("missing", 12)] * 2
    actions.declare_answer(actor=office.desk, directive_id=answer.pk, above_id=directive.pk, now=office.now)
    first, second = reads.plans_of(office.desk, directive, today)
    assert (first.state, first.expected.agency) == ("missing", office.stc)
    assert (second.state, second.late_days, second.received_on) == ("late", 2, date(2026, 11, 10))
    actions.waive_plan(actor=office.desk, expected_id=first.expected.pk, words="Không có nội dung liên quan", now=office.now)
    assert [row.state for row in reads.plans_of(office.desk, directive, today)] == ["late", "waived"]


def test_a_plan_due_before_its_document_or_from_an_unknown_unit_is_refused(office: Office, directive: Directive) -> None:
    for agencies, day in (([office.snv.pk], date(2026, 11, 1)), ([], date(2026, 12, 1)), ([10**9], date(2026, 12, 1))):
        with pytest.raises(Invalid):
            actions.expect_plans(actor=office.desk, directive_id=directive.pk, agency_ids=agencies, due_on=day, now=office.now)
    assert not PlanExpected.objects.exists()


def test_only_who_reviews_it_declares_and_strangers_find_nothing(office: Office, directive: Directive, answer: Directive) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        actions.declare_answer(actor=office.rival, directive_id=answer.pk, above_id=directive.pk, now=office.now)
    pair = actions.declare_answer(actor=office.desk, directive_id=answer.pk, above_id=directive.pk, now=office.now)
    assert reads.answering_for(Actor.nobody(), pair.pk) is None
    assert reads.graph_of(Actor.nobody(), directive)[1:] == []


def test_the_graph_tells_who_passed_on_what_after_how_many_days(office: Office, directive: Directive, answer: Directive) -> None:
    below = register(office, ANSWER, "5/KH-PCCHC", date(2026, 11, 15))
    actions.declare_answer(actor=office.desk, directive_id=answer.pk, above_id=directive.pk, now=office.now)
    actions.declare_answer(actor=office.desk, directive_id=below.pk, above_id=answer.pk, now=office.now)
    nodes = reads.graph_of(office.desk, answer)
    assert [(node.directive, node.step, node.lag) for node in nodes] == [(directive, -1, 8), (answer, 0, None), (below, 1, 5)]


def test_a_figure_stands_beside_its_target_with_who_and_where_from(office: Office, directive: Directive, now: datetime) -> None:
    target = Target.objects.create(directive=directive, start=0, end=5, text="đạt 95%", quantity=Decimal(95), unit="%", comparator=">=")
    with pytest.raises(Invalid):
        actions.type_result(actor=office.desk, target_id=target.pk, agency_id=office.snv.pk, value=Decimal(90), as_of=date(2026, 11, 1), words=" ", now=office.now)
    actions.type_result(actor=office.desk, target_id=target.pk, agency_id=office.snv.pk, value=Decimal("91.5"), as_of=date(2026, 11, 1), words="Báo cáo tháng 10", now=office.now)
    ((found, _below, results),) = reads.targets_of(directive)
    assert (found.quantity, results[0].value, results[0].words) == (Decimal(95), Decimal("91.5"), "Báo cáo tháng 10")


def test_the_declaration_can_be_taken_back_with_a_word(office: Office, directive: Directive, answer: Directive) -> None:
    pair = actions.declare_answer(actor=office.desk, directive_id=answer.pk, above_id=directive.pk, now=office.now)
    with pytest.raises(Invalid):
        actions.retract_answer(actor=office.desk, answering_id=pair.pk, words="", now=office.now)
    actions.retract_answer(actor=office.desk, answering_id=pair.pk, words="Nhầm văn bản", now=office.now)
    assert not Answering.objects.exists()


def test_the_screens_open_and_act(office: Office, directive: Directive, answer: Directive, desk: Client) -> None:
    page = desk.get(reverse("directives:lineage", args=[answer.pk]))
    assert "212/UBND-TH" in page.content.decode()
    answered = desk.post(reverse("directives:declare", args=[answer.pk]), {"above": directive.pk}, follow=True)
    assert "Đã khai báo" in answered.content.decode()
    pair = Answering.objects.get()
    where = reverse("directives:comparison", args=[pair.pk])
    assert "chưa triển khai" in desk.get(where).content.decode()
    link = pair.links.get()
    desk.post(reverse("directives:links", args=[pair.pk, "confirm"]), {"link": [link.pk]})
    link.refresh_from_db()
    assert link.state == "confirmed"
    refused = desk.post(reverse("directives:expect", args=[directive.pk]), {"due_on": "01/12/2026"})
    assert refused.status_code == 422
    asked = {"agencies": [office.snv.pk], "due_on": "01/12/2026"}
    assert desk.post(reverse("directives:expect", args=[directive.pk]), asked).status_code == 302
    graph = desk.get(reverse("directives:lineage", args=[directive.pk])).content.decode()
    assert "lineage-graph" in graph
    assert "ban hành chậm" in graph or "ban hành đúng hạn" in graph
    assert desk.get(reverse("directives:comparison", args=[10**9])).status_code == 404
    assert desk.post(reverse("directives:links", args=[pair.pk, "confirm"]), {"link": ["x"]}).status_code == 302
