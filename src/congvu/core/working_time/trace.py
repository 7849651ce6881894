"""Vết tính. The steps of a reckoning as they are taken; a certificate is these lines put into words.

A line is a code and plain values (texts, whole numbers, ISO dates); `wording` turns it into a sentence. Moments
are ISO 8601 with +07:00, dates ISO, lengths whole seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = str | int | bool


@dataclass(frozen=True, slots=True)
class TraceLine:
    """Dòng diễn giải. One step: its code and the values that belong into the sentence."""

    code: str
    params: Mapping[str, Value] = field(default_factory=dict)


class Trace:
    """Collects lines while a number is being reckoned."""

    __slots__ = ("lines",)

    def __init__(self) -> None:
        self.lines: list[TraceLine] = []

    def note(self, code: str, /, **params: Value) -> None:
        """Write down one step."""
        self.lines.append(TraceLine(code, params))
