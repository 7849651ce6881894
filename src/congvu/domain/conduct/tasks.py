"""Background work of the room: warnings of the handling period, suspensions, decisions whose effect has ended."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from congvu.domain.conduct.actions.after import end_effects
from congvu.domain.conduct.actions.suspending import watch_suspensions
from congvu.domain.conduct.actions.timing import warn_of_time
from congvu.kernel.jobs.queue import job, schedule


@schedule("conduct.warn_of_time", every="daily 06:40")
@job("conduct.warn_of_time", label=_("Warnings of the time for discipline"), owner_permission="casework.case.oversee")
def warn(*, now: datetime) -> None:
    """Say what of the handling periods is used up."""
    warn_of_time(now=now)


@schedule("conduct.end_effects", every="daily 06:45")
@job("conduct.end_effects", label=_("Decisions on discipline that ran out"), owner_permission="casework.case.oversee")
def ended(*, now: datetime) -> None:
    """End files whose decision has run out."""
    end_effects(now=now)


@schedule("conduct.watch_suspensions", every="daily 06:42")
@job("conduct.watch_suspensions", label=_("Suspensions from work that end"), owner_permission="casework.case.oversee")
def watched(*, now: datetime) -> None:
    """Say which suspensions end soon, and end those that ran out."""
    watch_suspensions(now=now)
