"""Mở niêm phong tại cửa: the slot's secret and what its envelope said; everything is reckoned again before a visit is.

One act: commitment, envelope, draw, the opening, the visit's case and the frozen data, or nothing at all.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.lot import Drawn, Envelope, envelope_hash, follows
from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.core.text import nfc, one_line
from congvu.domain.inspections.actions.rounds import line, locked_round, reckoned
from congvu.domain.inspections.actions.visits import Begun, begin_visit
from congvu.domain.inspections.models import Opening, Round, Slot, Trigger, Visit, VisitSort
from congvu.domain.inspections.queries import draws, teams
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Agency
from congvu.kernel.ui import formats

#: What an envelope may name as its ground; by lot, or by an order that says why.
BY_ORDER = (Trigger.ORDER, Trigger.TIP, Trigger.SIGNAL, Trigger.CALENDAR)


@dataclass(frozen=True, slots=True)
class Door:
    """At the door: the device's time, the place, who of the sealed team is not here (codes), and why."""

    at: datetime
    place: str
    absent: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Outcome:
    unit: Agency
    drawn: Drawn
    withdrawn: tuple[str, ...]
    followed: bool
    team: tuple[str, ...]


@transaction.atomic
def open_slot(
    *, actor: Actor, code: str, number: int, secret: str, salt: str, told: Mapping[str, Any], door: Door,
    checklist_id: int | None = None, now: datetime,
) -> Visit:  # fmt: skip
    """Mở một lượt. By the head of the team or who ordered; journal: `inspection.slot_opened`, `visit.opened`.

    Refused, naming what does not agree: the secret and its commitment, the envelope and its sealed hash, another day
    than the sealed one, the unit or the team and the draw (unless it says it goes by order, with its reason), a member
    who may not enter the unit. The unit's data are frozen as of now.
    """
    one = locked_round(code)
    if not draws.may_open(actor, one):
        raise NotAllowed(_("Only the head of the team, or who ordered the draw, opens a sealed visit."))
    slot = one.slots.select_for_update(no_key=True).filter(number=number).first()
    if slot is None:
        raise NotFound(_("This draw has no slot %(n)d.") % {"n": number})
    _open_yet(one, slot, now)
    place = one_line(nfc(door.place))[:200]
    if not place:
        raise Invalid(_("Say where you stand: the door, the desk, the address."), field="place")
    envelope = _envelope(slot, secret, salt, told)
    today = people.local_date(now)
    if envelope.visit_on != today.isoformat():
        raise MoveRefused(
            _("The envelope says %(day)s, and today is %(today)s.")
            % {"day": formats.day(date.fromisoformat(envelope.visit_on)), "today": formats.day(today)},
            hint=_("Who ordered the draw seals again with the new day; nothing was opened."),
        )  # fmt: skip
    result = _reckon(one, slot, envelope, door, today)
    kept = {key: list(value) if isinstance(value, tuple) else value for key, value in _told(envelope).items()}
    Opening.objects.create(
        slot=slot, secret=secret, salt=salt, told=kept, drawn=result.drawn.unit, drawn_team=list(result.drawn.team),
        withdrawn=list(result.withdrawn), followed=result.followed, used=True, at=door.at, received_at=now,
        by=actor.signature, place=place,
        replaced={"out": list(door.absent), "team": list(result.team), "note": one_line(nfc(door.note))[:500]}
        if door.absent else {},
    )  # fmt: skip
    line(one, "inspection.slot_opened", actor, now, {
        "round": one.code, "slot": number, "secret": secret, "salt": salt, "unit": result.unit.code,
        "drawn": result.drawn.unit, "followed": result.followed, "at": door.at.isoformat(), "place": place,
    })  # fmt: skip
    return begin_visit(actor=actor, begun=_begun(one, slot, envelope, result, place, checklist_id, now), now=now)


def _open_yet(one: Round, slot: Slot, now: datetime) -> None:
    if Opening.objects.filter(slot=slot).exists():
        raise MoveRefused(_("Slot %(n)d has been opened already.") % {"n": slot.number})
    if draws.is_over(one, people.local_date(now)):
        raise MoveRefused(
            _("Slots of this draw could be opened until %(day)s.") % {"day": formats.day(one.opens_until)},
            hint=_("A visit now needs a new draw."),
        )
    if not one.beacon:
        raise MoveRefused(_("The public value has not been entered; the draw cannot be reckoned."))
    if not slot.envelope_hash:
        raise MoveRefused(_("Nothing has been sealed for this draw yet."))


def _envelope(slot: Slot, secret: str, salt: str, told: Mapping[str, Any]) -> Envelope:
    """What was sealed, told again; Invalid unless it is what the journalled hash binds."""
    names = set(Envelope.__dataclass_fields__) - {"salt"}
    if set(told) != names:
        raise Invalid(_("What the envelope said is not whole."), field="told")
    try:
        envelope = Envelope(**{**told, "team": tuple(told["team"])}, salt=salt)
        found = envelope_hash(envelope)
    except (TypeError, ValueError, AttributeError) as wrong:
        raise Invalid(_("What the envelope said cannot be read."), field="told") from wrong
    if found != slot.envelope_hash:
        raise Invalid(
            _("What is told does not agree with the hash sealed for slot %(n)d.") % {"n": slot.number}, field="told",
            hint=_("Nothing was opened. Load the envelope again: it may have been sealed anew."),
        )  # fmt: skip
    if envelope.slot != slot.number:
        raise Invalid(_("This envelope belongs to slot %(n)d.") % {"n": envelope.slot}, field="told")
    if not envelope.unit:
        raise Invalid(_("The envelope of slot %(n)d is empty: no visit was sealed in it.") % {"n": slot.number},
                      field="told")  # fmt: skip
    if envelope.secret != secret:
        raise Invalid(_("The secret is not the one in the envelope."), field="secret")
    return envelope


