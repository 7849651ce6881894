"""Phong bì: what is sealed of a slot, written in one size and bound by a hash. Nothing is encrypted here.

An unused slot has an envelope too, with no unit in it; sealed, it cannot be told from one that stands for a visit.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date

from congvu.core.lot.commitments import OPEN_DRAW
from congvu.core.lot.drawing import Drawn
from congvu.core.lot.listing import MOST_SLOTS
from congvu.core.lot.texts import canonical, clean_code, clean_hex, clean_words, hashed
from congvu.core.refusals import Invalid

ENVELOPE_BYTES = 4096
_CODE = "bad_envelope"


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Nội dung phong bì. `unit` is empty for a slot that is not used; then all that tells of a visit is empty.

    `visit_on` is a day as 2026-12-31; `team` codes of inspectors; `secret` the slot's, `salt` 32 random bytes, both 64
    small hexadecimal digits (an unused slot may leave its secret out). Words are NFC. `Invalid` (`bad_envelope`).
    """

    slot: int
    unit: str = ""
    unit_name: str = ""
    visit_on: str = ""
    team: tuple[str, ...] = ()
    sort: str = ""
    reason: str = ""
    secret: str = ""
    salt: str
    note: str = ""

    def __post_init__(self) -> None:
        if not OPEN_DRAW < self.slot <= MOST_SLOTS:
            raise _refused("An envelope belongs to a slot, counted from 1.", "slot")
        clean_hex(self.salt, field="salt", code=_CODE)
        if self.secret or self.unit:
            clean_hex(self.secret, field="secret", code=_CODE)
        for field in ("unit_name", "sort", "reason", "note"):
            if clean_words(getattr(self, field), field=field, code=_CODE, empty=True) != getattr(self, field):
                raise _refused("The words of an envelope are in NFC, without blanks to spare.", field)
        if self.unit:
            self._of_a_visit()
        elif self.unit_name or self.visit_on or self.team or self.sort or self.reason:
            raise _refused("An unused envelope tells of no visit.", "unit")

    def _of_a_visit(self) -> None:
        for code in (self.unit, *self.team):
            clean_code(code, field="team", code=_CODE)
        if not self.team or len(set(self.team)) < len(self.team):
            raise _refused("A visit has a team, each person once.", "team")
        try:
            same = date.fromisoformat(self.visit_on).isoformat() == self.visit_on
        except ValueError:
            same = False
        if not same:
            raise _refused("The day of the visit does not exist.", "visit_on")


def envelope_text(envelope: Envelope) -> str:
    """Canonical JSON of all that is sealed, salt included."""
    return canonical(asdict(envelope))


def envelope_hash(envelope: Envelope) -> str:
    """SHA-256 of "congvu-lot-1|envelope|SALT|" and the canonical JSON without the salt; 64 hexadecimal digits."""
    told = {key: value for key, value in asdict(envelope).items() if key != "salt"}
    return hashed("envelope", envelope.salt, canonical(told)).hex()


def padded(envelope: Envelope) -> bytes:
    """The text in UTF-8 with blanks behind it: always 4096 bytes. `Invalid` (`envelope_too_long`) for a longer one."""
    body = envelope_text(envelope).encode()
    if len(body) > ENVELOPE_BYTES:
        raise Invalid(f"The envelope is {len(body) - ENVELOPE_BYTES} bytes too long.", field="reason",
                      code="envelope_too_long", hint="Shorten the reason or the note.")  # fmt: skip
    return body.ljust(ENVELOPE_BYTES, b" ")


def read_padded(body: bytes) -> Envelope:
    """What `padded` wrote, read back; `Invalid` (`bad_envelope`) for any other bytes."""
    try:
        told = json.loads(body.decode())
        envelope = Envelope(**{**told, "team": tuple(told["team"])})
        same = padded(envelope) == body
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        same = False
    if not same:
        raise _refused("This is not what was sealed.", "envelope")
    return envelope


def follows(envelope: Envelope, drawn: Drawn) -> bool:
    """Whether a visit goes where the lot fell, with the team that was drawn (in any order)."""
    return envelope.unit == drawn.unit and sorted(envelope.team) == sorted(drawn.team)


def _refused(message: str, field: str) -> Invalid:
    return Invalid(message, field=field, hint="Make the envelope again on the device.", code=_CODE)
