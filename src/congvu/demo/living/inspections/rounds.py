"""Đợt bốc thăm của một quý: published, drawn, sealed, opened slot by slot at the door, ended with what was not used.

Devices of who orders and of the heads of teams exist while the province is made only: what is still sealed at the end
can be read by nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from congvu.core.lot import Envelope, commitment, draw_slot, envelope_hash, padded
from congvu.demo.living.inspections.agenda import moment
from congvu.demo.living.inspections.bench import Bench, Crewed, Life
from congvu.demo.living.inspections.visiting import Asked
from congvu.demo.living.inspections.whole import whole
from congvu.demo.sealed_visits import SOURCE, Device, sealed, told_of
from congvu.domain.inspections.actions import opening, rounds, sealing
from congvu.domain.inspections.models import Round, Trigger, Visit, VisitSort
from congvu.domain.inspections.policy.sealed import MAGIC, OWN_MAGIC
from congvu.domain.inspections.policy.standing import own_units
from congvu.domain.inspections.queries import draws
from congvu.kernel.accounts.policy import Actor

TEAM_SIZE = 2
#: Of the visits of a round one in eight goes by order, not where the lot fell, and says why.
BY_ORDER = 0.12
BECAUSE = "Nhiều phản ánh về thái độ và việc vắng mặt tại đơn vị"


class Quarter:
    """One round of one team in one quarter, with so many visits and some slots to spare."""

    def __init__(self, bench: Bench, crewed: Crewed, name: str, days: Sequence[date], visits: int) -> None:
        self._bench, self._crewed, self._days, self._visits = bench, crewed, days, visits
        self._code = f"song-{name}-doan-{crewed.number}"
        self._rng = bench.rng("round", self._code)
        self._slots = min(rounds.MOST_SLOTS, visits + max(1, visits // 7))
        self._secrets = [self._rng.randbytes(32).hex() for _slot in range(self._slots)]

    def run(self) -> Life:
        """From the publication to the end."""
        days, rng = self._days, self._rng
        yield (at := moment(days[0], 9, rng.randint(0, 50)))
        units = [unit for unit in self._bench.world.manners if not self._closed(unit, days[0])]
        order, head = self._device(self._crewed.sender), self._device(self._crewed.head)
        rounds.commit_round(
            actor=self._crewed.sender, agency_id=self._crewed.team.agency_id, team_id=self._crewed.team.pk,
            code=self._code, name=f"Kiểm tra công vụ đột xuất, đoàn số {self._crewed.number} ({days[0]:%m/%Y})",
            unit_ids=[self._bench.unit_id(unit) for unit in units], slots=self._slots, team_size=TEAM_SIZE,
            beacon_source=SOURCE, beacon_at=moment(days[1], 18, 30), opens_until=days[-1], now=at,
            commitments=[commitment(self._code, number, one) for number, one in enumerate(self._secrets, 1)],
            own_copy=sealed(rng, b"".join(bytes.fromhex(one) for one in self._secrets), [order], OWN_MAGIC),
        )  # fmt: skip
        yield (at := moment(days[2], 8, rng.randint(0, 40)))
        rounds.enter_beacon(actor=self._crewed.sender, code=self._code, now=at, read_at="trang của công ty xổ số",
                            beacon=f"XSLG giải đặc biệt {rng.randint(0, 999999):06d}")  # fmt: skip
        yield (at := moment(days[2], 10, rng.randint(0, 40)))
        one = draws.round_of(self._code)
        filled = {number: self._envelope(one, number) for number in range(1, self._visits + 1)}
        empty = {number: Envelope(slot=number, salt=rng.randbytes(32).hex())
                 for number in range(self._visits + 1, self._slots + 1)}  # fmt: skip
        every = filled | empty
        sealing.seal_round(
            actor=self._crewed.sender, code=self._code, now=at,
            envelopes={number: sealed(rng, padded(row), [order, head], MAGIC) for number, row in every.items()},
            hashes={number: envelope_hash(row) for number, row in every.items()},
        )  # fmt: skip
        for envelope in filled.values():
            self._bench.begin(self._opened(envelope))
        yield (at := self._bench.later(moment(days[-1], 17), rng, 0.2, 0.8))
        unused = {number: self._secrets[number - 1] for number in empty}
        rounds.close_round(actor=self._crewed.sender, code=self._code, secrets=unused, now=at)

    def _closed(self, unit: str, on: date) -> bool:
        return self._bench.unit_id(unit) in own_units(self._crewed.members[0], on)

    def _device(self, actor: Actor) -> Device:
        """The device of somebody, one for the whole time."""
        known = self._bench.devices
        key = actor.official_id or 0
        if key not in known:
            known[key] = Device(actor, Random(f"{self._bench.seed}/device/{key}"), moment(self._days[0], 8, 30))
        return known[key]

    def _envelope(self, one: Round, number: int) -> Envelope:
        """What stands for a visit: where the lot fell, or by order."""
        listing, secret, rng = draws.published(one), self._secrets[number - 1], self._rng
        drawn = draw_slot(listing, slot=number, secret=secret, beacon=one.beacon)
        unit, team, sort, reason = drawn.unit, drawn.team, str(Trigger.DRAW), ""
        if rng.random() < BY_ORDER:
            open_to = [row.code for row in listing.listing.units if self._able(row.code)]
            manners = self._bench.world.manners
            unit = max(rng.sample(open_to, min(4, len(open_to))), key=lambda code: len(manners[code].sloppy))
            inspectors = [row.code for row in listing.listing.inspectors]
            team, sort, reason = tuple(rng.sample(inspectors, TEAM_SIZE)), str(Trigger.SIGNAL), BECAUSE
        name = next(row.name for row in listing.listing.units if row.code == unit)
        on = self._bench.agendas[one.beacon_at.year].take(self._crewed.number, self._days[3:])
        return Envelope(slot=number, unit=unit, unit_name=name, visit_on=on.isoformat(), team=team, sort=sort,
                        reason=reason, secret=secret, salt=rng.randbytes(32).hex())  # fmt: skip

    def _able(self, unit: str) -> bool:
        return self._bench.unit_id(unit) not in self._crewed.barred

    def _opened(self, envelope: Envelope) -> Life:
        """At the door, and all that follows."""
        on = date.fromisoformat(envelope.visit_on)
        rng = self._bench.rng("door", self._code, envelope.slot)
        asked = Asked(f"{self._code}-{envelope.slot}", VisitSort.UNANNOUNCED, envelope.unit, on, self._crewed)
        yield (at := moment(on, 7, rng.randint(32, 55)))
        visit: Visit = opening.open_slot(
            actor=self._crewed.head, code=self._code, number=envelope.slot, secret=envelope.secret, salt=envelope.salt,
            told=told_of(envelope), door=opening.Door(at, "Cổng chính, trước giờ mở cửa"), now=at,
        )  # fmt: skip
        yield from whole(self._bench, asked, visit)
