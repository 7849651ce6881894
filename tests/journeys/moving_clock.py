"""A server whose clock is put on by the journey: what takes days and months is walked in one go.

A browser lives in real time, and so does what a page counts by itself; but the server asks one function for the time,
and in a server that follows a clock that function adds what stands in a file. Loads nothing of the product.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

WHERE = "JOURNEY_CLOCK"


@dataclass(frozen=True)
class Clock:
    """The hand of the clock: so many days off the time of this machine."""

    file: Path

    def put(self, days: int) -> datetime:
        """Put it, and let it go on from there; the time the server knows now."""
        self._write(str(timedelta(days=days).total_seconds()))
        return datetime.now().astimezone() + timedelta(days=days)

    def stop(self) -> datetime:
        """Let it stand at the time of this machine, so that two pages asked for one after the other tell the same."""
        now = datetime.now(UTC)
        self._write(now.isoformat())
        return now

    def _write(self, words: str) -> None:
        new = self.file.with_suffix(".new")
        new.write_text(words, encoding="ascii")
        new.replace(self.file)


def follow() -> None:
    """In the server, before anything of it is loaded: ask the file where the clock stands."""
    from django.utils import timezone

    real, file = timezone.now, Path(os.environ[WHERE])

    def now() -> datetime:
        words = file.read_text(encoding="ascii")
        return datetime.fromisoformat(words) if "T" in words else real() + timedelta(seconds=float(words))

    timezone.now = now
