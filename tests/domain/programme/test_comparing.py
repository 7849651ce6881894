"""Two texts side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from congvu.domain.programme.policy.comparing import MAX_WORDS, Comparison, compare, paragraphs

VOCABULARY = ("giao", "Sở", "Nội", "vụ", "chủ", "trì", "báo", "cáo", "trước", "ngày", "15,", "tháng", "6;", "hết.")
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=9)
TEXTS = st.lists(WORDS.map(" ".join), max_size=8).map("\n".join)


def side(found: Comparison, name: str) -> list[str]:
    texts = ["".join(piece.text for piece in getattr(row, name)) for row in found.rows]
    return [text for text, row in zip(texts, found.rows, strict=True) if getattr(row, name)]


def test_a_changed_word_is_all_that_is_marked() -> None:
    found = compare("Điều 1. Giao Sở Nội vụ chủ trì.", "Điều 1. Giao Sở Tài chính chủ trì.")
    (row,) = found.rows
    assert row.kind == "changed"
    assert "".join(piece.text for piece in row.left if piece.mark == "gone") in ("Nội vụ", "Nộivụ")
    assert (found.gone, found.new) == (2, 2)


def test_an_inserted_paragraph_does_not_shift_the_rest() -> None:
    found = compare("Một.\nHai.\nBa.", "Một.\nHai.\nHai rưỡi.\nBa.")
    assert [row.kind for row in found.rows] == ["same", "same", "new", "same"]


def test_a_paragraph_that_resembles_nothing_is_gone_not_changed() -> None:
    found = compare("Giao Sở Nội vụ.\nKết thúc kiểm tra.", "Hoàn toàn khác hẳn đi.\nKết thúc kiểm tra sớm.")
    assert [row.kind for row in found.rows] == ["gone", "new", "changed"]
    assert found.changed_rows == 3


def test_the_same_text_has_nothing_to_show_whatever_its_blanks() -> None:
    found = compare("Một  hai.\n\n\fBa.", "Một hai.\nBa.\n")
    assert (found.changed_rows, found.gone, found.new, found.percent_kept) == (0, 0, 0, 100)
    assert compare("", "").rows == ()


def test_a_paragraph_of_a_whole_book_is_compared_as_a_whole() -> None:
    long = "chữ " * (MAX_WORDS + 1)
    found = compare(f"{long}một", f"{long}hai")
    assert {row.kind for row in found.rows} == {"changed"}


@given(TEXTS, TEXTS)
def test_each_side_gives_its_text_back(older: str, newer: str) -> None:
    found = compare(older, newer)
    assert side(found, "left") == paragraphs(older)
    assert side(found, "right") == paragraphs(newer)


@given(TEXTS, TEXTS)
def test_what_is_gone_one_way_is_new_the_other_way_in_total(older: str, newer: str) -> None:
    found = compare(older, newer)
    words = sum(len(text.split()) for text in paragraphs(older))
    assert found.gone + found.kept >= words
    assert (found.changed_rows == 0) == (paragraphs(older) == paragraphs(newer))
