"""From a sentence typed in the room to lead, coordinators and deadline; a proposal, the secretary decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from congvu.core.directive_text import read_directive
from congvu.core.refusals import Invalid
from congvu.core.working_time import read_limit

_DATE = re.compile(r"(trước\s+)?(?:ngày\s+)?(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date, or a period; at most one of them."""

    on: date | None = None
    exclusive: bool = False
    limit: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the reader makes of a sentence."""

    leads: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    deadline: Deadline = Deadline()


def deadline_of(words: str, on: date) -> Deadline:
    """What a deadline typed in the room means: "15/12", "trước 15/12/2026", "05 ngày làm việc". A day without a year
    is the next such day from `on`. Invalid, naming the field, for anything else."""
    text = " ".join(words.split())
    if not text:
        return Deadline()
    found = _DATE.fullmatch(text)
    if found is None:
        try:
            return Deadline(limit=read_limit(text).code, text=text)
        except Invalid as refusal:
            raise Invalid(
                _("“%(words)s” is no deadline.") % {"words": text[:60]}, field="deadline",
                hint=_("Write a date (15/12/2026, trước 15/12) or a period (05 ngày làm việc)."),
            ) from refusal
    day, month = int(found[2]), int(found[3])
    try:
        named = date(int(found[4] or on.year), month, day)
        if found[4] is None and named < on:
            named = date(on.year + 1, month, day)
    except ValueError:
        raise Invalid(_("There is no such day: %(words)s.") % {"words": text[:60]}, field="deadline") from None
    return Deadline(named, bool(found[1]), text=text)


def propose(text: str, on: date) -> Proposed:
    """What the reader of directives makes of one sentence."""
    reading = read_directive(f"Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:\n\n1. {text.strip()}\n", as_of=on)
    if not reading.clauses:
        return Proposed()
    first = reading.clauses[0]
    deadline = Deadline()
    if first.deadline is not None and first.deadline.on is not None:
        deadline = Deadline(first.deadline.on, first.deadline.exclusive, text=first.deadline.text)
    elif first.deadline is not None:
        deadline = _period(first.deadline.text)
    leads = () if first.leads_inherited else tuple(party.name for party in first.leads)
    return Proposed(leads, tuple(party.name for party in first.coordinators), deadline)


def _period(words: str) -> Deadline:
    from_text = re.search(r"\d{1,4}\s*(?:giờ làm việc|ngày làm việc|ngày|tháng)", words, re.IGNORECASE)
    if from_text is None:
        return Deadline()
    try:
        return Deadline(limit=read_limit(from_text[0]).code, text=words)
    except Invalid:
        return Deadline()
