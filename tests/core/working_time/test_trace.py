"""The trace only collects, in order."""

from __future__ import annotations

from congvu.core.working_time.trace import Trace, TraceLine


def test_lines_are_kept_in_order_with_their_values() -> None:
    trace = Trace()
    trace.note("received", at="2026-02-13T16:30:00+07:00")
    trace.note("limit", code="4 working hours", vi="4 giờ làm việc", en="4 working hours")
    assert [line.code for line in trace.lines] == ["received", "limit"]
    assert trace.lines[1].params["code"] == "4 working hours"
    assert trace.lines[0] == TraceLine("received", {"at": "2026-02-13T16:30:00+07:00"})
