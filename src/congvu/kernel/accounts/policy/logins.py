"""Tên đăng nhập. What a log-in name looks like."""

from __future__ import annotations

import re

from congvu.kernel.accounts.models.people import LOGIN_PATTERN

_LOGIN = re.compile(LOGIN_PATTERN)


def is_login(text: str) -> bool:
    """True for a log-in name in its stored form (lower case)."""
    return _LOGIN.fullmatch(text) is not None
