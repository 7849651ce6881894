"""Background work of the room: telling people, offers that ran out, dates that a calendar moved."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from congvu.kernel.casework.actions.notices import announce as write_notices
from congvu.kernel.casework.actions.reorganising import carry_out_reform, move_to_heirs
from congvu.kernel.casework.actions.silence import end_silence
from congvu.kernel.casework.actions.sweeps import deem_all_received, recompute_deadlines
from congvu.kernel.jobs.queue import job, schedule
from congvu.kernel.org import queries as org


@job("casework.announce", label=_("Tell people about an act"), owner_permission="casework.case.oversee")
def announce(*, lines: list[list[int]]) -> None:
    """Write a notice for everybody who should know of these acts; `lines` are pairs of case id and line number."""
    write_notices(lines=[(case_id, seq) for case_id, seq in lines], now=timezone.now())


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


@schedule("casework.recheck_deadlines", every="daily 02:30")
@job("casework.recheck_deadlines", label=_("Nightly recheck of deadlines"), owner_permission="casework.case.oversee")
def recheck() -> None:
    """Reckon every open case; a difference is a line in its journal, never a silent repair."""
    recompute_deadlines(agency_ids=None, because="nightly recheck", now=timezone.now())
