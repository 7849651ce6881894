"""Dải lưu giữ hồ sơ: the custody strip of a case, laid out. Segments in, shapes out.

One lane per holder, time from left to right. Everything is integer arithmetic: positions are in ten-thousandths of
the width, moments in whole seconds, and neighbouring shapes share their edge, so the parts of a strip always sum to
the whole. Working time is not measured here (that is the calendar's business): each segment brings its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import pairwise
from typing import Literal

from congvu.kernel.ui import formats

UNIT = 10_000

Whose = Literal["agency", "applicant", "consulted", "higher", "outage"]
WHOSE: tuple[Whose, ...] = ("agency", "applicant", "consulted", "higher", "outage")
Kind = Literal["held", "transfer", "paused", "closed"]
KINDS: tuple[Kind, ...] = ("held", "transfer", "paused", "closed")


@dataclass(frozen=True, slots=True)
class Segment:
    """One interval ``[start, end)`` of custody.

    *lane* identifies the holder, *holder* and *person* name it. *used* is the working time of the interval in minutes
    and *late* the part of it after the due date (0 ≤ late ≤ used); where working time was used and none of it is late
    (the result was reported in time), what lies after the due date is not drawn as late. *allotted* is what the route
    allots to this holder, in working minutes; *allotted_until* the moment at which that is used up, where the caller
    knows it.
    """

    lane: str
    holder: str
    start: datetime
    end: datetime
    whose: Whose = "agency"
    kind: Kind = "held"
    used: int = 0
    late: int = 0
    person: str = ""
    allotted: int | None = None
    allotted_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Marker:
    """A moment drawn through all lanes."""

    kind: Literal["due", "first_promise", "now"]
    at: datetime
    label: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A rectangle of a lane: x and width in ten-thousandths; *seconds* of real time it stands for."""

    x: int
    width: int
    whose: Whose
    kind: Kind
    late: bool
    title: str
    seconds: int

    @property
    def left(self) -> str:
        """x as an SVG percentage."""
        return percentage(self.x)

    @property
    def wide(self) -> str:
        """Width as an SVG percentage."""
        return percentage(self.width)

    @property
    def hatched(self) -> bool:
        """Pauses and hand-overs under way are hatched."""
        return self.kind in ("paused", "transfer")


@dataclass(frozen=True, slots=True)
class Lane:
    """A holder's line: its rectangles and its working time, used against allotted, in minutes."""

    key: str
    holder: str
    person: str
    parts: tuple[Part, ...]
    used: int
    late: int
    allotted: int | None
    limit: int | None

    @property
    def over(self) -> bool:
        """True if more was used than allotted."""
        return self.allotted is not None and self.used > self.allotted

    @property
    def limit_at(self) -> str:
        """Where the allotted time ends, as an SVG percentage; empty when unknown."""
        return "" if self.limit is None else percentage(self.limit)


@dataclass(frozen=True, slots=True)
class Line:
    """A vertical line: tick of the axis or marker. *anchor* keeps its label inside the picture, *row* off others."""

    x: int
    label: str
    kind: str
    anchor: Literal["start", "middle", "end"] = "middle"
    row: int = 0

    @property
    def left(self) -> str:
        """x as an SVG percentage."""
        return percentage(self.x)

    @property
    def text_y(self) -> int:
        """Height of the label's base line in the axis, in pixels."""
        return 12 + 15 * self.row


@dataclass(frozen=True, slots=True)
class Shade:
    """A stretch in which the office is closed."""

    x: int
    width: int

    @property
    def left(self) -> str:
        """x as an SVG percentage."""
        return percentage(self.x)

    @property
    def wide(self) -> str:
        """Width as an SVG percentage."""
        return percentage(self.width)


