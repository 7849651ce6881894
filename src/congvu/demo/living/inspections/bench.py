"""Bàn làm việc: teams with who sends them, checklists, the agencies that can be visited, numbers of papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any

from congvu.core.working_time import WorkingHours, subtract
from congvu.demo.inspections_of_lam_giang import THEME, THEME_GROUPS
from congvu.demo.lam_giang_agencies import OFFICE, ROOT
from congvu.demo.living.inspections.agenda import Agenda, moment
from congvu.demo.living.inspections.manners import Eye, World, eye_of, manner_of
from congvu.demo.living.province import DAY_SECONDS, Province
from congvu.demo.living.truth import Truth
from congvu.demo.results import TITLES, word_file
from congvu.demo.sealed_visits import Device
from congvu.domain.inspections.actions import checklists, teams
from congvu.domain.inspections.models import Checklist, Team
from congvu.domain.inspections.policy.standing import own_units
from congvu.domain.inspections.queries import risk
from congvu.domain.inspections.queries.checklists import in_force
from congvu.domain.inspections.shipped.checklist import CODE, ROWS
from congvu.domain.inspections.shipped.working_rules import MODEL
from congvu.kernel.accounts.actions import grant_role
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import Actor, actor_of
from congvu.kernel.accounts.queries import roles
from congvu.kernel.documents.actions import store_upload
from congvu.kernel.documents.models import StoredFile

#: A life: it gives the moment of what comes next, and does it when it is woken.
Life = Generator[datetime, None, None]

PLANNER, CHAIRMAN, DEPUTY = "snv-deputy-01", "ubnd-tinh-ct", "ubnd-tinh-pct-01"
FORMED, THEMED = (1, 12), (1, 19)
#: Who is sent by whom: the head first, then his deputy, the secretary, members. No department lends to all of them, so
#: that every agency has a team that may enter it.
CREWS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (CHAIRMAN, ("snv-deputy-01", "vpubnd-deputy-01", "snv-cv-02", "ttt-cv-02", "stp-cv-01")),
    (CHAIRMAN, ("ttt-deputy-01", "vpubnd-tp-03", "snv-cv-03", "ttt-cv-03", "stp-cv-02")),
    (DEPUTY, ("snv-deputy-02", "stc-deputy-01", "snv-cv-04", "stc-cv-01", "sct-cv-01")),
    (DEPUTY, ("stp-deputy-01", "skhcn-deputy-01", "stp-cv-03", "skhcn-cv-01", "sxd-cv-01")),
)
ROLES = ("head", "deputy", "secretary", "member", "member")


@dataclass(frozen=True, slots=True)
class Crewed:
    """A team of a year: its head and who sends it as actors, how it looks, where it may not go."""

    number: int
    team: Team
    head: Actor
    sender: Actor
    members: tuple[int, ...]
    eye: Eye
    barred: frozenset[int]


@dataclass
class Bench:
    """Everything the lives of a year and more ask for."""

    province: Province
    truth: Truth
    world: World
    begin: Callable[[Life], None]
    by_hand: bool
    crews: dict[int, list[Crewed]] = field(default_factory=dict)
    agendas: dict[int, Agenda] = field(default_factory=dict)
    #: What was settled, for the re-checks of the next quarter: remedies of grave findings by unit.
    grave: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    #: Officials of whom there is a disciplinary file: one in the whole time, so that nobody is punished twice for one.
    filed: set[int] = field(default_factory=set)
    #: Devices of who orders sealed visits and who makes them, by official.
    devices: dict[int, Device] = field(default_factory=dict)
    _numbers: Counter[tuple[str, int]] = field(default_factory=Counter)
    _file: StoredFile | None = None

    @property
    def seed(self) -> int:
        """The province's seed."""
        return self.province.seed

    def rng(self, *names: object) -> Random:
        """A source of chance of its own."""
        return Random("/".join(str(one) for one in (self.seed, "inspections", *names)))

    def number(self, series: str, year: int) -> int:
        """The next number of a series of papers in a year."""
        self._numbers[series, year] += 1
        return self._numbers[series, year]

    def actor(self, official: str) -> Actor:
        """An official as an actor."""
        return self.province.crew.actor(official)

    def head(self, unit: str) -> Actor:
        """Who heads an agency."""
        return self.province.crew.head(unit)

    def unit_id(self, unit: str) -> int:
        """The key of an agency."""
        return self.province.cast.agency(unit).pk

    def later(self, at: datetime, rng: Random, low: float, high: float) -> datetime:
        """Some working days later."""
        return self.province.later(at, rng.uniform(low, high))

    def before(self, at: datetime, days: float) -> datetime:
        """So many working days earlier, or a little after it where the systems were down."""
        hours = WorkingHours(round(days * DAY_SECONDS) + 120)
        return self.province.later(subtract(self.province.calendar, at, hours), 120 / DAY_SECONDS)

    # --- who goes where ---

    def able(self, unit: str, year: int) -> list[Crewed]:
        """The teams that may enter an agency."""
        return [one for one in self.crews[year] if self.unit_id(unit) not in one.barred]

    def weighed(self, units: Sequence[str], now: datetime) -> dict[str, int]:
        """What each agency weighs now by the province's factors of risk."""
        found = risk.weights([self.unit_id(unit) for unit in units], now)
        return {unit: found[self.unit_id(unit)].total for unit in units}

    def chosen(self, units: Sequence[str], count: int, now: datetime, rng: Random) -> list[str]:
        """So many different agencies, the risky ones more likely."""
        weights = self.weighed(units, now)
        keyed = sorted((rng.random() ** (1 / weights[unit]), unit) for unit in units)
        return [unit for _key, unit in keyed[::-1][:count]]

    # --- papers ---

    def proof(self, actor: Actor, now: datetime) -> tuple[StoredFile, str]:
        """The paper that is handed in with a remedy; one file stands for all of them."""
        name, title = TITLES[0]
        if self._file is None:
            self._file = store_upload(actor=actor, name=name, content=word_file(title.split("\n")), now=now)
        return self._file, name

    # --- checklists ---

    def checklist(self, on: date, theme: bool) -> Checklist:
        """The checklist of a day."""
        found = Checklist.objects.filter(theme=THEME).first() if theme else in_force(CODE, on)
        assert found is not None, on
        return found


