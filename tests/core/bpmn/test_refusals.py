"""Drawings of other modellers: what a route can say is read, the rest is refused with the element and its id."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.bpmn import NoRoute, TroubleKind, read, write
from congvu.core.refusals import Invalid
from congvu.core.routes import Branch, Route, Station

HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:x="urn:other">'


def file(inside: str, around: str = "") -> bytes:
    return f'{HEAD}{around}<process id="P">{inside}</process></definitions>'.encode()


def flows(*pairs: str) -> str:
    found = (pair.split(">") for pair in pairs)
    return "".join(
        f'<sequenceFlow id="f{n}" sourceRef="{a}" targetRef="{b}"/>' for n, (a, b) in enumerate(found, 1)
    )  # fmt: skip


ENDS = '<startEvent id="s"/><endEvent id="e"/>'
TWO = f'{ENDS}<task id="a" name="Tiếp nhận"/><userTask id="b" name="Thẩm định"/>'
LINE = flows("s>a", "a>b", "b>e")


def troubles(raw: bytes) -> set[tuple[TroubleKind, str, str]]:
    with pytest.raises(NoRoute) as refused:
        read(raw)
    return {(one.kind, one.element, one.id) for one in refused.value.troubles}


def test_a_plain_drawing_of_another_modeller_is_a_route_without_times() -> None:
    around = '<collaboration id="c"><participant id="pool" name="Một cửa" processRef="P"/></collaboration>'
    lanes = '<laneSet id="l"><lane id="l1" name="Bộ phận\n một cửa"><flowNodeRef>a</flowNodeRef></lane></laneSet>'
    notes = '<textAnnotation id="n"><text>Lưu ý</text></textAnnotation><x:anything/>'
    reading = read(file(lanes + TWO + notes + LINE, around))
    assert [(one.code, one.name, one.who) for one in reading.route.stations] == [
        ("a", "Tiếp nhận", "Bộ phận một cửa"), ("b", "Thẩm định", ""),
    ]  # fmt: skip
    assert reading.name == "Một cửa"
    assert [one.id for one in reading.passed_over] == ["n"]


def test_a_gateway_that_only_gathers_is_passed_and_arrows_back_may_end_there() -> None:
    gateways = '<exclusiveGateway id="m"/><exclusiveGateway id="x"/>'
    raw = file(TWO + gateways + flows("s>m", "m>a", "a>b", "b>x", "x>e", "x>m"))
    assert read(raw).route.stations[1].back_to == ("a",)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (TWO + '<scriptTask id="z"/>' + LINE, (TroubleKind.UNSUPPORTED, "scriptTask", "z")),
        (TWO + '<subProcess id="z"/>' + LINE, (TroubleKind.UNSUPPORTED, "subProcess", "z")),
        (TWO + '<inclusiveGateway id="z"/>' + LINE, (TroubleKind.UNSUPPORTED, "inclusiveGateway", "z")),
        (TWO + '<boundaryEvent id="z" attachedToRef="a"/>' + LINE, (TroubleKind.UNSUPPORTED, "boundaryEvent", "z")),
        (TWO + '<dataObject id="z"/>' + LINE, (TroubleKind.UNSUPPORTED, "dataObject", "z")),
        (
            TWO.replace('Event id="s"/>', 'Event id="s"><timerEventDefinition id="z"/></startEvent>') + LINE,
            (TroubleKind.UNSUPPORTED, "timerEventDefinition", "z"),
        ),
        (
            TWO.replace('"Tiếp nhận"/>', '"Tiếp nhận"><multiInstanceLoopCharacteristics id="z"/></task>') + LINE,
            (TroubleKind.UNSUPPORTED, "multiInstanceLoopCharacteristics", "z"),
        ),
        (
            TWO + LINE.replace('targetRef="b"/>', 'targetRef="b"><conditionExpression id="z"/></sequenceFlow>'),
            (TroubleKind.UNSUPPORTED, "conditionExpression", "z"),
        ),
        (TWO + '<laneSet><lane id="l"><childLaneSet id="z"/></lane></laneSet>' + LINE,
         (TroubleKind.UNSUPPORTED, "childLaneSet", "z")),
        (TWO + '<startEvent id="s2"/>' + LINE, (TroubleKind.NO_START, "startEvent", "s2")),
        (TWO.replace('<endEvent id="e"/>', "") + flows("s>a", "a>b"), (TroubleKind.NO_END, "", "")),
        (TWO + flows("s>a", "a>b", "b>e", "b>nowhere"), (TroubleKind.DANGLING, "sequenceFlow", "f4")),
        (TWO + flows("s>a", "a>b"), (TroubleKind.DEAD_END, "userTask", "b")),
        (TWO + flows("s>a", "a>b", "b>e", "a>e"), (TroubleKind.FORK, "task", "a")),
        (TWO + flows("s>a", "a>b", "b>a"), (TroubleKind.LOOP, "task", "a")),
        (TWO + '<task id="c" name="Lẻ"/>' + LINE, (TroubleKind.UNREACHED, "task", "c")),
        (TWO + '<task id="a" name="Hai"/>' + LINE, (TroubleKind.NO_ID, "task", "a")),
        (TWO.replace(' name="Tiếp nhận"', "") + LINE, (TroubleKind.NO_NAME, "task", "a")),
        (
            TWO + '<exclusiveGateway id="x"/>' + flows("s>x", "x>a", "x>b", "a>e", "b>e"),
            (TroubleKind.CHOICE, "exclusiveGateway", "x"),
        ),
        (
            TWO + '<exclusiveGateway id="x"/>' + flows("s>a", "a>b", "b>x", "x>b", "x>e"),
            (TroubleKind.LOOP, "sequenceFlow", "f4"),
        ),
        (TWO + '<parallelGateway id="p"/>' + flows("s>p", "p>a", "a>b", "b>e"),
         (TroubleKind.LONE_GATEWAY, "parallelGateway", "p")),
        (TWO + '<parallelGateway id="p"/>' + flows("s>p", "p>a", "p>b", "a>e", "b>e"),
         (TroubleKind.NOT_JOINED, "parallelGateway", "p")),
        (TWO + '<parallelGateway id="p"/><parallelGateway id="j"/>' + flows("s>a", "a>p", "p>b", "p>j", "b>j", "j>e"),
         (TroubleKind.EMPTY_BRANCH, "sequenceFlow", "f4")),
        (
            TWO.replace('"Tiếp nhận"/>', '"Tiếp nhận"><extensionElements><o:station xmlns:o="urn:congvu:route:1"'
                        ' time="sớm"/></extensionElements></task>') + LINE,
            (TroubleKind.BAD_TIME, "task", "a"),
        ),
    ],
)  # fmt: skip
def test_what_a_route_cannot_say_is_refused_at_its_element(inside: str, expected: tuple[TroubleKind, str, str]) -> None:
    assert expected in troubles(file(inside))


def test_a_second_pool_and_messages_between_pools_are_refused_together() -> None:
    around = (
        '<collaboration id="c"><participant id="one"/><participant id="two"/>'
        '<messageFlow id="m" sourceRef="one" targetRef="two"/></collaboration><message id="g"/>'
    )
    assert troubles(file(TWO + LINE, around)) == {
        (TroubleKind.SECOND_PROCESS, "participant", "two"), (TroubleKind.UNSUPPORTED, "messageFlow", "m"),
        (TroubleKind.UNSUPPORTED, "message", "g"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"", TroubleKind.NOT_XML), (b"Ng\xc6\xb0\xe1\xbb\x9di", TroubleKind.NOT_XML),
        (b"<definitions>", TroubleKind.NOT_XML), (b"<?xml version='1.0' encoding='no-such'?><a/>", TroubleKind.NOT_XML),
        (b"<html><body/></html>", TroubleKind.NOT_BPMN), (b"<definitions/>", TroubleKind.NOT_BPMN),
        (f"{HEAD}</definitions>".encode(), TroubleKind.NO_PROCESS),
        (b'<!DOCTYPE d [<!ENTITY a "ha">]><d>&a;</d>', TroubleKind.DANGEROUS),
        (b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><d/>', TroubleKind.DANGEROUS),
        (b"<a>" * 200 + b"</a>" * 200, TroubleKind.TOO_LARGE),
        (b"<a>" + b"<b/>" * 30_000 + b"</a>", TroubleKind.TOO_LARGE),
        (b"<a>" + b" " * 2_200_000 + b"</a>", TroubleKind.TOO_LARGE),
    ],
)  # fmt: skip
def test_a_hostile_or_broken_file_is_refused_before_it_costs_anything(raw: bytes, kind: TroubleKind) -> None:
    assert {found for found, _element, _id in troubles(raw)} == {kind}


@given(st.data())
def test_no_damage_to_a_file_ends_in_anything_but_a_route_or_a_refusal(data: st.DataObject) -> None:
    side = tuple(Branch(code=one, name=one, stations=(Station(code=f"{one}1", name="Hỏi"),)) for one in ("x", "y"))
    route = Route((Station(code="a", name="Một"), Station(code="b", name="Hai", branches=side, back_to=("a",))))
    raw = bytearray(write(route, "Thử"))
    for _time in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place : place + data.draw(st.integers(0, 60))] = data.draw(st.binary(max_size=3))
    with suppress(NoRoute):
        read(bytes(raw))


@pytest.mark.parametrize(
    "stations",
    [
        (Station(code="a", name="A"), Station(code="a", name="B")),
        (Station(code="a", name="A", back_to=("b",)), Station(code="b", name="B")),
        (Station(code="a", name="A", branches=(Branch(code="x", name="x", stations=()),) * 2),),
    ],
)
def test_a_route_whose_arrows_lead_nowhere_is_not_drawn(stations: tuple[Station, ...]) -> None:
    with pytest.raises(Invalid):
        write(Route(stations))
