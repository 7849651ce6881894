"""A clock the test moves: HTTP tests of time-outs set it instead of waiting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone


class Clock:
    """Patches `django.utils.timezone.now`; `on` moves it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def on(self, **span: float) -> datetime:
        """Move the clock on by a `timedelta` of these arguments."""
        self.now += timedelta(**span)
        return self.now


@pytest.fixture
def clock(now: datetime) -> Iterator[Clock]:
    """The moment of the test, which stands still until the test moves it."""
    standing = Clock(now)
    with patch.object(timezone, "now", standing):
        yield standing
