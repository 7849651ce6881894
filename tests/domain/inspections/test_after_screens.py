"""Pages of what follows a visit: the whole way by clicks, who sees what, papers, public pages, figures."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from congvu.domain.inspections.actions import concluding
from congvu.domain.inspections.actions.remedies import Asked
from congvu.domain.inspections.models import Conclusion, Finding, Recommendation
from tests.domain.inspections.aftermath import PNG, After, make_after


@pytest.fixture
def after(db: None) -> After:
    """A visit of today by the machine's clock."""
    return make_after(timezone.localtime())


def _get(client: Client, name: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(f"inspections:{name}", args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def _post(client: Client, name: str, *args: object, **values: object) -> None:
    answer = client.post(reverse(f"inspections:{name}", args=args), values)
    assert answer.status_code == 302, answer.content.decode()[:4000]


def test_a_visit_is_concluded_by_clicks(after: After) -> None:
    code, head, chair, chief = after.visit.case.code, after.client("head"), after.client("chair"), after.client("chief")
    _post(head, "new_finding", code, item=after.item().pk, fact="Năm người vắng.", rule="Quy chế, Điều 7", severity=2,
          evidence=[after.photo().pk])  # fmt: skip
    finding = Finding.objects.get()
    _post(head, "notice_finding", finding.pk)
    assert "Năm người vắng." in _get(chief, "told")
    finding.refresh_from_db()
    explanation = after.explanation(finding)
    page = chief.get(f"/cases/{explanation.code}/")
    assert "Năm người vắng." in page.content.decode()
    answer = chief.post(f"/cases/{explanation.code}/acts/answer/", {"words": "Đi họp đột xuất.", "expected_seq": 1})
    assert answer.status_code in (200, 302)
    finding.refresh_from_db()
    assert finding.answer == "Đi họp đột xuất."
    assert "Đi họp đột xuất." in _get(head, "consider_finding", finding.pk)
    _post(head, "consider_finding", finding.pk, words="Không có giấy mời.", severity=2, keep="yes")
    _post(head, "report", code, number="21/BC-ĐKT")
    _post(chair, "conclude", code, number="33/TB-UBND", words="Chưa nghiêm.",
          **{f"remedy_{finding.pk}": "Chấn chỉnh.", "general": ""})  # fmt: skip
    assert "33/TB-UBND" in _get(chief, "after", code)
    assert "Chấn chỉnh." in _get(chief, "remedies")
    answer = chair.post(reverse("inspections:publish", args=[code]), {"public_words": "Gọi 0912345678."})
    assert answer.status_code == 422
    _post(chair, "publish", code, public_words="Năm người vắng không lý do.")
    anybody = Client()
    assert "Sở Nội vụ" in _get(anybody, "public_conclusions")
    page_words = _get(anybody, "public_conclusion", code)
    assert "Năm người vắng không lý do." in page_words
    assert "Chưa nghiêm." not in page_words


def test_pages_of_an_open_finding_are_closed_to_others(after: After) -> None:
    finding = after.told(official_id=after.officials["an"].pk)
    assert after.client("an").get(reverse("inspections:finding", args=[finding.pk])).status_code == 200
    for name in ("binh", "chief"):
        assert after.client(name).get(reverse("inspections:finding", args=[finding.pk])).status_code == 404
        assert after.client(name).get(reverse("inspections:after", args=[after.visit.case.code])).status_code == 404
    assert Client().get(reverse("inspections:finding", args=[finding.pk])).status_code == 302


def test_a_person_sees_of_the_visit_his_own_finding_only(after: After) -> None:
    after.told(official_id=after.officials["an"].pk, fact="Việc của An.")
    after.told(2, fact="Việc của cơ quan.")
    page = _get(after.client("an"), "after", after.visit.case.code)
    assert "Việc của An." in page
    assert "Việc của cơ quan." not in page


def test_a_conclusion_before_the_answers_stays_on_its_page(after: After) -> None:
    after.told()
    after.report(after.now)
    answer = after.client("chair").post(
        reverse("inspections:conclude", args=[after.visit.case.code]), {"number": "1/TB", "words": "x", "general": ""}
    )
    assert answer.status_code == 422
    assert "Phát hiện chưa chốt" in answer.content.decode()


def _concluded(after: After) -> Conclusion:
    finding = after.settle(after.told(severity=3), at=after.now)
    after.report(after.now)
    conclusion = after.conclude(Asked("Chấn chỉnh giờ làm việc.", finding.pk), at=after.now)
    concluding.publish(actor=after.actor("chair"), visit_id=after.visit.pk, public_words="Chưa nghiêm.", now=after.now)
    return conclusion


def test_scores_show_n_mix_interval_and_what_follows(after: After) -> None:
    after.answers(30, 4)
    _concluded(after)
    page = _get(after.client("chair"), "scores")
    assert "n = 34" in page
    assert "Nghiêm trọng: 1" in page
    assert "90" in page
    detail = _get(after.client("chief"), "score", after.unit.pk)
    assert "loại B" in detail or "grade B" in detail


def test_a_unit_with_few_items_is_grey(after: After) -> None:
    after.answers(3, 1)
    assert "không so sánh" in _get(after.client("chair"), "scores")


def test_the_consolidated_report_counts_and_prints(after: After) -> None:
    _concluded(after)
    client = after.client("head")
    page = _get(client, "consolidated")
    assert "Sở Nội vụ" in page
    answer = client.get(reverse("inspections:consolidated_paper", args=["docx"]))
    with ZipFile(BytesIO(answer.content)) as paper:
        words = paper.read("word/document.xml").decode()
    assert "Tổng hợp kết quả kiểm tra công vụ" in words


@pytest.mark.parametrize("sort", ["notice", "outline", "remarks", "report", "conclusion"])
def test_papers_of_a_visit_are_printed(after: After, sort: str) -> None:
    _concluded(after)
    for fmt, begin in (("docx", b"PK"), ("pdf", b"%PDF")):
        answer = after.client("head").get(reverse("inspections:visit_paper", args=[after.visit.case.code, sort, fmt]))
        assert answer.status_code == 200
        assert answer.content.startswith(begin)


def test_papers_of_finding_remedy_team_and_recheck_are_printed(after: After) -> None:
    _concluded(after)
    remedy = Recommendation.objects.get()
    again = after.another(sort="recheck")
    remedy.rechecks.add(again)
    head = after.client("head")
    for name, args in (
        ("finding_paper", [Finding.objects.get().pk, "docx"]), ("remedy_paper", [remedy.case.code, "docx"]),
        ("team_decision", [after.team.pk, "docx"]), ("visit_paper", [again.case.code, "recheck", "docx"]),
    ):  # fmt: skip
        answer = head.get(reverse(f"inspections:{name}", args=args))
        assert answer.status_code == 200, name
        assert answer.content.startswith(b"PK")


def test_the_unit_reads_the_conclusion_but_not_the_report(after: After) -> None:
    _concluded(after)
    code = after.visit.case.code
    chief = after.client("chief")
    assert chief.get(reverse("inspections:visit_paper", args=[code, "conclusion", "pdf"])).status_code == 200
    assert chief.get(reverse("inspections:visit_paper", args=[code, "report", "pdf"])).status_code == 404


def test_a_remedy_is_reported_and_verified_on_its_case_page(after: After) -> None:
    _concluded(after)
    remedy = Recommendation.objects.get()
    code, chief, member = remedy.case.code, after.client("chief"), after.client("member")
    assert "Chấn chỉnh giờ làm việc." in chief.get(f"/cases/{code}/").content.decode()
    chief.post(f"/cases/{code}/acts/report_remedy/", {"words": "Xong.", "expected_seq": 1,
                                                      "file": SimpleUploadedFile("anh.png", PNG)})  # fmt: skip
    remedy.refresh_from_db()
    assert remedy.report == "Xong."
    member.post(f"/cases/{code}/acts/verify_remedy/", {"words": "Đã xem.", "expected_seq": 2})
    remedy.refresh_from_db()
    assert remedy.verified == "Đã xem."


def test_empty_pages_say_so(after: After) -> None:
    for name in ("told", "remedies", "resamples", "scores", "consolidated"):
        assert "</html>" in _get(after.client("chair"), name)
    assert "Chưa có kết luận công khai" in _get(Client(), "public_conclusions")
