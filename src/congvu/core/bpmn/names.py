"""Names of the notation: its namespaces, ours beside them, and which elements a route can say."""

from __future__ import annotations

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DRAWN = "http://www.omg.org/spec/BPMN/20100524/DI"
POINTS = "http://www.omg.org/spec/DD/20100524/DC"
LINES = "http://www.omg.org/spec/DD/20100524/DI"
OURS = "urn:congvu:route:1"
"""Working time, group, phase and post have no place of their own in the notation; they stand in this namespace."""

TASKS = frozenset({"task", "userTask", "manualTask"})
"""Work of people; the three differ in nothing a route knows."""
NODES = TASKS | {"startEvent", "endEvent", "exclusiveGateway", "parallelGateway"}
PASSED_OVER = frozenset({"documentation", "textAnnotation", "association", "group", "extensionElements"})
"""Notes of the drawing: they change nothing of the route, and are told when they are left out."""


def model(name: str) -> str:
    """A name of the notation as ElementTree writes it."""
    return f"{{{MODEL}}}{name}"


def ours(name: str) -> str:
    """A name of ours as ElementTree writes it."""
    return f"{{{OURS}}}{name}"
