"""Đối soát với Cổng: our side of the comparison, its evidence from the journal, and what was found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotFound
from congvu.core.service_index import Course, Request
from congvu.domain.onestop.extract.appeals import Appeal, Proof
from congvu.domain.onestop.models import (
    Difference,
    Dossier,
    PortalMessage,
    PortalRecord,
    Reconciliation,
    Supplement,
)
from congvu.domain.onestop.policy import portal as policy
from congvu.domain.onestop.policy.reconciling import Own
from congvu.domain.onestop.policy.statuses import WORDS, status_of
from congvu.domain.onestop.queries.telling import KEEP, day_begins
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks
from congvu.kernel.journal import queries as journal
from congvu.kernel.journal.policy import moment

Kind = Difference.Kind
CHUNK = 500
#: Dossiers in one appeal.
MOST = 500
#: What stands in a journal line that speaks about a kind of difference.
_SPEAKS: Mapping[str, tuple[str, ...]] = {
    Kind.STATUS: ("phase",), Kind.DUE: ("due_at", "clock"), Kind.ENDED: ("stopped_at", "closed_at"),
    Kind.ASKED: ("items",), Kind.VERDICT: ("due_at", "clock", "phase"), Kind.MISSING_THERE: ("first_due_at", "phase"),
}  # fmt: skip


def in_scope(actor: Actor) -> QuerySet[Dossier]:
    """Dossiers of the desks whose exchange the actor keeps."""
    require(actor, KEEP)
    scope = actor.scope_of(KEEP)
    return Dossier.objects.all() if scope is None else Dossier.objects.filter(desk_id__in=scope)


def received_in(actor: Actor, from_on: date, to_on: date) -> dict[str, int]:
    """Dossiers received in the days, by code."""
    rows = in_scope(actor).filter(
        received_at__gte=day_begins(from_on), received_at__lt=day_begins(date.fromordinal(to_on.toordinal() + 1))
    )
    return dict(rows.values_list("case__code", "pk"))


def found_by_code(actor: Actor, codes: Iterable[str]) -> dict[str, int]:
    """Dossiers with these codes, whenever they were received."""
    wanted, found = sorted(codes), dict[str, int]()
    for start in range(0, len(wanted), CHUNK):
        rows = in_scope(actor).filter(case__code__in=wanted[start : start + CHUNK])
        found.update(rows.values_list("case__code", "pk"))
    return found


def own_sides(dossier_ids: Sequence[int]) -> dict[int, Own]:
    """Our side of many dossiers. Few statements for each CHUNK of them."""
    found: dict[int, Own] = {}
    for start in range(0, len(dossier_ids), CHUNK):
        found.update(_own_sides(dossier_ids[start : start + CHUNK]))
    return found


def _own_sides(ids: Sequence[int]) -> dict[int, Own]:
    requests: dict[int, list[Supplement]] = {}
    for one in Supplement.objects.filter(dossier_id__in=ids).order_by("number"):
        requests.setdefault(one.dossier_id, []).append(one)
    states: dict[int, set[str]] = {}
    under_way = PortalMessage.objects.filter(dossier_id__in=ids, state__in=["waiting", "dead"])
    for pk, state in under_way.values_list("dossier_id", "state"):
        states.setdefault(pk, set()).add(state)
    told = dict(PortalRecord.objects.filter(dossier_id__in=ids).values_list("dossier_id", "line_seq"))
    dossiers = list(Dossier.objects.select_related("case").filter(pk__in=ids))
    changed = journal.latest_of(one.case.stream for one in dossiers)
    return {
        one.pk: Own(
            code=one.case.code, status=status_of(one.case.phase), course=course_of(one, requests.get(one.pk, [])),
            changed_at=changed[one.case.stream], dead="dead" in states.get(one.pk, ()),
            waits="waiting" in states.get(one.pk, ()) or told.get(one.pk, 0) < one.case.seq,
        )
        for one in dossiers
    }  # fmt: skip


def course_of(dossier: Dossier, requests: Sequence[Supplement]) -> Course:
    """A dossier as the index looks at it: requests before acceptance are none of its limit."""
    case = dossier.case
    counted = [one for one in requests if dossier.received_at is not None and one.asked_at >= dossier.received_at]
    moved = any(one.new_due_at is not None and one.new_due_at != one.old_due_at for one in counted)
    return Course(
        received_at=dossier.received_at or dossier.submitted_at, due_at=case.due_at, due_moved=moved,
        ended_at=policy.ended_at(case, dossier),
        requests=tuple(Request(one.asked_at, one.answered_at) for one in counted),
    )  # fmt: skip


def evidence(case: Case, kind: str) -> list[dict[str, Any]]:
    """The journal lines that speak about a kind of difference: number, moment, verb, actor, leaf hash. The whole chain
    where none does: that something never happened is shown by everything that did."""
    lines = list(journal.of_stream(case.stream))
    speaking = [line for line in lines if _speaks(line, _SPEAKS.get(kind, ()))]
    return [
        {"seq": line.seq, "at": moment(line.at), "verb": line.verb, "actor": line.actor, "leaf": bytes(line.leaf).hex()}
        for line in speaking or lines
    ]


def _speaks(line: journal.Line, wanted: Sequence[str]) -> bool:
    said = json.loads(line.text) if line.text else {}
    return any(word in said or word in said.get("set", {}) for word in wanted)


def reconciliations(actor: Actor) -> QuerySet[Reconciliation]:
    """Every comparison that was made, newest first."""
    require(actor, KEEP)
    return Reconciliation.objects.annotate(n=Count("differences")).order_by("-made_at", "-pk")


def reconciliation_for(actor: Actor, pk: int) -> Reconciliation:
    """One comparison, or NotFound."""
    found = reconciliations(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such comparison."))
    return found


def differences(actor: Actor, reconciliation: Reconciliation) -> QuerySet[Difference]:
    """What a comparison found, of the desks whose exchange the actor keeps; dossiers unknown here are everybody's."""
    rows = Difference.objects.filter(reconciliation=reconciliation).select_related("desk__agency", "dossier__case")
    scope = actor.scope_of(KEEP)
    return rows if scope is None else rows.filter(Q(desk_id__in=scope) | Q(desk=None))


