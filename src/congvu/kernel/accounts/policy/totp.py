"""Mã xác thực. Time-based one-time passwords (RFC 6238): 6 digits, 30 seconds, one step either side, never twice."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime

import pyotp

STEP_SECONDS = 30
WINDOW = 1
RECOVERY_CODES = 10
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # without 0/o, 1/i/l


def new_secret() -> str:
    """160 random bits in Base32, as authenticator apps take them."""
    return pyotp.random_base32()


def address_of(secret: str, login: str, issuer: str) -> str:
    """The otpauth:// address a QR code carries."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=issuer)


def step_of(code: str, secret: str, now: datetime, last_step: int) -> int | None:
    """The time step a code belongs to; None if it is wrong, too old, or was used before (step ≤ `last_step`)."""
    digits = "".join(code.split())
    if len(digits) != 6 or not digits.isascii() or not digits.isdigit():
        return None
    generator = pyotp.TOTP(secret, interval=STEP_SECONDS)
    present = int(now.timestamp()) // STEP_SECONDS
    for step in range(present - WINDOW, present + WINDOW + 1):
        if step > last_step and hmac.compare_digest(generator.generate_otp(step), digits):
            return step
    return None


def new_recovery_codes() -> list[str]:
    """Ten codes such as `k7mw-2xqd-9fhp` (59 bits each)."""
    return [
        "-".join("".join(secrets.choice(_LETTERS) for _letter in range(4)) for _group in range(3))
        for _code in range(RECOVERY_CODES)
    ]


def plain_recovery_code(typed: str) -> str:
    """A recovery code as typed, brought to the form that is hashed."""
    return "".join(char for char in typed.lower() if char in _LETTERS)
