"""The register entry a reading proposes."""

from __future__ import annotations

from congvu.core.directive_text import Reading
from congvu.core.text import fold
from congvu.kernel.documents.actions.entries import Entry
from congvu.kernel.documents.models.catalogue import KINDS


def kind_code(word: str) -> str:
    """The code of a kind of document by its Vietnamese name; official letter for an unknown one."""
    wanted = fold(word)
    for code, kind in KINDS.items():
        if fold(kind.vi).partition(" (")[0] == wanted:
            return code
    return "cong_van"


def entry_from(reading: Reading) -> Entry:
    """What was read of the document as a register entry; what the text does not say stays empty."""
    said = reading.facts
    return Entry(
        kind=kind_code(said.kind.text if said.kind else ""), code=said.number.text if said.number else "",
        issued_on=said.issued_on.on if said.issued_on else None, issuer=said.issuer.text if said.issuer else "",
        subject=said.subject.text if said.subject else "",
    )
