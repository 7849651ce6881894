"""A station of a draft is changed in its place; what leans on it stays."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.core.routes import read_span
from congvu.domain.procedures.actions import contents, stations
from congvu.domain.procedures.forms import StationForm
from congvu.domain.procedures.models import Station
from congvu.domain.procedures.policy.words import span_typed
from congvu.kernel.journal.queries import of_stream
from congvu.kernel.org.models import Official
from tests.domain.procedures.conftest import Desk
from tests.kernel.accounts.cast import give, make_account


@pytest.fixture
def route(desk: Desk) -> Desk:
    """Reception, appraisal (may send back), signature; and a group of a day."""
    desk.limit("03 ngày làm việc")
    desk.station("Tiếp nhận", "0,5 ngày", who="desk")
    desk.station("Thẩm định", "2 ngày", back_to="tiep-nhan", post="Chuyên viên")
    desk.station("Ký, trả kết quả", "4 giờ")
    contents.add_group(actor=desk.drafter, variant_id=desk.case.pk, name="Tại UBND tỉnh", time="1 ngày",
                       now=desk.office.now)  # fmt: skip
    return desk


def typed(desk: Desk, position: int, **given: Any) -> dict[str, Any]:
    """What the form would send of a station as it stands, and what is typed over."""
    filled = StationForm.initial_of(desk.case.stations.get(position=position))
    return {**filled, "agency_id": filled.pop("agency"), **given}


def change(desk: Desk, position: int, **given: Any) -> Station:
    kept = typed(desk, position, **given)
    kept.pop("agency", None)
    return stations.change_station(
        actor=desk.drafter, variant_id=desk.case.pk, position=position, now=desk.office.now, **kept
    )


def verbs(desk: Desk) -> list[str]:
    return list(of_stream(f"procedure/{desk.version.procedure_id}").order_by("seq").values_list("verb", flat=True))


def test_a_station_changes_where_it_stands_and_keeps_its_sign(route: Desk) -> None:
    change(route, 1, name="Tiếp nhận, số hóa", post="Công chức Một cửa", time="30 phút")
    first, second, _third = route.case.stations.all()
    assert (first.name, first.post, first.minutes, first.code) == ("Tiếp nhận, số hóa", "Công chức Một cửa", 30,
                                                                   "tiep-nhan")  # fmt: skip
    assert second.back_to == ["tiep-nhan"]
    last = of_stream(f"procedure/{route.version.procedure_id}").order_by("seq").last()
    assert last is not None
    assert last.verb == "procedure.station_changed"
    assert '["minutes","name","post"]' in (last.text or "").replace(" ", "")


def test_what_the_form_shows_sent_back_unchanged_changes_nothing(route: Desk) -> None:
    before = verbs(route)
    for position in (1, 2, 3):
        change(route, position)
    assert verbs(route) == before


@pytest.mark.parametrize(
    ("minutes", "hours", "words"),
    [(None, 8, ""), (240, 8, "4 giờ"), (3600, 8, "7,5 ngày"), (480, 8, "1 ngày"), (490, 8, "490 phút"),
     (1440, 24, "1 ngày"), (600, 8, "1,25 ngày"), (540, 8, "9 giờ"), (0, 8, "0 giờ")],
)  # fmt: skip
def test_a_time_shown_to_be_changed_reads_back_as_it_was(minutes: int | None, hours: int, words: str) -> None:
    assert span_typed(minutes, hours) == words
    read = read_span(words, hours)
    assert (read.seconds // 60 if read else None) == minutes


def test_time_gives_way_to_a_group_and_comes_back(route: Desk) -> None:
    assert change(route, 2, time="", group="tai-ubnd-tinh").minutes is None
    found = change(route, 2, time="2 giờ", group="")
    assert (found.minutes, found.group, found.counted) == (120, "", True)
    assert not change(route, 2, time="").counted


def test_silence_is_agreement_only_where_others_are_asked(route: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        change(route, 2, silence_agrees=True)
    assert refused.value.field == "silence_agrees"
    assert change(route, 2, silence_agrees=True, kind="consult").silence_agrees


@pytest.mark.parametrize(
    ("position", "field", "given"),
    [
        (1, "back_to", {"back_to": "tham-dinh"}), (2, "back_to", {"back_to": "tham-dinh"}),
        (2, "name", {"name": "  "}), (2, "time", {"time": "nhanh"}), (2, "time", {"group": "tai-ubnd-tinh"}),
        (2, "group", {"time": "", "group": "khac"}), (2, "who", {"who": "named"}), (2, "time", {"kind": "payment"}),
    ],
)  # fmt: skip
def test_what_a_new_station_may_not_be_a_changed_one_may_not_be(
    route: Desk, position: int, field: str, given: dict[str, Any]
) -> None:
    before = verbs(route)
    with pytest.raises(Invalid) as refused:
        change(route, position, **given)
    assert refused.value.field == field
    assert verbs(route) == before


def test_only_drafts_and_only_by_those_who_draft(route: Desk) -> None:
    with pytest.raises(NotFound):
        stations.change_station(actor=route.drafter, variant_id=route.case.pk, position=9, now=route.office.now)
    with pytest.raises(NotAllowed):
        stations.change_station(actor=route.announcer, variant_id=route.case.pk, position=1, now=route.office.now)
    contents.remove_group(actor=route.drafter, variant_id=route.case.pk, code="tai-ubnd-tinh", now=route.office.now)
    route.paper()
    route.announce()
    with pytest.raises(MoveRefused):
        change(route, 1, name="Khác")


def test_a_station_is_changed_on_screen(route: Desk, client: Client) -> None:
    account = make_account("truong-so", Official.objects.get(code="chief"))
    give(account, "department_head", route.office.snv)
    client.force_login(account)
    case = f"/procedures/cases/{route.case.pk}/"
    assert f"{case}stations/2/" in client.get(case).content.decode()
    page = client.get(f"{case}stations/2/").content.decode()
    assert "Thẩm định" in page
    assert "2 ngày" in page
    sent = {"name": "Thẩm định hồ sơ", "kind": "work", "who": "settling", "time": "1,5 ngày", "back_to": "tiep-nhan"}
    assert client.post(f"{case}stations/2/", {**sent, "time": "nhanh"}).status_code == 422
    assert client.post(f"{case}stations/2/", sent)["Location"] == case
    assert route.case.stations.get(position=2).minutes == 720
    assert client.get(f"{case}stations/9/").status_code == 404
