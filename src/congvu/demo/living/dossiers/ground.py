"""What a dossier needs to know of the province: desks with their clerks, procedures, and who takes which station."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time

from congvu.core.working_time import WorkCalendar
from congvu.demo.accounts import Crew
from congvu.demo.desks import CENTRE
from congvu.demo.organisation import Cast
from congvu.domain.onestop.actions.receiving import basis_words
from congvu.domain.onestop.actions.slips import form_of
from congvu.domain.onestop.models import Desk, Dossier
from congvu.domain.onestop.papers.forms import Form
from congvu.domain.onestop.policy.plans import DESK, PAYMENT, Plan, Stop
from congvu.domain.onestop.queries.competence import settling_for
from congvu.domain.onestop.queries.counter_promises import cut_off_on
from congvu.domain.onestop.queries.holders import Taker, agency_at, taker_at
from congvu.domain.onestop.queries.plans import planned
from congvu.domain.procedures.models import Variant
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org

#: A day on which nobody is away: who takes a station is asked for it, and who stands in for him on the day itself.
NOBODY_AWAY = date(2025, 7, 2)
#: Of a thousand dossiers of a desk so many are of a procedure; all others share what is left.
WEIGHTS = {
    "2.000815": 430, "2.000908": 90, "1.001193": 130, "1.000894": 75, "1.000656": 65, "1.004859": 40, "1.001612": 45,
    "1.013225": 15, "9.000103": 20, "1.001806": 25,
}  # fmt: skip
#: What is left for each procedure that is not named.
FEW = 4
#: Fees that are owed for each page or copy.
BY_PAGE = frozenset({"2.000815", "2.000908"})
FOR_COMPANIES = frozenset({"1.001806", "1.012644", "1.013814", "1.014464", "1.009645"})


@dataclass(frozen=True, slots=True)
class Sort:
    """What is asked for at a desk: one case of a procedure, and how much of it there is."""

    plan: Plan
    stem: str
    weight: float
    #: Whether the desk of a commune, or the province's centre, receives most of it.
    local: bool
    companies: bool
    by_page: bool
    words: str


@dataclass(frozen=True, slots=True)
class Place:
    """A desk with those who receive at it."""

    desk: Desk
    code: str
    commune: str
    clerks: tuple[Actor, ...]


@dataclass
class Ground:
    """Everything dossiers ask for; nothing here changes while lives are lived."""

    cast: Cast
    crew: Crew
    places: tuple[Place, ...]
    sorts: tuple[Sort, ...]
    takers: Mapping[tuple[int, int, str], Taker] = field(default_factory=dict)
    #: Who settles what a desk receives: (agency of the desk, variant) → agency.
    settling: dict[tuple[int, int], int] = field(default_factory=dict)
    codes: Mapping[int, str] = field(default_factory=dict)
    officials: Mapping[int, str] = field(default_factory=dict)
    _forms: dict[tuple[str, date], Form] = field(default_factory=dict)
    _calendars: dict[int, WorkCalendar] = field(default_factory=dict)
    _cut_offs: dict[date, time] = field(default_factory=dict)

    def holder(self, agency_id: int, official_id: int | None) -> Actor:
        """Who acts for a holder: the person named, else whoever sits at the desk or leads the unit."""
        if official_id is not None:
            return self.crew.actor(self.officials[official_id])
        code = self.codes[agency_id]
        place = next((one for one in self.places if one.code == code), None)
        return place.clerks[0] if place is not None else self.leader(code)

    def leader(self, agency: str) -> Actor:
        """Who leads a unit; where nobody does, whoever leads the nearest agency above it."""
        found: int | None = self.cast.agency(agency).pk
        while found is not None:
            with suppress(KeyError):
                return self.crew.head(self.codes[found])
            found = self.cast.agency(self.codes[found]).parent_id
        raise KeyError(agency)

    def calendar(self, agency_id: int) -> WorkCalendar:
        """The working calendar of an agency, as it is while lives are lived."""
        found = self._calendars.get(agency_id)
        if found is None:
            found = self._calendars[agency_id] = org.calendar_of(agency_id)
        return found

    def where(self, place: Place) -> str:
        """Where the applicants of a desk live."""
        return self.cast.agency(place.commune).place_name if place.commune in self.cast.communes else "tỉnh Lam Giang"

    def taker(self, place: Place, plan: Plan, stop: Stop) -> Taker:
        """Who takes a stop of a plan whose dossiers this desk receives; see `holders.taker_at`."""
        return self.takers[place.desk.agency_id, plan.variant_id, stop.code]

    def taker_of_part(self, place: Place, plan: Plan, stop: Stop, on: date) -> Taker:
        """Who takes a branch on a day: where no post is named for it, whoever stands in for the head."""
        taker = self.taker(place, plan, stop)
        if taker.official_id != people.head_id_of(taker.agency_id, NOBODY_AWAY):
            return taker
        return Taker(taker.agency_id, people.head_id_of(taker.agency_id, on))

    def form(self, code: str, law_on: date) -> Form:
        """The form of a slip, by the law of a dossier."""
        key = (code, law_on)
        if key not in self._forms:
            self._forms[key] = form_of(code, law_on)
        return self._forms[key]

    def cut_off(self, at: datetime) -> time:
        """See `counter_promises.cut_off_on`."""
        on = people.local_date(at)
        if on not in self._cut_offs:
            self._cut_offs[on] = cut_off_on(at)
        return self._cut_offs[on]


def lay_out(cast: Cast, crew: Crew) -> Ground:
    """Read desks, procedures and who does what, once."""
    known = {desk.agency_id: desk for desk in Desk.objects.all()}
    places = []
    for code in (CENTRE, *(f"{commune}-pvhcc" for commune in cast.communes)):
        desk = known[cast.agency(code).pk]
        ends = ("cv-01", "cv-02") if code == CENTRE else ("mc-01", "mc-02")
        clerks = tuple(crew.actor(f"{code}-{end}") for end in ends if f"{code}-{end}" in cast.officials)
        places.append(Place(desk, code, code.removesuffix("-pvhcc"), clerks))
    ground = Ground(
        cast, crew, tuple(places), _sorts(),
        codes={agency.pk: code for code, agency in cast.agencies.items()},
        officials={official.pk: code for code, official in cast.officials.items()},
    )  # fmt: skip
    ground.takers = _takers(ground)
    return ground


def _sorts() -> tuple[Sort, ...]:
    """The cases of procedures in force, by their codes; those of whose branches none has several stations."""
    found = (
        Variant.objects.select_related("version__procedure")
        .filter(version__from_on__isnull=False, version__to_on=None)
        .order_by("version__procedure__stem", "position")
    )
    plans = [(row.version.procedure.stem, planned(row)) for row in found]
    plain = [(stem, plan) for stem, plan in plans if plan.stops and _branches_of_one(plan)]
    of_stem: dict[str, int] = {}
    for stem, _plan in plain:
        of_stem[stem] = of_stem.get(stem, 0) + 1
    return tuple(
        Sort(plan, stem, WEIGHTS.get(stem, FEW) / of_stem[stem], plan.settled_at in ("commune", "both"),
             stem in FOR_COMPANIES, stem in BY_PAGE, basis_words(plan))
        for stem, plan in plain
    )  # fmt: skip


def _branches_of_one(plan: Plan) -> bool:
    names = [stop.branch for stop in plan.stops if stop.branch]
    return len(names) == len(set(names))


def _takers(ground: Ground) -> dict[tuple[int, int, str], Taker]:
    """Who takes which stop of which plan at which desk: what does not hang on the desk is asked for once."""
    asked: dict[tuple[int, str, int | None], Taker] = {}
    found: dict[tuple[int, int, str], Taker] = {}
    for place in ground.places:
        for sort in ground.sorts:
            plan, desk = sort.plan, place.desk
            if not sort.local or place.code != CENTRE:
                ground.settling[desk.agency_id, plan.variant_id] = settling_for(plan, desk, NOBODY_AWAY)
            settling = ground.settling.get((desk.agency_id, plan.variant_id), plan.agency_id)
            like = Dossier(desk=desk, returns=desk, settling_id=settling)
            unit: int = desk.agency_id
            for stop in plan.line:
                key = (agency_at(plan, stop, like), stop.post, unit)
                if stop.who == DESK:
                    taker = Taker(key[0], None)
                elif key in asked:
                    taker = asked[key]
                else:
                    taker = asked[key] = taker_at(plan, stop, like, NOBODY_AWAY, unit)
                found[desk.agency_id, plan.variant_id, stop.code] = taker
                if stop.kind != PAYMENT:
                    unit = taker.agency_id
            for stop in (one for one in plan.stops if one.branch):
                agency = agency_at(plan, stop, like)
                found[desk.agency_id, plan.variant_id, stop.code] = asked[agency, stop.post, None] = (
                    asked.get((agency, stop.post, None)) or taker_at(plan, stop, like, NOBODY_AWAY)
                )
    return found
