"""Who comes: every dossier of the whole time with its moment, desk, procedure, applicant and numbers, before any lives.

Drawn at once with NumPy from the seed, some twenty bytes a dossier, so that a number is known without asking what was
given out before: codes by day of a desk, register, receipts and money by its year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from congvu.core.working_time import HANOI, WorkCalendar
from congvu.core.working_time.moments import date_of_day, day_number
from congvu.demo.living import seasons
from congvu.demo.living.dossiers.ground import Ground

Numbers = NDArray[np.int64]
#: Half-hours of a counter's day from 07:30 on, with how many people come in each; nobody at noon.
HALF_HOURS = (14, 16, 14, 12, 9, 7, 5, 0, 0, 0, 0, 0, 10, 11, 9, 7, 5, 3)
OPENS = 7.5 * 3600
#: Monday to Friday.
WEEKDAYS = (1.25, 1.05, 1.0, 1.0, 0.85)
#: Of the dossiers of a desk of a commune so many belong to the province's own procedures.
ABOVE = 0.03
#: The province's centre receives this share of everything.
CENTRE_SHARE = 0.07
#: How many dossiers an applicant hands in on average.
AGAIN = 1.8
ONLINE, POST, EXEMPT, DECLINED = 0.46, 0.015, 0.02, 0.02


@dataclass(frozen=True, slots=True)
class Entry:
    """One dossier as it is handed in. `register` is its number in the register and on its receipt, 0 for one that is
    declined; `money` that of the receipt for its fee, 0 without one."""

    index: int
    submitted_at: datetime
    received_at: datetime
    place: int
    sort: int
    channel: str
    applicant: int
    company: bool
    pages: int
    exempt: bool
    declined: bool
    code: int
    register: int
    money: int


@dataclass(frozen=True)
class Roll:
    """Every dossier in the order in which they are handed in."""

    columns: dict[str, Numbers]
    #: Applicant → when he last handed something in, 0 for who never did; at which desk; whether it is a company.
    last_seen: Numbers
    home: Numbers
    companies: Numbers

    def __len__(self) -> int:
        return len(self.columns["submitted"])

    def entry(self, index: int) -> Entry:
        """The dossier of a place in the roll, from 0."""
        at = {name: int(column[index]) for name, column in self.columns.items()}
        return Entry(
            index, _moment(at["submitted"]), _moment(at["received"]), at["place"], at["sort"],
            ("counter", "online", "post")[at["channel"]], at["applicant"], bool(at["company"]), at["pages"],
            bool(at["exempt"]), bool(at["declined"]), at["code"], at["register"], at["money"],
        )  # fmt: skip

    def sort(self, index: int) -> int:
        """What it asks for: its place among the sorts."""
        return int(self.columns["sort"][index])

    def moment(self, index: int) -> datetime:
        """When a dossier is handed in."""
        return _moment(int(self.columns["submitted"][index]))


def _moment(second: int) -> datetime:
    return datetime.fromtimestamp(second, HANOI)


def draw(
    ground: Ground, calendar: WorkCalendar, count: int, first: date, end: datetime, seed: int,
    outages: Sequence[tuple[datetime, datetime]],
) -> Roll:  # fmt: skip
    """About `count` dossiers from the first day to the end; the same for the same seed and count."""
    rng = np.random.default_rng([seed, count])
    days = [date_of_day(n) for n in range(day_number(first), day_number(end.astimezone(HANOI).date()) + 1)]
    open_days = [day for day in days if calendar.is_working_day(day)]
    received = _moments(rng, open_days, count)
    for begins, ends in outages:
        down = (received >= begins.timestamp()) & (received < ends.timestamp())
        received[down] = int(ends.timestamp()) + rng.integers(60, 3600, int(down.sum()))
    place = rng.choice(len(ground.places), count, p=_sizes(ground, seed))
    sort = _sorts(rng, ground, place)
    channel = rng.choice(3, count, p=(1 - ONLINE - POST, ONLINE, POST))
    channel[(channel == 1) & np.array([one.plan.online == "information" for one in ground.sorts])[sort]] = 0
    online = channel == 1
    lag = (rng.lognormal(0.6, 1.1, count) * 3600).astype(np.int64)
    submitted = np.where(online, received - np.clip(lag, 300, 3 * 86400), received)
    opening = int(datetime.combine(first, datetime.min.time(), HANOI).timestamp()) + 7 * 3600
    submitted = np.maximum(submitted, opening)
    declined = online & (rng.random(count) < _declining(ground, seed)[place])
    company = np.array([one.companies for one in ground.sorts])[sort] | (rng.random(count) < 0.04)
    drawn = {
        "submitted": submitted, "received": received, "place": place, "sort": sort, "channel": channel,
        "applicant": _applicants(rng, place, company, count), "company": company, "declined": declined,
        "pages": 1 + rng.geometric(0.45, count), "exempt": rng.random(count) < EXEMPT,
    }  # fmt: skip
    return _numbered(drawn, ground, end)


def _moments(rng: np.random.Generator, days: Sequence[date], count: int) -> Numbers:
    weights = np.array([seasons.handed_in_on(day) * WEEKDAYS[day.weekday() % 5] for day in days])
    weights = _after_holidays(weights, days)
    starts = np.array([int(datetime.combine(day, datetime.min.time(), HANOI).timestamp()) for day in days])
    day = rng.choice(len(days), count, p=weights / weights.sum())
    halves = np.array(HALF_HOURS) / sum(HALF_HOURS)
    half = rng.choice(len(halves), count, p=halves)
    found: Numbers = starts[day] + int(OPENS) + half * 1800 + rng.integers(0, 1800, count)
    return found


def _after_holidays(weights: NDArray[np.float64], days: Sequence[date]) -> NDArray[np.float64]:
    """The first day after more than a weekend is a full one."""
    gaps = [(day - before).days for before, day in pairwise(days)]
    weights[1:] *= np.where(np.array(gaps) > 3, 1.45, 1.0)
    return weights


def _sizes(ground: Ground, seed: int) -> NDArray[np.float64]:
    """How much of everything each desk receives: wards more than communes, each by a size of its own."""
    sizes = np.array([
        Random(f"{seed}/size/{place.code}").lognormvariate(0, 0.45) * (1.7 if place.code.startswith("phuong") else 1.0)
        for place in ground.places
    ])  # fmt: skip
    sizes[0] = 0.0
    sizes *= (1 - CENTRE_SHARE) / sizes.sum()
    sizes[0] = CENTRE_SHARE
    shares: NDArray[np.float64] = sizes / sizes.sum()
    return shares


def _declining(ground: Ground, seed: int) -> NDArray[np.float64]:
    return np.array([DECLINED * (9 if turns_away(place.code, seed) else 1) for place in ground.places])


def turns_away(desk: str, seed: int) -> bool:
    """Whether a desk has the habit of declining what it could receive: about every twelfth has."""
    return Random(f"{seed}/desk/{desk}").random() < 1 / 12


def _sorts(rng: np.random.Generator, ground: Ground, place: Numbers) -> Numbers:
    local = np.array([one.weight if one.local else 0.0 for one in ground.sorts])
    above = np.array([0.0 if one.local else one.weight for one in ground.sorts])
    mixed = local / local.sum() * (1 - ABOVE) + above / above.sum() * ABOVE
    found: Numbers = rng.choice(len(local), len(place), p=mixed)
    centre = place == 0
    found[centre] = rng.choice(len(local), int(centre.sum()), p=above / above.sum())
    return found


def _applicants(rng: np.random.Generator, place: Numbers, company: NDArray[np.bool_], count: int) -> Numbers:
    """People come to the desk of their own place, some of them often; companies have numbers of their own."""
    found = np.zeros(count, np.int64)
    first = 0
    for desk in np.unique(place):
        for kind in (False, True):
            here = np.flatnonzero((place == desk) & (company == kind))
            known = max(1, int(len(here) / AGAIN))
            found[here] = first + (rng.random(len(here)) ** 1.5 * known).astype(np.int64)
            first += known if len(here) else 0
    return found


def _numbered(drawn: dict[str, Any], ground: Ground, end: datetime) -> Roll:
    """Sorted by time, without what comes after the end; with the numbers of desks given out in the order of time."""
    until = int(end.timestamp())
    kept = drawn["submitted"] < until
    order = np.lexsort((drawn["place"], drawn["submitted"]))
    order = order[kept[order]]
    columns = {name: np.asarray(column)[order].astype(np.int64) for name, column in drawn.items()}
    desk, there = columns["place"], columns["received"] < until
    fees = np.array([bool(one.plan.fees) for one in ground.sorts])[columns["sort"]]
    registered = there & (columns["declined"] == 0)
    paying = fees & (columns["exempt"] == 0)
    columns["code"] = _ranks(desk, _day(columns["submitted"]), columns["submitted"], np.ones(len(desk), bool))
    columns["register"] = _ranks(desk, _year(columns["received"]), columns["received"], registered)
    columns["money"] = _ranks(desk, _year(columns["submitted"]), columns["submitted"], paying)
    last, home, companies = (np.zeros(int(columns["applicant"].max(initial=-1)) + 1, np.int64) for _n in range(3))
    np.maximum.at(last, columns["applicant"], columns["submitted"])
    home[columns["applicant"]], companies[columns["applicant"]] = desk, columns["company"]
    return Roll(columns, last, home, companies)


def _ranks(desk: Numbers, period: Numbers, at: Numbers, counted: NDArray[np.bool_]) -> Numbers:
    """The place of each counted dossier among those of its desk and period, from 1 on; 0 for the others."""
    found = np.zeros(len(desk), np.int64)
    chosen = np.flatnonzero(counted)
    order = chosen[np.lexsort((chosen, at[chosen], period[chosen], desk[chosen]))]
    if len(order):
        begins = np.ones(len(order), bool)
        begins[1:] = (desk[order][1:] != desk[order][:-1]) | (period[order][1:] != period[order][:-1])
        starts = np.flatnonzero(begins)
        found[order] = np.arange(len(order)) - np.repeat(starts, np.diff([*starts, len(order)])) + 1
    return found


def _day(seconds: Numbers) -> Numbers:
    """Days since 1970 in Viet Nam, which has been seven hours ahead all this time."""
    return (seconds + 7 * 3600) // 86400


def _year(seconds: Numbers) -> Numbers:
    return (_day(seconds).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)) + 1970


def last_numbers(roll: Roll, ground: Ground) -> dict[tuple[int, str, str], int]:
    """The last number given out: (agency of the desk, series, period) → number."""
    columns, found = roll.columns, {}
    for name, series, moments in (("code", "HS", "submitted"), ("register", "SO", "received"),
                                  ("register", "TN", "received"), ("money", "BL", "submitted")):  # fmt: skip
        numbers = columns[name]
        period = _day(columns[moments]) if series == "HS" else _year(columns[moments])
        given = np.flatnonzero(numbers > 0)
        keys = columns["place"][given] * 1_000_000 + period[given]
        order = np.lexsort((numbers[given], keys))
        lasts = order[np.append(np.diff(keys[order]) > 0, True)] if len(order) else order
        for one in given[lasts]:
            at, number = int(period[one]), int(numbers[one])
            day = date_of_day(at) if series == "HS" else None
            desk = ground.places[int(columns["place"][one])].desk.agency_id
            found[desk, series, f"{day:%y%m%d}" if day is not None else str(at)] = number
    return found
