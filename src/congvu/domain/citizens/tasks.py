"""Việc nền: what this room does at night."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from congvu.domain.citizens.actions.presences import clear_out
from congvu.kernel.jobs.queue import job, schedule


@schedule("citizens.clear_out", every="daily 02:45")
@job("citizens.clear_out", label=_("Clear out what is over of citizens' sign-ins"), owner_permission="jobs.job.retry")
def clear_out_nightly() -> None:
    """Unfinished sign-ins, visits and one-time codes over long ago."""
    clear_out(now=timezone.now())
