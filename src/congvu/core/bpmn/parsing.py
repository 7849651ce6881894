"""Đọc tệp BPMN 2.0: XML into the signs and arrows of one process, refusing what a route cannot say.

A declaration of document type is refused before anything is expanded; size, number and depth of elements are bounded
while the file is read, so that no file costs more than its bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from congvu.core.bpmn.names import MODEL, NODES, OURS, PASSED_OVER, model, ours
from congvu.core.bpmn.troubles import NoRoute, Trouble, TroubleKind

MOST_BYTES = 2 * 1024 * 1024
MOST_ELEMENTS = 20_000
DEEPEST = 32
_AROUND = frozenset({"process", "collaboration", "category"})
_INSIDE_NODE = frozenset({"incoming", "outgoing", "documentation", "extensionElements"})


@dataclass(slots=True)
class Sign:
    """One sign of the drawing, with its arrows in the order of the file."""

    kind: str
    id: str
    name: str
    said: dict[str, str]
    """What stands in our own namespace: code, time, group …"""
    who: str = ""
    onward: list[Flow] = field(default_factory=list)
    backward: list[Flow] = field(default_factory=list)


@dataclass(slots=True)
class Flow:
    """An arrow; `branch` is the code of the branch it begins, where the file says one."""

    id: str
    name: str
    source: Sign
    target: Sign
    branch: str | None


@dataclass(slots=True)
class Parsed:
    """A process: its name, its signs by their id, what is shared among stations, and what was passed over."""

    name: str = ""
    signs: dict[str, Sign] = field(default_factory=dict)
    shared: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    passed_over: list[Trouble] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)

    def trouble(self, kind: TroubleKind, node: Element | Sign | Flow) -> None:
        """Note what keeps this from being a route."""
        self.troubles.append(trouble_at(kind, node))


def trouble_at(kind: TroubleKind, node: Element | Sign | Flow) -> Trouble:
    """A trouble with the element it is about."""
    if isinstance(node, Element):
        return Trouble(kind, _local(node), node.get("id", ""), node.get("name", ""))
    element = node.kind if isinstance(node, Sign) else "sequenceFlow"
    return Trouble(kind, element, node.id, node.name)


def parse(raw: bytes) -> Parsed:
    """The process in a file, with all that is wrong in it. NoRoute at once for what cannot be read at all."""
    root = _root(raw)
    found = Parsed()
    if root.tag != model("definitions"):
        raise NoRoute([trouble_at(TroubleKind.NOT_BPMN, root)])
    for child in _modelled(root):
        if _local(child) not in _AROUND:
            found.trouble(TroubleKind.UNSUPPORTED, child)
    process = _process(root, found)
    found.name = _name(process) or next((_name(one) for one in root.iter(model("participant"))), "")
    _signs(process, found)
    _flows(process, found)
    _lanes(process, found)
    return found


def _root(raw: bytes) -> Element:
    if len(raw) > MOST_BYTES:
        raise NoRoute([Trouble(TroubleKind.TOO_LARGE)])
    depth = count = 0
    root: Element | None = None
    try:
        for event, node in iterparse(BytesIO(raw), events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            count += event == "start"
            root = node if root is None else root
            if depth > DEEPEST or count > MOST_ELEMENTS:
                raise NoRoute([trouble_at(TroubleKind.TOO_LARGE, node)])
    except DefusedXmlException:
        raise NoRoute([Trouble(TroubleKind.DANGEROUS)]) from None
    except (ParseError, ValueError, LookupError):
        raise NoRoute([Trouble(TroubleKind.NOT_XML)]) from None
    if root is None:
        raise NoRoute([Trouble(TroubleKind.NOT_XML)])
    return root


def _local(node: Element) -> str:
    tag = node.tag if isinstance(node.tag, str) else ""
    return tag.rpartition("}")[2]


def _name(node: Element) -> str:
    return " ".join(node.get("name", "").split())


def _modelled(node: Element) -> Iterator[Element]:
    """Children of the notation itself; drawings and additions of other makers stand in other namespaces."""
    return (child for child in node if isinstance(child.tag, str) and child.tag.startswith(f"{{{MODEL}}}"))


def _process(root: Element, found: Parsed) -> Element:
    processes = root.findall(model("process"))
    if not processes:
        raise NoRoute([*found.troubles, trouble_at(TroubleKind.NO_PROCESS, root)])
    for another in processes[1:]:
        found.trouble(TroubleKind.SECOND_PROCESS, another)
    for collaboration in root.findall(model("collaboration")):
        participants = collaboration.findall(model("participant"))
        for another in participants[1:]:
            found.trouble(TroubleKind.SECOND_PROCESS, another)
        _check_children(collaboration, frozenset({"participant"}) | PASSED_OVER, found)
        for one in participants:
            _check_children(one, PASSED_OVER, found)
    return processes[0]


def _check_children(node: Element, known: frozenset[str], found: Parsed) -> None:
    for child in _modelled(node):
        name = _local(child)
        if name not in known:
            found.trouble(TroubleKind.UNSUPPORTED, child)
        elif name in {"documentation", "textAnnotation"}:
            found.passed_over.append(trouble_at(TroubleKind.UNSUPPORTED, child if child.get("id") else node))


def _said(node: Element, name: str) -> list[dict[str, str]]:
    return [dict(one.attrib) for one in node.iterfind(f"{model('extensionElements')}/{ours(name)}")]


def _signs(process: Element, found: Parsed) -> None:
    _check_children(process, NODES | {"laneSet", "sequenceFlow"} | PASSED_OVER, found)
    for one in process.iterfind(f"{model('extensionElements')}/*"):
        if isinstance(one.tag, str) and one.tag.startswith(f"{{{OURS}}}"):
            found.shared.append((_local(one), dict(one.attrib)))
    for child in _modelled(process):
        if _local(child) not in NODES:
            continue
        _check_children(child, _INSIDE_NODE, found)
        sign = Sign(_local(child), child.get("id", ""), _name(child), next(iter(_said(child, "station")), {}))
        if not sign.id or sign.id in found.signs:
            found.trouble(TroubleKind.NO_ID, child)
        else:
            found.signs[sign.id] = sign


def _flows(process: Element, found: Parsed) -> None:
    for child in process.iterfind(model("sequenceFlow")):
        _check_children(child, _INSIDE_NODE, found)
        source, target = (found.signs.get(child.get(end, "")) for end in ("sourceRef", "targetRef"))
        if source is None or target is None:
            # An arrow at a sign that was refused has been told with it.
            if not found.troubles:
                found.trouble(TroubleKind.DANGLING, child)
            continue
        branch = next((one.get("code") for one in _said(child, "branch")), None)
        flow = Flow(child.get("id", ""), _name(child), source, target, branch)
        source.onward.append(flow)
        target.backward.append(flow)
    for sign in found.signs.values():
        _in_order(process, sign)


def _in_order(process: Element, sign: Sign) -> None:
    """Arrows leave a sign in the order it names them, where it names them."""
    node = process.find(f"*[@id='{sign.id}']") if "'" not in sign.id else None
    named = [] if node is None else [(one.text or "").strip() for one in node.iterfind(model("outgoing"))]
    order = {flow: place for place, flow in enumerate(named)}
    sign.onward.sort(key=lambda flow: order.get(flow.id, len(order)))


def _lanes(process: Element, found: Parsed) -> None:
    for laid in process.iterfind(model("laneSet")):
        _check_children(laid, frozenset({"lane"}) | PASSED_OVER, found)
        for lane in laid.iterfind(model("lane")):
            _check_children(lane, frozenset({"flowNodeRef"}) | PASSED_OVER, found)
            for reference in lane.iterfind(model("flowNodeRef")):
                sign = found.signs.get((reference.text or "").strip())
                if sign is not None:
                    sign.who = _name(lane)
