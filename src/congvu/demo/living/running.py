"""Letting the province live: part after part, by hand or in bulk, resumable, with the truth beside it."""

from __future__ import annotations

import heapq
import json
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.working_time import HANOI
from congvu.core.working_time.moments import date_of_day, day_number
from congvu.demo.accounts import Crew, open_accounts
from congvu.demo.desk_work import FOLLOWERS
from congvu.demo.lam_giang_agencies import ROOT
from congvu.demo.living import directives, lines, references, reform, seasons
from congvu.demo.living.acts import Act
from congvu.demo.living.aside import ShortOfNumbers
from congvu.demo.living.begun import HANDS, go_on
from congvu.demo.living.dossiers import line as dossiers
from congvu.demo.living.habits import deal
from congvu.demo.living.inspections import line as inspections
from congvu.demo.living.life import Life
from congvu.demo.living.province import REFORM_AT, Province
from congvu.demo.living.truth import Truth
from congvu.demo.notices import tell_of
from congvu.demo.organisation import build, known_cast
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import actor_of
from congvu.kernel.casework.models import Case
from congvu.kernel.journal import queries as journal
from congvu.kernel.journal.actions import record, seal
from congvu.kernel.org import queries as org

lines.join("directives", directives.Directives())
lines.join("dossiers", dossiers.Dossiers())
lines.join("inspections", inspections.Inspections())

