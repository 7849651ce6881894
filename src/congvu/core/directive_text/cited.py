"""Một viện dẫn: what is found of one cited document, and what follows its number: date, year, issuer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from congvu.core.directive_text.dates import whole_date_at, yearless_date_at
from congvu.core.directive_text.issuers import read_issuer

_DATE_WORD = re.compile(r"\s?[,;(]?\s?(?:(?:được\s+)?(?:ban hành|ký)\s+)?(?:ngày|NGÀY|Ngày)\s?")
_YEAR = re.compile(r"\s?,?\s?(?:năm|NĂM)\s+((?:19|20)\d\d)(?!\d)")
_PAREN_DATE = re.compile(r"\s?\(\s?(\d{1,2}\s?/\s?\d{1,2}\s?/\s?\d{4})\s?\)")
_OF = re.compile(r"\s?(?:của|CỦA)\s+")


@dataclass(frozen=True, slots=True)
class Found:
    """A citation inside one block, offsets into the block's compact text."""

    start: int
    end: int
    kind: str | None
    number: str | None
    issued_on: date | None
    year: int | None
    issuer: str | None
    confidence: float
    pinpoint: tuple[int, int] | None = None
    yearless: tuple[int, int] | None = None
    issuer_printed: bool = False


@dataclass(slots=True)
class Tail:
    """What follows a number; `yearless` is (month, day) of a date whose year is missing."""

    end: int
    issued_on: date | None = None
    year: int | None = None
    issuer: str | None = None
    yearless: tuple[int, int] | None = None


def after_number(text: str, position: int) -> Tail:
    """Date or year and issuer that follow a number or a title, in either order."""
    tail = Tail(position)
    for _ in range(2):
        if tail.issued_on is None and tail.yearless is None and tail.year is None:
            _take_date(text, tail)
        of = _OF.match(text, tail.end)
        if tail.issuer is None and of:
            stop = read_issuer(text, of.end())
            if stop > of.end():
                tail.issuer, tail.end = text[of.end() : stop], stop
    return tail


def _take_date(text: str, tail: Tail) -> None:
    word = _DATE_WORD.match(text, tail.end)
    if word:
        whole = whole_date_at(text, word.end())
        partial = None if whole else yearless_date_at(text, word.end())
        if whole:
            tail.issued_on, tail.end = whole
        elif partial:
            tail.yearless, tail.end = (partial[0], partial[1]), partial[2]
        return
    plain, paren = _YEAR.match(text, tail.end), _PAREN_DATE.match(text, tail.end)
    if plain:
        tail.year, tail.end = int(plain[1]), plain.end()
    elif paren:
        whole = whole_date_at(text, paren.start(1))
        if whole:
            tail.issued_on, tail.end = whole[0], paren.end()
