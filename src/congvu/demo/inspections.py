"""Kiểm tra công vụ của tỉnh Lam Giang: a plan of the year and the draft of the next, two teams, checklists,
self-checks.

Days lie in the year the province is loaded in; what happened is written with the day it happened on, never later than
now. Who is found with which fault comes from a source of chance of its own and is the same at every load.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random
from typing import Any

from django.utils.timezone import localdate

from congvu.core.working_time import HANOI
from congvu.demo.accounts import Crew
from congvu.demo.dates import office_day
from congvu.demo.inspections_of_lam_giang import (
    CHECKS,
    DRAFTED,
    FAULTS,
    NEW_ITEM,
    PURPOSES,
    RECUSALS,
    TEAMS,
    THEME,
    THEME_GROUPS,
    TeamOf,
)
from congvu.demo.lam_giang_agencies import ROOT
from congvu.demo.organisation import Cast
from congvu.demo.sealed_visits import Draw, announce
from congvu.demo.visited import visit_by_surprise
from congvu.domain.inspections.actions import checklists, plans, selfchecks, teams
from congvu.domain.inspections.models import Checklist, ChecklistItem, Plan, SelfCheckRound, Team
from congvu.domain.inspections.policy.standing import own_units
from congvu.domain.inspections.queries import checklists as known
from congvu.domain.inspections.queries.choices import is_usually_drawn
from congvu.domain.inspections.queries.selfchecks import HOLD, expected_of
from congvu.domain.inspections.shipped.checklist import CODE
from congvu.domain.inspections.shipped.working_rules import MODEL
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org

HEAD, CHAIRMAN = "snv-deputy-01", "ubnd-tinh-ct"
SEED = "inspections"
#: Of the agencies asked in the round that runs: who has signed, who has begun; the others have not.
SIGNED, BEGUN = 0.4, 0.6


def inspect_public_duty(cast: Cast, crew: Crew, now: datetime) -> int:
    """Everything that is made up for the room; returns the number of acts."""
    return Room(cast, crew, now).fill()


@dataclass(frozen=True, slots=True)
class Asked:
    """A round of self-checks: days as distances from today."""

    name: str
    opened: int
    due: int
    period: tuple[int, int]
    over: bool


class Room:
    """The room as it is filled."""

    def __init__(self, cast: Cast, crew: Crew, now: datetime) -> None:
        self._cast, self._crew, self._now, self._today = cast, crew, now, localdate(now)
        self._head, self._chairman = crew.actor(HEAD), crew.actor(CHAIRMAN)
        self._rng = Random(SEED)
        self._year = self._today.year
        self._formed = min(office_day(date(self._year, 1, 15)), office_day(self._today, -2))
        self._issued = min(office_day(date(self._year, 1, 22)), office_day(self._today, -1))
        self._acts = 0

    def fill(self) -> int:
        """Checklists first, then teams, plans, self-checks."""
        theme = self._theme()
        crews = [self._team(one) for one in TEAMS]
        self._recuse()
        self._plan(crews, theme)
        self._next_year()
        self._draft_of_a_version()
        self._draw(crews[0])
        self._acts += visit_by_surprise(self._cast, self._crew, crews[0], self._now)
        number = self._today.month // 4 + 1
        for asked in (
            Asked(f"Tự kiểm tra giải quyết thủ tục hành chính, đợt {number}", -75, -45, (-165, -76), True),
            Asked(f"Tự kiểm tra công vụ, đợt {number + 1}", -10, 12, (-100, -11), False),
        ):
            self._round(asked, theme)
        return self._acts

    def _at(self, day: date) -> datetime:
        self._acts += 1
        return min(self._now, datetime.combine(day, time(9), HANOI))

    # ---- checklists

    def _theme(self) -> Checklist:
        """A checklist of its own for the handling of procedures: three groups of the general one."""
        at = self._at(self._formed)
        general = Checklist.objects.get(code=CODE, number=1)
        made = checklists.copy_version(actor=self._head, checklist_id=general.pk, theme=THEME, now=at)
        for item in made.items.exclude(group__in=THEME_GROUPS):
            checklists.remove_item(actor=self._head, item_id=item.pk, now=at)
        return checklists.put_in_force(actor=self._chairman, checklist_id=made.pk, from_on=localdate(at), now=at)

    def _draft_of_a_version(self) -> None:
        """The next version of the general checklist, being worked on: one item more, one changed."""
        at = self._at(office_day(self._today, -3))
        general = Checklist.objects.get(code=CODE, number=1)
        made = checklists.copy_version(actor=self._head, checklist_id=general.pk, now=at)
        checklists.add_item(actor=self._head, checklist_id=made.pk, now=at, **NEW_ITEM)
        changed = made.items.get(code="F52")
        values = {name: getattr(changed, name) for name in NEW_ITEM}
        checklists.change_item(
            actor=self._head, item_id=changed.pk, now=at, **{**values, "evidence": "Tỷ lệ người được hỏi (từ 60%)"}
        )

    # ---- teams

    def _team(self, one: TeamOf) -> Team:
        at = self._at(self._formed)
        team = teams.form_team(
            actor=self._head, agency_id=self._cast.agency(ROOT).pk, name=one.name, decision=one.decision,
            decided_on=self._formed, ordered_by_id=self._cast.official(CHAIRMAN).pk, valid_from=self._formed,
            valid_to=date(self._year, 12, 31), rules=MODEL, now=at,
        )  # fmt: skip
        for official, role in one.members:
            teams.add_member(actor=self._head, team_id=team.pk, official_id=self._cast.official(official).pk,
                             role=role, from_on=self._formed, now=at)  # fmt: skip
        for name, body in one.observers:
            teams.add_member(actor=self._head, team_id=team.pk, role="observer", name=name, body=body,
                             from_on=self._formed, now=at)  # fmt: skip
        return team

    def _recuse(self) -> None:
        at = self._at(self._formed)
        for official, unit, reason, by_himself, ended in RECUSALS:
            person = self._crew.actor(official)
            made = teams.declare_recusal(
                actor=person if by_himself else self._chairman, official_id=self._cast.official(official).pk,
                unit_id=self._cast.agency(unit).pk, reason=reason, now=at,
            )  # fmt: skip
            if ended:
                teams.end_recusal(actor=self._chairman, recusal_id=made.pk, reason=ended,
                                  now=self._at(office_day(self._today, -1)))  # fmt: skip

    # ---- plans

    def _draft(self, year: int, at: datetime) -> Plan:
        return plans.draft_plan(
            actor=self._head, agency_id=self._cast.agency(ROOT).pk, year=year, name=f"Kiểm tra công vụ năm {year}",
            purposes="\n".join(PURPOSES), now=at,
        )  # fmt: skip

    def _plan(self, crews: list[Team], theme: Checklist) -> None:
        at = self._at(self._issued)
        plan = self._draft(self._year, at)
        general = Checklist.objects.get(code=CODE, number=1)
        for unit, month, day, team, about, because in CHECKS:
            first = office_day(date(self._year, month, day))
            plans.add_item(
                actor=self._head, plan_id=plan.pk, unit_id=self._cast.agency(unit).pk,
                sort="thematic" if about else "planned", theme=about, from_on=first, to_on=first,
                checklist_id=(theme if about and self._holds(theme, first) else general).pk, team_id=crews[team].pk,
                period_from=date(self._year, 1, 1) if month > 1 else None, period_to=first if month > 1 else None,
                because=because, now=at,
            )  # fmt: skip
        plans.issue_plan(actor=self._chairman, plan_id=plan.pk, number="15/KH-UBND", issued_on=self._issued, now=at)

    @staticmethod
    def _holds(checklist: Checklist, on: date) -> bool:
        checklist.refresh_from_db()
        return known.holds_on(checklist, on)

    def _next_year(self) -> None:
        """The draft of the next plan, with a warning that waits for its answer."""
        at = self._at(office_day(self._today, -2))
        plan = self._draft(self._year + 1, at)
        general = Checklist.objects.get(code=CODE, number=1)
        for unit, month, day in DRAFTED:
            first = office_day(date(self._year + 1, month, day))
            plans.add_item(
                actor=self._head, plan_id=plan.pk, unit_id=self._cast.agency(unit).pk, from_on=first, to_on=first,
                checklist_id=general.pk, now=at,
            )  # fmt: skip

    # ---- draws

    def _draw(self, team: Team) -> None:
        """A draw among the agencies a draw is usually held among; the next planned check announced."""
        began = datetime.combine(self._formed, time(10), HANOI)
        own = own_units(self._cast.official(HEAD).pk, self._today)
        units = [
            unit.pk for unit in org.agencies_on(self._today)
            if is_usually_drawn(unit.pk) and people.top_unit_of(unit.pk) == unit.pk and unit.pk not in own
        ]  # fmt: skip
        self._acts += Draw(self._chairman, self._head, team, began, self._now).hold(units)
        self._acts += announce(self._crew, self._head, self._now)

    # ---- self-checks

    def _round(self, asked: Asked, theme: Checklist) -> None:
        opened = office_day(self._today, asked.opened)
        theme.refresh_from_db()
        general = known.in_force(CODE, opened)
        checklist = theme if asked.over and known.holds_on(theme, opened) else general
        if checklist is None:
            return
        called = selfchecks.open_round(
            actor=self._head, agency_id=self._cast.agency(ROOT).pk, name=asked.name, checklist_id=checklist.pk,
            period_from=office_day(self._today, asked.period[0]), period_to=office_day(self._today, asked.period[1]),
            due_on=office_day(self._today, asked.due), now=self._at(opened),
        )  # fmt: skip
        items = list(checklist.items.all())
        for code, actor in self._heads(called):
            share = self._rng.random()
            if asked.over and share < 0.94:
                self._hold(called, actor, code, items, office_day(called.due_on, -self._rng.randint(1, 12)))
            elif not asked.over and code == "snv":
                self._begin(called, actor, code, items[: len(items) // 3])
            elif not asked.over and share < SIGNED:
                self._hold(called, actor, code, items, office_day(self._today, -self._rng.randint(1, 5)))
            elif not asked.over and share < BEGUN:
                self._begin(called, actor, code, items[: self._rng.randint(10, 40)])

    def _heads(self, called: SelfCheckRound) -> Iterator[tuple[str, Actor]]:
        """Agencies asked whose head may hold the self-check."""
        for agency in expected_of(called, self._today):
            try:
                actor = self._crew.head(agency.code)
            except KeyError:
                continue
            if actor.may(HOLD, agency.pk):
                yield agency.code, actor

    def _begin(self, called: SelfCheckRound, actor: Actor, code: str, items: list[ChecklistItem]) -> None:
        at = self._at(office_day(self._today, -2))
        check = selfchecks.begin(actor=actor, round_id=called.pk, agency_id=self._cast.agency(code).pk, now=at)
        selfchecks.note_answers(actor=actor, check_id=check.pk, given=self._answers(items, localdate(at)), now=at)

    def _hold(self, called: SelfCheckRound, actor: Actor, code: str, items: list[ChecklistItem], on: date) -> None:
        at = self._at(on)
        check = selfchecks.begin(actor=actor, round_id=called.pk, agency_id=self._cast.agency(code).pk, now=at)
        selfchecks.note_answers(actor=actor, check_id=check.pk, given=self._answers(items, localdate(at)), now=at)
        selfchecks.sign(actor=actor, check_id=check.pk, now=at)
        faults = check.answers.filter(value="breach")
        for answer, done in zip(faults, days_after(self._rng, localdate(at), faults.count()), strict=True):
            if localdate(at) <= done <= self._today:
                selfchecks.note_remedied(actor=actor, answer_id=answer.pk, on=done, now=max(at, self._at(done)))

    def _answers(self, items: list[ChecklistItem], on: date) -> list[dict[str, Any]]:
        """A result for each item: mostly good, a few faults that are known of, now and then something to praise."""
        faulty = {one for one in FAULTS if self._rng.random() < FAULTS[one][0]}
        found = []
        for item in items:
            line: dict[str, Any] = {"item_id": item.pk, "value": "good", "note": "", "remedy": "", "remedy_by": None}
            if item.code in faulty:
                _share, note, remedy = FAULTS[item.code]
                line |= {"value": "breach", "note": note, "remedy": remedy, "remedy_by": office_day(on, 30)}
            found.append(line)
        return found


def days_after(rng: Random, on: date, count: int) -> list[date]:
    """So many office days within weeks of a day, the earliest first."""
    return sorted(office_day(on, rng.randint(3, 40)) for _one in range(count))
