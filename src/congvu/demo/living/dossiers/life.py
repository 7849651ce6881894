"""Một đời hồ sơ. What happens to one dossier from the counter to the result, as the habits of those it meets make it.

Drawn from the seed and its place in the roll alone. Every act gives the case back as it stands then: by hand from the
database, in bulk from memory.
"""

from __future__ import annotations

from datetime import timedelta

from congvu.demo.living.dossiers.others import AmongOthers
from congvu.demo.living.dossiers.roll import turns_away
from congvu.demo.living.habits import Habit
from congvu.demo.living.life import Life
from congvu.demo.living.province import local_day
from congvu.domain.onestop.policy.plans import DESK, PAYMENT, Stop
from congvu.kernel.accounts.policy import Actor

DAY_MINUTES = 480
#: A station whose time does not count, or is its group's, takes about so many minutes.
UNCOUNTED = 90
ITEMS = (
    "Bản sao giấy tờ chứng minh quan hệ", "Giấy xác nhận nơi cư trú", "Bản vẽ có xác nhận của đơn vị thiết kế",
    "Tờ khai còn thiếu chữ ký", "Bản chính để đối chiếu", "Giấy ủy quyền có chứng thực",
)  # fmt: skip
REASONS = (
    "Phải xác minh lại thông tin tại nơi cư trú cũ", "Hồ sơ trong tháng tăng cao, chưa bố trí đủ người",
    "Chờ thông tin của cơ quan phối hợp", "Hệ thống phần mềm gián đoạn",
)  # fmt: skip
#: Of the dossiers that are not for the same day so many need the opinion of others.
ASKS_OTHERS = 0.04
#: Who lets a dossier lie, and who asks for what is not needed.
LETS_LIE = frozenset({Habit.WAITS, Habit.LAST_HOUR, Habit.PERIOD_END})
ASKS_TOO_MUCH = frozenset({Habit.BUYS_TIME, Habit.TRIFLES, Habit.SPLITS})


