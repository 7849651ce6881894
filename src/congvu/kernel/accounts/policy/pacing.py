"""Nhịp yêu cầu. How fast a token may ask: so many requests a minute, and a few at once without any waiting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Pace:
    """`per_minute` requests a minute on the long run (0: no limit), `at_once` of them in one go."""

    per_minute: int
    at_once: int

    @property
    def apart(self) -> timedelta:
        """What one request costs: the time until it is forgiven."""
        return timedelta(minutes=1) / self.per_minute

    @property
    def ahead(self) -> timedelta:
        """How far the account of a token may run ahead of the clock before a request is refused."""
        return self.apart * (self.at_once - 1)


def pace_of(per_minute: int) -> Pace:
    """The pace of a limit: ten seconds' worth at once, one at least."""
    return Pace(per_minute, max(1, per_minute // 6))
