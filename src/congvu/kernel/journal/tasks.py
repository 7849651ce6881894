"""Background work of the journal: the daily bill."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from congvu.kernel.jobs.queue import job, schedule
from congvu.kernel.journal.actions import seal


@schedule("journal.seal", every="daily 23:55")
@job("journal.seal", label=_("Seal the day's journal"), owner_permission="journal.verify")
def seal_the_day() -> None:
    """Sign the head of the tree and write the bill outside the database."""
    now = timezone.now()
    seal(day=timezone.localdate(now), keys=settings.CONGVU_KEYS, bills=settings.CONGVU_BILLS, now=now)
