"""Money and moments as slips write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.text import parse_number, parse_number_words
from congvu.domain.onestop.papers.words import (
    amount_in_words,
    count,
    day,
    lower_first,
    moment,
    money,
    short_moment,
)


@pytest.mark.parametrize(
    ("amount", "figures", "words"),
    [
        (0, "0 đồng", "Không đồng"), (5_000, "5.000 đồng", "Năm nghìn đồng"),
        (150_000, "150.000 đồng", "Một trăm năm mươi nghìn đồng"),
        (1_205_000, "1.205.000 đồng", "Một triệu hai trăm linh năm nghìn đồng"),
    ],
)  # fmt: skip
def test_an_amount_in_figures_and_words(amount: int, figures: str, words: str) -> None:
    assert money(amount) == figures
    assert amount_in_words(amount) == words


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_figures_and_words_say_the_same_amount(amount: int) -> None:
    assert parse_number(money(amount).removesuffix(" đồng")) == amount
    assert parse_number_words(amount_in_words(amount).removesuffix(" đồng")) == amount


def test_no_amount_is_negative() -> None:
    with pytest.raises(ValueError, match="no words"):
        amount_in_words(-1)


def test_moments_are_told_in_the_time_of_vietnam() -> None:
    late = datetime(2026, 11, 20, 18, 5, tzinfo=UTC)
    assert moment(late) == "01 giờ 05 phút, ngày 21/11/2026"
    assert short_moment(late) == "01:05 21/11/2026"
    assert day(late) == "21/11/2026"
    assert day(date(2026, 11, 20)) == "20/11/2026"


def test_nothing_is_said_of_what_is_missing() -> None:
    assert moment(None) == short_moment(None) == day(None) == count(0) == ""


@pytest.mark.parametrize(("text", "inside"), [("Đăng ký kết hôn", "đăng ký kết hôn"), ("UBND xã", "UBND xã"), ("", "")])
def test_a_name_inside_a_sentence(text: str, inside: str) -> None:
    assert lower_first(text) == inside
