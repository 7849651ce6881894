"""Routes as data: drafts, versions with their days, sums of times, and what a review made simpler."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.domain.internal.actions import routes
from congvu.domain.internal.models import Route, RouteVersion
from congvu.domain.internal.policy import compare, summary
from congvu.domain.internal.queries.routes import routes_for, state_of, version_in_force
from congvu.kernel.journal.queries import of_stream
from congvu.kernel.org.actions import end_appointment, end_post
from congvu.kernel.org.models import Post
from tests.domain.internal.conftest import BASIS, Desk
from tests.kernel.org.test_standing_in import ME

FIRST, SECOND = date(2026, 1, 5), date(2026, 10, 1)


def test_the_times_of_the_stations_must_sum_to_the_limit(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        desk.force(20, FIRST)
    assert refused.value.field == "limit_hours"
    assert desk.force(16, FIRST).limit_minutes == 960


def test_a_version_in_force_is_never_changed(desk: Desk) -> None:
    desk.force(16, FIRST)
    with pytest.raises(MoveRefused):
        desk.station("Thêm một bước", "an", 1)
    with pytest.raises(MoveRefused):
        routes.remove_station(actor=desk.chief, version_id=desk.version.pk, position=1, now=desk.office.now)
    assert desk.version.stations.count() == 3


def test_a_new_version_ends_the_one_before_on_its_first_day(desk: Desk) -> None:
    desk.force(16, FIRST)
    draft = routes.new_version(actor=desk.chief, route_id=desk.route.pk, note="Bỏ bước trùng", now=desk.office.now)
    assert [one.name for one in draft.stations.all()] == ["Soạn tờ trình", "Cho ý kiến chuyên môn", "Ký duyệt"]
    routes.remove_station(actor=desk.chief, version_id=draft.pk, position=2, now=desk.office.now)
    assert [one.position for one in draft.stations.all()] == [1, 2]
    desk.force(12, SECOND, draft)
    for day, number in ((date(2026, 9, 30), 1), (SECOND, 2)):
        found = version_in_force(desk.route.pk, day)
        assert found is not None
        assert found.number == number
    states = [state_of(one, SECOND) for one in RouteVersion.objects.order_by("number")]
    assert states == ["ended", "in_force"]


def test_a_second_version_must_say_what_the_review_found_and_begin_later(desk: Desk) -> None:
    desk.force(16, FIRST)
    draft = routes.new_version(actor=desk.chief, route_id=desk.route.pk, note="", now=desk.office.now)
    with pytest.raises(Invalid) as refused:
        desk.force(16, SECOND, draft)
    assert refused.value.field == "note"
    with pytest.raises(Invalid) as refused:
        desk.force(16, FIRST, draft, note="Giữ nguyên")
    assert refused.value.field == "from_on"
    with pytest.raises(MoveRefused):
        routes.new_version(actor=desk.chief, route_id=desk.route.pk, note="Bản khác", now=desk.office.now)


def test_an_ended_route_has_no_version_in_force(desk: Desk) -> None:
    desk.force(16, FIRST)
    routes.end_version(
        actor=desk.chief, version_id=desk.version.pk, on=SECOND, reason="Bãi bỏ quy chế", now=desk.office.now
    )
    assert version_in_force(desk.route.pk, SECOND) is None
    with pytest.raises(MoveRefused):
        routes.end_version(actor=desk.chief, version_id=desk.version.pk, on=SECOND, reason="Lại", now=desk.office.now)


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("name", {"name": " "}), ("duty", {"duty": ""}), ("hours", {"minutes": 0}),
        ("name", {"name": "SOẠN  tờ trình"}),
        ("unit", {"unit_id": "stc", "post_id": None}), ("post", {"post_id": "rival"}),
    ],
)  # fmt: skip
def test_a_station_that_makes_no_sense_is_refused(desk: Desk, field: str, given: dict[str, object]) -> None:
    from congvu.kernel.org.models import Agency, Post

    values: dict[str, object] = {"name": "Bước mới", "duty": "Việc", "unit_id": desk.office.snv.pk, "post_id": None,
                                 "minutes": 60, **given}  # fmt: skip
    if isinstance(values["unit_id"], str):
        values["unit_id"] = Agency.objects.get(code=values["unit_id"]).pk
    if isinstance(values["post_id"], str):
        values["post_id"] = Post.objects.get(code=values["post_id"]).pk
    with pytest.raises(Invalid) as refused:
        routes.add_station(actor=desk.chief, version_id=desk.version.pk, now=desk.office.now, **values)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert desk.version.stations.count() == 3


def test_two_versions_side_by_side_say_what_became_simpler(desk: Desk) -> None:
    desk.force(16, FIRST)
    draft = routes.new_version(actor=desk.chief, route_id=desk.route.pk, note="Rà soát", now=desk.office.now)
    routes.remove_station(actor=desk.chief, version_id=draft.pk, position=2, now=desk.office.now)
    routes.remove_station(actor=desk.chief, version_id=draft.pk, position=2, now=desk.office.now)
    desk.station("Thẩm định", "binh", 2, to=draft)
    desk.station("Ký duyệt", "chief", 2, to=draft)
    lines = compare(list(desk.version.stations.all()), list(draft.stations.all()))
    assert [(line.change, line.minutes) for line in lines] == [
        ("same", 0), ("added", -120), ("removed", 240), ("shorter", 120),
    ]  # fmt: skip
    assert sum(line.minutes for line in lines) == 16 * 60 - 12 * 60


def test_only_those_who_may_lay_routes_down(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        routes.add_route(actor=desk.an, agency_id=desk.office.snv.pk, name="Quy trình khác", now=desk.office.now)
    with pytest.raises(NotAllowed):
        routes.put_in_force(
            actor=desk.an, version_id=desk.version.pk, limit_minutes=960, from_on=FIRST, basis=BASIS,
            now=desk.office.now,
        )  # fmt: skip
    assert Route.objects.count() == 1


def test_every_act_on_a_route_is_a_line_of_its_journal(desk: Desk) -> None:
    desk.force(16, FIRST)
    verbs = list(of_stream(f"internal_route/{desk.route.pk}").order_by("seq").values_list("verb", flat=True))
    assert verbs == ["route.added", *["route.station_added"] * 3, "route.in_force"]


def test_the_list_counts_the_work_under_way(desk: Desk) -> None:
    desk.force(16, FIRST)
    desk.start()
    (row,) = routes_for(desk.chief, desk.office.now.date())
    assert (row.version, row.hours, row.stations, row.running, row.draft) == (1, 16.0, 3, 1, False)


# --- the order of the stations of a draft ---


def names(version: RouteVersion) -> list[str]:
    return [one.name for one in version.stations.order_by("position")]


def move(desk: Desk, position: int, by: int) -> int:
    return routes.move_station(
        actor=desk.chief, version_id=desk.version.pk, position=position, by=by, now=desk.office.now
    )


def test_stations_of_a_draft_change_places_one_step_at_a_time(desk: Desk) -> None:
    assert move(desk, 3, -1) == 2
    assert names(desk.version) == ["Soạn tờ trình", "Ký duyệt", "Cho ý kiến chuyên môn"]
    assert move(desk, 1, 1) == 2
    assert names(desk.version) == ["Ký duyệt", "Soạn tờ trình", "Cho ý kiến chuyên môn"]
    assert [one.position for one in desk.version.stations.order_by("position")] == [1, 2, 3]
    line = of_stream(f"internal_route/{desk.route.pk}").order_by("-seq").first()
    assert line is not None
    assert line.verb == "route.station_moved"


@pytest.mark.parametrize(
    ("position", "by", "refusal"), [(1, -1, MoveRefused), (3, 1, MoveRefused), (9, 1, NotFound), (2, 2, NotFound)]
)
def test_a_station_goes_nowhere_where_there_is_no_place(
    desk: Desk, position: int, by: int, refusal: type[Exception]
) -> None:
    before = names(desk.version)
    with pytest.raises(refusal):
        move(desk, position, by)
    assert names(desk.version) == before


def test_what_is_in_force_keeps_its_order_and_strangers_move_nothing(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        routes.move_station(
            actor=desk.an, version_id=desk.version.pk, position=2, by=-1, now=desk.office.now
        )
    desk.force(16, FIRST)
    with pytest.raises(MoveRefused):
        move(desk, 2, -1)


def test_work_walks_the_stations_in_the_order_they_were_put_in_force(desk: Desk) -> None:
    move(desk, 2, -1)
    desk.force(16, FIRST)
    case = desk.start()
    assert case.holder_official_id == desk.binh.official_id


# --- what is refused, in the words of the office ---


@pytest.mark.parametrize(
    ("given_values", "words"),
    [
        ({"duty": " "}, "trách nhiệm"), ({"name": "ký DUYỆT"}, "đã có bước"), ({"minutes": 0}, "lớn hơn không"),
        ({"minutes": -60}, "lớn hơn không"), ({"name": ""}, "tên"),
    ],
)  # fmt: skip
def test_a_bad_station_is_refused_in_vietnamese(desk: Desk, given_values: dict[str, object], words: str) -> None:
    values: dict[str, object] = {
        "name": "Bước mới", "duty": "Việc", "unit_id": desk.office.snv.pk, "minutes": 60, **given_values,
    }  # fmt: skip
    with translation.override("vi"), pytest.raises(Invalid) as refused:
        routes.add_station(actor=desk.chief, version_id=desk.version.pk, now=desk.office.now, **values)  # type: ignore[arg-type]
    assert words in str(refused.value)


@pytest.mark.parametrize("hours", [15.5, 16.5, 0])
def test_the_sum_of_the_times_is_neither_over_nor_under_the_limit(desk: Desk, hours: float) -> None:
    with translation.override("vi"), pytest.raises(Invalid) as refused:
        desk.force(hours, FIRST)
    assert "16 giờ" in str(refused.value)
    assert desk.version.stations.count() == 3
    desk.version.refresh_from_db()
    assert desk.version.from_on is None


def test_a_station_whose_post_has_ended_is_not_put_in_force(desk: Desk) -> None:
    post = Post.objects.get(code="binh")
    end_appointment(
        actor=ME, appointment=post.appointments.get(), on=date(2026, 12, 1), reason="Nghỉ hưu", now=desk.office.now
    )
    end_post(actor=ME, post=post, on=date(2026, 12, 1), now=desk.office.now)
    with translation.override("vi"), pytest.raises(Invalid) as refused:
        desk.force(16, date(2026, 12, 1))
    assert "Cho ý kiến chuyên môn" in str(refused.value)
    assert desk.force(16, date(2026, 11, 30)).from_on == date(2026, 11, 30)


# --- comparing ---


def test_the_comparison_says_how_many_stations_and_hours_were_saved_and_which_moved(desk: Desk) -> None:
    desk.force(16, FIRST)
    draft = routes.new_version(actor=desk.chief, route_id=desk.route.pk, note="Rà soát", now=desk.office.now)
    desk.station("Phát hành", "an", 1, to=draft)
    routes.move_station(actor=desk.chief, version_id=draft.pk, position=3, by=-1, now=desk.office.now)
    lines = compare(list(desk.version.stations.all()), list(draft.stations.all()))
    told = summary(lines)
    assert [line.change for line in lines].count("moved") == 1
    assert (told.stations_before, told.stations_after, told.stations_saved, told.minutes_saved) == (3, 4, -1, -60)
    routes.remove_station(actor=desk.chief, version_id=draft.pk, position=4, now=desk.office.now)
    routes.remove_station(actor=desk.chief, version_id=draft.pk, position=1, now=desk.office.now)
    told = summary(compare(list(desk.version.stations.all()), list(draft.stations.all())))
    assert (told.stations_saved, told.minutes_saved, told.removed, told.added) == (1, 480, 1, 0)


@dataclass
class Stand:
    name: str
    minutes: int
    duty: str = "Việc"
    article: str = ""
    unit_id: int = 1
    post_id: int | None = None


stands = st.lists(
    st.builds(Stand, name=st.sampled_from("ABCDEFG"), minutes=st.integers(min_value=1, max_value=900)), max_size=7,
    unique_by=lambda one: one.name,
)  # fmt: skip


@given(before=stands, after=stands)
def test_every_station_stands_in_the_comparison_once_and_the_savings_add_up(
    before: list[Stand], after: list[Stand]
) -> None:
    lines = compare(before, after)
    assert sorted(one.name for one in before) == sorted(line.before.name for line in lines if line.before)
    assert [one.name for one in after] == [line.after.name for line in lines if line.after]
    told = summary(lines)
    assert told.minutes_saved == sum(line.minutes for line in lines)
    assert told.minutes_saved == sum(one.minutes for one in before) - sum(one.minutes for one in after)
    assert told.stations_saved == told.removed - told.added == len(before) - len(after)
