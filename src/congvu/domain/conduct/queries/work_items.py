"""Đầu việc của công chức trong kỳ: computed from cases, with the score of each term. Facts, no rating.

A case counts in the period in which it falls due, for who did it, or who holds it while it is open; as it stood at the
end of the period, or stands now where that lies ahead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Min, Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotFound
from congvu.core.working_time import HANOI
from congvu.core.working_time.moments import date_of_day, day_number
from congvu.domain.conduct.models import WorkContest, WorkWeight
from congvu.domain.conduct.policy.praise import OPEN, OWN, READ_WORK
from congvu.domain.conduct.policy.work_scores import Item, Score, hundredths, kept, score
from congvu.domain.conduct.queries.rulebook import cited
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import Case, Custody
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules
from congvu.kernel.rules.policy import pick

#: Further terms of leaders (NĐ 335/2025/NĐ-CP), as dated rules.
LEADER_RULES = tuple(f"conduct.work_leader_{code}" for code in ("unit", "organising", "uniting"))


@dataclass(frozen=True, slots=True)
class Period:
    """Kỳ theo dõi: a month (2026-11) or a quarter (2026-Q4)."""

    code: str
    first: date
    last: date

    @property
    def since(self) -> datetime:
        """Its first moment."""
        return datetime.combine(self.first, time(0), HANOI)

    @property
    def until(self) -> datetime:
        """The moment after its last."""
        return datetime.combine(date_of_day(day_number(self.last) + 1), time(0), HANOI)


def period_of(code: str, today: date) -> Period:
    """The period written 2026-11 or 2026-Q4; this month for nothing. Invalid for another text."""
    if not code:
        code = f"{today.year}-{today.month:02d}"
    year_text, _dash, part = code.partition("-")
    quarter = part[:1].upper() == "Q"
    digits = part[1:] if quarter else part
    if not (year_text.isdecimal() and digits.isdecimal() and 2000 <= int(year_text) <= 2100):
        raise Invalid(_("Write the period as 2026-11 or 2026-Q4."), field="period")
    year, number = int(year_text), int(digits)
    if not 1 <= number <= (4 if quarter else 12):
        raise Invalid(_("Write the period as 2026-11 or 2026-Q4."), field="period")
    begin = number * 3 - 2 if quarter else number
    end = begin + 2 if quarter else begin
    after = date(year + end // 12, end % 12 + 1, 1)
    return Period(code.upper(), date(year, begin, 1), date_of_day(day_number(after) - 1))


@dataclass(frozen=True, slots=True)
class WorkRow:
    """Một đầu việc, with what counts for and against it."""

    pk: int
    case: Case
    kind: str
    weight: Decimal
    assigned_on: date
    due_on: date
    done_on: date | None
    delays: int
    returns: int
    delay_excused: str
    quality_excused: str
    quantity_points: Decimal
    quality_points: Decimal
    progress_points: Decimal
    contest: WorkContest | None

    @property
    def code(self) -> str:
        """The code of the case."""
        return self.case.code

    @property
    def title(self) -> str:
        """What the work is."""
        return self.case.title

    @property
    def item(self) -> Item:
        """What the score is computed from."""
        return Item(Fraction(self.weight), self.done_on is not None, self.delays, self.returns,
                    bool(self.delay_excused), bool(self.quality_excused))  # fmt: skip


def weights_on(on: date) -> dict[str, Decimal]:
    """The weight of each kind that has one on a day."""
    found: dict[str, Decimal] = {}
    for row in WorkWeight.objects.filter(valid_from__lte=on).order_by("valid_from"):
        found[row.kind] = row.weight
    return found


def _due_in(period: Period) -> QuerySet[Case]:
    """Work that fell due; not the files of this room, nor restricted and sealed work, which must not show in lists."""
    found = Case.objects.filter(due_at__gte=period.since, due_at__lt=period.until, confidentiality__in=OPEN)
    return found.exclude(outcome="withdrawn").exclude(kind__startswith=OWN)


def items_of(official_id: int, period: Period, now: datetime) -> list[WorkRow]:
    """Đầu việc của một người trong kỳ, by due day. Four statements whatever the number."""
    mine = Q(doer_official_id=official_id) | Q(doer_official_id=None, holder_official_id=official_id)
    cases = list(_due_in(period).filter(mine).order_by("due_at", "pk"))
    ids = [case.pk for case in cases]
    starts = dict(
        Custody.objects.filter(case_id__in=ids, official_id=official_id).values_list("case_id")
        .annotate(first=Min("from_at")).values_list("case_id", "first")
    )  # fmt: skip
    contests: dict[int, list[WorkContest]] = defaultdict(list)
    for row in WorkContest.objects.filter(official_id=official_id, case_id__in=ids):
        contests[row.case_id].append(row)
    weights, penalty = weights_on(period.first), _penalty(period.last)
    found = [_row(case, period, now, starts.get(case.pk, case.opened_at), contests[case.pk],
                  weights.get(case.kind, Decimal(1)), penalty) for case in cases]  # fmt: skip
    return [row for row in found if row is not None]


def _penalty(on: date) -> int:
    return int(rules.rule("conduct.work_penalty", on).value)


def _row(
    case: Case, period: Period, now: datetime, since: datetime, contests: list[WorkContest], weight: Decimal,
    penalty: int,
) -> WorkRow | None:  # fmt: skip
    accepted = {row.about: row for row in contests if row.answer == WorkContest.Answer.ACCEPTED}
    if WorkContest.About.NOT_MINE in accepted or case.due_at is None:
        return None
    as_of = min(now, period.until)
    done_at = case.stopped_at or case.closed_at
    if done_at is not None and done_at > as_of:
        done_at = None
    late = case.due_at < (done_at or as_of)
    returns = case.times_returned
    excuses = [_excuse(accepted.get(about)) for about in (WorkContest.About.DELAY, WorkContest.About.QUALITY)]
    whole = Fraction(weight) if done_at is not None else Fraction(0)
    return WorkRow(
        pk=case.pk, case=case, kind=_kind_words(case.kind), weight=weight, assigned_on=people.local_date(since),
        due_on=people.local_date(case.due_at), done_on=people.local_date(done_at) if done_at else None,
        delays=int(late), returns=returns, delay_excused=excuses[0], quality_excused=excuses[1],
        quantity_points=hundredths(whole),
        quality_points=hundredths(whole * kept(returns, penalty, excused=bool(excuses[1]))),
        progress_points=hundredths(whole * kept(int(late), penalty, excused=bool(excuses[0]))),
        contest=contests[-1] if contests else None,
    )


def _excuse(row: WorkContest | None) -> str:
    """Who confirmed the objective cause."""
    return row.answered_by if row is not None else ""


def _kind_words(code: str) -> str:
    try:
        kind = kinds.get(code)
    except KeyError:
        return code
    return pick(kind.label("vi"), kind.label("en"))


def score_of(rows: Iterable[WorkRow], period: Period) -> Score | None:
    """The score of the task results by the rules of the period's last day."""
    most = int(rules.rule("conduct.work_points", period.last).value)
    return score([row.item for row in rows], most=most, penalty=_penalty(period.last))


