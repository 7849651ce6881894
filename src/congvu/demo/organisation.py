"""The organisation of the made-up province: agencies before and after 2025, posts, people, groups and calendars.

Always the same; only absences lie around the day it is made. What stood before 2025 and the people are written in
bulk: this is the state of a register when it is taken over, and the journal says so in one line. The two
reorganisations of 2025 are carried out by the act itself (`reforms`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from congvu.core.text import skey
from congvu.demo.lam_giang_agencies import (
    DEPARTMENTS,
    DEPARTMENTS_MERGED_ON,
    FOUNDED_ON,
    GROUPS,
    OFFICE,
    OLD_DEPARTMENTS,
    OTHERS,
    PROVINCE,
    ROOT,
    ProvincialAgency,
)
from congvu.demo.lam_giang_calendars import build_calendars
from congvu.demo.lam_giang_places import (
    OLD_DISTRICTS,
    OldCommune,
    OldDistrict,
    new_communes,
    old_communes,
)
from congvu.demo.lam_giang_staff import build_people
from congvu.demo.reforms import PLACE_KINDS, carry_out
from congvu.kernel.journal.actions import record
from congvu.kernel.org.models import Agency, AgencyGroup, Calendar, Official

SATURDAY_COMMUNE = "phuong-lam-son"
"""The ward whose desk receives on Saturday mornings."""


@dataclass(frozen=True)
class Cast:
    """The index of the made-up province for other rooms of the demo: agencies and officials by code."""

    agencies: Mapping[str, Agency]
    officials: Mapping[str, Official]
    departments: tuple[str, ...]
    communes: tuple[str, ...]
    districts: tuple[str, ...]

    def agency(self, code: str) -> Agency:
        """The agency with this code, whenever it exists: "snv", "vpubnd", "phuong-lam-son", "huyen-an-khanh"."""
        return self.agencies[code]

    def official(self, code: str) -> Official:
        """The official with this code: "snv-head", "vpubnd-cv-01", "phuong-lam-son-ct"."""
        return self.officials[code]

    def head(self, code: str) -> Official:
        """The head of an agency of today."""
        found = self.officials.get(f"{code}-head") or self.officials.get(f"{code}-ct")
        if found is None:
            raise KeyError(code)
        return found


@transaction.atomic
def build(now: datetime, *, everywhere: bool = False) -> Cast:
    """Write the whole province into an empty organisation; under six seconds on SQLite.

    `everywhere`: every commune has its clerks and specialists, so that its desk can receive dossiers.
    """
    calendars = build_calendars(now)
    _build_agencies(calendars)
    carry_out(now)
    _give_calendars(calendars)
    agencies = {row.code: row for row in Agency.objects.select_related("parent")}
    AgencyGroup.objects.bulk_create(
        AgencyGroup(code=code, name=name, surfaces=list(surfaces), rule={"any": ways}, position=10 * place)
        for place, (code, name, surfaces, ways) in enumerate(GROUPS, 1)
    )
    officials = build_people(agencies, now, everywhere=everywhere)
    cast = Cast(
        agencies=agencies,
        officials=officials,
        departments=tuple(row.code for row in DEPARTMENTS),
        communes=tuple(row.code for district in OLD_DISTRICTS for row in new_communes(district)),
        districts=tuple(row.code for row in OLD_DISTRICTS),
    )
    body = {"agencies": len(agencies), "officials": len(officials), "source": "demo"}
    record(stream="org", verb="organisation.taken_over", at=now, actor="demo", body=body)
    return cast


def known_cast() -> Cast:
    """The cast of a province that was built before, read back from the database."""
    return Cast(
        agencies={row.code: row for row in Agency.objects.all()},
        officials={row.code: row for row in Official.objects.all()},
        departments=tuple(row.code for row in DEPARTMENTS),
        communes=tuple(row.code for district in OLD_DISTRICTS for row in new_communes(district)),
        districts=tuple(row.code for row in OLD_DISTRICTS),
    )


def _build_agencies(calendars: Mapping[str, Calendar]) -> None:
    """The agencies of before 1 March 2025, from the top down, because a unit needs the number of what is above it."""
    root = Agency(
        code=ROOT,
        name=f"Ủy ban nhân dân tỉnh {PROVINCE}",
        short_name="UBND tỉnh",
        symbol="UBND",
        aliases=[f"UBND tỉnh {PROVINCE}"],
        kind="peoples_committee",
        level="province",
        place_kind="province",
        place_name=f"tỉnh {PROVINCE}",
        calendar=calendars["cong-chuc"],
        valid_from=FOUNDED_ON,
        position=1,
    ).fill_keys()
    root.save()
    made = {ROOT: root}
    placed = enumerate((*DEPARTMENTS, *OLD_DEPARTMENTS, *OTHERS), 2)
    provincial = [(place, row) for place, row in placed if row.begins < DEPARTMENTS_MERGED_ON]
    first = [_provincial(row, made, place) for place, row in provincial if row.parent == ROOT]
    first += [_district(row, root, place) for place, row in enumerate(OLD_DISTRICTS, 100)]
    _save(first, made)
    second = [_provincial(row, made, place) for place, row in provincial if row.parent != ROOT]
    for _place, agency in provincial:
        second += _divisions(agency, made[agency.code]) if agency.code in made else []
    for district in OLD_DISTRICTS:
        second += [_old_commune(row, made[row.district], place) for place, row in enumerate(old_communes(district), 1)]
    _save(second, made)


def _give_calendars(calendars: Mapping[str, Calendar]) -> None:
    """The two agencies that work by a calendar of their own."""
    Agency.objects.filter(code=OFFICE).update(calendar=calendars["vpubnd"])
    Agency.objects.filter(code=SATURDAY_COMMUNE).update(calendar=calendars["sang-thu-bay"])


def _save(rows: list[Agency], made: dict[str, Agency]) -> None:
    for row in Agency.objects.bulk_create(rows, batch_size=500):
        made[row.code] = row


def _provincial(row: ProvincialAgency, made: Mapping[str, Agency], position: int) -> Agency:
    return Agency(
        code=row.code,
        name=row.name,
        short_name=row.short,
        symbol=row.symbol,
        aliases=list(row.aliases),
        kind=row.kind,
        level="province",
        parent=made[row.parent],
        valid_from=row.begins,
        position=position,
        address=f"Khu hành chính tỉnh, phường Lam Sơn, tỉnh {PROVINCE}" if row.ends is None else "",
    ).fill_keys()


def _divisions(agency: ProvincialAgency, parent: Agency) -> list[Agency]:
    return [
        Agency(
            code=f"{agency.code}-{skey(name).replace(' ', '-')}"[:60],
            name=name,
            kind="division",
            level="province",
            parent=parent,
            valid_from=agency.begins,
            position=place,
        ).fill_keys()
        for place, name in enumerate(agency.divisions, 1)
    ]


def _committee(row: OldDistrict | OldCommune, parent: Agency, position: int, level: str) -> Agency:
    place = f"{row.kind} {row.name}"
    return Agency(
        code=row.code,
        name=f"Ủy ban nhân dân {place}",
        short_name=f"UBND {place}",
        symbol="UBND",
        kind="peoples_committee",
        level=level,
        place_kind=PLACE_KINDS[row.kind],
        place_name=place,
        parent=parent,
        valid_from=FOUNDED_ON,
        position=position,
    ).fill_keys()


def _district(row: OldDistrict, parent: Agency, position: int) -> Agency:
    return _committee(row, parent, position, "district")


def _old_commune(row: OldCommune, parent: Agency, position: int) -> Agency:
    return _committee(row, parent, position, "commune")
