"""Chuyển công việc cho đơn vị kế thừa: when a unit ends, its open cases go to its heirs, each with a journal line.

Closed cases keep the units of their day; custody and history stay as they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.engine import BATCH, Change, commit
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org

#: Columns that name a unit, and the column of the person who belongs to it.
SIDES = {
    "accountable_agency_id": "", "issuing_agency_id": "", "holder_agency_id": "holder_official_id",
    "transfer_agency_id": "transfer_official_id",
}  # fmt: skip


def heir_of(agency_id: int, on: date) -> int | None:
    """The heir with the largest share on the day; None while the unit exists or when it has no heir."""
    if people.is_valid_on(agency_id, on):
        return None
    heirs = sorted(org.heirs_of(agency_id, on), key=lambda heir: (-heir.share, heir.agency.pk))
    return heirs[0].agency.pk if heirs else None


def move_to_heirs(*, agency_ids: Sequence[int], now: datetime) -> int:
    """Move the open cases of units that have ended; those of living units stay. Returns how many moved."""
    on = people.local_date(now)
    heirs = {pk: heir for pk in agency_ids if (heir := heir_of(pk, on)) is not None}
    condition = Q(pk__in=[])
    for side in SIDES:
        condition |= Q(**{f"{side}__in": list(heirs)})
    ids = list(Case.objects.filter(condition, closed_at=None).order_by("pk").values_list("pk", flat=True))
    return sum(_move(ids[start : start + BATCH], heirs, on, now) for start in range(0, len(ids), BATCH))


@transaction.atomic
def _move(ids: Sequence[int], heirs: dict[int, int], on: date, now: datetime) -> int:
    rows = Case.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=ids, closed_at=None).order_by("pk")
    changes = [change for case in rows if (change := _change(case, heirs, on)).set]
    if changes:
        commit(changes, actor=Actor.system(), now=now)
    return len(changes)


def _change(case: Case, heirs: dict[int, int], on: date) -> Change:
    change = Change(case, "case.moved_to_heir")
    for side, person in SIDES.items():
        old = getattr(case, side)
        if old not in heirs:
            continue
        change.set[side] = heirs[old]
        change.body[side.removesuffix("_id")] = {
            "from": people.agency_name(old), "to": people.agency_name(heirs[old])
        }  # fmt: skip
        official = getattr(case, person) if person else None
        if official is not None and not people.works_in(official, heirs[old], on):
            change.set[person] = people.head_id_of(heirs[old], on) if person == "holder_official_id" else None
    return change
