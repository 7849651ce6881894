"""Một đời công việc. What happens to one task from the order to its end, as the habits of its people make it.

A life is drawn from the seed and the code of the case alone: it reads no table, so that it can be lived again to the
same moment, by hand or in bulk. It yields acts in the order of time; asking others gives back their child cases.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from congvu.demo.living.acts import Act
from congvu.demo.living.habits import Habit
from congvu.demo.living.province import REFORM_AT, Province, Staff, local_day
from congvu.demo.words import Words
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries.clocks import close_of

Life = Generator[Act, list[Case], None]
WORDS = Words()
#: Who is asked for an opinion.
ASKED = ("stc", "stp", "snv", "skhcn", "sxd", "snnmt")
REMINDER = "Đề nghị đơn vị khẩn trương thực hiện, báo cáo tiến độ trước cuối tuần."
PROMPTNESS = {Habit.PROMPT: 0.3, Habit.STEADY: 0.6, Habit.OVERLOADED: 1.0, Habit.WAITS: 0.9}


@dataclass
class TaskLife:
    """One task given to one unit, and who has it."""

    province: Province
    case: Case
    unit: str
    at: datetime
    due: datetime
    accept_by: datetime
    rng: Random
    staff: Staff = field(init=False)
    giver: Actor = field(init=False)
    doer: Actor = field(init=False)
    way: Habit | None = None

    def __post_init__(self) -> None:
        self.staff = self.province.staff(self.unit, self.at)
        self.giver = self.rng.choice(self.province.followers())
        self.doer = self.rng.choice(self.staff.officers) if self.staff.officers else self.staff.head
        person = self.province.person(self.doer)
        slipping = person.habit.evades and self.rng.random() < person.slips
        self.way = person.habit if slipping else None
        self.tempo = person.pace * self.province.load(self.unit, self.at)

    # --- small words ---

    def act(self, name: str, actor: Actor, evasive: Habit | None = None, **told: Any) -> Act:
        """An act of this moment."""
        return Act(self.at, name, self.case, actor, told, evasive.value if evasive else "")

    def wait(self, low: float, high: float) -> None:
        """Let working days pass; when the reform comes, who has the task changes with it."""
        before = self.at
        self.at = self.province.later(self.at, self.rng.uniform(low, high))
        if before < REFORM_AT <= self.at and self.unit not in self.province.cast.departments:
            self._inherited()

    def until(self, moment: datetime) -> None:
        """Let time pass until a moment, if it is still to come."""
        if moment > self.at:
            self.wait(days := self.province.days(self.at, moment), days)

    def _inherited(self) -> None:
        self.unit = self.province.heirs.get(self.unit, self.unit)
        self.staff = self.province.staff(self.unit, self.at)
        self.doer = self.staff.head

    @property
    def left(self) -> float:
        """Working days to the deadline."""
        return self.province.days(self.at, self.due)

    @property
    def settled(self) -> bool:
        """Whether nothing should be begun that the reform would cut through."""
        return not self.at < REFORM_AT <= self.province.later(self.at, 12)

    # --- the life ---

    def run(self) -> Life:
        """From the offer to the end."""
        yield from self._accepted()
        allowed = self.left
        yield from self._work(allowed)
        if self.way is Habit.BUYS_TIME and self.settled:
            yield from self._bought_time()
        elif self.way is Habit.SPLITS and self.settled:
            yield from self._asked_others(self.rng.randint(2, 3), Habit.SPLITS)
        elif self.rng.random() < 0.12 and self.settled:
            yield from self._asked_others(self.rng.randint(1, 2), None)
        if self.way is Habit.LAST_HOUR and self.staff.officers and self.left > 0.5 and self.settled:
            yield from self._passed_on()
        elif self.way is Habit.WAITS:
            yield from self._reminded()
        elif self.tempo > 1.0 and self.left > 0.6 and self.rng.random() < 0.3 and self.settled:
            yield from self._more_time()
        if self.at > self.due and self.rng.random() < 0.5:
            yield self.act("explain", self.doer, words=WORDS.explanation(self.rng))
            self.wait(0.1, 1.5)
        yield from self._ended()

    def _accepted(self) -> Iterator[Act]:
        if self.rng.random() < 0.05 * self.tempo:
            self.until(self.accept_by)
            self.wait(0.02, 0.1)
            self.doer = self.staff.head
            yield self.act("deem", self.doer)
            return
        share = PROMPTNESS.get(self.province.person(self.staff.head).habit, 0.7)
        days = max(0.02, self.province.days(self.at, self.accept_by))
        self.wait(0.02 * days, days * share * 0.9)
        yield self.act("accept", self.staff.head, to=self.doer)

    def _work(self, allowed: float) -> Iterator[Act]:
        """Progress on the way; somebody unhurried is reminded now and then."""
        steps = self.rng.choices((1, 2, 3, 4, 5, 6), (10, 22, 26, 20, 13, 9))[0]
        done = 0
        for step in range(steps):
            share = max(0.4, allowed) * self.tempo * 0.75 / steps
            self.wait(share * 0.5, share * 1.2)
            done = min(95, max(done, round(90 * (step + 1) / steps) - self.rng.randrange(10)))
            yield self.act("progress", self.doer, words=WORDS.progress(self.rng, done), progress=done)
            if self.left < 1.5 and self.rng.random() < 0.3:
                self.wait(0.05, 0.3)
                yield self.act("remind", self.giver, words=REMINDER)

    def _bought_time(self) -> Iterator[Act]:
        """Says near the end that it is somebody else's; while that is decided, time passes."""
        if self.left > 2:
            self.wait(0.3 * self.left, 0.6 * self.left)
        if not self.settled:
            return
        yield self.act(
            "propose", self.staff.head, Habit.BUYS_TIME, ground="reassignment.not_our_function",
            words=WORDS.reassignment(self.rng),
        )
        self.wait(0.4, 1.6)
        yield self.act("decide", self.giver, grant=False, ground="reassignment_refusal.is_function")
        self.wait(0.5, 2.5)

    def _asked_others(self, count: int, way: Habit | None) -> Life:
        units = self.rng.sample([code for code in ASKED if code != self.unit], count)
        children = yield self.act("consult", self.doer, way, units=units, question=WORDS.question(self.rng))
        asked_at, answered = self.at, []
        for unit, child in zip(units, children, strict=True):
            at = self.province.later(asked_at, self.rng.uniform(0.8, 4.5))
            answered.append((at, unit, child, self.rng.random() < 0.9))
        for at, unit, child, replies in sorted(answered, key=lambda one: one[0]):
            self.at = max(self.at, at)
            if replies:
                head = self.province.staff(unit, self.at).head
                yield Act(self.at, "answer", child, head, {"words": WORDS.opinion(self.rng)})
            else:
                yield Act(self.at, "withdraw_question", child, self.doer, {"words": "Không còn cần ý kiến."})
        self.wait(0.1, 0.6)

    def _passed_on(self) -> Iterator[Act]:
        """Hands it to a colleague when there is no time left to do it."""
        self.until(self.province.later(self.at, max(0.05, self.left - self.rng.uniform(0.1, 0.4))))
        others = [one for one in (*self.staff.officers, self.staff.head) if one != self.doer]
        other = self.rng.choice(others)
        yield self.act("offer", self.doer, Habit.LAST_HOUR, to=other, unit=self.unit, words=WORDS.handing(self.rng))
        self.wait(0.15, 0.6)
        yield self.act("take", other, to=other)
        self.doer = other
        self.wait(0.8, 4)

    def _reminded(self) -> Iterator[Act]:
        """Lies until somebody asks."""
        self.until(self.province.later(self.due, self.rng.uniform(0.3, 2.5)))
        yield self.act("remind", self.giver, words=REMINDER)
        self.wait(0.1, 0.8)
        yield self.act("progress", self.doer, Habit.WAITS, words=WORDS.progress(self.rng, 60), progress=60)
        self.wait(0.5, 2.5)

    def _more_time(self) -> Iterator[Act]:
        """Asks for more time before the deadline, as one should who cannot make it."""
        new = close_of(self.province.calendar, local_day(self.province.later(self.due, self.rng.randint(5, 12))))
        words = WORDS.extension(self.rng)
        yield self.act("extend", self.doer, new_due_at=new, ground="extension.scope_grew", words=words)
        self.wait(0.3, min(1.6, max(0.31, self.left)))
        if self.rng.random() < 0.75:
            yield self.act("decide", self.giver, grant=True, ground="")
            self.due = new
        else:
            yield self.act("decide", self.giver, grant=False, ground="extension_refusal.no_progress")
        self.wait(0.3 * self.left * self.tempo, 0.3 + 0.7 * self.left * self.tempo)

    def _ended(self) -> Iterator[Act]:
        """Reported, perhaps returned, verified; what was only made to look done comes back."""
        if self.way is Habit.PERIOD_END:
            self.until(self.province.period_end(self.at, self.due))
        way = self.way if self.way is Habit.PERIOD_END else None
        yield self.act("report", self.doer, way, words=WORDS.result(self.rng))
        follower = self.province.person(self.giver)
        trifles = follower.habit is Habit.TRIFLES and self.rng.random() < follower.slips
        returns = self.rng.randint(1, 2) if trifles else int(self.rng.random() < 0.08)
        for _time in range(returns):
            self.wait(0.3, 2.0)
            ground, words = "return.no_document", WORDS.returning(self.rng)
            yield self.act("return", self.giver, Habit.TRIFLES if trifles else None, ground=ground, words=words)
            self.wait(0.4, 4.0 * self.tempo)
            yield self.act("report", self.doer, words=WORDS.result(self.rng))
        self.wait(0.2, 2.2)
        yield self.act("verify", self.giver)
        if self.way is Habit.PERIOD_END or self.rng.random() < 0.01:
            self.wait(4, 15)
            yield self.act(
                "reopen", self.giver, ground="reopening.result_wrong",
                words="Số liệu đã báo cáo không khớp với kết quả kiểm tra.",
            )
            self.wait(1, 8)
            yield self.act("report", self.doer, words=WORDS.result(self.rng))
            self.wait(0.2, 1.5)
            yield self.act("verify", self.giver)
