"""Sau một cuộc kiểm tra: findings told, answered or met with silence, settled, reported, concluded."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from datetime import datetime
from random import Random

from congvu.demo.living.inspections.agenda import moment
from congvu.demo.living.inspections.bench import Bench, Life, facts
from congvu.demo.living.inspections.conduct import File, commended
from congvu.demo.living.inspections.manners import Answering
from congvu.demo.living.inspections.mending import Mending
from congvu.demo.living.inspections.visiting import BY_PERSON, Asked, Seen
from congvu.domain.inspections.actions import concluding, explaining, findings, remedies
from congvu.domain.inspections.actions.findings import Said
from congvu.domain.inspections.models import Finding, FindingState, Recommendation, Resample, Severity
from congvu.domain.inspections.queries.on_site import expected_people
from congvu.kernel.accounts.policy import Actor

RULE = "Quy chế làm việc của cơ quan"
TAKEN_IN = "Đơn vị tiếp thu, đã nhắc nhở và phân công người theo dõi."
CONTESTED = "Đơn vị không nhất trí: sự việc không đúng như đoàn ghi nhận, có tài liệu kèm theo."
PUBLIC = "Đơn vị chấp hành cơ bản nghiêm túc; một số nội dung phải khắc phục theo kiến nghị."
#: How likely a head of a team overturns what was invented and contested.
OVERTURNS = 0.85
#: Of the conclusions this share is signed after its time.
LATE = 0.18


def together(lives: Iterable[Life]) -> Life:
    """Lives that go on beside each other, each woken at its own moment."""
    waiting: list[tuple[datetime, int, Life]] = []
    for order, life in enumerate(lives):
        if (at := next(life, None)) is not None:
            heapq.heappush(waiting, (at, order, life))
    while waiting:
        at, order, life = heapq.heappop(waiting)
        yield at
        if (following := next(life, None)) is not None:
            heapq.heappush(waiting, (max(at, following), order, life))


class Aftermath:
    """What follows one visit."""

    def __init__(self, bench: Bench, asked: Asked, seen: Seen) -> None:
        self._bench, self._asked, self._seen = bench, asked, seen
        self._visit, self._head, self._sender = seen.visit, asked.crewed.head, asked.crewed.sender
        self._manner = bench.world.manners[asked.unit]
        self._rng = bench.rng(asked.name, "after")
        self._at = moment(asked.on, 14)

    def run(self) -> Life:
        """To the last sample of the effect."""
        yield self._at
        told = [self._write(item.code) for item in self._seen.breaches]
        self._praise()
        yield from together([self._settle(one) for one in told])
        yield from self._concluded()
        rows = list(Recommendation.objects.filter(visit=self._visit).select_related("finding__item").order_by("pk"))
        samples = Resample.objects.filter(finding__visit=self._visit).select_related("finding__item").order_by("pk")
        mending = Mending(self._bench, self._asked, self._seen.wrong)
        lives = [self._closed([mending.put_right(one, self._at) for one in rows])]
        yield from together([*lives, *(mending.sampled(one) for one in samples)])

    def _later(self, rng: Random, low: float, high: float, at: datetime | None = None) -> datetime:
        return self._bench.later(at or self._at, rng, low, high)

    # --- findings ---

    def _write(self, code: str) -> Finding:
        item = self._visit.checklist.items.get(code=code)
        answer = self._visit.answers.get(item=item)
        official = self._person() if code in BY_PERSON and self._rng.random() < 0.6 else None
        said = Said(
            item_id=item.pk, fact=answer.note, rule=item.basis or RULE, severity=item.severity, official_id=official,
            evidence_ids=list(self._visit.evidence.filter(item=item).values_list("pk", flat=True)),
        )  # fmt: skip
        return findings.write_finding(actor=self._head, visit_id=self._visit.pk, said=said, now=self._at)

    def _person(self) -> int | None:
        """Somebody of the unit who is not its head; None where there is nobody."""
        there = {one.official_id for one in [self._bench.head(self._asked.unit)]}
        others = [one.official for one in expected_people(self._visit) if one.official.pk not in there]
        return self._rng.choice(others).pk if others else None

    def _praise(self) -> None:
        for item in self._seen.praised:
            said = Said(item_id=item.pk, fact=self._visit.answers.get(item=item).note, praise=True)
            made = findings.write_finding(actor=self._head, visit_id=self._visit.pk, said=said, now=self._at)
            findings.confirm_praise(actor=self._head, finding_id=made.pk, now=self._at)

    def _settle(self, one: Finding) -> Life:
        """Told, answered or not, weighed."""
        code = one.item.code if one.item is not None else ""
        rng, wrong = self._bench.rng(self._asked.name, "finding", code), code in self._seen.wrong
        yield (at := self._later(rng, 0.1, 1.5))
        told = explaining.give_notice(actor=self._head, finding_id=one.pk, now=at)
        assert told.explanation_id is not None
        assert told.answer_by is not None
        way, contests = self._answer_of(rng, wrong=wrong)
        if way is Answering.PROMPT:
            yield (at := min(self._later(rng, 0.4, 2.6, at), told.answer_by))
            self._explain(told, contests=contests, at=at)
        else:
            yield (at := self._later(rng, 0.1, 0.6, told.answer_by))
            explaining.note_one_silence(told.pk, at)
            if way is Answering.LATE:
                yield (at := self._later(rng, 0.3, 1.5, at))
                self._explain(told, contests=contests, at=at)
        yield (at := self._later(rng, 0.4, 2.5, at))
        keeps = not (contests and rng.random() < (OVERTURNS if wrong else 0.05))
        milder = contests and keeps and one.severity > Severity.MINOR and rng.random() < 0.25
        findings.consider(
            actor=self._head, finding_id=one.pk, keep=keeps, now=at, severity=one.severity - 1 if milder else None,
            words=WEIGHED[keeps, contests, way],
        )  # fmt: skip
        self._bench.truth.say(**facts(
            visit=self._visit.case.code, finding=one.number, item=code, real=not wrong, contested=contests,
            answered=way.value, fate="final" if keeps else "overturned",
        ))  # fmt: skip

    def _answer_of(self, rng: Random, *, wrong: bool) -> tuple[Answering, bool]:
        """How it is answered, and whether it is contested: what was invented nearly always is."""
        way = self._manner.answering if rng.random() < self._manner.keeps else Answering.PROMPT
        contests = way is Answering.CONTESTS
        if wrong and rng.random() < 0.85:
            contests = True
        if way is Answering.CONTESTS or (wrong and contests and way is Answering.SILENT):
            way = Answering.PROMPT
        return way, contests and way is not Answering.SILENT

    def _explain(self, one: Finding, *, contests: bool, at: datetime) -> None:
        assert one.explanation_id is not None
        explaining.explain(actor=self._answers(one), case_id=one.explanation_id, now=at,
                           words=CONTESTED if contests else TAKEN_IN)  # fmt: skip

    def _answers(self, one: Finding) -> Actor:
        if one.official_id is None:
            return self._bench.head(self._asked.unit)
        codes = self._bench.province.cast.officials
        return self._bench.actor(next(code for code, official in codes.items() if official.pk == one.official_id))

    # --- the conclusion ---

    def _concluded(self) -> Life:
        rng, year = self._rng, self._asked.on.year
        last = max(filter(None, self._visit.findings.values_list("considered_at", flat=True)), default=self._at)
        yield (at := self._later(rng, 0.5, 4.5, last))
        concluding.report_result(actor=self._head, visit_id=self._visit.pk, now=at,
                                 number=f"{self._bench.number('report', year)}/BC-ĐKT")  # fmt: skip
        low, high = (5.6, 11.0) if rng.random() < LATE else (0.8, 4.6)
        yield (at := self._later(rng, low, high, at))
        final = self._visit.findings.filter(state=FindingState.FINAL, praise=False).select_related("item")
        asked = [remedies.Asked(f"Khắc phục: {one.item.name if one.item else ''}"[:300], one.pk) for one in final]
        concluding.conclude(
            actor=self._sender, visit_id=self._visit.pk, number=f"{self._bench.number('conclusion', year)}/TB-UBND",
            words=PUBLIC, remedies=asked, now=at,
        )  # fmt: skip
        self._at = at
        self._persons(at)
        if rng.random() < 0.85:
            yield (at := self._later(rng, 0.5, 3, at))
            concluding.publish(actor=self._sender, visit_id=self._visit.pk, public_words=PUBLIC, now=at)
            self._at = at

    def _persons(self, at: datetime) -> None:
        """What the conclusion begins for persons: files of who was at fault, commendations where there was praise."""
        final = self._visit.findings.filter(state=FindingState.FINAL).select_related("item", "visit__case",
                                                                                     "visit__conclusion")  # fmt: skip
        for one in final.order_by("number"):
            if one.praise:
                paper = f"Kết luận kiểm tra {self._visit.case.code}, phát hiện {one.number}"
                self._bench.begin(commended(self._bench, self._asked.unit, paper, at))
            elif one.official_id is not None and one.severity >= Severity.MEDIUM:
                real = one.item is None or one.item.code not in self._seen.wrong
                self._bench.begin(File(self._bench, self._asked.unit, one, real=real).run(at))

    def _closed(self, lives: list[Life]) -> Life:
        """Once everything has been verified the visit is closed."""
        yield from together(lives)
        last = Recommendation.objects.filter(visit=self._visit).order_by("-verified_at").first()
        since = last.verified_at if last is not None and last.verified_at is not None else self._at
        yield (at := self._later(self._rng, 0.5, 3, max(since, self._at)))
        concluding.close_visit(actor=self._sender, visit_id=self._visit.pk, now=at)


#: Words by: kept, contested, how it was answered.
_SILENCE = "Hết thời hạn đơn vị không giải trình; giữ nguyên nhận định."
WEIGHED = {
    (keeps, contests, way): (
        _SILENCE if way is Answering.SILENT
        else "Giải trình có căn cứ; không giữ nhận định." if not keeps
        else "Đã xem xét giải trình; sự việc được xác nhận." if contests
        else "Giải trình không làm thay đổi sự việc; ghi nhận đơn vị đã tiếp thu."
    )
    for keeps in (True, False) for contests in (True, False) for way in Answering
}  # fmt: skip
