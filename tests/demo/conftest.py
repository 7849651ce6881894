"""The whole demo, loaded once for the tests of a module that look at it; nothing of it stays."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import transaction
from django.test.utils import override_settings
from pytest_django import DjangoDbBlocker

from congvu.demo.loading import Loaded, load
from congvu.kernel.org.queries import forget

#: A Tuesday morning of work.
NOW = datetime(2026, 11, 24, 8, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Loaded]:
    """The demo as of NOW, read-only for the tests; the time it took is printed."""
    bills: Path = tmp_path_factory.mktemp("bills")
    with django_db_blocker.unblock(), override_settings(CONGVU_BILLS=bills, CONGVU_KEYS=settings.CONGVU_KEYS):
        with transaction.atomic():
            wall, cpu = time.perf_counter(), time.process_time()
            found = load(now=NOW, tell=lambda _words, _share: None)
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            os.write(2, f"\ndemo: {found} in {wall:.1f} s, of the processor {cpu:.1f} s\n".encode())
            yield found
            transaction.set_rollback(True)
        forget()
