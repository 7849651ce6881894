"""Nhập BPMN 2.0. The route a drawing says, walked from its start to its end; or all that keeps it from being one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from congvu.core.bpmn.names import TASKS
from congvu.core.bpmn.parsing import Flow, Parsed, Sign, parse, trouble_at
from congvu.core.bpmn.troubles import NoRoute, Trouble, TroubleKind
from congvu.core.refusals import Invalid
from congvu.core.routes import Branch, Group, Phase, Route, Station, StationKind
from congvu.core.working_time import Limit, read_limit

_DEEPEST_BRANCH = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the route, the process's name, and notes of the drawing that have no place in a route."""

    route: Route
    name: str
    passed_over: tuple[Trouble, ...] = ()


def read(raw: bytes) -> Reading:
    """The route of a BPMN 2.0 file. NoRoute with every trouble found where it is none."""
    parsed = parse(raw)
    if parsed.troubles:
        raise NoRoute(parsed.troubles)
    walker = _Walker(parsed)
    stations = walker.whole()
    groups, phases = walker.groups(), walker.phases()
    if parsed.troubles:
        raise NoRoute(parsed.troubles)
    return Reading(Route(stations, groups, phases), parsed.name, tuple(parsed.passed_over))


class _Stop(Exception):
    """No way on from here: the trouble is noted."""


