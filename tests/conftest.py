"""What every test may ask for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def now() -> datetime:
    """A Tuesday morning of work: 24 November 2026, 08:30 in Viet Nam."""
    return datetime(2026, 11, 24, 8, 30, tzinfo=HANOI)


@pytest.fixture
def shared() -> Path:
    """The folder of real texts named by CONGVU_SHARED; tests that read them are skipped where it is absent."""
    folder = os.environ.get("CONGVU_SHARED", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("CONGVU_SHARED names no folder of real texts")
    return Path(folder)


@pytest.fixture(autouse=True)
def _forget_between_tests() -> Iterator[None]:
    """No test sees what another one left in the cache of the process."""
    yield
    cache.clear()
