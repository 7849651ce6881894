"""Xuất BPMN 2.0. A route as a file other modellers open: what it says, what only we say of it, and how it is drawn."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from congvu.core.bpmn.drawing import HEAD, LABEL, LEFT, LETTER, TOP, Drawing, Node, Shape, draw, label_of, points
from congvu.core.bpmn.names import DRAWN, LINES, MODEL, OURS, POINTS, model, ours
from congvu.core.refusals import Invalid
from congvu.core.routes import FaultKind, Route, Station, StationKind, check

for prefix, space in (("bpmn", MODEL), ("bpmndi", DRAWN), ("dc", POINTS), ("di", LINES), ("congvu", OURS)):
    register_namespace(prefix, space)

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_DRAWING = frozenset({
    FaultKind.DOUBLE_CODE, FaultKind.BACK_TO_NOWHERE, FaultKind.EMPTY_BRANCH, FaultKind.LONE_BRANCH,
})  # fmt: skip
_AROUND = 12


def write(route: Route, name: str = "", back_name: str = "Trả lại") -> bytes:
    """The route as a BPMN 2.0 file in UTF-8; `read` gives the same route back.

    Invalid for a route whose arrows would lead nowhere. Wrong sums and missing times do not keep it from being drawn.
    """
    fault = next((one for one in check(route) if one.kind in _NO_DRAWING), None)
    if fault is not None:
        raise Invalid(f"This route cannot be drawn: {fault.kind} at {fault.where}.", code="no_drawing")
    drawing = draw(route, back_name)
    root = Element(model("definitions"), {"id": "definitions", "targetNamespace": OURS, "exporter": "Công Vụ"})
    collaboration = SubElement(root, model("collaboration"), {"id": "collaboration"})
    short = name if len(name) * LETTER <= drawing.height else ""
    SubElement(collaboration, model("participant"), _named({"id": "pool", "processRef": "route"}, short))
    process = SubElement(root, model("process"), _named({"id": "route", "isExecutable": "false"}, name))
    _shared(process, route)
    _lanes(process, drawing)
    for node in drawing.nodes:
        _node(process, drawing, node)
    _arrows(process, drawing)
    _groups(root, process, route)
    _diagram(root, drawing, route)
    written: bytes = tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + written


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _named(given: dict[str, str], name: str) -> dict[str, str]:
    return {**given, "name": _clean(name)} if name else given


def _shared(process: Element, route: Route) -> None:
    """Phases and groups belong to no single sign."""
    if not route.groups and not route.phases:
        return
    more = SubElement(process, model("extensionElements"))
    for phase in route.phases:
        said = {"code": _clean(phase.code), "name": _clean(phase.name), "limit": phase.limit.code}
        SubElement(more, ours("phase"), said)
    for group in route.groups:
        said = {"code": _clean(group.code), "name": _clean(group.name), "time": group.allotted.code}
        SubElement(more, ours("group"), said)


def _lanes(process: Element, drawing: Drawing) -> None:
    lanes = [lane for lane in drawing.lanes if lane]
    if not lanes:
        return
    laid = SubElement(process, model("laneSet"), {"id": "lanes"})
    for number, name in enumerate(lanes, 1):
        lane = SubElement(laid, model("lane"), {"id": f"lane{number}", "name": _clean(name)})
        for node in drawing.nodes:
            if node.lane == name and (node.who or node.station is None):
                SubElement(lane, model("flowNodeRef")).text = node.id


def _node(process: Element, drawing: Drawing, node: Node) -> None:
    said = _named({"id": node.id}, node.station.name if node.station else "")
    onward = [place for place, arrow in enumerate(drawing.arrows) if arrow.source is node and not arrow.back]
    if node.shape is Shape.EXCLUSIVE:
        said["default"] = f"f{onward[0] + 1}"
    made = SubElement(process, model(node.shape.value), said)
    if node.station:
        more = SubElement(made, model("extensionElements"))
        SubElement(more, ours("station"), _station(node.station))
    for place, arrow in enumerate(drawing.arrows, 1):
        if arrow.target is node:
            SubElement(made, model("incoming")).text = f"f{place}"
    for place, arrow in enumerate(drawing.arrows, 1):
        if arrow.source is node:
            SubElement(made, model("outgoing")).text = f"f{place}"


def _station(station: Station) -> dict[str, str]:
    said = {
        "code": station.code, "post": station.post, "group": station.group, "phase": station.phase,
        "product": station.product, "time": station.allotted.code if station.allotted else "",
        "counted": "" if station.counted else "false", "silenceAgrees": "true" if station.silence_agrees else "",
        "kind": "" if station.kind is StationKind.WORK else station.kind.value,
    }  # fmt: skip
    return {name: _clean(value) for name, value in said.items() if value or name == "code"}


def _arrows(process: Element, drawing: Drawing) -> None:
    for place, arrow in enumerate(drawing.arrows, 1):
        said = {"id": f"f{place}", "sourceRef": arrow.source.id, "targetRef": arrow.target.id}
        made = SubElement(process, model("sequenceFlow"), _named(said, arrow.name))
        if arrow.branch is not None:
            more = SubElement(made, model("extensionElements"))
            SubElement(more, ours("branch"), {"code": _clean(arrow.branch)})


def _groups(root: Element, process: Element, route: Route) -> None:
    """Groups are drawn too; what they mean stands at the stations."""
    for number, group in enumerate(route.groups, 1):
        category = Element(model("category"), {"id": f"category{number}"})
        SubElement(category, model("categoryValue"), {"id": f"value{number}", "value": _clean(group.name)})
        root.insert(number - 1, category)
        SubElement(process, model("group"), {"id": f"group{number}", "categoryValueRef": f"value{number}"})


def _diagram(root: Element, drawing: Drawing, route: Route) -> None:
    diagram = SubElement(root, f"{{{DRAWN}}}BPMNDiagram", {"id": "diagram"})
    plane = SubElement(diagram, f"{{{DRAWN}}}BPMNPlane", {"id": "plane", "bpmnElement": "collaboration"})
    _shape(plane, "pool", (LEFT, TOP, drawing.width, drawing.height), isHorizontal="true")
    for number, lane in enumerate((lane for lane in drawing.lanes if lane), 1):
        top, height = drawing.lanes[lane]
        bounds = (LEFT + HEAD, top, drawing.width - HEAD, height)
        _shape(plane, f"lane{number}", bounds, isHorizontal="true")
    for node in drawing.nodes:
        _shape(plane, node.id, (node.x, node.y, *node.shape.size))
    for number, group in enumerate(route.groups, 1):
        inside = drawing.in_group(group.code)
        if inside:
            x, y, width, height = _around(inside)
            shape = _shape(plane, f"group{number}", (x, y, width, height))
            _bounds(
                SubElement(shape, f"{{{DRAWN}}}BPMNLabel"), (x + _AROUND, y - LABEL[1] // 2, 2 * LABEL[0], LABEL[1])
            )
    for place in range(len(drawing.arrows)):
        edge = SubElement(plane, f"{{{DRAWN}}}BPMNEdge", {"id": f"f{place + 1}_di", "bpmnElement": f"f{place + 1}"})
        for x, y in points(drawing, place):
            SubElement(edge, f"{{{LINES}}}waypoint", {"x": str(x), "y": str(y)})
        label = label_of(drawing, place)
        if label is not None:
            _bounds(SubElement(edge, f"{{{DRAWN}}}BPMNLabel"), label)


def _shape(plane: Element, of: str, bounds: tuple[int, int, int, int], **more: str) -> Element:
    shape = SubElement(plane, f"{{{DRAWN}}}BPMNShape", {"id": f"{of}_di", "bpmnElement": of, **more})
    _bounds(shape, bounds)
    return shape


def _bounds(of: Element, bounds: tuple[int, int, int, int]) -> None:
    SubElement(of, f"{{{POINTS}}}Bounds", dict(zip(("x", "y", "width", "height"), map(str, bounds), strict=True)))


def _around(nodes: list[Node]) -> tuple[int, int, int, int]:
    left, top = min(one.x for one in nodes), min(one.y for one in nodes)
    right = max(one.x + one.shape.size[0] for one in nodes)
    bottom = max(one.y + one.shape.size[1] for one in nodes)
    return left - _AROUND, top - _AROUND, right - left + 2 * _AROUND, bottom - top + 2 * _AROUND
