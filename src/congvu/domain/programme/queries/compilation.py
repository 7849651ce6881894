"""Tổng hợp nhật ký tham mưu: what each unit handed in, how often it came back and why, in a period.

A number is always the size of a set of drafts, or a sum over one; the set is kept, so that the number opens it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.domain.programme.models import Draft, Round, RoundError
from congvu.domain.programme.models.draft import CATEGORIES
from congvu.domain.programme.policy.days import moment_of
from congvu.domain.programme.queries.drafts import late_minutes
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import visible_to
from congvu.kernel.casework.queries.overview import Spread, spread_of
from congvu.kernel.org import queries as org

#: Figures of the compilation that open a list: code → label, in the order of the columns.
FIGURES: dict[str, str | Promise] = {
    "drafts": _("Drafts submitted"),
    "rounds": _("Times submitted"),
    "returned": _("Times returned"),
    "content": _("Errors of content"),
    "form": _("Errors of form"),
    "competence": _("Errors of competence"),
    "other": _("Other errors"),
    "late": _("Drafts submitted late"),
    "finished": _("Drafts issued"),
    "asked": _("Opinions asked for"),
    "answered": _("Answered"),
    "answered_late": _("Answered late"),
    "silent": _("Silent"),
}


@dataclass(slots=True)
class UnitRow:
    """One unit: every figure with the drafts behind it; late time and rounds as median with n."""

    agency_id: int | None
    numbers: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIGURES, 0))
    behind: dict[str, set[int]] = field(default_factory=lambda: {name: set() for name in FIGURES})
    late: list[int] = field(default_factory=list)
    rounds: list[int] = field(default_factory=list)

    def add(self, figure: str, draft_id: int, count: int = 1) -> None:
        """Count for a draft."""
        self.numbers[figure] += count
        self.behind[figure].add(draft_id)

    def add_once(self, figure: str, draft_id: int) -> None:
        """Count a draft, however often it is met."""
        if draft_id not in self.behind[figure]:
            self.add(figure, draft_id)

    @property
    def name(self) -> str:
        return people.agency_name(self.agency_id)

    @property
    def late_spread(self) -> Spread:
        """Working minutes late of the drafts that were late."""
        return spread_of(self.late)

    @property
    def rounds_spread(self) -> Spread:
        """Times submitted, of the drafts that were issued in the period."""
        return spread_of(self.rounds)

    @property
    def late_sum(self) -> int:
        return sum(self.late)


@dataclass(frozen=True, slots=True)
class Compilation:
    """The compiled journal of a period: units in the order of the organisation, and all together."""

    since: date
    until: date
    units: tuple[UnitRow, ...]
    total: UnitRow


def compiled(actor: Actor, since: date, until: date, now: datetime) -> Compilation:
    """Compile what the actor may see. Both days included. Four statements."""
    span = (moment_of(since), moment_of(until, end=True))
    drafts = {
        row.pk: row for row in Draft.objects.filter(case__in=visible_to(actor)).filter(_touched(span))
        .select_related("case").distinct()
    }  # fmt: skip
    book = _Book(drafts, span, now)
    book.rounds(Round.objects.filter(draft__in=drafts).order_by("draft_id", "number"))
    book.errors(RoundError.objects.filter(round__draft__in=drafts, round__ended_at__range=span).select_related("round"))
    book.questions(
        visible_to(actor).filter(kind="consultation", opened_at__range=span, parent__draft__in=drafts)
        .exclude(phase="withdrawn")
    )
    order = {pk: (org.agency_by_id(pk).position, pk) for pk in book.units}
    return Compilation(since, until, tuple(book.units[pk] for pk in sorted(order, key=order.__getitem__)), book.total)


def _touched(span: tuple[datetime, datetime]) -> Q:
    return (
        Q(rounds__submitted_at__range=span) | Q(rounds__ended_at__range=span) | Q(finished_at__range=span)
        | Q(case__children__opened_at__range=span)
    )


class _Book:
    """Collects; every fact is written for its unit and for all together."""

    def __init__(self, drafts: dict[int, Draft], span: tuple[datetime, datetime], now: datetime) -> None:
        self._drafts, self._span, self._now = drafts, span, now
        self._by_case = {draft.case_id: draft for draft in drafts.values()}
        self.units: dict[int, UnitRow] = {}
        self.total = UnitRow(None)

    def _both(self, draft: Draft) -> tuple[UnitRow, UnitRow]:
        unit = people.top_unit_of(draft.case.accountable_agency_id)
        return self.units.setdefault(unit, UnitRow(unit)), self.total

    def _within(self, moment: datetime | None) -> bool:
        return moment is not None and self._span[0] <= moment <= self._span[1]

    def rounds(self, found: Iterable[Round]) -> None:
        """Submissions, returns, lateness of the last submission in the period, rounds of what was issued in it."""
        last: dict[int, Round] = {}
        submitted: dict[int, int] = {}
        for one in found:
            draft = self._drafts[one.draft_id]
            if one.submitted_at is not None:
                submitted[draft.pk] = submitted.get(draft.pk, 0) + 1
            for row in self._both(draft) if self._within(one.submitted_at) else ():
                row.add_once("drafts", draft.pk)
                row.add("rounds", draft.pk)
            if self._within(one.submitted_at):
                last[draft.pk] = one
            for row in self._both(draft) if one.result == "returned" and self._within(one.ended_at) else ():
                row.add("returned", draft.pk)
        for pk, one in last.items():
            self._late(self._drafts[pk], one)
        for draft in self._drafts.values():
            for row in self._both(draft) if self._within(draft.finished_at) else ():
                row.add("finished", draft.pk)
                row.rounds.append(submitted.get(draft.pk, 0))

    def _late(self, draft: Draft, one: Round) -> None:
        minutes = late_minutes(draft.case, one.submitted_at, one.due_at) if one.submitted_at is not None else 0
        for row in self._both(draft) if minutes else ():
            row.add("late", draft.pk)
            row.late.append(minutes)

    def errors(self, found: Iterable[RoundError]) -> None:
        """Errors found in what was returned in the period, by kind."""
        for error in found:
            draft = self._drafts[error.round.draft_id]
            for row in self._both(draft):
                row.add(error.category, draft.pk, error.count)

    def questions(self, found: Iterable[Case]) -> None:
        """Opinions asked for in the period, and what became of them until now."""
        for case in found:
            draft = self._by_case.get(case.parent_id or 0)
            if draft is None:
                continue
            late = case.due_at is not None and (case.closed_at or self._now) > case.due_at
            for row in self._both(draft):
                row.add("asked", draft.pk)
                if case.phase == "answered":
                    row.add("answered", draft.pk)
                if case.phase == "silent":
                    row.add("silent", draft.pk)
                elif late:
                    row.add("answered_late", draft.pk)


def drafts_behind(book: Compilation, figure: str, agency_id: int | None) -> set[int]:
    """The ids of the drafts behind a number; empty for a figure or unit that does not exist."""
    row = book.total if agency_id is None else next((row for row in book.units if row.agency_id == agency_id), None)
    return set() if row is None else row.behind.get(figure, set())


def figures_shown(book: Compilation) -> list[str]:
    """The figures worth a column: "other errors" only where there are some."""
    hidden: Sequence[str] = () if book.total.numbers["other"] else ("other",)
    assert set(CATEGORIES) < set(FIGURES)
    return [name for name in FIGURES if name not in hidden]
