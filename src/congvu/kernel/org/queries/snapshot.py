"""The organisation in memory: everything a screen or a rule asks about agencies, posts and people.

Read with eight statements, kept under its stamp, shared by all threads and never written to: relations are wired,
so that no attribute costs a statement.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TypeVar

from congvu.kernel.org.models import (
    Absence,
    Agency,
    AgencyGroup,
    Appointment,
    Delegation,
    Official,
    Post,
    Succession,
    SuccessionKind,
)
from congvu.kernel.org.policy import exists_on
from congvu.kernel.org.queries.freshness import stamps

Key = TypeVar("Key")
Row = TypeVar("Row")

#: Organisations kept: the present one, and those of transactions that are still open.
KEPT = 3


class Lists(dict[Key, list[Row]]):
    """Rows by key. Reading an unknown key gives an empty list and stores nothing: many threads read at once."""

    def __missing__(self, key: Key) -> list[Row]:
        return []

    def put(self, key: Key, row: Row) -> None:
        """Add a row; only while the organisation is being read."""
        self.setdefault(key, []).append(row)


class Organisation:
    """Bộ máy. All agencies, posts and officials of all times, wired to each other. Read only."""

    def __init__(self, stamp: str) -> None:
        self.stamp = stamp
        self.agencies = {agency.pk: agency for agency in Agency.objects.order_by("position", "sort_key", "pk")}
        self.officials = {official.pk: official for official in Official.objects.order_by("sort_key", "pk")}
        self.posts = {post.pk: post for post in Post.objects.order_by("position", "pk")}
        self.by_code = {agency.code: agency for agency in self.agencies.values()}
        self.groups = {group.code: group for group in AgencyGroup.objects.order_by("position", "pk")}
        self.units: Lists[int | None, Agency] = Lists()
        self.posts_of: Lists[int, Post] = Lists()
        self.appointments: Lists[int, Appointment] = Lists()
        self.holders: Lists[int, Appointment] = Lists()
        self.heirs: Lists[int, Succession] = Lists()
        self.forebears: Lists[int, Succession] = Lists()
        self.absences: Lists[int, Absence] = Lists()
        self.given: Lists[int, Delegation] = Lists()
        self.received: Lists[int, Delegation] = Lists()
        self._on: dict[date, list[Agency]] = {}
        self._wire_agencies()
        self._wire_people()

    def _wire_agencies(self) -> None:
        for agency in self.agencies.values():
            if agency.parent_id is not None:
                agency.parent = self.agencies[agency.parent_id]
            self.units.put(agency.parent_id, agency)
        for succession in Succession.objects.order_by("on", "-share", "pk"):
            succession.predecessor = self.agencies[succession.predecessor_id]
            succession.successor = self.agencies[succession.successor_id]
            self.heirs.put(succession.predecessor_id, succession)
            self.forebears.put(succession.successor_id, succession)

    def _wire_people(self) -> None:
        for post in self.posts.values():
            post.agency = self.agencies[post.agency_id]
            self.posts_of.put(post.agency_id, post)
        for appointment in Appointment.objects.order_by("-from_on", "pk"):
            appointment.post = self.posts[appointment.post_id]
            appointment.official = self.officials[appointment.official_id]
            self.appointments.put(appointment.official_id, appointment)
            self.holders.put(appointment.post_id, appointment)
        for absence in Absence.objects.filter(withdrawn_at=None).order_by("-from_on", "pk"):
            absence.official = self.officials[absence.official_id]
            absence.deputy = self.officials.get(absence.deputy_id) if absence.deputy_id else None
            self.absences.put(absence.official_id, absence)
        authorities = Delegation.objects.filter(withdrawn_at=None).select_related("secretary")
        for delegation in authorities.order_by("-from_on", "pk"):
            delegation.from_official = self.officials[delegation.from_official_id]
            delegation.to_official = self.officials[delegation.to_official_id]
            self.given.put(delegation.from_official_id, delegation)
            self.received.put(delegation.to_official_id, delegation)

    def agencies_on(self, on: date) -> list[Agency]:
        """The agencies that exist on that day, in the order of the organisation."""
        found = self._on.get(on)
        if found is None:
            found = [agency for agency in self.agencies.values() if exists_on(agency, on)]
            if len(self._on) > 60:
                self._on.clear()
            self._on[on] = found
        return found

    def chain(self, agency: Agency) -> Iterable[Agency]:
        """The agency, its parent, its parent's parent … to the top."""
        at: Agency | None = agency
        while at is not None:
            yield at
            at = self.agencies[at.parent_id] if at.parent_id is not None else None

    @cached_property
    def subtrees(self) -> dict[int, frozenset[int]]:
        """Ids of each agency and of all units ever below it.

        An agency that was renamed or transferred goes on in its successor, so the successor and its units belong to
        it too: who holds a right for the one holds it for the other. Heirs of a merger or a split are other bodies.
        """
        below: dict[int, set[int]] = {pk: {pk} for pk in self.agencies}
        for agency in self.agencies.values():
            for above in self.chain(agency):
                below[above.pk].add(agency.pk)
        return {pk: frozenset().union(*(below[body] for body in self._bodies(pk))) for pk in below}

    def _bodies(self, agency_id: int) -> list[int]:
        """The agency and the successors in which it goes on under another name or parent."""
        found, ahead = [agency_id], [agency_id]
        while ahead:
            for succession in self.heirs.get(ahead.pop(), ()):
                goes_on = succession.kind in (SuccessionKind.RENAME, SuccessionKind.TRANSFER)
                if goes_on and succession.successor_id not in found:
                    found.append(succession.successor_id)
                    ahead.append(succession.successor_id)
        return found


_kept: dict[str, Organisation] = {}
_lock = threading.Lock()


def organisation() -> Organisation:
    """The organisation as this thread may see it now. No statement when it is known and fresh."""
    stamp = stamps().organisation
    known = _kept.get(stamp)
    if known is not None:
        return known
    read = Organisation(stamp)
    with _lock:
        while len(_kept) >= KEPT:
            _kept.pop(next(iter(_kept)))
        _kept[stamp] = read
    return read
