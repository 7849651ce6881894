"""Background work of the room: telling people, offers that ran out, dates that a calendar moved."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from congvu.kernel.casework.actions.daily_sweep import sweep
from congvu.kernel.casework.actions.escalating import escalate_all
from congvu.kernel.casework.actions.mailing import ATTEMPTS, plan_digests
from congvu.kernel.casework.actions.mailing import send_mail as hand_over_mail
from congvu.kernel.casework.actions.notices import announce as write_notices
from congvu.kernel.casework.actions.passing_on import pass_on
from congvu.kernel.casework.actions.reminding import remind_all
from congvu.kernel.casework.actions.reorganising import carry_out_reform, move_to_heirs
from congvu.kernel.casework.actions.silence import end_silence
from congvu.kernel.casework.actions.sweeps import deem_all_received, recompute_deadlines
from congvu.kernel.jobs.queue import job, schedule
from congvu.kernel.org import queries as org


@job("casework.announce", label=_("Tell people about an act"), owner_permission="casework.case.oversee")
def announce(*, lines: list[list[int]]) -> None:
    """Write a notice for everybody who should know of these acts; `lines` are pairs of case id and line number."""
    now = timezone.now()
    pass_on(case_ids=[case_id for case_id, _seq in lines], now=now)
    write_notices(lines=[(case_id, seq) for case_id, seq in lines], now=now)


@schedule("casework.deem_received", every="10 minutes")
@job("casework.deem_received", label=_("Offers nobody answered"), owner_permission="casework.case.oversee")
def deem_received() -> None:
    """Give cases whose offer ran out to the head of the receiving unit."""
    deem_all_received(now=timezone.now())


@schedule("casework.end_silence", every="30 minutes")
@job("casework.end_silence", label=_("Questions nobody answered"), owner_permission="casework.case.oversee")
def silence() -> None:
    """End questions whose time is over, or put them before the head, as the rule they were asked under says."""
    end_silence(now=timezone.now())


@job("casework.recompute_deadlines", label=_("Recompute deadlines"), owner_permission="casework.case.oversee")
def recompute(*, calendar_id: int | None = None, because: str = "", **_more: object) -> None:
    """Reckon the open cases of a calendar's units again; the org room asks for it when a day is announced."""
    agencies = None if calendar_id is None else sorted(org.agencies_on_calendar(calendar_id))
    recompute_deadlines(agency_ids=agencies, because=because or "calendar changed", now=timezone.now())


@job(
    "casework.follow_reorganisation", label=_("Move cases to the heirs of units that ended"),
    owner_permission="casework.case.oversee",
)
def follow_reorganisation(*, agency_ids: list[int], reform_id: int | None = None, **_more: object) -> None:
    """Give the open cases of ended units to their heirs; the org room asks for it on the day they end."""
    move_to_heirs(agency_ids=agency_ids, reform_id=reform_id, now=timezone.now())


@job(
    "casework.carry_out_reform", label=_("Carry out a reorganisation"), owner_permission="org.agency.reorganise",
    max_attempts=2,
)
def reform(*, reform_id: int, account_id: int | None) -> None:
    """Carry out an act of reorganisation that somebody has started; its open cases follow by another job."""
    carry_out_reform(reform_id=reform_id, account_id=account_id, now=timezone.now())


@schedule("casework.daily_sweep", every="daily 06:30")
@job("casework.daily_sweep", label=_("Daily sweep of what hangs"), owner_permission="casework.case.oversee")
def daily_sweep() -> None:
    """Tell heads of cases without a named person and without a next event."""
    sweep(now=timezone.now())


@schedule("casework.recheck_deadlines", every="daily 02:30")
@job("casework.recheck_deadlines", label=_("Nightly recheck of deadlines"), owner_permission="casework.case.oversee")
def recheck() -> None:
    """Reckon every open case; a difference is a line in its journal, never a silent repair."""
    recompute_deadlines(agency_ids=None, because="nightly recheck", now=timezone.now())


@schedule("casework.remind", every="30 minutes")
@job("casework.remind", label=_("Reminders that the clock makes due"), owner_permission="casework.case.oversee")
def remind(*, now: datetime) -> None:
    """Say what is due to be said now; what was missed is said once."""
    remind_all(now=now)


@schedule("casework.escalate", every="1 hour")
@job(
    "casework.escalate", label=_("Tell the level above of what nobody acts on"),
    owner_permission="casework.case.oversee",
)
def escalate(*, now: datetime) -> None:
    """Tell the head of the unit, later the ordering office, of cases nobody acts on although reminded."""
    escalate_all(now=now)


@schedule("casework.plan_digests", every="15 minutes")
@job("casework.plan_digests", label=_("Plan the morning digests"), owner_permission="casework.mail.oversee")
def digests(*, now: datetime) -> None:
    """Ask for the morning digest of everybody whose hour has come."""
    plan_digests(now=now)


@job("casework.send_mail", label=_("Send an e-mail"), owner_permission="casework.mail.oversee", max_attempts=ATTEMPTS)
def send_mail(*, mail_id: int, now: datetime) -> None:
    """Hand one mail over to the mail server."""
    hand_over_mail(mail_id=mail_id, now=now)
