"""Một hồ sơ đang sống. Where a dossier stands, what time it is, who has it; the small words of its life."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from congvu.demo.living.acts import Act
from congvu.demo.living.dossiers.applicants import Manner, manner
from congvu.demo.living.dossiers.ground import Ground, Place, Sort
from congvu.demo.living.dossiers.roll import Entry
from congvu.demo.living.habits import Habit
from congvu.demo.living.province import Province
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case

#: Acts, each answered with the cases it touched, in the end with those that were opened beside the dossier.
Done = Generator[Act, list[Case], list[Case]]
#: Before the first act there is no case yet.
NONE_YET = Case(code="")


@dataclass
class Alive:
    """A dossier that lives: where it stands, what time it is, who has it."""

    province: Province
    ground: Ground
    entry: Entry
    rng: Random = field(init=False)
    case: Case = field(init=False)

    def __post_init__(self) -> None:
        self.rng = Random(f"{self.province.seed}/dossier/{self.entry.index}")
        self.place: Place = self.ground.places[self.entry.place]
        self.sort: Sort = self.ground.sorts[self.entry.sort]
        self.plan = self.sort.plan
        self.clerk = self.rng.choice(self.place.clerks)
        self.at = self.entry.submitted_at
        self.case = NONE_YET
        self.manner: Manner = manner(self.entry.applicant, self.province.seed)
        #: What is promised for the same day is done while the applicant waits, or soon after.
        self.hurry = 0.24 if self.plan.same_day else 1.2
        self.waits: dict[str, float] = {}
        self.asked: bool | None = None
        self.apologised = False
        #: Who has the paper, and how many days it lies somewhere on its way.
        self.paper_keeper, self.paper_lies = self.clerk, 0.0

    def do(self, name: str, actor: Actor, evasive: Habit | None = None, truth: dict[str, Any] | None = None,
           **told: Any) -> Done:  # fmt: skip
        """An act of this moment; the case stands as it left it. The cases it opened beside the dossier."""
        act = Act(self.at, f"dossier.{name}", self.case, actor, told, evasive.value if evasive else "", truth or {})
        self.case, *opened = yield act
        return opened

    def do_beside(self, name: str, case: Case, actor: Actor, **told: Any) -> Generator[Act, list[Case], None]:
        """An act of this moment on a case beside the dossier, which may change with it."""
        _beside, self.case = yield Act(self.at, f"dossier.{name}", case, actor, told)

    def wait(self, low: float, high: float) -> None:
        """Let working days pass."""
        self.at = self.province.later(self.at, self.rng.uniform(low, high))

    def note(self, who: str, days: float) -> None:
        """Remember who kept it for how long beyond what is usual."""
        self.waits[who] = self.waits.get(who, 0.0) + days

    @property
    def holder(self) -> Actor:
        """Who acts for whoever holds it now."""
        if self.case.holder_agency_id == self.place.desk.agency_id and self.case.holder_official_id is None:
            return self.clerk
        return self.ground.holder(self.case.holder_agency_id, self.case.holder_official_id)

    @property
    def left(self) -> float:
        """Working days to the due moment; none without one."""
        return self.province.days(self.at, self.case.due_at) if self.case.due_at else 0.0
