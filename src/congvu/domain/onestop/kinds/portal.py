"""Cổng Dịch vụ công: the socket of portals. A face brings the client; the room knows what to say and when.

    bring(lambda: SomePortal(...))   # when the face starts; the function gives None where nothing is connected
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

#: The answer code of a portal that took what it was told (public integration code; unverified).
TAKEN = "00"


class PortalDown(Exception):
    """The portal does not answer, or says that it cannot now. `unclear`: it may have kept what it was told."""

    def __init__(self, words: str, *, unclear: bool = False) -> None:
        super().__init__(words)
        self.unclear = unclear


@dataclass(frozen=True, slots=True)
class Told:
    """Gói tin. What is told: `ref` names the message and is the same at every attempt."""

    ref: str
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """Trả lời của Cổng for one message."""

    code: str
    words: str = ""

    @property
    def taken(self) -> bool:
        return self.code == TAKEN


class Portal(Protocol):
    """What a portal must be able to do. Every call may raise `PortalDown`; every call may be repeated."""

    def push_dossiers(self, told: Sequence[Told], *, update: bool) -> list[Answer]:
        """DongBoHoSoMC: make dossiers known, or bring known ones up to date; an answer each, in the same order."""
        ...

    def push_progress(self, told: Sequence[Told]) -> list[Answer]:
        """CapNhatTienDoHoSoMC: who did what when; an answer each, in the same order."""
        ...

    def known(self, codes: Sequence[str]) -> set[str]:
        """TraCuuHoSo: which of these dossiers the portal has."""
        ...

    def said_of(self, from_on: date, to_on: date) -> list[dict[str, Any]]:
        """TraCuuHoSo by period: what the portal says of the dossiers received in these days."""
        ...


Factory = Callable[[], Portal | None]


class _Socket:
    factory: Factory | None = None


def bring(factory: Factory) -> None:
    """The face that speaks to the portal says how to reach it."""
    _Socket.factory = factory


def portal() -> Portal | None:
    """The portal of this installation; None where none is connected."""
    return _Socket.factory() if _Socket.factory is not None else None
