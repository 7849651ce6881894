"""Ô của bảng: a cell as the value a record holds, and back."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.routes import read_span
from congvu.core.text import nfc, skey
from congvu.core.working_time import read_limit
from congvu.domain.procedures.policy.records import PhaseRecord
from congvu.domain.procedures.policy.words import limit_typed
from congvu.domain.procedures.schemas import columns
from congvu.kernel.org.extract import read_day

_PARTED = re.compile(r"[;\n]")
_MOST_DIGITS = 15


class Unreadable(ValueError):
    """What is wrong with a cell, in words."""


def value_of(code: str, text: str) -> Any:
    """The value of a filled cell of the column `code`. Unreadable says what is wrong."""
    kind = columns.KINDS.get(code, "text")
    if kind == "subjects":
        return _subjects(text)
    if columns.is_list(kind):
        found = columns.choice_of(kind, text)
        if found is None:
            known = ", ".join(word for word in columns.words_of(kind).values() if word)
            raise Unreadable(_("“%(value)s” is not in the list (%(known)s).") % {"value": text, "known": known})
        return found
    return _READERS[kind](text)


def _subjects(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for piece in _PARTED.split(text):
        words = piece.split(",")
        while words and piece.strip():
            taken = next((n for n in range(len(words), 0, -1) if _subject(words[:n])), 0)
            if not taken:
                known = "; ".join(columns.words_of("subjects").values())
                said = {"value": words[0].strip(), "known": known}
                raise Unreadable(_("“%(value)s” is not in the list (%(known)s).") % said)
            found.append(_subject(words[:taken]))
            words = words[taken:]
    return tuple(found)


def _subject(words: list[str]) -> str:
    """The longest run of words that means one subject: some of the law's names hold commas themselves."""
    return columns.choice_of("subjects", ",".join(words)) or ""


def _line(text: str) -> str:
    return " ".join(text.split())


def _day(text: str) -> date:
    found = read_day(text)
    if found is None:
        raise Unreadable(_("“%(value)s” is not a date (write dd/mm/yyyy).") % {"value": text})
    return found


def _count(text: str) -> int:
    bare = re.sub(r"(?<=\d)[ .,](?=\d{3}(\D|$))", "", nfc(text).strip()).removesuffix("đ").strip()
    if not bare.isascii() or not bare.isdecimal() or len(bare) > _MOST_DIGITS:
        raise Unreadable(_("“%(value)s” is not a whole number.") % {"value": text})
    return int(bare)


def _yes(text: str) -> bool:
    word = skey(text)
    if word not in columns.TRUE | columns.FALSE:
        raise Unreadable(_("“%(value)s” is neither yes nor no (write Có or Không).") % {"value": text})
    return word in columns.TRUE


def _limit(text: str) -> str:
    try:
        return read_limit(_line(text)).code
    except Invalid:
        raise Unreadable(
            _("“%(value)s” is not a time limit (write 05 ngày làm việc, 15 ngày, 24 giờ làm việc).") % {"value": text}
        ) from None


def _minutes(text: str) -> int:
    try:
        span = read_span(text)
    except Invalid:
        span = None
    if span is None or span.seconds < 60:
        raise Unreadable(_("“%(value)s” is not a working time.") % {"value": text})
    return int(span.seconds // 60)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(piece.strip() for piece in _PARTED.split(text) if piece.strip())


def phases_of(text: str) -> tuple[PhaseRecord, ...]:
    """Phases as "name: limit" or "code | name: limit", one a line; without codes their places are theirs."""
    found: list[PhaseRecord] = []
    for line in text.splitlines():
        name, _colon, limit = line.rpartition(":")
        code, marked, rest = name.partition("|")
        found.append(PhaseRecord(code=code.strip() if marked else str(len(found) + 1),
                                 name=(rest if marked else name).strip(), limit=_limit(limit)))  # fmt: skip
    return tuple(found)


_READERS: dict[str, Any] = {
    "text": _line, "lines": str.strip, "day": _day, "count": _count, "yes": _yes, "limit": _limit,
    "minutes": _minutes, "codes": _codes,
}  # fmt: skip


def text_of(code: str, value: Any) -> str:
    """A value as its cell is written; what is written can be read back."""
    kind = columns.KINDS.get(code, "text")
    if value is None or value in ("", ()):
        return ""
    if code == "phases":
        return "\n".join(f"{one.code} | {one.name}: {limit_typed(one.limit)}" for one in value)
    if kind == "subjects":
        return "; ".join(columns.words_of(kind)[one] for one in value)
    if columns.is_list(kind):
        return columns.words_of(kind).get(value, str(value))
    if kind == "yes":
        return columns.YES if value else columns.NO
    if kind == "limit":
        return limit_typed(value)
    if kind == "day":
        return f"{value:%d/%m/%Y}"
    if kind == "minutes":
        hours, minutes = divmod(value, 60)
        return f"{hours} giờ" if not minutes else f"{value} phút"
    if kind == "codes":
        return "; ".join(value)
    return str(value)
