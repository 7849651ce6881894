"""Mẫu kiểm tra: which cases of a frozen list are looked at, by a seed; anybody with both draws the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from hashlib import sha256

from congvu.core.lot import PROTOCOL, Stream
from congvu.core.lot.stream import SEED_BYTES
from congvu.core.refusals import Invalid


def list_text(codes: Iterable[str]) -> str:
    """The list as it is hashed: codes in NFC, ascending, one on each line, a line feed after each.

    `Invalid` (`bad_sample`) for an empty list, for a code twice or empty, and for one with a line break in it.
    """
    ordered = sorted(unicodedata.normalize("NFC", code) for code in codes)
    if not ordered or not all(code and code.isprintable() for code in ordered):
        raise _refused("A list to take a sample from has cases, each with its code.", "codes")
    if len(set(ordered)) < len(ordered):
        raise _refused("A case stands twice in the list.", "codes")
    return "".join(f"{code}\n" for code in ordered)


def list_hash(codes: Iterable[str]) -> str:
    """SHA-256 over the UTF-8 text of the list, 64 hexadecimal digits."""
    return sha256(list_text(codes).encode()).hexdigest()


def draw_cases(codes: Iterable[str], size: int, seed: bytes, purpose: str = "") -> tuple[str, ...]:
    """`size` codes without replacement, each set of that size equally likely, in the order drawn.

    The stream's seed is SHA-256 of "congvu-lot-1|sample|SEED|PURPOSE|LIST HASH" (seed as hexadecimal digits, usually
    the opened slot's), so that samples for several purposes do not hang together and no list can be exchanged.
    A larger sample begins with the smaller one. `Invalid` (`bad_sample`) unless 1 ≤ size ≤ number of codes, the seed
    has 32 bytes, and the purpose is one line without |.
    """
    text = list_text(codes)
    ordered = text.splitlines()
    if not 1 <= size <= len(ordered):
        raise _refused(f"{size} cases cannot be drawn from {len(ordered)}.", "size")
    if len(seed) != SEED_BYTES or "|" in purpose or not purpose.isprintable():
        raise _refused("A sample needs a seed of 32 bytes and a plain purpose.", "seed")
    bound = "|".join((PROTOCOL, "sample", seed.hex(), unicodedata.normalize("NFC", purpose),
                      sha256(text.encode()).hexdigest()))  # fmt: skip
    stream = Stream(sha256(bound.encode()).digest())
    return tuple(ordered[place] for place in stream.order(len(ordered), size))


def _refused(message: str, field: str) -> Invalid:
    return Invalid(message, field=field, hint="Take the list as it was frozen, and a size it has.", code="bad_sample")
