"""Envelopes: one size, bound by their hash, and an unused one tells of nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.lot import (
    ENVELOPE_BYTES,
    Envelope,
    draw_slot,
    envelope_hash,
    envelope_text,
    follows,
    padded,
    publish,
    read_padded,
)
from congvu.core.refusals import Invalid
from tests.core.lot.rounds import BEACON, listing, sealed, secret

DRAWN = draw_slot(publish(listing()), slot=1, secret=secret(1), beacon=BEACON)
VISIT = sealed(1, DRAWN)
EMPTY = sealed(1, None)


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), max_size=300))
def test_every_envelope_has_one_size_and_reads_back(words: str) -> None:
    note = normalize("NFC", words)
    for one in (replace(VISIT, note=note), replace(EMPTY, note=note)):
        body = padded(one)
        assert len(body) == ENVELOPE_BYTES
        assert read_padded(body) == one


@pytest.mark.parametrize("change", [
    {"slot": 2}, {"unit": "H37.99"}, {"unit_name": "Sở"}, {"visit_on": "2026-12-12"}, {"team": ("CB003",)},
    {"team": tuple(reversed(VISIT.team))}, {"sort": "order"}, {"reason": "Tin báo"}, {"secret": secret(9)},
    {"salt": secret(9)}, {"note": ""},
])  # fmt: skip
def test_the_hash_hangs_on_everything(change: dict[str, Any]) -> None:
    assert envelope_hash(replace(VISIT, **change)) != envelope_hash(VISIT)


def test_an_envelope_too_full_is_refused_and_one_just_full_is_not() -> None:
    room = ENVELOPE_BYTES - len(envelope_text(VISIT).encode())
    full = replace(VISIT, note=VISIT.note + "a" * room)
    assert padded(full).endswith(b"}")
    with pytest.raises(Invalid) as refusal:
        padded(replace(full, note=full.note + "a"))
    assert refusal.value.code == "envelope_too_long"


@pytest.mark.parametrize("wrong", [
    {"slot": 0}, {"slot": 10_001}, {"salt": ""}, {"secret": ""}, {"secret": "x"}, {"team": ()}, {"note": " a"},
    {"team": ("CB001", "CB001")}, {"visit_on": "2026-02-30"}, {"visit_on": "20261211"}, {"visit_on": ""},
    {"unit": ""}, {"reason": "a\u0301"}, {"reason": "a\nb"}, {"unit": "H 1"},
])  # fmt: skip
def test_a_wrong_envelope_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refusal:
        replace(VISIT, **wrong)
    assert refusal.value.code == "bad_envelope"


def test_an_unused_envelope_may_leave_its_secret_out() -> None:
    assert len(padded(Envelope(slot=3, salt=secret(3, "salt")))) == ENVELOPE_BYTES


@pytest.mark.parametrize("body", [
    b"", b" " * ENVELOPE_BYTES, padded(VISIT)[:-1], padded(VISIT) + b" ", b"\xff" * ENVELOPE_BYTES,
    padded(VISIT).replace(b'"slot":1', b'"slot": 1')[:ENVELOPE_BYTES], b"[]".ljust(ENVELOPE_BYTES),
    padded(VISIT).replace(b'"note"', b'"nots"'), padded(VISIT).replace(b'"slot":1', b'"slot":"1"')[:ENVELOPE_BYTES],
])  # fmt: skip
def test_other_bytes_are_refused(body: bytes) -> None:
    with pytest.raises(Invalid) as refusal:
        read_padded(body)
    assert refusal.value.code == "bad_envelope"


def test_a_visit_follows_the_draw_with_its_unit_and_its_team_in_any_order() -> None:
    assert follows(VISIT, DRAWN)
    assert follows(replace(VISIT, team=tuple(reversed(VISIT.team))), DRAWN)
    assert not follows(replace(VISIT, unit="H37.22"), DRAWN)
    assert not follows(replace(VISIT, team=VISIT.team[:2]), DRAWN)
    assert not follows(EMPTY, DRAWN)
