"""Replaying the journal against the rows: case, custody and clock must be what their lines say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from congvu.kernel.casework.models import Case, ClockEvent, Custody
from congvu.kernel.casework.policy.lines import json_ready
from congvu.kernel.journal.policy import moment
from congvu.kernel.journal.queries.lines import iterate
from congvu.kernel.journal.queries.verification import Findings

CHUNK = 1000
PREFIX = "case/"
Interval = tuple[int, str, str, str | None]
Event = tuple[int, str, str]


@dataclass
class Told:
    """A case as its journal tells it: columns, custody intervals (line, state, from, to), clock events."""

    code: str
    seq: int = 0
    head: bytes = b""
    columns: dict[str, Any] = field(default_factory=dict)
    custody: list[Interval] = field(default_factory=list)
    clock: list[Event] = field(default_factory=list)
    erased: bool = False

    def hear(self, seq: int, at: str, leaf: bytes, text: str | None) -> None:
        """Take in one line."""
        self.seq, self.head = seq, leaf
        if text is None:
            self.erased = True
            return
        body = json.loads(text)
        self.columns.update(body.get("set", {}))
        if "custody" in body:
            if self.custody:
                line, state, since, _open = self.custody[-1]
                self.custody[-1] = (line, state, since, at)
            self.custody.append((seq, body["custody"], body.get("custody_from", at), None))
        self.clock += [(seq, event["kind"], event["at"]) for event in body.get("clock", [])]


def _told() -> Iterator[Told]:
    told: Told | None = None
    for _pk, stream, seq, at, _verb, _actor, _behalf, _prev, _commitment, leaf, _salt, text in iterate(PREFIX):
        code = stream[len(PREFIX) :]
        if told is None or told.code != code:
            if told is not None:
                yield told
            told = Told(code)
        told.hear(seq, moment(at), bytes(leaf), text)
    if told is not None:
        yield told


def verify_cases(findings: Findings) -> int:
    """Compare every case with its journal; returns how many were compared. Adds to the findings."""
    chunk: list[Told] = []
    seen = 0
    for told in _told():
        chunk.append(told)
        if len(chunk) == CHUNK:
            seen += _compare(chunk, findings)
            chunk = []
    seen += _compare(chunk, findings)
    total = Case.objects.count()
    if total > seen:
        findings.add(f"{total - seen} cases have no journal at all")
    return seen


def _compare(chunk: list[Told], findings: Findings) -> int:
    cases = {case.code: case for case in Case.objects.filter(code__in=[told.code for told in chunk])}
    ids = {case.pk: case.code for case in cases.values()}
    custody: dict[str, list[Interval]] = {}
    for row in Custody.objects.filter(case_id__in=ids).order_by("line_seq"):
        interval = (row.line_seq, row.state, moment(row.from_at), moment(row.to_at) if row.to_at else None)
        custody.setdefault(ids[row.case_id], []).append(interval)
    clock: dict[str, list[Event]] = {}
    for event in ClockEvent.objects.filter(case_id__in=ids).order_by("line_seq", "i"):
        clock.setdefault(ids[event.case_id], []).append((event.line_seq, event.kind, moment(event.at)))
    for told in chunk:
        case = cases.get(told.code)
        if case is None:
            findings.add(f"{told.code}: the journal speaks of a case that is gone")
            continue
        if (case.seq, bytes(case.head)) != (told.seq, told.head):
            findings.add(f"{told.code}: the case row and its last journal line do not belong together")
        if told.erased:
            continue
        for column, said in told.columns.items():
            if json_ready(getattr(case, column)) != said:
                findings.add(f"{told.code}: “{column}” was changed behind the journal's back")
        if custody.get(told.code, []) != told.custody:
            findings.add(f"{told.code}: the chain of custody is not the one the journal tells")
        if clock.get(told.code, []) != told.clock:
            findings.add(f"{told.code}: the clock events are not those the journal tells")
    return len([told for told in chunk if told.code in cases])

