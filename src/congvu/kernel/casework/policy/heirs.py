"""Chia công việc cho cơ quan kế thừa: which heir of a unit that ended gets which of its open cases.

A case is never cut: it goes whole to one heir. The rule is that of the act: the heir with the largest share gets
all, or the cases are dealt out so that each heir has as near to its share as whole cases allow; a case that the act
names goes where the act says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, TypeVar

Key = TypeVar("Key", int, str)

ONLY, LARGEST, BY_SHARE, NAMED = "only", "largest", "by_share", "named"


@dataclass(slots=True)
class Dealer(Generic[Key]):
    """Deals the open cases of one ended unit to its heirs, one after the other; remembers how many each has."""

    heirs: Sequence[tuple[Key, Decimal]]
    by_share: bool = False
    pins: Mapping[str, Key] = field(default_factory=dict)
    given: list[int] = field(default_factory=list)

    def choose(self, code: str) -> tuple[Key, str]:
        """The heir of the next case and why: only, largest, by_share or named."""
        if code in self.pins and any(key == self.pins[code] for key, _share in self.heirs):
            return self.pins[code], NAMED
        if len(self.heirs) == 1:
            return self.heirs[0][0], ONLY
        if not self.by_share:
            return max(enumerate(self.heirs), key=lambda heir: (heir[1][1], -heir[0]))[1][0], LARGEST
        if not self.given:
            self.given = [0] * len(self.heirs)
        dealt = sum(self.given) + 1
        place = max(range(len(self.heirs)), key=lambda i: (self.heirs[i][1] * dealt - self.given[i], -i))
        self.given[place] += 1
        return self.heirs[place][0], BY_SHARE
