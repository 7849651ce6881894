"""Dòng nhật ký của công việc: one page of a case's journal, with what may be shown of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import queries
from congvu.kernel.casework.models import Case
from congvu.kernel.journal import queries as journal
from congvu.kernel.journal.queries.proofs import Place, places_of

#: A line that speaks of another case names it by code.
_CASE_CODE = re.compile(r"\b[A-ZĐ]{1,6}-\d{4}-\d{4,9}\b")


def page_of_lines(
    actor: Actor, case: Case, before: int | None, size: int
) -> tuple[Sequence[journal.Line], int | None, dict[int, Place], frozenset[int]]:
    """Newest first: the lines, the number below which the older ones are, the places in the tree by id of line, and
    the numbers of lines whose text speaks of a case that does not exist for this actor. At most four statements."""
    found = queries.lines_of(case, before=before, size=size)
    lines = found[:size]
    older = lines[-1].seq if len(found) > size else None
    return lines, older, places_of([line.pk for line in lines]), _hidden(actor, case, lines)


def _hidden(actor: Actor, case: Case, lines: Sequence[journal.Line]) -> frozenset[int]:
    named = {line.seq: set(_CASE_CODE.findall(line.text or "")) - {case.code} for line in lines}
    codes = set().union(*named.values()) if named else set()
    if not codes:
        return frozenset()
    seen = set(queries.visible_to(actor).filter(code__in=codes).values_list("code", flat=True))
    return frozenset(seq for seq, mentioned in named.items() if mentioned - seen)
