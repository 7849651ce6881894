"""Kết xuất tổ chức: the organisation as rows of the same sheets from which it can be taken in again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from congvu.kernel.org.extract import INTAKE, label_of
from congvu.kernel.org.models import Agency, AgencyGroup, Calendar
from congvu.kernel.org.queries.snapshot import organisation

Texts = dict[str, str]


def outline() -> dict[str, list[Texts]]:
    """By sheet: every agency, succession, post, official, appointment and group of all times. Log-ins are not here."""
    known = organisation()
    calendars = dict(Calendar.objects.values_list("pk", "code"))
    agencies = list(_from_the_top(None))
    return {
        "agencies": [_agency(row, calendars) for row in agencies],
        "successions": [
            {"predecessor": row.predecessor.code, "successor": row.successor.code, "kind": label_of("act", row.kind),
             "share": f"{row.share.normalize():f}", "on": _day(row.on), "decision": row.decision}
            for agency in agencies for row in known.heirs[agency.pk]
        ],
        "posts": [
            {"agency": agency.code, "code": post.code, "title": post.title,
             "seat": label_of("seat", "head" if post.is_head else "deputy" if post.is_deputy else ""),
             "position": str(post.position), "valid_from": _day(post.valid_from),
             "valid_to": _day(post.valid_to)}
            for agency in agencies for post in known.posts_of[agency.pk]
        ],
        "officials": [
            {"code": row.code, "full_name": row.full_name, "phone": row.phone, "email": row.email,
             "active": label_of("yes", "yes" if row.is_active else "no")}
            for row in known.officials.values()
        ],
        "appointments": [
            {"official": row.official.code, "agency": row.post.agency.code, "post": row.post.code,
             "from_on": _day(row.from_on), "to_on": _day(row.to_on), "decision": row.decision}
            for pk in known.officials for row in reversed(known.appointments[pk])
        ],
        "groups": [line for group in known.groups.values() for line in _group(group)],
    }  # fmt: skip


def _from_the_top(parent_id: int | None) -> Iterator[Agency]:
    """Agencies of all times, each before the units below it."""
    for agency in organisation().units[parent_id]:
        yield agency
        yield from _from_the_top(agency.pk)


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day is not None else ""


def _agency(row: Agency, calendars: Mapping[int, str]) -> Texts:
    return {
        "code": row.code, "name": row.name, "short_name": row.short_name, "symbol": row.symbol,
        "aliases": "; ".join(row.aliases), "kind": label_of("agency_kind", row.kind),
        "level": label_of("level", row.level), "place_kind": label_of("place_kind", row.place_kind),
        "place_name": row.place_name, "parent": row.parent.code if row.parent else "",
        "calendar": calendars.get(row.calendar_id or 0, ""), "valid_from": _day(row.valid_from),
        "valid_to": _day(row.valid_to), "position": str(row.position), "address": row.address, "phone": row.phone,
        "email": row.email, "website": row.website,
    }  # fmt: skip


def _group(group: AgencyGroup) -> Iterator[Texts]:
    ways: list[dict[str, Any]] = group.rule.get("any", []) or [{}]
    for way in ways:
        yield {
            "code": group.code, "name": group.name, "surfaces": "; ".join(group.surfaces),
            "kinds": "; ".join(label_of("agency_kind", code) for code in way.get("kinds", ())),
            "levels": "; ".join(label_of("level", code) for code in way.get("levels", ())),
            "place_kinds": "; ".join(label_of("place_kind", code) for code in way.get("place_kinds", ())),
            "under": way.get("under", ""), "codes": "; ".join(way.get("codes", ())),
            "except_codes": "; ".join(way.get("except_codes", ())), "position": str(group.position),
        }  # fmt: skip


def samples() -> dict[str, list[Texts]]:
    """One row of example for every sheet of an import."""
    return {
        code: [{column.code: column.example for column in sheet.columns}] for code, sheet in INTAKE.items()
    }  # fmt: skip
