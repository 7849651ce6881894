"""The same acts in bulk: drafted as the actions draft them, kept in memory, written together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from congvu.demo.living.acts import Act
from congvu.demo.living.drafting import RUN, Drafter, Umbrella
from congvu.demo.living.questions import Numbers, Questions, next_number
from congvu.domain.directives.actions.making import sources_of
from congvu.domain.directives.models import Task
from congvu.kernel import rows
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import consulting
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.actions.engine import Change, ClockDraft
from congvu.kernel.casework.actions.histories import Gathered, Histories
from congvu.kernel.casework.models import Case, CaseDocument, Custody, Request

SOURCE = tuple(column.attname for column in CaseDocument._meta.concrete_fields if column.attname != "id")
OF_CASE = SOURCE.index("case_id")
TASK = tuple(column.attname for column in Task._meta.concrete_fields if column.attname != "id")
REQUEST = tuple(column.attname for column in Request._meta.concrete_fields if column.attname != "id")


#: Numbers of questions are taken so many at a time by who may ask for more.
AT_ONCE = 100


@dataclass(slots=True)
class Opened:
    """A case that was issued; its first line is written when its history begins."""

    change: Change
    task: Task
    actor: Actor
    now: datetime


@dataclass(slots=True)
class Sheaf:
    """Everything that came of a chunk, as the rows it becomes, and what the file of truth hears of it."""

    histories: Gathered
    tasks: list[list[Any]]
    tasks_known: list[Task]
    sources: list[list[Any]]
    requests: list[list[Any]]
    requests_known: list[Request]
    evaded: list[dict[str, Any]]

    def write(self) -> int:
        """Load everything; returns the number of journal lines."""
        count = self.histories.write()
        rows.copy_in(Task, TASK, self.tasks)
        rows.copy_in(CaseDocument, SOURCE, self.sources)
        rows.update_many(self.tasks_known, ["reported_at", "result_words", "progress"])
        rows.copy_in(Request, REQUEST, self.requests)
        rows.update_many(self.requests_known, ["decision", "decided_at", "decided_by", "decision_words"])
        return count


class BulkPen(Drafter):
    """Writes acts into histories; `gather` gives what has come together.

    One that may not ask the database lives of the numbers and keys that were laid in, in another process.
    """

    def __init__(self, *, may_ask: bool) -> None:
        super().__init__()
        self._may_ask = may_ask
        self.actor = Actor.system()
        self.histories = Histories(self.actor)
        self.questions = Questions(self.histories, self._number)
        self.evaded: list[dict[str, Any]] = []
        self._issued: list[Opened] = []
        self._sources: list[list[Any]] = []
        self._numbers: Numbers = {}

    # --- issuing ---

    def issue(self, made: Iterable[tuple[Change, Task]], *, actor: Actor, now: datetime) -> None:
        """What issuing a directive makes, in place of writing it at once: here it only gets its keys."""
        for change, task in made:
            self.histories.give_key(change.case)
            self._issued.append(Opened(change, task, actor, now))

    def lay_in(self, questions: Mapping[int, int]) -> None:
        """Take numbers and keys for so many questions of each year."""
        for year, count in questions.items():
            fresh = allocate_codes(kinds.get(consulting.KIND).series, year, count)
            self._numbers.setdefault((consulting.KIND, year), []).extend(fresh)
        self.histories.lay_in(sum(map(len, self._numbers.values())))

    def open_issued(self) -> None:
        """The first lines of what was issued, with tasks, umbrellas and the papers behind them."""
        papers: dict[int | None, list[list[Any]]] = {}
        for one in self._issued:
            case, task = one.change.case, one.task
            self.histories.open(one.change, by=one.actor.signature, now=one.now)
            task.case = case
            self.tasks[case.pk] = task
            if kinds.get(case.kind).umbrella:
                self.umbrellas[case.pk] = Umbrella(case)
            elif case.parent_id in self.umbrellas:
                self.umbrellas[case.parent_id].shares.add(case.pk)
            self._sources += self._papers(one, papers)
        self._issued = []

    @staticmethod
    def _papers(one: Opened, papers: dict[int | None, list[list[Any]]]) -> list[list[Any]]:
        """The papers behind a case; those of one directive differ by the case alone."""
        known = papers.get(one.task.directive_id)
        if known is None:
            found = sources_of([(one.change, one.task)], actor=one.actor, now=one.now)
            known = papers[one.task.directive_id] = [[getattr(row, name) for name in SOURCE] for row in found]
        of_case = []
        for values in known:
            of_case.append([*values])
            of_case[-1][OF_CASE] = one.change.case.pk
        return of_case

    def take_up(self, cases: list[Case], questions: Iterable[Case]) -> None:
        """Go on with cases that were written before, with their tasks, their questions and what is asked for them."""
        known = {case.pk: case for case in cases}
        for question in questions:
            question.parent = known[question.parent_id or 0]
            self.questions.asked.setdefault(question.parent.pk, []).append(question)
        waiting = (one for some in self.questions.asked.values() for one in some if one.closed_at is None)
        self.histories.take_up([*cases, *waiting])
        asking = [pk for pk in self.questions.asked if known[pk].station == consulting.CONSULTING]
        former = Custody.objects.filter(case_id__in=asking).exclude(station=consulting.CONSULTING).order_by("line_seq")
        self.questions.stations.update(former.values_list("case_id", "station"))
        for task in Task.objects.filter(case_id__in=known):
            self.tasks[task.case_id] = task
        for request in Request.objects.filter(case_id__in=known, decision=Request.Decision.WAITING):
            self.requests[request.case_id] = request
        parents = {case.pk for case in cases if kinds.get(case.kind).umbrella}
        for pk in parents:
            self.umbrellas[pk] = Umbrella(known[pk])
        for share in Case.objects.filter(parent_id__in=parents).order_by("pk"):
            umbrella = self.umbrellas[share.parent_id or 0]
            umbrella.shares.add(share.pk)
            if share.closed_at is not None:
                umbrella.heard.append((share.closed_at, len(umbrella.heard), share, share.stopped_at, ""))

    # --- acts ---

    def write_act(self, act: Act) -> list[Case]:
        """One act; returns the child cases it opened."""
        if act.name == "consult":
            opened = self.questions.ask(act)
            self._evades(act)
            return opened
        change = RUN[act.name](self, act)
        if act.case.kind == consulting.KIND:
            self.questions.end(change, by=act.actor.signature, at=act.at)
        else:
            self._act(act, change)
        self._evades(act)
        return []

    def _evades(self, act: Act) -> None:
        if act.evasive:
            self.evaded.append(
                {"case": act.case.code, "seq": act.case.seq, "act": act.name, "way": act.evasive, "by": act.actor.login}
            )

    def _act(self, act: Act, change: Change) -> None:
        by = self.actor.signature if act.name == "deem" else act.actor.signature
        self.histories.act(change, by=by, now=act.at)

    def _number(self, year: int) -> str:
        if self._may_ask and not (self._numbers.get((consulting.KIND, year)) and self.histories.keys_left):
            self.lay_in({year: AT_ONCE})
        return next_number(self._numbers, consulting.KIND, year)

    # --- umbrellas, and the end ---

    def settle_umbrellas(self, until: datetime) -> None:
        """Complete and reopen umbrellas as their shares did; see `following.complete_parent`."""
        for umbrella in self.umbrellas.values():
            open_: set[int] = set(umbrella.shares)
            stops: dict[int, datetime | None] = {}
            for at, _order, share, stopped_at, ground in sorted(umbrella.heard, key=lambda one: one[:2]):
                if ground:
                    open_.add(share.pk)
                    if umbrella.case.closed_at is not None:
                        self._reopened(umbrella.case, share, ground, at)
                    continue
                open_.discard(share.pk)
                stops[share.pk] = stopped_at
                if not open_ and umbrella.case.closed_at is None and at < until:
                    self._completed(umbrella.case, share, max(filter(None, stops.values()), default=at), at)

    def _completed(self, parent: Case, share: Case, last: datetime, at: datetime) -> None:
        change = Change(
            parent, "umbrella.completed",
            {"phase": "completed", "closed_at": at, "outcome": "completed", "stopped_at": last},
            clock=(ClockDraft("stop", at),), body={"last": share.code},
        )  # fmt: skip
        self.histories.act(change, by=self.actor.signature, now=at)

    def _reopened(self, parent: Case, share: Case, ground: str, at: datetime) -> None:
        values = {"phase": "open", "closed_at": None, "outcome": "", "stopped_at": None, "next_event_at": parent.due_at}
        change = Change(
            parent, "umbrella.reopened", values, (ClockDraft("reopen", at, ground=ground),),
            {"ground": ground, "share": share.code},
        )
        self.histories.act(change, by=self.actor.signature, now=at)

    def gather(self) -> Sheaf:
        """What has come together, as rows."""
        asked = [*self.decided, *self.requests.values()]
        return Sheaf(
            self.histories.gather(),
            [[getattr(task, name) for name in TASK] for task in self.tasks.values() if task.pk is None],
            [task for task in self.tasks.values() if task.pk is not None],
            self._sources,
            [[getattr(request, name) for name in REQUEST] for request in asked if request.pk is None],
            [request for request in self.decided if request.pk is not None],
            self.evaded,
        )
