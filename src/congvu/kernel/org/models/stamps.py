"""A stamp per body of facts, so that caches in any process know when to read again.

Triggers in the database renew the stamp whenever a row of the organisation or of the calendars is written, by
whatever means. A stamp is random, not counted: after a rolled-back transaction the old stamp is back and speaks of
the old rows, so no two contents ever share a stamp.
"""

from __future__ import annotations

import threading
from typing import Any, TypeVar

from django.db import models, transaction

ORGANISATION = "organisation"
CALENDARS = "calendars"

Row = TypeVar("Row", bound=models.Model)

#: What this thread wrote: tells the caches of this process to look at the stamps again before they trust them.
wrote = threading.local()


class SeenStamps:
    """What this process last saw: the two stamps (organisation, calendars) and when, by the monotonic clock."""

    __slots__ = ("at", "pair")

    def __init__(self) -> None:
        self.pair: tuple[str, str] | None = None
        self.at = 0.0

    def forget(self) -> None:
        """Trust it no longer."""
        self.pair = None


seen = SeenStamps()


def mark_written() -> None:
    """Remember that this thread has just written facts of this room; other threads see it when it is committed."""
    wrote.dirty = True
    wrote.kept = None
    transaction.on_commit(seen.forget)


class OrgStamp(models.Model):
    """The present stamp of one body of facts (`organisation` or `calendars`); written by triggers only."""

    name = models.CharField(max_length=20, primary_key=True)
    stamp = models.CharField(max_length=32)

    class Meta:
        db_table = "org_stamp"

    def __str__(self) -> str:
        return f"{self.name} {self.stamp}"


class FactQuerySet(models.QuerySet[Row]):
    """Rows of this room: a write in bulk marks this thread's caches as old."""

    def update(self, **kwargs: Any) -> int:
        """As in Django."""
        changed = super().update(**kwargs)
        mark_written()
        return changed

    def delete(self) -> tuple[int, dict[str, int]]:
        """As in Django."""
        gone = super().delete()
        mark_written()
        return gone

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[Row]:
        """As in Django."""
        made = super().bulk_create(*args, **kwargs)
        mark_written()
        return made


class Fact(models.Model):
    """Base of the rows whose writing makes this thread's caches old (the stamp itself is renewed by a trigger)."""

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        """As in Django."""
        super().save_base(*args, **kwargs)
        mark_written()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """As in Django."""
        gone = super().delete(*args, **kwargs)
        mark_written()
        return gone
