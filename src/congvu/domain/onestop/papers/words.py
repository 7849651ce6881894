"""Chữ trên phiếu: money, moments and counts as slips write them, in Vietnamese whatever the screen says."""

from __future__ import annotations

from datetime import date, datetime

from congvu.core.text import number_words
from congvu.core.working_time import HANOI


def money(amount: int) -> str:
    """Whole đồng with dots between thousands: "150.000 đồng"."""
    return f"{amount:,} đồng".replace(",", ".")


def amount_in_words(amount: int) -> str:
    """Số tiền bằng chữ: "Một trăm năm mươi nghìn đồng". ValueError for a negative amount."""
    words = number_words(amount)
    return f"{words[:1].upper()}{words[1:]} đồng"


def moment(at: datetime | None) -> str:
    """ "08 giờ 15 phút, ngày 20/11/2026" in Vietnam's time; "" without a moment."""
    if at is None:
        return ""
    here = at.astimezone(HANOI)
    return f"{here:%H} giờ {here:%M} phút, ngày {here:%d/%m/%Y}"


def short_moment(at: datetime | None) -> str:
    """ "08:15 20/11/2026", for the cells of a table."""
    return f"{at.astimezone(HANOI):%H:%M %d/%m/%Y}" if at else ""


def day(on: date | datetime | None) -> str:
    """ "20/11/2026"; the day in Vietnam of a moment; "" without one."""
    if isinstance(on, datetime):
        on = on.astimezone(HANOI)
    return f"{on:%d/%m/%Y}" if on else ""


def count(number: int) -> str:
    """A small count with two digits as forms write it: "01"; "" for none."""
    return f"{number:02d}" if number else ""


def lower_first(text: str) -> str:
    """The text to stand inside a sentence; a name or an abbreviation keeps its capital."""
    word = text.split(" ", 1)[0]
    return text if word.isupper() and len(word) > 1 else text[:1].lower() + text[1:]
