"""Chương trình công tác của tỉnh: registered, approved, carried out, changed, in every state at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from random import Random

from congvu.core.working_time import HANOI
from congvu.core.working_time.moments import date_of_day, day_number
from congvu.demo.accounts import Crew
from congvu.demo.dates import office_day
from congvu.demo.lam_giang_agencies import OFFICE
from congvu.demo.organisation import Cast
from congvu.demo.programme_of_lam_giang import ITEMS, NEXT_YEAR, PlannedItem
from congvu.demo.stage import Office, Play, Stage
from congvu.domain.programme.actions import changes, stages
from congvu.domain.programme.actions.items import register_item
from congvu.domain.programme.actions.programmes import approve_programme, open_programme
from congvu.domain.programme.models import Programme
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case

DESK, LEADER, SECOND = "vpubnd-cv-01", "ubnd-tinh-ct", "vpubnd-cv-02"
LAW, NEED, NO_LONGER = "programme_change.law_awaited", "programme_change.new_need", "programme_change.no_longer_needed"


def at_work(on: date, hour: int = 9) -> datetime:
    """A moment of the morning (or another hour) of a day on which the office works."""
    return datetime.combine(office_day(on), time(hour, 20), HANOI)


def months_from(on: date, months: int) -> date:
    """The 19th of the month so many months from a day: the usual last day for submitting."""
    number = on.year * 12 + on.month - 1 + months
    return date(number // 12, number % 12 + 1, 19)


@dataclass
class WorkProgramme:
    """The programme of the year and the one of the next, with the cases made for their items by title."""

    cast: Cast
    crew: Crew
    office: Office
    stage: Stage
    cases: dict[str, Case] = field(default_factory=dict)
    _programmes: dict[int, Programme] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.stage.end.astimezone(HANOI).date()

    @property
    def year(self) -> int:
        """The year whose items lie around now: last year's until the end of February."""
        return self.today.year if self.today.month > 2 else self.today.year - 1

    @property
    def desk(self) -> Actor:
        return self.crew.actor(DESK)

    @property
    def leader(self) -> Actor:
        return self.crew.actor(LEADER)

    def plays(self) -> list[Play]:
        """Everything that happens, to be entered on the stage."""
        return [self._year(self.year, ITEMS), self._year(self.year + 1, NEXT_YEAR)]

    def _year(self, year: int, items: tuple[PlannedItem, ...]) -> Play:
        """Opened in October of the year before; units register; approved in the week before Christmas."""
        yield at_work(date(year - 1, 10, 1))
        self._programmes[year] = open_programme(
            actor=self.desk, agency_id=self.cast.agency(OFFICE).pk, year=year, now=at_work(date(year - 1, 10, 1)),
            title=f"Chương trình công tác năm {year} của UBND tỉnh Lam Giang",
        )
        for place, item in enumerate(items):
            if item.story in ("added", "not_added", "to_be_added", "registered_late"):
                self.stage.enter(self._asked_late(year, item))
                continue
            at = at_work(date_of_day(day_number(date(year - 1, 10, 6)) + place), 10)
            yield at
            self.cases[item.title] = self._register(year, item, at)
        yield at_work(date(year - 1, 12, 20), 8)
        for item in items:
            if item.story == "declined":
                changes.decline(
                    actor=self.leader, case_id=self.cases[item.title].pk, now=at_work(date(year - 1, 12, 20), 8),
                    ground="programme_refusal.duplicate", words="Lồng ghép vào quy hoạch chung.",
                )
        at = at_work(date(year - 1, 12, 20), 15)
        yield at
        approve_programme(
            actor=self.leader, programme_id=self._programmes[year].pk, decision_code="2318/QĐ-UBND", now=at
        )
        for item in items:
            self._carry_out(item, self.cases.get(item.title))

    def _carry_out(self, item: PlannedItem, case: Case | None) -> None:
        if case is None or item.story == "declined":
            return
        case.refresh_from_db()
        self.stage.enter(STORIES[item.story](ItemWalk(self, item, case, Random(item.title))))

    def _register(self, year: int, item: PlannedItem, at: datetime, ground: str = "", words: str = "") -> Case:
        due = months_from(self.today, item.months)
        first = date(year, 1, 19) if due.year < year else due
        last = date(year, 12, 18)
        return register_item(
            actor=self.crew.head(item.drafter), programme_id=self._programmes[year].pk, title=item.title,
            nature=item.nature, drafters=[self.cast.agency(item.drafter).pk], submit_on=min(first, last),
            partners=[self.cast.agency(code).pk for code in item.partners], ground=ground, words=words, now=at,
            basis="Nghị quyết của Tỉnh ủy, Hội đồng nhân dân tỉnh (minh họa)",
        )

    def _asked_late(self, year: int, item: PlannedItem) -> Play:
        """Registered after the day: the leader consents, refuses, or has not answered yet."""
        waits = item.story in ("to_be_added", "registered_late")
        at = self.office.earlier(self.stage.end, 1, 2) if waits else self.office.earlier(self.stage.end, 22, 26)
        yield at
        case = self._register(year, item, at, NEED, "Phát sinh yêu cầu quản lý sau thời hạn đăng ký.")
        if waits:
            return
        at = self.office.later(at, 1, 2)
        yield at
        if item.story == "added":
            changes.grant_consent(actor=self.leader, case_id=case.pk, words="Đồng ý bổ sung.", now=at)
        else:
            changes.refuse_consent(
                actor=self.leader, case_id=case.pk, ground="programme_refusal.no_reason",
                words="Chưa xác định được nguồn lực.", now=at,
            )