class DossierLife(AmongOthers):
    """One dossier, and those it meets."""

    def run(self) -> Life:
        """From the counter to the result, or to another end."""
        yield from self._handed_in()
        while self.case.closed_at is None:
            if self.case.phase == "settled":
                yield from self._collected()
                return
            stop = self.plan.stop(self.case.station) or self.plan.stops[0]
            if self.case.transfer_agency_id is not None:
                yield from self._taken_over()
            elif stop.who == DESK and not self.plan.is_last_work(stop.code):
                self.wait(0.005, self.hurry * min(0.25, (stop.minutes or UNCOUNTED) / DAY_MINUTES))
                yield from self._forwarded(stop, self.holder)
            else:
                yield from self._worked_on(stop)

    def _handed_in(self) -> Life:
        entry = self.entry
        if entry.channel != "online":
            yield from self.do("receive", self.clerk, entry=entry)
            return
        yield from self.do("submit", Actor.system(), entry=entry)
        self.at = entry.received_at
        if entry.declined:
            evades = turns_away(self.place.code, self.province.seed)
            truth = {"desk": self.place.code, "turned_away": True} if evades else {}
            yield from self.do(
                "decline", self.clerk, truth=truth, ground="dossier_refusal.duplicate",
                words="Hồ sơ trùng với hồ sơ đã nộp.",
            )
            return
        yield from self.do("accept", self.clerk, entry=entry)

    def _taken_over(self) -> Life:
        """The other agency accepts what was offered."""
        self.wait(0.03, 0.6)
        taker = self.ground.holder(self.case.transfer_agency_id or 0, self.case.transfer_official_id)
        yield from self.do("take", taker)
        yield from self._paper_arrives(taker)

    def _worked_on(self, stop: Stop) -> Life:
        """The work of a station, with the turn it may take, and on to the next."""
        holder = self.holder
        person = self.province.person(holder)
        slips = person.habit.evades and self.rng.random() < person.slips
        lies = slips and person.habit in LETS_LIE
        share = (stop.minutes or UNCOUNTED) / DAY_MINUTES
        unit = self.ground.codes[self.case.accountable_agency_id]
        load = self.province.load(unit, self.at)
        days = share * self.hurry * person.pace * load * self.rng.uniform(0.5, 1.25)
        days *= self.rng.uniform(2, 4) if lies else 1.0
        yield from self._turned(stop, holder, person.habit if slips and person.habit in ASKS_TOO_MUCH else None)
        if self.case.phase not in ("received", "processing") or self.case.closed_at is not None:
            return
        holder = self.holder
        yield from self._apologised(days, holder, shy=lies)
        if days > share:
            self.note("person" if lies or person.pace > 1 else "load", days - share)
        self.wait(0.9 * days, days)
        way = person.habit if lies and days > share else None
        after = self.plan.after(stop.code)
        if self.plan.is_last_work(stop.code):
            yield from self._settled(holder, way)
        elif after is not None and after.kind == PAYMENT:
            yield from self._paid(holder)
        else:
            yield from self._forwarded(stop, holder, way)

    def _turned(self, stop: Stop, holder: Actor, habit: Habit | None) -> Life:
        """Before the work: papers are missing, he is not entitled to it, or wants it no more. Once in a life."""
        if self.asked is not None or not self._may_ask(stop):
            return
        self.asked = False
        chance, missing = self.rng.random(), 0.012 if self.plan.same_day else 0.075
        if habit is Habit.SPLITS and not self.plan.same_day:
            yield from self._asked_others(holder, habit)
        elif habit is not None and not self.plan.same_day and self.rng.random() < 0.5:
            yield from self._asked_for_papers(holder, habit)
        elif chance < missing:
            yield from self._asked_for_papers(holder, None)
        elif chance < missing + 0.008:
            self.wait(0.02, 0.2)
            yield from self.do("stop", self.clerk, words="Người nộp đề nghị dừng tại quầy.")
        elif chance < missing + 0.02 and not self.plan.same_day:
            self.wait(0.1, 0.8)
            yield from self.do(
                "refuse", holder, ground="dossier_refusal.not_entitled", words="Chưa đáp ứng điều kiện theo quy định."
            )
        elif self.rng.random() < ASKS_OTHERS and not self.plan.same_day:
            yield from self._asked_others(holder, None)

    @staticmethod
    def _may_ask(stop: Stop) -> bool:
        return stop.who != DESK and stop.kind != PAYMENT

    def _asked_for_papers(self, holder: Actor, habit: Habit | None) -> Life:
        """The clock stands until the applicant has brought what he was asked for; some never bring it."""
        self.asked = True
        self.wait(0.05, 0.5)
        items = "\n".join(self.rng.sample(ITEMS, self.rng.choice((1, 1, 2, 3))))
        yield from self.do(
            "ask_supplement", holder, habit, {"needed": habit is None} if habit is not None else None, words=items
        )
        days = self.rng.lognormvariate(0.9, 0.8) * self.manner.slowness
        answer_by = self.case.next_event_at
        if self.rng.random() < 0.06:
            self.at = max(self.at, answer_by or self.at)
            self.wait(1, 6)
            yield from self.do("close_incomplete", self.clerk, words="Hết thời hạn mà chưa bổ sung.")
            return
        self.wait(0.7 * days, days)
        yield from self.do("supplemented", self.clerk, words="Đã nộp đủ")
        if days > 3:
            self.note("applicant", days / 4)

    def _apologised(self, days: float, holder: Actor, *, shy: bool) -> Life:
        """Who sees that it will be late says so in time, if he is one who does; the head signs."""
        due = self.case.due_at
        if due is None or self.apologised or shy or self.case.phase not in ("received", "processing"):
            return
        if self.left < 1.3 or self.province.later(self.at, days) <= due or self.rng.random() > 0.55:
            return
        self.apologised = True
        late = self.province.days(due, self.province.later(self.at, days))
        self.wait(0.01, 0.1)
        yield from self.do(
            "draft_apology", holder, ground="lateness.own_delay", words=self.rng.choice(REASONS),
            new_due_on=local_day(self.province.later(due, late + 1.5)),
        )  # fmt: skip
        self.wait(0.02, 0.15)
        head = self.ground.leader(self.ground.codes[self.case.accountable_agency_id])
        yield from self.do("sign_apology", head)

    def _paid(self, holder: Actor) -> Life:
        """The clock stands until the applicant has paid."""
        self.wait(0.05, 0.3)
        yield from self.do("ask_payment", holder, words="Nộp nghĩa vụ tài chính theo thông báo của cơ quan thuế")
        days = self.rng.uniform(0.5, 5) * self.manner.slowness
        self.wait(0.9 * days, days)
        yield from self.do("paid", self.clerk, words="Giấy nộp tiền vào ngân sách nhà nước")

    def _settled(self, holder: Actor, way: Habit | None) -> Life:
        late = self.case.due_at is not None and self.at > self.case.due_at
        cause = max(self.waits, key=lambda who: self.waits[who]) if late and self.waits else ""
        yield from self.do("settle", holder, way, truth={"late_by": cause or "route"} if late else None)

    def _collected(self) -> Life:
        """The applicant comes for the result, soon or late; some never do. Some say what they thought."""
        if self.rng.random() < 0.012:
            return
        late = self.case.due_at is not None and self.case.stopped_at is not None and (
            self.case.stopped_at > self.case.due_at)  # fmt: skip
        days = self.rng.expovariate(1.6) * self.manner.slowness
        ready = self.case.due_at if self.case.due_at is not None and self.rng.random() < 0.3 else self.at
        self.at = max(self.at, ready)
        self.wait(0.02, 0.05 + min(days, 40))
        yield from self.do("return", self.clerk)
        if self.rng.random() < self.manner.speaks:
            yield from self._evaluated(late)

    def _evaluated(self, late: bool) -> Life:
        """Who says what he thought says it a little kinder than he felt, above all at the counter."""
        felt = 4.6 - 1.5 * late - 0.8 * bool(self.asked) - 1.2 * self.manner.strict + self.rng.gauss(0, 0.5)
        felt = min(5.0, max(1.0, felt))
        at_counter = self.rng.random() < 0.7
        said = min(5, max(1, round(felt + (0.5 if at_counter else 0.1))))
        self.at += timedelta(seconds=self.rng.randint(60, 600))
        if not at_counter:
            self.wait(0.1, 3)
        yield from self.do(
            "evaluate", Actor.system(), truth={"felt": round(felt, 2), "said": said},
            satisfaction=said, way="device" if at_counter else "online", contacts=int(bool(self.asked)),
            attitude=2 if felt > 2.5 else 1,
        )  # fmt: skip
