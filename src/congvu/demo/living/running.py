"""Letting the province live: part after part, by hand or in bulk, resumable, with the truth beside it."""

from __future__ import annotations

import heapq
import json
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.working_time import HANOI
from congvu.core.working_time.moments import date_of_day, day_number
from congvu.demo.accounts import Crew, open_accounts
from congvu.demo.lam_giang_agencies import ROOT
from congvu.demo.living import directives, hand, lines, reform, seasons
from congvu.demo.living.acts import Act
from congvu.demo.living.aside import Aside, ShortOfNumbers, hands
from congvu.demo.living.bulk import BulkPen, Sheaf
from congvu.demo.living.habits import deal
from congvu.demo.living.life import Life
from congvu.demo.living.province import REFORM_AT, Province
from congvu.demo.living.truth import Truth
from congvu.demo.notices import tell_of
from congvu.demo.organisation import build, known_cast
from congvu.domain.directives.actions.making import write_made
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import actor_of
from congvu.kernel.casework.models import Case
from congvu.kernel.journal import queries as journal
from congvu.kernel.journal.actions import record, seal
from congvu.kernel.org import queries as org

STREAM, BEGUN, DONE = "demo.living", "demo.living.begun", "demo.living.done"
#: How much lives in a province of either size, unless it is said.
SIZES = {"small": 400, "province": 1_300_000}
#: Chunks that are written in one transaction, and processes that live the lives of some while others are begun.
TOGETHER, HANDS = 8, hands()
#: Hears what is done and which share of the whole is done.
Tell = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: size, seed, number of cases, the moment up to which the province lives."""

    size: str
    seed: int
    cases: int
    until: datetime

    @property
    def by_hand(self) -> bool:
        """Whether every act goes through the functions people's acts go through."""
        return self.size == "small"


def begun() -> Wish | None:
    """What this database was begun with; None when no living province is in it."""
    line = journal.of_stream(STREAM).filter(verb=BEGUN).order_by("seq").first()
    if line is None:
        return None
    said = _body(line.text)
    return Wish(said["size"], said["seed"], said["cases"], datetime.fromisoformat(said["until"]))


def is_done() -> bool:
    """Whether everything has been lived and sealed."""
    return DONE in _done_steps()


def _done_steps() -> set[str]:
    return set(journal.of_stream(STREAM).values_list("verb", flat=True)) | {
        str(_body(line.text)["step"]) for line in journal.of_stream(STREAM).filter(verb="demo.living.step")
    }


def live(*, wish: Wish, now: datetime, tell: Tell, folder: Path | None = None) -> int:
    """Fill an empty database, or go on where a killed run stopped; returns the number of cases.

    The same seed, number of cases and moment give the same lives. Invalid when the database was begun otherwise.
    """
    known = begun()
    if known is not None and replace(known, until=wish.until) != wish:
        raise Invalid(_("This database was begun with another size or seed; go on with those, or take an empty one."))
    wish = known or wish
    truth = Truth(folder or settings.DATA / "demo", wish.seed)
    run = Run(wish, now, truth, tell)
    run.prepare()
    if wish.by_hand:
        run.by_hand()
    else:
        run.in_bulk()
    run.finish()
    return Case.objects.count()


