"""What every act on a dossier writes in bulk: lines of the journal, visits, slips, the first rows of a dossier."""

from __future__ import annotations

from collections.abc import Iterable
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
from congvu.demo.living.questions import Numbers, Questions, next_number
from congvu.domain.onestop.actions.applicants import Party
from congvu.domain.onestop.actions.receiving import ALPHABET
from congvu.domain.onestop.models import Charge, Dossier, GivenPaper, PaperState, Slip, Visit
from congvu.domain.onestop.policy.codes import DOSSIER
from congvu.domain.onestop.policy.plans import Stop
from congvu.domain.onestop.policy.promises import stop_due
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.consulting import KIND
from congvu.kernel.casework.actions.engine import Change
from congvu.kernel.casework.actions.histories import Gathered, Histories
from congvu.kernel.casework.models import Case, Confidentiality, Whose
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org


@dataclass(slots=True)
class Sheaf:
    """Everything that came of some dossiers, as the rows it becomes, and what the file of truth hears of it."""

    histories: Gathered
    loaded: Loaded
    evaded: list[dict[str, Any]]
    #: Numbers of child cases that nobody used.
    left: Numbers

    def write(self) -> int:
        """Load everything; returns the number of journal lines."""
        count = self.histories.write()
        self.loaded.write()
        return count


class Leaf:
    """What every act writes: a line of the journal, a visit entered and left, a slip, the first rows of a dossier."""

    def __init__(self, ground: Ground, roll: Roll, first_applicant: int, seed: int) -> None:
        self.ground, self.roll, self._seed = ground, roll, seed
        self._first_applicant = first_applicant
        self.actor = Actor.system()
        self.histories = Histories(self.actor)
        self.questions = Questions(self.histories, lambda year: self.number(KIND, year))
        self._numbers: Numbers = {}
        self._folders: dict[int, Folder] = {}
        #: Child case → the dossier it belongs to.
        self._beside: dict[int, Folder] = {}
        self._facts: list[dict[str, Any]] = []

    def lay_in(self, count: int, numbers: Numbers) -> None:
        """Take the keys of so many dossiers now, and of a child case for each of these numbers."""
        self._numbers = {key: [*some] for key, some in numbers.items()}
        self.histories.lay_in(count + sum(map(len, numbers.values())))

    def number(self, kind: str, year: int) -> str:
        """The next number of a child case."""
        return next_number(self._numbers, kind, year)

    def belong(self, cases: Iterable[Case], folder: Folder) -> None:
        """These cases were opened beside a dossier."""
        self._beside.update((case.pk, folder) for case in cases)

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


def secret(seed: int, index: int) -> str:
    """What opens a dossier of the living province; see `receiving.new_secret`."""
    return "".join(Random(f"{seed}/secret/{index}").choices(ALPHABET, k=8))
