"""The custody strip: shapes and sums."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.kernel.ui import strip
from congvu.kernel.ui.strip import UNIT, Marker, Segment, layout

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = datetime(2026, 11, 9, 8, 0, tzinfo=HANOI)


def hours(n: int) -> datetime:
    return MONDAY + timedelta(hours=n)


@st.composite
def chains(draw: st.DrawFn) -> tuple[list[Segment], datetime]:
    """Gap-free chains of custody of up to a dozen holders, and a due date somewhere near."""
    lengths = draw(st.lists(st.integers(1, 500_000), min_size=1, max_size=12))
    moment = MONDAY
    segments = []
    for length in lengths:
        used = draw(st.integers(0, length // 60))
        end = moment + timedelta(seconds=length)
        segments.append(
            Segment(
                lane=f"lane{draw(st.integers(0, 4))}",
                holder="Sở Tài chính",
                start=moment,
                end=end,
                whose=draw(st.sampled_from(strip.WHOSE)),
                kind=draw(st.sampled_from(strip.KINDS)),
                used=used,
                late=draw(st.integers(0, used)),
            )
        )
        moment = end
    due = MONDAY + timedelta(seconds=draw(st.integers(-1000, sum(lengths) + 1000)))
    return segments, due


@given(chains())
def test_parts_of_a_gap_free_chain_fill_the_whole_width(chain: tuple[list[Segment], datetime]) -> None:
    """Neighbours share their edge: no gap, no overlap, and the widths sum to the whole."""
    segments, due = chain
    laid = layout(segments, due_at=due)
    parts = sorted((part for lane in laid.lanes for part in lane.parts), key=lambda p: (p.x, p.x + p.width))
    assert sum(part.width for part in parts) == UNIT
    assert sum(part.seconds for part in parts) == int((segments[-1].end - segments[0].start).total_seconds())
    edge = 0
    for part in parts:
        assert part.x == edge
        edge += part.width
    assert edge == UNIT


@given(chains())
def test_working_time_sums_to_the_whole_in_every_view(chain: tuple[list[Segment], datetime]) -> None:
    """Lanes, shares and rows tell the same total."""
    segments, due = chain
    laid = layout(segments, due_at=due)
    total = sum(segment.used for segment in segments)
    late = sum(segment.late for segment in segments)
    assert laid.used == sum(share.total for share in laid.shares) == total
    assert laid.late == sum(share.late for share in laid.shares) == late
    assert [row.segment for row in laid.rows] == segments


@given(chains())
def test_only_what_lies_after_the_due_date_is_late(chain: tuple[list[Segment], datetime]) -> None:
    """The due date splits the segment it falls into; closed intervals, and those on time to the end, are not late."""
    segments, due = chain
    laid = layout(segments, due_at=due)
    late_seconds = sum(p.seconds for lane in laid.lanes for p in lane.parts if p.late)
    expected = sum(
        max(0, int((s.end - max(s.start, due)).total_seconds()))
        for s in segments
        if s.kind != "closed" and (s.late or not s.used)
    )
    assert late_seconds == expected


def test_lanes_stand_in_the_order_of_first_holding() -> None:
    """A holder who gets the case back stays on the first lane."""
    laid = layout(
        [
            Segment("b", "Sở Nội vụ", hours(8), hours(9), used=60, allotted=30),
            Segment("a", "Văn phòng", hours(0), hours(8), used=480, allotted=480, person="An"),
            Segment("a", "Văn phòng", hours(9), hours(10), used=30, allotted=480, person="Bình"),
        ]
    )
    assert [lane.holder for lane in laid.lanes] == ["Văn phòng", "Sở Nội vụ"]
    office, department = laid.lanes
    assert (office.used, office.allotted, office.over, office.person) == (510, 480, True, "An, Bình")
    assert (department.used, department.over) == (60, True)
    assert office.parts[0].left == "0.00%"
    assert office.parts[0].wide == "80.00%"


def test_pauses_and_hand_overs_are_hatched() -> None:
    """Held time is not."""
    laid = layout(
        [
            Segment("a", "A", hours(0), hours(1)),
            Segment("a", "A", hours(1), hours(2), kind="transfer"),
            Segment("a", "A", hours(2), hours(3), kind="paused"),
            Segment("a", "A", hours(3), hours(4), kind="closed"),
        ]
    )
    assert [part.hatched for part in laid.lanes[0].parts] == [False, True, True, False]


def test_markers_widen_the_strip_and_their_labels_do_not_touch() -> None:
    """A due date in the future belongs to the picture."""
    laid = layout(
        [Segment("a", "A", hours(0), hours(10))],
        due_at=hours(20),
        markers=[
            Marker("now", hours(10), "Hiện tại"),
            Marker("due", hours(20), "Hạn"),
            Marker("first_promise", hours(19), ""),
        ],
    )
    assert laid.end == hours(20)
    assert [(line.kind, line.x, line.row) for line in laid.markers] == [
        ("now", 5000, 0),
        ("first_promise", 9500, 0),
        ("due", 10000, 1),
    ]
    assert laid.markers[-1].anchor == "end"
    assert laid.lanes[0].parts[0].width == 5000
    assert laid.axis_height == 33


def test_closed_hours_are_clipped_to_the_strip() -> None:
    """What lies outside is not drawn."""
    laid = layout(
        [Segment("a", "A", hours(0), hours(10))],
        closed=[(hours(-5), hours(-1)), (hours(-1), hours(1)), (hours(9), hours(30))],
    )
    assert [(shade.x, shade.width) for shade in laid.shades] == [(0, 1000), (9000, 1000)]


@pytest.mark.parametrize("days", [1, 5, 9, 40, 200, 900])
def test_the_axis_never_crowds(days: int) -> None:
    """At most eight dates, all of them midnights inside the strip."""
    laid = layout([Segment("a", "A", MONDAY, MONDAY + timedelta(days=days))])
    assert 1 <= len(laid.ticks) <= 8
    assert all(0 < tick.x <= UNIT for tick in laid.ticks)


def test_ticks_of_weeks_fall_on_mondays() -> None:
    """The eye looks for weeks."""
    laid = layout([Segment("a", "A", MONDAY, MONDAY + timedelta(days=40))])
    assert laid.ticks[0].label == "16/11"
    assert laid.ticks[1].label == "23/11"


def test_an_empty_case_has_an_empty_strip() -> None:
    """No segments: nothing to draw, nothing to divide by."""
    laid = layout([])
    assert (laid.lanes, laid.rows, laid.used) == ((), (), 0)


@pytest.mark.parametrize(
    "segments",
    [
        [Segment("a", "A", hours(1), hours(1))],
        [Segment("a", "A", hours(2), hours(1))],
        [Segment("a", "A", hours(0), hours(2)), Segment("b", "B", hours(1), hours(3))],
        [Segment("a", "A", hours(0), hours(2), used=10, late=11)],
        [Segment("a", "A", hours(0), hours(2), used=10, late=-1)],
    ],
)
def test_impossible_chains_are_refused(segments: list[Segment]) -> None:
    """The picture must not lie."""
    with pytest.raises(ValueError, match=r"ends before|overlap|late by"):
        layout(segments)
