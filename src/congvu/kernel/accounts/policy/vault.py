"""Secrets at rest: sealed with keys derived from the installation's secret, each purpose with its own key.

The installation's secret lies in the data folder (or the environment), not in the database: a stolen copy of the
database alone opens neither second factors nor kept forms, and its hashes cannot be guessed.
"""

from __future__ import annotations

import base64
import hmac
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


def _derived(secret: str | bytes, purpose: str) -> bytes:
    return hmac.digest(force_bytes(secret), f"congvu.accounts.{purpose}".encode(), "sha256")


def _box(purpose: str) -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(key, purpose))) for key in keys])


def seal(text: str, *, purpose: str) -> str:
    """Encrypt and sign."""
    return _box(purpose).encrypt(text.encode()).decode("ascii")


def unseal(sealed: str, *, purpose: str) -> str | None:
    """The text again; None if it was sealed with another secret or tampered with."""
    try:
        return _box(purpose).decrypt(sealed.encode("ascii", "replace")).decode()
    except InvalidToken:
        return None


def fingerprint(text: str, *, purpose: str) -> str:
    """Keyed hash, 64 hexadecimal digits: for short texts that could be guessed from a plain hash."""
    return hmac.new(_derived(settings.SECRET_KEY, purpose), text.encode(), sha256).hexdigest()


def token_hash(token: str) -> str:
    """Plain hash of a token of 256 random bits, 64 hexadecimal digits."""
    return sha256(token.encode()).hexdigest()
