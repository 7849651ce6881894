"""Loading is deterministic: the same moment and seed give the same codes, holders and states."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from congvu.demo.loading import load
from congvu.demo.papers_of_lam_giang import PAPERS
from congvu.kernel.casework.models import Case, CodeSeries
from congvu.kernel.journal.models import Line
from congvu.kernel.org.queries import forget
from tests.demo.conftest import NOW
from tests.demo.other_ids import give_other_ids

FEW = tuple(paper for paper in PAPERS if paper.code in ("giao-chi-tieu-dau-tu", "viec-ton-dong", "cong-dien-mua-lu"))


def _told(*, other_ids: bool = False) -> tuple[list[Any], list[Any], list[Any]]:
    """What one load of a few directives writes, then undone."""
    with transaction.atomic():
        if other_ids:
            give_other_ids()
        load(now=NOW, tell=lambda _words, _share: None, papers=FEW)
        cases = list(
            Case.objects.order_by("code").values_list(
                "code", "phase", "due_at", "stopped_at", "closed_at", "outcome", "asking", "holder_agency__code",
                "holder_official__code", "transfer_agency__code", "seq",
            )
        )  # fmt: skip
        lines = list(Line.objects.filter(stream__startswith="case/").order_by("pk").values_list("stream", "verb", "at"))
        series = list(CodeSeries.objects.order_by("series", "year").values_list("series", "year", "last"))
        transaction.set_rollback(True)
    forget()  # what was rolled back must not be remembered
    return cases, lines, series


@pytest.mark.slow
def test_two_loads_tell_the_same(db: None) -> None:
    forget()
    first, second = _told(), _told(other_ids=True)
    assert len(first[0]) > 300
    for before, after in zip(first, second, strict=True):
        assert [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]][:5] == []
        assert len(before) == len(after)
