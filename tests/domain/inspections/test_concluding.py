"""Report, conclusion, publication, remedies, closing: by whom, in which order, and what is refused."""

from __future__ import annotations

from functools import partial

import pytest

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.domain.inspections.actions import concluding, findings, remedies
from congvu.domain.inspections.actions.remedies import Asked
from congvu.domain.inspections.models import Conclusion, Recommendation, Resample, VisitSort
from congvu.domain.inspections.queries import conclusions
from congvu.domain.inspections.queries import remedies as queries
from congvu.kernel.casework.models import Case
from tests.domain.inspections.aftermath import After, after

__all__ = ["after"]


def test_a_whole_visit_is_concluded_with_its_remedy(after: After) -> None:
    conclusion = after.whole()
    assert (conclusion.number, str(conclusion.points)) == ("33/TB-UBND", "1.5")
    remedy = Recommendation.objects.get(visit=after.visit)
    assert remedy.case.code.startswith("KN-2026-")
    assert remedy.case.due_at is not None
    assert remedy.case.due_at.date() == after.later(2 + 15).date()
    assert Resample.objects.get().due_on.isoformat() == "2027-05-26"
    assert Case.objects.get(pk=after.visit.pk).phase == "concluded"


def test_a_conclusion_before_the_answers_is_refused(after: After) -> None:
    finding = after.told()
    after.report()
    with pytest.raises(MoveRefused) as refused:
        after.conclude()
    assert str(finding.number) in refused.value.message


def test_a_conclusion_before_the_report_is_refused(after: After) -> None:
    with pytest.raises(MoveRefused):
        after.conclude()


def test_a_second_conclusion_is_refused_with_the_number_of_the_first(after: After) -> None:
    after.whole()
    with pytest.raises(MoveRefused) as refused:
        after.conclude(number="34/TB-UBND")
    assert "33/TB-UBND" in refused.value.message


def test_a_report_waits_until_every_finding_was_told(after: After) -> None:
    after.write()
    with pytest.raises(MoveRefused):
        after.report()


def test_only_the_head_of_the_team_reports(after: After) -> None:
    with pytest.raises(NotAllowed):
        concluding.report_result(actor=after.actor("member"), visit_id=after.visit.pk, number="1/BC", now=after.now)


def test_only_who_ordered_the_visit_signs(after: After) -> None:
    after.report()
    for name in ("head", "member"):
        with pytest.raises(NotAllowed):
            concluding.conclude(actor=after.actor(name), visit_id=after.visit.pk, number="1", words="x", now=after.now)
    with pytest.raises(NotFound):
        concluding.conclude(actor=after.actor("chief"), visit_id=after.visit.pk, number="1", words="x", now=after.now)


def test_a_number_is_given_once(after: After) -> None:
    after.whole()
    first, after.visit = after.visit, after.another()
    after.report()
    with pytest.raises(Invalid):
        after.conclude()
    assert first.pk != after.visit.pk


@pytest.mark.parametrize(
    "words",
    ["Bà Nguyễn Thị An vắng mặt.", "ba nguyen thi an vang mat", "Liên hệ 0912 345 678.", "Số 001 185 012 345.",
     "Thư về an@example.vn."],
)  # fmt: skip
def test_personal_data_stop_a_publication_until_confirmed(after: After, words: str) -> None:
    finding = after.settle(after.told(official_id=after.officials["an"].pk), "an")
    after.report()
    after.conclude(Asked("Kiểm điểm.", finding.pk))
    publish = partial(concluding.publish, actor=after.actor("chair"), visit_id=after.visit.pk, public_words=words,
                      now=after.later(3))  # fmt: skip
    with pytest.raises(Invalid) as refused:
        publish()
    assert refused.value.field == "public_words"
    assert not conclusions.published()
    publish(confirmed=True)
    assert conclusions.published()


def test_words_without_personal_data_are_published_at_once(after: After) -> None:
    after.whole()
    publish = partial(concluding.publish, actor=after.actor("chair"), visit_id=after.visit.pk, now=after.later(3))
    publish(public_words="Đơn vị có 5 người vắng mặt lúc 08 giờ 10 ngày 24/11/2026.")
    assert conclusions.published_one(after.visit.case.code).number == "33/TB-UBND"
    with pytest.raises(MoveRefused):
        publish(public_words="Lần hai.")


def test_nothing_is_published_before_the_conclusion(after: After) -> None:
    with pytest.raises(MoveRefused):
        concluding.publish(actor=after.actor("chair"), visit_id=after.visit.pk, public_words="x", now=after.now)


def _remedy(after: After) -> Recommendation:
    after.whole()
    return Recommendation.objects.get(visit=after.visit)


