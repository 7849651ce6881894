"""Sơ đồ truyền đạt: the graph of documents laid out as rows in time; plain numbers for an SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from congvu.domain.directives.queries.lineage import Node

ROW, TOP, LEFT, RIGHT, WIDTH = 34, 26, 24, 420, 960
#: Beyond this the picture helps nobody; the rest is counted in words.
MOST = 60


@dataclass(frozen=True, slots=True)
class Dot:
    """One document: where its dot stands, and where its words begin."""

    node: Node
    x: int
    y: int
    label_x: int
    current: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """A path from the document above to the one that answers it."""

    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything the template draws."""

    width: int
    height: int
    dots: tuple[Dot, ...]
    arrows: tuple[Arrow, ...]
    left_out: int


def draw(nodes: Sequence[Node], current: int) -> Drawing:
    """Documents in rows by step and day, left to right in time; undated ones stand at the right edge."""
    shown = list(nodes[:MOST])
    days = [node.directive.document.issued_on for node in shown]
    dated = [day.toordinal() for day in days if day]
    first, last = (min(dated), max(dated)) if dated else (0, 0)
    span = max(last - first, 1)
    room = WIDTH - LEFT - RIGHT
    places: dict[int, tuple[int, int]] = {}
    dots = []
    for row, (node, day) in enumerate(zip(shown, days, strict=True)):
        x = LEFT + (round((day.toordinal() - first) * room / span) if day else room)
        y = TOP + row * ROW
        places[node.directive.pk] = (x, y)
        dots.append(Dot(node, x, y, x + 12, node.directive.pk == current))
    arrows = []
    for node in shown:
        if node.via in places:
            ends = (places[node.via], places[node.directive.pk])
            (x1, y1), (x2, y2) = ends if node.step > 0 else ends[::-1]
            arrows.append(Arrow(f"M{x1} {y1} C{x1} {(y1 + y2) // 2}, {x2} {(y1 + y2) // 2}, {x2} {y2 - 6}"))
    return Drawing(WIDTH, TOP + len(shown) * ROW, tuple(dots), tuple(arrows), len(nodes) - len(shown))