def _told(envelope: Envelope) -> dict[str, Any]:
    return {name: getattr(envelope, name) for name in Envelope.__dataclass_fields__ if name != "salt"}


def _reckon(one: Round, slot: Slot, envelope: Envelope, door: Door, today: date) -> _Outcome:
    listing = draws.published(one)
    drawn = reckoned(one, listing, slot, envelope.secret)
    unit = org.agency_by_code(envelope.unit)
    away = _away(one, unit.pk, today)
    withdrawn: tuple[str, ...] = ()
    followed = follows(envelope, drawn)
    recused = tuple(code for code in drawn.order if code in away)
    if not followed and envelope.unit == drawn.unit and recused and len(recused) < len(drawn.order):
        again = reckoned(one, listing, slot, envelope.secret, recused)
        if follows(envelope, again):
            drawn, withdrawn, followed = again, recused, True
    if not followed:
        _by_order(envelope, drawn)
    _known(one, envelope)
    return _Outcome(unit, drawn, withdrawn, followed, _present(one, slot, envelope, drawn, door, away, followed))


def _away(one: Round, unit_id: int, today: date) -> dict[str, str]:
    """Code → name of the team's members who may not enter the unit."""
    kept = teams.kept_away(one.team, unit_id, today)
    found = {org.official_by_id(row.member.official_id or 0).code: row.member.name for row in kept}
    head = org.official_by_id(one.head_id)
    if head.code in found:
        raise MoveRefused(_("The head of the team, %(name)s, may not enter this unit.") % {"name": head.full_name},
                          hint=_("Who ordered the draw names another head and seals again."))  # fmt: skip
    return found


def _by_order(envelope: Envelope, drawn: Drawn) -> None:
    """A visit that does not go where the lot fell says so, and why."""
    if envelope.sort not in BY_ORDER:
        words = (
            _("The lot fell on “%(drawn)s”, the envelope says “%(told)s”.")
            % {"drawn": drawn.unit, "told": envelope.unit}
            if envelope.unit != drawn.unit
            else _("The team in the envelope is not the one that was drawn.")
        )  # fmt: skip
        raise Invalid(words, field="told", hint=_("A visit by order names itself so, with its reason."))
    if not envelope.reason:
        raise Invalid(_("A visit that does not follow the lot gives its reason."), field="told")


def _known(one: Round, envelope: Envelope) -> None:
    known = {org.official_by_id(row.official_id or 0).code for row in teams.all_members(one.team) if row.official_id}
    strange = [code for code in envelope.team if code not in known]
    if strange:
        raise Invalid(_("“%(code)s” was never in the team.") % {"code": strange[0]}, field="told")


def _present(
    one: Round, slot: Slot, envelope: Envelope, drawn: Drawn, door: Door, away: Mapping[str, str], followed: bool
) -> tuple[str, ...]:
    """Who really goes in: whoever may not, or is not here, gives way to the next in the order drawn."""
    barred = [name for code, name in away.items() if code in envelope.team and code not in door.absent]
    if barred:
        raise Invalid(
            _("%(names)s may not enter this unit.") % {"names": ", ".join(barred)}, field="absent",
            hint=_("Name him as replaced, with a note; the next in the order drawn takes his place."),
        )  # fmt: skip
    if not door.absent:
        return envelope.team
    if not set(door.absent) <= set(envelope.team):
        raise Invalid(_("Only somebody of the sealed team can be replaced."), field="absent")
    if not one_line(door.note):
        raise Invalid(_("Say why somebody is replaced."), field="note")
    left = tuple(code for code in envelope.team if code not in door.absent)
    if followed:
        out: Collection[str] = {*door.absent, *away}
        if not [code for code in drawn.order if code not in out]:
            raise Invalid(_("Nobody is left to enter this unit."), field="absent")
        return reckoned(one, draws.published(one), slot, envelope.secret, out).team
    if not left:
        raise Invalid(_("Nobody is left to enter this unit."), field="absent")
    return left


def _begun(
    one: Round, slot: Slot, envelope: Envelope, result: _Outcome, place: str, checklist_id: int | None, now: datetime
) -> Begun:
    team = tuple(row.official_id or 0 for row in teams.all_members(one.team)
                 if row.official_id and org.official_by_id(row.official_id).code in result.team)  # fmt: skip
    return Begun(
        sort=VisitSort.UNANNOUNCED, trigger=Trigger.DRAW if result.followed else Trigger(envelope.sort),
        reason=envelope.reason, unit_id=result.unit.pk, team=one.team, member_ids=tuple(dict.fromkeys(team)),
        head_id=one.head_id, ordered_by_id=one.ordered_by_id, visit_on=people.local_date(now), slot=slot,
        checklist_id=checklist_id, place=place, opened_at_door=now,
    )  # fmt: skip
