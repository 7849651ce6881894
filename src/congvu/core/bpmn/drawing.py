"""Bản vẽ. A route as nodes and arrows with places on paper: what the writer writes down.

Stations follow one another from column to column; each unit has its lane. Branches side by side take rows of their own
where they share a lane. Work sent back runs above everything, each arrow in a track of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from congvu.core.routes import Route, Station

TASK = (170, 84)
GATEWAY = (50, 50)
EVENT = (36, 36)
GAP = 45
ROW = 124
TRACK = 18
LEFT, TOP, HEAD = 160, 80, 30
"""Where the pool begins, and how wide the strips are that carry its name and those of its lanes."""
LABEL = (90, 14)
LETTER = 8
"""How wide a letter of a lane's name is taken to be: a lane is as high as its name is long."""


class Shape(StrEnum):
    """Ký hiệu."""

    START = "startEvent"
    END = "endEvent"
    TASK = "userTask"
    PARALLEL = "parallelGateway"
    EXCLUSIVE = "exclusiveGateway"

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        if self is Shape.TASK:
            return TASK
        return EVENT if self in {Shape.START, Shape.END} else GATEWAY


@dataclass(slots=True)
class Node:
    """A sign at a column and a row of a lane; `station` where it stands for one (a task, or the gateway that splits).

    `who` is said by the lane; `lane` is where it is drawn, which for a sign without anybody is its neighbour's.
    """

    id: str
    shape: Shape
    column: int
    lane: str
    row: int
    who: str = ""
    station: Station | None = None
    x: int = 0
    y: int = 0


@dataclass(frozen=True, slots=True)
class Arrow:
    """A sequence flow; `branch` is the code of the branch it begins, `back` one that sends work back."""

    source: Node
    target: Node
    name: str = ""
    branch: str | None = None
    back: bool = False


@dataclass(slots=True)
class Drawing:
    """All of it, with the lanes in the order they are first needed and the extent of the pool."""

    nodes: list[Node] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    lanes: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Top and height of each lane."""
    width: int = 0
    height: int = 0
    tracks: dict[int, int] = field(default_factory=dict)
    """Where the arrows back run, by their place among all arrows."""

    def in_group(self, code: str) -> list[Node]:
        """The signs of the stations that share a group's time."""
        return [node for node in self.nodes if node.station and node.station.group == code]


class _Drafter:
    """Puts stations into columns and rows."""

    def __init__(self, back_name: str) -> None:
        self.drawing = Drawing()
        self.of_station: dict[str, Node] = {}
        self.back_name = back_name

    def node(self, code: str, shape: Shape, column: int, who: str, rows: dict[str, int], beside: str) -> Node:
        lane = who or beside
        made = Node(code, shape, column, lane, rows.get(lane, 0), who)
        self.drawing.nodes.append(made)
        return made

    def walk(self, stations: tuple[Station, ...], before: Arrow, path: str, rows: dict[str, int]) -> tuple[Arrow, int]:
        """Draw stations behind `before`, whose target is filled in; the last arrow, waiting for its, and its column."""
        column = before.source.column + 1
        for place, station in enumerate(stations, 1):
            here = f"{path}{place}"
            if station.branches:
                before, column = self.side_by_side(station, before, here, column, rows)
            else:
                task = self.node(f"t{here}", Shape.TASK, column, station.who, rows, before.source.lane)
                task.station, self.of_station[station.code] = station, task
                before, column = self.to(before, task), column + 1
            if station.back_to:
                before, column = self.loop(station, before, here, column, rows)
        return before, column

    def to(self, before: Arrow, target: Node) -> Arrow:
        """End an arrow at a node; the arrow that leaves it."""
        self.drawing.arrows.append(Arrow(before.source, target, before.name, before.branch))
        return Arrow(target, target)

    def loop(self, station: Station, before: Arrow, here: str, column: int, rows: dict[str, int]) -> tuple[Arrow, int]:
        gateway = self.node(f"x{here}", Shape.EXCLUSIVE, column, "", rows, before.source.lane)
        onward = self.to(before, gateway)
        for code in station.back_to:
            self.drawing.arrows.append(Arrow(gateway, self.of_station[code], self.back_name, None, back=True))
        return onward, column + 1

    def side_by_side(
        self, station: Station, before: Arrow, here: str, column: int, rows: dict[str, int]
    ) -> tuple[Arrow, int]:
        split = self.node(f"p{here}", Shape.PARALLEL, column, station.who, rows, before.source.lane)
        split.station, self.of_station[station.code] = station, split
        self.to(before, split)
        ends: list[Arrow] = []
        furthest, taken = column + 1, dict(rows)
        for place, branch in enumerate(station.branches, 1):
            since = len(self.drawing.nodes)
            begun = Arrow(split, split, branch.name, branch.code)
            end, column = self.walk(branch.stations, begun, f"{here}_{place}_", dict(taken))
            ends.append(end)
            furthest = max(furthest, column)
            for node in self.drawing.nodes[since:]:
                taken[node.lane] = max(taken.get(node.lane, 0), node.row + 1)
        join = self.node(f"j{here}", Shape.PARALLEL, furthest, "", rows, split.lane)
        for end in ends:
            self.to(end, join)
        return Arrow(join, join), furthest + 1


