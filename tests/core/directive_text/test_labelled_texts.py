"""The thresholds on hand-labelled official texts. They are not ours to keep here: CONGVU_SHARED names their folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.reader import quality

SHARED = os.environ.get("CONGVU_SHARED", "")
THRESHOLDS = {"citations": 0.97, "tasks": 0.90, "leads": 0.88, "coordinates": 0.85, "deadline": 0.90, "targets": 0.85}


@pytest.mark.skipif(not SHARED, reason="CONGVU_SHARED does not name a folder with labelled texts")
@pytest.mark.parametrize(("field", "least"), THRESHOLDS.items())
def test_the_reader_reaches_what_was_asked(field: str, least: float) -> None:
    assert quality(Path(SHARED))[field].f1 >= least
