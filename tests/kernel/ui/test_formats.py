"""Dates, times and numbers as the office writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import formats as django_formats
from django.utils import translation

from congvu.kernel.ui import formats


def test_a_moment_is_shown_in_the_time_of_viet_nam() -> None:
    """17:30 in UTC is past midnight in Hà Nội: day and hour both move."""
    moment = datetime(2026, 11, 21, 17, 30, tzinfo=UTC)
    assert formats.moment(moment) == "22/11/2026 00:30"
    assert formats.day(moment) == "22/11/2026"
    assert formats.short_day(moment) == "22/11"
    assert formats.clock(moment) == "00:30"


def test_nothing_is_written_as_nothing() -> None:
    """None is empty, never "None"."""
    assert formats.day(None) == formats.clock(None) == formats.moment(None) == formats.number(None) == ""


def test_a_plain_date_has_no_zone_to_move_it() -> None:
    """A date is written as it is."""
    assert formats.day(date(2026, 2, 5)) == "05/02/2026"


@pytest.mark.parametrize(
    ("value", "places", "vietnamese", "english"),
    [
        (1234.5, None, "1.234,5", "1,234.5"),
        (1234567, None, "1.234.567", "1,234,567"),
        (Decimal("0.125"), 2, "0,13", "0.13"),
        (2.675, 2, "2,68", "2.68"),
        (-1200, None, "−1.200", "−1,200"),
        (3, 1, "3,0", "3.0"),
        (Decimal("100.000000"), None, "100", "100"),
        (Decimal("12.500000"), None, "12,5", "12.5"),
        (Decimal("1E+3"), None, "1.000", "1,000"),
    ],
)
def test_numbers_follow_the_language(
    value: int | float | Decimal, places: int | None, vietnamese: str, english: str
) -> None:
    """Groups by point and decimals by comma in Vietnamese, the other way round in English."""
    with translation.override("vi"):
        assert formats.number(value, places) == vietnamese
    with translation.override("en"):
        assert formats.number(value, places) == english


def test_a_rate_without_a_denominator_is_a_dash() -> None:
    """Nothing of nothing is not zero per cent."""
    with translation.override("vi"):
        assert formats.percent(0, 0) == "—"
        assert formats.percent(16051, 16274, 2) == "98,63 %"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 minutes"),
        (45, "45 minutes"),
        (60, "1 hour"),
        (61, "1 hour 1 minute"),
        (480, "1 day"),
        (1110, "2 days 2 hours"),
        (-500, "1 day"),
    ],
)
def test_working_time_is_told_in_its_two_largest_units(minutes: int, words: str) -> None:
    """A working day has eight hours; the sign is told by the words around."""
    with translation.override("en"):
        assert formats.working_span(minutes) == words


@pytest.mark.parametrize(
    ("amount", "words"), [(0, "0 B"), (1023, "1,023 B"), (1536, "1.5 KB"), (5 * 1024**3, "5.0 GB")]
)
def test_sizes_of_files(amount: int, words: str) -> None:
    """Units of 1024."""
    with translation.override("en"):
        assert formats.size(amount) == words


@pytest.mark.parametrize("language", ["vi", "en"])
def test_django_writes_and_reads_dates_the_same_way(language: str) -> None:
    """Day before month in both languages, so that a form and a page never disagree."""
    with translation.override(language):
        assert django_formats.date_format(date(2026, 11, 5), "SHORT_DATE_FORMAT") == "05/11/2026"
        assert django_formats.get_format("DATE_INPUT_FORMATS")[0] == "%d/%m/%Y"
