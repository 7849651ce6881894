"""What exactly is hashed. The stand-alone verifier repeats these few lines; change neither alone."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

ZERO = b"\0" * 32
VERSION = "congvu-journal-1"
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def canonical(body: dict[str, Any]) -> str:
    """Canonical JSON of a line's body: sorted keys, no spaces, UTF-8 letters as they are."""
    return _ENCODER.encode(body)


def moment(at: datetime) -> str:
    """UTC with microseconds: `2026-11-22T01:02:03.000004Z`."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:26] + "Z"


def commitment_of(salt: bytes, text: str) -> bytes:
    """Salted commitment to the text, 32 bytes: after an erasure nobody can guess the text back from it."""
    return sha256(salt + text.encode()).digest()


def entry_bytes(
    stream: str, seq: int, at: str, verb: str, actor: str, behalf: str, prev: bytes, commitment: bytes
) -> bytes:
    """The bytes a leaf is made of; `at` as `moment` writes it."""
    return "\n".join(
        (VERSION, stream, str(seq), at, verb, actor, behalf, prev.hex(), commitment.hex())
    ).encode()


def leaf_of(entry: bytes) -> bytes:
    """Leaf hash of RFC 9162, section 2.1.1: SHA-256(0x00 || entry)."""
    return sha256(b"\0" + entry).digest()


def one_line(words: str) -> str:
    """A name as it may stand in an entry: no line breaks, at most 200 characters."""
    return " ".join(words.split())[:200]
