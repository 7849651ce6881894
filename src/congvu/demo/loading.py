"""Loading the made-up province: organisation, accounts, directives, and the history of their tasks up to now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time
from random import Random

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.core.working_time import HANOI, WorkingHours, add, subtract
from congvu.core.working_time.moments import date_of_day, day_number
from congvu.demo import meetings
from congvu.demo.accounts import Crew, open_accounts
from congvu.demo.answering import pass_on
from congvu.demo.authority import delegate_some, lay_down_authority, refer_some
from congvu.demo.casting import Casting
from congvu.demo.catalogue import announce_procedures
from congvu.demo.conduct import keep_discipline
from congvu.demo.conduct_praise import recognise
from congvu.demo.counters import open_counters
from congvu.demo.desk_work import FOLLOWERS, DeskWork
from congvu.demo.dossiers import receive_dossiers
from congvu.demo.drafting import Drafting
from congvu.demo.duties import Duties
from congvu.demo.exchanges import join_the_axis
from congvu.demo.inspections import inspect_public_duty
from congvu.demo.internal_routes import InternalRoutes, divide_the_work
from congvu.demo.lam_giang_agencies import ROOT
from congvu.demo.notices import tell_of
from congvu.demo.organisation import Cast, build
from congvu.demo.papers import Paper
from congvu.demo.papers_of_lam_giang import PAPERS
from congvu.demo.pressing import pressing, send_digests, write_letters
from congvu.demo.records import Records
from congvu.demo.reported import ask_for_reports, tell_results
from congvu.demo.results import result_files
from congvu.demo.sheet import import_running
from congvu.demo.stage import Office, Play, Stage
from congvu.demo.walking import Company, Ended, Walk
from congvu.demo.words import Words
from congvu.demo.work_programme import WorkProgramme
from congvu.domain.directives.models import Task
from congvu.kernel.casework.actions.silence import end_silence
from congvu.kernel.casework.actions.sweeps import deem_all_received
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries.clocks import close_of
from congvu.kernel.journal import queries as journal
from congvu.kernel.journal.actions import record, seal
from congvu.kernel.org import queries as org

#: Departments whose heads put a case before the Chairman.
REFERRING = ("stc", "snv")
STREAM, LOADED = "demo", "demo.loaded"
SEED = 20261101
#: A source of chance of its own: what the programme needs changes nothing else.
YEAR_PLAN, KEEPING = 2027, 30
#: Hears what is being done and which share of the whole is done (0 to 1).
Tell = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded: counts of directives, cases and acts."""

    directives: int
    cases: int
    acts: int


def is_loaded() -> bool:
    """Whether this database holds the made-up province, whole."""
    return journal.of_stream(STREAM).filter(verb=LOADED).exists()


def load(*, now: datetime, tell: Tell, papers: Sequence[Paper] = PAPERS, seed: int = SEED) -> Loaded:
    """Write the province and its history, all of it or nothing, then seal the first daily bill.

    The same `now` and `seed` give the same codes, holders and states. Raises what an act refuses: a refusal here is a
    mistake of the demo.
    """
    with transaction.atomic():
        tell(_("The organisation before and after 1 July 2025"), 0.0)
        cast = build(now)
        org.organisation()
        tell(_("Accounts for every post"), 0.03)
        crew = open_accounts(cast, now)
        history = History(cast, crew, now, papers, seed)
        history.lay_down_authority()
        acts = history.play(tell)
        acts += refer_some({code: crew.head(code) for code in REFERRING}, now)
        divide_the_work(cast, now)
        tell(_("Letters and e-mails of the last days"), 0.94)
        calendar = org.calendar_of(cast.agency(ROOT).pk)
        write_letters(crew.actor(FOLLOWERS[0]), now)
        send_digests(calendar, now)
        tell(_("Plans, reports and documents between systems"), 0.945)
        delegate_some(cast, now)
        pass_on(cast, crew, crew.actor(FOLLOWERS[0]), now)
        ask_for_reports(cast, crew, crew.actor(FOLLOWERS[0]), now)
        tell_results(cast, crew.actor(FOLLOWERS[0]), now)
        join_the_axis(cast, crew, now)
        announce_procedures(cast, crew, now)
        tell(_("Dossiers of the one-stop shop"), 0.95)
        acts += receive_dossiers(cast, crew, now)
        open_counters(cast, crew, now)
        tell(_("Checks of public duty"), 0.96)
        inspect_public_duty(cast, crew, now)
        tell(_("Discipline and accountability"), 0.965)
        acts += keep_discipline(cast, crew, now)
        acts += recognise(cast, crew, now)
        tell(_("Notices of the last days"), 0.97)
        tell_of(now)
        cases = Case.objects.count()
        record(
            stream=STREAM, verb=LOADED, at=now, actor="demo",
            body={"seed": seed, "directives": len(papers), "cases": cases, "acts": acts},
        )
    tell(_("Sealing the journal"), 0.98)
    yesterday = date_of_day(day_number(timezone.localdate(now)) - 1)
    seal(day=yesterday, keys=settings.CONGVU_KEYS, bills=settings.CONGVU_BILLS, now=now)
    tell(_("Done"), 1.0)
    return Loaded(len(papers), cases, acts)


