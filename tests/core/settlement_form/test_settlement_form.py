"""Form 06: its thirteen columns, the three rows of headings, and what must add up."""

from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from congvu.core.settlement_form import FORM_06, FORM_2026, NOTHING, Fault, Form, Tally, continuous, faults

counts = st.integers(0, 10_000)


@st.composite
def balanced(draw: st.DrawFn) -> Tally:
    """A line that adds up: whatever came in was settled or is open."""
    out = {name: draw(counts) for name in ("early", "on_day", "late_apology", "late_plain", "open_in_time",
                                           "open_late_apology", "open_late_plain")}  # fmt: skip
    left = sum(out.values())
    ways = {}
    for name in ("online_full", "online_partial", "counter", "post"):
        ways[name] = draw(st.integers(0, left))
        left -= ways[name]
    return Tally(carried=left, **ways, **out)


@given(st.lists(balanced(), max_size=8))
def test_lines_that_add_up_add_up_as_a_whole(lines: list[Tally]) -> None:
    whole = sum(lines, NOTHING)
    assert faults(lines, whole) == ()
    assert whole.received == whole.online + whole.direct + whole.carried == whole.settled + whole.open
    assert whole.settled == whole.early + whole.on_time + whole.late
    assert whole.open == whole.open_in_time + whole.open_late


@given(balanced(), st.sampled_from([one.name for one in fields(Tally)][:12]))
def test_one_dossier_lost_is_noticed(line: Tally, part: str) -> None:
    changed = replace(line, **{part: getattr(line, part) + 1})
    assert Fault.UNBALANCED in faults([changed], changed)
    assert Fault.TOTAL in faults([line], changed)


def test_a_count_below_nothing_is_named() -> None:
    line = Tally(counter=1, carried=-1)
    assert faults([line], line) == (Fault.NEGATIVE,)


def test_what_one_period_leaves_open_the_next_one_carries_over() -> None:
    first = {"hộ tịch": Tally(counter=5, early=3, open_in_time=2), "đất đai": Tally(counter=1, open_late_plain=1)}
    assert continuous(first, {"hộ tịch": Tally(carried=2, early=2), "đất đai": Tally(carried=1, early=1)}) == {}
    assert continuous(first, {"hộ tịch": Tally(carried=1, early=1)}) == {"hộ tịch": (2, 1), "đất đai": (1, 0)}


def test_form_06_has_thirteen_columns_under_three_rows_of_headings() -> None:
    assert len(FORM_06.leaves) + 2 == 13
    assert FORM_06.depth == 3
    over = {cell.heading.vi: (cell.rows, cell.columns) for cell in FORM_06.cells()}
    assert over["STT"] == (3, 1)
    assert over["Số hồ sơ nhận giải quyết"] == (1, 4)
    assert over["Số lượng hồ sơ đã giải quyết"] == (1, 4)
    assert over["Số lượng hồ sơ đang giải quyết"] == (1, 3)


def test_headings_of_every_form_cover_its_grid_without_gap_or_overlap() -> None:
    for form in (FORM_06, FORM_2026):
        assert _covered(form) == {(r, c): 1 for r in range(form.depth) for c in range(len(form.leaves) + 2)}
        assert all(hasattr(NOTHING, leaf.count) for leaf in form.leaves)


def _covered(form: Form) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = {}
    for cell in form.cells():
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                found[row, column] = found.get((row, column), 0) + 1
    return found
