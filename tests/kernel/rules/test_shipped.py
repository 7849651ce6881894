"""The shipped rulebook as data: sound, sourced, dated."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import congvu
from congvu.core.refusals import Invalid, NotFound
from congvu.core.rulebook import Rulebook
from congvu.kernel.rules import queries
from congvu.kernel.rules.policy import check_value, value_words
from congvu.kernel.rules.queries.local import dated
from congvu.kernel.rules.shipped import ACTS, AUTHORITY, FIELDS, GROUNDS, RULES, STANDINGS, VERSION
from congvu.kernel.rules.shipped.shapes import VALUE_KINDS

TODAY = date(2026, 11, 24)
SOURCE = Path(congvu.__file__).parent

pytestmark = pytest.mark.django_db


def test_no_two_rules_hold_at_once_and_no_rule_has_a_gap() -> None:
    book = Rulebook(map(dated, RULES))
    assert book.checked().gaps() == ()


@pytest.mark.parametrize("row", RULES, ids=lambda row: f"{row.code}-{row.valid_from}")
def test_every_rule_has_words_source_and_a_value_of_its_kind(row: object) -> None:
    from congvu.kernel.rules.shipped import Rule

    assert isinstance(row, Rule)
    assert row.vi
    assert row.en
    assert row.vi != row.en
    assert row.source.instrument
    assert row.kind in VALUE_KINDS
    assert row.field in FIELDS
    assert row.standing in STANDINGS
    assert check_value(row, row.value) == row.value
    assert value_words(row, row.value)


@pytest.mark.parametrize("row", GROUNDS, ids=lambda row: row.code)
def test_every_ground_belongs_to_an_act_and_names_its_source(row: object) -> None:
    from congvu.kernel.rules.shipped import Ground

    assert isinstance(row, Ground)
    assert row.act in ACTS
    assert row.code.startswith(f"{row.act}.")
    assert row.vi
    assert row.en
    assert row.source.instrument
    assert row.whose in ("agency", "applicant", "consulted", "higher", "outside")


def test_codes_of_grounds_and_authority_stand_once() -> None:
    assert len({row.code for row in GROUNDS}) == len(GROUNDS)
    assert len({row.code for row in AUTHORITY}) == len(AUTHORITY)


def test_every_act_has_grounds_today() -> None:
    assert {act for act in ACTS if queries.grounds(act, TODAY)} == set(ACTS)


def test_what_a_digest_alone_says_is_never_verified() -> None:
    sourced = [(row.source.instrument, row.standing) for row in RULES]
    sourced += [(row.source.instrument, row.standing) for row in AUTHORITY]
    doubtful = {standing for name, standing in sourced if "191/2026" in name or "Thanh Hóa" in name}
    assert doubtful == {"unverified"}


def test_a_rule_is_the_one_of_its_day() -> None:
    assert queries.rule("reception.cut_off", date(2025, 6, 30)).source == "NĐ 61/2018/NĐ-CP, Điều 18 khoản 2, 3"
    after = queries.rule("reception.cut_off", date(2025, 7, 1))
    assert (after.source, after.standing) == ("NĐ 118/2025/NĐ-CP", "unverified")
    with pytest.raises(NotFound):
        queries.rule("reception.cut_off", date(2018, 6, 20))
    with pytest.raises(NotFound):
        queries.rule("no.such.rule", TODAY)


def test_silence_was_no_agreement_before_the_regulation_of_2026() -> None:
    assert queries.rule("consultation.silence", date(2026, 5, 28)).value == "reminder"
    assert queries.rule("consultation.silence", date(2026, 5, 29)).value == "agreement"


def test_limits_are_limits_of_working_time() -> None:
    from congvu.core.working_time import WorkingDays

    assert queries.limit("directives.accept_within", TODAY) == WorkingDays(1)
    assert queries.rule("directives.accept_within", TODAY).words == "01 ngày làm việc"


def test_every_rule_that_the_product_asks_for_is_shipped() -> None:
    asked = re.compile(r"""(?:limit_of|limit|rule|due_after)\(\s*(?:case, )?"([a-z_]+\.[a-z_.]+)\"""")
    wanted = {code for file in SOURCE.rglob("*.py") for code in asked.findall(file.read_text(encoding="utf-8"))}
    assert wanted
    assert wanted <= {row.code for row in RULES}


def test_every_act_that_asks_for_a_ground_has_some() -> None:
    asked = re.compile(r"""(?:grounds|_ground)\((?:[^()"]*, )?"([a-z_]+)\"|\bground="([a-z_]+)\"""")
    wanted = {
        first or second for file in SOURCE.rglob("*.py") for first, second in asked.findall(file.read_text("utf-8"))
    }
    assert {"extension", "reassignment", "return"} <= wanted <= set(ACTS)


def test_work_delayed_for_many_years_finds_its_rules() -> None:
    assert queries.rule("directives.accept_within", date(2012, 5, 4)).standing == "local"
    assert queries.grounds("extension", date(2012, 5, 4))


def test_grounds_are_those_of_the_day() -> None:
    assert queries.ground("return.wrong_content", TODAY).standing == "unverified"
    with pytest.raises(NotFound):
        queries.ground("return.wrong_content", date(2025, 9, 30))
    assert "return.wrong_content" in queries.known_grounds()
    assert "return.wrong_content" not in {row.code for row in queries.grounds("return", date(2025, 9, 30))}


def test_search_needs_no_marks() -> None:
    found = {row.code for row in queries.search(TODAY, words="xin GIA han")}
    assert found == {"directives.extension_ask_before"}
    assert {row.code for row in queries.search(TODAY, field="documents")} == {
        row.code for row in RULES if row.field == "documents"
    }
    assert all(row.standing == "unverified" for row in queries.search(TODAY, standing="unverified"))


def test_the_version_names_the_data() -> None:
    assert queries.version() == VERSION


def test_a_decimal_is_kept_with_a_point_and_read_with_a_comma() -> None:
    row = next(one for one in RULES if one.code == "inspections.points.0")
    assert check_value(row, "1,25") == "1.25"
    assert queries.rule("inspections.points.0", TODAY).words == "0,5"
    for wrong in ("-1", "1.234", "NaN", "1e3", "hai", ""):
        with pytest.raises(Invalid):
            check_value(row, wrong)
