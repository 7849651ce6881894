"""The same acts in bulk: drafted as the actions draft them, kept in memory, written together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from congvu.demo.living.acts import Act
from congvu.demo.living.drafting import RUN, Drafter, Umbrella
from congvu.domain.directives.actions.making import sources_of
from congvu.domain.directives.models import Task
from congvu.kernel import rows
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import consulting
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.actions.engine import Change, ClockDraft
from congvu.kernel.casework.actions.histories import Histories
from congvu.kernel.casework.models import Case, CaseDocument, Custody, Request
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.competence import term_on
from congvu.kernel.org import queries as org

SOURCE = tuple(column.attname for column in CaseDocument._meta.concrete_fields if column.attname != "id")
TASK = tuple(column.attname for column in Task._meta.concrete_fields if column.attname != "id")
REQUEST = tuple(column.attname for column in Request._meta.concrete_fields if column.attname != "id")
#: Numbers of consultations are taken so many at a time.
NUMBERS = 100


class BulkPen(Drafter):
    """Writes acts into histories; `write` loads what has come together."""

    def __init__(self) -> None:
        super().__init__()
        self.actor = Actor.system()
        self.histories = Histories(self.actor)
        #: Asking case → what it asked, and where it stood before.
        self.questions: dict[int, list[Case]] = {}
        self.stations: dict[int, str] = {}
        self.sources: list[CaseDocument] = []
        self._numbers: list[str] = []
        self._year = 0

    # --- issuing ---

    def issue(self, made: Iterable[tuple[Change, Task]], *, actor: Actor, now: datetime) -> None:
        """What issuing a directive makes, in place of writing it at once."""
        made = list(made)
        for change, task in made:
            self.histories.open(change, by=actor.signature, now=now)
            case = change.case
            task.case = case
            self.tasks[case.pk] = task
            if kinds.get(case.kind).umbrella:
                self.umbrellas[case.pk] = Umbrella(case)
            elif case.parent_id in self.umbrellas:
                self.umbrellas[case.parent_id].shares.add(case.pk)
        self.sources += sources_of(made, actor=actor, now=now)

    def take_up(self, cases: list[Case], questions: Iterable[Case]) -> None:
        """Go on with cases that were written before, with their tasks, their questions and what is asked for them."""
        known = {case.pk: case for case in cases}
        for question in questions:
            question.parent = known[question.parent_id or 0]
            self.questions.setdefault(question.parent.pk, []).append(question)
        waiting = (one for some in self.questions.values() for one in some if one.closed_at is None)
        self.histories.take_up([*cases, *waiting])
        asking = [pk for pk in self.questions if known[pk].station == consulting.CONSULTING]
        former = Custody.objects.filter(case_id__in=asking).exclude(station=consulting.CONSULTING).order_by("line_seq")
        self.stations.update(former.values_list("case_id", "station"))
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
            return self._consult(act)
        self._act(act, RUN[act.name](self, act))
        if act.case.kind == consulting.KIND:
            self._end_station(act.case, act.at)
        return []

    def _act(self, act: Act, change: Change) -> None:
        by = self.actor.signature if act.name == "deem" else act.actor.signature
        self.histories.act(change, by=by, now=act.at)

    def _consult(self, act: Act) -> list[Case]:
        """See `consulting.consult`."""
        case, on, question = act.case, people.local_date(act.at), act.told["question"]
        term = term_on("", on)
        ids = [org.agency_by_code(code).pk for code in act.told["units"]]
        codes = [self._number(on.year) for _id in ids]
        changes = [
            consulting.asked_change(case, pk, code, question, term.window, term, act.at)
            for pk, code in zip(ids, codes, strict=True)
        ]
        for change in changes:
            self.histories.open(change, by=act.actor.signature, now=act.at)
            self.questions.setdefault(case.pk, []).append(change.case)
        body = {"question": question, "asked": [people.agency_name(pk) for pk in ids], "cases": codes,
                "silence": term.silence, "rule": term.source}  # fmt: skip
        station = {"station": consulting.CONSULTING} if case.station != consulting.CONSULTING else {}
        if station:
            self.stations[case.pk] = case.station
        self._act(act, Change(case, "case.consulted", station, body=body))
        return [change.case for change in changes]

    def _end_station(self, question: Case, at: datetime) -> None:
        """See `consulting._end_station`."""
        asked = self.questions.get(question.parent_id or 0, [])
        parent = question.parent
        if parent is None or parent.closed_at is not None or any(one.closed_at is None for one in asked):
            return
        found: dict[str, int] = {}
        for one in asked:
            found[one.outcome] = found.get(one.outcome, 0) + 1
        change = Change(
            parent, "case.opinions_in", {"station": self.stations[parent.pk]},
            body={"outcomes": found, "last": question.code},
        )
        self.histories.act(change, by=self.actor.signature, now=at)

    def _number(self, year: int) -> str:
        if not self._numbers or self._year != year:
            self._numbers = allocate_codes(kinds.get(consulting.KIND).series, year, NUMBERS)[::-1]
            self._year = year
        return self._numbers.pop()

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

    def write(self) -> int:
        """Load everything; returns the number of journal lines."""
        count = self.histories.write()
        fresh = [task for task in self.tasks.values() if task.pk is None]
        rows.copy_in(Task, TASK, ([getattr(task, name) for name in TASK] for task in fresh))
        rows.copy_in(CaseDocument, SOURCE, ([getattr(row, name) for name in SOURCE] for row in self.sources))
        self.sources = []
        known = [task for task in self.tasks.values() if task.pk is not None]
        rows.update_many(known, ["reported_at", "result_words", "progress"])
        asked = [*self.decided, *self.requests.values()]
        new = [request for request in asked if request.pk is None]
        rows.copy_in(Request, REQUEST, ([getattr(request, name) for name in REQUEST] for request in new))
        old = [request for request in self.decided if request.pk is not None]
        rows.update_many(old, ["decision", "decided_at", "decided_by", "decision_words"])
        self.tasks, self.requests, self.decided, self.umbrellas = {}, {}, [], {}
        return count
