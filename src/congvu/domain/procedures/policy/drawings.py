"""Bản vẽ quy trình: a case's route as a BPMN 2.0 file, and the rows a file would become in a draft."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils import translation
from django.utils.translation import gettext as _

from congvu.core.bpmn import Reading, Trouble, write
from congvu.core.bpmn.drawing import draw
from congvu.core.refusals import Invalid
from congvu.core.routes import Branch, Route, Station, total_of_limit
from congvu.core.text import nfc, skey
from congvu.core.working_time import CalendarDays, Limit, Months, parts_of
from congvu.domain.procedures import models
from congvu.domain.procedures.policy.routes import phases_of, route_of

Unit = tuple[str, int | None]
"""Whose station: a `Who`, and the agency where it is named."""
MOST_STATIONS = 200
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_MINUTE = 60


def whole_route(variant: models.Variant) -> Route:
    """The route of a case with its groups and phases."""
    return route_of(list(variant.stations.all()), list(variant.groups.all()), phases_of(variant))


def bpmn_file(variant: models.Variant, name: str) -> bytes:
    """The file. Its lanes are named in Vietnamese whoever asks for it; Invalid for a route that leads nowhere."""
    with translation.override("vi"):
        return write(whole_route(variant), name)


def signs_of(variant: models.Variant) -> dict[str, str]:
    """The id in the file of each station, by its code; none where the route cannot be drawn."""
    try:
        bpmn_file(variant, "")
    except Invalid:
        return {}
    return {node.station.code: node.id for node in draw(whole_route(variant)).nodes if node.station}


def units_by_name(agencies: Mapping[str, int]) -> dict[str, Unit]:
    """What lanes may be called: the desk, who settles and who is above, in both languages, and every agency's name."""
    found: dict[str, Unit] = {skey(name): (models.Who.NAMED, pk) for name, pk in agencies.items()}
    for language in ("en", "vi"):
        with translation.override(language):
            found.update({skey(str(who.label)): (who, None) for who in models.Who if who != models.Who.NAMED})
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStation:
    """A row as it would be written."""

    code: str
    name: str
    who: str
    agency_id: int | None
    lane: str
    post: str
    minutes: int | None
    group: str
    counted: bool
    back_to: tuple[str, ...]
    branch: str
    product: str
    phase: str
    kind: str
    aside_limit: str
    silence_agrees: bool