def tally(rows: QuerySet[Difference]) -> list[tuple[str, int]]:
    """How many differences of each kind. One statement."""
    counted = rows.order_by().values_list("kind").annotate(n=Count("pk")).order_by(F("n").desc(), "kind")
    return [(str(kind), n) for kind, n in counted]


def side(difference: Difference, value: str) -> str:
    """One side of a difference as a person reads it."""
    if difference.kind in (Kind.STATUS, Kind.MISSING_HERE, Kind.MISSING_THERE) and value.isdigit():
        return f"{value} – {WORDS[int(value)]}" if int(value) in WORDS else value
    return {"on_time": _("On time"), "late": _("Not on time")}.get(value, value)


def appeals(actor: Actor, reconciliation: Reconciliation, ids: Sequence[int]) -> list[Appeal]:
    """Everything that speaks for us about the chosen differences. Invalid for none, and for more than MOST."""
    rows = list(differences(actor, reconciliation).filter(pk__in=ids).order_by("code", "kind")[: MOST + 1])
    if not 0 < len(rows) <= MOST:
        raise Invalid(_("Choose between 1 and %(most)d differences.") % {"most": MOST})
    return [_appeal(one) for one in rows]


def _appeal(one: Difference) -> Appeal:
    case = one.dossier.case if one.dossier is not None else None
    certificate, split = "", {}
    lines: tuple[Proof, ...] = ()
    if case is not None:
        events = clocks.events_of(case)
        found = clocks.certificate_of(case, events)
        certificate = found.text("vi") if found is not None else ""
        state = clocks.state_of(case, events, case.closed_at or one.reconciliation.said_at)
        split = {str(owner): seconds // 60 for owner, seconds in state.split.items()} if state is not None else {}
        lines = tuple(_proof(line) for line in journal.of_stream(case.stream))
    return Appeal(
        code=one.code, desk=people.agency_name(one.desk_id), kind=str(Kind(one.kind).label),
        cause=str(Difference.Cause(one.cause).label), ours=side(one, one.ours), theirs=side(one, one.theirs),
        evidence=tuple(int(row["seq"]) for row in one.evidence), certificate=certificate, minutes=split, lines=lines,
    )  # fmt: skip


def _proof(line: journal.Line) -> Proof:
    return Proof(line.stream, line.seq, moment(line.at), line.verb, line.actor, line.behalf, bytes(line.prev).hex(),
                 bytes(line.commitment).hex(), bytes(line.leaf).hex())  # fmt: skip
