"""Ghi cả quá trình. Whole histories of cases written at once, with the rows that one act after the other would write.

For take-overs and simulations: every act is drafted by the engine's own functions, so that lines, custody, clock and
case row are those of the slow way; only the writing differs. The journal lines go in first, then each case row as its
last line says it (the trigger checks exactly that), custody and clock events after them. Nobody is told of the acts:
they are history. The caller keeps these cases to himself until `write` and holds the transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from congvu.kernel import rows
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.actions.engine import (
    CLOCK,
    CUSTODY,
    Change,
    clock_values,
    drafted_act,
    drafted_first,
    ends_a_pause,
    interval_values,
    move_due,
)
from congvu.kernel.casework.models import Case, CaseWords, ClockEvent, Custody
from congvu.kernel.casework.queries.clocks import Event
from congvu.kernel.journal.actions.bulk import Lines, LineValues, write_lines

PERMISSION = "casework.case.load"
TO_AT = CUSTODY.index("to_at")
#: Keys of cases are taken so many at a time.
KEYS = 500
COLUMNS = tuple(column.attname for column in Case._meta.concrete_fields)
WORDS = tuple(column.attname for column in CaseWords._meta.concrete_fields)
#: What an act may change of a case that was written before.
MUTABLE = tuple(name for name in COLUMNS if name not in ("id", "code", "kind", "first_due_at", "opened_at", "law_on"))


@dataclass(slots=True)
class _History:
    case: Case
    custody: list[list[Any]] = field(default_factory=list)
    clock: list[list[Any]] = field(default_factory=list)
    #: All clock events, those written before first.
    events: list[Event] = field(default_factory=list)
    #: Written before: the interval that was open then.
    before: Custody | None = None
    #: The agency that was accountable then.
    accountable_id: int | None = None
    changed: bool = False


@dataclass(slots=True)
class Gathered:
    """Histories as the rows they become. It may travel to another process, which writes it."""

    lines: list[LineValues]
    fresh: list[list[Any]]
    words: list[list[Any]]
    known: list[Case]
    handed_on: list[Case]
    ended: list[Custody]
    custody: list[list[Any]]
    clock: list[list[Any]]

    def write(self) -> int:
        """Write everything, in the caller's transaction; returns the number of journal lines.

        Statements do not grow with the number of cases. An error leaves nothing behind but the caller's rollback.
        """
        write_lines(self.lines)
        rows.copy_in(Case, COLUMNS, self.fresh)
        rows.copy_in(CaseWords, WORDS, self.words)
        rows.update_many(self.known, MUTABLE)
        rows.update_many([CaseWords.of(case) for case in self.handed_on], ["agency_id"])
        rows.update_many(self.ended, ["to_at"])
        rows.copy_in(Custody, CUSTODY, self.custody)
        rows.copy_in(ClockEvent, CLOCK, self.clock)
        return len(self.lines)


class Histories:
    """Cases with everything that happened to them, in memory until they are written."""

    def __init__(self, actor: Actor) -> None:
        """NotAllowed without the permission to load histories."""
        require(actor, PERMISSION)
        self._lines = Lines()
        self._histories: dict[int, _History] = {}
        self._keys: list[int] = []

    @property
    def waiting(self) -> int:
        """Lines that wait to be written."""
        return len(self._lines)

    def lay_in(self, count: int) -> None:
        """Take so many keys now, for a stretch in which the database cannot be asked for them."""
        if count > len(self._keys):
            self._keys += rows.reserve_ids(Case, count - len(self._keys))

    @property
    def keys_left(self) -> int:
        """How many cases can be opened without asking the database for keys."""
        return len(self._keys)

    def give_key(self, case: Case) -> None:
        """The key of a case that is about to be opened, for rows that name it before."""
        if not self._keys:
            self._keys = rows.reserve_ids(Case, KEYS)
        case.pk = self._keys.pop(0)

    def open(self, change: Change, *, by: str, now: datetime, behalf: str = "", at: datetime | None = None) -> None:
        """The first line of a new case (see `engine.open_cases`); gives the case its key unless it has one. `by` signs
        the line."""
        case = change.case
        if not case.pk:
            self.give_key(case)
        written = self._lines.add(drafted_first(change, by, now, behalf, at or now))
        case.seq, case.head = written.seq, written.leaf
        self._histories[case.pk] = _History(
            case, [interval_values(case, at or now)], clock_values(case, change.clock), [*change.clock], changed=True
        )

    def take_up(self, cases: Iterable[Case]) -> None:
        """Go on with open cases that are written already; the caller has locked them."""
        found = {case.pk: _History(case, accountable_id=case.accountable_agency_id) for case in cases}
        for interval in Custody.objects.filter(case_id__in=found, to_at=None):
            found[interval.case_id].before = interval
        for event in ClockEvent.objects.filter(case_id__in=found).order_by("line_seq", "i"):
            found[event.case_id].events.append(event)
        self._histories.update(found)

    def act(self, change: Change, *, by: str, now: datetime, behalf: str = "") -> None:
        """One act on a case of these histories (see `engine.commit`)."""
        case = change.case
        history = self._histories[case.pk]
        if ends_a_pause(change):
            move_due(change, history.events)
        entry, moves = drafted_act(change, by, now, behalf)
        written = self._lines.add(entry)
        case.seq, case.head = written.seq, written.leaf
        history.changed = True
        if moves:
            if history.custody:
                history.custody[-1][TO_AT] = now
            elif history.before is not None:
                history.before.to_at = now
            history.custody.append(interval_values(case, now))
        if change.clock:
            history.clock += clock_values(case, change.clock)
            history.events += change.clock

    def gather(self) -> Gathered:
        """Everything that waits, as the rows it becomes; forgets it. Asks the database nothing."""
        changed = [history for history in self._histories.values() if history.changed]
        fresh = [history for history in changed if history.before is None]
        known = [history for history in changed if history.before is not None]
        self._histories = {}
        return Gathered(
            self._lines.gather(),
            [[getattr(one.case, name) for name in COLUMNS] for one in fresh],
            [[getattr(words, name) for name in WORDS] for words in (CaseWords.of(one.case) for one in fresh)],
            [one.case for one in known],
            [one.case for one in known if one.accountable_id != one.case.accountable_agency_id],
            [one.before for one in known if one.before is not None and one.before.to_at],
            [values for one in changed for values in one.custody],
            [values for one in changed for values in one.clock],
        )

    def write(self) -> int:
        """Write everything that waits and forget it; returns the number of journal lines."""
        return self.gather().write()
