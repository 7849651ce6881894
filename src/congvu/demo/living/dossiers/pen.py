"""A dossier's acts in bulk: of each one what the action of the same name says, kept in memory, written together.

A test lives the same lives by hand and in bulk and compares every row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from congvu.demo.living.acts import Act
from congvu.demo.living.dossiers.folder import Folder, Loaded, Row
from congvu.demo.living.dossiers.ground import Ground
from congvu.demo.living.dossiers.leaf import Leaf, Sheaf
from congvu.demo.living.dossiers.roll import Entry, Roll
from congvu.domain.onestop.actions import slips
from congvu.domain.onestop.actions.ending import GRANTED, REFUSED
from congvu.domain.onestop.actions.submitting import answer_by
from congvu.domain.onestop.models import (
    Charge,
    Evaluation,
    GivenPaper,
    ResultReturn,
    Way,
)
from congvu.domain.onestop.policy.plans import DESK, RETURN, Stop
from congvu.domain.onestop.policy.promises import promise_of
from congvu.domain.onestop.policy.statuses import WAITING
from congvu.kernel.casework.actions.custody import receiving, who_takes
from congvu.kernel.casework.actions.engine import Change, ClockDraft
from congvu.kernel.casework.models import Case, Whose
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks

FREE = ("transfer_agency_id", "transfer_official_id", "transfer_at", "transfer_due_at")


class DossierPen(Leaf):
    """Writes acts on dossiers into histories; `gather` gives what has come together. Asks the database for nothing
    once its keys and numbers are laid in."""

    def __init__(self, ground: Ground, roll: Roll, first_applicant: int, seed: int, run: Mapping[str, Write]) -> None:
        super().__init__(ground, roll, first_applicant, seed)
        self._run = run

    def write_act(self, act: Act) -> list[Case]:
        """One act; returns the case as it stands then, and those it opened, or whose part it is."""
        others: Sequence[Case] | None = None
        if act.name == "dossier.receive":
            case = self._received(act, act.told["entry"])
        elif act.name == "dossier.submit":
            case = self._submitted(act, act.told["entry"])
        else:
            case = act.case
            others = self._run[act.name](self, act, self._folders.get(case.pk) or self._beside[case.pk])
        if act.evasive or act.truth:
            said = {"act": act.name, "way": act.evasive, "by": act.actor.login} if act.evasive else {}
            self._facts.append({"case": case.code, "seq": case.seq, **said, **act.truth})
        return [case, *(others or ())]

    def gather(self) -> Sheaf:
        """What has come together, as rows."""
        folders = list(self._folders.values())
        found = Sheaf(self.histories.gather(), Loaded.of(folders), self._facts, self._numbers)
        self._folders, self._beside, self._facts, self._numbers = {}, {}, [], {}
        return found

    def _received(self, act: Act, entry: Entry) -> Case:
        """See `receiving.receive_dossier`."""
        folder, _who = self._drafted(act, entry)
        case, plan, dossier, at = folder.case, folder.plan, folder.dossier, act.at
        official, desk_id = act.actor.official_id, folder.place.desk.agency_id
        promise = promise_of(plan, self.ground.calendar(dossier["settling_id"]), at, self.ground.cut_off(at))
        dossier.update(received_at=at, register_no=entry.register, received_by_id=official)
        case.phase = "received"
        case.first_due_at = case.due_at = promise.due
        case.due_basis = {"limit": promise.limit, **case.due_basis}
        case.holder_official_id = official
        clock = (ClockDraft("start", at, limit=promise.limit, rule="onestop.procedure"),)
        body = {
            "procedure": plan.code, "case": plan.case_name, "channel": dossier["channel"],
            "papers": len(folder.parts.get(GivenPaper, ())), "register_no": entry.register,
            "receipt": entry.register, "station": plan.stops[0].name,
        }  # fmt: skip
        self.histories.open(Change(case, "dossier.received", clock=clock, body=body), by=act.actor.signature, now=at)
        folder.events += clock
        self.enter(folder, plan.stops[0], desk_id, official, at)
        self.slip(folder, "receipt", entry.register, act, _receipt(folder))
        return case

    def _submitted(self, act: Act, entry: Entry) -> Case:
        """See `submitting.present`."""
        folder, _who = self._drafted(act, entry)
        case, plan, at = folder.case, folder.plan, act.at
        case.phase = "submitted"
        folder.dossier["answer_by"] = case.next_event_at = answer_by(folder.place.desk.agency_id, at)
        body = {"procedure": plan.code, "case": plan.case_name, "channel": folder.dossier["channel"],
                "papers": len(folder.parts.get(GivenPaper, ()))}  # fmt: skip
        self.histories.open(Change(case, "dossier.submitted", body=body), by=act.actor.signature, now=at)
        return case

    def accept(self, act: Act, folder: Folder) -> None:
        """See `submitting.accept_submission`."""
        case, plan, dossier, at, entry = folder.case, folder.plan, folder.dossier, act.at, act.told["entry"]
        promise = promise_of(plan, self.ground.calendar(dossier["settling_id"]), at, self.ground.cut_off(at))
        late = dossier["answer_by"] is not None and at > dossier["answer_by"]
        official, desk_id = act.actor.official_id, folder.place.desk.agency_id
        dossier.update(received_at=at, register_no=entry.register, received_by_id=official)
        values = {
            "phase": "received", "holder_agency_id": desk_id, "holder_official_id": official,
            "first_due_at": promise.due, "due_at": promise.due, "next_event_at": promise.due or case.next_event_at,
            "due_basis": {**case.due_basis, "limit": promise.limit}, "whose_clock": Whose.AGENCY,
        }  # fmt: skip
        clock = ClockDraft("start", at, limit=promise.limit, rule="onestop.procedure")
        body = {"register_no": entry.register, "late": late, "words": ""}
        self.act(folder, act, Change(case, "dossier.accepted", values, clock=(clock,), body=body))
        self.enter(folder, plan.stops[0], desk_id, official, at)
        self.slip(folder, "receipt", entry.register, act, _receipt(folder))

    def decline(self, act: Act, folder: Folder) -> None:
        """See `submitting.decline_submission`."""
        body = {"words": act.told["words"], "ground": act.told["ground"]}
        self.closed(act, folder, "not_accepted", "dossier.not_accepted", body, "refusal")

    # --- on its way ---

    def forward(self, act: Act, folder: Folder) -> None:
        """See `routing.forward`."""
        stop = folder.plan.after(folder.stop.code)
        assert stop is not None
        taker = self.ground.taker(folder.place, folder.plan, stop)
        case, at = folder.case, act.at
        late = self.leave(folder, Way.FORWARD.value, at)
        official = who_takes(taker.official_id, at)
        values: Row = {"station": stop.code}
        if stop.who != DESK or stop.code != folder.plan.line[0].code:
            values["phase"] = "processing"
        if people.top_unit_of(taker.agency_id) != people.top_unit_of(case.holder_agency_id):
            due = clocks.due_after(case, "onestop.accept_within", at, agency_id=taker.agency_id)
            values |= {"transfer_agency_id": taker.agency_id, "transfer_official_id": official, "transfer_at": at,
                       "transfer_due_at": due}  # fmt: skip
        else:
            values |= {"holder_agency_id": taker.agency_id, "holder_official_id": official}
        clock = self._next_stage(folder, stop, values, at)
        body = {"station": stop.name, "holder": people.official_name(official),
                "to": people.agency_name(taker.agency_id), "words": "", "late": late}  # fmt: skip
        self.act(folder, act, Change(case, "dossier.forwarded", values, clock=clock, body=body))
        self.enter(folder, stop, taker.agency_id, official, at)

    def _next_stage(self, folder: Folder, stop: Stop, values: Row, at: datetime) -> tuple[ClockDraft, ...]:
        """See `routing.next_stage`."""
        stage = folder.plan.phase_of(stop)
        if stage <= folder.dossier["stage"] or len(folder.plan.phases) < stage:
            return ()
        draft = ClockDraft("next_phase", at, limit=folder.plan.limit_of_stage(stage), rule="onestop.procedure")
        values["due_at"] = clocks.reckoned_due(folder.case, [*folder.events, draft])
        folder.dossier["stage"] = stage
        return (draft,)

    def take(self, act: Act, folder: Folder) -> None:
        """See `custody.accept`: by whoever it was offered to, else by the actor himself."""
        case, who = folder.case, act.actor
        named = case.transfer_official_id
        if named is None and case.transfer_agency_id in who.agency_ids:
            named = who.official_id
        taking = who_takes(named, act.at) if named != who.official_id else named
        body = {"holder": people.official_name(taking), "words": ""}
        self.act(folder, act, Change(case, "case.accepted", receiving(case, taking), body=body))

    # --- the end ---

    def settle(self, act: Act, folder: Folder) -> None:
        """See `ending.settle`."""
        self.settled(act, folder, True, "dossier.settled", {"words": ""})

    def settled(self, act: Act, folder: Folder, granted: bool, verb: str, body: Row) -> None:
        """See `ending._settle`."""
        case, at, desk_id = folder.case, act.at, folder.dossier["returns_id"]
        late = self.leave(folder, Way.ENDED.value, at, words=body["words"])
        line = folder.plan.line
        stop = next((one for one in line if one.kind == RETURN), line[-1])
        values = {
            "phase": "settled", "station": stop.code, "holder_agency_id": desk_id, "holder_official_id": None,
            "doer_official_id": case.holder_official_id, "stopped_at": at, "whose_clock": Whose.APPLICANT,
            "next_event_at": clocks.due_after(case, "onestop.collect_within", at),
        }  # fmt: skip
        overdue = case.due_at is not None and at > case.due_at
        clock = ClockDraft("pause", at, Whose.APPLICANT, rule="onestop.result", ground=WAITING)
        said = {**body, "file": "", "late": late, "overdue": overdue}
        self.act(folder, act, Change(case, verb, values, clock=(clock,), body=said))
        folder.dossier.update(settled_at=at, granted=granted)
        self.enter(folder, stop, desk_id, None, at)

    def hand_out(self, act: Act, folder: Folder) -> None:
        """See `returning.hand_out`."""
        case, dossier, at, words = folder.case, folder.dossier, act.at, "Người nộp trực tiếp nhận"
        self.leave(folder, Way.ENDED.value, at, words=words)
        values = {"phase": "returned", "closed_at": at, "outcome": GRANTED if dossier["granted"] else REFUSED,
                  "due_at": case.due_at}  # fmt: skip
        body = {"words": words, "delivery": dossier["delivery"]}
        change = Change(case, "dossier.returned", values, clock=(ClockDraft("stop", at),), body=body)
        self.act(folder, act, change)
        dossier["returned_at"] = at
        folder.add(
            ResultReturn, dossier_id=case.pk, at=at, by=act.actor.signature, taker="applicant",
            name=dossier["applicant_name"],
        )  # fmt: skip

    def evaluate(self, act: Act, folder: Folder) -> None:
        """See `papers.evaluate`."""
        told = act.told
        folder.add(Evaluation, dossier_id=folder.case.pk, at=act.at, **told)
        body = {"satisfaction": told["satisfaction"], "way": told["way"], "complaint": False}
        self.act(folder, act, Change(folder.case, "dossier.evaluated", body=body))

    def closed(self, act: Act, folder: Folder, phase: str, verb: str, body: Row, form: str = "stop") -> None:
        """See `ending.close`."""
        case, dossier, at, station = folder.case, folder.dossier, act.at, folder.stop.name
        self.leave(folder, Way.ENDED.value, at, words=body.get("words", ""))
        values: Row = {"phase": phase, "closed_at": at, "stopped_at": at, "outcome": phase}
        if case.transfer_agency_id is not None:
            values |= dict.fromkeys(FREE)
        running = dossier["received_at"] is not None
        clock = (ClockDraft("stop", at),) if running else ()
        paid = sum(one["amount"] for one in folder.parts.get(Charge, ()) if one["paid_at"] is not None)
        self.act(folder, act, Change(case, verb, values, clock=clock, body={**body, "paid": paid}))
        if running:
            dossier["settled_at"] = at
        content = {"reason": body.get("words", ""), "ground": body.get("ground", ""), "paid": paid,
                   "channel": "counter", "station": station}  # fmt: skip
        self.slip(folder, form, 0, act, content)


def _receipt(folder: Folder) -> Row:
    due = folder.case.due_at
    papers = folder.parts.get(GivenPaper, ())
    brought = [[one["name"], one["originals"], one["copies"], one["state"]] for one in papers]
    return {"due": slips.day(due) if due else "", "components": brought}


#: How an act is written; gives back the cases it opened beside the dossier, or the dossier's for an act beside it.
Write = Callable[[DossierPen, Act, Folder], Sequence[Case] | None]
RUN: dict[str, Write] = {
    "dossier.accept": DossierPen.accept, "dossier.decline": DossierPen.decline,
    "dossier.forward": DossierPen.forward, "dossier.take": DossierPen.take, "dossier.settle": DossierPen.settle,
    "dossier.return": DossierPen.hand_out, "dossier.evaluate": DossierPen.evaluate,
}  # fmt: skip
