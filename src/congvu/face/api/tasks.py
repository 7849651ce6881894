"""Việc nền: outcomes are forgotten after a day."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from congvu.face.api.actions import forget_old
from congvu.kernel.jobs.queue import job, schedule


@schedule("api.forget_outcomes", every="daily 03:20")
@job("api.forget_outcomes", label=_("Forget answers kept for repeated requests"), owner_permission="jobs.job.retry")
def forget_outcomes(*, now: datetime) -> None:
    """Answers kept for an Idempotency-Key, older than a day."""
    forget_old(now=now)
