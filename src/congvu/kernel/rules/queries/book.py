"""The rulebook as of a day: rules, grounds, authority; the province's own choice before the shipped value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.core.rulebook import Rule as DatedRule
from congvu.core.text import skey
from congvu.core.working_time import Limit
from congvu.kernel.rules.policy import limit_of, pick, value_words
from congvu.kernel.rules.queries.local import LocalChoice, book, local_choices
from congvu.kernel.rules.shipped import AUTHORITY, GROUNDS, RULES, Authority, Ground, Rule, Source
from congvu.kernel.ui import formats


@dataclass(frozen=True, slots=True)
class InForce:
    """A rule as it holds on a day: `value` is the province's choice when `chosen` is set, else the shipped one."""

    shipped: Rule
    value: str
    source: str
    standing: str
    chosen: LocalChoice | None

    @property
    def code(self) -> str:
        return self.shipped.code

    @property
    def label(self) -> str:
        """What the rule is about, in the reader's language."""
        return pick(self.shipped.vi, self.shipped.en)

    @property
    def words(self) -> str:
        """The value as people read it."""
        return value_words(self.shipped, self.value)

    @property
    def note(self) -> str:
        return pick(self.shipped.note_vi, self.shipped.note_en)

    def limit(self) -> Limit:
        """The value as a limit of working time (rules of kind `limit`)."""
        return limit_of(self.value)


_LABELS = {row.code: row for row in RULES}


def _holds(row: Ground | Authority, on: date) -> bool:
    return row.valid_from <= on and (row.valid_to is None or on < row.valid_to)


def _in_force(found: DatedRule) -> InForce:
    """A dated rule with the labels of the shipped row it is, or replaces."""
    chosen = book().chosen.get(found)
    if chosen is not None:
        shipped = _LABELS[found.code]
    else:
        shipped = next(row for row in RULES if row.code == found.code and row.valid_from == found.in_force_from)
    return InForce(shipped, str(found.value), found.citation, found.standing, chosen)


def rule(code: str, on: date) -> InForce:
    """The rule of this code as it holds on a day. `NotFound` when no rule of this code holds then.

    The province's own choice goes before the shipped value; of two choices in force the later begun.
    """
    found = book().rules.find(code, on)
    if found is None:
        raise NotFound(
            _("No rule “%(code)s” holds on %(day)s.") % {"code": code, "day": formats.day(on)},
            hint=_("Ask whoever keeps the rulebook to enter it."), code="rule_not_in_force",
        )  # fmt: skip
    return _in_force(found)


def limit(code: str, on: date) -> Limit:
    """Shorthand: the limit a rule sets on a day."""
    return rule(code, on).limit()


def rules(on: date, *, field: str = "") -> list[InForce]:
    """Every rule that holds on a day, in the order of the rulebook; of one field when named."""
    holding = book().rules.in_force(on)
    return [_in_force(holding[code]) for code, row in _LABELS.items() if code in holding and field in ("", row.field)]


def grounds(act: str, on: date) -> list[Ground]:
    """Lý do có mã. The grounds an act may cite on a day, the province's own after the shipped ones."""
    found = [row for row in GROUNDS if row.act == act and _holds(row, on) and not _switched_off(row.code, on)]
    return found + [own for own in _own_grounds(on) if own.act == act]


def ground(code: str, on: date) -> Ground:
    """The ground of this code, if it may be cited on this day. `NotFound` otherwise."""
    for row in GROUNDS:
        if row.code == code and _holds(row, on) and not _switched_off(code, on):
            return row
    for own in _own_grounds(on):
        if own.code == code:
            return own
    raise NotFound(f"no ground {code} on {on.isoformat()}", code="no_ground")


def known_grounds() -> dict[str, Ground]:
    """Every ground ever shipped or made, by code: for showing what a past act cited."""
    known = {row.code: row for row in GROUNDS}
    for code, choices in local_choices().items():
        for choice in choices:
            if choice.about == "ground" and choice.value != "off":
                known[code] = _own_ground(choice)
    return known


def authority(on: date) -> list[Authority]:
    """Thẩm quyền. The rows of the authority matrix that hold on a day."""
    return [row for row in AUTHORITY if _holds(row, on)]


def _chosen(code: str, on: date) -> LocalChoice | None:
    """The latest made of the choices about a ground that are in force."""
    found = [choice for choice in local_choices().get(code, ()) if choice.about == "ground" and choice.in_force(on)]
    return found[-1] if found else None


def _switched_off(code: str, on: date) -> bool:
    chosen = _chosen(code, on)
    return chosen is not None and chosen.value == "off"


def _own_grounds(on: date) -> list[Ground]:
    shipped = {row.code for row in GROUNDS}
    own = []
    for code in local_choices():
        chosen = _chosen(code, on) if code not in shipped else None
        if chosen is not None and chosen.value != "off":
            own.append(_own_ground(chosen))
    return own


def _own_ground(choice: LocalChoice) -> Ground:
    return Ground(
        code=choice.code, act=choice.act, vi=choice.label_vi, en=choice.label_en or choice.label_vi,
        source=Source(choice.source), standing="local", valid_from=choice.from_on, valid_to=choice.to_on,
        whose=choice.whose or "agency", evidence=choice.evidence,
    )


def history(code: str) -> tuple[list[Rule], list[LocalChoice]]:
    """All shipped rows of a rule (newest first) and all local choices about it (newest first)."""
    shipped = sorted((row for row in RULES if row.code == code), key=lambda row: row.valid_from, reverse=True)
    return shipped, list(reversed(local_choices().get(code, ())))


def search(on: date, words: str = "", field: str = "", standing: str = "") -> list[InForce]:
    """Rules in force on a day in which every word occurs (no marks needed), of one field and standing if named."""
    wanted = skey(words).split()
    found = []
    for row in rules(on, field=field):
        haystack = skey(f"{row.code} {row.shipped.vi} {row.shipped.en} {row.source} {row.words}")
        if all(word in haystack for word in wanted) and standing in ("", row.standing):
            found.append(row)
    return found
