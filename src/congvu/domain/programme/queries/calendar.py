"""Chương trình công tác trong lịch cá nhân: when the items of a person's own units are to be submitted."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db.models import Q
from django.utils.translation import gettext as _

from congvu.core.working_time import HANOI
from congvu.domain.programme.models import Item
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import Confidentiality
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.policy.calendar_entries import CalendarEntry
from congvu.kernel.casework.queries import visible_to

LONGEST = 300
OPEN = (Confidentiality.PUBLIC, Confidentiality.INTERNAL)


def submissions_of(actor: Actor, from_on: date, to_on: date) -> list[CalendarEntry]:
    """The day of submission, as it stands now, of items his units draft or help to draft. One statement.

    An item he holds himself is left out: its due date is in his calendar already. Sealed items are never in it,
    restricted ones by their code alone.
    """
    first, last = datetime.combine(from_on, time.min, HANOI), datetime.combine(to_on, time.max, HANOI)
    mine = Q(drafter_id__in=actor.agency_ids) | Q(partners__agency_id__in=actor.agency_ids)
    cases = visible_to(actor).exclude(confidentiality=Confidentiality.SEALED)
    cases = cases.filter(closed_at=None, stopped_at=None, due_at__gte=first, due_at__lte=last)
    if actor.official_id is not None:
        cases = cases.exclude(holder_official_id=actor.official_id, holder_official_id__isnull=False)
    items = Item.objects.filter(mine, admitted_at__isnull=False, case__in=cases).select_related("case", "programme")
    return [_entry(item) for item in items.distinct().order_by("case__due_at", "pk")[:LONGEST]]


def _entry(item: Item) -> CalendarEntry:
    case = item.case
    assert case.due_at is not None
    shown = case.title if case.confidentiality in OPEN else case.code
    return CalendarEntry(
        key=f"programme-{case.code}", title=_("To be submitted: %(title)s") % {"title": shown},
        starts=people.local_date(case.due_at), made_at=case.opened_at,
        text=f"{case.code}\n{item.programme.title}" if case.confidentiality in OPEN else case.code,
        url=kinds.case_href(case.code), version=case.seq,
    )  # fmt: skip
