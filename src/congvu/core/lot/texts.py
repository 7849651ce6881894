"""Chữ được băm: texts that every machine must write in the same bytes, because their hashes are compared.

Canonical JSON: keys sorted, no blanks, characters as they are, Unicode NFC, whole numbers only; the same bytes as
`JSON.stringify` of a browser gives for an object whose keys were put in order.
"""

from __future__ import annotations

import json
import re
import unicodedata
from hashlib import sha256
from typing import Any

from congvu.core.refusals import Invalid

PROTOCOL = "congvu-lot-1"
LONGEST_CODE = 80
_HEX = re.compile(r"[0-9a-f]{64}\Z")
_TRIMMED = " \t\r\n\u00a0"
_FIRST_SURROGATE = 0xD800


def canonical(value: Any) -> str:
    """One JSON text for one value; the texts in it are normalised by whoever made it."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def hashed(*parts: str) -> bytes:
    """SHA-256 (32 bytes) over the parts with | between them, the name of the protocol before them."""
    return sha256("|".join((PROTOCOL, *parts)).encode()).digest()


def clean_words(text: str, *, field: str, code: str, empty: bool = False) -> str:
    """Words for people: NFC, runs of blanks made one. `Invalid` where nothing is left or signs hide in it."""
    words = " ".join(unicodedata.normalize("NFC", text).split())
    if not words.isprintable() or not (words or empty):
        raise Invalid("A name is empty or holds signs that cannot be seen.", field=field, code=code,
                      hint="Type it again.")  # fmt: skip
    return words


def clean_code(text: str, *, field: str, code: str) -> str:
    """A code as it was published: 1 to 80 visible characters below U+D800, in NFC, without blanks and without |.

    Below the surrogates the order of Python and the order of a browser are the same.
    """
    sound = text.isprintable() and not set(text) & {" ", "|"} and all(ord(sign) < _FIRST_SURROGATE for sign in text)
    if not 0 < len(text) <= LONGEST_CODE or not sound or not unicodedata.is_normalized("NFC", text):
        raise Invalid(f"“{text[:LONGEST_CODE]}” cannot be a code.", field=field, code=code,
                      hint="A code has 1 to 80 visible characters, no blanks and no “|”.")  # fmt: skip
    return text


def clean_hex(text: str, *, field: str, code: str) -> str:
    """32 bytes as 64 small hexadecimal digits."""
    if not _HEX.match(text):
        raise Invalid("This is not 32 bytes in small hexadecimal digits.", field=field, code=code,
                      hint="Copy all of its 64 characters.")  # fmt: skip
    return text


def clean_beacon(text: str) -> str:
    """The public value as it goes into the seeds: NFC, blanks at both ends taken off, one line that can be seen."""
    value = unicodedata.normalize("NFC", text).strip(_TRIMMED)
    if not value or not value.isprintable():
        raise Invalid("The public value is empty or holds signs that cannot be seen.", field="beacon",
                      code="bad_beacon", hint="Type it as its source printed it, on one line.")  # fmt: skip
    return value
