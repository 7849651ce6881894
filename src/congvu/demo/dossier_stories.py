"""Các câu chuyện hồ sơ của bản minh họa: which procedure, where, how long ago, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass

from congvu.demo.desks import CENTRE

SON, KHANH = "phuong-lam-son-pvhcc", "xa-an-khanh-pvhcc"
BIRTH, COPY, CERTIFIED, BUILDING, BUSINESS = "1.001193", "2.000908", "2.000815", "1.013225", "1.001612"
LINKED, DISABLED, LAND = "2.002755", "1.001806", "9.000101"


@dataclass(frozen=True, slots=True)
class Story:
    """Một hồ sơ của bản minh họa: which procedure, at which desk, so many working days ago, and what becomes of it.

    `pace`: how quickly each station lets go, as a share of its time (over 1 is late). `what` names a turn its life
    takes.
    """

    code: str
    desk: str
    ago: float
    what: str = ""
    pace: float = 0.6
    channel: str = "counter"


def stories() -> list[Story]:
    """Every state of a dossier, then ordinary days at the counter."""
    found = [
        Story(BUSINESS, SON, 0.15, "submitted", channel="online"),
        Story(BIRTH, SON, 0.4, "submitted", channel="online"),
        Story(BUSINESS, KHANH, 1.6, "submitted", channel="online"),
        Story(BUILDING, SON, 1.2, "asked_before", channel="online"),
        Story(COPY, SON, 2.0, "declined", channel="online"),
        Story(BUILDING, SON, 3.5, "supplement"), Story(BUSINESS, SON, 6.0, "supplemented"),
        Story(LINKED, SON, 9.0, "linked"), Story(LINKED, KHANH, 14.0, "linked", pace=1.2),
        Story(LINKED, SON, 12.5, "apology", pace=0.25),
        Story(BUILDING, SON, 4.0, "consult", pace=0.9), Story(BUILDING, KHANH, 9.0, "apology", pace=1.3),
        Story(BUILDING, SON, 11.0, "late", pace=1.9), Story(BUSINESS, KHANH, 8.0, "late", pace=2.2),
        Story(BUILDING, SON, 13.0, pace=0.5), Story(BUILDING, SON, 12.0, "taken_back", pace=0.5),
        Story(LAND, SON, 6.0, "paying", pace=0.7), Story(BUSINESS, SON, 24.0, "never"),
        Story(BUSINESS, SON, 5.0, "refused"), Story(COPY, SON, 3.0, "withdrawn"),
        Story(BUSINESS, SON, 2.6, "unreturned"), Story(CERTIFIED, SON, 1.1, "unreturned"),
        Story(DISABLED, CENTRE, 8.0, pace=0.8), Story(DISABLED, SON, 4.0, "elsewhere"), Story(BUSINESS, SON, 0.1),
        Story(BIRTH, SON, 0.05), Story(CERTIFIED, SON, 0.2),
    ]  # fmt: skip
    for n in range(36):
        code = (BIRTH, CERTIFIED, COPY, BUSINESS, BIRTH, CERTIFIED)[n % 6]
        desk = SON if n % 3 else KHANH
        way = "online" if n % 2 else "counter"
        found.append(Story(code, desk, 1.0 + n * 0.8, pace=0.3 + (n * 7 % 10) / 20, channel=way))
    return found
