"""Kiểm tra dấu vết: whether a leaf stands in the journal of a dossier, and the proof of it (RFC 9162)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language

from congvu.core.merkle import verify_inclusion
from congvu.core.refusals import NotFound
from congvu.face.portal.queries.dossiers import case_line_of_leaf, dossier_of
from congvu.kernel.casework import kinds
from congvu.kernel.journal import queries as journal
from congvu.kernel.journal.queries.proofs import Proof, inclusion_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a leaf. Without `proof` the day's bill has not been drawn up yet."""

    code: str
    leaf: str
    found: bool
    number: int = 0
    at: datetime | None = None
    act: str = ""
    proof: Proof | None = None
    holds: bool = False
    bill_day: date | None = None
    bill_text: str = ""

    @property
    def path(self) -> list[str]:
        """The way up to the root, in hexadecimal."""
        return [one.hex() for one in self.proof.path] if self.proof else []

    @property
    def root(self) -> str:
        return self.proof.root.hex() if self.proof else ""


def verify(code: str, leaf: bytes) -> Verdict:
    """The verdict on a leaf that stands on a slip of this dossier; NotFound for a code nobody gave out."""
    case = dossier_of(code).case
    line = case_line_of_leaf(case, leaf)
    if line is None:
        return Verdict(case.code, leaf.hex(), False)
    language = "en" if (get_language() or "vi").startswith("en") else "vi"
    act = kinds.get(case.kind).verb_label(line.verb, language) or ""
    try:
        proof = inclusion_of(line)
    except NotFound:
        return Verdict(case.code, leaf.hex(), True, line.seq, line.at, act)
    holds = verify_inclusion(proof.leaf, proof.position, proof.size, proof.path, proof.root)
    bill = journal.bill_of(proof.day)
    return Verdict(
        case.code, leaf.hex(), True, line.seq, line.at, act, proof, holds and proof.leaf == leaf, proof.day, bill.text
    )
