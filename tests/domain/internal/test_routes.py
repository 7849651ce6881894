"""Routes as data: drafts, versions with their days, sums of times, and what a review made simpler."""

from __future__ import annotations

from datetime import date

import pytest

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.domain.internal.actions import routes
from congvu.domain.internal.models import Route, RouteVersion
from congvu.domain.internal.policy import compare
from congvu.domain.internal.queries.routes import routes_for, state_of, version_in_force
from congvu.kernel.journal.queries import of_stream
from tests.domain.internal.conftest import BASIS, Desk

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