STREAM, BEGUN, DONE = "demo.living", "demo.living.begun", "demo.living.done"
#: How much lives in a province of either size, unless it is said.
SIZES = {"small": 400, "province": 1_300_000}
DOSSIERS = {"small": 150, "province": 1_300_000}
#: Checks of public duty a year.
INSPECTIONS = {"small": 12, "province": 300}
#: Chunks that are written in one transaction.
TOGETHER = 8
#: Chunks with the names of the steps in which they are taken through.
Steps = Sequence[tuple[str, lines.Chunk]]
Begin = Callable[[lines.Chunk], lines.Begun]
#: What waits to be done by hand: moment, order, life, act, and how such acts are done.
Queue = list[tuple[datetime, int, Life, Act, Callable[[Act], list[Case]]]]
#: Hears what is done and which share of the whole is done.
Tell = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: size, seed, number of cases, of dossiers and of checks of public duty a year, the moment up
    to which the province lives."""

    size: str
    seed: int
    cases: int
    until: datetime
    dossiers: int = 0
    inspections: int = 0

    @property
    def amounts(self) -> dict[str, int]:
        """How much there is of each line of work."""
        return {"directives": self.cases, "dossiers": self.dossiers, "inspections": self.inspections}

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
    return Wish(
        said["size"], said["seed"], said["cases"], datetime.fromisoformat(said["until"]), said.get("dossiers", 0),
        said.get("inspections", 0),
    )  # fmt: skip


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
                cast = build(self.now, everywhere=self.wish.dossiers > 0)
                reform.put_back()
                open_accounts(cast, self.now)
                reform.heads_of_districts(cast, self.now)
                record(
                    stream=STREAM, verb=BEGUN, at=self.now, actor="demo",
                    body={"size": self.wish.size, "seed": self.wish.seed, "cases": self.wish.cases,
                          "until": self.wish.until.isoformat(), "dossiers": self.wish.dossiers,
                          "inspections": self.wish.inspections},
                )  # fmt: skip
                self.truth.people(deal(cast.officials, self.wish.seed, FOLLOWERS).values())
                self.truth.circumstances((*cast.departments, *cast.communes, *reform.districts()), self._outages())
                self._mark("00000-people")
        self.province = self._province()
        if "00000-lines" not in self.done and self.wish.dossiers:
            with transaction.atomic():
                for line, amount in lines.asked_for(self.wish.amounts):
                    line.open(self.province, amount, self.truth, by_hand=self.wish.by_hand)
                self._mark("00000-lines")
        self.chunks = lines.chunks(self.province, self.wish.amounts)
        begun_before = [chunk.size for chunk in self.chunks if chunk.at < REFORM_AT]
        self.whole = max(1, sum(chunk.size for chunk in self.chunks) + sum(begun_before))

    def _province(self) -> Province:
        known = known_cast()
        today = self.wish.until.astimezone(HANOI).date()
        codes = {official.pk: code for code, official in known.officials.items()}
        accounts = Account.objects.filter(official__isnull=False)
        crew = Crew({codes[account.official_id or 0]: actor_of(account, today) for account in accounts})
        return Province(
            cast=known, crew=crew, eve=reform.heads_of_districts(known, self.now),
            people=deal(known.officials, self.wish.seed, FOLLOWERS), calendar=org.calendar_of(known.agency(ROOT).pk),
            seed=self.wish.seed, end=self.wish.until, outages=self._outages(),
            heirs=reform.heirs_of_districts(known),
        )  # fmt: skip

    def _outages(self) -> list[tuple[datetime, datetime]]:
        return seasons.outages(directives.FIRST, self.wish.until.astimezone(HANOI).date(), self.wish.seed)

    # --- by hand: everything in the order of time, all of it or nothing ---

    def by_hand(self) -> None:
        """Every act through its own function, in one transaction."""
        if "00001-lived" in self.done:
            return
        with transaction.atomic():
            queue: Queue = []
            order = 0
            before = [chunk for chunk in self.chunks if chunk.at < REFORM_AT]
            whole = max(1, len(self.chunks))
            for number, chunk in enumerate((*before, None, *self.chunks[len(before) :])):
                at = chunk.at if chunk is not None else REFORM_AT
                self._play(queue, at)
                self.tell(_("What happened in %(month)s") % {"month": f"{at:%m/%Y}"}, 0.9 * number / whole)
                if chunk is None:
                    reform.carry_out(REFORM_AT)
                    continue
                for life in chunk.by_hand():
                    order += 1
                    self._wait(queue, order, life, next(life, None), chunk.write)
            self._play(queue, self.wish.until)
            self._follow()
            tell_of(self.wish.until)
            self._mark("00001-lived")

    def _follow(self) -> None:
        """What stands on the work of all lines, in the order of time among itself."""
        for line, amount in lines.asked_for(self.wish.amounts):
            line.follow(
                self.province, amount, self.truth,
                lambda at: self.tell(_("Checks of public duty in %(month)s") % {"month": f"{at:%m/%Y}"}, 0.9),
                by_hand=self.wish.by_hand,
            )  # fmt: skip

    def _play(self, queue: Queue, until: datetime) -> None:
        while queue and queue[0][0] < until:
            _at, order, life, act, write = heapq.heappop(queue)
            children = write(act)
            self._evaded(act)
            self._wait(queue, order, life, go_on(life, children), write)

    def _wait(
        self, queue: Queue, order: int, life: Life, act: Act | None, write: Callable[[Act], list[Case]]
    ) -> None:
        if act is not None and act.at < self.wish.until:
            heapq.heappush(queue, (act.at, order, life, act, write))

    def _evaded(self, act: Act) -> None:
        if act.evasive or act.truth:
            seq = Case.objects.values_list("seq", flat=True).get(pk=act.case.pk)
            said = {"act": act.name, "way": act.evasive, "by": act.actor.login} if act.evasive else {}
            self.truth.say(case=act.case.code, seq=seq, **said, **act.truth)

    # --- in bulk: chunk by chunk, each with its whole history ---

    def in_bulk(self) -> None:
        """Histories chunk by chunk; before the reform up to its day, and after it to the end."""
        references.set_aside(STREAM, self.now)
        before = [chunk for chunk in self.chunks if chunk.at < REFORM_AT]
        named = [(f"{number:05d}-{chunk.at:%Y%m%d}", chunk) for number, chunk in enumerate(self.chunks, 1)]
        self._through(named[: len(before)], lambda chunk: chunk.in_bulk(self.wish.until))
        if "reform" not in self.done:
            with transaction.atomic():
                reform.carry_out(REFORM_AT)
                self._mark("reform")
        after = [(f"after-{number:05d}", chunk) for number, chunk in enumerate(before, 1)]
        self._through(after, lambda chunk: cast("lines.OfBefore", chunk).go_on(self.wish.until))
        self._through(named[len(before) :], lambda chunk: chunk.in_bulk(self.wish.until))
        self._finish_lines()
        if "lines-followed" not in self.done:
            with transaction.atomic():
                self._follow()
                self._mark("lines-followed")
        self.tell(_("Checking what refers to what"), 0.9)
        references.put_back(STREAM)

    def _finish_lines(self) -> None:
        """What only the whole can give, e.g. the last numbers of counters."""
        if "lines-finished" not in self.done and self.wish.dossiers:
            with transaction.atomic():
                for line, amount in lines.asked_for(self.wish.amounts):
                    line.finish(self.province, amount)
                self._mark("lines-finished")

    def _through(self, named: Steps, begin: Begin) -> None:
        """Take chunks through, some in one transaction: while the lives of one are lived, the next is begun."""
        waiting = [(step, chunk) for step, chunk in named if step not in self.done]
        self.seen += sum(chunk.size for step, chunk in named if step in self.done)
        if waiting:
            self.province.lay_out_calendars()
        for start in range(0, len(waiting), TOGETHER):
            with transaction.atomic():
                self._together(waiting[start : start + TOGETHER], begin)

    def _together(self, named: Steps, begin: Begin) -> None:
        going: deque[tuple[str, lines.Chunk, lines.Begun]] = deque()
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

    def _bring_in(self, step: str, chunk: lines.Chunk, begun: lines.Begun) -> None:
        """Write what came of a chunk, and mark it."""
        while True:
            try:
                sheaf = begun.aside.result()
                break
            except ShortOfNumbers as short:
                begun.again(*short.args)
        sheaf.write()
        for facts in sheaf.evaded:
            self.truth.say(**facts)
        self._mark(step)
        self.seen += chunk.size
        self.tell(_("What happened in %(month)s") % {"month": f"{chunk.at:%m/%Y}"}, 0.9 * self.seen / self.whole)

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


def _body(text: str | None) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(text or "{}")
    return body
