"""Bộ quy tắc về kỷ luật as of a day: limits, ladders, years; each with the sentence that cites it in a refusal."""

from __future__ import annotations

from datetime import date

from congvu.domain.conduct.models import Breach
from congvu.domain.conduct.policy import words
from congvu.domain.conduct.policy.principles import ladder_for
from congvu.domain.conduct.policy.times import years_after
from congvu.kernel.rules import queries as rules

HANDLING, COMPLEX = "conduct.handling", "conduct.handling_complex"


def handling_rule(*, is_complex: bool) -> str:
    """The code of the rule that gives the handling period."""
    return COMPLEX if is_complex else HANDLING


def count(code: str, on: date) -> int:
    """A rule that is a whole number."""
    return int(rules.rule(f"conduct.{code}", on).value)


def cited(code: str, on: date) -> str:
    """Instrument and article of a rule in force, with its standing where it is not verified."""
    found = rules.rule(code, on)
    standing = "" if found.standing == "verified" else f" ({_STANDING[found.standing]})"
    return f"{found.source}{standing}"


_STANDING = {"unverified": "chưa kiểm chứng", "local": "lựa chọn của địa phương"}


def whole_ladder(category: str, on: date) -> tuple[str, ...]:
    """The forms of a category on a day, those for leaders among them."""
    return words.codes_of(rules.rule(f"conduct.forms.{category}", on).value, words.FORMS)


def ladder(category: str, on: date, *, is_leader: bool) -> tuple[str, ...]:
    """The forms a person of the category may be given on a day."""
    only = words.codes_of(rules.rule("conduct.forms.leaders_only", on).value, words.FORMS)
    return ladder_for(whole_ladder(category, on), only, is_leader=is_leader)


def limitation_rule(level: str, category: str) -> str:
    """The code of the rule that gives the years of limitation."""
    return f"conduct.limitation.{level}.{category}"


def barred_after(breach: Breach, category: str, on: date, form: str = "") -> date | None:
    """The last day on which the breach may still be sanctioned; None where there is no limitation.

    With a `form` the limitation of that form counts: a reprimand the shorter one, everything else the longer.
    """
    if breach.exempt:
        return None
    level = breach.level if not form else "reprimand" if form == "reprimand" else "heavier"
    years = int(rules.rule(limitation_rule(level, category), on).value)
    return years_after(breach.committed_on, years)


def marks(on: date, *, is_complex: bool) -> tuple[int, ...]:
    """The days on which the handling period is warned of."""
    found = words.numbers_of(rules.rule("conduct.warn_days", on).value)
    if is_complex:
        found += words.numbers_of(rules.rule("conduct.warn_days_complex", on).value)
    return found


def papers(on: date) -> tuple[str, ...]:
    """The papers of the file, in order."""
    return words.codes_of(rules.rule("conduct.file_papers", on).value, words.PAPERS)


def publishable(ground: str, on: date) -> tuple[str, ...]:
    """The details a ground of publication allows to be shown."""
    code = f"conduct.publication_fields.{ground.rpartition('.')[2]}"
    return words.codes_of(rules.rule(code, on).value, words.SHOWN)