def until_ended(play: Play) -> Play:
    """The play, as long as its task is not withdrawn with another one."""
    with suppress(Ended):
        yield from play


class History:
    """The past of the province, from the first directive to now."""

    def __init__(self, cast: Cast, crew: Crew, now: datetime, papers: Sequence[Paper], seed: int) -> None:
        self._cast, self._crew, self._papers, self._seed = cast, crew, papers, seed
        self._rng = Random(seed)
        calendar = org.calendar_of(cast.agency(ROOT).pk)
        self._office = Office(calendar, self._rng)
        self._stage = Stage(now)
        self._codes = {agency.pk: code for code, agency in cast.agencies.items()}
        today = timezone.localdate(subtract(calendar, now, WorkingHours.of(5)))
        days = {paper.code: paper.issued_on(today) for paper in (*PAPERS, *papers)}
        days["soon"] = timezone.localdate(add(calendar, now, WorkingHours.of(8)))
        self._first = min((paper.issued_on(today) for paper in papers), default=today)
        self._desk = DeskWork(cast, crew, self._office, days, today)
        self._company = Company(
            cast, crew, self._office, [crew.actor(code) for code in FOLLOWERS],
            result_files(crew.actor("snv-cv-01"), self._first, now), Words(),
        )
        self._duties = Duties(crew.actor(FOLLOWERS[0]))
        self._casting = Casting(self._stage, cast.departments, self._rng)

    def lay_down_authority(self) -> None:
        """The authority matrix and the rules of consultation stand before anything happens."""
        lay_down_authority(datetime.combine(self._first, time(8), HANOI))

    def play(self, tell: Tell) -> int:
        """Play everything; returns the number of acts."""
        for paper in self._papers:
            self._stage.enter(self._directive(paper))
        self._stage.enter(self._sweeps())
        self._stage.enter(pressing(self._crew.actor(FOLLOWERS[0]), self._office.calendar, self._stage.end))
        programme = WorkProgramme(self._cast, self._crew, Office(self._office.calendar, Random(YEAR_PLAN)), self._stage)
        for play in (*programme.plays(), *Drafting(programme, self._company).plays()):
            self._stage.enter(play)
        follower = self._crew.actor(FOLLOWERS[0])
        own = Office(self._office.calendar, Random(f"{self._seed}/meetings"))
        for play in meetings.plays(self._cast, self._crew, own, follower, self._stage.end, self._begin):
            self._stage.enter(play)
        keeping = Office(self._office.calendar, Random(KEEPING))
        for play in Records(self._cast, self._crew, keeping, self._stage).plays():
            self._stage.enter(play)
        internal = Office(self._office.calendar, Random(f"{self._seed}/internal"))
        for play in InternalRoutes(self._cast, self._crew, internal, self._stage).plays():
            self._stage.enter(play)
        self._stage.enter(import_running(self._cast, self._crew, self._office, self._stage.end))
        days = max(1, (self._stage.end.date() - self._first).days)

        def told(moment: datetime, _acts: int) -> None:
            on = timezone.localdate(moment)
            share = (on - self._first).days / days
            tell(_("What happened in %(month)s") % {"month": f"{on:%m/%Y}"}, 0.07 + 0.88 * min(1.0, max(0.0, share)))

        return self._stage.run(told)

    def _directive(self, paper: Paper) -> Play:
        rng = Random(f"{self._seed}/{paper.code}")
        at = self._desk.arrival(paper, self._stage.end)
        yield at
        directive = self._desk.register(paper, at)
        at = self._office.later(at, 0.05, 0.1)
        for moment in self._desk.review(paper, directive, at, rng):
            at = moment
            yield at
        if paper.state != "issued":
            return
        at = self._office.later(at, 0.03, 0.05)
        yield at
        cases = self._desk.issue(directive, at, rng)
        self._duties.begun(cases)
        parts = dict(Task.objects.filter(case__in=cases).values_list("case_id", "part"))
        for case in cases:
            self._begin(case, parts[case.pk], at)

    def _begin(self, case: Case, part: str, at: datetime) -> None:
        if part in (Task.Part.UMBRELLA, Task.Part.DUTY):
            return
        walk = Walk(
            company=self._company, case_id=case.pk, code=case.code, unit=self._codes[case.accountable_agency_id],
            issuer=self._codes[case.issuing_agency_id], at=at, due=case.due_at, part=part,
            rng=Random(f"{self._seed}/{case.code}"),
        )  # fmt: skip
        recent = self._office.days_until(at, self._stage.end) < 1
        story = self._casting.story_of(walk, recent)
        if story is not None:
            self._stage.enter(until_ended(story(walk)))

    def _sweeps(self) -> Iterator[datetime]:
        """What the worker does at the end of every working day: offers and questions nobody answered."""
        calendar = self._office.calendar
        for number in range(day_number(self._first), day_number(self._stage.end.date()) + 1):
            on = date_of_day(number)
            if calendar.is_working_day(on):
                at = close_of(calendar, on)
                yield at
                deem_all_received(now=at)
                end_silence(now=at)
                for case, part in self._duties.evening(at):
                    self._begin(case, part, at)
