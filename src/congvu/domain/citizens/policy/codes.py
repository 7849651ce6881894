"""Mã dùng một lần: how long it is, how long it holds, how often it may be tried."""

from __future__ import annotations

import re
import secrets
from datetime import timedelta

from congvu.kernel.accounts.policy import vault
from congvu.kernel.accounts.policy.pacing import Pace

DIGITS = 8
GOOD_FOR = timedelta(minutes=30)
TRIES = 5
#: Attempts of one network address: a counter's own computers stand behind one, a guesser gets nowhere.
PACE = Pace(per_minute=10, at_once=10)
#: How long somebody stays who came with a code, and with an identity provider; and without doing anything.
CODE_VISIT = timedelta(hours=1)
FEDERATED_VISIT = timedelta(hours=8)
IDLE = timedelta(minutes=30)


def new_code() -> str:
    """Eight digits."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def spoken(code: str) -> str:
    """As it is printed and read out: 1234 5678."""
    return f"{code[:4]} {code[4:]}"


def typed(code: str) -> str:
    """Only the digits of what somebody typed."""
    return re.sub(r"\D", "", code)[:20]


def code_hash(person_id: int, code: str) -> str:
    """What is kept of a code."""
    return vault.fingerprint(f"{person_id}:{code}", purpose="citizen-code")
