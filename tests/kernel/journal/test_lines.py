"""Many streams written at once: each is its own chain, as if its lines had been written one by one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from congvu.kernel.journal.actions import record, record_each
from congvu.kernel.journal.models import Line, StreamHead

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_each_stream_goes_on_from_its_own_last_line() -> None:
    first = record(stream="procedure/1", verb="procedure.added", at=NOW, actor="An", body={"n": 1})
    bodies = {f"procedure/{n}": {"n": n} for n in range(1, 451)}
    written = record_each(bodies, verb="procedure.imported", at=NOW, actor="An")
    assert len(written) == 450
    one, two = Line.objects.filter(stream="procedure/1").order_by("seq")
    assert (one.seq, two.seq, bytes(two.prev)) == (1, 2, first.leaf)
    assert Line.objects.filter(verb="procedure.imported", seq=1).count() == 449
    heads = dict(StreamHead.objects.values_list("stream", "head"))
    assert all(bytes(heads[line.stream]) == bytes(line.leaf) for line in Line.objects.filter(verb="procedure.imported"))
    again = record(stream="procedure/450", verb="procedure.announced", at=NOW, actor="An", body={})
    assert again.seq == 2


def test_nothing_to_write_writes_nothing() -> None:
    assert record_each({}, verb="procedure.imported", at=NOW, actor="An") == []