class Run:
    """One run; what is done is known from the journal's stream `demo.living`."""

    def __init__(self, wish: Wish, now: datetime, truth: Truth, tell: Tell) -> None:
        self.wish, self.now, self.truth, self.tell = wish, now, truth, tell
        self.done = _done_steps()
        self.seen = 0

    def _mark(self, step: str) -> None:
        record(stream=STREAM, verb="demo.living.step", at=self.now, actor="demo", body={"step": step})
        self.truth.keep(step)
        self.done.add(step)

    def prepare(self) -> None:
        """The organisation on the eve of the reform, accounts, people with their habits."""
        self.tell(_("The organisation and its people"), 0.0)
        if "00000-people" not in self.done:
            with transaction.atomic():
                cast = build(self.now)
                reform.put_back()
                open_accounts(cast, self.now)
                reform.heads_of_districts(cast, self.now)
                record(
                    stream=STREAM, verb=BEGUN, at=self.now, actor="demo",
                    body={"size": self.wish.size, "seed": self.wish.seed, "cases": self.wish.cases,
                          "until": self.wish.until.isoformat()},
                )  # fmt: skip
                self.truth.people(deal(cast.officials, self.wish.seed).values())
                self._mark("00000-people")
        self.province = self._province()
        self.chunks = lines.chunks(self.province, self.wish.cases)
        begun_before = [chunk.size for chunk in self.chunks if chunk.at < REFORM_AT]
        self.whole = max(1, sum(chunk.size for chunk in self.chunks) + sum(begun_before))

    def _province(self) -> Province:
        cast = known_cast()
        today = self.wish.until.astimezone(HANOI).date()
        codes = {official.pk: code for code, official in cast.officials.items()}
        accounts = Account.objects.filter(official__isnull=False)
        crew = Crew({codes[account.official_id or 0]: actor_of(account, today) for account in accounts})
        first, last = directives.FIRST, date_of_day(day_number(today))
        return Province(
            cast=cast, crew=crew, eve=reform.heads_of_districts(cast, self.now),
            people=deal(cast.officials, self.wish.seed), calendar=org.calendar_of(cast.agency(ROOT).pk),
            seed=self.wish.seed, end=self.wish.until, outages=seasons.outages(first, last, self.wish.seed),
            heirs=reform.heirs_of_districts(cast),
        )  # fmt: skip

    # --- by hand: everything in the order of time, all of it or nothing ---

    def by_hand(self) -> None:
        """Every act through its own function, in one transaction."""
        if "00001-lived" in self.done:
            return
        with transaction.atomic():
            queue: list[tuple[datetime, int, Life, Act]] = []
            order = 0
            before = [chunk for chunk in self.chunks if chunk.at < REFORM_AT]
            for number, chunk in enumerate((*before, None, *self.chunks[len(before) :])):
                at = chunk.at if chunk is not None else REFORM_AT
                self._play(queue, at)
                self.tell(_("What happened in %(month)s") % {"month": f"{at:%m/%Y}"}, 0.9 * number / len(self.chunks))
                if chunk is None:
                    reform.carry_out(REFORM_AT)
                    continue
                for case in chunk.begin(write_made):
                    if (life := chunk.life_of(case)) is not None:
                        order += 1
                        self._wait(queue, order, life, next(life, None))
            self._play(queue, self.wish.until)
            tell_of(self.wish.until)
            self._mark("00001-lived")

    def _play(self, queue: list[tuple[datetime, int, Life, Act]], until: datetime) -> None:
        while queue and queue[0][0] < until:
            _at, order, life, act = heapq.heappop(queue)
            children = hand.write(act)
            self._evaded(act)
            self._wait(queue, order, life, _go_on(life, children))

    def _wait(
        self, queue: list[tuple[datetime, int, Life, Act]], order: int, life: Life, act: Act | None
    ) -> None:
        if act is not None and act.at < self.wish.until:
            heapq.heappush(queue, (act.at, order, life, act))

    def _evaded(self, act: Act) -> None:
        if act.evasive:
            seq = Case.objects.values_list("seq", flat=True).get(pk=act.case.pk)
            self.truth.say(case=act.case.code, seq=seq, act=act.name, way=act.evasive, by=act.actor.login)

    # --- in bulk: chunk by chunk, each with its whole history ---

    def in_bulk(self) -> None:
        """Histories chunk by chunk; before the reform up to its day, and after it to the end."""
        before = [chunk for chunk in self.chunks if chunk.at < REFORM_AT]
        named = [(f"{number:05d}-{chunk.at:%Y%m%d}", chunk) for number, chunk in enumerate(self.chunks, 1)]
        self._through(named[: len(before)], self._begin)
        if "reform" not in self.done:
            with transaction.atomic():
                reform.carry_out(REFORM_AT)
                self._mark("reform")
        self._through([(f"after-{number:05d}", chunk) for number, chunk in enumerate(before, 1)], self._go_on_with)
        self._through(named[len(before) :], self._begin)

    def _through(self, named: Sequence[tuple[str, lines.Chunk]], begin: Callable[[lines.Chunk], Begun]) -> None:
        """Take chunks through, some in one transaction: while the lives of one are lived, the next is begun."""
        waiting = [(step, chunk) for step, chunk in named if step not in self.done]
        for start in range(0, len(waiting), TOGETHER):
            with transaction.atomic():
                self._together(waiting[start : start + TOGETHER], begin)

    def _together(self, named: Sequence[tuple[str, lines.Chunk]], begin: Callable[[lines.Chunk], Begun]) -> None:
        going: deque[tuple[str, lines.Chunk, Begun]] = deque()
        try:
            for step, chunk in named:
                if len(going) > HANDS:
                    self._bring_in(*going.popleft())
                going.append((step, chunk, begin(chunk)))
            while going:
                self._bring_in(*going.popleft())
        finally:
            for _step, _chunk, left in going:
                left.aside.leave()

    def _bring_in(self, step: str, chunk: lines.Chunk, begun: Begun) -> None:
        """Write what came of a chunk, and mark it."""
        while True:
            try:
                sheaf = begun.aside.result()
                break
            except ShortOfNumbers as short:
                begun.again(short.args[0])
        sheaf.write()
        for facts in sheaf.evaded:
            self.truth.say(**facts)
        self._mark(step)
        self.seen += chunk.size
        self.tell(_("What happened in %(month)s") % {"month": f"{chunk.at:%m/%Y}"}, 0.9 * self.seen / self.whole)

    def _begin(self, chunk: lines.Chunk) -> Begun:
        """Open the cases of a chunk; they live to the reform or to the end."""
        pen = BulkPen(may_ask=HANDS == 0)
        cases = chunk.begin(pen.issue)
        until = REFORM_AT if chunk.at < REFORM_AT else self.wish.until

        def lived() -> Sheaf:
            pen.open_issued()
            for case in cases:
                if (life := chunk.life_of(case)) is not None:
                    _live(pen, life, next(life, None), until)
            pen.settle_umbrellas(until)
            return pen.gather()

        return Begun(pen, lived, chunk.at, chunk.size)

    def _go_on_with(self, chunk: lines.Chunk) -> Begun:
        """Go on after the reform with the lives of a chunk: each is lived through to that day again, unwritten."""
        cases = chunk.begun()
        children: dict[int, list[Case]] = {}
        asked = Case.objects.filter(parent_id__in=[case.pk for case in cases], kind="consultation")
        for child in asked.order_by("pk"):
            children.setdefault(child.parent_id or 0, []).append(child)
        going: list[tuple[Life, Act]] = []
        taken = {case.pk: case for case in cases if chunk.life_of(case) is None}
        for case in cases:
            life = chunk.life_of(case)
            act = next(life, None) if life is not None else None
            while life is not None and act is not None and act.at < REFORM_AT:
                act = _go_on(life, children.get(case.pk, []))
            if life is not None and act is not None and act.at < self.wish.until:
                going.append((life, act))
                taken[case.pk] = case
        pen = BulkPen(may_ask=HANDS == 0)
        pen.take_up(list(taken.values()), [child for pk in taken for child in children.get(pk, [])])

        def lived() -> Sheaf:
            for life, act in going:
                _live(pen, life, act, self.wish.until)
            pen.settle_umbrellas(self.wish.until)
            return pen.gather()

        return Begun(pen, lived, REFORM_AT, len(going))

    # --- the end ---

    def finish(self) -> None:
        """Notices of the last days, the first bill, the file of truth."""
        if DONE in self.done:
            return
        self.tell(_("Sealing the journal"), 0.92)
        yesterday = date_of_day(day_number(self.wish.until.astimezone(HANOI).date()) - 1)
        seal(day=yesterday, keys=settings.CONGVU_KEYS, bills=settings.CONGVU_BILLS, now=self.wish.until)
        cases = Case.objects.count()
        record(stream=STREAM, verb=DONE, at=self.wish.until, actor="demo", body={"cases": cases})
        self.truth.finish()
        self.tell(_("Done"), 1.0)


class Begun:
    """A chunk whose lives are being lived, aside where there is a processor for it."""

    def __init__(self, pen: BulkPen, lived: Callable[[], Sheaf], at: datetime, tasks: int) -> None:
        self._pen, self._lived = pen, lived
        # Of a hundred tasks a fifth ask somebody; those of the autumn also in the next year.
        self._questions = {at.year: tasks // 4 + 10, **({at.year + 1: tasks // 8 + 10} if at.month > 9 else {})}
        self._send()

    def _send(self) -> None:
        if HANDS:
            self._pen.lay_in(self._questions)
        self.aside = Aside(self._lived, apart=HANDS > 0)

    def again(self, year: int) -> None:
        """The numbers did not last: with many more."""
        self._questions = {year: 3 * self._questions.get(year, 30)}
        self._send()


def _live(pen: BulkPen, life: Life, act: Act | None, until: datetime) -> None:
    while act is not None and act.at < until:
        act = _go_on(life, pen.write_act(act))


def _go_on(life: Life, children: list[Case]) -> Act | None:
    try:
        return life.send(children)
    except StopIteration:
        return None


def _body(text: str | None) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(text or "{}")
    return body
