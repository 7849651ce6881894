"""How fresh the caches of this process are: the stamps of the organisation and of the calendars.

A cache is kept under the stamp it was read with. The stamps are looked at again when `FRESH_SECONDS` have passed
since this process last saw them, after every write of this process, and whenever a caller hands over those it read
with a statement of its own (`stamp_columns`, `saw`): then no statement is spent here at all.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.db import connection
from django.db.models import Subquery

from congvu.kernel.org.models import OrgStamp
from congvu.kernel.org.models.stamps import CALENDARS, ORGANISATION, seen, wrote

#: For how long another process's write may go unseen.
FRESH_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Stamps:
    """The stamps of both bodies of facts; empty text: nothing was ever written."""

    organisation: str
    calendars: str


def stamp_columns() -> dict[str, Subquery]:
    """Annotations `org_stamp` and `calendar_stamp` that a caller may add to a read it makes anyway, for `saw`."""
    return {
        "org_stamp": Subquery(OrgStamp.objects.filter(name=ORGANISATION).values("stamp")),
        "calendar_stamp": Subquery(OrgStamp.objects.filter(name=CALENDARS).values("stamp")),
    }


def saw(organisation: str | None, calendars: str | None) -> None:
    """Take over stamps that the caller has just read; outside a transaction they also settle this thread's writes."""
    fresh = Stamps(organisation or "", calendars or "")
    if getattr(wrote, "dirty", False) and connection.in_atomic_block:
        wrote.kept = (connection.atomic_blocks[-1], fresh)
        return
    wrote.dirty, wrote.kept = False, None
    seen.pair, seen.at = (fresh.organisation, fresh.calendars), time.monotonic()


def stamps() -> Stamps:
    """The stamps to use now. No statement when they were seen less than `FRESH_SECONDS` ago."""
    if getattr(wrote, "dirty", False):
        return _after_own_write()
    pair = seen.pair
    if pair is not None and time.monotonic() - seen.at < FRESH_SECONDS:
        return Stamps(*pair)
    return _published()


def forget() -> None:
    """Trust nothing seen so far; the next reading looks at the database."""
    wrote.dirty, wrote.kept = False, None
    seen.forget()


def _read() -> Stamps:
    rows = dict(OrgStamp.objects.values_list("name", "stamp"))
    return Stamps(rows.get(ORGANISATION, ""), rows.get(CALENDARS, ""))


def _published() -> Stamps:
    """Read the stamps and let every thread of this process know them. One statement."""
    fresh = _read()
    saw(fresh.organisation, fresh.calendars)
    return fresh


def _after_own_write() -> Stamps:
    """This thread wrote: its uncommitted stamps are its own, and are forgotten with the block they were read in."""
    if not connection.in_atomic_block:
        wrote.dirty, wrote.kept = False, None
        return _published()
    blocks = connection.atomic_blocks
    kept: tuple[object, Stamps] | None = getattr(wrote, "kept", None)
    if kept is not None and any(kept[0] is block for block in blocks):
        return kept[1]
    fresh = _read()
    wrote.kept = (blocks[-1], fresh)
    return fresh
