"""Every read of the journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import F, Max, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.kernel.journal.models import Bill, Line, Sealed
from congvu.kernel.journal.policy import moment
from congvu.kernel.journal.policy.hidden import hidden_from


def of_stream(stream: str) -> QuerySet[Line]:
    """Lines of one stream, oldest first. The caller has checked that the actor may see what the stream is about."""
    return Line.objects.filter(stream=stream).order_by("seq")


def latest_of(streams: Iterable[str], *, without: Iterable[str] = ()) -> dict[str, datetime]:
    """When the last line of each of these streams was written, lines of the verbs `without` not counted. One
    statement. The caller has checked that it may know."""
    lines = Line.objects.filter(stream__in=list(streams)).exclude(verb__in=list(without))
    return dict(lines.values("stream").annotate(last=Max("at")).order_by().values_list("stream", "last"))


def all_lines(reader: object = None) -> QuerySet[Line]:
    """The whole journal, newest first, for those with `journal.line.read`; without the streams hidden from them."""
    return Line.objects.exclude(hidden_from(reader)).order_by("-id")


def stream_for(reader: object, stream: str) -> QuerySet[Line]:
    """Lines of one stream, newest first, for a reader of the whole journal. NotFound for a stream without lines."""
    lines = Line.objects.filter(stream=stream).exclude(hidden_from(reader)).order_by("-seq")
    if not lines.exists():
        raise NotFound(_("There is no such stream in the journal."))
    return lines


def bill_of(day: date) -> Bill:
    """The daily bill of a day, or NotFound."""
    found = Bill.objects.filter(day=day).first()
    if found is None:
        raise NotFound(_("There is no bill of that day."))
    return found


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


def in_tree_order() -> Iterator[dict[str, Any]]:
    """Every line as the stand-alone verifier reads it: sealed ones in the order of the tree, then the rest."""
    place = Sealed.objects.filter(line_id=OuterRef("pk")).values("position")
    rows = Line.objects.annotate(position=Subquery(place)).order_by(F("position").asc(nulls_last=True), "pk")
    for row in rows.iterator(chunk_size=2000):
        yield {
            "position": row.position, "stream": row.stream, "seq": row.seq, "at": moment(row.at), "verb": row.verb,
            "actor": row.actor, "behalf": row.behalf, "prev": bytes(row.prev).hex(),
            "commitment": bytes(row.commitment).hex(), "text": row.text,
            "salt": bytes(row.salt).hex() if row.salt is not None else None,
        }  # fmt: skip
