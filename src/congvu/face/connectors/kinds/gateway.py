"""Cổng kết nối: what every gateway must be able to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class GatewayDown(Exception):
    """The gateway does not answer, or answers that it cannot; the message stays and is tried again."""


class Gateway(Protocol):
    """What an axis must be able to do. Every call may raise `GatewayDown`; every call may be repeated."""

    def send(self, raw: bytes, *, sender: str, receiver: str, status: bool = False) -> str:
        """Hand a message over; returns the axis' own reference."""
        ...

    def waiting(self) -> Sequence[str]:
        """References of messages that wait for us."""
        ...

    def fetch(self, ref: str) -> bytes:
        """The message itself."""
        ...

    def done(self, ref: str, *, accepted: bool, words: str = "") -> None:
        """Tell the axis that a message was taken, or why it was not."""
        ...