@dataclass
class ItemWalk:
    """One item on its way; every method that waits yields the moment it waits for."""

    programme: WorkProgramme
    item: PlannedItem
    case: Case
    rng: Random

    @property
    def unit(self) -> Actor:
        return self.programme.crew.head(self.item.drafter)

    @property
    def due(self) -> datetime:
        assert self.case.due_at is not None
        return self.case.due_at

    def before(self, low: float, high: float) -> datetime:
        """A moment so many working days before the due moment."""
        return self.programme.office.earlier(self.due, low, high)

    def after(self, low: float, high: float) -> datetime:
        """A moment so many working days after the due moment."""
        return self.programme.office.later(self.due, low, high)

    def recent(self, low: float, high: float) -> datetime:
        """A moment so many working days before now."""
        return self.programme.office.earlier(self.programme.stage.end, low, high)

    def consult(self, at: datetime) -> Iterator[datetime]:
        yield at
        stages.to_consultation(actor=self.unit, case_id=self.case.pk, words="Dự thảo gửi các cơ quan.", now=at)

    def appraise(self, at: datetime) -> Iterator[datetime]:
        yield at
        stages.to_appraisal(actor=self.unit, case_id=self.case.pk, words="Gửi cơ quan thẩm định.", now=at)

    def submit(self, at: datetime) -> Iterator[datetime]:
        yield at
        stages.submit(actor=self.unit, case_id=self.case.pk, words="Tờ trình kèm hồ sơ đầy đủ.", now=at)

    def publish(self, at: datetime) -> Iterator[datetime]:
        at = self.programme.office.later(at, 3, 8)
        yield at
        words = f"Đã ban hành, số {self.rng.randint(200, 2900)}/QĐ-UBND"
        stages.publish(actor=self.programme.desk, case_id=self.case.pk, words=words, now=at)

    def ask_move(self, at: datetime, months: int) -> Iterator[datetime]:
        yield at
        on = min(months_from(self.due.astimezone(HANOI).date(), months), date(self.programme.year + 1, 6, 30))
        changes.ask_move(
            actor=self.unit, case_id=self.case.pk, new_due_on=max(on, at.astimezone(HANOI).date()), ground=LAW, now=at,
            words="Chờ Nghị định hướng dẫn để bảo đảm thống nhất.",
        )

    def decide(self, at: datetime, ground: str = "") -> Iterator[datetime]:
        at = self.programme.office.later(at, 1, 2.5)
        yield at
        if ground:
            changes.refuse_consent(actor=self.programme.leader, case_id=self.case.pk, ground=ground, now=at)
        else:
            changes.grant_consent(actor=self.programme.leader, case_id=self.case.pk, now=at)
        self.case.refresh_from_db()


