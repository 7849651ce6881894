"""Kiểm tra bảng cơ quan và kế thừa của một đợt nhập: agencies and who inherited from whom."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.text import agency_key
from congvu.kernel.org.extract import INTAKE
from congvu.kernel.org.models import Calendar
from congvu.kernel.org.policy import holds_on, overlap
from congvu.kernel.org.queries.intake import (
    CHANGE,
    CREATE,
    SAME,
    IntakePlan,
    Op,
    cells_of,
    differing,
    is_email,
    listed,
    seen_before,
    too_long,
)
from congvu.kernel.org.queries.snapshot import organisation

CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
Rows = Sequence[Mapping[str, Any]]
Span = tuple[date, date | None]


@dataclass(slots=True)
class World:
    """What will be known after the import: spans of agencies and posts, people, and who fills which post when."""

    agencies: dict[str, Span] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    names: dict[tuple[str, str], list[tuple[str, Span]]] = field(default_factory=dict)
    heirs: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    posts: dict[tuple[str, str], list[tuple[Span, bool]]] = field(default_factory=dict)
    officials: set[str] = field(default_factory=set)
    calendars: dict[str, int] = field(default_factory=dict)

    @classmethod
    def known(cls) -> World:
        """The world before the import."""
        organised, world = organisation(), cls()
        for agency in organised.agencies.values():
            span = (agency.valid_from, agency.valid_to)
            world.add_agency(agency.code, agency.parent.code if agency.parent else "", agency.name, span)
            world.heirs[agency.code] = {row.successor.code: row.share for row in organised.heirs[agency.pk]}
        for post in organised.posts.values():
            key = (post.agency.code, post.code)
            world.posts.setdefault(key, []).append(((post.valid_from, post.valid_to), post.is_head))
        world.officials = {official.code for official in organised.officials.values()}
        world.calendars = dict(Calendar.objects.values_list("code", "pk"))
        return world

    def add_agency(self, code: str, parent: str, name: str, span: Span) -> None:
        """Know one agency more."""
        self.agencies[code], self.parents[code] = span, parent
        self.names.setdefault((parent, agency_key(name)), []).append((code, span))


_LONG = {"code": 60, "name": 200, "short_name": 80, "symbol": 20, "place_name": 80, "address": 200, "phone": 40,
         "website": 120}  # fmt: skip
_DETAILS = ("short_name", "symbol", "place_kind", "place_name", "address", "phone", "email", "website")


def check_agencies(plan: IntakePlan, rows: Rows, world: World) -> None:
    """Agencies: new ones, and details of known ones."""
    known, seen = organisation().by_code, dict[object, int]()
    read = [(int(row["line"]), cells_of(plan, INTAKE["agencies"], row)) for row in rows]
    fresh: list[tuple[int, dict[str, Any]]] = []
    for line, values in read:
        if values is None or seen_before(plan, "agencies", line, values["code"], seen):
            continue
        if _bad_agency_cells(plan, line, values, world):
            continue
        agency = known.get(values["code"])
        if agency is not None:
            _known_agency(plan, line, values, agency, world)
        else:
            fresh.append((line, values))
            span = (values["valid_from"], values.get("valid_to"))
            world.add_agency(values["code"], values.get("parent", ""), values["name"], span)
    for line, values in fresh:
        if _fits_above(plan, line, values, world) and _has_own_name(plan, line, values, world):
            plan.add(Op("agencies", line, CREATE, values["name"], values))


def _bad_agency_cells(plan: IntakePlan, line: int, values: Mapping[str, Any], world: World) -> bool:
    before = len(plan.faults)
    if not CODE.fullmatch(values["code"]):
        text = _("A code has small letters, digits and hyphens only, at most 60.")
        plan.blame("agencies", line, text, "code")
    too_long(plan, "agencies", line, values, _LONG)
    if values.get("valid_to") is not None and values["valid_to"] <= values["valid_from"]:
        plan.blame("agencies", line, _("The end lies before the beginning."), "valid_to")
    if values.get("email") and not is_email(values["email"]):
        plan.blame("agencies", line, _("This is no e-mail address."), "email")
    if values.get("calendar") and values["calendar"] not in world.calendars:
        plan.blame("agencies", line, _("There is no such calendar."), "calendar")
    place = values.get("position")
    if place is not None and not (0 <= place <= 32000 and place == int(place)):
        plan.blame("agencies", line, _("A whole number from 0 to 32,000."), "position")
    return len(plan.faults) > before


def _known_agency(plan: IntakePlan, line: int, values: dict[str, Any], agency: Any, world: World) -> None:
    """A row about a known agency may change its details only."""
    parent = agency.parent.code if agency.parent else ""
    if values["name"] != agency.name or ("parent" in values and values["parent"] != parent):
        text = _("%(name)s has another name or stands elsewhere: rename or transfer it by a reorganisation.")
        plan.blame("agencies", line, text % {"name": agency.name})
        return
    if (values["kind"], values["level"], values["valid_from"]) != (agency.kind, agency.level, agency.valid_from):
        text = _("Kind, level and first day of a known agency cannot be changed by an import.")
        plan.blame("agencies", line, text)
        return
    if values.get("valid_to") is not None and values["valid_to"] != agency.valid_to:
        text = _("An agency ends by a reorganisation, which names its heirs; not by an import.")
        plan.blame("agencies", line, text, "valid_to")
        return
    wanted = {name: values.get(name) for name in _DETAILS}
    wanted["aliases"] = listed(values.get("aliases", ""))
    wanted["position"] = int(values["position"]) if values.get("position") is not None else None
    changed = differing(agency, {name: value for name, value in wanted.items() if value != []})
    calendar = values.get("calendar") or ""
    if calendar and world.calendars.get(calendar) != agency.calendar_id:
        changed["calendar"] = calendar
    plan.add(Op("agencies", line, CHANGE if changed else SAME, agency.name, values, agency, changed))


def _fits_above(plan: IntakePlan, line: int, values: Mapping[str, Any], world: World) -> bool:
    parent, at = values.get("parent", ""), values.get("parent", "")
    if not parent:
        return True
    if parent not in world.agencies:
        text = _("There is no agency with the code “%(code)s”.") % {"code": parent}
        plan.blame("agencies", line, text, "parent")
        return False
    steps = {values["code"]}
    while at:
        if at in steps:
            plan.blame("agencies", line, _("An agency cannot be put below itself."), "parent")
            return False
        steps.add(at)
        at = world.parents.get(at, "")
    begins, ends = world.agencies[parent]
    if not holds_on(begins, ends, values["valid_from"]):
        text = _("%(parent)s does not exist on that day.") % {"parent": parent}
        plan.blame("agencies", line, text, "valid_from")
        return False
    return True


def _has_own_name(plan: IntakePlan, line: int, values: Mapping[str, Any], world: World) -> bool:
    span = (values["valid_from"], values.get("valid_to"))
    for code, other in world.names[values.get("parent", ""), agency_key(values["name"])]:
        if code != values["code"] and overlap(span, other):
            text = _("There is already an agency “%(name)s” there.") % {"name": values["name"]}
            plan.blame("agencies", line, text, "name")
            return False
    return True


def check_successions(plan: IntakePlan, rows: Rows, world: World) -> None:
    """Who inherited from whom; shares of each ended agency must make a whole. What ended must have an heir."""
    first: dict[str, int] = {}
    seen: dict[object, int] = {}
    for row in rows:
        line, values = int(row["line"]), cells_of(plan, INTAKE["successions"], row)
        if values is None:
            continue
        ended, heir = values["predecessor"], values["successor"]
        if seen_before(plan, "successions", line, (ended, heir), seen):
            continue
        unknown = next((code for code in (ended, heir) if code not in world.agencies), "")
        if unknown or ended == heir:
            text = _("There is no agency with the code “%(code)s”.") % {"code": unknown}
            plan.blame("successions", line, text if unknown else _("An agency that ends cannot be its own heir."))
            continue
        if world.agencies[ended][1] != values["on"]:
            text = _("“%(code)s” does not end on that day.") % {"code": ended}
            plan.blame("successions", line, text, "on")
            continue
        known = world.heirs.setdefault(ended, {})
        same = known.get(heir) == values["share"]
        if not same and heir in known:
            text = _("Another share is known; what has happened is not rewritten by an import.")
            plan.blame("successions", line, text, "share")
            continue
        known[heir] = values["share"]
        first.setdefault(ended, line)
        plan.add(Op("successions", line, SAME if same else CREATE, f"{ended} → {heir}", values))
    for ended, line in first.items():
        shares = world.heirs[ended].values()
        if sum(shares, Decimal(0)) != 1 or any(not 0 < share <= 1 for share in shares):
            whole = f"{sum(shares, Decimal(0)).normalize():f}"
            text = _("“%(code)s”: the shares of the heirs sum to %(sum)s, not to 1.") % {"code": ended, "sum": whole}
            plan.blame("successions", line, text, "share")
    for op in plan.of("agencies", CREATE):
        if op.values.get("valid_to") is not None and not world.heirs.get(op.values["code"]):
            text = _("What has ended needs a row in the sheet of successions that names its heirs.")
            plan.blame("agencies", op.line, text, "valid_to")
