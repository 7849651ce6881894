"""Measures of remedies and explanations, the consolidated report, and what is taken for personal data."""

from __future__ import annotations

import pytest

from congvu.domain.inspections.actions import explaining, findings, remedies
from congvu.domain.inspections.models import Recommendation
from congvu.domain.inspections.policy.privacy import traces
from congvu.domain.inspections.queries.consolidated import consolidated, spell_of
from congvu.insight.measures import figure
from congvu.kernel.casework.models import Case
from tests.domain.inspections.aftermath import After, after

__all__ = ["after"]


def test_explanations_in_time_leave_out_what_was_withdrawn(after: After) -> None:
    after.settle(after.told())
    silent, withdrawn = after.told(2), after.told(3)
    findings.drop(actor=after.actor("head"), finding_id=withdrawn.pk, words="Nhầm.", now=after.now)
    explaining.note_silence(now=after.later(7))
    findings.consider(actor=after.actor("head"), finding_id=silent.pk, words="Không trả lời.", keep=True,
                      now=after.later(7))  # fmt: skip
    found = figure("inspections.explained_on_time_rate", Case.objects.all(), after.later(8))
    assert (found.numerator, found.denominator) == (1, 2)


def test_a_remedy_counts_in_time_when_it_was_reported_in_time(after: After) -> None:
    after.whole()
    row = Recommendation.objects.get()
    remedies.report_remedy(actor=after.actor("chief"), case_id=row.pk, words="Xong.", file=after.file(),
                           file_name="a.png", now=after.later(10))  # fmt: skip
    remedies.verify_remedy(actor=after.actor("head"), case_id=row.pk, words="Đã xem.", now=after.later(40))
    found = figure("inspections.remedies_on_time_rate", Case.objects.all(), after.later(41))
    assert (found.numerator, found.denominator) == (1, 1)
    assert figure("inspections.visits_concluded", Case.objects.all(), after.later(41)).numerator == 1


def test_a_quarter_counts_its_own_days_only(after: After) -> None:
    after.whole()
    mine = after.actor("head")
    fourth = consolidated(mine, spell_of(2026, 4), after.later(30))
    assert (fourth.all_visits, fourth.all_findings, fourth.concluded, fourth.asked) == (1, 1, 1, 1)
    assert fourth.by_unit == [("Sở Nội vụ", 1, 1, 0)]
    third = consolidated(mine, spell_of(2026, 3), after.later(30))
    assert (third.all_visits, third.all_findings, third.concluded, third.asked) == (0, 0, 0, 0)


def test_who_may_read_no_visits_adds_up_nothing(after: After) -> None:
    after.whole()
    assert consolidated(after.actor("an"), spell_of(2026, 0), after.later(30)).all_visits == 0


@pytest.mark.parametrize(
    ("words", "sorts"),
    [
        ("Ông Trần Văn Bình", ["name"]), ("TRAN VAN BINH", ["name"]), ("Trần Văn Bìnhh", []), ("Bình thường", []),
        ("0912.345.678", ["phone"]), ("+84 912 345 678", ["phone"]), ("001185012345", ["identity"]),
        ("012345678", ["phone"]), ("a.b@example.vn", ["email"]), ("Quyết định 12/QĐ-UBND ngày 20/01/2026", []),
        ("5 người lúc 08 giờ 10 phút", []), ("tiết kiệm 1.200.000.000 đồng", []),
    ],
)  # fmt: skip
def test_personal_data_are_told_from_other_words(words: str, sorts: list[str]) -> None:
    assert [one.sort for one in traces(words, ["Trần Văn Bình", "An"])] == sorts
