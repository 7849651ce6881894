"""The proof that a line was sealed is the one RFC 9162 gives, however the lines fell into days."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from congvu.core.merkle import inclusion_proof, verify_inclusion
from congvu.core.refusals import NotFound
from congvu.kernel.journal.actions import record
from congvu.kernel.journal.actions.sealing import seal
from congvu.kernel.journal.models import Bill, Line, Sealed
from congvu.kernel.journal.queries.proofs import inclusion_of, places_of


def write(count: int, now: datetime) -> None:
    for i in range(count):
        record(stream="org", verb="thing.done", at=now, actor="a", body={"i": i})


@pytest.mark.parametrize("days", [(1,), (3,), (4, 4), (5, 0, 3), (1, 1, 1, 6), (7, 2, 8), (16, 1)])
@pytest.mark.django_db
def test_every_sealed_line_has_the_proof_of_the_whole_tree(
    days: tuple[int, ...], now: datetime, tmp_path: Path
) -> None:
    for i, count in enumerate(days):
        write(count, now)
        seal(day=date(2026, 11, 1 + i), keys=tmp_path / "k", bills=tmp_path / "b", now=now)
    places = dict(Sealed.objects.values_list("line_id", "position"))
    lines = sorted(Line.objects.all(), key=lambda line: places[line.pk])
    leaves = [bytes(line.leaf) for line in lines]
    assert len(leaves) == sum(days)
    for position, line in enumerate(lines):
        proof = inclusion_of(line)
        bill = Bill.objects.get(day=proof.day)
        assert (proof.position, proof.size, proof.root) == (position, bill.tree_size, bytes(bill.root))
        assert list(proof.path) == inclusion_proof(leaves[: proof.size], position)
        assert verify_inclusion(proof.leaf, position, proof.size, proof.path, proof.root)
        assert places_of([line.pk])[line.pk].day == proof.day


@pytest.mark.django_db
def test_a_line_without_a_bill_has_no_proof(now: datetime) -> None:
    write(1, now)
    line = Line.objects.get()
    assert places_of([line.pk]) == {}
    with pytest.raises(NotFound) as refused:
        inclusion_of(line)
    assert refused.value.code == "not_sealed"
