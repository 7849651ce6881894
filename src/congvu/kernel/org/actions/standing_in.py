"""Ai thay ai: no circle of deputies or of delegations, no two people with one authority on one day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.text import fold
from congvu.kernel.org.models import Absence, Delegation, Official
from congvu.kernel.org.policy import overlap
from congvu.kernel.ui import formats

Days = tuple[date, date | None]
#: From a person to those who act for him, each on certain days.
Steps = Callable[[int], Iterable[tuple[int, Days]]]


def refuse_circle_of_deputies(official: Official, deputy: Official, days: Days) -> None:
    """Invalid, naming everybody in it, when the deputies of these days lead back to the one who is away."""

    def steps(person: int) -> Iterable[tuple[int, Days]]:
        rows = Absence.objects.filter(official_id=person, withdrawn_at=None, deputy__isnull=False)
        return [(row.deputy_id, (row.from_on, row.to_on)) for row in rows if row.deputy_id is not None]

    circle = _circle(official.pk, deputy.pk, days, steps)
    if circle:
        raise Invalid(
            _("Deputies in a circle: %(names)s. Nobody would be there to act.") % {"names": _named(circle)},
            field="deputy", hint=_("Choose somebody who is there on these days."),
        )  # fmt: skip


def refuse_circle_of_delegations(giver: Official, receiver: Official, days: Days) -> None:
    """Invalid, naming everybody in it, when authority would come back to the one who gave it."""

    def steps(person: int) -> Iterable[tuple[int, Days]]:
        rows = Delegation.objects.filter(from_official_id=person, withdrawn_at=None)
        return [(row.to_official_id, (row.from_on, row.to_on)) for row in rows]

    circle = _circle(giver.pk, receiver.pk, days, steps)
    if circle:
        raise Invalid(
            _("Delegation in a circle: %(names)s. Authority would come back to where it began.")
            % {"names": _named(circle)},
            field="to_official", hint=_("End one of these delegations first."),
        )  # fmt: skip


def refuse_same_authority_twice(
    giver: Official, scope: str, days: Days, receiver: Official | None = None
) -> None:
    """Invalid when the same authority of the same person is delegated on one of these days already (to `receiver`,
    where one is named: a leader may have several secretaries)."""
    wanted = " ".join(fold(scope).split())
    rows = Delegation.objects.filter(from_official=giver, withdrawn_at=None).select_related("to_official")
    for row in rows if receiver is None else rows.filter(to_official=receiver):
        if " ".join(fold(row.scope).split()) == wanted and overlap((row.from_on, row.to_on), days):
            raise Invalid(
                _("%(name)s has this authority from %(day)s already; end that delegation first.")
                % {"name": row.to_official.full_name, "day": formats.day(row.from_on)},
                field="from_on",
            )


def _circle(start: int, first: int, days: Days, steps: Steps) -> list[int]:
    """The way from `start` over `first` back to `start` on days common to all steps; empty when there is none."""
    ahead: list[tuple[list[int], Days]] = [([start, first], days)]
    while ahead:
        way, common = ahead.pop()
        for person, on in steps(way[-1]):
            if not overlap(common, on):
                continue
            if person == start:
                return [*way, start]
            if person not in way:
                ahead.append(([*way, person], _shared(common, on)))
    return []


def _shared(one: Days, other: Days) -> Days:
    ends = [end for end in (one[1], other[1]) if end is not None]
    return max(one[0], other[0]), min(ends) if ends else None


def _named(circle: list[int]) -> str:
    names = dict(Official.objects.filter(pk__in=circle).values_list("pk", "full_name"))
    return " → ".join(names[pk] for pk in circle)
