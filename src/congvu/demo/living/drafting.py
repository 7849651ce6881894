"""Acts drafted without the database: of each one what the action of the same name says.

A test lives the same lives by hand and in bulk and compares every row. Who may do what was settled when the parts were
dealt; `casework.actions.histories` checks its own permission.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from congvu.core.refusals import MoveRefused
from congvu.demo.living.acts import Act
from congvu.domain.directives.models import Task
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import consulting, requests
from congvu.kernel.casework.actions.custody import instead_of, no_longer_higher, receiving, who_takes
from congvu.kernel.casework.actions.engine import Change, ClockDraft
from congvu.kernel.casework.models import Case, Request, Whose
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.clocks import due_after
from congvu.kernel.org import queries as org


@dataclass
class Umbrella:
    """An umbrella and what has happened to its shares: (moment, order, share, closed)."""

    case: Case
    shares: set[int] = field(default_factory=set)
    heard: list[tuple[datetime, int, Case, datetime | None, str]] = field(default_factory=list)


class Drafter:
    """What acts need to know of each other: tasks, what was asked for, and what umbrellas have heard."""

    def __init__(self) -> None:
        self.tasks: dict[int, Task] = {}
        self.requests: dict[int, Request] = {}
        self.decided: list[Request] = []
        self.umbrellas: dict[int, Umbrella] = {}

    def accept(self, act: Act) -> Change:
        """See `custody.accept`."""
        named = act.told["to"].official_id
        taking = who_takes(named, act.at) if named != act.actor.official_id else named
        return Change(
            act.case, "case.accepted", receiving(act.case, taking),
            body={"holder": people.official_name(taking), "words": "", **instead_of(named, taking)},
        )  # fmt: skip

    def deem(self, act: Act) -> Change:
        """See `custody.deem_received`."""
        case = act.case
        if case.transfer_agency_id is None or case.transfer_due_at is None or case.transfer_due_at > act.at:
            raise MoveRefused(f"{case.code}: nothing was waiting to be deemed received")
        on = people.local_date(act.at)
        head = who_takes(case.transfer_official_id, act.at) or people.head_id_of(case.transfer_agency_id, on)
        return Change(case, "case.deemed_received", receiving(case, head), body={"holder": people.official_name(head)})

    def offer(self, act: Act) -> Change:
        """See `custody.offer`."""
        case, agency_id = act.case, org.agency_by_code(act.told["unit"]).pk
        named = act.told["to"].official_id
        to = who_takes(named, act.at)
        due = due_after(case, kinds.get(case.kind).limit_rule("accept"), act.at, agency_id=agency_id)
        return Change(
            case, "case.offered",
            {**no_longer_higher(case), "transfer_agency_id": agency_id, "transfer_official_id": to,
             "transfer_at": act.at, "transfer_due_at": due},
            body={"to": people.agency_name(agency_id), "to_official": people.official_name(to),
                  "words": act.told["words"], **instead_of(named, to)},
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

    def _heard(self, case: Case, at: datetime, stopped_at: datetime | None, ground: str) -> None:
        umbrella = self.umbrellas.get(case.parent_id or 0)
        if umbrella is not None:
            umbrella.heard.append((at, len(umbrella.heard), case, stopped_at, ground))


RUN: dict[str, Callable[[Drafter, Act], Change]] = {
    "accept": Drafter.accept, "take": Drafter.accept, "deem": Drafter.deem, "offer": Drafter.offer,
    "progress": Drafter.note, "remind": Drafter.note, "explain": Drafter.explain, "extend": Drafter.extend,
    "propose": Drafter.propose, "decide": Drafter.decide, "report": Drafter.report, "verify": Drafter.verify,
    "return": Drafter.send_back, "reopen": Drafter.reopen, "answer": Drafter.end, "withdraw_question": Drafter.end,
}  # fmt: skip
