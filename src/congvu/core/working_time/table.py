"""Bảng cộng dồn giờ làm việc. Working intervals in order with prefix sums; every reckoning is two bisections.

All numbers are whole seconds on the axis of `moments`. "Working second n" means: n seconds of working time have
passed since the table begins.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from congvu.core.refusals import Refusal
from congvu.core.working_time.moments import DAY, date_of_axis


class BeyondCalendar(Refusal):
    """Ngoài phạm vi lịch. The reckoning leaves the years the calendar knows."""

    code = "beyond_calendar"
    status = 422


class PrefixTable:
    """Working intervals `[starts[i], ends[i])`, disjoint and in order, inside `[first, last)`.

    `before[i]` is the working time before interval i, `after[i]` the working time up to its end; `days` are the
    numbers of the days that have any working time, `place[i]` the place in `days` of interval i, `opens[k]` the
    first interval of the day at place k (with the number of intervals as a last entry).
    """

    __slots__ = ("after", "before", "days", "ends", "first", "last", "opens", "place", "starts", "total")

    def __init__(self, intervals: Sequence[tuple[int, int]], first: int, last: int) -> None:
        self.first, self.last = first, last
        self.starts = [start for start, _ in intervals]
        self.ends = [end for _, end in intervals]
        self.before: list[int] = []
        self.after: list[int] = []
        self.days: list[int] = []
        self.place: list[int] = []
        self.opens: list[int] = []
        total = 0
        for number, (start, end) in enumerate(intervals):
            self.before.append(total)
            total += end - start
            self.after.append(total)
            if not self.days or self.days[-1] != start // DAY:
                self.days.append(start // DAY)
                self.opens.append(number)
            self.place.append(len(self.days) - 1)
        self.opens.append(len(self.starts))
        self.total = total

    def outside(self, at: int) -> BeyondCalendar:
        """The refusal for a moment outside the table."""
        years = f"{date_of_axis(self.first).year}–{date_of_axis(self.last - 1).year}"
        where = "before" if at < self.first else "after"
        return BeyondCalendar(f"The date lies {where} the years of this calendar ({years}).", hint="Add them first.")

    def working_before(self, at: int) -> int:
        """Working seconds before `at`."""
        i = bisect_right(self.starts, at) - 1
        if i < 0 or at >= self.last:
            if self.first <= at < self.last:
                return 0
            raise self.outside(at)
        end = self.ends[i]
        return self.after[i] if at >= end else self.before[i] + at - self.starts[i]

    def moment_after(self, working: int) -> int:
        """The earliest moment by which `working` > 0 seconds have been worked: it may be a closing time."""
        i = bisect_left(self.after, working)
        if i == len(self.after) or working <= 0:
            raise self.outside(self.last if working > 0 else self.first - 1)
        return self.starts[i] + working - self.before[i]

    def moment_before(self, working: int) -> int:
        """The latest moment before which only `working` seconds have been worked: it may be an opening time."""
        i = bisect_right(self.before, working) - 1
        if i < 0 or working >= self.total:
            raise self.outside(self.first - 1 if working < 0 else self.last)
        return self.starts[i] + working - self.before[i]

    def interval_at(self, at: int) -> int:
        """The interval that is open at `at` (closing time included), else the next one."""
        i = bisect_right(self.starts, at) - 1
        if i >= 0 and at <= self.ends[i]:
            return i
        if i + 1 == len(self.starts) or at < self.first:
            raise self.outside(at if at < self.first else self.last)
        return i + 1

    def opening(self, at: int) -> int:
        """`at` itself while the office is open (closing times included), else the next opening."""
        return max(at, self.starts[self.interval_at(at)])

    def days_on(self, at: int, steps: int) -> tuple[int, int]:
        """What is `steps` ≥ 0 working days after the day that is open at `at`: its place, and the second of the day.

        Outside hours both are those of the next opening.
        """
        i = self.interval_at(at)
        place = self.place[i]
        if place + steps >= len(self.days):
            raise self.outside(self.last)
        return place + steps, max(at, self.starts[i]) - self.days[place] * DAY

    def is_working_day(self, day: int) -> bool:
        """Whether any working time lies on day number `day`."""
        i = bisect_left(self.days, day)
        return i < len(self.days) and self.days[i] == day

    def working_day(self, day: int, steps: int) -> int:
        """The day number `steps` working days after `day` (before it when negative).

        With 0 steps: `day` itself when it is worked, else the next worked day.
        """
        if steps > 0:
            i = bisect_right(self.days, day) + steps - 1
        else:
            i = bisect_left(self.days, day) + steps
        if not 0 <= i < len(self.days) or not self.first <= day * DAY < self.last:
            raise self.outside(self.first - 1 if steps < 0 or day * DAY < self.first else self.last)
        return self.days[i]

    def days_between(self, after: int, until: int) -> int:
        """How many working days d have after < d ≤ until (day numbers)."""
        return bisect_right(self.days, until) - bisect_right(self.days, after)

    def intervals_of(self, day: int) -> list[tuple[int, int]]:
        """The working intervals of day number `day`, in axis seconds."""
        low, high = bisect_left(self.starts, day * DAY), bisect_left(self.starts, (day + 1) * DAY)
        return list(zip(self.starts[low:high], self.ends[low:high], strict=True))

    def place_of(self, day: int) -> int:
        """The place of a worked day number in `days`."""
        place = bisect_left(self.days, day)
        if place == len(self.days) or self.days[place] != day:
            raise self.outside(day * DAY)
        return place

    def closing_of(self, place: int) -> int:
        """Closing time of the day at a place in `days`."""
        return self.ends[self.opens[place + 1] - 1]

    def fitted_to(self, place: int, clock: int) -> int:
        """Second `clock` of a worked day, moved into its hours: to the next shift in a gap, else to closing time."""
        at = self.days[place] * DAY + clock
        for i in range(self.opens[place], self.opens[place + 1]):
            if at <= self.ends[i]:
                return max(at, self.starts[i])
        return self.closing_of(place)