@dataclass(frozen=True, slots=True)
class Person:
    """Một người trong danh sách: how much fell due, and his score."""

    pk: int
    name: str
    unit: str
    assigned: int
    done: int
    late: int
    returned: int
    points: Decimal | None
    waiting: int


def people_in(actor: Actor, period: Period, now: datetime) -> list[Person]:
    """The officials whose work the actor may read, with what fell due in the period."""
    scope, on = actor.scope_of(READ_WORK), people.local_date(now)
    mine: dict[int, list[Case]] = defaultdict(list)
    for case in _due_in(period).order_by("due_at", "pk"):
        pk = case.doer_official_id or case.holder_official_id
        if pk is not None:
            mine[pk].append(case)
    contests: dict[tuple[int, int], list[WorkContest]] = defaultdict(list)
    for row in WorkContest.objects.filter(official_id__in=mine):
        contests[row.official_id, row.case_id].append(row)
    weights, penalty, found = weights_on(period.first), _penalty(period.last), []
    for pk, cases in mine.items():
        serving = org.appointments_of(pk, on)
        if not serving or (scope is not None and serving[0].post.agency_id not in scope):
            continue
        made = [_row(case, period, now, case.opened_at, contests[pk, case.pk], weights.get(case.kind, Decimal(1)),
                     penalty) for case in cases]  # fmt: skip
        rows = [row for row in made if row is not None]
        reached = score_of(rows, period)
        waiting = sum(one.answer == WorkContest.Answer.WAITING for case in cases for one in contests[pk, case.pk])
        found.append(Person(
            pk, people.official_name(pk), serving[0].post.agency.name, len(rows),
            sum(row.done_on is not None for row in rows), sum(row.delays for row in rows),
            sum(row.returns for row in rows), reached.points if reached else None, waiting,
        ))  # fmt: skip
    return sorted(found, key=lambda one: (one.unit, one.name))


