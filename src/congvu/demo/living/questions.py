"""Lấy ý kiến in bulk: questions asked and ended as `casework.actions.consulting` and `silence` write them.

Also the numbers of child cases, which are taken before the lives that need them are lived beside the database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from congvu.demo.living.acts import Act
from congvu.demo.living.aside import ShortOfNumbers
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import consulting
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.actions.engine import Change
from congvu.kernel.casework.actions.histories import Histories
from congvu.kernel.casework.models import Case, Silence
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.competence import term_on
from congvu.kernel.org import queries as org

#: What silence means → outcome and phase of a question nobody answered.
ENDS: dict[str, tuple[str, str]] = {Silence.CONSENT: ("consented", "silent"), Silence.NO_OPINION: ("silent", "")}
#: Kind of child case and year → numbers of it.
Numbers = dict[tuple[str, int], list[str]]


class Pool:
    """Numbers that were taken and are in nobody's hands: what one chunk leaves the next one uses first."""

    def __init__(self) -> None:
        self._spare: Numbers = {}

    def take(self, wanted: Mapping[tuple[str, int], int]) -> Numbers:
        """So many numbers of each kind and year, the lowest first; those that are wanting are given out now."""
        found: Numbers = {}
        for key, count in wanted.items():
            spare = self._spare.pop(key, [])
            kind, year = key
            fresh = allocate_codes(kinds.get(kind).series, year, count - len(spare))
            found[key], self._spare[key] = [*spare[:count], *fresh], spare[count:]
        return found

    def give_back(self, numbers: Numbers) -> None:
        """Numbers nobody used."""
        for key, left in numbers.items():
            self._spare[key] = sorted([*self._spare.get(key, []), *left])


def next_number(numbers: Numbers, kind: str, year: int) -> str:
    """The next number of a kind in a year; ShortOfNumbers when there is none left."""
    left = numbers.get((kind, year))
    if not left:
        raise ShortOfNumbers(kind, year)
    return left.pop(0)


class Questions:
    """Who has asked what, and where the asking cases stood before."""

    def __init__(self, histories: Histories, number: Callable[[int], str]) -> None:
        self._histories, self._number = histories, number
        #: Asking case → its questions, and its station before.
        self.asked: dict[int, list[Case]] = {}
        self.stations: dict[int, str] = {}

    def ask(self, act: Act) -> list[Case]:
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
            self._histories.open(change, by=act.actor.signature, now=act.at)
            self.asked.setdefault(case.pk, []).append(change.case)
        body = {"question": question, "asked": [people.agency_name(pk) for pk in ids], "cases": codes,
                "silence": term.silence, "rule": term.source}  # fmt: skip
        station = {"station": consulting.CONSULTING} if case.station != consulting.CONSULTING else {}
        if station:
            self.stations[case.pk] = case.station
        change = Change(case, "case.consulted", station, body=body)
        self._histories.act(change, by=act.actor.signature, now=act.at)
        return [change.case for change in changes]

    def end(self, change: Change, *, by: str, at: datetime) -> None:
        """A question has ended; with the last one the station *consulting* ends too, see `consulting._end_station`."""
        question = change.case
        self._histories.act(change, by=by, now=at)
        asked = self.asked.get(question.parent_id or 0, [])
        parent = question.parent
        if parent is None or parent.closed_at is not None or any(one.closed_at is None for one in asked):
            return
        found: dict[str, int] = {}
        for one in asked:
            found[one.outcome] = found.get(one.outcome, 0) + 1
        back = Change(
            parent, "case.opinions_in", {"station": self.stations[parent.pk]},
            body={"outcomes": found, "last": question.code},
        )
        self._histories.act(back, by=Actor.system().signature, now=at)

    def fall_silent(self, question: Case, at: datetime) -> None:
        """See `silence.end_silence`."""
        basis = question.due_basis
        meaning = str(basis["silence"])
        body = {"rule": str(basis["source"]), "meaning": meaning}
        outcome, phase = ENDS[meaning]
        change = consulting.ended_change(
            question, outcome, "consultation.fell_silent", at, body, question.holder_official_id, phase
        )
        self.end(change, by=Actor.system().signature, at=at)
