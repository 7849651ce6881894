"""Lịch cá nhân (iCalendar): what stands in it. Sealed cases never; restricted ones by their code alone."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from congvu.core.working_time import CalendarDays, Finish, add, subtract
from congvu.kernel.accounts.policy import Actor, actor_of
from congvu.kernel.accounts.policy.lockout import is_locked
from congvu.kernel.accounts.policy.vault import token_hash
from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import CalendarFeed, Case, Confidentiality
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.policy.calendar_entries import CalendarEntry, from_rooms
from congvu.kernel.casework.queries.cases import visible_to
from congvu.kernel.org import queries as org

LONGEST = 500
#: How far back and ahead the entries of other rooms reach.
BACK, AHEAD = CalendarDays(60, False, Finish.SAME_CLOCK), CalendarDays(400, False, Finish.SAME_CLOCK)


def feed_in_use(actor: Actor) -> CalendarFeed | None:
    """The actor's own feed, if one is in use."""
    if actor.account_id is None:
        return None
    return CalendarFeed.objects.filter(account_id=actor.account_id, revoked_at=None).first()


def feed_by_token(token: str, now: datetime) -> tuple[CalendarFeed, Actor] | None:
    """The feed behind a secret address and whose it is; None when it is unknown, revoked, or its account is shut."""
    found = (
        CalendarFeed.objects.filter(token_hash=token_hash(token), revoked_at=None)
        .select_related("account__official").first()
    )  # fmt: skip
    if found is None or not found.account.is_active or is_locked(found.account, now):
        return None
    return found, actor_of(found.account, people.local_date(now))


def entries_of(actor: Actor, now: datetime) -> list[CalendarEntry]:
    """Due dates of what the person holds or is offered, and what other rooms have for him."""
    found = []
    if actor.official_id is not None:
        mine = visible_to(actor).filter(closed_at=None, due_at__isnull=False, stopped_at=None)
        mine = mine.filter(holder_official_id=actor.official_id).exclude(confidentiality=Confidentiality.SEALED)
        found = [_entry(case) for case in mine.order_by("due_at", "pk")[:LONGEST]]
    top = next(iter(org.organisation().units[None]), None)
    if top is None:
        return found
    calendar = org.calendar_of(top.pk)
    first, last = subtract(calendar, now, BACK), add(calendar, now, AHEAD)
    return found + from_rooms(actor, people.local_date(first), people.local_date(last))


def _entry(case: Case) -> CalendarEntry:
    assert case.due_at is not None
    is_open = case.confidentiality in (Confidentiality.PUBLIC, Confidentiality.INTERNAL)
    title = _("Due: %(title)s") % {"title": case.title if is_open else case.code}
    text = f"{case.code}\n{_('Ordered by')}: {people.agency_name(case.issuing_agency_id)}" if is_open else case.code
    return CalendarEntry(
        key=case.code, title=title, starts=case.due_at, made_at=case.opened_at, text=text,
        url=kinds.case_href(case.code), version=case.seq,
    )  # fmt: skip
