"""So sánh hai phiên bản của một bộ nội dung: what was added, taken out and changed, by code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from congvu.domain.inspections.models import ChecklistItem

COMPARED = ("name", "evidence", "violation", "basis", "mark", "severity", "counts_heads", "group")


@dataclass(frozen=True, slots=True)
class Difference:
    """One item that differs; `change` is added, removed or changed, `fields` the names of what changed."""

    change: str
    before: ChecklistItem | None
    after: ChecklistItem | None
    fields: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        one = self.after or self.before
        assert one is not None
        return one.code


def differences(older: Sequence[ChecklistItem], newer: Sequence[ChecklistItem]) -> list[Difference]:
    """What differs, in the order of the newer version; what was taken out comes last."""
    before = {one.code: one for one in older}
    after = {one.code: one for one in newer}
    found = []
    for one in newer:
        was = before.get(one.code)
        if was is None:
            found.append(Difference("added", None, one))
        elif fields := tuple(name for name in COMPARED if getattr(was, name) != getattr(one, name)):
            found.append(Difference("changed", was, one, fields))
    return found + [Difference("removed", one, None) for one in older if one.code not in after]
