"""Commitments bind, seeds hang on everything that was published and on the secret."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.lot import commitment, keeps, seed
from congvu.core.refusals import Invalid
from tests.core.lot.rounds import BEACON, secret

HASH = "ab" * 32
secrets = st.binary(min_size=32, max_size=32).map(bytes.hex)


@given(secrets, secrets, st.integers(1, 10_000), st.integers(1, 10_000))
def test_only_the_same_secret_of_the_same_slot_keeps_a_commitment(one: str, two: str, slot: int, other: int) -> None:
    found = commitment("2026-Q4-01", slot, one)
    assert keeps(found, "2026-Q4-01", slot, one)
    assert keeps(found, "2026-Q4-01", other, two) == ((slot, one) == (other, two))
    assert not keeps(found, "2026-Q4-02", slot, one)


@pytest.mark.parametrize("change", [
    {"listing_hash": "ac" * 32}, {"slot": 2}, {"slot": 11}, {"secret": secret(2)}, {"beacon": BEACON + "0"},
])  # fmt: skip
def test_a_seed_hangs_on_each_of_its_parts(change: dict[str, object]) -> None:
    given_parts: dict[str, object] = {"listing_hash": HASH, "slot": 1, "secret": secret(1), "beacon": BEACON}
    first = seed(**given_parts)  # type: ignore[arg-type]  # the four parts by name
    assert len(first) == 32
    assert seed(**(given_parts | change)) != first  # type: ignore[arg-type]  # the four parts by name


@pytest.mark.parametrize("wrong", ["", "ab" * 31, "ab" * 33, "AB" * 32, "0x" + "ab" * 31, "ab" * 32 + "\n", "٠" * 64])
def test_what_is_no_secret_is_refused(wrong: str) -> None:
    with pytest.raises(Invalid) as refusal:
        commitment("R", 1, wrong)
    assert refusal.value.code == "bad_lot_secret"
    with pytest.raises(Invalid):
        seed(wrong, 1, secret(1), BEACON)


@pytest.mark.parametrize("wrong", ["", " \t\n", "48\x002", "482\n915", "482\u200b915", "482\u3000915", "\ufeff482"])
def test_what_is_no_public_value_is_refused(wrong: str) -> None:
    with pytest.raises(Invalid) as refusal:
        seed(HASH, 1, secret(1), wrong)
    assert refusal.value.code == "bad_beacon"


@pytest.mark.parametrize("slot", [-1, 10_001])
def test_what_is_no_slot_is_refused(slot: int) -> None:
    with pytest.raises(Invalid) as refusal:
        commitment("R", slot, secret(1))
    assert refusal.value.code == "bad_slot"
