"""Field types and pages for machines."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from congvu.core.refusals import Invalid
from congvu.kernel.ui.wire import Code, Moment, NeededWords, Said, Sent, Words, needs, slice_of


class Shown(Said):
    at: Moment | None


class Note(Sent):
    words: NeededWords
    more: Words = ""
    code: Code | None = None


def test_moments_leave_in_the_time_of_viet_nam() -> None:
    assert Shown(at=datetime(2026, 11, 24, 20, 0, tzinfo=UTC)).model_dump() == {"at": "2026-11-25T03:00:00+07:00"}
    assert Shown(at=None).model_dump() == {"at": None}


@pytest.mark.parametrize(
    "sent",
    [
        {}, {"words": " "}, {"words": "a\x00"}, {"words": "a", "other": 1}, {"words": "a", "code": "a b"},
        {"words": "x" * 5001},
    ],
)
def test_what_is_sent_is_looked_at(sent: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Note.model_validate(sent)


def test_words_in_vietnamese_come_through() -> None:
    assert Note(words="Đã họp, xin ý kiến\ndòng hai").words.endswith("hai")


def test_slices_follow_each_other() -> None:
    rows = list(range(5))
    first, cursor = slice_of(rows, 2, None)
    second, cursor = slice_of(rows, 2, cursor)
    third, end = slice_of(rows, 2, cursor)
    assert (first, second, third, end) == ([0, 1], [2, 3], [4], None)
    with pytest.raises(Invalid) as refused:
        slice_of(rows, 2, "2")
    assert refused.value.field == "cursor"


def test_needs_leaves_its_mark() -> None:
    @needs("a.b", "c.d")
    def operation() -> None: ...

    assert operation.needs == ("a.b", "c.d")  # type: ignore[attr-defined]
