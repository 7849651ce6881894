"""A dossier's acts in bulk: of each one what the action of the same name says, kept in memory, written together.

A test lives the same lives by hand and in bulk and compares every row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from congvu.core.codes import dossier_code
from congvu.core.text import skey
from congvu.demo.living.acts import Act
from congvu.demo.living.dossiers import applicants
from congvu.demo.living.dossiers.folder import DEFAULTS, Folder, Loaded, Row
from congvu.demo.living.dossiers.ground import Ground, Sort
from congvu.demo.living.dossiers.hand import paying_of
from congvu.demo.living.dossiers.roll import Entry, Roll
from congvu.domain.onestop.actions import slips
from congvu.domain.onestop.actions.applicants import Party
from congvu.domain.onestop.actions.ending import GRANTED, REFUSED
from congvu.domain.onestop.actions.receiving import ALPHABET
from congvu.domain.onestop.actions.submitting import answer_by
from congvu.domain.onestop.models import (
    Charge,
    Dossier,
    Evaluation,
    GivenPaper,
    PaperState,
    ResultReturn,
    Slip,
    Visit,
    Way,
)
from congvu.domain.onestop.policy.codes import DOSSIER
from congvu.domain.onestop.policy.plans import DESK, RETURN, Stop
from congvu.domain.onestop.policy.promises import promise_of, stop_due
from congvu.domain.onestop.policy.statuses import WAITING
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.custody import receiving, who_takes
from congvu.kernel.casework.actions.engine import Change, ClockDraft
from congvu.kernel.casework.actions.histories import Gathered, Histories
from congvu.kernel.casework.models import Case, Confidentiality, Whose
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks
from congvu.kernel.org import queries as org

FREE = ("transfer_agency_id", "transfer_official_id", "transfer_at", "transfer_due_at")


@dataclass(slots=True)
class Sheaf:
    """Everything that came of some dossiers, as the rows it becomes, and what the file of truth hears of it."""

    histories: Gathered
    loaded: Loaded
    evaded: list[dict[str, Any]]

    def write(self) -> int:
        """Load everything; returns the number of journal lines."""
        count = self.histories.write()
        self.loaded.write()
        return count


class Leaf:
    """What every act writes: a line of the journal, a visit entered and left, a slip, the first rows of a dossier."""

    def __init__(self, ground: Ground, roll: Roll, first_applicant: int, seed: int, run: Mapping[str, Write]) -> None:
        self._run = run
        self.ground, self.roll, self._seed = ground, roll, seed
        self._first_applicant = first_applicant
        self.actor = Actor.system()
        self.histories = Histories(self.actor)
        self._folders: dict[int, Folder] = {}
        self._facts: list[dict[str, Any]] = []

    def lay_in(self, count: int) -> None:
        """Take the keys of so many cases now."""
        self.histories.lay_in(count)

    def act(self, folder: Folder, act: Act, change: Change) -> None:
        """Write down one act."""
        self.histories.act(change, by=act.actor.signature, now=act.at)
        folder.events += change.clock

    def leave(self, folder: Folder, way: str, at: datetime, ground: str = "", words: str = "") -> bool:
        """See `stations.leave`."""
        visit = folder.visit
        if visit is None:
            return False
        visit.update(left_at=at, way=way, ground=ground, words=words)
        return visit["due_at"] is not None and at > visit["due_at"]

    def enter(self, folder: Folder, stop: Stop, unit_id: int, official_id: int | None, at: datetime) -> None:
        """See `stations.enter`."""
        before, group_due = folder.visit, None
        if stop.group and before is not None:
            was = folder.plan.stop(before["station"])
            group_due = before["due_at"] if was is not None and was.group == stop.group else None
        due = stop_due(folder.plan, stop, self.ground.calendar(unit_id), at, group_due)
        folder.visit = folder.add(
            Visit, case_id=folder.case.pk, station=stop.code, name=stop.name, entered_at=at, due_at=due,
            unit_id=unit_id, official_id=official_id,
        )  # fmt: skip

    def slip(self, folder: Folder, form: str, number: int, act: Act, content: Row) -> None:
        """See `slips.drafted`; a number of 0 is given when everything has been lived."""
        case = folder.case
        issued = self.ground.form(form, case.law_on)
        mark = f"{number:02d}" if number else ""
        folder.add(
            Slip, dossier_id=case.pk, form=form, basis=issued.basis, number=number,
            notation=f"{mark}/{issued.symbol(folder.place.desk.short)}", issued_at=act.at,
            issued_by=act.actor.signature, content=content, line_seq=case.seq,
        )  # fmt: skip

    # --- handing in ---

    def _drafted(self, act: Act, entry: Entry) -> tuple[Folder, Party]:
        """See `receiving.drafted` and `receiving.blank_case`."""
        sort, place, at = self.ground.sorts[entry.sort], self.ground.places[entry.place], act.at
        plan, desk_id = sort.plan, place.desk.agency_id
        who = applicants.party(entry.applicant, company=entry.company, place=self.ground.where(place))
        settling = self.ground.settling[desk_id, plan.variant_id]
        code = dossier_code(place.desk.identifier, people.local_date(at), entry.code)
        case = _blank_case(code, sort, who.name, settling, desk_id, at)
        self.histories.give_key(case)
        dossier = {
            **DEFAULTS[Dossier], "case_id": case.pk, "procedure_id": plan.procedure_id,
            "variant_id": plan.variant_id, "field_id": plan.field_id, "desk_id": desk_id, "settling_id": settling,
            "returns_id": desk_id, "channel": entry.channel,
            "applicant_id": self._first_applicant + entry.applicant, "applicant_name": who.name,
            "contact": {"phone": who.phone, "email": "", "address": who.address}, "key": f"song-{entry.index}",
            "secret": secret(self._seed, entry.index), "submitted_at": at,
        }  # fmt: skip
        folder = Folder(case, plan, place, dossier)
        self._folders[case.pk] = folder
        self._add_parts(folder, sort, entry, at, act.actor if entry.channel != "online" else None)
        return folder, who

    def _add_parts(self, folder: Folder, sort: Sort, entry: Entry, at: datetime, clerk: Actor | None) -> None:
        """See `receiving.checked_papers` and `receiving.checked_charges`."""
        case_id, desk_id = folder.case.pk, folder.place.desk.agency_id
        for one in folder.plan.papers:
            folder.add(
                GivenPaper, dossier_id=case_id, position=one.position, name=one.name, mandatory=one.mandatory,
                state=PaperState.HELD.value if one.held_by else PaperState.GIVEN.value, originals=one.originals,
                copies=one.copies, added_at=at,
            )  # fmt: skip
        paying = {one.position: one for one in paying_of(folder.plan, entry, by_page=sort.by_page)}
        for fee in folder.plan.fees:
            how = paying[fee.position]
            paid = {"paid_at": at, "receipt_no": entry.money} if how.paid_by else {}
            if paid and clerk is not None:
                paid["taken_by_id"] = clerk.official_id
            folder.add(
                Charge, dossier_id=case_id, position=fee.position, name=fee.name, amount=fee.amount * how.count,
                count=how.count, collected=fee.collected, exempt=how.exempt, paid_by=how.paid_by, desk_id=desk_id,
                **paid,
            )  # fmt: skip


class DossierPen(Leaf):
    """Writes acts on dossiers into histories; `gather` gives what has come together. Asks the database for nothing
    once its keys are laid in."""

    def write_act(self, act: Act) -> list[Case]:
        """One act; returns the case as it stands then."""
        if act.name == "dossier.receive":
            case = self._received(act, act.told["entry"])
        elif act.name == "dossier.submit":
            case = self._submitted(act, act.told["entry"])
        else:
            case = act.case
            self._run[act.name](self, act, self._folders[case.pk])
        if act.evasive or act.truth:
            said = {"act": act.name, "way": act.evasive, "by": act.actor.login} if act.evasive else {}
            self._facts.append({"case": case.code, "seq": case.seq, **said, **act.truth})
        return [case]

    def gather(self) -> Sheaf:
        """What has come together, as rows."""
        found = Sheaf(self.histories.gather(), Loaded.of(list(self._folders.values())), self._facts)
        self._folders, self._facts = {}, []
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


def _blank_case(code: str, sort: Sort, name: str, settling: int, desk_id: int, at: datetime) -> Case:
    """See `receiving.blank_case`."""
    plan = sort.plan
    title = plan.name + (f" ({plan.case_name})" if plan.case_name else "")
    return Case(
        code=code, kind=DOSSIER, title=title[:1000], law_on=people.local_date(at),
        skey=skey(f"{code} {plan.code} {title} {name} "), confidentiality=Confidentiality.INTERNAL,
        accountable_agency_id=settling, issuing_agency_id=desk_id, holder_agency_id=desk_id,
        station=plan.stops[0].code, whose_clock=Whose.AGENCY, opened_at=at,
        due_basis={"words": sort.words, "procedure": plan.code, "stages": len(plan.phases) or 1,
                   "promised_by": org.agency_by_id(settling).code},
    )  # fmt: skip


def _receipt(folder: Folder) -> Row:
    due = folder.case.due_at
    papers = folder.parts.get(GivenPaper, ())
    brought = [[one["name"], one["originals"], one["copies"], one["state"]] for one in papers]
    return {"due": slips.day(due) if due else "", "components": brought}


def secret(seed: int, index: int) -> str:
    """What opens a dossier of the living province; see `receiving.new_secret`."""
    return "".join(Random(f"{seed}/secret/{index}").choices(ALPHABET, k=8))


#: How an act is written.
Write = Callable[[DossierPen, Act, Folder], None]
RUN: dict[str, Write] = {
    "dossier.accept": DossierPen.accept, "dossier.decline": DossierPen.decline,
    "dossier.forward": DossierPen.forward, "dossier.take": DossierPen.take, "dossier.settle": DossierPen.settle,
    "dossier.return": DossierPen.hand_out, "dossier.evaluate": DossierPen.evaluate,
}  # fmt: skip
