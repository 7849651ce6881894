"""Đối soát với Cổng: the portal's account of a period is laid beside ours, and every difference is written down."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused
from congvu.core.service_index import judged
from congvu.domain.onestop.extract.portal_lists import Said, read_list, read_rows
from congvu.domain.onestop.kinds.portal import PortalDown, portal
from congvu.domain.onestop.models import Difference, Dossier, Reconciliation
from congvu.domain.onestop.policy.reconciling import Found, Own, compared, their_verdict
from congvu.domain.onestop.queries import reconciling as queries
from congvu.domain.onestop.queries.telling import KEEP, day_begins
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.models import Case
from congvu.kernel.journal.actions import record

STREAM = "portal"
Source = Reconciliation.Source
#: Days of one comparison.
LONGEST = 366


def reconcile_fetched(*, actor: Actor, from_on: date, to_on: date, now: datetime) -> Reconciliation:
    """Đối soát với số liệu lấy từ Cổng. MoveRefused where no portal is connected or it does not answer."""
    require(actor, KEEP)
    _check_period(from_on, to_on)
    there = portal()
    if there is None:
        raise MoveRefused(
            _("This installation is connected to no portal."),
            hint=_("Bring the list downloaded from the portal as a file."),
        )
    try:
        rows = there.said_of(from_on, to_on)
    except PortalDown as down:
        raise MoveRefused(
            _("The portal does not answer: %(why)s.") % {"why": str(down)}, hint=_("Try again later, or bring a file.")
        ) from down
    raw = json.dumps(rows, sort_keys=True, ensure_ascii=False).encode()
    return _reconcile(actor, from_on, to_on, read_rows(rows), raw, Source.FETCHED, "", now, now)


def reconcile_file(
    *, actor: Actor, from_on: date, to_on: date, name: str, content: bytes, said_at: datetime, now: datetime
) -> Reconciliation:
    """Đối soát với tệp tải từ Cổng. `said_at` is when it was downloaded; Invalid for a file that cannot be read."""
    require(actor, KEEP)
    _check_period(from_on, to_on)
    if said_at > now:
        raise Invalid(_("The list cannot have been downloaded in the future."), field="said_at")
    return _reconcile(actor, from_on, to_on, read_list(name, content), content, Source.FILE, name, said_at, now)


def _check_period(from_on: date, to_on: date) -> None:
    if to_on < from_on:
        raise Invalid(_("The last day lies before the first."), field="to_on")
    if to_on.toordinal() - from_on.toordinal() >= LONGEST:
        raise Invalid(_("Compare at most a year at once."), field="to_on")


@transaction.atomic
def _reconcile(
    actor: Actor, from_on: date, to_on: date, said: Sequence[Said], raw: bytes, source: str, name: str,
    said_at: datetime, now: datetime,
) -> Reconciliation:  # fmt: skip
    by_code = {one.code: one for one in said}
    ours = queries.received_in(actor, from_on, to_on)
    known = {**ours, **queries.found_by_code(actor, by_code.keys() - ours.keys())}
    sides = queries.own_sides(sorted(known.values()))
    until = day_begins(date.fromordinal(to_on.toordinal() + 1))
    found = {
        code: compared(sides.get(known.get(code, 0)), by_code.get(code), said_at, until)
        for code in sorted(by_code.keys() | known.keys())
    }
    here, there = _on_time(sides, by_code, until)
    row = Reconciliation.objects.create(
        from_on=from_on, to_on=to_on, source=source, file_name=name[:200], sha256=hashlib.sha256(raw).hexdigest(),
        said_at=said_at, made_at=now, made_by=actor.signature, theirs=len(by_code), ours=len(ours),
        agreed=sum(not one for one in found.values()), on_time_here=here, on_time_there=there,
    )  # fmt: skip
    _keep(row, found, known)
    record(stream=STREAM, verb="portal.reconciled", at=now, actor=actor.signature,
           body={"from": from_on.isoformat(), "to": to_on.isoformat(), "sha256": row.sha256, "theirs": row.theirs,
                 "ours": row.ours, "agreed": row.agreed})  # fmt: skip
    return row


def _on_time(sides: Mapping[int, Own], said: Mapping[str, Said], until: datetime) -> tuple[int, int | None]:
    """How many are on time here, and there as far as the portal says it: by the index's rule."""
    here = sum(judged(own.course, until).on_time for own in sides.values())
    verdicts = [
        their_verdict(own, said[own.code], until) for own in sides.values() if own.code in said
    ]
    told = [one for one in verdicts if one is not None]
    return here, sum(told) if told else None


def _keep(row: Reconciliation, found: Mapping[str, list[Found]], known: Mapping[str, int]) -> None:
    """Write the differences, each with the journal lines that speak about it."""
    differing = {known[code]: code for code, some in found.items() if some and code in known}
    cases = {case.pk: case for case in Case.objects.filter(pk__in=differing)}
    desks = dict(Dossier.objects.filter(pk__in=differing).values_list("pk", "desk_id"))
    rows: list[Difference] = []
    for code, some in found.items():
        pk = known.get(code)
        for one in some:
            speaks: list[dict[str, Any]] = queries.evidence(cases[pk], one.kind) if pk is not None else []
            rows.append(Difference(
                reconciliation=row, dossier_id=pk, desk_id=desks.get(pk) if pk is not None else None, code=code[:60],
                kind=one.kind, cause=one.cause, ours=one.ours[:200], theirs=one.theirs[:200], evidence=speaks,
            ))  # fmt: skip
    Difference.objects.bulk_create(rows, batch_size=500)
