"""A route drawn as BPMN 2.0 and read back is the same route, whatever it holds; and it is drawn without overlaps."""

from __future__ import annotations

from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.bpmn import read, write
from congvu.core.bpmn.drawing import draw
from congvu.core.routes import Branch, Group, Phase, Route, Station, StationKind
from congvu.core.working_time import CalendarDays, Limit, WorkingDays, WorkingHours

words = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=12
).filter(str.strip)  # fmt: skip
limits: st.SearchStrategy[Limit] = st.one_of(
    st.integers(1, 4000).map(lambda quarters: WorkingHours(quarters * 900)),
    st.integers(1, 60).map(WorkingDays), st.integers(1, 60).map(CalendarDays),
)  # fmt: skip
lanes = st.sampled_from(["", "Bộ phận một cửa", "Sở Nội vụ", "UBND tỉnh"])


@st.composite
def stations(draw: st.DrawFn, prefix: str, least: int, depth: int) -> tuple[Station, ...]:
    found: list[Station] = []
    for place in range(draw(st.integers(least, 4))):
        code = f"{prefix}{place}"
        branches: tuple[Branch, ...] = ()
        if depth < 2 and draw(st.integers(0, 4)) == 0:
            branches = tuple(
                Branch(code=f"b{number}", name=draw(words), stations=draw(stations(f"{code}-{number}-", 1, depth + 1)))
                for number in range(draw(st.integers(2, 3)))
            )
        earlier = [one.code for one in found] if depth == 0 else []
        back_to = draw(st.lists(st.sampled_from(earlier), unique=True, max_size=2)) if earlier else []
        found.append(Station(
            code=code, name=draw(words), who=draw(lanes), post=draw(st.one_of(st.just(""), words)),
            product=draw(st.one_of(st.just(""), words)), group=draw(st.sampled_from(["", "g1"])),
            phase=draw(st.sampled_from(["", "1", "2"])), allotted=draw(st.none() | limits), counted=draw(st.booleans()),
            kind=draw(st.sampled_from(StationKind)), silence_agrees=draw(st.booleans()), back_to=tuple(back_to),
            branches=branches,
        ))  # fmt: skip
    return tuple(found)


@st.composite
def routes(draw: st.DrawFn) -> Route:
    groups = draw(st.lists(st.builds(Group, code=words, name=words, allotted=limits), max_size=2))
    phases = draw(st.lists(st.builds(Phase, code=words, name=words, limit=limits), max_size=3))
    return Route(draw(stations("s", 0, 0)), tuple(groups), tuple(phases))


@given(routes(), words)
def test_what_is_written_is_read_back_the_same(route: Route, name: str) -> None:
    reading = read(write(route, name))
    assert (reading.route, reading.name, reading.passed_over) == (route, name, ())


@given(routes())
def test_no_sign_is_drawn_over_another_and_every_one_inside_its_lane(route: Route) -> None:
    drawing = draw(route)
    boxes = [(node.x, node.y, *node.shape.size) for node in drawing.nodes]
    for place, (x, y, width, height) in enumerate(boxes):
        for x2, y2, width2, height2 in boxes[place + 1 :]:
            assert x + width <= x2 or x2 + width2 <= x or y + height <= y2 or y2 + height2 <= y
    for node in drawing.nodes:
        top, tall = drawing.lanes[node.lane]
        assert top <= node.y
        assert node.y + node.shape.size[1] <= top + tall


@given(routes())
def test_every_sign_arrow_and_lane_of_the_file_has_its_place_on_the_paper(route: Route) -> None:
    root = ElementTree.fromstring(write(route))
    space = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
    drawn = {one.get("bpmnElement") for one in root.iter() if one.get("bpmnElement")}
    for kind in ("userTask", "startEvent", "endEvent", "parallelGateway", "exclusiveGateway", "lane", "sequenceFlow"):
        assert {one.get("id") for one in root.iter(f"{space}{kind}")} <= drawn


def test_text_no_xml_may_hold_is_replaced_and_never_breaks_the_file() -> None:
    route = Route((Station(code="a", name="Tiếp\x00nhận <&\"'", who="Một\x0bcửa"),))
    (found,) = read(write(route)).route.stations
    assert found.name == "Tiếp\ufffdnhận <&\"'"
    assert found.who == "Một\ufffdcửa"