def draw(route: Route, back_name: str = "Trả lại") -> Drawing:
    """The drawing of a route that `check` finds nothing wrong with in its structure."""
    drafter = _Drafter(back_name)
    first = next((one.who for one in route.stations), "")
    start = drafter.node("start", Shape.START, 0, "", {}, first)
    last, column = drafter.walk(route.stations, Arrow(start, start), "", {})
    end = drafter.node("end", Shape.END, column, "", {}, last.source.lane)
    drafter.to(last, end)
    _measure(drafter.drawing)
    return drafter.drawing


def _measure(drawing: Drawing) -> None:
    widths: dict[int, int] = {}
    rows: dict[str, int] = {}
    named = {arrow.source.column for arrow in drawing.arrows if arrow.name and not arrow.back}
    for node in drawing.nodes:
        widths[node.column] = max(widths.get(node.column, 0), node.shape.size[0])
        rows[node.lane] = max(rows.get(node.lane, 1), node.row + 1)
    backs = [place for place, arrow in enumerate(drawing.arrows) if arrow.back]
    top = TOP + (len(backs) * TRACK + TRACK // 2 if backs else 0)
    drawing.tracks = {place: TOP + TRACK * (count + 1) for count, place in enumerate(backs)}
    for number, lane in enumerate(sorted(rows, key=lambda lane: _first(drawing, lane))):
        begins = TOP if number == 0 else top
        tall = max(rows[lane] * ROW, len(lane) * LETTER)
        drawing.lanes[lane] = (begins, top - begins + tall)
        top += tall
    places = dict(_columns(widths, named))
    for node in drawing.nodes:
        width, height = node.shape.size
        begins, tall = drawing.lanes[node.lane]
        spare = max(0, len(node.lane) * LETTER - rows[node.lane] * ROW) // 2
        first_row = begins + tall - rows[node.lane] * ROW - spare
        node.x = places[node.column] + (widths[node.column] - width) // 2
        node.y = first_row + node.row * ROW + (ROW - height) // 2
    drawing.width = max(node.x + node.shape.size[0] for node in drawing.nodes) + GAP - LEFT
    drawing.height = top - TOP


def _first(drawing: Drawing, lane: str) -> int:
    return next(place for place, node in enumerate(drawing.nodes) if node.lane == lane)


def _columns(widths: dict[int, int], named: set[int]) -> Iterator[tuple[int, int]]:
    """Where each column begins; behind one whose arrows have names there is room to write them."""
    x = LEFT + 2 * HEAD + GAP
    for column in sorted(widths):
        yield column, x
        x += widths[column] + GAP + (LABEL[0] if column in named else 0)


def points(drawing: Drawing, place: int) -> list[tuple[int, int]]:
    """Where an arrow runs: straight, in one step down or up, or, sending back, above everything."""
    arrow = drawing.arrows[place]
    source, target = arrow.source, arrow.target
    (width, height), (t_width, t_height) = source.shape.size, target.shape.size
    if arrow.back:
        track, out, into = drawing.tracks[place], source.x + width // 2, target.x + t_width // 2
        return [(out, source.y), (out, track), (into, track), (into, target.y)]
    begin = (source.x + width, source.y + height // 2)
    end = (target.x, target.y + t_height // 2)
    if begin[1] == end[1]:
        return [begin, end]
    turn = begin[0] + GAP // 2 if target.column == source.column + 1 else end[0] - GAP // 2
    return [begin, (turn, begin[1]), (turn, end[1]), end]


def label_of(drawing: Drawing, place: int) -> tuple[int, int, int, int] | None:
    """Where the name of an arrow is written: above its last stretch, or beside the track of one that leads back."""
    arrow, along = drawing.arrows[place], points(drawing, place)
    if not arrow.name:
        return None
    if arrow.back:
        return along[2][0] + 4, along[2][1] - LABEL[1] - 1, *LABEL
    return along[-1][0] - LABEL[0] - 12, along[-1][1] - LABEL[1] - 4, *LABEL
