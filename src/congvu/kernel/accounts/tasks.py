"""Việc nền: what this room does at night."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from congvu.kernel.accounts.actions import clear_out
from congvu.kernel.jobs.queue import job, schedule


@schedule("accounts.clear_out", every="daily 02:30")
@job("accounts.clear_out", label=_("Clear out ended sign-ins and kept forms"), owner_permission="jobs.job.retry")
def clear_out_nightly() -> None:
    """Forms nobody fetched within a day, visitors' sessions, sign-ins that ended long ago."""
    clear_out(now=timezone.now())
