"""Background work of the directives room: periods of recurring duties, reviews of what stands."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from congvu.domain.directives.actions.duties import ask_all_reviews, open_all_periods
from congvu.kernel.jobs.queue import job, schedule

OWNER = "casework.case.oversee"


@schedule("directives.open_periods", every="daily 05:15")
@job("directives.open_periods", label=_("Open the periods of recurring duties"), owner_permission=OWNER)
def open_periods(*, now: datetime) -> None:
    """Open every period whose time has come, those of missed days too."""
    open_all_periods(now=now)


@schedule("directives.review_duties", every="daily 05:30")
@job("directives.review_duties", label=_("Ask whether duties are still valid"), owner_permission=OWNER)
def review_duties(*, now: datetime) -> None:
    """Ask the offices that ordered them whether standing and recurring duties are still valid."""
    ask_all_reviews(now=now)
