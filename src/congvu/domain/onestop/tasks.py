"""Background work of the one-stop shop."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from congvu.domain.onestop.actions import telling
from congvu.domain.onestop.actions.branches import end_silent_parts
from congvu.domain.onestop.actions.portal_sending import send
from congvu.domain.onestop.actions.reminding import alert_submissions, say_next_events
from congvu.domain.onestop.kinds.portal import portal
from congvu.kernel.jobs.queue import enqueue, job, schedule

KEEP = "onestop.portal.keep"


@job("onestop.feed_portal", label=_("Write down what the national portal is told"), owner_permission=KEEP)
def feed_portal(*, case_ids: list[int], now: datetime) -> None:
    """Messages for what happened to these dossiers. Without a portal nothing is written: the journal keeps it."""
    if portal() is not None and telling.note_acts(case_ids=case_ids, now=now):
        enqueue("onestop.send_to_portal", {}, now=now, key="send")


@schedule("onestop.send_to_portal", every="1 minute")
@job("onestop.send_to_portal", label=_("Send to the national portal"), owner_permission=KEEP)
def send_to_portal(*, now: datetime) -> None:
    """Send what is due; more than one run's worth goes to the end of the queue, behind everybody else's work."""
    there = portal()
    if there is None:
        return
    _run, more = send(portal=there, now=now)
    if more:
        enqueue("onestop.send_to_portal", {}, now=now, key="send")


@schedule("onestop.check_portal", every="daily 03:40")
@job("onestop.check_portal", label=_("Check that the national portal was told everything"), owner_permission=KEEP)
def check_portal(*, now: datetime) -> None:
    """Whatever a lost job or a late connection left behind is written down now; old contents are forgotten."""
    if portal() is not None:
        telling.check_all(now=now)
    telling.forget_contents(now=now)


@schedule("onestop.alert_submissions", every="10 minutes")
@job(
    "onestop.alert_submissions", label=_("Online submissions nobody has answered"),
    owner_permission="casework.case.oversee",
)
def alert(*, now: datetime) -> None:
    """Tell the desks of submissions that wait too long."""
    alert_submissions(now=now)


@schedule("onestop.end_silent_parts", every="10 minutes")
@job(
    "onestop.end_silent_parts", label=_("Bodies asked about a dossier whose silence is agreement"),
    owner_permission="casework.case.oversee",
)
def silent_parts(*, now: datetime) -> None:
    """End parts whose time is over where the law takes silence for agreement."""
    end_silent_parts(now=now)


@schedule("onestop.say_next_events", every="daily 07:10")
@job(
    "onestop.say_next_events", label=_("Results not fetched, dossiers never completed"),
    owner_permission="casework.case.oversee",
)
def next_events(*, now: datetime) -> None:
    """Remind of what waits for the applicant; propose to close what was never completed."""
    say_next_events(now=now)
