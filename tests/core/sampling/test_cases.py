"""Which cases: the same for everybody with list and seed, none twice, each as likely as the next."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.refusals import Invalid
from congvu.core.sampling import draw_cases, list_hash, list_text

SEED = sha256(b"a seed").digest()
CODES = [f"H37-261122-{number:04d}" for number in range(100)]
lists = st.lists(st.integers(0, 9999).map("C{:04d}".format), min_size=1, max_size=60, unique=True)


def test_a_sample_is_fixed_by_list_seed_and_purpose() -> None:
    assert draw_cases(CODES[:10], 4, SEED, "late") == (
        "H37-261122-0000", "H37-261122-0005", "H37-261122-0002", "H37-261122-0007",
    )  # fmt: skip
    assert list_hash(CODES[:2]) == sha256(b"H37-261122-0000\nH37-261122-0001\n").hexdigest()


@given(lists, st.binary(min_size=32, max_size=32), st.data())
def test_a_sample_takes_none_twice_and_begins_like_a_larger_one(
    codes: list[str], seed: bytes, data: st.DataObject
) -> None:
    size = data.draw(st.integers(1, len(codes)))
    found = draw_cases(codes, size, seed)
    assert len(set(found)) == size
    assert set(found) <= set(codes)
    assert draw_cases(data.draw(st.permutations(codes)), len(codes), seed)[:size] == found


def test_another_list_seed_or_purpose_gives_another_sample() -> None:
    first = draw_cases(CODES, 20, SEED, "late")
    assert draw_cases(CODES, 20, SEED, "counter") != first
    assert draw_cases(CODES, 20, sha256(SEED).digest(), "late") != first
    assert draw_cases([*CODES, "H37-261122-0100"], 20, SEED, "late") != first


def test_every_case_is_equally_likely() -> None:
    draws, size = 4000, 10
    found = Counter[str]()
    for number in range(draws):
        found.update(draw_cases(CODES[:40], size, sha256(b"%d" % number).digest()))
    chance = size / 40
    beyond = [code for code in CODES[:40] if abs(found[code] - draws * chance) > 3 * sqrt(draws * chance * 0.75)]
    assert len(beyond) <= 2  # 0.1 awaited among forty
    chi = sum((found[code] - draws * chance) ** 2 / (draws * chance * 0.75) for code in CODES[:40]) * 39 / 40
    assert chi < 72.1  # 39 degrees of freedom: 99.9 %


@pytest.mark.parametrize("codes", [[], [""], ["a", "a"], ["a\nb"], ["\u00e1", "a\u0301"]])
def test_what_is_no_list_is_refused(codes: list[str]) -> None:
    with pytest.raises(Invalid) as refusal:
        list_text(codes)
    assert refusal.value.code == "bad_sample"


@pytest.mark.parametrize(("size", "seed", "purpose"), [
    (0, SEED, ""), (-1, SEED, ""), (101, SEED, ""), (1, SEED[1:], ""), (1, SEED, "a|b"), (1, SEED, "a\nb"),
])  # fmt: skip
def test_an_impossible_sample_is_refused(size: int, seed: bytes, purpose: str) -> None:
    with pytest.raises(Invalid) as refusal:
        draw_cases(CODES, size, seed, purpose)
    assert refusal.value.code == "bad_sample"
