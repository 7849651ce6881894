"""Kiểm tra quy trình. What is wrong with a route, all of it at once, each fault with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from congvu.core.routes.model import OUTSIDE_THE_COUNT, Route, Station
from congvu.core.routes.times import HOURS_A_DAY, Total, agree, phase_totals, total, total_of_limit
from congvu.core.working_time import Limit


class FaultKind(StrEnum):
    """Lỗi của quy trình."""

    EMPTY = "empty"
    """Chưa có bước nào."""
    DOUBLE_CODE = "double_code"
    """Hai bước trùng mã."""
    NOBODY = "nobody"
    """Bước chưa nói ai làm."""
    NO_TIME = "no_time"
    """Bước tính giờ mà không có thời gian."""
    TIME_TWICE = "time_twice"
    """Bước vừa có thời gian riêng vừa dùng chung thời gian của nhóm."""
    UNKNOWN_GROUP = "unknown_group"
    """Bước thuộc nhóm không có."""
    SCATTERED_GROUP = "scattered_group"
    """Các bước của một nhóm không liền nhau."""
    EMPTY_GROUP = "empty_group"
    """Nhóm không có bước nào."""
    BACK_TO_NOWHERE = "back_to_nowhere"
    """Trả về một bước không có, hoặc không đứng trước."""
    EMPTY_BRANCH = "empty_branch"
    """Nhánh song song không có bước nào."""
    LONE_BRANCH = "lone_branch"
    """Chỉ có một nhánh, hoặc nhánh trùng mã: không có gì song song."""
    COUNTED_ASIDE = "counted_aside"
    """Bước nằm ngoài thời hạn (nghĩa vụ tài chính, niêm yết) lại được tính giờ."""
    DOUBLE_PHASE = "double_phase"
    """Hai giai đoạn trùng mã."""
    UNKNOWN_PHASE = "unknown_phase"
    """Bước thuộc giai đoạn không có."""
    SCATTERED_PHASE = "scattered_phase"
    """Bước của giai đoạn trước đứng sau bước của giai đoạn sau, hoặc một nhóm nằm ở hai giai đoạn."""
    EMPTY_PHASE = "empty_phase"
    """Giai đoạn không có bước nào."""
    WRONG_SUM = "wrong_sum"
    """Tổng thời gian các bước khác thời hạn của thủ tục, hoặc của một giai đoạn."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Một lỗi, at a station, group or phase (empty: the whole route). `found` and `wanted` only for a wrong sum."""

    kind: FaultKind
    where: str = ""
    found: Total | None = None
    wanted: Total | None = None


def check(route: Route, limit: Limit | None = None, hours_a_day: int = HOURS_A_DAY) -> tuple[Fault, ...]:
    """All faults of a route; its stations must sum to the procedure's limit where one is given, phase by phase.

    A route that takes less than the limit breaks no law, but then somebody's time is laid down nowhere, and the
    one who is late can say so: the decisions that announce routes make the sums agree to the quarter of a day.
    """
    if not route.stations:
        return (Fault(FaultKind.EMPTY),)
    faults = [*_codes(route), *_groups(route), *_phases(route)]
    for place, station in enumerate(route.stations):
        faults += _station(route, place, station)
    return tuple(faults) or tuple(_sums(route, limit, hours_a_day))


def _sums(route: Route, limit: Limit | None, hours_a_day: int) -> Iterator[Fault]:
    """Each phase against its own limit, and the whole against the procedure's."""
    found = phase_totals(route, hours_a_day)
    for phase in route.phases:
        wanted = total_of_limit(phase.limit, hours_a_day)
        if not agree(found[phase.code], wanted, hours_a_day):
            yield Fault(FaultKind.WRONG_SUM, phase.name, found[phase.code], wanted)
    if limit is not None:
        whole, wanted = total(route, hours_a_day), total_of_limit(limit, hours_a_day)
        if not agree(whole, wanted, hours_a_day):
            yield Fault(FaultKind.WRONG_SUM, "", whole, wanted)


def _all(stations: tuple[Station, ...]) -> Iterator[Station]:
    for station in stations:
        yield station
        for branch in station.branches:
            yield from _all(branch.stations)


def _codes(route: Route) -> Iterator[Fault]:
    for code, times in Counter(station.code for station in _all(route.stations)).items():
        if times > 1:
            yield Fault(FaultKind.DOUBLE_CODE, code)


def _groups(route: Route) -> Iterator[Fault]:
    blocks = Counter(stations[0].group for _group, stations in route.blocks() if stations[0].group)
    for code, times in blocks.items():
        if times > 1:
            yield Fault(FaultKind.SCATTERED_GROUP, code)
    for group in route.groups:
        if group.code not in blocks:
            yield Fault(FaultKind.EMPTY_GROUP, group.code)


def _phases(route: Route) -> Iterator[Fault]:
    order = {phase.code: place for place, phase in enumerate(route.phases)}
    if len(order) < len(route.phases):
        yield Fault(FaultKind.DOUBLE_PHASE, next(iter(order)))
    reached, used = 0, set()
    for group, stations in route.blocks():
        if group and len({route.phase_of(one) for one in stations}) > 1:
            yield Fault(FaultKind.SCATTERED_PHASE, stations[0].code)
        for one in stations:
            code = route.phase_of(one)
            if code and code not in order:
                yield Fault(FaultKind.UNKNOWN_PHASE, one.code)
            elif order.get(code, reached) < reached:
                yield Fault(FaultKind.SCATTERED_PHASE, one.code)
            reached = max(reached, order.get(code, reached))
            used.add(code)
    for phase in route.phases:
        if phase.code not in used:
            yield Fault(FaultKind.EMPTY_PHASE, phase.name)


def _station(route: Route, place: int, station: Station) -> Iterator[Fault]:
    yield from _who_and_when(station, in_group=bool(station.group))
    if station.group and route.group(station.group) is None:
        yield Fault(FaultKind.UNKNOWN_GROUP, station.code)
    if any(not 0 <= route.place(code) < place for code in station.back_to):
        yield Fault(FaultKind.BACK_TO_NOWHERE, station.code)


def _who_and_when(station: Station, *, in_group: bool) -> Iterator[Fault]:
    if not station.who.strip() and not station.branches:
        yield Fault(FaultKind.NOBODY, station.code)
    has_time = station.allotted is not None and not total_of_limit(station.allotted).is_nothing
    if station.kind in OUTSIDE_THE_COUNT and (station.counted or in_group):
        yield Fault(FaultKind.COUNTED_ASIDE, station.code)
    elif station.counted and not has_time and not in_group and not station.branches:
        yield Fault(FaultKind.NO_TIME, station.code)
    if in_group and station.allotted is not None:
        yield Fault(FaultKind.TIME_TWICE, station.code)
    yield from _branches(station)


def _branches(station: Station) -> Iterator[Fault]:
    codes = {branch.code for branch in station.branches}
    if station.branches and (len(station.branches) == 1 or len(codes) < len(station.branches)):
        yield Fault(FaultKind.LONE_BRANCH, station.code)
    for branch in station.branches:
        if not branch.stations:
            yield Fault(FaultKind.EMPTY_BRANCH, station.code)
        for one in branch.stations:
            yield from _who_and_when(one, in_group=False)
            if one.group or one.back_to:
                yield Fault(FaultKind.UNKNOWN_GROUP if one.group else FaultKind.BACK_TO_NOWHERE, one.code)
