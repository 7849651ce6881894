"""Every write of the journal: append, erase (itself journalled), seal the day."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotAllowed, NotFound
from congvu.kernel import rows
from congvu.kernel.journal.models import Line, StreamHead
from congvu.kernel.journal.policy import ZERO, canonical, commitment_of, entry_bytes, leaf_of, moment, one_line


class Signer(Protocol):
    """Who acts, as far as the journal needs to know."""

    @property
    def name(self) -> str: ...
    def may(self, permission: str, agency_id: int | None = None) -> bool: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One line to write. `seq` and `prev` continue the stream; `body` must be JSON."""

    stream: str
    seq: int
    prev: bytes
    at: datetime
    verb: str
    actor: str
    behalf: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """What the writer needs afterwards: the number and the leaf hash (32 bytes) of the line."""

    seq: int
    leaf: bytes


#: The columns of a line in the order `line_values` gives them.
COLUMNS = ("stream", "seq", "at", "verb", "actor", "behalf", "prev", "commitment", "leaf", "salt", "text")
#: So many heads of streams are locked and moved on by one statement.
_HEADS = 200
LineValues = tuple[str, int, datetime, str, str, str, bytes, bytes, bytes, bytes, str]


def line_values(entry: Entry, salt: bytes) -> LineValues:
    """The columns of the line an entry becomes, in the order of COLUMNS. Here alone a line is hashed."""
    text = canonical(entry.body)
    commitment = commitment_of(salt, text)
    actor, behalf = one_line(entry.actor), one_line(entry.behalf)
    leaf = leaf_of(
        entry_bytes(
            entry.stream, entry.seq, moment(entry.at), entry.verb, actor, behalf, entry.prev, commitment
        )
    )
    return (
        entry.stream, entry.seq, entry.at, entry.verb, actor, behalf, entry.prev, commitment, leaf, salt, text
    )


def _line(entry: Entry, salt: bytes) -> Line:
    values: dict[str, Any] = dict(zip(COLUMNS, line_values(entry, salt), strict=True))
    return Line(**values)


def record_next(entry: Entry) -> Written:
    """Append one line to a stream whose head the caller keeps and has locked (cases). One INSERT."""
    line = _line(entry, secrets.token_bytes(16))
    rows.insert(line, wants_pk=False)
    return Written(line.seq, bytes(line.leaf))


def record_many(entries: Sequence[Entry]) -> list[Written]:
    """Append many lines, each to a stream the caller keeps and has locked. One INSERT."""
    salts = secrets.token_bytes(16 * len(entries))
    lines = [_line(entry, salts[16 * i : 16 * i + 16]) for i, entry in enumerate(entries)]
    rows.insert_many(lines)
    return [Written(line.seq, bytes(line.leaf)) for line in lines]


@transaction.atomic
def record(
    *, stream: str, verb: str, at: datetime, actor: str, behalf: str = "", body: dict[str, Any]
) -> Written:
    """Append one line to a stream whose head the journal keeps; locks that head, in the caller's transaction."""
    StreamHead.objects.bulk_create([StreamHead(stream=stream, seq=0, head=ZERO)], ignore_conflicts=True)
    head = StreamHead.objects.select_for_update(no_key=True).get(pk=stream)
    written = record_next(Entry(stream, head.seq + 1, bytes(head.head), at, verb, actor, behalf, body))
    StreamHead.objects.filter(pk=stream).update(seq=written.seq, head=written.leaf)
    return written


@transaction.atomic
def record_each(
    bodies: Mapping[str, dict[str, Any]], *, verb: str, at: datetime, actor: str, behalf: str = ""
) -> list[Written]:
    """Append one line to each of many streams (stream → body) whose heads the journal keeps: a whole sheet at once."""
    streams = sorted(bodies)
    new = [StreamHead(stream=stream, seq=0, head=ZERO) for stream in streams]
    StreamHead.objects.bulk_create(new, ignore_conflicts=True, batch_size=_HEADS)
    written: list[Written] = []
    for begin in range(0, len(streams), _HEADS):
        part = streams[begin : begin + _HEADS]
        heads = list(StreamHead.objects.select_for_update(no_key=True).filter(pk__in=part).order_by("pk"))
        lines = record_many([
            Entry(one.stream, one.seq + 1, bytes(one.head), at, verb, actor, behalf, bodies[one.stream])
            for one in heads
        ])  # fmt: skip
        for head, line in zip(heads, lines, strict=True):
            head.seq, head.head = line.seq, line.leaf
        StreamHead.objects.bulk_update(heads, ["seq", "head"])
        written += lines
    return written


@transaction.atomic
def erase(*, actor: Signer, stream: str, seqs: Iterable[int], reason: str, basis: str, now: datetime) -> int:
    """Xoá nội dung. Remove text and salt of lines (personal data that must go); leaf and chain stay.

    Writes `journal.erased` into stream "journal" first. Verification then tells *erased* from *missing*.
    Legal basis: the instrument and article are given in `basis`; without one nothing is erased.
    """
    if not actor.may("journal.line.erase"):
        raise NotAllowed(_("You may not erase text from the journal."))
    if not basis.strip() or not reason.strip():
        raise Invalid(_("Erasing needs a reason and its legal basis."), field="basis")
    wanted = sorted(set(seqs))
    found = Line.objects.filter(stream=stream, seq__in=wanted, text__isnull=False)
    if found.count() != len(wanted) or not wanted:
        raise NotFound(_("Some of these lines do not exist or are erased already."))
    record(
        stream="journal", verb="journal.erased", at=now, actor=actor.name,
        body={"stream": stream, "seqs": wanted, "reason": reason, "basis": basis},
    )
    return found.update(text=None, salt=None)
