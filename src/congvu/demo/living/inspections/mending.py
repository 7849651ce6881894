"""Khắc phục và tái kiểm tra hiệu quả: what an agency puts right, truly or for show, and whether it lasts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from random import Random

from congvu.core.working_time.moments import date_of_day, day_number
from congvu.demo.living.inspections.agenda import moment
from congvu.demo.living.inspections.bench import Bench, Life, facts
from congvu.demo.living.inspections.manners import Remedying
from congvu.demo.living.inspections.visiting import Asked
from congvu.demo.living.province import local_day
from congvu.domain.inspections.actions import remedies, resampling
from congvu.domain.inspections.models import Recommendation, Resample, Severity
from congvu.domain.inspections.queries.resamples import listed

#: What an effectiveness sample of an item of the group is drawn from.
DRAWN_FROM = {"F": "onestop_dossier", "G": "directive_task"}
DONE = "Đã thực hiện xong, có tài liệu kèm theo."
#: How likely the head of a team sees through a remedy for show.
SEES_THROUGH = 0.45


class Mending:
    """What becomes of the findings of one visit; `wrong` are the items that were no fault."""

    def __init__(self, bench: Bench, asked: Asked, wrong: Collection[str]) -> None:
        self._bench, self._asked, self._wrong = bench, asked, wrong
        self._head = asked.crewed.head
        self._manner = bench.world.manners[asked.unit]

    def _later(self, rng: Random, low: float, high: float, at: datetime) -> datetime:
        return self._bench.later(at, rng, low, high)

    def put_right(self, row: Recommendation, since: datetime) -> Life:
        """A remedy: done, done late or made to look so; sent back where the team sees through it."""
        assert row.finding is not None
        assert row.finding.item is not None
        code = row.finding.item.code
        rng, unit = self._bench.rng(self._asked.name, "remedy", code), self._asked.unit
        if row.finding.severity >= Severity.GRAVE:
            self._bench.grave.setdefault(unit, []).append((row.pk, code))
        way = self._manner.remedying if rng.random() < self._manner.keeps else Remedying.TRULY
        wrong = code in self._wrong
        chief, seen_through, returns = self._bench.head(unit), False, 0
        low, high = (12.0, 22.0) if way is Remedying.LATE else (2.0, 9.0)
        yield (at := self._later(rng, low, high, since))
        while True:
            file, name = self._bench.proof(chief, at)
            remedies.report_remedy(actor=chief, case_id=row.pk, words=DONE, file=file, file_name=name, now=at)
            yield (at := self._later(rng, 0.6, 4.5, at))
            if way is not Remedying.FOR_SHOW or returns > 1 or rng.random() >= SEES_THROUGH:
                break
            seen_through, returns = True, returns + 1
            remedies.send_back(actor=self._head, case_id=row.pk, ground="return.no_document", now=at,
                               words="Tài liệu chưa chứng minh đã khắc phục.")  # fmt: skip
            if rng.random() < 0.6:
                way = Remedying.TRULY
            yield (at := self._later(rng, 2, 7, at))
        remedies.verify_remedy(actor=self._head, case_id=row.pk, words="Đã kiểm tra lại, đúng như báo cáo.", now=at)
        mended = None
        if way is not Remedying.FOR_SHOW and not wrong and self._bench.world.is_sloppy(unit, code, at):
            mended = self._bench.world.put_right(unit, code, at, rng)
        self._bench.truth.say(**facts(
            remedy=row.case.code, agency=unit, item=code, remedied="nothing_to_do" if wrong else way.value,
            seen_through=seen_through, returned=returns,
            comes_back_on=local_day(mended.back_at).isoformat() if mended and mended.back_at else "",
        ))  # fmt: skip

    def sampled(self, row: Resample) -> Life:
        """The same item, some months later. What is found is what is there."""
        assert row.finding.item is not None
        code, unit = row.finding.item.code, self._asked.unit
        rng = self._bench.rng(self._asked.name, "again", code)
        day = date_of_day(day_number(row.due_on) + rng.randint(0, 12))
        yield (at := self._later(rng, 0.1, 0.7, moment(day, 7)))
        share, who = self._bench.world.share(unit, code, at), self._head
        kind, results = DRAWN_FROM.get(code[0], ""), {}
        if kind and listed(row, at).get(kind):
            drawn = resampling.draw_resample(actor=who, resample_id=row.pk, kind=kind, now=at)
            size = drawn.size
            faults = sum(rng.random() < share for _one in range(size))
            odd = set(rng.sample(range(size), faults))
            results = {one["code"]: "fault" if place in odd else "sound" for place, one in enumerate(drawn.cases)}
        else:
            size = rng.randint(8, 20)
            faults = sum(rng.random() < share for _one in range(size))
        done = resampling.record_resample(
            actor=who, resample_id=row.pk, words="Đã kiểm tra lại nội dung tại đơn vị.", results=results,
            size=size, faults=faults, now=at,
        )  # fmt: skip
        self._bench.truth.say(
            resample=row.finding.visit.case.code, finding=row.finding.number, agency=unit, item=code, size=size,
            faults=faults, came_back=bool(done.came_back), still_sloppy=share > 0,
        )  # fmt: skip