def visitable(province: Province) -> tuple[str, ...]:
    """The agencies that can be visited: departments but the Office, and communes."""
    return (*(code for code in province.cast.departments if code != OFFICE), *province.cast.communes)


def lay_out(province: Province, truth: Truth, begin: Callable[[Life], None], *, by_hand: bool) -> Bench:
    """Agencies and teams as they really are, written down in the file of truth."""
    items = [row.code for row in ROWS]
    manners = {unit: manner_of(unit, items, province.seed) for unit in visitable(province)}
    for unit, one in sorted(manners.items()):
        truth.say(agency=unit, sloppy=dict(one.sloppy), answers=one.answering.value, remedies=one.remedying.value,
                  keeps=one.keeps)  # fmt: skip
    for number in range(1, len(CREWS) + 1):
        eye = eye_of(number, province.seed)
        truth.say(team=number, head=CREWS[number - 1][1][0], sharp=eye.sharp, invents=eye.invents)
    return Bench(province, truth, World(province.seed, manners), begin, by_hand)


def give_roles(province: Province, on: date, now: datetime) -> None:
    """Who heads a team, his deputy and secretary may do what inspectors do."""
    role = next(one for one in roles() if one.code == "inspection_head")
    root = province.cast.agency(ROOT)
    for _sender, members in CREWS:
        for official in members[:3]:
            account = Account.objects.get(official__code=official)
            if not account.grants.filter(role=role, agency=root).exists():
                grant_role(actor=Actor.system(), account=account, role=role, agency=root, from_on=on, now=now)


def form_teams(bench: Bench, year: int) -> Life:
    """The four teams of a year, and once the checklist of the theme."""
    formed = bench.agendas[year].days(FORMED, THEMED)
    at = moment(formed[0], 8, 30)
    yield at
    give_roles(bench.province, formed[0], at)
    bench.crews[year] = [_formed(bench, year, number, formed[0], at) for number in range(1, len(CREWS) + 1)]
    if not Checklist.objects.filter(theme=THEME).exists():
        yield (at := moment(formed[-1], 9))
        _theme(bench, at)


def _formed(bench: Bench, year: int, number: int, on: date, at: datetime) -> Crewed:
    sender, members = CREWS[number - 1]
    cast, planner = bench.province.cast, _fresh(PLANNER, bench)
    team = teams.form_team(
        actor=planner, agency_id=cast.agency(ROOT).pk, name=f"Đoàn kiểm tra công vụ số {number} năm {year}",
        decision=f"{90 + number}/QĐ-UBND", decided_on=on, ordered_by_id=cast.official(sender).pk, valid_from=on,
        valid_to=date(year, 12, 31), rules=MODEL, now=at,
    )  # fmt: skip
    for official, role in zip(members, ROLES, strict=True):
        teams.add_member(actor=planner, team_id=team.pk, official_id=cast.official(official).pk, role=role,
                         from_on=on, now=at)  # fmt: skip
    ids = tuple(cast.official(one).pk for one in members)
    barred = frozenset().union(*(own_units(pk, on) for pk in ids))
    return Crewed(number, team, _fresh(members[0], bench), bench.actor(sender), ids, eye_of(number, bench.seed), barred)


def _fresh(official: str, bench: Bench) -> Actor:
    """An official with the rights he has been given since."""
    account = Account.objects.get(official__code=official)
    return actor_of(account, bench.province.end.date())


def planner(bench: Bench) -> Actor:
    """Who plans checks and forms teams."""
    return _fresh(PLANNER, bench)


def _theme(bench: Bench, at: datetime) -> None:
    """A checklist of its own for the handling of procedures: three groups of the general one."""
    actor = planner(bench)
    general = Checklist.objects.get(code=CODE, number=1)
    made = checklists.copy_version(actor=actor, checklist_id=general.pk, theme=THEME, now=at)
    for item in made.items.exclude(group__in=THEME_GROUPS):
        checklists.remove_item(actor=actor, item_id=item.pk, now=at)
    checklists.put_in_force(actor=bench.actor(CHAIRMAN), checklist_id=made.pk, from_on=at.date(), now=at)


def facts(**told: Any) -> dict[str, Any]:
    """What the file of truth hears, without what is empty."""
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}
