"""What happens to a case in a life: acts as values, for whoever writes them — by hand or in bulk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case


@dataclass(slots=True)
class Act:
    """One act: when, what, on which case, by whom, with which particulars.

    `evasive` names the way in which it evades, if it does, and `truth` what else is true of it; only the file of truth
    hears of them.
    """

    at: datetime
    name: str
    case: Case
    actor: Actor
    told: dict[str, Any] = field(default_factory=dict)
    evasive: str = ""
    truth: dict[str, Any] = field(default_factory=dict)