@dataclass(frozen=True, slots=True)
class Share:
    """Working minutes on one account: before the due date, after it, and together."""

    whose: Whose
    in_time: int
    late: int

    @property
    def total(self) -> int:
        """Both together."""
        return self.in_time + self.late


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table beside the picture, in the order of time."""

    segment: Segment
    seconds: int


@dataclass(frozen=True, slots=True)
class Strip:
    """The whole picture, and the same as figures."""

    start: datetime
    end: datetime
    lanes: tuple[Lane, ...]
    shades: tuple[Shade, ...]
    ticks: tuple[Line, ...]
    markers: tuple[Line, ...]
    shares: tuple[Share, ...]
    rows: tuple[Row, ...]

    @property
    def used(self) -> int:
        """Working minutes of all segments: equals the sum of the lanes and the sum of the shares."""
        return sum(lane.used for lane in self.lanes)

    @property
    def late(self) -> int:
        """Working minutes after the due date."""
        return sum(lane.late for lane in self.lanes)

    @property
    def axis_height(self) -> int:
        """Height of the marker labels above the lanes, in pixels."""
        rows = max((line.row for line in self.markers), default=-1) + 1
        return 3 + 15 * rows if rows else 0


def percentage(units: int) -> str:
    """Ten-thousandths as ``12.34%``; exact, no floating point."""
    return f"{units // 100}.{units % 100:02d}%"


def layout(
    segments: Sequence[Segment],
    *,
    due_at: datetime | None = None,
    markers: Iterable[Marker] = (),
    closed: Iterable[tuple[datetime, datetime]] = (),
) -> Strip:
    """Lay out the strip.

    *segments* may come in any order but must not overlap, and each must end after it starts (an open one ends now);
    a hand-over without a moment of time between is simply two neighbours. *due_at* splits the segment it falls into.
    *closed* are stretches in which the office is closed; they are clipped to the strip. Raises ValueError for
    overlapping, backward or wrongly counted segments.
    """
    ordered = sorted(segments, key=lambda s: (s.start, s.end))
    _check(ordered)
    lines = list(markers)
    if not ordered:
        moments = [marker.at for marker in lines]
        start = min(moments, default=datetime.min.replace(tzinfo=UTC))
        return Strip(start, start, (), (), (), (), (), ())
    start = min(ordered[0].start, *(m.at for m in lines), ordered[0].start)
    end = max(ordered[-1].end, *(m.at for m in lines), ordered[-1].end)
    scale = _Scale(start, end)
    return Strip(
        start=start,
        end=end,
        lanes=_lanes(ordered, scale, due_at),
        shades=_shades(closed, scale),
        ticks=_ticks(scale),
        markers=_marker_lines(lines, scale),
        shares=_shares(ordered),
        rows=tuple(Row(s, _seconds(s.start, s.end)) for s in ordered),
    )


def _seconds(start: datetime, end: datetime) -> int:
    span = end - start
    return span.days * 86_400 + span.seconds


class _Scale:
    """Moments to positions."""

    def __init__(self, start: datetime, end: datetime) -> None:
        self.start = start
        self.end = end
        self.length = max(1, _seconds(start, end))

    def x(self, at: datetime) -> int:
        inside = min(max(at, self.start), self.end)
        return _seconds(self.start, inside) * UNIT // self.length


def _check(ordered: Sequence[Segment]) -> None:
    for segment in ordered:
        if segment.end <= segment.start:
            raise ValueError(f"segment of {segment.lane} ends before it starts")
        if not 0 <= segment.late <= segment.used:
            raise ValueError(f"segment of {segment.lane} is late by more than it used")
    for before, after in pairwise(ordered):
        if after.start < before.end:
            raise ValueError(f"segments of {before.lane} and {after.lane} overlap")


def _lanes(ordered: Sequence[Segment], scale: _Scale, due_at: datetime | None) -> tuple[Lane, ...]:
    keys: dict[str, list[Segment]] = {}
    for segment in ordered:
        keys.setdefault(segment.lane, []).append(segment)
    lanes = []
    for key, own in keys.items():
        people = list(dict.fromkeys(s.person for s in own if s.person))
        limits = [s.allotted_until for s in own if s.allotted_until is not None]
        allotted = [s.allotted for s in own if s.allotted is not None]
        lanes.append(
            Lane(
                key=key,
                holder=own[0].holder,
                person=", ".join(people),
                parts=tuple(part for s in own for part in _parts(s, scale, due_at)),
                used=sum(s.used for s in own),
                late=sum(s.late for s in own),
                allotted=max(allotted) if allotted else None,
                limit=scale.x(max(limits)) if limits else None,
            )
        )
    return tuple(lanes)


def _parts(segment: Segment, scale: _Scale, due_at: datetime | None) -> list[Part]:
    edges = [segment.start, segment.end]
    if due_at is not None and segment.start < due_at < segment.end:
        edges.insert(1, due_at)
    parts = []
    for start, end in pairwise(edges):
        late = due_at is not None and start >= due_at and segment.kind != "closed"
        late = late and (segment.late > 0 or not segment.used)  # reported in time: what follows is not late
        title = f"{segment.holder}: {formats.moment(segment.start)} – {formats.moment(segment.end)}"
        x = scale.x(start)
        parts.append(Part(x, scale.x(end) - x, segment.whose, segment.kind, late, title, _seconds(start, end)))
    return parts


def _shades(closed: Iterable[tuple[datetime, datetime]], scale: _Scale) -> tuple[Shade, ...]:
    shades = []
    for start, end in closed:
        x, right = scale.x(start), scale.x(end)
        if right > x:
            shades.append(Shade(x, right - x))
    return tuple(shades)


def _shares(ordered: Sequence[Segment]) -> tuple[Share, ...]:
    shares = []
    for whose in WHOSE:
        own = [s for s in ordered if s.whose == whose]
        if own:
            late = sum(s.late for s in own)
            shares.append(Share(whose, sum(s.used for s in own) - late, late))
    return tuple(shares)


def _ticks(scale: _Scale) -> tuple[Line, ...]:
    """Midnights, every so many days that no more than eight are drawn."""
    zone = formats.local(scale.start).tzinfo
    first, last = formats.local(scale.start).date().toordinal() + 1, formats.local(scale.end).date().toordinal()
    days = last - first + 1
    step = next((s for s in (1, 2, 7, 14, 28, 56, 91, 182, 364) if days <= 8 * s), 728)
    if step >= 7:  # weeks begin on Monday
        first += -(first - 1) % 7
    ticks = []
    for ordinal in range(first, last + 1, step):
        midnight = datetime.combine(date.fromordinal(ordinal), time(), tzinfo=zone)
        x = scale.x(midnight)
        ticks.append(Line(x, formats.short_day(midnight), "tick", _anchor(x)))
    return tuple(ticks)


def _marker_lines(markers: Iterable[Marker], scale: _Scale) -> tuple[Line, ...]:
    """Labels that would touch go one row higher each."""
    lines: list[Line] = []
    for marker in sorted(markers, key=lambda m: m.at):
        x = scale.x(marker.at)
        anchor = _anchor(x)
        row = 0
        while any(line.row == row and abs(line.x - x) < 3000 for line in lines):
            row += 1
        lines.append(Line(x, marker.label, marker.kind, anchor, row))
    return tuple(lines)


def _anchor(x: int) -> Literal["start", "middle", "end"]:
    if x < 1500:
        return "start"
    return "end" if x > 8500 else "middle"
