"""What the tables themselves refuse, on either engine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from congvu.kernel.org.models import (
    Absence,
    Agency,
    Appointment,
    Calendar,
    CalendarDay,
    CalendarShift,
    Delegation,
    Outage,
    Post,
    Succession,
)
from tests.kernel.org.conftest import BEGUN, NOON, Small, seat


def _day(small: Small, **more: Any) -> CalendarDay:
    values: dict[str, Any] = {
        "day": date(2026, 3, 2),
        "kind": "off",
        "source": "x",
        "standing": "local",
        "known_from": NOON,
        **more,
    }
    return CalendarDay(calendar=small.calendar, **values)


BAD: dict[str, Callable[[Small], object]] = {
    "agency that ends before it begins": lambda s: Agency.objects.filter(pk=s.ward.pk).update(valid_to=BEGUN),
    "agency of an unknown kind": lambda s: Agency.objects.filter(pk=s.ward.pk).update(kind="castle"),
    "agency of an unknown level": lambda s: Agency.objects.filter(pk=s.ward.pk).update(level="village"),
    "agency below itself": lambda s: Agency.objects.filter(pk=s.ward.pk).update(parent=s.ward.pk),
    "agency without a name": lambda s: Agency.objects.filter(pk=s.ward.pk).update(name=""),
    "two agencies of one code": lambda s: Agency.objects.filter(pk=s.ward.pk).update(code="stc"),
    "second head post": lambda s: seat(s.finance, "gd2", "Giám đốc", is_head=True),
    "head who is a deputy": lambda s: seat(s.ward, "x", "X", is_head=True, is_deputy=True),
    "post code twice": lambda s: Post.objects.create(
        agency=s.finance, code="gd", title="Khác", valid_from=date(2021, 1, 1)
    ),
    "two people in one post": lambda s: Appointment.objects.create(
        official=s.dao, post=Post.objects.get(agency=s.finance, code="gd"), from_on=date(2021, 1, 1)
    ),
    "appointment that ends before it begins": lambda s: Appointment.objects.filter(official=s.dao).update(to_on=BEGUN),
    "succession to itself": lambda s: _succession(s, successor=s.planning),
    "share of nothing": lambda s: _succession(s, share=Decimal(0)),
    "share of more than all": lambda s: _succession(s, share=Decimal("1.1")),
    "absence of no day": lambda s: Absence.objects.create(official=s.dao, from_on=BEGUN, to_on=BEGUN, recorded_at=NOON),
    "own deputy": lambda s: Absence.objects.create(
        official=s.dao, deputy=s.dao, from_on=BEGUN, to_on=date(2020, 1, 2), recorded_at=NOON
    ),
    "delegation to oneself": lambda s: Delegation.objects.create(
        from_official=s.dao, to_official=s.dao, scope="x", basis="y", from_on=BEGUN, recorded_at=NOON
    ),
    "calendar based on itself": lambda s: Calendar.objects.filter(pk=s.calendar.pk).update(based_on=s.calendar.pk),
    "day of an unknown kind": lambda s: _day(s, kind="feast").save(),
    "day without a source": lambda s: _day(s, source="").save(),
    "day known twice": lambda s: CalendarDay.objects.bulk_create([_day(s), _day(s, kind="work")]),
    "day known until before it was known": lambda s: _day(s, known_to=datetime(2020, 1, 1, tzinfo=NOON.tzinfo)).save(),
    "shift that ends before it starts": lambda s: CalendarShift.objects.create(
        calendar=s.calendar, weekday=0, starts="11:00", ends="07:00", valid_from=BEGUN, known_from=NOON
    ),
    "eighth day of the week": lambda s: CalendarShift.objects.create(
        calendar=s.calendar, weekday=7, starts="07:00", ends="11:00", valid_from=BEGUN, known_from=NOON
    ),
    "outage of nobody": lambda _s: Outage.objects.create(starts_at=NOON, announced_at=NOON, reason="x"),
    "outage of both": lambda s: Outage.objects.create(
        agency=s.ward, calendar=s.calendar, starts_at=NOON, announced_at=NOON, reason="x"
    ),
    "outage that ends when it starts": lambda s: Outage.objects.create(
        agency=s.ward, starts_at=NOON, ends_at=NOON, announced_at=NOON, reason="x"
    ),
    "outage without a reason": lambda s: Outage.objects.create(
        agency=s.ward, starts_at=NOON, announced_at=NOON, reason=""
    ),
}


def _succession(small: Small, **more: Any) -> Succession:
    values: dict[str, Any] = {
        "successor": small.finance,
        "share": Decimal(1),
        "kind": "merge",
        "on": date(2025, 3, 1),
        **more,
    }
    return Succession.objects.create(predecessor=small.planning, **values)


@pytest.mark.parametrize("what", BAD)
def test_the_database_refuses(small: Small, what: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        BAD[what](small)


def test_the_database_takes_what_follows_in_time(small: Small) -> None:
    post = Post.objects.get(agency=small.planning, code="gd")
    Appointment.objects.filter(post=post).update(to_on=date(2024, 1, 1))
    Appointment.objects.create(official=small.cuc, post=post, from_on=date(2024, 1, 1))
    _day(small, known_to=NOON).save()
    _day(small, kind="work").save()
    _day(small, switch="proposal").save()
    assert CalendarDay.objects.count() == 3