def _reported(after: After) -> Recommendation:
    row = _remedy(after)
    remedies.report_remedy(actor=after.actor("chief"), case_id=row.pk, words="Đã chấn chỉnh.", file=after.file(),
                           file_name="bao-cao.pdf", now=after.later(4))  # fmt: skip
    return row


def test_a_remedy_is_reported_with_evidence_and_verified_by_the_team(after: After) -> None:
    row = _reported(after)
    remedies.verify_remedy(actor=after.actor("member"), case_id=row.pk, words="Đã xem tại chỗ.", now=after.later(5))
    row.refresh_from_db()
    assert (row.verified, row.case.outcome) == ("Đã xem tại chỗ.", "verified")
    concluding.close_visit(actor=after.actor("chair"), visit_id=after.visit.pk, now=after.later(6))
    assert Case.objects.get(pk=after.visit.pk).phase == "closed"


def test_a_remedy_without_evidence_is_refused(after: After) -> None:
    row = _remedy(after)
    with pytest.raises(Invalid) as refused:
        remedies.report_remedy(actor=after.actor("chief"), case_id=row.pk, words="Xong.", now=after.later(4))
    assert refused.value.field == "file"


def test_nobody_verifies_his_own_remedy(after: After) -> None:
    row = _reported(after)
    for name in ("chief", "an"):
        with pytest.raises((NotAllowed, NotFound)):
            remedies.verify_remedy(actor=after.actor(name), case_id=row.pk, words="Tốt.", now=after.later(5))
    assert not queries.verifies(after.actor("chief"), row, after.later(5).date())


def test_who_reported_does_not_verify_even_from_the_team(after: After) -> None:
    row = _reported(after)
    row.case.doer_official_id = after.officials["member"].pk
    assert not queries.verifies(after.actor("member"), row, after.later(5).date())


def test_a_remedy_sent_back_goes_on_where_its_clock_stood(after: After) -> None:
    row = _reported(after)
    remedies.send_back(actor=after.actor("head"), case_id=row.pk, ground="return.wrong_content", words="Thiếu số liệu.",
                       now=after.later(5))  # fmt: skip
    case = Case.objects.get(pk=row.pk)
    assert (case.phase, case.times_returned, case.holder_official_id) == ("assigned", 1, after.officials["chief"].pk)
    row.refresh_from_db()
    assert row.reported_at is None


def test_a_visit_with_an_open_remedy_is_not_closed(after: After) -> None:
    _remedy(after)
    with pytest.raises(MoveRefused):
        concluding.close_visit(actor=after.actor("chair"), visit_id=after.visit.pk, now=after.later(6))


def test_a_recommendation_rests_on_a_final_finding(after: After) -> None:
    dropped = after.settle(after.told(), keep=False)
    after.report()
    with pytest.raises(Invalid):
        after.conclude(Asked("Sửa.", dropped.pk))


def test_lateness_counts_until_the_report(after: After) -> None:
    row = _remedy(after)
    actor = after.actor("chief")
    assert [one.is_late for one in queries.rows_for(actor, after.later(10))] == [False]
    assert [one.is_late for one in queries.rows_for(actor, after.later(30), "late")] == [True]
    remedies.report_remedy(actor=actor, case_id=row.pk, words="Muộn.", file=after.file(), file_name="a.pdf",
                           now=after.later(30))  # fmt: skip
    assert [one.state for one in queries.rows_for(actor, after.later(40), "late")] == ["reported"]


def test_a_recheck_names_remedies_of_its_unit_only(after: After) -> None:
    row = _remedy(after)
    head = after.actor("head")
    again = after.another(at=after.later(60), sort=VisitSort.RECHECK)
    assert remedies.name_remedies(actor=head, visit_id=again.pk, case_ids=[row.pk], now=after.later(60)) == [row]
    assert list(row.rechecks.all()) == [again]
    with pytest.raises(MoveRefused):
        remedies.name_remedies(actor=head, visit_id=after.another().pk, case_ids=[row.pk], now=after.later(60))
    with pytest.raises(Invalid):
        remedies.name_remedies(actor=head, visit_id=again.pk, case_ids=[999], now=after.later(60))


def test_a_repeat_of_an_open_recommendation_doubles(after: After) -> None:
    after.whole()
    after.now = after.later(20)
    after.visit = after.another()
    finding = after.settle(after.told())
    assert finding.repeats_id is not None
    after.report()
    assert after.conclude(number="40/TB-UBND").points == 3


def test_praise_takes_no_points(after: After) -> None:
    praise = after.write(praise=True, rule="", evidence_ids=[])
    findings.confirm_praise(actor=after.actor("head"), finding_id=praise.pk, now=after.now)
    after.report()
    assert after.conclude().points == 0
    assert Conclusion.objects.get().concluded_by
