"""Every read of the journal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from congvu.kernel.journal.models import Bill, Line


def of_stream(stream: str) -> QuerySet[Line]:
    """Lines of one stream, oldest first. The caller has checked that the actor may see what the stream is about."""
    return Line.objects.filter(stream=stream).order_by("seq")


def all_lines(*, verb: str = "", words: str = "", since: datetime | None = None) -> QuerySet[Line]:
    """The whole journal, newest first, for those with `journal.line.read`."""
    lines = Line.objects.all()
    if verb:
        lines = lines.filter(verb__startswith=verb)
    if words:
        lines = lines.filter(stream__contains=words) | lines.filter(actor__contains=words)
    if since:
        lines = lines.filter(at__gte=since)
    return lines.order_by("-id")


def bills() -> QuerySet[Bill]:
    """Daily bills, newest first."""
    return Bill.objects.order_by("-day")


def iterate(prefix: str = "") -> Iterator[tuple[Any, ...]]:
    """All lines by stream and number, as tuples, with a server-side cursor:
    (id, stream, seq, at, verb, actor, behalf, prev, commitment, leaf, salt, text)."""
    lines = Line.objects.order_by("stream", "seq")
    if prefix:
        lines = lines.filter(stream__gte=prefix, stream__lt=prefix + "\U0010ffff")
    fields = ("id", "stream", "seq", "at", "verb", "actor", "behalf", "prev", "commitment", "leaf", "salt", "text")
    yield from lines.values_list(*fields).iterator(chunk_size=5000)


def count_lines() -> int:
    """How many lines there are: for a progress bar, not for a screen."""
    return Line.objects.count()
