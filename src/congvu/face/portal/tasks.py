"""Việc nền: what this room does at night."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from congvu.face.portal.actions.filing import clear_out
from congvu.kernel.jobs.queue import job, schedule


@schedule("portal.clear_out", every="daily 02:50")
@job("portal.clear_out", label=_("Clear out drafts of online dossiers"), owner_permission="jobs.job.retry")
def clear_out_nightly() -> None:
    """Drafts nobody went on with for a month."""
    clear_out(now=timezone.now())
