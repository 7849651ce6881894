"""Codes of procedures, agencies and dossiers, as annexes and other systems really write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.codes import (
    AgencyCode,
    Flaw,
    dossier_code,
    read_agency_code,
    read_dossier_code,
    read_procedure_code,
)
from congvu.core.refusals import Invalid


@pytest.mark.parametrize(
    ("written", "text", "flaws"),
    [
        ("1.001193", "1.001193", ()),
        ("3.000527.H61", "3.000527.H61", ()),
        ("1.013788.000.00.00.H48", "1.013788.H48", ()),
        ("1.003441. H42", "1.003441.H42", (Flaw.BLANKS,)),
        ("1.013.788.H42", "1.013788.H42", (Flaw.POINTS,)),
        ("2.000908.00 0.00.00.H61", "2.000908.H61", (Flaw.BLANKS,)),
        (" 2.000908\n", "2.000908", ()),
        ("1001193", "1.001193", (Flaw.POINTS,)),
        ("1.009645.h05", "1.009645.H05", (Flaw.LOWER_CASE,)),
        ("1,009645", "1.009645", (Flaw.POINTS,)),
    ],
)
def test_a_code_of_an_annex_is_read_and_its_flaws_are_named(written: str, text: str, flaws: tuple[Flaw, ...]) -> None:
    found = read_procedure_code(written)
    assert found is not None
    assert (found.text, found.flaws, found.raw) == (text, flaws, written)


@pytest.mark.parametrize("written", ["", "1.00119", "0.001193", "1.0011931", "BTP-1.001193", "1.001193.H4", "một"])
def test_what_is_no_code_is_not_made_into_one(written: str) -> None:
    assert read_procedure_code(written) is None


def test_both_orders_of_an_agency_s_code_name_the_same_agency() -> None:
    assert read_agency_code("H56.18.05") == read_agency_code("000.05.18.H56") == AgencyCode("H56", ("18", "05"))
    assert read_agency_code("000.00.00.H48") == AgencyCode("H48")
    assert read_agency_code("H5.18") is None


def test_a_commune_stands_within_its_province_and_not_beside() -> None:
    province, commune, other = AgencyCode("H56"), AgencyCode("H56", ("18", "05")), AgencyCode("H56", ("19",))
    assert commune.within(province)
    assert not commune.within(other)
    assert (province.level, commune.level) == (1, 3)


def test_a_dossier_s_code_counts_per_agency_and_day_and_grows_past_four_digits() -> None:
    assert dossier_code("H56.18.05", date(2025, 2, 14), 7) == "H56.18.05-250214-0007"
    assert dossier_code("000.00.19.H26", date(2019, 1, 7), 12345) == "000.00.19.H26-190107-12345"


@pytest.mark.parametrize(("agency", "number"), [("", 1), ("Sở Nội vụ", 1), ("H56", 0), ("H56", -3)])
def test_a_dossier_without_agency_or_number_gets_no_code(agency: str, number: int) -> None:
    with pytest.raises(Invalid):
        dossier_code(agency, date(2026, 11, 22), number)


@pytest.mark.parametrize("written", ["H56-261322-0001", "H56-260230-0001", "H56-261122-001", "H56-261122-0000", "x"])
def test_a_code_of_a_day_or_number_that_is_none_is_not_read(written: str) -> None:
    assert read_dossier_code(written) is None


agencies = st.builds(
    AgencyCode,
    st.from_regex(r"[A-Z][0-9]{2}", fullmatch=True),
    st.lists(st.from_regex(r"[0-9]{2,3}", fullmatch=True), max_size=3).map(tuple),
)


@given(agencies, st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(1, 99_999_999))
def test_a_code_read_back_tells_agency_day_and_number(agency: AgencyCode, on: date, number: int) -> None:
    found = read_dossier_code(f" {dossier_code(agency.text, on, number).lower()} ")
    assert found is not None
    assert (found.agency, found.received_on, found.number) == (agency, on, number)


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(text: str) -> None:
    found = read_procedure_code(text)
    if found is not None:
        again = read_procedure_code(found.text)
        assert again is not None
        assert (again.text, again.flaws) == (found.text, ())
    read_agency_code(text)
    read_dossier_code(text)
