"""What follows from the stations of a route alone: sums, and what changed between two versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from congvu.core.text import skey


class Stop(Protocol):
    """A station as comparing sees it."""

    name: str
    duty: str
    minutes: int
    article: str
    unit_id: int
    post_id: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the comparison: the station before, after, and what became of it.

    `change`: same, added, removed, shorter, longer, other (somebody else, another duty, same time), moved (the same at
    another place among those that stayed).
    """

    before: Stop | None
    after: Stop | None
    change: str
    minutes: int


def total(stations: Sequence[Stop]) -> int:
    """Working minutes of all stations."""
    return sum(station.minutes for station in stations)


def compare(before: Sequence[Stop], after: Sequence[Stop]) -> list[Line]:
    """The stations of two versions side by side, matched by name, in the order of the newer one.

    A removed station stands where it stood before; `minutes` is what the line saves (negative: what it costs).
    """
    old = {skey(station.name): station for station in before}
    new = {skey(station.name) for station in after}
    stayed = _in_order([skey(one.name) for one in before], [skey(one.name) for one in after])
    lines: list[Line] = []
    left = list(before)

    def drop_until(station: Stop | None) -> None:
        while left and left[0] is not station:
            gone = left[0]
            if skey(gone.name) in new and station is not None:
                return
            left.pop(0)
            if skey(gone.name) not in new:
                lines.append(Line(gone, None, "removed", gone.minutes))

    for station in after:
        was = old.get(skey(station.name))
        if was is None:
            lines.append(Line(None, station, "added", -station.minutes))
            continue
        drop_until(was)
        if was in left:
            left.remove(was)
        change = _change(was, station)
        if change == "same" and skey(station.name) not in stayed:
            change = "moved"
        lines.append(Line(was, station, change, was.minutes - station.minutes))
    drop_until(None)
    return lines


def _change(was: Stop, now: Stop) -> str:
    if now.minutes != was.minutes:
        return "shorter" if now.minutes < was.minutes else "longer"
    same = (was.duty, was.unit_id, was.post_id, was.article) == (now.duty, now.unit_id, now.post_id, now.article)
    return "same" if same else "other"


def _in_order(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The most names of both lists that follow each other in the same order: the others changed places."""
    place = {name: number for number, name in enumerate(before)}
    best: list[tuple[str, ...]] = [()]
    for name in after:
        if name in place:
            chains = [chain for chain in best if not chain or place[chain[-1]] < place[name]]
            best.append((*max(chains, key=len), name))
    longest = max(best, key=len)
    return set(longest)


@dataclass(frozen=True, slots=True)
class Summary:
    """Kết quả đơn giản hóa. Stations and working minutes before and after; what a version saves (negative: costs)."""

    stations_before: int
    stations_after: int
    minutes_before: int
    minutes_after: int
    added: int
    removed: int
    shorter: int
    moved: int

    @property
    def stations_saved(self) -> int:
        return self.stations_before - self.stations_after

    @property
    def minutes_saved(self) -> int:
        return self.minutes_before - self.minutes_after


def summary(lines: Sequence[Line]) -> Summary:
    """What the lines of a comparison come to."""
    old = [line.before for line in lines if line.before is not None]
    new = [line.after for line in lines if line.after is not None]
    count = {name: sum(line.change == name for line in lines) for name in ("added", "removed", "shorter", "moved")}
    return Summary(len(old), len(new), total(old), total(new), **count)
