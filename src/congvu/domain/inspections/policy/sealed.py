"""Phong bì niêm phong trên đường truyền: its layout. The server checks the outside only; it cannot read the inside.

Bytes of an envelope, always 4,442 of them: `CVS1`; twice (who ordered, head of the team) the fingerprint of the key
(32), a key made for this envelope alone (P-256, uncompressed, 65), a nonce (12) and the content key wrapped under it
(48); then a nonce (12) and the content (4,096 bytes and the mark of AES-GCM, 16). The ordering person's own copy of the
secrets has the same layout for one reader: `CVO1`, once, and 32 bytes for each slot.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from django.utils.translation import gettext as _

from congvu.core.lot import ENVELOPE_BYTES
from congvu.core.refusals import Invalid

MAGIC, OWN_MAGIC = b"CVS1", b"CVO1"
POINT, PRINT, NONCE, MARK, SECRET = 65, 32, 12, 16, 32
READER = PRINT + POINT + NONCE + SECRET + MARK
SIZE = len(MAGIC) + 2 * READER + NONCE + ENVELOPE_BYTES + MARK


def own_size(slots: int) -> int:
    """Bytes of the ordering person's own copy."""
    return len(OWN_MAGIC) + READER + NONCE + slots * SECRET + MARK


@dataclass(frozen=True, slots=True)
class Outside:
    """What can be seen of an envelope from outside: whose keys open it."""

    ordering: str
    head: str


def outside(body: bytes) -> Outside:
    """The outside of an envelope; Invalid for any other size or form."""
    if len(body) != SIZE:
        raise Invalid(
            _("An envelope has %(found)d bytes instead of %(size)d: all have one size, so that none stands out.")
            % {"found": len(body), "size": SIZE}, field="envelopes", hint=_("Seal again on the device."),
        )  # fmt: skip
    if not body.startswith(MAGIC):
        raise Invalid(_("This is no sealed envelope."), field="envelopes", hint=_("Seal again on the device."))
    first, second = len(MAGIC), len(MAGIC) + READER
    return Outside(body[first : first + PRINT].hex(), body[second : second + PRINT].hex())


def own_outside(body: bytes, slots: int) -> str:
    """Whose key opens the own copy; Invalid for another size or form."""
    if len(body) != own_size(slots) or not body.startswith(OWN_MAGIC):
        raise Invalid(_("The sealed copy of the secrets is not whole."), field="own_copy",
                      hint=_("Make the secrets again on the device."))  # fmt: skip
    return body[len(OWN_MAGIC) : len(OWN_MAGIC) + PRINT].hex()


def read_base64(text: str, field: str) -> bytes:
    """Bytes as the browser sends them; Invalid for what is none."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise Invalid(_("What the device sent cannot be read."), field=field, hint=_("Load the page again.")) from wrong


def fingerprint(public: str) -> str:
    """SHA-256 of a public key (P-256, uncompressed point, base64) as 64 digits; Invalid for what is no such key."""
    point = read_base64(public, "public")
    try:
        if len(point) != POINT:
            raise ValueError("not an uncompressed point")
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)
    except (ValueError, UnsupportedAlgorithm) as wrong:
        raise Invalid(_("This is no public key of a device."), field="public",
                      hint=_("Make the key again on the device.")) from wrong  # fmt: skip
    return sha256(point).hexdigest()
