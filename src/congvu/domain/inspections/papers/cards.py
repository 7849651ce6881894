"""Thẻ kiểm tra: duty cards to be cut out, each with the code that leads to the page which says whether it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from congvu.kernel.documents.papers.pdf import qr_drawing, typeset

TEMPLATE = Path(__file__).parent / "card.typ"


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What one card says."""

    agency: str
    name: str
    body: str
    role: str
    team: str
    decision: str
    valid: str
    address: str


def cards_pdf(cards: Sequence[CardFacts]) -> bytes:
    """The cards of 95 × 62 mm on A4 sheets, eight to a sheet."""
    data = {
        "cards": [
            {"agency": one.agency.upper(), "name": one.name, "body": one.body, "role": one.role.upper(),
             "team": one.team, "decision": one.decision, "valid": one.valid, "qr": qr_drawing(one.address)}
            for one in cards
        ]
    }  # fmt: skip
    return cast("bytes", typeset(TEMPLATE, data))