@dataclass(slots=True)
class Plan:
    """What a file becomes: rows, groups, phases; `problems` keep it from being taken, `notes` only tell."""

    stations: list[PlannedStation] = field(default_factory=list)
    groups: list[tuple[str, str, int]] = field(default_factory=list)
    phases: list[dict[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[Trouble] = field(default_factory=list)
    route: Route = field(default_factory=lambda: Route(()))


def plan(reading: Reading, hours_a_day: int, units: Mapping[str, Unit]) -> Plan:
    """The rows a read route becomes; everything a draft has no place for is a problem, said with its station."""
    found = Plan(notes=list(reading.passed_over), route=reading.route)
    planner = _Planner(found, hours_a_day, units)
    planner.shared(reading.route)
    planner.walk(reading.route)
    if not found.stations:
        found.problems.append(_("The drawing has no station."))
    if len(found.stations) > MOST_STATIONS:
        found.problems.append(_("A list has at most %(n)d rows.") % {"n": MOST_STATIONS})
    return found


class _Planner:
    def __init__(self, found: Plan, hours_a_day: int, units: Mapping[str, Unit]) -> None:
        self.found, self.hours, self.units = found, hours_a_day, units
        self.codes: dict[str, str] = {}
        self.groups: dict[str, str] = {}
        self.phases: dict[str, str] = {}

    def shared(self, route: Route) -> None:
        for place, phase in enumerate(route.phases, 1):
            self.phases[phase.code] = str(place)
            said = {"code": str(place), "name": nfc(phase.name)[:200], "limit": phase.limit.code}
            self.found.phases.append(said)
        for place, group in enumerate(route.groups, 1):
            minutes = self.minutes(group.allotted, group.name)
            self.groups[group.code] = _kept(group.code, f"nhom-{place}", self.groups)
            if minutes:
                self.found.groups.append((self.groups[group.code], nfc(group.name)[:200] or str(place), minutes))

    def walk(self, route: Route) -> None:
        side = False
        for station in route.stations:
            if not station.branches:
                self.row(station, "")
            elif side:
                self.problem(_("“%(name)s”: put a station between two blocks that run side by side."), station)
            else:
                self.block(station)
            side = bool(station.branches)

    def block(self, station: Station) -> None:
        if station.back_to or station.allotted or station.group:
            self.problem(
                _(
                    "“%(name)s”: a block of branches has no time, group or way back of its own; give them to"
                    " its stations."
                ),
                station,
            )
        taken: set[str] = set()
        for place, branch in enumerate(station.branches, 1):
            name = self.branch_name(branch, place, taken)
            for one in branch.stations:
                if one.branches:
                    self.problem(_("“%(name)s”: branches inside branches have no place in a route."), one)
                else:
                    self.row(one, name)

    def branch_name(self, branch: Branch, place: int, taken: set[str]) -> str:
        name = nfc(branch.name or branch.code)[:40].strip() or str(place)
        if name in taken:
            name = f"{name[:36]} {place}"
        taken.add(name)
        return name

    def problem(self, words: str, station: Station) -> None:
        self.found.problems.append(words % {"name": station.name or station.code, "who": station.who})

    def row(self, station: Station, branch: str) -> None:
        unit = self.units.get(skey(station.who))
        if unit is None and station.who:
            words = _("“%(name)s”: no agency is called “%(who)s”. Name the lane after the one-stop desk, the agency"
                      " that settles, the agency above it, or an agency of the province.")  # fmt: skip
            self.problem(words, station)
        elif unit is None:
            self.problem(_("“%(name)s” stands in no lane: nobody is asked to do it."), station)
        who, agency_id = unit or (models.Who.SETTLING, None)
        code = self.codes[station.code] = _kept(station.code, f"buoc-{len(self.codes) + 1}", self.codes)
        minutes, aside = self.time(station)
        self.found.stations.append(PlannedStation(
            code=code, name=nfc(station.name)[:300], who=who, agency_id=agency_id, lane=station.who,
            post=nfc(station.post)[:200], minutes=minutes, group=self.groups.get(station.group, station.group)[:40],
            counted=station.counted, back_to=tuple(self.codes.get(one, one) for one in station.back_to), branch=branch,
            product=nfc(station.product)[:300], phase=self.phases.get(station.phase, station.phase)[:40],
            kind=station.kind.value, aside_limit=aside, silence_agrees=station.silence_agrees,
        ))  # fmt: skip

    def time(self, station: Station) -> tuple[int | None, str]:
        if station.allotted is None:
            return None, ""
        if not station.counted:
            return None, station.allotted.code
        return self.minutes(station.allotted, station.name), ""

    def minutes(self, limit: Limit, name: str) -> int | None:
        calendar = any(isinstance(part, CalendarDays | Months) for part in parts_of(limit))
        try:
            seconds = 0 if calendar else total_of_limit(limit, self.hours).working_seconds
        except Invalid:
            seconds = 0
        if not seconds or seconds % _MINUTE:
            words = _("“%(name)s”: its time must be working time in whole minutes, not “%(time)s”.")
            self.found.problems.append(words % {"name": name, "time": limit.words("vi")})
            return None
        return seconds // _MINUTE


def _kept(code: str, otherwise: str, taken: Mapping[str, str]) -> str:
    """A code as the file gives it where it is one of ours; else a new one."""
    return code if _CODE.fullmatch(code) and code not in taken.values() else otherwise
