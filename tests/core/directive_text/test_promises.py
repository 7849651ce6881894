"""What holds for any text: it never raises, every value has its place, the same text gives the same reading."""

from __future__ import annotations

import dataclasses
import json
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congvu.core.directive_text import Reading, Span, as_record, read_directive
from tests.core.directive_text import samples

PIECES = [piece for text in samples.EVERY.values() for piece in text.replace("\n", " \n ").split(" ")]
ODD = [
    "|",
    "**",
    "\x0c",
    "\u200b",
    "\u00a0",
    "./.",
    "“",
    "(",
    "- ",
    "a) ",
    "1. ",
    "Điều 1. ",
    "\ufeff",
    "\t",
    "\r\n",
    "Số:",
]
JUMBLED = st.lists(st.sampled_from(PIECES + ODD), max_size=120).map(" ".join)
SHUFFLED_LINES = st.lists(
    st.sampled_from([line for text in samples.EVERY.values() for line in text.split("\n")]), max_size=40
)
QUIET = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])


def spans(value: Any) -> Iterator[Span]:
    """Every span anywhere in a reading."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from spans(getattr(value, field.name))


def check(text: str) -> Reading:
    """Reads the text and checks the promises."""
    reading = read_directive(text)
    for span in spans(reading):
        assert 0 <= span.start <= span.end <= len(text)
    record = as_record(reading, text, "x.txt")
    for item in (*record["tasks"], *record["citations"], *record["targets"]):
        assert item["text"] == text[item["start"] : item["end"]]
        assert item["text"].strip()
    json.dumps(record)
    starts = [sentence.span.start for sentence in reading.sentences]
    assert starts == sorted(starts)
    assert read_directive(text) == reading
    return reading


@QUIET
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    check(text)


@QUIET
@given(JUMBLED)
def test_jumbled_words_of_directives(text: str) -> None:
    check(text)


@QUIET
@given(SHUFFLED_LINES.map("\n".join))
def test_shuffled_lines_of_directives(text: str) -> None:
    check(text)


@pytest.mark.parametrize("name", samples.EVERY)
def test_decomposed_letters_are_read_alike_and_offsets_are_those_of_the_text_given(name: str) -> None:
    text = samples.EVERY[name]
    apart = unicodedata.normalize("NFD", text)
    composed, decomposed = check(text), check(apart)
    assert [unicodedata.normalize("NFC", apart[item.span.start : item.span.end]) for item in decomposed.clauses] == [
        text[item.span.start : item.span.end] for item in composed.clauses
    ]
    assert [item.number for item in decomposed.citations] == [item.number for item in composed.citations]


@pytest.mark.parametrize("name", samples.EVERY)
def test_line_ends_of_windows_change_nothing(name: str) -> None:
    text = samples.EVERY[name]
    one, other = read_directive(text), check(text.replace("\n", "\r\n"))
    assert [item.deadline and item.deadline.on for item in one.clauses] == [
        item.deadline and item.deadline.on for item in other.clauses
    ]
    assert [[party.name for party in item.leads] for item in one.clauses] == [
        [party.name for party in item.leads] for item in other.clauses
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "Sở Y tế, ", "và các ", "số 12/QĐ-TTg, ", "(", "trước ngày 1/1/2025; ", "| a ", "a) ", "- giao ",
        "Luật ", "\n1. ",
        "a. ", "Các bộ: ", "tại ", "đạt 5% ", "** ", "Kính gửi: ", "Điều 1. ", "hằng ", "chủ trì, phối hợp với ",
    ],
)  # fmt: skip
def test_long_repetitions_are_read_in_one_pass(piece: str) -> None:
    """A quadratic rule would take minutes on this size; the suite would not end."""
    check("Kính gửi: Sở Y tế.\n\nYêu cầu:\n" + piece * (40_000 // len(piece)))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00", "\ufeff", "Kính gửi:", "Số:", "CÔNG ĐIỆN", "|", "1.", "a)"])
def test_next_to_nothing(text: str) -> None:
    assert check(text).clauses == ()
