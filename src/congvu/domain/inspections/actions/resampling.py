"""Tái kiểm tra hiệu quả: the same item sampled again some months later; whether the fault came back is public."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.core.sampling import draw_cases, list_hash
from congvu.domain.inspections.models import Resample
from congvu.domain.inspections.queries.resamples import listed, may_do, resample_for
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, commit, locked
from congvu.kernel.casework.policy import people
from congvu.kernel.rules import queries as rules
from congvu.kernel.ui import formats

#: What is found of a drawn case.
FAULT, SOUND = "fault", "sound"


def _begin(actor: Actor, resample_id: int, now: datetime) -> Resample:
    seen = resample_for(actor, resample_id)
    if not may_do(actor, seen):
        raise NotAllowed(_("An inspector from outside the unit takes the sample."))
    on = people.local_date(now)
    if on < seen.due_on:
        raise MoveRefused(
            _("This sample is due on %(day)s; taken earlier it would not show whether the effect lasts.")
            % {"day": formats.day(seen.due_on)}
        )
    row = Resample.objects.select_for_update(no_key=True, of=("self",)).get(pk=seen.pk)
    if row.done_at is not None:
        raise MoveRefused(_("This sample has been taken already."))
    row.finding = seen.finding
    return row


def _line(row: Resample, verb: str, actor: Actor, now: datetime, **body: object) -> None:
    case = locked(Actor.system(), row.finding.visit_id)
    commit([Change(case, verb, body={"finding": row.finding.number, **body})], actor=actor, now=now)


@transaction.atomic
def draw_resample(*, actor: Actor, resample_id: int, kind: str, now: datetime) -> Resample:
    """Rút mẫu tái kiểm tra. From the unit's cases of one kind opened since the conclusion; once.

    The seed is random and written down with the hash of the list, so that the draw can be done again. Journal:
    `visit.resample_drawn`.
    """
    row = _begin(actor, resample_id, now)
    if row.drawn_at is not None:
        raise MoveRefused(_("This sample has been drawn already; it is not drawn until it pleases."))
    codes = listed(row, now).get(kind, [])
    if not codes:
        raise Invalid(_("The unit has no such cases since the conclusion."), field="kind")
    size = min(len(codes), int(rules.rule("inspections.resample_size", people.local_date(now)).value))
    seed = secrets.token_bytes(32)
    row.cases = [{"code": code, "result": ""} for code in draw_cases(codes, size, seed, f"resample {row.pk}")]
    row.population, row.size, row.seed, row.listing_hash = len(codes), size, seed.hex(), list_hash(codes)
    row.drawn_at = now
    row.save()
    _line(row, "visit.resample_drawn", actor, now, population=row.population, size=size, seed=row.seed,
          list=row.listing_hash)  # fmt: skip
    return row


@transaction.atomic
def record_resample(
    *, actor: Actor, resample_id: int, words: str, results: Mapping[str, str] | None = None, size: int = 0,
    faults: int = 0, now: datetime,
) -> Resample:  # fmt: skip
    """Ghi kết quả tái kiểm tra. Of a drawn sample every case says fault or sound; of an item that is not about cases
    how many were looked at on site and how many were at fault. Journal: `visit.resampled`."""
    row = _begin(actor, resample_id, now)
    if row.drawn_at is not None:
        given = results or {}
        for one in row.cases:
            one["result"] = given.get(one["code"], "")
            if one["result"] not in (FAULT, SOUND):
                raise Invalid(_("Say of every case what was found: %(code)s is missing.") % {"code": one["code"]},
                              field="results")  # fmt: skip
        row.faults = sum(one["result"] == FAULT for one in row.cases)
    else:
        if size < 1 or not 0 <= faults <= size:
            raise Invalid(_("Say how many were looked at, and how many of them were at fault."), field="size")
        row.size, row.faults = size, faults
    tolerated = Decimal(rules.rule("inspections.resample_tolerated", people.local_date(now)).value)
    row.came_back = Decimal(100) * row.faults / row.size > tolerated
    row.words, row.done_at, row.done_by = words.strip()[:1000], now, actor.signature
    row.save()
    _line(row, "visit.resampled", actor, now, size=row.size, faults=row.faults, came_back=row.came_back)
    return row
