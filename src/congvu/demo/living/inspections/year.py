"""Một năm kiểm tra: teams, the plan, draws of each quarter, what is ordered at short notice, what is re-checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from random import Random

from congvu.demo.inspections_of_lam_giang import PURPOSES, THEME
from congvu.demo.lam_giang_agencies import ROOT
from congvu.demo.living.inspections.agenda import QUARTERS, Agenda, moment, of_each
from congvu.demo.living.inspections.bench import CHAIRMAN, Bench, Crewed, Life, form_teams, planner
from congvu.demo.living.inspections.conduct import dared
from congvu.demo.living.inspections.rounds import Quarter
from congvu.demo.living.inspections.visiting import Asked
from congvu.demo.living.inspections.whole import whole
from congvu.demo.living.province import local_day
from congvu.domain.inspections.actions import plans
from congvu.domain.inspections.models import Plan, Trigger, VisitSort

PLANNED_ON, ISSUED_BY = (1, 20), (1, 30)
AGAIN, RECHECK = "Đã kiểm tra trong 12 tháng; có phản ánh mới", "Phúc tra theo kết luận kiểm tra"
#: Teams that hold a draw each quarter: one of either who sends them.
DRAWING = (1, 3)
#: What visits at short notice are made for, and how often.
TRIGGERS = {Trigger.ORDER: 40, Trigger.SIGNAL: 25, Trigger.TIP: 20, Trigger.CALENDAR: 15}
REASONS = {
    Trigger.ORDER: "Kiểm tra đầu giờ làm việc theo chỉ đạo", Trigger.SIGNAL: "Số liệu chậm trễ tăng bất thường",
    Trigger.TIP: "Có phản ánh của người dân", Trigger.CALENDAR: "Kiểm tra trước và sau kỳ nghỉ",
}  # fmt: skip
POINTED = (Trigger.SIGNAL, Trigger.TIP)
#: For so many visits there is one innovative proposal.
DARING = 25
#: A re-check leaves the plan of its quarter this many working days.
SOON = 12


class Year:
    """The checks of one year."""

    def __init__(self, bench: Bench, year: int, amount: int) -> None:
        self._bench, self._year, self._each = bench, year, of_each(amount, len(bench.world.manners))
        self._rng = bench.rng("year", year)
        down = frozenset(local_day(begins) for begins, _ends in bench.province.outages)
        self._agenda = bench.agendas[year] = Agenda(year, bench.province.calendar, bench.rng("agenda", year), down)

    def run(self) -> Life:
        """Teams, the plan, then everything that begins in the year."""
        yield from form_teams(self._bench, self._year)
        (day, *_rest) = self._agenda.days(PLANNED_ON, ISSUED_BY)
        yield (at := moment(day, 9))
        self._plan(at)
        for _visit in range(self._each[VisitSort.SHORT_NOTICE]):
            self._bench.begin(self._ordered())
        for number in range(1 + sum(self._each.values()) // DARING):
            self._bench.begin(dared(self._bench, number, self._agenda.days()))
        for number, (first, last) in enumerate(QUARTERS, 1):
            days = self._agenda.days(first, last)
            if number > 1:
                yield (at := moment(days[0], 8))
                self._rechecks(number, days, at)
            self._draws(number, days)

    def _crewed(self, unit: str, rng: Random) -> Crewed:
        return rng.choice(self._bench.able(unit, self._year))

    # --- the plan ---

    def _plan(self, at: datetime) -> None:
        """The plan of the year: agencies by their risk, one visit each."""
        sorts = [sort for sort in (VisitSort.PLANNED, VisitSort.THEMATIC) for _visit in range(self._each[sort])]
        communes = self._bench.province.cast.communes
        units = self._bench.chosen(list(self._bench.world.manners), len(sorts), at, self._rng)
        units.sort(key=lambda unit: unit in communes)  # a theme of desks is for communes
        plan = self._drafted(f"Kiểm tra công vụ năm {self._year}", at)
        asked = []
        for unit, sort in zip(units, sorts, strict=True):
            crewed = self._crewed(unit, self._rng)
            on = self._agenda.take(crewed.number, self._agenda.days())
            asked.append(self._item(plan, Asked(f"{self._year}/{sort}/{unit}", sort, unit, on, crewed), at))
        self._issued(plan, asked, at)

    def _drafted(self, name: str, at: datetime) -> Plan:
        return plans.draft_plan(
            actor=planner(self._bench), agency_id=self._bench.unit_id(ROOT), year=self._year, name=name,
            purposes="\n".join(PURPOSES), now=at,
        )  # fmt: skip

    def _item(self, plan: Plan, asked: Asked, at: datetime) -> Asked:
        themed = asked.sort == VisitSort.THEMATIC
        because = RECHECK if asked.sort == VisitSort.RECHECK else AGAIN if self._year > min(self._bench.agendas) else ""
        row = plans.add_item(
            actor=planner(self._bench), plan_id=plan.pk, unit_id=self._bench.unit_id(asked.unit), from_on=asked.on,
            to_on=asked.on, sort=asked.sort, checklist_id=self._bench.checklist(asked.on, themed).pk,
            team_id=asked.crewed.team.pk, theme=THEME if themed else "", because=because, now=at,
            period_from=date(self._year, 1, 1), period_to=asked.on,
        )  # fmt: skip
        return Asked(asked.name, asked.sort, asked.unit, asked.on, asked.crewed, asked.trigger, "", row.pk, asked.again)

    def _issued(self, plan: Plan, asked: Sequence[Asked], at: datetime) -> None:
        number = f"{self._bench.number('plan', self._year)}/KH-UBND"
        plans.issue_plan(actor=self._bench.actor(CHAIRMAN), plan_id=plan.pk, number=number, issued_on=at.date(), now=at)
        for one in asked:
            self._bench.begin(whole(self._bench, one))

    def _rechecks(self, number: int, days: Sequence[date], at: datetime) -> None:
        """What was grave in the quarter before is looked at again, by a plan of its own."""
        found, self._bench.grave = self._bench.grave, {}
        if not found:
            return
        plan = self._drafted(f"Phúc tra quý {number} năm {self._year}", at)
        asked = []
        for unit, again in sorted(found.items()):
            crewed = self._crewed(unit, self._rng)
            on = self._agenda.take(crewed.number, days[SOON:])
            name = f"{self._year}/recheck-{number}/{unit}"
            one = Asked(name, VisitSort.RECHECK, unit, on, crewed, again=tuple(again))
            asked.append(self._item(plan, one, at))
        self._issued(plan, asked, at)

    # --- what stands in no plan ---

    def _draws(self, number: int, days: Sequence[date]) -> None:
        amount = self._each[VisitSort.UNANNOUNCED]
        per, more = divmod(amount, len(QUARTERS) * len(DRAWING))
        for place, team in enumerate(DRAWING):
            visits = per + ((number - 1) * len(DRAWING) + place < more)
            crewed = self._bench.crews[self._year][team - 1]
            if visits:
                self._bench.begin(Quarter(self._bench, crewed, f"{self._year}-q{number}", days, visits).run())

    def _ordered(self) -> Life:
        """A visit at short notice: ordered two days before, where the risk or a signal points."""
        rng = Random(self._rng.random())
        on = rng.choice(self._agenda.days())
        yield (at := self._bench.before(moment(on, 10), 2))
        trigger = rng.choices(list(TRIGGERS), list(TRIGGERS.values()))[0]
        manners = self._bench.world.manners
        units = self._bench.chosen(list(manners), 4, at, rng)
        unit = max(units, key=lambda code: len(manners[code].sloppy)) if trigger in POINTED else units[0]
        crewed = self._crewed(unit, rng)
        name = f"{on.isoformat()}/short/{unit}/{crewed.number}/{rng.random():.9f}"
        yield from whole(self._bench, Asked(name, VisitSort.SHORT_NOTICE, unit, on, crewed, trigger, REASONS[trigger]))
