"""Ghép nội dung: which order of the answering document speaks of which order above, by the words they share.

Words that stand in many orders weigh little (inverse document frequency over both documents); pairs of neighbouring
words weigh beside single ones. A proposal for a person to confirm, with its score.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from congvu.core.text import fold

_WORD = re.compile(r"[^\W_]+")
#: Below this share of the weight of the shorter text two orders are held to speak of different things.
THRESHOLD = 0.34


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Nội dung giao of either document: `key` is the caller's, targets are (comparator, quantity, unit)."""

    key: int
    text: str
    verb: str = ""
    due_on: date | None = None
    leads: tuple[str, ...] = ()
    targets: tuple[tuple[str, Decimal, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """`below` speaks of `above` (keys); score from 0 to 1."""

    above: int
    below: int
    score: float


def _terms(text: str) -> Counter[str]:
    words = _WORD.findall(fold(text))
    return Counter(words) + Counter(f"{a} {b}" for a, b in pairwise(words))


def propose(above: Sequence[Order], below: Sequence[Order], threshold: float = THRESHOLD) -> tuple[Match, ...]:
    """For each order below the one above it most resembles, if it resembles it enough; best first.

    One order above may be answered by several below; an order below answers one. Equal input gives equal output.
    """
    upper, lower = [_terms(order.text) for order in above], [_terms(order.text) for order in below]
    n = len(upper) + len(lower)
    seen: Counter[str] = Counter(term for terms in (*upper, *lower) for term in terms)
    weight = {term: math.log((1 + n) / count) + (0.3 if " " in term else 0.0) for term, count in seen.items()}
    mass = [sum(weight[term] for term in terms) for terms in upper]
    found = []
    for order, terms in zip(below, lower, strict=True):
        own = sum(weight[term] for term in terms)
        best, score = -1, 0.0
        for place, other in enumerate(upper):
            shared = sum(weight[term] for term in terms.keys() & other.keys())
            least = min(own, mass[place])
            alike = shared / least if least > 0 else 0.0
            if alike > score:
                best, score = place, alike
        if best >= 0 and score >= threshold:
            found.append(Match(above[best].key, order.key, round(min(score, 1.0), 3)))
    return tuple(sorted(found, key=lambda match: (-match.score, match.above, match.below)))