class _Walker:
    """Follows the arrows and hands out stations in their order."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.seen: set[str] = set()
        self.first_after: dict[str, str] = {}
        """Gateways passed through, with the code of the station behind them: arrows back may end there."""

    def stop(self, kind: TroubleKind, at: Sign | Flow) -> _Stop:
        self.parsed.trouble(kind, at)
        return _Stop()

    def whole(self) -> tuple[Station, ...]:
        signs = list(self.parsed.signs.values())
        starts = [sign for sign in signs if sign.kind == "startEvent"]
        ends = [sign for sign in signs if sign.kind == "endEvent"]
        for found, kind in ((starts, TroubleKind.NO_START), (ends, TroubleKind.NO_END)):
            if len(found) != 1:
                self.parsed.troubles += [trouble_at(kind, one) for one in found] or [Trouble(kind)]
        if self.parsed.troubles:
            return ()
        try:
            self.seen.add(starts[0].id)
            stations, last = self.walk(self.only(starts[0]).target, depth=0)
            if last.kind != "endEvent":
                raise self.stop(TroubleKind.NOT_JOINED, last)
        except _Stop:
            return ()
        for sign in signs:
            if sign.id not in self.seen:
                self.parsed.trouble(TroubleKind.UNREACHED, sign)
        return stations

    def only(self, sign: Sign) -> Flow:
        """The one arrow that leaves a sign."""
        if not sign.onward:
            raise self.stop(TroubleKind.DEAD_END, sign)
        if len(sign.onward) > 1:
            raise self.stop(TroubleKind.FORK, sign)
        return sign.onward[0]

    def walk(self, sign: Sign, depth: int) -> tuple[tuple[Station, ...], Sign]:
        """The stations from a sign on, and the sign they end before: the end, or the gateway that joins branches."""
        found: list[Station] = []
        waiting: list[str] = []
        while True:
            if sign.kind == "endEvent":
                self.seen.add(sign.id)
                return tuple(found), sign
            if sign.kind == "parallelGateway" and len(sign.backward) > 1 and len(sign.onward) < 2:
                return tuple(found), sign
            if sign.id in self.seen:
                raise self.stop(TroubleKind.LOOP, sign)
            self.seen.add(sign.id)
            if sign.kind == "exclusiveGateway":
                sign = self.choice(sign, found, waiting, depth)
                continue
            if sign.kind in TASKS:
                station, sign = self.station(sign), self.only(sign).target
            elif sign.kind == "parallelGateway":
                station, sign = self.side_by_side(sign, depth)
            else:
                raise self.stop(TroubleKind.LOOP, sign)
            found.append(station)
            self.first_after.update(dict.fromkeys(waiting, station.code))
            waiting.clear()

    def choice(self, gateway: Sign, found: list[Station], waiting: list[str], depth: int) -> Sign:
        """Behind a gateway: one arrow leads on, all others back to stations passed already."""
        if not gateway.onward:
            raise self.stop(TroubleKind.DEAD_END, gateway)
        onward = [flow for flow in gateway.onward if flow.target.id not in self.seen]
        if len(onward) != 1:
            raise self.stop(TroubleKind.CHOICE if onward else TroubleKind.LOOP, gateway)
        if len(gateway.onward) == 1:
            waiting.append(gateway.id)
            return onward[0].target
        codes = {station.code for station in found[:-1]}
        for flow in gateway.onward:
            if flow is onward[0]:
                continue
            code = self.first_after.get(flow.target.id) or _code(flow.target)
            if depth or code not in codes:
                raise self.stop(TroubleKind.LOOP, flow)
            found[-1] = _with_back(found[-1], code)
        return onward[0].target

    def side_by_side(self, split: Sign, depth: int) -> tuple[Station, Sign]:
        if len(split.onward) < 2:
            raise self.stop(TroubleKind.LONE_GATEWAY, split)
        if depth >= _DEEPEST_BRANCH:
            raise self.stop(TroubleKind.TOO_LARGE, split)
        branches: list[Branch] = []
        joins: dict[str, Sign] = {}
        for place, flow in enumerate(split.onward, 1):
            stations, join = self.walk(flow.target, depth + 1)
            if not stations:
                raise self.stop(TroubleKind.EMPTY_BRANCH, flow)
            joins[join.id] = join
            code = flow.branch if flow.branch is not None else (flow.name or str(place))
            branches.append(Branch(code=code, name=flow.name or code, stations=stations))
        join = next(iter(joins.values()))
        if len(joins) > 1 or join.kind == "endEvent" or len(join.backward) != len(branches):
            raise self.stop(TroubleKind.NOT_JOINED, split)
        self.seen.add(join.id)
        return self.station(split, tuple(branches)), self.only(join).target

    def station(self, sign: Sign, branches: tuple[Branch, ...] = ()) -> Station:
        if not sign.name and not branches:
            self.parsed.trouble(TroubleKind.NO_NAME, sign)
        said = sign.said
        try:
            kind = StationKind(said.get("kind") or StationKind.WORK)
        except ValueError:
            raise self.stop(TroubleKind.UNSUPPORTED, sign) from None
        return Station(
            code=_code(sign), name=sign.name, who=sign.who, post=said.get("post", ""), group=said.get("group", ""),
            allotted=self.time(said.get("time", ""), sign), counted=said.get("counted") != "false", kind=kind,
            phase=said.get("phase", ""), silence_agrees=said.get("silenceAgrees") == "true",
            product=said.get("product", ""), branches=branches,
        )  # fmt: skip

    def time(self, typed: str, sign: Sign) -> Limit | None:
        try:
            return read_limit(typed) if typed else None
        except Invalid:
            self.parsed.trouble(TroubleKind.BAD_TIME, sign)
            return None

    def groups(self) -> tuple[Group, ...]:
        return tuple(
            Group(code=said.get("code", ""), name=said.get("name", ""), allotted=limit)
            for said, limit in self.shared("group", "time")
        )

    def phases(self) -> tuple[Phase, ...]:
        return tuple(
            Phase(code=said.get("code", ""), name=said.get("name", ""), limit=limit)
            for said, limit in self.shared("phase", "limit")
        )

    def shared(self, kind: str, time: str) -> list[tuple[dict[str, str], Limit]]:
        found = []
        for name, said in self.parsed.shared:
            if name != kind:
                continue
            try:
                found.append((said, read_limit(said.get(time, ""))))
            except Invalid:
                where = Trouble(TroubleKind.BAD_TIME, kind, said.get("code", ""), said.get("name", ""))
                self.parsed.troubles.append(where)
        return found


def _code(sign: Sign) -> str:
    return sign.said.get("code") or sign.id


def _with_back(station: Station, code: str) -> Station:
    return replace(station, back_to=(*station.back_to, code))
