"""Tập thể được đề xuất từ kết quả: units of which the month says something good as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from congvu.core.text import skey
from congvu.domain.conduct.policy.praise import PROPOSE_PRAISE
from congvu.domain.conduct.queries.heard import Heard, heard_of_units
from congvu.domain.conduct.queries.praising import end_of_month, praised_already
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.kinds import Fact
from congvu.kernel.casework.policy import may_see, people


@dataclass(slots=True)
class Collective:
    """Tập thể. What speaks for it, and which of that it was praised for already."""

    agency_id: int
    name: str
    heard: Heard
    used: dict[str, str] = field(default_factory=dict)

    def figures(self) -> dict[str, Any]:
        """What is kept with the proposal, in plain values."""
        return {"clean": len(self.heard.best), "sampled": self.heard.n}

    @property
    def free(self) -> list[Fact]:
        """What it has not been praised for."""
        return [fact for fact in self.heard.best if not self.used.keys() & set(keys_of(fact))]


def keys_of(fact: Fact) -> tuple[str, str]:
    """The merits a fact may stand as: its case, or the paper that shows it."""
    return fact.case.code, f"paper/{skey(fact.source)}"[:200]


def collectives(actor: Actor, first: date) -> list[Collective]:
    """Units of the actor's agencies with something that speaks for them in a month, those with most first."""
    scope, found = actor.scope_of(PROPOSE_PRAISE), []
    for agency_id, heard in heard_of_units(first, end_of_month(first)).items():
        if heard.best and (scope is None or agency_id in scope):
            keys = [key for fact in heard.best for key in keys_of(fact)]
            found.append(Collective(agency_id, people.agency_name(agency_id), heard,
                                    praised_already(f"a{agency_id}", keys)))  # fmt: skip
    return sorted(found, key=lambda one: (-len(one.heard.best), one.name))


def merits_of(actor: Actor, one: Collective) -> tuple[list[str], list[str]]:
    """Codes of the cases the actor may see, and the papers of the others, that it was not praised for."""
    seen = [fact for fact in one.free if may_see(actor, fact.case)]
    codes = list(dict.fromkeys(fact.case.code for fact in seen))
    return codes, [fact.source for fact in one.free if fact not in seen]
