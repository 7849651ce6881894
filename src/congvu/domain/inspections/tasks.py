"""Background work of the room, every morning: the time to explain that has passed, re-checks that fall due."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from congvu.domain.inspections.actions.explaining import note_silence
from congvu.domain.inspections.actions.rechecking import remind
from congvu.kernel.jobs.queue import job, schedule


@schedule("inspections.note_silence", every="daily 06:30")
@job("inspections.note_silence", label=_("Findings nobody explained in time"),
     owner_permission="inspections.visit.conduct")  # fmt: skip
def silence(*, now: datetime) -> None:
    """Note what nobody answered."""
    note_silence(now=now)


@schedule("inspections.remind_rechecks", every="daily 06:40")
@job("inspections.remind_rechecks", label=_("Re-checks that fall due"),
     owner_permission="inspections.visit.conduct")  # fmt: skip
def rechecks(*, now: datetime) -> None:
    """Tell the teams."""
    remind(now=now)
