"""Quy trình là dữ liệu. A route as the annexes of decisions lay it down, station by station (TT 01/2018 art. 8).

Most routes are a table: order, who, what, time. Three things go beyond a table, and all three occur in published
routes: several stations share one limit (a *group*), work goes back to an earlier station, and work is done side by
side by several bodies (*branches*, each a child case; the station ends when they have ended).

A promise may come in *phases* that run one after the other, each with its own limit: the land registry measures and
sends the tax slip, the applicant pays in his own time, and the second phase begins with his receipt.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from congvu.core.working_time import Limit


class StationKind(StrEnum):
    """Loại bước: what happens there, and so whose time it is."""

    WORK = "work"
    """Giải quyết."""
    CONSULT = "consult"
    """Lấy ý kiến: other bodies are asked."""
    PAYMENT = "payment"
    """Nghĩa vụ tài chính: the applicant pays; the time is nobody's."""
    POSTING = "posting"
    """Niêm yết, công khai: it lasts as the law says, outside the count."""
    RETURN = "return"
    """Trả kết quả."""


OUTSIDE_THE_COUNT = frozenset({StationKind.PAYMENT, StationKind.POSTING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """Nhánh song song. Stations another body walks while the station that opened them waits."""

    code: str
    name: str
    stations: tuple[Station, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """Bước. One place a dossier stands at.

    `who` names the unit that is asked to do it, in words the reader of the route resolves; `post` whom in it.
    `allotted` is its time; None where the route gives none of its own: it shares its `group`'s, or is not counted.
    `counted` is False for time outside the count: public posting, another body's own law, return in office hours.
    `back_to` are codes of earlier stations it may send the work back to. `phase` is the code of the phase it belongs
    to; empty: the first. `silence_agrees`: who is asked and does not answer in the station's time has agreed.
    """

    code: str
    name: str
    who: str = ""
    allotted: Limit | None = None
    group: str = ""
    counted: bool = True
    back_to: tuple[str, ...] = ()
    branches: tuple[Branch, ...] = ()
    phase: str = ""
    kind: StationKind = StationKind.WORK
    silence_agrees: bool = False
    post: str = ""
    product: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """Giai đoạn. A part of the promise with a limit of its own."""

    code: str
    name: str
    limit: Limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Nhóm bước dùng chung thời hạn. One limit that several stations in a row share."""

    code: str
    name: str
    allotted: Limit


@dataclass(frozen=True)
class Route:
    """Quy trình. Stations in their order, the groups among them, and the phases where there are several."""

    stations: tuple[Station, ...]
    groups: tuple[Group, ...] = ()
    phases: tuple[Phase, ...] = ()

    @cached_property
    def _places(self) -> dict[str, int]:
        return {station.code: place for place, station in enumerate(self.stations)}

    @cached_property
    def _groups(self) -> dict[str, Group]:
        return {group.code: group for group in self.groups}

    def place(self, code: str) -> int:
        """Where a station stands, from 0; -1 when there is none of this code."""
        return self._places.get(code, -1)

    def station(self, code: str) -> Station | None:
        """The station of a code."""
        place = self.place(code)
        return self.stations[place] if place >= 0 else None

    def group(self, code: str) -> Group | None:
        """The group of a code."""
        return self._groups.get(code)

    def phase_of(self, station: Station) -> str:
        """The code of the phase a station belongs to; empty where the route has no phases."""
        return station.phase or (self.phases[0].code if self.phases else "")

    def after(self, code: str) -> Station | None:
        """The station work goes on to; None behind the last one, and for a code that is no station's."""
        place = self.place(code)
        return self.stations[place + 1] if 0 <= place < len(self.stations) - 1 else None

    def may_go_back(self, code: str) -> tuple[Station, ...]:
        """The earlier stations a station may send the work back to, in the order of the route."""
        here = self.station(code)
        return tuple(one for one in self.stations if here and one.code in here.back_to)

    def blocks(self) -> Iterator[tuple[Group | None, tuple[Station, ...]]]:
        """The route cut into what is timed together: a group with its stations, or one station by itself."""
        place = 0
        while place < len(self.stations):
            first = self.stations[place]
            end = place + 1
            if first.group:
                while end < len(self.stations) and self.stations[end].group == first.group:
                    end += 1
            yield self.group(first.group) if first.group else None, self.stations[place:end]
            place = end
