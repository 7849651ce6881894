"""Web, database and worker killed with -9 in turn while four people write: nothing that was acknowledged is lost.

Three kills; `python -m benchmarks killed` does as many as CONGVU_BENCH_KILLS says.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks._cluster import NoPostgres
from benchmarks.killed import BETWEEN, drill

pytestmark = pytest.mark.slow


def test_parts_killed_in_turn_lose_no_acknowledged_act(tmp_path: Path) -> None:
    try:
        found = drill(tmp_path, kills=3)
    except NoPostgres as missing:
        pytest.skip(str(missing))
    assert found["acknowledged"] >= 3 * BETWEEN
    assert found["lines"] >= found["acknowledged"]
