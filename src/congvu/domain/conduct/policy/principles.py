"""Nguyên tắc xử lý kỷ luật (NĐ 172/2025/NĐ-CP, Điều 2) as plain functions over a ladder of forms.

A ladder is the forms that may be given, the mildest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Required:
    """Hình thức phải áp dụng. `form` is what the principles lead to; `aggravated_from` what it was before a running
    sanction made it graver, empty without one."""

    form: str
    aggravated_from: str = ""


def ladder_for(forms: Sequence[str], leaders_only: Sequence[str], *, is_leader: bool) -> tuple[str, ...]:
    """The forms a person may be given: those for leaders only where he is one."""
    return tuple(form for form in forms if is_leader or form not in leaders_only)


def gravest(forms: Sequence[str], ladder: Sequence[str]) -> str:
    """The gravest of these forms. ValueError for none, or one that is not on the ladder."""
    return max(forms, key=ladder.index)


def required_form(
    concluded: Sequence[str], running: str, ladder: Sequence[str], whole: Sequence[str], steps: int = 1
) -> Required:
    """What one decision on several breaches must give.

    Several breaches at once: the gravest of their forms, once (khoản 1). While another sanction runs: a new breach
    that is lighter or equal leads `steps` above the running form, a heavier one `steps` above its own; never beyond
    the top. `whole` is the ladder with the forms for leaders, on which a running sanction may stand that this person
    could not be given any more.
    """
    alone = gravest(concluded, ladder)
    if not running or running not in whole:
        return Required(alone)
    base = max(alone, running, key=whole.index)
    above = [form for form in ladder if whole.index(form) > whole.index(base)]
    return Required(above[min(steps, len(above)) - 1] if above else ladder[-1], alone)


def deviation(form: str, required: Required, count: int, ladder: Sequence[str]) -> str:
    """How a form differs from the required one: "" (it is the one), "lighter", "heavier", or "forbidden": lighter where
    the principles leave no choice (several breaches, a running sanction)."""
    if form == required.form:
        return ""
    if ladder.index(form) > ladder.index(required.form):
        return "heavier"
    return "forbidden" if count > 1 or required.aggravated_from else "lighter"


def majority(ballots: Sequence[tuple[str, int]], present: int) -> str | None:
    """The form with more than half of those present ("" is no discipline); None when none has it."""
    return next((form for form, count in ballots if count * 2 > present), None)
