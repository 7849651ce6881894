"""Niêm phong: public halves of device keys, and all envelopes of a round at once, each of the same size.

Only hashes are journalled. Since every envelope is written every time, nobody sees which one has changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.core.text import one_line
from congvu.domain.inspections.actions.rounds import line, locked_round
from congvu.domain.inspections.models import DeviceKey, Round
from congvu.domain.inspections.policy.sealed import fingerprint, outside
from congvu.domain.inspections.queries import draws, teams
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.journal.actions import record

MOST_KEYS = 10
_HEX = frozenset("0123456789abcdef")
_HASH = 64


def _own(actor: Actor) -> int:
    """Who may have a key: who orders draws or makes visits, in his own name."""
    if actor.official_id is None or not (actor.may(draws.ORDER) or actor.may(draws.CONDUCT)):
        raise NotAllowed(_("Only who orders draws or makes visits keeps a key for sealed visits."))
    return actor.official_id


@transaction.atomic
def register_key(*, actor: Actor, public: str, name: str, now: datetime) -> DeviceKey:
    """Ghi nhận khoá công khai của thiết bị. The private half stays there. Journal: `inspection.key_registered`."""
    official_id = _own(actor)
    print_of = fingerprint(public)
    if DeviceKey.objects.filter(fingerprint=print_of).exists():
        raise Invalid(_("This key is registered already."), field="public")
    if len(draws.keys_of(official_id)) >= MOST_KEYS:
        raise Invalid(_("You have %(n)d keys; withdraw those you use no more.") % {"n": MOST_KEYS}, field="public")
    key = DeviceKey.objects.create(
        official_id=official_id, public=public, fingerprint=print_of, name=one_line(name)[:100], made_at=now
    )
    _key_line(key, "inspection.key_registered", actor, now)
    return key


@transaction.atomic
def revoke_key(*, actor: Actor, key_id: int, now: datetime) -> DeviceKey:
    """Thu hồi khoá: a lost device. What is sealed to it must be sealed again. Journal: `inspection.key_revoked`."""
    official_id = _own(actor)
    key = DeviceKey.objects.select_for_update(no_key=True).filter(pk=key_id, official_id=official_id).first()
    if key is None:
        raise NotFound(_("There is no such key of yours."))
    if key.revoked_at is not None:
        raise MoveRefused(_("This key has been withdrawn already."))
    key.revoked_at = now
    key.save(update_fields=["revoked_at"])
    _key_line(key, "inspection.key_revoked", actor, now)
    return key


def _key_line(key: DeviceKey, verb: str, actor: Actor, now: datetime) -> None:
    record(stream=f"inspection_key/{key.pk}", verb=verb, at=now, actor=actor.signature,
           body={"fingerprint": key.fingerprint})  # fmt: skip


@transaction.atomic
def seal_round(
    *, actor: Actor, code: str, envelopes: Mapping[int, bytes], hashes: Mapping[int, str], now: datetime
) -> Round:  # fmt: skip
    """Niêm phong toàn bộ các lượt chưa mở, together. Journal: `inspection.round_sealed`: hashes of all slots.

    Refused: anybody but who ordered, an envelope missing or of another size, envelopes not made for the keys in force
    of who ordered and of the team's head, a round that is over. What was opened keeps the hash it was opened with.
    """
    one = locked_round(code)
    today = people.local_date(now)
    if not draws.may_order(actor, one):
        raise NotAllowed(_("Only who ordered the draw seals its visits."))
    if draws.is_over(one, today):
        raise MoveRefused(_("This draw is over; nothing is sealed any more."))
    slots = list(one.slots.select_for_update(no_key=True))
    revealed = {row.slot_id for row in draws.openings(one)}
    open_slots = [slot for slot in slots if slot.pk not in revealed]
    wanted = {slot.number for slot in open_slots}
    if set(envelopes) != wanted or set(hashes) != wanted:
        raise Invalid(
            _("All %(n)d slots that are not opened are sealed together; %(found)d came.")
            % {"n": len(wanted), "found": len(set(envelopes) & wanted)}, field="envelopes",
            hint=_("Seal again on the device."),
        )  # fmt: skip
    if not wanted:
        raise MoveRefused(_("Every slot has been opened."))
    head = _head(one, now)
    _check(one, head, envelopes, hashes)
    for slot in open_slots:
        slot.envelope, slot.envelope_hash = envelopes[slot.number], hashes[slot.number]
    one.slots.model.objects.bulk_update(open_slots, ["envelope", "envelope_hash"])
    one.sealed_at, one.head_id = now, head
    one.save(update_fields=["sealed_at", "head"])
    line(one, "inspection.round_sealed", actor, now, {
        "round": one.code, "envelopes": [slot.envelope_hash for slot in slots],
    })  # fmt: skip
    return one


def _head(one: Round, now: datetime) -> int:
    head = teams.head_of(one.team, people.local_date(now))
    if head is None or head.official_id is None:
        raise MoveRefused(_("The team has no head to whom visits could be sealed."))
    return head.official_id


def _check(one: Round, head: int, envelopes: Mapping[int, bytes], hashes: Mapping[int, str]) -> None:
    ordering, heading = draws.newest_key(one.ordered_by_id), draws.newest_key(head)
    if ordering is None or heading is None:
        who = people.official_name(one.ordered_by_id if ordering is None else head)
        raise MoveRefused(_("%(name)s has no key yet.") % {"name": who},
                          hint=_("He makes one on his own device, on the page of keys."))  # fmt: skip
    for number, body in sorted(envelopes.items()):
        seen = outside(bytes(body))
        if (seen.ordering, seen.head) != (ordering.fingerprint, heading.fingerprint):
            raise Invalid(
                _("The envelope of slot %(n)d was not made for the newest keys of you and of the team's head.")
                % {"n": number}, field="envelopes", hint=_("Open the page again and seal once more."),
            )  # fmt: skip
    if any(len(found) != _HASH or not set(found) <= _HEX for found in hashes.values()):
        raise Invalid(_("The hash of an envelope is no SHA-256."), field="envelopes",
                      hint=_("Seal again on the device."))  # fmt: skip
    if len(set(hashes.values())) < len(hashes):
        raise Invalid(_("Two envelopes have the same hash."), field="envelopes", hint=_("Seal again on the device."))
