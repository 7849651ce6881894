"""Documents that a directive cites, found in our registers by their number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from congvu.kernel.documents.models import Document
from congvu.kernel.documents.policy.numbering import code_key

Cited = tuple[str, date | None]


def find_cited(cited: Iterable[Cited]) -> dict[Cited, int]:
    """Ids of registered documents by (number, date); one statement. A date that contradicts ours is no match, and a
    number that several of our documents carry is none either."""
    wanted = list(cited)
    keys = {code_key(number) for number, _on in wanted}
    found: dict[str, list[tuple[int, date | None]]] = {}
    open_ones = Document.objects.filter(code_key__in=keys).exclude(confidentiality="sealed")
    for pk, key, on in open_ones.values_list("pk", "code_key", "issued_on"):
        found.setdefault(key, []).append((pk, on))
    known: dict[Cited, int] = {}
    for number, on in wanted:
        rows = [pk for pk, ours in found.get(code_key(number), []) if on is None or ours is None or ours == on]
        if len(rows) == 1:
            known[(number, on)] = rows[0]
    return known
