"""Phân cấp, ủy quyền giải quyết: recorded from a decision, corrected while it is fresh, ended by another decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotFound
from congvu.core.text import one_line
from congvu.domain.procedures.actions.guards import paragraphs
from congvu.domain.procedures.models import DelegatedSettling, Means, Procedure
from congvu.domain.procedures.queries.catalogue import ANNOUNCE
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.journal.actions import record
from congvu.kernel.org import queries as org


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """What a decision lays down. `delegate_id` empty: the People's Committee of each commune."""

    means: str
    authority_id: int
    delegate_id: int | None
    procedure_ids: tuple[int, ...]
    from_on: date
    decision: str
    to_on: date | None = None
    position: str = ""
    replaces: bool = True
    place: str = ""
    within_ids: tuple[int, ...] = ()
    responsibility: str = ""


def _line(row: DelegatedSettling, verb: str, actor: Actor, now: datetime, body: dict[str, Any]) -> None:
    record(stream=f"delegation/{row.pk}", verb=verb, at=now, actor=actor.signature, body=body)


def _locked(actor: Actor, delegation_id: int) -> DelegatedSettling:
    row = DelegatedSettling.objects.select_for_update(no_key=True).filter(pk=delegation_id).first()
    if row is None:
        raise NotFound(_("There is no such decision on settling."))
    require(actor, ANNOUNCE, row.authority_id)
    return row


def _check(given: Delegation) -> None:
    if given.means not in Means.values:
        raise Invalid(_("Choose one of the list."), field="means")
    if not one_line(given.decision):
        raise Invalid(_("Give the decision it stands in."), field="decision")
    if given.to_on is not None and given.to_on <= given.from_on:
        raise Invalid(_("It must end after it begins."), field="to_on")
    if given.delegate_id == given.authority_id:
        raise Invalid(_("An agency cannot delegate to itself."), field="delegate")
    for agency_id in (given.authority_id, given.delegate_id, *given.within_ids):
        if agency_id is not None:
            org.agency_by_id(agency_id)
    wanted = set(given.procedure_ids)
    if not wanted:
        raise Invalid(_("Name at least one procedure."), field="procedures")
    if Procedure.objects.filter(pk__in=wanted).count() != len(wanted):
        raise Invalid(_("One of these procedures does not exist."), field="procedures")


def _fill(row: DelegatedSettling, given: Delegation) -> None:
    row.means, row.authority_id, row.delegate_id = given.means, given.authority_id, given.delegate_id
    row.to_communes, row.position = given.delegate_id is None, one_line(given.position)[:200]
    row.replaces, row.place = given.replaces, one_line(given.place)[:500]
    row.from_on, row.to_on = given.from_on, given.to_on
    row.decision, row.responsibility = one_line(given.decision)[:200], paragraphs(given.responsibility)


def _body(given: Delegation) -> dict[str, Any]:
    delegate = "" if given.delegate_id is None else org.agency_by_id(given.delegate_id).code
    codes = Procedure.objects.filter(pk__in=given.procedure_ids).order_by("pk").values_list("stem", "name")
    return {
        "means": given.means, "decision": one_line(given.decision), "from": given.from_on.isoformat(),
        "until": given.to_on.isoformat() if given.to_on else "", "delegate": delegate or "communes",
        "authority": org.agency_by_id(given.authority_id).code, "replaces": given.replaces,
        "place": one_line(given.place), "procedures": [stem or name for stem, name in codes],
        "within": sorted(org.agency_by_id(pk).code for pk in given.within_ids),
    }  # fmt: skip


@transaction.atomic
def record_delegation(*, actor: Actor, given: Delegation, now: datetime) -> DelegatedSettling:
    """Ghi nhận phân cấp, ủy quyền. Journal: `delegation.recorded`."""
    require(actor, ANNOUNCE, given.authority_id)
    _check(given)
    row = DelegatedSettling(made_at=now, made_by=actor.signature)
    _fill(row, given)
    row.save(force_insert=True)
    row.procedures.set(given.procedure_ids)
    row.within.set(given.within_ids)
    _line(row, "delegation.recorded", actor, now, _body(given))
    return row


@transaction.atomic
def correct_delegation(*, actor: Actor, delegation_id: int, given: Delegation, now: datetime) -> DelegatedSettling:
    """Đính chính: what was typed wrongly. The line in the journal keeps what it says now. Refused once it was ended.

    Journal: `delegation.corrected`.
    """
    row = _locked(actor, delegation_id)
    if row.ended_by:
        raise MoveRefused(_("This delegation was ended by a decision; it is not corrected any more."))
    require(actor, ANNOUNCE, given.authority_id)
    _check(given)
    _fill(row, given)
    row.save()
    row.procedures.set(given.procedure_ids)
    row.within.set(given.within_ids)
    _line(row, "delegation.corrected", actor, now, _body(given))
    return row


@transaction.atomic
def end_delegation(
    *, actor: Actor, delegation_id: int, decision: str, on: date, now: datetime
) -> DelegatedSettling:
    """Chấm dứt, thu hồi. From `on` the authority settles again. Journal: `delegation.ended`."""
    row = _locked(actor, delegation_id)
    words = one_line(decision)[:200]
    if not words:
        raise Invalid(_("Give the decision that ends it."), field="decision")
    if row.ended_by:
        raise MoveRefused(_("This delegation was ended already."))
    if on <= row.from_on:
        raise Invalid(_("It must end after it begins."), field="on")
    if row.to_on is not None and on > row.to_on:
        raise Invalid(_("It ends earlier than that by itself."), field="on")
    row.to_on, row.ended_by = on, words
    row.save(update_fields=["to_on", "ended_by"])
    _line(row, "delegation.ended", actor, now, {"decision": words, "from": on.isoformat()})
    return row
