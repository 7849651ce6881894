"""So sánh hai phiên bản: two texts paragraph beside paragraph, and inside changed paragraphs word by word.

Pure: no database, no settings. Paragraphs are aligned first (a paragraph moved or inserted does not spoil the rest);
where some were replaced, those that resemble each other most stand side by side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Mark = Literal["", "gone", "new"]
Kind = Literal["same", "changed", "gone", "new"]

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
#: From this likeness on two paragraphs are taken for versions of each other.
ALIKE = 0.45
#: Larger blocks of replaced paragraphs are paired in their order; comparing each with each would take too long.
MAX_PAIRS = 3600
MAX_WORDS = 6000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph: unchanged, gone from the older, or new in the newer."""

    text: str
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the two columns; an empty side has no pieces."""

    kind: Kind
    left: tuple[Piece, ...] = ()
    right: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs: the rows, and how many words are gone, new and unchanged."""

    rows: tuple[Row, ...]
    gone: int
    new: int
    kept: int

    @property
    def changed_rows(self) -> int:
        return sum(1 for row in self.rows if row.kind != "same")

    @property
    def percent_kept(self) -> int:
        """Whole per cent of the older text's words that are still there; 100 for an empty one."""
        older = self.kept + self.gone
        return 100 if not older else self.kept * 100 // older


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, blanks put right, empty ones left out."""
    return [line for raw in text.replace("\f", "\n").splitlines() if (line := " ".join(raw.split()))]


def compare(older: str, newer: str) -> Comparison:
    """Compare two texts. Joining the pieces of a side, without the other's, gives that side's paragraphs back."""
    left, right = paragraphs(older), paragraphs(newer)
    rows: list[Row] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [Row("same", (Piece(text),), (Piece(text),)) for text in left[i1:i2]]
        elif tag == "delete":
            rows += [_gone(text) for text in left[i1:i2]]
        elif tag == "insert":
            rows += [_new(text) for text in right[j1:j2]]
        else:
            rows += _replaced(left[i1:i2], right[j1:j2])
    return Comparison(
        tuple(rows),
        gone=_count(rows, "left", "gone"), new=_count(rows, "right", "new"), kept=_count(rows, "left", ""),
    )


def words_in(text: str) -> int:
    """How many words a text has."""
    return len(text.split())


def _gone(text: str) -> Row:
    return Row("gone", left=(Piece(text, "gone"),))


def _new(text: str) -> Row:
    return Row("new", right=(Piece(text, "new"),))


def _count(rows: Sequence[Row], side: str, mark: Mark) -> int:
    return sum(words_in(piece.text) for row in rows for piece in getattr(row, side) if piece.mark == mark)


def _replaced(left: Sequence[str], right: Sequence[str]) -> list[Row]:
    rows: list[Row] = []
    i = j = 0
    for a, b in _pairs(left, right):
        rows += [_gone(text) for text in left[i:a]] + [_new(text) for text in right[j:b]]
        rows.append(_changed(left[a], right[b]))
        i, j = a + 1, b + 1
    return rows + [_gone(text) for text in left[i:]] + [_new(text) for text in right[j:]]


def _pairs(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Rising pairs of paragraphs that resemble each other, of the greatest total likeness."""
    if len(left) * len(right) > MAX_PAIRS:
        return [(k, k) for k in range(min(len(left), len(right)))]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    like = [[_likeness(a, b) for b in right] for a in left]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            here = like[i][j] + best[i + 1][j + 1] if like[i][j] >= ALIKE else 0.0
            best[i][j] = max(here, best[i + 1][j], best[i][j + 1])
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if like[i][j] >= ALIKE and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _likeness(a: str, b: str) -> float:
    return SequenceMatcher(None, a.split(), b.split(), autojunk=False).ratio()


def _changed(older: str, newer: str) -> Row:
    """Two paragraphs word by word; very long ones as a whole."""
    a, b = _WORD.findall(older), _WORD.findall(newer)
    if len(a) > MAX_WORDS or len(b) > MAX_WORDS:
        return Row("changed", (Piece(older, "gone"),), (Piece(newer, "new"),))
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        gone, new = "".join(a[i1:i2]), "".join(b[j1:j2])
        if tag == "equal":
            left.append(Piece(gone))
            right.append(Piece(new))
            continue
        if gone:
            left.append(Piece(gone, "gone"))
        if new:
            right.append(Piece(new, "new"))
    return Row("changed", tuple(left), tuple(right))
