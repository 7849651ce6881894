"""Every act on a case. One function = one transaction = one journal line."""

from __future__ import annotations

from congvu.kernel.casework.actions.custody import accept, deem_received, offer, take_back
from congvu.kernel.casework.actions.engine import Change, ClockDraft, commit, locked, locked_many, open_cases

__all__ = [
    "Change",
    "ClockDraft",
    "accept",
    "commit",
    "deem_received",
    "locked",
    "locked_many",
    "offer",
    "open_cases",
    "take_back",
]
