"""Hai đợt sắp xếp năm 2025 của tỉnh Lam Giang: the mergers of 1 March and the two tiers of 1 July, as sheets of acts.

They are carried out by the same act by which a real province does it; only the day lies in the past.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from congvu.core.text import skey
from congvu.demo.lam_giang_agencies import (
    DEPARTMENTS,
    DEPARTMENTS_MERGED_ON,
    MERGERS,
    OTHERS,
    PROVINCE,
    ROOT,
    ProvincialAgency,
)
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
    new_communes,
)
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.org.actions import apply_reform, draft_reform

TWO_TIER_DECISION = "Nghị quyết về sắp xếp đơn vị hành chính cấp xã (dữ liệu minh họa)"
MERGER_DECISION = "Nghị quyết về tổ chức lại cơ quan chuyên môn thuộc UBND tỉnh (dữ liệu minh họa)"
PLACE_KINDS = {CITY: "city", TOWN: "town", DISTRICT: "district", WARD: "ward", TOWNSHIP: "township", "xã": "commune"}

Rows = list[dict[str, Any]]


def carry_out(now: datetime) -> None:
    """Carry both acts out, the earlier first."""
    system = Actor.system()
    for name, decision, on, lines, founded in (
        ("Sắp xếp cơ quan chuyên môn cấp tỉnh", MERGER_DECISION, DEPARTMENTS_MERGED_ON, *_mergers()),
        ("Chính quyền địa phương 02 cấp", TWO_TIER_DECISION, TWO_TIER_ON, *two_tiers()),
    ):
        reform = draft_reform(
            actor=system, name=name, decision=decision, on=on, lines=numbered(lines), founded=numbered(founded),
            now=now,
        )  # fmt: skip
        apply_reform(actor=system, reform=reform, now=now)


def numbered(rows: Rows) -> Rows:
    """Rows with their places on the sheet, below its heading."""
    return [{**row, "line": number} for number, row in enumerate(rows, start=2)]


def _mergers() -> tuple[Rows, Rows]:
    lines = [
        {"agency": ended, "act": kind, "heir": heir, "share": f"{share.normalize():f}"}
        for ended, heir, kind, share in MERGERS
    ]
    begun = [(place, row) for place, row in _placed() if row.begins == DEPARTMENTS_MERGED_ON]
    return lines, [line for place, row in begun for line in _department(place, row)]


def _placed() -> Iterator[tuple[int, ProvincialAgency]]:
    yield from enumerate((*DEPARTMENTS, *OTHERS), 2)


def _department(place: int, row: ProvincialAgency) -> Iterator[dict[str, Any]]:
    yield {
        "code": row.code, "name": row.name, "short_name": row.short, "symbol": row.symbol, "kind": row.kind,
        "level": "province", "aliases": "; ".join(row.aliases), "parent": row.parent, "position": str(place),
        "address": f"Khu hành chính tỉnh, phường Lam Sơn, tỉnh {PROVINCE}",
    }  # fmt: skip
    for number, name in enumerate(row.divisions, 1):
        code = f"{row.code}-{skey(name).replace(' ', '-')}"[:60]
        yield {"code": code, "name": name, "kind": "division", "level": "province", "parent": row.code,
               "position": str(number)}  # fmt: skip


def two_tiers() -> tuple[Rows, Rows]:
    """The sheet of 1 July 2025: what ends with its heirs, and what begins."""
    lines: Rows = [{"agency": "cuc-thue", "act": "rename", "heir": "thue-tinh", "share": "1"}]
    founded: Rows = [
        line for place, row in _placed() if row.begins == TWO_TIER_ON for line in _department(place, row)
    ]  # fmt: skip
    for number, district in enumerate(OLD_DISTRICTS):
        for place, commune in enumerate(new_communes(district)):
            lines.append({"agency": district.code, "act": "abolish", "heir": commune.code, "share": "",
                          "rule": "by_share"})  # fmt: skip
            for part, given in commune.parts:
                kind = "merge" if given == 1 else "split"
                share = f"{given.normalize():f}"
                lines.append({"agency": part.code, "act": kind, "heir": commune.code, "share": share})
            founded += _commune(commune, 200 + 10 * number + place)
    return lines, founded


def _commune(row: NewCommune, position: int) -> Iterator[dict[str, Any]]:
    place = f"{row.kind} {row.name}"
    yield {
        "code": row.code, "name": f"Ủy ban nhân dân {place}", "short_name": f"UBND {place}", "symbol": "UBND",
        "kind": "peoples_committee", "level": "commune", "place_kind": PLACE_KINDS[row.kind], "place_name": place,
        "parent": ROOT, "position": str(position),
        "address": f"Trung tâm hành chính {place}, tỉnh {PROVINCE}",
    }  # fmt: skip
    for number, (code, name, kind, _seats) in enumerate(COMMUNE_UNITS, 1):
        if code == "kt" and row.kind == WARD:
            name = "Phòng Kinh tế, Hạ tầng và Đô thị"  # noqa: PLW2901 - what a ward calls it
        yield {
            "code": f"{row.code}-{code}", "name": f"{name} {place}" if kind == "service_centre" else name,
            "kind": kind, "level": "commune", "parent": row.code, "position": str(number),
        }  # fmt: skip
