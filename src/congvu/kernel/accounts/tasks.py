"""Việc nền: what this room does at night."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from congvu.kernel.accounts.actions import check_intake, clear_out, forget_passwords, run_intake
from congvu.kernel.jobs.queue import job, schedule

#: For how long the one-time passwords of an import wait to be printed.
PASSWORDS_KEPT = timedelta(hours=24 * 14)


@schedule("accounts.clear_out", every="daily 02:30")
@job("accounts.clear_out", label=_("Clear out ended sign-ins and kept forms"), owner_permission="jobs.job.retry")
def clear_out_nightly() -> None:
    """Forms nobody fetched within a day, visitors' sessions, sign-ins that ended long ago, passwords nobody printed."""
    now = timezone.now()
    clear_out(now=now)
    forget_passwords(before=now - PASSWORDS_KEPT)


@job("accounts.check_intake", label=_("Check an import of the organisation"), owner_permission="org.agency.add")
def check(*, intake_id: int) -> None:
    """The dry run of a long sheet."""
    check_intake(intake_id=intake_id, today=timezone.localdate())


@job(
    "accounts.take_in", label=_("Take an import of the organisation in"), owner_permission="org.agency.add",
    max_attempts=2,
)
def take_in(*, intake_id: int, account_id: int | None) -> None:
    """Take a checked sheet in, all rows or none."""
    run_intake(intake_id=intake_id, account_id=account_id, now=timezone.now())
