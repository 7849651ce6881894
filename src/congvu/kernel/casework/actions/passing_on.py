"""Báo tin cho phòng chuyên môn. Whoever keeps an account of cases elsewhere hears of every act, whichever it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import Case
from congvu.kernel.jobs.queue import enqueue


def pass_on(*, case_ids: Sequence[int], now: datetime) -> None:
    """Ask for the feeds of these cases' kinds. One statement where no kind of them has one.

    It hangs on the job that every act leaves behind in its own transaction, so that no act can forget it.
    """
    fed: dict[str, list[int]] = {}
    for case_id, kind in Case.objects.filter(pk__in=set(case_ids)).order_by("pk").values_list("pk", "kind"):
        if feed := kinds.get(kind).feed:
            fed.setdefault(feed, []).append(case_id)
    for feed, ids in fed.items():
        enqueue(feed, {"case_ids": ids}, now=now)
