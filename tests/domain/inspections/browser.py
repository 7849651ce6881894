"""The browsers of two persons, in Python: keys, secrets, envelopes and what is told at the door, as frontend/src/sealed
makes them. What is secret stays in these objects; only what a browser would send leaves them."""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import sha256

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from congvu.core.lot import Drawn, Envelope, Published, commitment, draw_slot, envelope_hash, padded, read_padded
from congvu.domain.inspections.policy.sealed import MAGIC, OWN_MAGIC, POINT, PRINT, READER

INFO = b"congvu-lot-1|wrap"


def point_of(key: EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _wrapping(shared: bytes, ephemeral: bytes, reader: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=ephemeral + reader, info=INFO).derive(shared)


def wrap(content_key: bytes, reader: bytes) -> bytes:
    """One reader's part of an envelope."""
    made = generate_private_key(SECP256R1())
    ephemeral = point_of(made.public_key())
    shared = made.exchange(ECDH(), EllipticCurvePublicKey.from_encoded_point(SECP256R1(), reader))
    nonce = secrets.token_bytes(12)
    body = AESGCM(_wrapping(shared, ephemeral, reader)).encrypt(nonce, content_key, None)
    return sha256(reader).digest() + ephemeral + nonce + body


def seal(content: bytes, readers: list[bytes], magic: bytes) -> bytes:
    """Content encrypted once, its key wrapped for each reader; what stands before the content is bound to it."""
    content_key, nonce = secrets.token_bytes(32), secrets.token_bytes(12)
    outside = magic + b"".join(wrap(content_key, reader) for reader in readers)
    return outside + nonce + AESGCM(content_key).encrypt(nonce, content, outside)


@dataclass
class Browser:
    """One person's device with its key."""

    private: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))

    @property
    def point(self) -> bytes:
        return point_of(self.private.public_key())

    @property
    def public(self) -> str:
        return base64.b64encode(self.point).decode()

    def unseal(self, body: bytes, magic: bytes = MAGIC, readers: int = 2) -> bytes:
        """The content of an envelope made for this device; KeyError when it is made for others."""
        here = sha256(self.point).digest()
        ends = len(magic) + readers * READER
        for place in range(readers):
            part = body[len(magic) + place * READER :][:READER]
            if part[:PRINT] != here:
                continue
            ephemeral, rest = part[PRINT : PRINT + POINT], part[PRINT + POINT :]
            shared = self.private.exchange(ECDH(), EllipticCurvePublicKey.from_encoded_point(SECP256R1(), ephemeral))
            content_key = AESGCM(_wrapping(shared, ephemeral, self.point)).decrypt(rest[:12], rest[12:], None)
            return AESGCM(content_key).decrypt(body[ends : ends + 12], body[ends + 12 :], body[:ends])
        raise KeyError("made for other devices")

    def read(self, body: bytes) -> Envelope:
        return read_padded(self.unseal(body))

    def own_copy(self, made: Secrets) -> bytes:
        return seal(b"".join(bytes.fromhex(one) for one in made.all), [self.point], OWN_MAGIC)


@dataclass
class Secrets:
    """The secrets of one round, as they lie on the ordering person's device."""

    round: str
    all: list[str]
    mark: bytes = b""

    @classmethod
    def make(cls, code: str, slots: int, mark: bytes = b"") -> Secrets:
        """Secrets for a round; `mark` begins each of them and every salt, so that a search can find them."""
        return cls(code, [(mark + secrets.token_bytes(32 - len(mark))).hex() for _slot in range(slots)], mark)

    def salt(self) -> str:
        return (self.mark + secrets.token_bytes(32 - len(self.mark))).hex()

    @property
    def commitments(self) -> list[str]:
        return [commitment(self.round, number, secret) for number, secret in enumerate(self.all, 1)]

    def drawn(self, listing: Published, beacon: str, number: int) -> Drawn:
        return draw_slot(listing, slot=number, secret=self.all[number - 1], beacon=beacon)

    def empty(self, number: int) -> Envelope:
        return Envelope(slot=number, salt=self.salt())

    def visit(
        self, listing: Published, beacon: str, number: int, on: date, *, note: str = "", reason: str = "",
        unit: str = "", team: tuple[str, ...] = (), sort: str = "draw",
    ) -> Envelope:  # fmt: skip
        """The envelope of a slot that is used; by lot, unless unit and team are given."""
        drawn = self.drawn(listing, beacon, number)
        names = {one.code: one.name for one in listing.listing.units}
        code = unit or drawn.unit
        return Envelope(
            slot=number, unit=code, unit_name=names.get(code, code), visit_on=on.isoformat(),
            team=team or drawn.team, sort=sort, reason=reason, secret=self.all[number - 1],
            salt=self.salt(), note=note,
        )  # fmt: skip


def sealed(envelopes: dict[int, Envelope], ordering: Browser, head: Browser) -> tuple[dict[int, bytes], dict[int, str]]:
    """What the ordering person's browser sends: envelopes and their hashes."""
    bodies = {number: seal(padded(one), [ordering.point, head.point], MAGIC) for number, one in envelopes.items()}
    return bodies, {number: envelope_hash(one) for number, one in envelopes.items()}


def told_of(envelope: Envelope) -> dict[str, object]:
    """What the head's browser tells at the door, without the salt."""
    found = json.loads(json.dumps(asdict(envelope)))
    del found["salt"]
    return dict(found)
