"""The one-stop shops of the living province: opened on the first day, and left so that real work can go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from congvu.core.text import skey
from congvu.core.working_time import HANOI
from congvu.demo.catalogue import announce_procedures
from congvu.demo.desks import open_desks
from congvu.demo.lam_giang_places import TWO_TIER_ON
from congvu.demo.living.dossiers.applicants import party
from congvu.demo.living.dossiers.ground import Ground, lay_out
from congvu.demo.living.dossiers.roll import Roll, draw, last_numbers
from congvu.demo.living.province import REFORM_AT, Province
from congvu.demo.living.questions import Pool
from congvu.domain.onestop.models import Applicant, Counter, Slip
from congvu.kernel import rows

APPLICANT = tuple(column.attname for column in Applicant._meta.concrete_fields)
#: Applicants and slips are written so many at a time.
AT_ONCE = 20_000


@dataclass(frozen=True)
class Shop:
    """Desks and procedures, who comes, and the key of the first applicant."""

    ground: Ground
    roll: Roll
    first_applicant: int = 0
    #: Numbers of child cases.
    pool: Pool = field(default_factory=Pool)


def open_shops(province: Province) -> None:
    """Procedures announced, desks opened: on the day on which the communes of two tiers begin to work."""
    announce_procedures(province.cast, province.crew, REFORM_AT)
    open_desks(province.cast)


def shop_of(province: Province, count: int) -> Shop:
    """The shops with everybody who will come; of whoever was written already the key is known."""
    ground = lay_out(province.cast, province.crew)
    roll = draw(ground, province.calendar, count, TWO_TIER_ON, province.end, province.seed, province.outages)
    return written(Shop(ground, roll))


def written(shop: Shop) -> Shop:
    """The shops with the key of the first applicant who was written."""
    first = Applicant.objects.order_by("pk").values_list("pk", flat=True).first()
    used = next((place for place, last in enumerate(shop.roll.last_seen) if last), 0)
    return replace(shop, first_applicant=first - used if first is not None else 0)


def write_applicants(shop: Shop) -> None:
    """Everybody who will come, as he was when he came last; their keys follow each other."""
    total = len(shop.roll.last_seen)
    first = rows.reserve_ids(Applicant, 1)[0]
    for start in range(0, total, AT_ONCE):
        stop = min(total, start + AT_ONCE)
        rows.reserve_ids(Applicant, stop - start)
        rows.copy_in(Applicant, APPLICANT, _applicants(shop, first, start, stop))


def _applicants(shop: Shop, first: int, start: int, stop: int) -> Iterator[list[Any]]:
    roll = shop.roll
    for index in range(start, stop):
        if not roll.last_seen[index]:
            continue
        place = shop.ground.places[int(roll.home[index])]
        one = party(index, company=bool(roll.companies[index]), place=shop.ground.where(place))
        at = datetime.fromtimestamp(int(roll.last_seen[index]), HANOI)
        yield [first + index, one.kind, one.id_kind, one.id_number, one.name, one.born_on, one.address, one.phone,
               one.email, skey(one.name)[:320], at]  # fmt: skip


def give_numbers(shop: Shop) -> None:
    """Number the slips that came later than a receipt in the order of time, and set the desks' counters: the next
    dossier that is really received gets the next number."""
    last = last_numbers(shop.roll, shop.ground)
    waiting = Slip.objects.filter(number=0).order_by("issued_at", "pk")
    found = waiting.values_list("pk", "dossier__desk_id", "notation", "issued_at").iterator(AT_ONCE)
    block: list[Slip] = []
    for pk, desk_id, notation, at in found:
        key = (desk_id, notation[1:].partition("-")[0], str(at.astimezone(HANOI).year))
        last[key] = last.get(key, 0) + 1
        block.append(Slip(pk=pk, number=last[key], notation=f"{last[key]:02d}{notation}"))
        if len(block) >= AT_ONCE:
            rows.update_many(block, ("number", "notation"))
            block = []
    rows.update_many(block, ("number", "notation"))
    Counter.objects.bulk_create(
        [Counter(agency_id=desk_id, series=series, period=period, last=number)
         for (desk_id, series, period), number in sorted(last.items())],
        batch_size=1000,
    )  # fmt: skip
