"""Cam kết và hạt giống: what binds a secret before the public value is known, and the seed both make together."""

from __future__ import annotations

from congvu.core.lot.listing import MOST_SLOTS
from congvu.core.lot.texts import clean_beacon, clean_code, clean_hex, hashed
from congvu.core.refusals import Invalid

#: An open draw has one secret, numbered like a slot that no round has.
OPEN_DRAW = 0
_SECRET = "bad_lot_secret"  # noqa: S105 - the code of a refusal


def commitment(round_code: str, slot: int, secret: str) -> str:
    """SHA-256 of "congvu-lot-1|commit|ROUND|SLOT|SECRET" as 64 hexadecimal digits.

    `slot` counts from 1 (0: the secret of an open draw), `secret` is 32 random bytes as 64 small hexadecimal digits.
    `Invalid` otherwise.
    """
    clean_code(round_code, field="round", code="bad_listing")
    return hashed("commit", round_code, str(_slot(slot)), _secret(secret)).hex()


def keeps(found: str, round_code: str, slot: int, secret: str) -> bool:
    """Whether a revealed secret is the one that was committed to. `Invalid` when it is no secret at all."""
    return found == commitment(round_code, slot, secret)


def seed(listing_hash: str, slot: int, secret: str, beacon: str) -> bytes:
    """Seed of a slot: SHA-256 of "congvu-lot-1|seed|LISTING HASH|SLOT|SECRET|BEACON", 32 bytes.

    The beacon is taken in NFC without blanks at its ends. `Invalid` for an empty beacon and for what is no hash.
    """
    clean_hex(listing_hash, field="listing_hash", code="bad_listing")
    return hashed("seed", listing_hash, str(_slot(slot)), _secret(secret), clean_beacon(beacon))


def _secret(text: str) -> str:
    return clean_hex(text, field="secret", code=_SECRET)


def _slot(number: int) -> int:
    if not OPEN_DRAW <= number <= MOST_SLOTS:
        raise Invalid(f"There is no slot {number}.", field="slot", code="bad_slot", hint="Slots count from 1.")
    return number
