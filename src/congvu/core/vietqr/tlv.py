"""Tag, length, value: how a merchant QR code of EMVCo is written, and its check sum (CRC-16/CCITT-FALSE)."""

from __future__ import annotations

from congvu.core.refusals import Invalid

Pairs = tuple[tuple[str, str], ...]
_LONGEST = 99


def check_sum(text: str) -> str:
    """CRC of ISO/IEC 13239 (polynomial 1021, start FFFF) over the bytes, as four capital hexadecimal digits."""
    value = 0xFFFF
    for byte in text.encode():
        value ^= byte << 8
        for _bit in range(8):
            value = (value << 1 ^ 0x1021 if value & 0x8000 else value << 1) & 0xFFFF
    return f"{value:04X}"


def written(pairs: Pairs) -> str:
    """The pairs one behind the other: two digits of tag, two of length, the value. Empty values are left out.

    Raises `Invalid` where a value is longer than 99 characters.
    """
    parts = []
    for tag, value in pairs:
        if len(value) > _LONGEST:
            raise Invalid("A field of a payment code is too long.", field=tag, code="bad_payment_code")
        if value:
            parts.append(f"{tag}{len(value):02d}{value}")
    return "".join(parts)


def read(text: str) -> dict[str, str]:
    """The values by tag; `Invalid` where a length is wrong or a tag comes twice."""
    found: dict[str, str] = {}
    place = 0
    while place < len(text):
        tag, length = text[place : place + 2], text[place + 2 : place + 4]
        digits = tag + length
        if len(digits) != 4 or not (digits.isascii() and digits.isdigit()) or tag in found:
            raise _broken()
        place += 4
        value = text[place : place + int(length)]
        if len(value) != int(length):
            raise _broken()
        found[tag] = value
        place += int(length)
    return found


def _broken() -> Invalid:
    return Invalid("The payment code is broken.", hint="Scan it again.", code="bad_payment_code")