def require_open_to(actor: Actor, official_id: int, on: date) -> None:
    """NotFound unless it is the actor himself or somebody of an agency where he reads work."""
    if official_id == actor.official_id:
        return
    serving = org.appointments_of(official_id, on)
    if not any(actor.may(READ_WORK, row.post.agency_id) for row in serving):
        raise NotFound(_("There is no such official, or his work is not open to you."))


def contests_for(actor: Actor) -> QuerySet[WorkContest]:
    """What people of the agencies whose work the actor reads contest, open ones first."""
    scope = actor.scope_of(READ_WORK)
    rows = WorkContest.objects.select_related("official", "case", "agency")
    return rows if scope is None else rows.filter(agency_id__in=scope)


def may_answer(actor: Actor, contest: WorkContest, now: datetime) -> bool:
    """The head of the agency answers; once his time is over the head above may too. Never about oneself."""
    if contest.official_id == actor.official_id:
        return False
    above = org.agency_by_id(contest.agency_id).parent_id if now > contest.answer_by else None
    return contest.agency_id in actor.head_of or (above is not None and above in actor.head_of)


def terms_of(reached: Score, period: Period) -> list[dict[str, Any]]:
    """The three terms with how each is reckoned, for the page and the export."""
    penalty = _penalty(period.last)
    words = (
        (_("Quantity"), reached.quantity, _("converted pieces delivered, of those assigned")),
        (_("Quality"), reached.quality,
         _("%(n)d per cent of a piece off each time it was returned") % {"n": penalty}),
        (_("Progress"), reached.progress, _("%(n)d per cent of a piece off for each delay") % {"n": penalty}),
    )  # fmt: skip
    return [
        {"name": name, "points": hundredths(term.points), "of": hundredths(term.of),
         "percent": hundredths(term.share * 100), "how": how}
        for name, term, how in words
    ]  # fmt: skip


def contests_of(official_id: int, case_ids: list[int]) -> QuerySet[WorkContest]:
    """What a person said about these cases, oldest first."""
    rows = WorkContest.objects.filter(official_id=official_id, case_id__in=case_ids)
    return rows.select_related("case", "official", "agency")


def contest_for(actor: Actor, contest_id: int, now: datetime) -> WorkContest:
    """One the actor may answer, or NotFound."""
    row = WorkContest.objects.select_related("official", "case").filter(pk=contest_id).first()
    if row is None or not may_answer(actor, row, now):
        raise NotFound(_("There is nothing to answer here, or it is not yours to answer."))
    return row


def leader_terms(official_id: int, on: date) -> list[str]:
    """The further terms of somebody in a leading post, with their rules; none for others."""
    serving = org.appointments_of(official_id, on)
    if not any(row.post.is_head or row.post.is_deputy for row in serving):
        return []
    return [f"{row.label}: {row.value}" for row in (rules.rule(code, on) for code in LEADER_RULES)]


def leader_rule(on: date) -> str:
    """Where the terms stand, and how firmly they are known."""
    return cited(LEADER_RULES[0], on)


def weights_in_words(on: date) -> list[tuple[str, Decimal]]:
    """The weights in force on a day, by name of the kind."""
    return sorted((_kind_words(code), weight) for code, weight in weights_on(on).items())
