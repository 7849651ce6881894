"""Hồ sơ giữa các cơ quan. Whom a dossier meets: those who are asked, those who work beside it, who carries its paper.

Whether somebody is late or says nothing is drawn when he is asked, so that the file of truth knows it from then on;
when he acts follows from the time he was given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from congvu.core.working_time import HANOI
from congvu.demo.living.dossiers.alive import Alive
from congvu.demo.living.habits import Habit
from congvu.demo.living.life import ASKED, Life
from congvu.demo.living.province import local_day
from congvu.domain.onestop.policy.plans import Stop
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case, Silence
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.competence import term_on

#: The system looks for questions, and for parts, whose time is over every so many minutes.
QUESTIONS_EVERY, PARTS_EVERY = 30, 10
IN_TIME, LATE, SILENT = "in_time", "late", "silent"
#: Of those who are asked so many do not answer in their time.
TARDY = 0.22
#: Of the papers that travel so many lie somewhere first.
LIES = 0.08
QUESTIONS = (
    "Đề nghị cho ý kiến về điều kiện giải quyết của hồ sơ theo chức năng của cơ quan.",
    "Đề nghị xác nhận thông tin của người nộp hồ sơ đang được lưu giữ tại cơ quan.",
    "Đề nghị cho ý kiến về sự phù hợp của hồ sơ với quy hoạch được duyệt.",
)
OPINIONS = (
    "Thống nhất, hồ sơ đủ điều kiện theo quy định.",
    "Thông tin trong hồ sơ khớp với dữ liệu đang lưu giữ.",
    "Thống nhất; đề nghị thực hiện đúng nội dung đã được duyệt.",
)


class AmongOthers(Alive):
    """A dossier's dealings with others than the applicant and its holder."""

    # --- opinions ---

    def _asked_others(self, holder: Actor, habit: Habit | None) -> Life:
        """One or two departments are asked; the clock runs on. Who splits asks where nothing needs to be asked."""
        self.wait(0.03, 0.3)
        own = people.top_unit_of(self.case.holder_agency_id)
        units = self.rng.sample([code for code in ASKED if self.ground.cast.agency(code).pk != own],
                                self.rng.choice((1, 1, 2)))  # fmt: skip
        agrees = term_on("", local_day(self.at)).silence == Silence.CONSENT
        fates = {unit: self._fate(silent=agrees) for unit in units}
        began, question = self.at, self.rng.choice(QUESTIONS)
        asked = yield from self.do(
            "consult", holder, habit, {"asked": fates, "needed": habit is None}, units=units, question=question
        )
        for case, fate in self._in_their_time(asked, list(fates.values()), QUESTIONS_EVERY):
            if fate == SILENT:
                yield from self.do_beside("question_silent", case, Actor.system())
            else:
                head = self.province.staff(self.ground.codes[case.accountable_agency_id], self.at).head
                yield from self.do_beside("answer", case, head, words=self.rng.choice(OPINIONS))
        self.note("asked", self.province.days(began, self.at))
        self.wait(0.05, 0.3)

    # --- work side by side ---

    def _forwarded(self, stop: Stop, holder: Actor, way: Habit | None = None) -> Life:
        """On to the next stop; what runs side by side before it comes first. Its paper goes with it."""
        after = self.plan.after(stop.code)
        branches = self.plan.branches_before(after.code) if after is not None else {}
        if branches:
            yield from self._worked_beside(list(branches.values()), holder)
        yield from self.do("forward", holder, way)
        yield from self._paper_leaves()

    def _worked_beside(self, branches: Sequence[tuple[Stop, ...]], holder: Actor) -> Life:
        """Each branch to its agency; the dossier waits until the last of them is done or has fallen silent."""
        fates = [self._fate(silent=stops[0].silence_agrees) for stops in branches]
        units = [self.ground.codes[self.ground.taker(self.place, self.plan, one[0]).agency_id] for one in branches]
        began = self.at
        parts = yield from self.do("forward", holder, truth={"beside": dict(zip(units, fates, strict=True))})
        allowed = max(self.province.days(began, part.due_at) for part in parts if part.due_at is not None)
        for part, fate in self._in_their_time(parts, fates, PARTS_EVERY):
            if fate == SILENT:
                yield from self.do_beside("part_silent", part, Actor.system())
            else:
                doer = self.ground.holder(part.holder_agency_id, part.holder_official_id)
                yield from self.do_beside("part_done", part, doer, words="Thống nhất nội dung hồ sơ.")
        beyond = self.province.days(began, self.at) - allowed
        if beyond > 0:
            self.note("beside", beyond)
        self.wait(0.05, 0.3)

    # --- when others act ---

    def _fate(self, *, silent: bool) -> str:
        if self.rng.random() >= TARDY:
            return IN_TIME
        return SILENT if silent else LATE

    def _in_their_time(
        self, cases: Sequence[Case], fates: Sequence[str], every: int
    ) -> Iterator[tuple[Case, str]]:  # fmt: skip
        """What was given to others, in the order of time in which they end it; the moment is that of each."""
        known = [(case.due_at, case, fate) for case, fate in zip(cases, fates, strict=True) if case.due_at is not None]
        moments = [(self._moment(due, fate, every), due, place) for place, (due, _case, fate) in enumerate(known)]
        for at, _due, place in sorted(moments):
            self.at = at
            yield known[place][1:]

    def _moment(self, due: datetime, fate: str, every: int) -> datetime:
        """In time is not after the due moment; who may be silent is found so at the system's next look."""
        if fate == SILENT:
            return looked_at(due, every)
        if fate == LATE:
            return self.province.later(due, self.rng.uniform(0.2, 2.5))
        return min(due, self.province.later(self.at, self.rng.uniform(0.15, 0.95) * self.province.days(self.at, due)))

    # --- the paper ---

    def _paper_leaves(self) -> Life:
        """What was handed in on paper goes after the file to the agency it was offered to."""
        to = self.case.transfer_agency_id
        if to is None or self.entry.channel == "online":
            return
        self.paper_lies = self.rng.uniform(1, 5) if self.rng.random() < LIES else 0.0
        self.wait(0.005, 0.05)
        yield from self.do(
            "paper_sent", self.paper_keeper, truth={"paper": "lies"} if self.paper_lies else None, to_agency_id=to
        )

    def _paper_arrives(self, taker: Actor) -> Life:
        """Who has the file scans the slip when the paper comes; before that he does not begin."""
        if self.entry.channel == "online":
            return
        self.wait(0.05 + 0.9 * self.paper_lies, 0.5 + self.paper_lies)
        if self.paper_lies:
            self.note("paper", self.paper_lies)
        yield from self.do("paper_received", taker)
        self.paper_keeper = taker


def looked_at(due: datetime, every: int) -> datetime:
    """The first of the moments, so many minutes apart, at which the system finds that a time is over."""
    step = every * 60
    return datetime.fromtimestamp((int(due.timestamp()) // step + 1) * step, HANOI)
