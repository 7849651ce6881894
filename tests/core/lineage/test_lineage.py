"""What an answering document takes over: proposals of matches, and what is lost on the way down."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from congvu.core.lineage import Kind, Order, compare, propose, strength_of

ABOVE = [
    Order(key=1, text="Hoàn thành rà soát thủ tục hành chính thuộc phạm vi quản lý trước ngày 30/6/2026",
          verb="hoàn thành", due_on=date(2026, 6, 30), leads=("Sở Tư pháp",)),
    Order(key=2, text="Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính đạt tối thiểu 80%", verb="số hóa",
          targets=((">=", Decimal(80), "%"),)),
    Order(key=3, text="Kiểm tra công vụ đột xuất tại bộ phận một cửa cấp xã", verb="kiểm tra"),
]  # fmt: skip
BELOW = [
    Order(key=11, text="Tăng cường rà soát thủ tục hành chính thuộc phạm vi quản lý của sở", verb="tăng cường",
          due_on=date(2026, 8, 15), leads=("Văn phòng Sở",)),
    Order(key=12, text="Số hóa hồ sơ và kết quả giải quyết thủ tục hành chính đạt 70% trong năm", verb="số hóa",
          targets=((">=", Decimal(70), "%"),), leads=("Phòng Hành chính",)),
    Order(key=13, text="Tổ chức hội nghị tổng kết công tác thi đua khen thưởng", verb="tổ chức"),
]  # fmt: skip


def test_orders_about_the_same_thing_are_proposed_and_others_are_not() -> None:
    assert {(match.above, match.below) for match in propose(ABOVE, BELOW)} == {(1, 11), (2, 12)}


def test_what_is_not_answered_later_weaker_or_lower_is_found() -> None:
    first, second, third = compare(ABOVE, BELOW, [(1, 11), (2, 12)])
    later, weaker = first.losses
    assert (later.kind, later.days, later.before, later.after) == (Kind.LATER, 46, "30/06/2026", "15/08/2026")
    assert (weaker.kind, weaker.after) == (Kind.WEAKER, "tăng cường")
    (lower,) = second.losses
    assert (lower.kind, lower.before, lower.after) == (Kind.TARGET_LOWER, "≥ 80 %", "≥ 70 %")
    assert [loss.kind for loss in third.losses] == [Kind.UNCOVERED]


def test_a_ceiling_is_kept_by_a_lower_number() -> None:
    above = [Order(key=1, text="Tỷ lệ hồ sơ quá hạn không quá 5%", targets=(("<=", Decimal(5), "%"),))]
    for number, kinds in ((3, []), (5, []), (8, [Kind.TARGET_LOWER])):
        below = [Order(key=2, text="Quá hạn", targets=(("<=", Decimal(number), "%"),), leads=("Sở",))]
        (found,) = compare(above, below, [(1, 2)])
        assert [loss.kind for loss in found.losses] == kinds


def test_the_best_of_several_answers_counts() -> None:
    day = date(2026, 6, 1)
    early = Order(key=14, text="Hoàn thành rà soát", verb="hoàn thành", due_on=day, leads=("Phòng Pháp chế",))
    (first, *_rest) = compare(ABOVE, [*BELOW, early], [(1, 11), (1, 14)])
    assert first.losses == ()


def test_verbs_are_ranked_by_what_they_owe() -> None:
    assert (strength_of("hoàn thành"), strength_of("triển khai"), strength_of("quan tâm")) == (3, 2, 1)
    assert strength_of("", "Sở Tài chính khẩn trương ban hành hướng dẫn") == 3
    assert strength_of("bâng khuâng") is None


TEXTS = st.lists(st.text(alphabet="abc đêô", max_size=40), max_size=6)


@given(TEXTS, TEXTS)
def test_every_proposal_names_given_orders_once_and_scores_up_to_one(up: list[str], down: list[str]) -> None:
    above = [Order(key=place, text=text) for place, text in enumerate(up)]
    below = [Order(key=100 + place, text=text) for place, text in enumerate(down)]
    matches = propose(above, below)
    assert len({match.below for match in matches}) == len(matches)
    assert all(0 < match.score <= 1 and match.above < len(up) and match.below - 100 < len(down) for match in matches)
    assert matches == propose(above, below)


@given(TEXTS)
def test_a_document_that_repeats_everything_loses_nothing(texts: list[str]) -> None:
    above = [Order(key=place, text=text, due_on=date(2026, 1, 1), leads=("Sở",)) for place, text in enumerate(texts)]
    links = [(order.key, order.key) for order in above]
    assert all(finding.losses == () for finding in compare(above, above, links))
