"""Hành vi làm được trên nhiều việc một lúc: which acts the selected cases allow, and to how many of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries.acts import Act, acts_open_to

#: What a form for many cases can ask: an act that needs more belongs on the page of its case.
ASKED_FOR_MANY = frozenset({"to_agency", "to_official", "official", "ground", "words"})
#: Acts whose words are about one case only.
SINGLY = frozenset({"note", "explain", "progress", "refer_upward", "ask_extension", "propose_reassignment", "answer"})


@dataclass(frozen=True, slots=True)
class ManyAct:
    """An act with a case it is open on (for its form), and on how many of the selected it is open."""

    act: Act
    sample: Case
    count: int


def acts_for_many(actor: Actor, cases: Sequence[Case], now: datetime) -> list[ManyAct]:
    """The acts open on at least one of the cases, the one open on most first."""
    found: dict[str, ManyAct] = {}
    for case in cases:
        for act in acts_open_to(actor, case, now):
            if act.code in SINGLY or not fits_many(act):
                continue
            known = found.get(act.code)
            found[act.code] = ManyAct(known.act, known.sample, known.count + 1) if known else ManyAct(act, case, 1)
    return sorted(found.values(), key=lambda one: (-one.count, str(one.act.label)))


def fits_many(act: Act) -> bool:
    """Whether the form of the act asks only for what may be the same for many cases; a file that may be left out is
    no hindrance, one that is needed or a page of the act's own is."""
    return set(act.fields) - {"file"} <= ASKED_FOR_MANY and not act.url and not act.singly
