"""So sánh: for every order above, whether it is covered, and what the orders that cover it lose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from congvu.core.lineage.matching import Order
from congvu.core.lineage.verbs import strength_of
from congvu.core.text import fold

Target = tuple[str, Decimal, str]


class Kind(StrEnum):
    """What can be lost on the way down."""

    UNCOVERED = "uncovered"
    LATER = "later"
    UNDATED = "undated"
    WEAKER = "weaker"
    TARGET_LOWER = "target_lower"
    TARGET_MISSING = "target_missing"
    NO_OWNER = "no_owner"


@dataclass(frozen=True, slots=True)
class Loss:
    """One loss. `days` for a grown deadline (calendar days), `before` and `after` in the words of the documents."""

    kind: Kind
    below: int | None = None
    days: int | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """An order above, the orders below that answer it, and what they lose; nothing lost is an empty tuple."""

    above: Order
    below: tuple[Order, ...]
    losses: tuple[Loss, ...]

    @property
    def covered(self) -> bool:
        """Whether anything answers it."""
        return bool(self.below)


def compare(above: Sequence[Order], below: Sequence[Order], links: Iterable[tuple[int, int]]) -> tuple[Finding, ...]:
    """A finding for each order above, in its order; `links` are pairs (above, below) of keys somebody stands for.

    A deadline has grown when even the earliest day below is later; a verb is weaker when even the strongest is. Links
    to keys that are not given are ignored.
    """
    known = {order.key: order for order in below}
    linked: dict[int, list[Order]] = {}
    for upper, lower in links:
        if lower in known:
            linked.setdefault(upper, []).append(known[lower])
    return tuple(_finding(order, tuple(linked.get(order.key, ()))) for order in above)


def _finding(above: Order, below: tuple[Order, ...]) -> Finding:
    if not below:
        return Finding(above, below, (Loss(Kind.UNCOVERED),))
    losses = [*_deadline(above, below), *_verb(above, below), *_targets(above, below)]
    losses += [Loss(Kind.NO_OWNER, order.key) for order in below if not order.leads]
    return Finding(above, below, tuple(losses))


def _deadline(above: Order, below: tuple[Order, ...]) -> list[Loss]:
    if above.due_on is None:
        return []
    dated: Mapping[date, Order] = {order.due_on: order for order in reversed(below) if order.due_on is not None}
    if not dated:
        return [Loss(Kind.UNDATED, below[0].key, before=f"{above.due_on:%d/%m/%Y}")]
    first = min(dated)
    if first <= above.due_on:
        return []
    return [
        Loss(Kind.LATER, dated[first].key, (first - above.due_on).days, f"{above.due_on:%d/%m/%Y}", f"{first:%d/%m/%Y}")
    ]


def _verb(above: Order, below: tuple[Order, ...]) -> list[Loss]:
    wanted = strength_of(above.verb, above.text)
    ranked = [(found, order) for order in below if (found := strength_of(order.verb, order.text)) is not None]
    if wanted is None or not ranked:
        return []
    strongest, order = max(ranked, key=lambda one: one[0])
    return [Loss(Kind.WEAKER, order.key, before=above.verb, after=order.verb)] if strongest < wanted else []


def _targets(above: Order, below: tuple[Order, ...]) -> list[Loss]:
    """A target above that no order below keeps; compared only where the unit is the same."""
    found = []
    for target in above.targets:
        same = [(one, order.key) for order in below for one in order.targets if fold(one[2]) == fold(target[2])]
        if not same:
            found.append(Loss(Kind.TARGET_MISSING, before=_said(target)))
        elif not any(_keeps(one, target) for one, _key in same):
            nearest, key = min(same, key=lambda one: abs(one[0][1] - target[1]))
            found.append(Loss(Kind.TARGET_LOWER, key, before=_said(target), after=_said(nearest)))
    return found


def _keeps(one: Target, wanted: Target) -> bool:
    """Whether a target is at least as demanding: not lower than a floor, not higher than a ceiling."""
    if wanted[0].startswith("<"):
        return one[1] <= wanted[1]
    return one[1] >= wanted[1]


def _said(target: Target) -> str:
    number = format(target[1].normalize(), "f").replace(".", ",")
    sign = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< "}.get(target[0], "")
    return f"{sign}{number} {target[2]}".strip()