def _through(walk: ItemWalk) -> Play:
    """Drafted, shown to others, appraised."""
    yield from walk.consult(walk.before(26, 30))
    yield from walk.appraise(walk.before(12, 15))


def done(walk: ItemWalk) -> Play:
    """Submitted in time and issued."""
    yield from _through(walk)
    at = walk.before(1, 6)
    yield from walk.submit(at)
    yield from walk.publish(at)


def done_late(walk: ItemWalk) -> Play:
    """Submitted some weeks after the day."""
    yield from _through(walk)
    at = walk.after(4, 15)
    yield from walk.submit(at)
    yield from walk.publish(at)


def returned_done(walk: ItemWalk) -> Play:
    """Submitted, returned, submitted again."""
    yield from _through(walk)
    at = walk.before(6, 8)
    yield from walk.submit(at)
    at = walk.programme.office.later(at, 1, 2)
    yield at
    stages.return_item(
        actor=walk.programme.desk, case_id=walk.case.pk, ground="return.insufficient",
        words="Chưa có báo cáo tiếp thu, giải trình ý kiến tham gia.", now=at,
    )
    at = walk.programme.office.later(at, 2, 3)
    yield from walk.submit(at)
    yield from walk.publish(at)


def moved_done(walk: ItemWalk) -> Play:
    """Moved with consent before the day, then done by the new one."""
    at = walk.before(12, 16)
    yield from walk.ask_move(at, 2)
    yield from walk.decide(at)
    yield from done(walk)


def moved_late(walk: ItemWalk) -> Play:
    """Consent asked for after the day, granted, and late again."""
    at = walk.after(2, 4)
    yield from walk.ask_move(at, 1)
    yield from walk.decide(at)


def refused_late(walk: ItemWalk) -> Play:
    """More time asked for and refused: late."""
    at = walk.before(5, 7)
    yield from walk.ask_move(at, 4)
    yield from walk.decide(at, "programme_refusal.must_issue")


def stopped(walk: ItemWalk) -> Play:
    """Taken out with consent."""
    at = walk.before(15, 20)
    yield at
    changes.ask_stop(
        actor=walk.unit, case_id=walk.case.pk, ground=NO_LONGER, words="Trung ương đã quy định chung.", now=at
    )
    yield from walk.decide(at)


def late(walk: ItemWalk) -> Play:
    """Shown to others, then nothing."""
    yield from walk.consult(walk.before(10, 14))


def submitted(walk: ItemWalk) -> Play:
    """Submitted these days; the Office is looking at it."""
    yield from _through(walk)
    yield from walk.submit(walk.recent(0.3, 1.2))


def asking(walk: ItemWalk) -> Play:
    """More time asked for these days; nobody has decided."""
    yield from walk.consult(walk.before(20, 24))
    yield from walk.ask_move(walk.recent(0.4, 1.4), 3)


def moved(walk: ItemWalk) -> Play:
    """Moved into the next year with consent."""
    at = walk.recent(14, 18)
    yield from walk.ask_move(at, 3)
    yield from walk.decide(at)


def consulting(walk: ItemWalk) -> Play:
    """With other bodies for their opinion."""
    yield from walk.consult(walk.recent(8, 12))


def appraising(walk: ItemWalk) -> Play:
    """In appraisal."""
    yield from walk.consult(walk.recent(18, 22))
    yield from walk.appraise(walk.recent(4, 6))


def running(_walk: ItemWalk) -> Play:
    """Being drafted."""
    yield from ()


STORIES: dict[str, Callable[[ItemWalk], Play]] = {
    "done": done, "done_late": done_late, "returned_done": returned_done, "moved_done": moved_done,
    "moved_late": moved_late, "refused_late": refused_late, "stopped": stopped, "late": late, "submitted": submitted,
    "asking": asking, "moved": moved, "consulting": consulting, "appraising": appraising, "running": running,
    "registered": running,
}  # fmt: skip
