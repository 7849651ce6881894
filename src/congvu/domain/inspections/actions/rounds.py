"""Đợt bốc thăm: lists, weights and commitments are published; then the public value; at the end what was not used.

The server never has a secret before its slot is opened: commitments are made in the ordering person's browser.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congvu.core.lot import Drawn, Inspector, Listing, Published, Unit, clean_beacon, draw_slot, keeps, publish
from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.core.text import nfc, one_line
from congvu.domain.inspections.models import Opening, Round, Slot, Team
from congvu.domain.inspections.policy.sealed import own_outside
from congvu.domain.inspections.queries import draws, risk, teams
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.policy import people
from congvu.kernel.journal.actions import record
from congvu.kernel.org import queries as org
from congvu.kernel.ui import formats

MOST_SLOTS = 200
LARGEST_TEAM = 20
_HEX = frozenset("0123456789abcdef")
_HASH = 64


def line(one: Round, verb: str, actor: Actor, now: datetime, body: dict[str, Any]) -> None:
    """A line in the journal of the round."""
    record(stream=f"inspection_round/{one.pk}", verb=verb, at=now, actor=actor.signature, body=body)


def locked_round(code: str) -> Round:
    """The round under lock, or NotFound."""
    found = Round.objects.select_for_update(no_key=True, of=("self",)).filter(code=code).first()
    if found is None:
        raise NotFound(_("There is no such draw."))
    return found


@transaction.atomic
def commit_round(
    *, actor: Actor, agency_id: int, team_id: int, code: str, name: str, unit_ids: Collection[int], slots: int,
    team_size: int, beacon_source: str, beacon_at: datetime, opens_until: date, commitments: Sequence[str],
    own_copy: bytes, now: datetime,
) -> Round:  # fmt: skip
    """Công bố đợt bốc thăm. Journal: `inspection.round_committed` with the listing's hash and all commitments.

    Units weigh what the rulebook's risk factors give, never less than the floor. Inspectors are the team's members
    without its head, who leads every visit; recusals in force and everybody's own house keep them from units. Refused:
    a value that could be known already, a unit the head may not enter, a unit nobody may enter.
    """
    require(actor, draws.ORDER, agency_id)
    if actor.official_id is None:
        raise NotAllowed(_("Only an official orders a draw."))
    today = people.local_date(now)
    team = _team(actor, team_id, agency_id, today)
    title, source = one_line(name)[:300], one_line(nfc(beacon_source))[:500]
    if not title:
        raise Invalid(_("Name the draw."), field="name")
    if not source:
        raise Invalid(_("Say which public value decides, and where it is read."), field="beacon_source")
    if beacon_at <= now:
        raise Invalid(_("The public value must lie in the future: nobody may know it yet."), field="beacon_at")
    if opens_until <= people.local_date(beacon_at):
        raise Invalid(_("Slots are opened after the day of the public value."), field="opens_until")
    if not 1 <= slots <= MOST_SLOTS:
        raise Invalid(_("Give 1 to %(n)d slots.") % {"n": MOST_SLOTS}, field="slots")
    if not 1 <= team_size <= LARGEST_TEAM:
        raise Invalid(_("Give 1 to %(n)d persons.") % {"n": LARGEST_TEAM}, field="team_size")
    given = _commitments(commitments, slots)
    key = draws.newest_key(actor.official_id)
    if key is None or own_outside(own_copy, slots) != key.fingerprint:
        raise Invalid(_("The sealed copy of the secrets was not made for your newest key."), field="own_copy",
                      hint=_("Make a key on this device first."))  # fmt: skip
    head, listing, factors = _listing(
        team, code, unit_ids, slots, team_size, source, beacon_at, now
    )
    try:
        with transaction.atomic():
            made = Round.objects.create(
                agency_id=agency_id, name=title, code=code, team=team, ordered_by_id=actor.official_id, head_id=head,
                listing=listing.text, listing_hash=listing.hash, team_size=team_size, beacon_source=source,
                beacon_at=beacon_at, opens_until=opens_until, committed_at=now, factors=factors, own_copy=own_copy,
            )
    except IntegrityError as clash:
        raise Invalid(_("There is a draw with this code already."), field="code",
                      hint=_("Open the page again: it gives a new code.")) from clash  # fmt: skip
    Slot.objects.bulk_create(
        [Slot(round=made, number=number, commitment=one) for number, one in enumerate(given, 1)]
    )
    line(made, "inspection.round_committed", actor, now, {
        "round": code, "listing_hash": listing.hash, "commitments": given, "beacon_at": beacon_at.isoformat(),
    })  # fmt: skip
    return made


def _team(actor: Actor, team_id: int, agency_id: int, today: date) -> Team:
    team = Team.objects.filter(pk=team_id, agency_id=agency_id).first()
    if team is None or not teams.is_in_force(team, today):
        raise Invalid(_("Choose a team that is in force."), field="team")
    if any(one.official_id == actor.official_id for one in teams.members_on(team, today)):
        raise Invalid(_("Who orders visits is not a member of the team that makes them."), field="team")
    return team


def _commitments(given: Sequence[str], slots: int) -> list[str]:
    if len(given) != slots:
        raise Invalid(_("%(found)d commitments came for %(n)d slots.") % {"found": len(given), "n": slots},
                      field="commitments", hint=_("Make the secrets again on the device."))  # fmt: skip
    if any(len(one) != _HASH or not set(one) <= _HEX for one in given) or len(set(given)) < len(given):
        raise Invalid(_("A commitment is no SHA-256, or one came twice."), field="commitments",
                      hint=_("Make the secrets again on the device."))  # fmt: skip
    return list(given)


def _listing(
    team: Team, code: str, unit_ids: Collection[int], slots: int, team_size: int, source: str, beacon_at: datetime,
    now: datetime,
) -> tuple[int, Published, dict[str, object]]:  # fmt: skip
    today = people.local_date(now)
    units = [org.agency_by_id(pk) for pk in sorted(set(unit_ids))]
    if not units or not all(people.is_valid_on(one.pk, today) for one in units):
        raise Invalid(_("Choose the units that can be drawn."), field="units")
    head = teams.head_of(team, today)
    if head is None or head.official_id is None:
        raise Invalid(_("The team has no head."), field="team")
    inspectors = [one for one in teams.inspectors_on(team, today) if one.pk != head.pk]
    if not inspectors:
        raise Invalid(_("The team has nobody to draw besides its head."), field="team")
    pairs = teams.recused_pairs(team, [one.pk for one in units], today)
    closed = [org.agency_by_id(unit).name for person, unit in pairs if person == head.official_id]
    if closed:
        raise Invalid(
            _("The head of the team may not enter %(units)s, so he must not know of a visit there.")
            % {"units": ", ".join(closed)}, field="units", hint=_("Leave these units to another team's draw."),
        )  # fmt: skip
    found = risk.weights([one.pk for one in units], now)
    codes = {one.official_id: org.official_by_id(one.official_id or 0).code for one in inspectors}
    listing = publish(Listing(
        round=code, units=tuple(Unit(one.code, one.name, found[one.pk].total) for one in units),
        inspectors=tuple(Inspector(codes[one.official_id], one.name) for one in inspectors),
        recused=tuple((codes[person], org.agency_by_id(unit).code) for person, unit in pairs if person in codes),
        slots=slots, team_size=team_size, beacon_source=source, beacon_at=beacon_at,
    ))  # fmt: skip
    return head.official_id, listing, risk.published_factors(found, now)


@transaction.atomic
def enter_beacon(*, actor: Actor, code: str, beacon: str, read_at: str, now: datetime) -> Round:
    """Nhập giá trị công khai. Once, not before its moment, with where it was read: `inspection.beacon_entered`."""
    one = locked_round(code)
    require(actor, draws.ORDER, one.agency_id)
    if one.beacon:
        raise MoveRefused(_("The public value has been entered already; it never changes."))
    if now < one.beacon_at:
        raise MoveRefused(
            _("The public value is not known before %(moment)s.") % {"moment": formats.moment(one.beacon_at)},
            hint=_("Nothing was entered."),
        )
    if one.closed_at is not None:
        raise MoveRefused(_("This draw is closed."))
    value, source = clean_beacon(beacon)[:500], one_line(nfc(read_at))[:500]
    if not source:
        raise Invalid(_("Say where you have read it: page, paper, day."), field="read_at")
    one.beacon, one.beacon_read, one.beacon_entered_at = value, source, now
    one.save(update_fields=["beacon", "beacon_read", "beacon_entered_at"])
    line(one, "inspection.beacon_entered", actor, now, {"round": one.code, "beacon": value, "read": source})
    return one


@transaction.atomic
def close_round(*, actor: Actor, code: str, secrets: Mapping[int, str], now: datetime) -> Round:
    """Kết thúc đợt: secrets of slots not used are revealed; those withheld stay listed by the name of who ordered.

    Not before the last day for opening is over, or every slot has been opened. Called again later it takes secrets
    that were withheld. Journal: `inspection.round_closed`, then `inspection.slots_revealed`.
    """
    one = locked_round(code)
    if not draws.may_order(actor, one):
        raise NotAllowed(_("Only who ordered the draw ends it."))
    slots = {slot.number: slot for slot in one.slots.filter(opening=None)}
    if slots and people.local_date(now) <= one.opens_until:
        raise MoveRefused(
            _("Slots may be opened until %(day)s; the draw ends after that.")
            % {"day": formats.day(one.opens_until)}
        )  # fmt: skip
    if not one.beacon:
        raise MoveRefused(_("Enter the public value first: without it nothing can be reckoned again."))
    strange = sorted(set(secrets) - set(slots))
    if strange:
        raise Invalid(_("Slot %(n)d has been revealed already, or does not exist.") % {"n": strange[0]})
    if one.closed_at is not None and not secrets:
        raise MoveRefused(_("This draw is closed."))
    listing = draws.published(one)
    for number, secret in sorted(secrets.items()):
        drawn = reckoned(one, listing, slots[number], secret)
        Opening.objects.create(
            slot=slots[number], secret=secret, drawn=drawn.unit, drawn_team=list(drawn.team), followed=False,
            used=False, at=now, received_at=now, by=actor.signature,
        )
    withheld = sorted(set(slots) - set(secrets))
    verb = "inspection.round_closed" if one.closed_at is None else "inspection.slots_revealed"
    if one.closed_at is None:
        one.closed_at = now
        one.save(update_fields=["closed_at"])
    line(one, verb, actor, now, {
        "round": one.code, "revealed": {str(number): secrets[number] for number in sorted(secrets)},
        "withheld": withheld,
    })  # fmt: skip
    return one


def reckoned(
    one: Round, listing: Published, slot: Slot, secret: str, withdrawn: Collection[str] = ()
) -> Drawn:
    """The draw of a slot from its revealed secret; Invalid when it is not the one that was committed to."""
    if not keeps(slot.commitment, one.code, slot.number, secret):
        raise Invalid(
            _("The secret of slot %(n)d does not agree with its published commitment.") % {"n": slot.number},
            field="secret", hint=_("Nothing was written. Use the device or the sealed copy that holds the secret."),
        )  # fmt: skip
    return draw_slot(listing, slot=slot.number, secret=secret, beacon=one.beacon, withdrawn=withdrawn)
