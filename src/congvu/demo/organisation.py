"""The organisation of the made-up province: agencies before and after 2025, posts, people, groups and calendars.

Always the same; only absences lie around the day it is made. Written in bulk: this is the state of a register when it
is taken over, not a series of acts, and the journal says so in one line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from congvu.core.text import skey
from congvu.demo.lam_giang_agencies import (
    DEPARTMENTS,
    FOUNDED_ON,
    GROUPS,
    MERGERS,
    OFFICE,
    OLD_DEPARTMENTS,
    OTHERS,
    PROVINCE,
    ROOT,
    ProvincialAgency,
)
from congvu.demo.lam_giang_calendars import build_calendars
from congvu.demo.lam_giang_people import COMMUNE_UNITS
from congvu.demo.lam_giang_places import (
    CITY,
    DISTRICT,
    OLD_DISTRICTS,
    TOWN,
    TOWNSHIP,
    TWO_TIER_ON,
    WARD,
    NewCommune,
    OldCommune,
    OldDistrict,
    new_communes,
    old_communes,
)
from congvu.demo.lam_giang_staff import build_people
from congvu.kernel.journal.actions import record
from congvu.kernel.org.actions.successions import equal_shares
from congvu.kernel.org.models import Agency, AgencyGroup, Calendar, Official, Succession

TWO_TIER_DECISION = "Nghị quyết về sắp xếp đơn vị hành chính cấp xã (dữ liệu minh họa)"
MERGER_DECISION = "Nghị quyết về tổ chức lại cơ quan chuyên môn thuộc UBND tỉnh (dữ liệu minh họa)"
SATURDAY_COMMUNE = "phuong-lam-son"
"""The ward whose desk receives on Saturday mornings."""
_PLACE_KINDS = {CITY: "city", TOWN: "town", DISTRICT: "district", WARD: "ward", TOWNSHIP: "township", "xã": "commune"}


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
def build(now: datetime) -> Cast:
    """Write the whole province into an empty organisation; under six seconds on SQLite."""
    calendars = build_calendars(now)
    agencies = _build_agencies(calendars)
    _build_successions(agencies)
    AgencyGroup.objects.bulk_create(
        AgencyGroup(code=code, name=name, surfaces=list(surfaces), rule={"any": ways}, position=10 * place)
        for place, (code, name, surfaces, ways) in enumerate(GROUPS, 1)
    )
    officials = build_people(agencies, now)
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


def _build_agencies(calendars: Mapping[str, Calendar]) -> dict[str, Agency]:
    """Agencies from the top down, because a unit needs the number of the agency above it."""
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
    provincial = [*DEPARTMENTS, *OLD_DEPARTMENTS, *OTHERS]
    first = [_provincial(row, made, place) for place, row in enumerate(provincial, 2) if row.parent == ROOT]
    first += [_district(row, root, place) for place, row in enumerate(OLD_DISTRICTS, 100)]
    for district_place, district in enumerate(OLD_DISTRICTS):
        for place, row in enumerate(new_communes(district)):
            first.append(_new_commune(row, root, 200 + 10 * district_place + place))
    _save(first, made)
    second = [_provincial(row, made, place) for place, row in enumerate(provincial, 2) if row.parent != ROOT]
    for agency in provincial:
        second += _divisions(agency, made[agency.code]) if agency.code in made else []
    for district in OLD_DISTRICTS:
        second += [_old_commune(row, made[row.district], place) for place, row in enumerate(old_communes(district), 1)]
        for commune in new_communes(district):
            second += _commune_units(commune, made[commune.code])
    made[OFFICE].calendar = calendars["vpubnd"]
    made[SATURDAY_COMMUNE].calendar = calendars["sang-thu-bay"]
    Agency.objects.bulk_update([made[OFFICE], made[SATURDAY_COMMUNE]], ["calendar"])
    _save(second, made)
    return made


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
        valid_to=row.ends,
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


def _committee(row: OldDistrict | OldCommune | NewCommune, parent: Agency, position: int, level: str) -> Agency:
    place = f"{row.kind} {row.name}"
    return Agency(
        code=row.code,
        name=f"Ủy ban nhân dân {place}",
        short_name=f"UBND {place}",
        symbol="UBND",
        kind="peoples_committee",
        level=level,
        place_kind=_PLACE_KINDS[row.kind],
        place_name=place,
        parent=parent,
        valid_from=FOUNDED_ON,
        valid_to=TWO_TIER_ON,
        position=position,
    ).fill_keys()


def _district(row: OldDistrict, parent: Agency, position: int) -> Agency:
    return _committee(row, parent, position, "district")


def _old_commune(row: OldCommune, parent: Agency, position: int) -> Agency:
    return _committee(row, parent, position, "commune")


def _new_commune(row: NewCommune, parent: Agency, position: int) -> Agency:
    agency = _committee(row, parent, position, "commune")
    agency.valid_from, agency.valid_to = TWO_TIER_ON, None
    agency.address = f"Trung tâm hành chính {row.kind} {row.name}, tỉnh {PROVINCE}"
    return agency


def _commune_units(row: NewCommune, parent: Agency) -> list[Agency]:
    units = []
    for place, (code, name, kind, _seats) in enumerate(COMMUNE_UNITS, 1):
        if code == "kt" and row.kind == WARD:
            name = "Phòng Kinh tế, Hạ tầng và Đô thị"  # noqa: PLW2901 - what a ward calls it
        units.append(
            Agency(
                code=f"{row.code}-{code}",
                name=f"{name} {row.kind} {row.name}" if kind == "service_centre" else name,
                kind=kind,
                level="commune",
                parent=parent,
                valid_from=TWO_TIER_ON,
                position=place,
            ).fill_keys()
        )
    return units


def _build_successions(agencies: Mapping[str, Agency]) -> None:
    """Who inherited from whom on 1 March and on 1 July 2025."""
    rows = [
        _heir(agencies[ended], agencies[heir], kind, share, MERGER_DECISION) for ended, heir, kind, share in MERGERS
    ]
    renaming = "Quyết định đổi tên (dữ liệu minh họa)"
    rows.append(_heir(agencies["cuc-thue"], agencies["thue-tinh"], "rename", Decimal(1), renaming))
    for district in OLD_DISTRICTS:
        became = new_communes(district)
        for commune, share in zip(became, equal_shares(len(became)), strict=True):
            heir = agencies[commune.code]
            rows.append(_heir(agencies[district.code], heir, "abolish", share, TWO_TIER_DECISION))
            for part, given in commune.parts:
                kind = "merge" if given == 1 else "split"
                rows.append(_heir(agencies[part.code], heir, kind, given, TWO_TIER_DECISION))
    Succession.objects.bulk_create(rows, batch_size=500)


def _heir(ended: Agency, heir: Agency, kind: str, share: Decimal, decision: str) -> Succession:
    assert ended.valid_to is not None
    return Succession(predecessor=ended, successor=heir, kind=kind, share=share, on=ended.valid_to, decision=decision)
