"""One task on its way: the acts its unit and the Office do on it, each at its moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from django.utils import timezone

from congvu.demo.accounts import LOGINS, Crew
from congvu.demo.authority import matter_asked
from congvu.demo.organisation import Cast
from congvu.demo.stage import Office
from congvu.demo.words import Words
from congvu.domain.directives.actions import following
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.consulting import answer, consult
from congvu.kernel.casework.actions.custody import accept, offer
from congvu.kernel.casework.actions.notes import explain, note
from congvu.kernel.casework.actions.requests import ask_extension, decide_request, propose_reassignment
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries.clocks import close_of
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules

Step = Iterator[datetime]
SHOWN = frozenset(login.login for login in LOGINS)


class Ended(Exception):
    """The task was withdrawn together with the one it was part of: its walk is over."""


@dataclass(frozen=True)
class Company:
    """What every walk needs: who there is, the working time, the followers at the Office, result files, sentences."""

    cast: Cast
    crew: Crew
    office: Office
    desk: Sequence[Actor]
    files: Sequence[tuple[StoredFile, str]]
    words: Words
    ended: set[int] = field(default_factory=set)


@dataclass
class Walk:
    """A task with the unit that has it. Every method that waits yields the moment it waits for."""

    company: Company
    case_id: int
    code: str
    unit: str
    issuer: str
    at: datetime
    due: datetime | None
    part: str
    rng: Random
    doer: Actor | None = None
    asked: datetime | None = None

    @property
    def head(self) -> Actor:
        """The head of the unit that has the task."""
        return self.company.crew.head(self.unit)

    @property
    def giver(self) -> Actor:
        """Who follows the task for the office that ordered it."""
        if self.issuer != "vpubnd":
            return self.company.crew.head(self.issuer)
        return self.rng.choice(self.company.desk)

    @property
    def worker(self) -> Actor:
        """Who does the work: the one it was given to, else the head."""
        return self.doer or self.head

    @property
    def officers(self) -> list[Actor]:
        """Who of the unit may be given the work: not those who verify it for the Office, and nobody who is away."""
        not_these = {one.login for one in self.company.desk} | {"vpubnd-cv-02"}
        return [one for one in self.company.crew.officers(self.unit) if one.login not in not_these]

    def until(self, moment: datetime) -> Step:
        """Wait until then; a moment that has passed is now. Raises Ended."""
        moment = max(moment, self.at)
        yield moment
        if self.case_id in self.company.ended:
            raise Ended
        self.at = moment

    def wait(self, low: float, high: float | None = None) -> Step:
        """Wait some working days."""
        yield from self.until(self.company.office.later(self.at, low, high))

    def share(self, low: float, high: float) -> Step:
        """Wait until a share of the time to the deadline has passed; some weeks where there is none."""
        if self.due is None:
            yield from self.wait(40 * low, 40 * high)
        else:
            yield from self.until(self.company.office.between(self.at, self.due, low, high))

    def past_due(self, low: float, high: float) -> Step:
        """Wait until some working days after the deadline."""
        yield from self.until(self.company.office.later(max(self.due or self.at, self.at), low, high))

    # --- the unit ---

    def take(self) -> None:
        """Tiếp nhận: the head accepts and names an officer, or keeps it; what the Office keeps is handed down."""
        officers = self.officers
        if self.unit == self.issuer:
            self.doer = self._one_of(officers)
            self.hand_down(self.doer)
            accept(actor=self.doer, case_id=self.case_id, now=self.at)
            return
        self.doer = self._one_of(officers) if officers and self.rng.random() < 0.8 else None
        accept(
            actor=self.head, case_id=self.case_id, official_id=self.doer.official_id if self.doer else None, now=self.at
        )

    def _one_of(self, officers: Sequence[Actor]) -> Actor:
        """One of them; those with a log-in of the demo more often, so that whoever signs in finds work."""
        return self.rng.choices(officers, [3 if one.login in SHOWN else 1 for one in officers])[0]

    def hand_down(self, to: Actor) -> None:
        """Giao cho chuyên viên: the head offers the task to one of his people."""
        head = self.head
        offer(
            actor=head, case_id=self.case_id, to_agency_id=self.company.cast.agency(self.unit).pk,
            to_official_id=to.official_id, words=self.company.words.handing(self.rng), now=self.at,
        )

    def give_to(self, unit: str) -> None:
        """Chuyển giao sang đơn vị khác."""
        offer(
            actor=self.head, case_id=self.case_id, to_agency_id=self.company.cast.agency(unit).pk,
            words=self.company.words.handing(self.rng), now=self.at,
        )

    def progress(self, per_cent: int) -> None:
        """Cập nhật tiến độ."""
        note(
            actor=self.worker, case_id=self.case_id, words=self.company.words.progress(self.rng, per_cent),
            progress=per_cent, now=self.at,
        )

    def explain(self) -> None:
        """Giải trình."""
        explain(actor=self.worker, case_id=self.case_id, words=self.company.words.explanation(self.rng), now=self.at)

    def report(self) -> Step:
        """Báo cáo hoàn thành, once all coordinating units have done their part."""
        while Case.objects.filter(parent_id=self.case_id, closed_at=None).exists():
            yield from self.wait(1, 2)
        file, name = (None, "")
        if self.company.files and self.rng.random() < 0.5:
            file, name = self.rng.choice(self.company.files)
        following.report_done(
            actor=self.worker, case_id=self.case_id, words=self.company.words.result(self.rng), file=file,
            file_name=name, now=self.at,
        )

    def ask_more_time(self, days: float, ground: str) -> datetime:
        """Xin gia hạn; returns the date asked for."""
        assert self.due is not None
        calendar = self.company.office.calendar
        asked = close_of(calendar, self.company.office.later(self.due, days).date())
        ask_extension(
            actor=self.worker, case_id=self.case_id, new_due_at=asked, ground=ground,
            words=self.company.words.extension(self.rng), now=self.at,
        )
        self.asked = asked
        return asked

    def propose(self, ground: str, to: str = "") -> None:
        """Đề nghị giao lại."""
        propose_reassignment(
            actor=self.head, case_id=self.case_id, ground=ground, words=self.company.words.reassignment(self.rng),
            to_agency_id=self.company.cast.agency(to).pk if to else None, now=self.at,
        )

    def consult(self, units: Sequence[str]) -> list[Case]:
        """Lấy ý kiến."""
        return consult(
            actor=self.worker, case_id=self.case_id, agency_ids=[self.company.cast.agency(code).pk for code in units],
            question=self.company.words.question(self.rng), matter=matter_asked(self.code), now=self.at,
        )

    # --- the office that ordered it ---

    def verify(self) -> None:
        """Xác nhận hoàn thành."""
        following.verify(actor=self.giver, case_id=self.case_id, now=self.at)

    def send_back(self) -> None:
        """Trả lại, yêu cầu thực hiện lại, on a ground that was in force on the day."""
        grounds = [ground.code for ground in rules.grounds("return", timezone.localdate(self.at))]
        following.return_task(
            actor=self.giver, case_id=self.case_id, ground=self.rng.choice(sorted(grounds)),
            words=self.company.words.returning(self.rng), now=self.at,
        )

    def decide(self, *, grant: bool, ground: str = "", to: str = "") -> None:
        """Quyết định đề nghị."""
        decide_request(
            actor=self.giver, case_id=self.case_id, grant=grant, ground=ground,
            to_agency_id=self.company.cast.agency(to).pk if to else None, now=self.at,
        )
        if grant and self.asked is not None:
            self.due = self.asked

    def suspend(self) -> None:
        """Tạm dừng theo dõi."""
        following.suspend(
            actor=self.giver, case_id=self.case_id, ground="pause.higher_decision",
            words="Chờ ý kiến của cơ quan Trung ương về phạm vi thực hiện.", now=self.at,
        )

    def resume(self) -> None:
        """Tiếp tục theo dõi."""
        following.resume(actor=self.giver, case_id=self.case_id, words="Đã có ý kiến chỉ đạo.", now=self.at)

    def withdraw(self) -> None:
        """Thu hồi nhiệm vụ, with its open parts."""
        self.company.ended.update(Case.objects.filter(parent_id=self.case_id).values_list("pk", flat=True))
        following.withdraw(
            actor=self.giver, case_id=self.case_id, ground="withdrawal.no_longer_needed",
            words="Nội dung đã được đưa vào nhiệm vụ khác.", now=self.at,
        )

    def reopen(self) -> None:
        """Mở lại nhiệm vụ."""
        following.reopen(
            actor=self.giver, case_id=self.case_id, ground="reopening.result_wrong",
            words="Số liệu đã báo cáo không khớp với kết quả kiểm tra.", now=self.at,
        )

    def close(self, low: float = 0.3, high: float = 2.5) -> Step:
        """Report now, and have it verified some days later."""
        yield from self.report()
        yield from self.wait(low, high)
        self.verify()


def answering(company: Company, case: Case, at: datetime, rng: Random) -> Step:
    """A consulted body answers within its time; the name of the body is in the case."""
    moment = company.office.between(at, case.due_at, 0.3, 0.9) if case.due_at else company.office.later(at, 1, 3)
    yield moment
    if case.pk in company.ended:
        return
    unit = org.agency_by_id(case.accountable_agency_id).code
    answer(actor=company.crew.head(unit), case_id=case.pk, words=company.words.opinion(rng), now=moment)
