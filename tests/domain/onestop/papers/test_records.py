"""A slip that was issued can be printed again years later, exactly as it was."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.refusals import Invalid
from congvu.core.working_time import HANOI
from congvu.domain.onestop.papers import as_pdf
from congvu.domain.onestop.papers.contents import Desk, Person, ReceiptSlip, SupplementSlip
from congvu.domain.onestop.papers.records import KINDS, as_record, read_record
from congvu.domain.onestop.papers.specimens import specimens
from congvu.kernel.documents.papers import pdf

ALL = specimens()
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=8,
)


def through_json(what: Any) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(json.dumps(as_record(what), ensure_ascii=False))
    return kept


@pytest.mark.parametrize("name", ALL)
def test_every_print_comes_back_from_its_record(name: str) -> None:
    assert read_record(through_json(ALL[name])) == ALL[name]


@pytest.mark.skipif(not any(pdf.FONTS.glob("*.ttf")), reason="the front end is not built here")
def test_a_reprint_is_the_same_to_the_last_byte() -> None:
    for what in ALL.values():
        assert as_pdf(read_record(through_json(what))) == as_pdf(what)


def test_every_kind_of_print_can_be_kept() -> None:
    assert {type(what).__name__ for what in ALL.values()} == set(KINDS)


@given(st.text(max_size=50), st.datetimes(timezones=st.sampled_from([UTC, HANOI])), st.none() | st.dates())
def test_whatever_was_written_comes_back(name: str, at: datetime, law_on: date | None) -> None:
    slip = ReceiptSlip(desk=Desk(agency=name), on=at.date(), law_on=law_on, applicant=Person(name=name), procedure=name,
                       received_at=at, due_at=None)
    back = read_record(through_json(slip))
    assert isinstance(back, ReceiptSlip)
    assert back.received_at == at
    assert (back.applicant, back.law_on, back.on) == (slip.applicant, slip.law_on, slip.on)


@pytest.mark.parametrize("until", [None, date(2026, 12, 11), datetime.fromisoformat("2026-12-11T16:30:00+07:00")])
def test_a_day_stays_a_day_and_a_moment_a_moment(until: date | datetime | None) -> None:
    slip = SupplementSlip(desk=Desk(agency="A"), on=date(2026, 11, 20), applicant=Person(name="B"), procedure="C",
                          items=("D",), answer_by=until)
    back = read_record(through_json(slip))
    assert isinstance(back, SupplementSlip)
    assert back.answer_by == until
    assert type(back.answer_by) is type(until)


def test_what_is_at_its_default_takes_no_room() -> None:
    record = through_json(ReceiptSlip(desk=Desk(agency="A"), on=date(2026, 1, 5), applicant=Person(name="B"),
                                      procedure="C", received_at=datetime.fromisoformat("2026-01-05T08:00:00+07:00"),
                                      due_at=None))  # fmt: skip
    assert set(record) == {"kind", "desk", "on", "applicant", "procedure", "received_at", "due_at"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "Person"}, "kind"), ({"kind": None}, "kind"), ({"desk": "A"}, "desk"), ({"on": "yesterday"}, "on"),
        ({"received_at": "2026-11-20T08:15:00"}, "received_at"),
        ({"applicant": {"name": 5}}, "name"), ({"applicant": {"nom": "B"}}, "applicant"), ({"lines": "no"}, "kind"),
        ({"components": {}}, "components"), ({"sets": "1"}, "sets"), ({"electronic": 1}, "electronic"),
        ({"applicant": {}}, "applicant"),
    ],
)  # fmt: skip
def test_a_damaged_record_is_refused_with_the_place(change: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_record(through_json(ALL["receipt"]) | change)
    assert refused.value.field == field


NAMES = st.sampled_from(["desk", "on", "applicant", "rows", "fee", "x"])


@given(st.dictionaries(NAMES, JSON), st.sampled_from(list(KINDS)))
def test_nonsense_is_refused_and_never_an_accident(given_values: dict[str, Any], kind: str) -> None:
    with suppress(Invalid):
        read_record(given_values | {"kind": kind})
