"""Thời gian chờ: median, ninetieth percentile and number, by the hour the number was taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median


@dataclass(frozen=True, slots=True)
class Waits:
    """Waits of one hour of the day (None: all), in seconds. `p90` by nearest rank."""

    hour: int | None
    taken: int
    called: int
    no_show: int
    median: float | None
    p90: int | None
    service: float | None


@dataclass(frozen=True, slots=True)
class Taken:
    """What is known of a number: the hour it was taken, seconds waited and served (None: never called, not served)."""

    hour: int
    waited: int | None
    served: int | None
    no_show: bool


def nearest_rank(values: Sequence[int], percent: int) -> int | None:
    """The smallest value that at least this share of all values does not exceed."""
    if not values:
        return None
    return sorted(values)[max(0, ceil(len(values) * percent / 100) - 1)]


def summed(hour: int | None, rows: Sequence[Taken]) -> Waits:
    """The line of these numbers."""
    waited = [one.waited for one in rows if one.waited is not None]
    served = [one.served for one in rows if one.served is not None]
    return Waits(
        hour=hour, taken=len(rows), called=len(waited), no_show=sum(one.no_show for one in rows),
        median=median(waited) if waited else None, p90=nearest_rank(waited, 90),
        service=median(served) if served else None,
    )  # fmt: skip


def by_hour(rows: Iterable[Taken]) -> list[Waits]:
    """A line for every hour in which a number was taken, in order."""
    hours: dict[int, list[Taken]] = {}
    for one in rows:
        hours.setdefault(one.hour, []).append(one)
    return [summed(hour, hours[hour]) for hour in sorted(hours)]
