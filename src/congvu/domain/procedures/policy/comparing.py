"""So sánh hai phiên bản: what a new version takes away, adds, shortens and costs, part by part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from congvu.core.routes import Total, total_of_limit
from congvu.core.text import skey
from congvu.domain.procedures import models
from congvu.domain.procedures.policy.routes import limit_of
from congvu.domain.procedures.policy.words import terms_words

TEXTS = (
    "name", "settled_at", "settled_by", "subjects", "sequence", "ways", "support", "sets", "result", "requirements",
    "legal_basis", "boundary_free", "interlinked", "online", "online_reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line side by side. `change`: same, added, removed, other, shorter, longer, cheaper, dearer."""

    part: str
    case: str
    before: Any
    after: Any
    change: str


def compare(older: models.Version, newer: models.Version) -> list[Line]:
    """Everything of two versions side by side; what did not change is told too, so that nothing looks left out."""
    lines = [
        Line(name, "", getattr(older, name), getattr(newer, name), _same(getattr(older, name), getattr(newer, name)))
        for name in TEXTS
    ]
    for was, now in pair(list(older.variants.all()), list(newer.variants.all())):
        shown = now or was
        case = shown.name if shown else ""
        lines.append(_limits(case, was, now))
        lines += _terms(case, was, now)
        for part in ("papers", "fees", "stations"):
            lines += _rows(part, case, was, now)
    return lines


def _same(before: Any, after: Any) -> str:
    return "same" if before == after else "other"


def _limits(case: str, was: models.Variant | None, now: models.Variant | None) -> Line:
    before, after = was.limit if was else "", now.limit if now else ""
    if was is None or now is None or before == after:
        change = "added" if was is None else "removed" if now is None else "same"
        return Line("limit", case, before, after, change)
    old, new = limit_of(was), limit_of(now)
    if old is None or new is None:
        return Line("limit", case, before, after, "other")
    first, second = total_of_limit(old, was.hours_a_day), total_of_limit(new, now.hours_a_day)
    return Line("limit", case, before, after, _longer(first, second))


def _terms(case: str, was: models.Variant | None, now: models.Variant | None) -> list[Line]:
    """Phases, the time to refuse in, extension and the like, where either version has any."""
    before, after = ("\n".join(terms_words(one)) if one else "" for one in (was, now))
    if not before and not after:
        return []
    return [Line("terms", case, before, after, _same(before, after) if before and after else _new_or_gone(before))]


def _new_or_gone(before: str) -> str:
    return "removed" if before else "added"


def _longer(first: Total, second: Total) -> str:
    if second.at_most(first):
        return "shorter"
    return "longer" if first.at_most(second) else "other"


def _rows(part: str, case: str, was: models.Variant | None, now: models.Variant | None) -> list[Line]:
    before = list(getattr(was, part).all()) if was else []
    after = list(getattr(now, part).all()) if now else []
    return [Line(part, case, old, new, _row_change(part, old, new)) for old, new in pair(before, after)]


def _row_change(part: str, old: Any, new: Any) -> str:
    if old is None or new is None:
        return "added" if old is None else "removed"
    if part == "fees" and old.amount != new.amount:
        return "cheaper" if new.amount < old.amount else "dearer"
    if part == "stations" and old.minutes != new.minutes:
        return "shorter" if (new.minutes or 0) < (old.minutes or 0) else "longer"
    skip = {"id", "pk", "variant_id", "position", "code"}
    facts = {field.attname for field in old._meta.concrete_fields} - skip
    return "same" if all(getattr(old, name) == getattr(new, name) for name in facts) else "other"


def pair(before: Sequence[Any], after: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Rows of the same name beside each other, in the order of the newer; what is gone stands at the end."""
    left = list(before)
    found: list[tuple[Any, Any]] = []
    for row in after:
        was = next((one for one in left if skey(one.name) == skey(row.name)), None)
        if was is not None:
            left.remove(was)
        found.append((was, row))
    return [*found, *((gone, None) for gone in left)]
