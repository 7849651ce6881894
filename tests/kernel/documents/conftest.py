"""What the tests of documents share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from congvu.kernel.documents.actions import register_document
from congvu.kernel.documents.actions.entries import Entry
from congvu.kernel.documents.models import Document
from tests.kernel.accounts.cast import Cast, cast  # noqa: F401  # the fixture

Register = Callable[..., Document]


@pytest.fixture
def register(cast: Cast, now: datetime) -> Register:  # noqa: F811
    """Enter an incoming directive in the register of Alice's agency; keywords change the entry or the act."""

    def enter(**changes: Any) -> Document:
        entry: dict[str, Any] = {
            "kind": "chi_thi", "subject": "Về việc chấn chỉnh kỷ luật, kỷ cương hành chính", "code": "12/CT-UBND",
            "issued_on": date(2026, 11, 20), "issuer": "Ủy ban nhân dân tỉnh Lam Giang",
        }
        act: dict[str, Any] = {"actor": cast.actor("alice"), "agency_id": cast.agency.pk, "direction": "incoming"}
        for name, value in changes.items():
            (entry if name in Entry.__dataclass_fields__ else act)[name] = value
        return register_document(**act, entry=Entry(**entry), now=now)

    return enter
