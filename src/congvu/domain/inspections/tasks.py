"""Background work of the room: the end of the time to explain a finding is noted every morning."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from congvu.domain.inspections.actions.explaining import note_silence
from congvu.kernel.jobs.queue import job, schedule


@schedule("inspections.note_silence", every="daily 06:30")
@job("inspections.note_silence", label=_("Findings nobody explained in time"),
     owner_permission="inspections.visit.conduct")  # fmt: skip
def silence(*, now: datetime) -> None:
    """Note what nobody answered."""
    note_silence(now=now)
