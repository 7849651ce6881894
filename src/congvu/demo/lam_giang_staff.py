"""Tỉnh Lam Giang: officials in their posts, with what they were before 2025, two absences and one delegation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from congvu.core.working_time.moments import date_of_day, day_number
from congvu.demo.lam_giang_agencies import DEPARTMENTS, OLD_DEPARTMENTS, OTHERS, ROOT, ProvincialAgency
from congvu.demo.lam_giang_people import (
    CHAIR,
    COMMUNE_UNITS,
    PAST_HEADS,
    Seat,
    agency_seats,
    commune_seats,
    division_seats,
    officers_of,
    province_seats,
    unit_seats,
)
from congvu.demo.lam_giang_places import OLD_DISTRICTS, TWO_TIER_ON, new_communes, old_communes
from congvu.kernel.org.models import Absence, Agency, Appointment, Delegation, Official, Post

TERM_BEGINS = date(2021, 6, 1)
"""Đầu nhiệm kỳ 2021–2026: officials of agencies that already existed took office then."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A seat in an agency; `owner` is the agency whose name the official bears (a division's is its department)."""

    agency: Agency
    owner: Agency
    seat: Seat
    position: int


def build_people(agencies: Mapping[str, Agency], now: datetime, *, everywhere: bool = False) -> dict[str, Official]:
    """Write posts, officials and appointments, past and present, then absences and a delegation around `now`.

    `everywhere`: every commune is fully staffed, not only those of the stories.
    """
    places = [*_provincial_places(agencies), *_commune_places(agencies, everywhere=everywhere)]
    officials = _officials(places)
    posts = Post.objects.bulk_create([_post(place) for place in places], batch_size=500)
    appointments = [
        Appointment(official=officials[_code(place)], post=post, from_on=_since(place.agency))
        for place, post in zip(places, posts, strict=True)
        if place.seat.official
    ]
    Appointment.objects.bulk_create(appointments, batch_size=500)
    _build_past(agencies, officials)
    _build_absences(officials, now)
    return officials


def _provincial_places(agencies: Mapping[str, Agency]) -> Iterator[_Place]:
    root = agencies[ROOT]
    yield from (_Place(root, root, seat, place) for place, seat in enumerate(province_seats(), 1))
    for row in (*DEPARTMENTS, *OTHERS):
        agency = agencies[row.code]
        if row.ends is None:
            yield from (_Place(agency, agency, seat, place) for place, seat in enumerate(agency_seats(row), 1))
            yield from _division_places(row, agency, agencies)


def _division_places(row: ProvincialAgency, owner: Agency, agencies: Mapping[str, Agency]) -> Iterator[_Place]:
    units = sorted((unit for unit in agencies.values() if unit.parent_id == owner.pk), key=lambda unit: unit.position)
    officer = 1
    for place, unit in enumerate(unit for unit in units if unit.kind == "division"):
        for position, seat in enumerate(division_seats(row, place, officer), 1):
            yield _Place(unit, owner, seat, position)
        officer += officers_of(row, place)


def _commune_places(agencies: Mapping[str, Agency], *, everywhere: bool) -> Iterator[_Place]:
    number = 0
    for district in OLD_DISTRICTS:
        for commune in new_communes(district):
            owner = agencies[commune.code]
            yield from (_Place(owner, owner, seat, place) for place, seat in enumerate(commune_seats(number), 1))
            for code, _name, _kind, seats in COMMUNE_UNITS:
                unit = agencies[f"{commune.code}-{code}"]
                filled = unit_seats(commune.code, code, seats, everywhere=everywhere)
                yield from (_Place(unit, owner, seat, place) for place, seat in enumerate(filled, 1))
            number += 1


def _code(place: _Place) -> str:
    return f"{place.owner.code}-{place.seat.official}"


def _officials(places: list[_Place]) -> dict[str, Official]:
    rows = [
        Official(
            code=_code(place),
            full_name=f"{place.seat.called} – {place.owner.short_name or place.owner.name}",
        ).fill_keys()
        for place in places
        if place.seat.official
    ]
    return {row.code: row for row in Official.objects.bulk_create(rows, batch_size=500)}


def _post(place: _Place) -> Post:
    return Post(
        agency=place.agency,
        code=place.seat.code,
        title=place.seat.title,
        is_head=place.seat.head,
        is_deputy=place.seat.deputy,
        position=place.position,
        valid_from=place.agency.valid_from,
    )


def _since(agency: Agency) -> date:
    return max(agency.valid_from, TERM_BEGINS)


def _build_past(agencies: Mapping[str, Agency], officials: Mapping[str, Official]) -> None:
    """Heads of agencies that ended in 2025; where they serve today in the heir, the seat was theirs."""
    heads: list[tuple[Agency, str, str]] = [
        (agencies[row.code], row.head, PAST_HEADS.get(row.code, ""))
        for row in (*OLD_DEPARTMENTS, *OTHERS)
        if row.ends is not None
    ]
    for district in OLD_DISTRICTS:
        became = new_communes(district)
        heads.append((agencies[district.code], CHAIR, f"{became[0].code}-ct"))
        chairs = {commune.parts[0][0].code: f"{commune.code}-ct" for commune in became[1:]}
        heads += [(agencies[old.code], CHAIR, chairs.get(old.code, "")) for old in old_communes(district)]
    posts = Post.objects.bulk_create(
        [
            Post(
                agency=agency,
                code="head",
                title=title,
                is_head=True,
                position=1,
                valid_from=agency.valid_from,
                valid_to=agency.valid_to,
            )
            for agency, title, _holder in heads
        ],
        batch_size=500,
    )
    Appointment.objects.bulk_create(
        Appointment(official=officials[holder], post=post, from_on=TERM_BEGINS, to_on=agency.valid_to)
        for (agency, _title, holder), post in zip(heads, posts, strict=True)
        if holder
    )


def _build_absences(officials: Mapping[str, Official], now: datetime) -> None:
    today = day_number(now.date())
    Absence.objects.bulk_create(
        [
            Absence(
                official=officials["snv-deputy-02"],
                deputy=officials["snv-deputy-01"],
                from_on=date_of_day(today - 2),
                to_on=date_of_day(today + 8),
                reason="Đi học lớp bồi dưỡng",
                recorded_at=now,
            ),
            Absence(
                official=officials["vpubnd-cv-02"],
                deputy=officials["vpubnd-cv-01"],
                from_on=date_of_day(today - 1),
                to_on=date_of_day(today + 4),
                reason="Nghỉ phép",
                recorded_at=now,
            ),
            Absence(
                official=officials["xa-an-khanh-ct"],
                deputy=officials["xa-an-khanh-cv-01"],
                from_on=max(TWO_TIER_ON, date_of_day(today - 40)),
                to_on=date_of_day(today - 30),
                reason="Công tác",
                recorded_at=now,
            ),
        ]
    )
    Delegation.objects.create(
        from_official=officials["vpubnd-head"],
        to_official=officials["vpubnd-deputy-01"],
        scope="Ký thừa lệnh văn bản đôn đốc thực hiện nhiệm vụ do UBND tỉnh giao",
        from_on=date(2026, 1, 1),
        to_on=None,
        basis="Giấy ủy quyền số 01/GUQ-VPUBND ngày 02/01/2026 (minh họa)",
        recorded_at=now,
    )
