"""The same acts in bulk: drafted as the actions draft them, kept in memory, written together.

Each function here says of one act what the action of the same name says, without asking the database; a test lives the
same lives both ways and compares every row. Permissions were dealt with the parts; `Histories` checks its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from congvu.core.refusals import MoveRefused
from congvu.demo.living.acts import Act
from congvu.domain.directives.models import Task
from congvu.kernel import rows
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import consulting, requests
from congvu.kernel.casework.actions.bulk import Histories
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.actions.custody import receiving
from congvu.kernel.casework.actions.engine import Change, ClockDraft
from congvu.kernel.casework.models import Case, Request, Whose
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.clocks import due_after, limit_of
from congvu.kernel.org import queries as org

TASK = tuple(column.attname for column in Task._meta.concrete_fields if column.attname != "id")
REQUEST = tuple(column.attname for column in Request._meta.concrete_fields if column.attname != "id")
#: Numbers of consultations are taken so many at a time.
NUMBERS = 100


@dataclass
class Umbrella:
    """An umbrella and what has happened to its shares: (moment, order, share, closed)."""

    case: Case
    shares: set[int] = field(default_factory=set)
    heard: list[tuple[datetime, int, Case, datetime | None, str]] = field(default_factory=list)


class BulkPen:
    """Writes acts into histories; `write` loads what has come together."""

    def __init__(self) -> None:
        self.actor = Actor.system()
        self.histories = Histories(self.actor)
        self.tasks: dict[int, Task] = {}
        self.requests: dict[int, Request] = {}
        self.decided: list[Request] = []
        self.umbrellas: dict[int, Umbrella] = {}
        self._numbers: list[str] = []
        self._year = 0

    # --- issuing ---

    def issue(self, made: Iterable[tuple[Change, Task]], *, actor: Actor, now: datetime) -> None:
        """What issuing a directive makes, in place of writing it at once."""
        for change, task in made:
            self.histories.open(change, by=actor.signature, now=now)
            case = change.case
            task.case = case
            self.tasks[case.pk] = task
            if kinds.get(case.kind).umbrella:
                self.umbrellas[case.pk] = Umbrella(case)
            elif case.parent_id in self.umbrellas:
                self.umbrellas[case.parent_id].shares.add(case.pk)

    def take_up(self, cases: list[Case]) -> None:
        """Go on with cases that were written before, with their tasks and what is asked for them."""
        self.histories.take_up(cases)
        known = {case.pk: case for case in cases}
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
        return []

    def _act(self, act: Act, change: Change) -> None:
        by = self.actor.signature if act.name == "deem" else act.actor.signature
        self.histories.act(change, by=by, now=act.at)

    def _consult(self, act: Act) -> list[Case]:
        """See `consulting.consult`."""
        on = people.local_date(act.at)
        window = limit_of("consultation.window", on)
        ids = [org.agency_by_code(code).pk for code in act.told["units"]]
        codes = [self._number(on.year) for _id in ids]
        question = act.told["question"]
        changes = [
            consulting.asked_change(act.case, pk, code, question, window, act.at)
            for pk, code in zip(ids, codes, strict=True)
        ]
        for change in changes:
            self.histories.open(change, by=act.actor.signature, now=act.at)
        body = {"question": question, "asked": [people.agency_name(pk) for pk in ids], "cases": codes}
        self._act(act, Change(act.case, "case.consulted", body=body))
        return [change.case for change in changes]

    def _number(self, year: int) -> str:
        if not self._numbers or self._year != year:
            self._numbers = allocate_codes(kinds.get(consulting.KIND).series, year, NUMBERS)[::-1]
            self._year = year
        return self._numbers.pop()

    def accept(self, act: Act) -> Change:
        """See `custody.accept`."""
        named = act.told["to"].official_id
        return Change(
            act.case, "case.accepted", receiving(act.case, named),
            body={"holder": people.official_name(named), "words": ""},
        )  # fmt: skip

    def deem(self, act: Act) -> Change:
        """See `custody.deem_received`."""
        case = act.case
        if case.transfer_agency_id is None or case.transfer_due_at is None or case.transfer_due_at > act.at:
            raise MoveRefused(f"{case.code}: nothing was waiting to be deemed received")
        head = case.transfer_official_id or people.head_id_of(case.transfer_agency_id, people.local_date(act.at))
        return Change(case, "case.deemed_received", receiving(case, head), body={"holder": people.official_name(head)})

    def offer(self, act: Act) -> Change:
        """See `custody.offer`."""
        case, agency_id = act.case, org.agency_by_code(act.told["unit"]).pk
        to = act.told["to"].official_id
        due = due_after(case, kinds.get(case.kind).limit_rule("accept"), act.at, agency_id=agency_id)
        return Change(
            case, "case.offered",
            {"transfer_agency_id": agency_id, "transfer_official_id": to, "transfer_at": act.at,
             "transfer_due_at": due},
            body={"to": people.agency_name(agency_id), "to_official": people.official_name(to),
                  "words": act.told["words"]},
        )  # fmt: skip

    def note(self, act: Act) -> Change:
        """See `notes.note`."""
        body = {"words": act.told["words"]}
        if "progress" in act.told:
            body["progress"] = act.told["progress"]
        return Change(act.case, "case.progressed" if "progress" in body else "case.noted", body=body)

    def explain(self, act: Act) -> Change:
        """See `notes.explain`."""
        return Change(act.case, "case.explained", body={"words": act.told["words"]})

    def _ask(self, act: Act, kind: str, **asked: Any) -> Change:
        """See `requests._ask`; these are asked by who holds the case."""
        case, told = act.case, act.told
        self.requests[case.pk] = Request(
            case_id=case.pk, kind=kind, ground=told["ground"], words=told["words"], asked_at=act.at,
            asked_by=act.actor.signature, from_agency_id=case.holder_agency_id, **asked,
        )
        body = {"ground": told["ground"], "words": told["words"], "from": people.agency_name(case.holder_agency_id)}
        if "new_due_at" in asked:
            body["new_due_at"] = asked["new_due_at"].isoformat()
        rule = kinds.get(case.kind).limit_rule(f"decide_{kind}")
        expected = due_after(case, rule, act.at, agency_id=case.issuing_agency_id)
        if kind == Request.Kind.EXTENSION and case.due_at is not None:
            expected = min(expected, case.due_at)
        return Change(case, f"{kind}.asked", {"asking": kind, "next_event_at": expected}, body=body)

    def extend(self, act: Act) -> Change:
        """See `requests.ask_extension`."""
        return self._ask(act, Request.Kind.EXTENSION, new_due_at=act.told["new_due_at"])

    def propose(self, act: Act) -> Change:
        """See `requests.propose_reassignment`."""
        return self._ask(act, Request.Kind.REASSIGNMENT, to_agency_id=None)

    def decide(self, act: Act) -> Change:
        """See `requests.decide_request`."""
        case, grant = act.case, act.told["grant"]
        request = self.requests.pop(case.pk)
        request.decision = Request.Decision.GRANTED if grant else Request.Decision.REFUSED
        request.decided_at, request.decided_by, request.decision_words = act.at, act.actor.signature, ""
        self.decided.append(request)
        settle = requests.settled_extension if request.kind == Request.Kind.EXTENSION else requests.settled_reassignment
        change = settle(case, request, grant, None, act.at)
        change.set["asking"] = ""
        change.body |= {
            "asked_ground": request.ground, "ground": act.told["ground"], "words": "", "asked_by": request.asked_by
        }
        return change

    def report(self, act: Act) -> Change:
        """See `following.report_done`."""
        case, task, words = act.case, self.tasks[act.case.pk], act.told["words"]
        verify_by = due_after(case, "directives.verify_within", act.at, agency_id=case.issuing_agency_id)
        task.reported_at, task.result_words, task.progress = act.at, words, 100
        return Change(
            case, "task.reported",
            {"phase": "reported", "station": "verify", "stopped_at": act.at,
             "doer_official_id": act.actor.official_id, "asking": "", "holder_agency_id": case.issuing_agency_id,
             "holder_official_id": None, "whose_clock": Whose.HIGHER, "next_event_at": verify_by},
            clock=(ClockDraft("pause", act.at, Whose.HIGHER, rule="directives.task.verify"),), body={"words": words},
        )  # fmt: skip

    def verify(self, act: Act) -> Change:
        """See `following.verify`; its umbrella hears of it."""
        case = act.case
        on_time = case.due_at is None or case.stopped_at is None or case.stopped_at <= case.due_at
        self._heard(case, act.at, case.stopped_at, "")
        return Change(
            case, "task.verified", {"phase": "completed", "closed_at": act.at, "outcome": "completed"},
            clock=(ClockDraft("stop", act.at, Whose.HIGHER),), body={"words": "", "on_time": on_time},
        )  # fmt: skip

    def send_back(self, act: Act) -> Change:
        """See `following.return_task`."""
        case, task, told = act.case, self.tasks[act.case.pk], act.told
        task.reported_at, task.progress = None, min(task.progress, 99)
        return Change(
            case, "task.returned",
            {**self._to_doer(case, act.at), "times_returned": case.times_returned + 1, "next_event_at": case.due_at},
            clock=(ClockDraft("resume", act.at, Whose.AGENCY, ground=told["ground"]),),
            body={"ground": told["ground"], "words": told["words"]},
        )  # fmt: skip

    def reopen(self, act: Act) -> Change:
        """See `following.reopen`; its umbrella hears of it."""
        case, told = act.case, act.told
        self.tasks[case.pk].reported_at = None
        self._heard(case, act.at, None, told["ground"])
        values = self._to_doer(case, act.at) | {"closed_at": None, "outcome": "", "next_event_at": case.due_at}
        return Change(
            case, "task.reopened", values, clock=(ClockDraft("reopen", act.at, ground=told["ground"]),),
            body={"ground": told["ground"], "words": told["words"]},
        )

    def _to_doer(self, case: Case, at: datetime) -> dict[str, Any]:
        doer, agency_id = case.doer_official_id, case.accountable_agency_id
        keeps = doer is not None and people.works_in(doer, agency_id, people.local_date(at))
        return {
            "phase": "in_progress", "station": "carry_out", "stopped_at": None, "holder_agency_id": agency_id,
            "holder_official_id": doer if keeps else None, "doer_official_id": None, "whose_clock": Whose.AGENCY,
        }  # fmt: skip

    def end(self, act: Act) -> Change:
        """See `consulting.answer` and `consulting.withdraw_question`."""
        answered = act.name == "answer"
        official = act.actor.official_id if answered else act.case.holder_official_id
        outcome = "answered" if answered else "withdrawn"
        return consulting.ended_change(
            act.case, outcome, f"consultation.{outcome}", act.at, {"words": act.told["words"]}, official
        )

    # --- umbrellas, and the end ---

    def _heard(self, case: Case, at: datetime, stopped_at: datetime | None, ground: str) -> None:
        umbrella = self.umbrellas.get(case.parent_id or 0)
        if umbrella is not None:
            umbrella.heard.append((at, len(umbrella.heard), case, stopped_at, ground))

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
        known = [task for task in self.tasks.values() if task.pk is not None]
        rows.update_many(known, ["reported_at", "result_words", "progress"])
        asked = [*self.decided, *self.requests.values()]
        new = [request for request in asked if request.pk is None]
        rows.copy_in(Request, REQUEST, ([getattr(request, name) for name in REQUEST] for request in new))
        old = [request for request in self.decided if request.pk is not None]
        rows.update_many(old, ["decision", "decided_at", "decided_by", "decision_words"])
        self.tasks, self.requests, self.decided, self.umbrellas = {}, {}, [], {}
        return count


RUN: dict[str, Callable[[BulkPen, Act], Change]] = {
    "accept": BulkPen.accept, "take": BulkPen.accept, "deem": BulkPen.deem, "offer": BulkPen.offer,
    "progress": BulkPen.note, "remind": BulkPen.note, "explain": BulkPen.explain, "extend": BulkPen.extend,
    "propose": BulkPen.propose, "decide": BulkPen.decide, "report": BulkPen.report, "verify": BulkPen.verify,
    "return": BulkPen.send_back, "reopen": BulkPen.reopen, "answer": BulkPen.end, "withdraw_question": BulkPen.end,
}  # fmt: skip
