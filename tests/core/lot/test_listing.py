"""The published list: one text for one list, and no draw from a wrong one."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.lot import Inspector, Unit, canonical, publish, read_listing
from congvu.core.lot.texts import clean_code
from congvu.core.refusals import Invalid
from tests.core.lot.rounds import INSPECTORS, UNITS, listing

PUBLISHED = publish(listing())


@given(st.permutations(UNITS), st.permutations(INSPECTORS), st.permutations(listing().recused))
def test_the_same_list_has_one_text_in_whatever_order_it_was_gathered(
    units: list[Unit], inspectors: list[Inspector], recused: list[tuple[str, str]]
) -> None:
    gathered = listing(units=tuple(units), inspectors=tuple(inspectors), recused=(*recused, recused[0]))
    assert publish(gathered).text == PUBLISHED.text


def test_accents_typed_apart_are_the_same_letters() -> None:
    apart = tuple(Unit(one.code, normalize("NFD", f" {one.name} "), one.weight)
                  for one in UNITS)  # fmt: skip
    assert apart != UNITS
    assert publish(listing(units=apart)).hash == PUBLISHED.hash


def test_a_published_text_reads_back_as_it_is() -> None:
    assert read_listing(PUBLISHED.text) == PUBLISHED
    taking = publish(listing(slots=0, team_size=0, take=3))
    assert read_listing(taking.text).listing.take == 3


@pytest.mark.parametrize("change", [
    lambda text: text.replace('"weight":10}', '"weight":11}'), lambda text: text.replace("Sở Xây dựng", "Sở Xây Dựng"),
    lambda text: text.replace('["CB001","H37.01"],', ""), lambda text: text.replace('"slots":8', '"slots":9'),
])  # fmt: skip
def test_every_letter_counts(change: Any) -> None:
    changed = change(PUBLISHED.text)
    assert changed != PUBLISHED.text
    assert read_listing(changed).hash != PUBLISHED.hash


@pytest.mark.parametrize("text", [
    "", "null", "[]", "{}", "[" * 100_000, PUBLISHED.text + " ", PUBLISHED.text.replace(":8", ": 8"),
    PUBLISHED.text.replace('"slots":8', '"slots":8.0'), PUBLISHED.text.replace('"weight":10}', '"weight":true}'),
    PUBLISHED.text.replace('"weight":10}', '"weight":"10"}'), PUBLISHED.text.replace("congvu-lot-1", "congvu-lot-2"),
    PUBLISHED.text.replace("2026-12-05T16:15:00+07:00", "05/12/2026"), PUBLISHED.text.replace('"CB001"', "1"),
    PUBLISHED.text.replace("Sở Xây", "S\\u1edf Xây"), PUBLISHED.text.replace('"take"', '"more"')[:-1] + ',"more":1}',
])  # fmt: skip
def test_what_is_not_the_published_text_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_listing(text)
    assert refusal.value.code == "bad_listing"


@pytest.mark.parametrize("wrong", [
    {"units": ()}, {"units": (*UNITS, UNITS[0])}, {"units": (Unit("H1", "Sở", 0),)},
    {"units": (Unit("H1", "Sở", -5),)}, {"units": (Unit("H1", " ", 1),)}, {"units": (Unit("", "Sở", 1),)},
    {"units": (Unit("H1", "Sở\u200b", 1),)}, {"units": (Unit("H 1", "Sở", 1),)}, {"units": (Unit("H|1", "Sở", 1),)},
    {"units": (Unit("H1", "Sở", 10**9 + 1),)}, {"slots": 0}, {"slots": 10_001}, {"team_size": 0}, {"team_size": 51},
    {"take": 3}, {"slots": 0, "take": 7}, {"slots": 0, "take": -1}, {"recused": (("CB999", "H37.01"),)},
    {"recused": (("CB001", "H99"),)}, {"inspectors": (*INSPECTORS, INSPECTORS[0])}, {"round": ""},
    {"round": "2026|Q4"}, {"beacon_source": ""}, {"beacon_at": datetime.fromisoformat("2026-12-05T16:15:00")},
])  # fmt: skip
def test_a_wrong_list_is_refused_before_anything_is_drawn(wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refusal:
        publish(listing(**({"recused": ()} | wrong)))
    assert refusal.value.code == "bad_listing"
    assert refusal.value.hint


def test_a_unit_to_which_nobody_may_be_sent_is_found_before_the_draw() -> None:
    everybody = tuple((one.code, "H37.22") for one in INSPECTORS)
    with pytest.raises(Invalid) as refusal:
        publish(listing(recused=everybody))
    assert refusal.value.code == "no_inspector_left"
    assert "H37.22" in refusal.value.message
    with pytest.raises(Invalid):
        publish(listing(inspectors=(), recused=()))


def test_the_order_is_that_of_a_browser() -> None:
    codes = ["Ế1", "z1", "A1", "Đ1", "a1", "ẵ", "a10", "\ud7a3"]
    assert all(clean_code(code, field="units", code="bad_listing") == code for code in codes)
    assert sorted(codes) == sorted(codes, key=lambda code: code.encode("utf-16-be"))
    for other in ("\U0001f600", "\uff21"):
        with pytest.raises(Invalid):
            clean_code(other, field="units", code="bad_listing")


def test_json_is_canonical() -> None:
    assert canonical({"b": [1, "Đ\n"], "a": {"z": 1, "y": 2}}) == '{"a":{"y":2,"z":1},"b":[1,"Đ\\n"]}'
    with pytest.raises(ValueError, match="compliant"):
        canonical({"rate": float("nan")})
    assert json.loads(PUBLISHED.text)["v"] == "congvu-lot-1"
