"""Ai phụ trách: the division of work among leaders on a day, its history, and whom it proposes for a matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.core.text import fold
from congvu.kernel.org.models import Agency, Delegation, Official, Portfolio
from congvu.kernel.org.policy import ActingPerson, holds_on, last_day
from congvu.kernel.org.queries.agencies import acting_official, agencies_on, appointments_of, holder_of, posts_of
from congvu.kernel.org.queries.snapshot import organisation

ASSIGN = "org.portfolio.assign"
LONGEST = 500


@dataclass(frozen=True, slots=True)
class InCharge:
    """Lãnh đạo phụ trách: who, of what, why he is proposed."""

    official: Official
    title: str
    of: str


def portfolios_on(on: date) -> list[Portfolio]:
    """Every portfolio that runs on the day. One statement."""
    rows = Portfolio.objects.filter(from_on__lte=on).select_related("leader", "unit").order_by("pk")
    return [row for row in rows if holds_on(row.from_on, row.to_on, on)]


def leader_for(
    agency_id: int, on: date, *, unit_id: int | None = None, text: str = "", known: Iterable[Portfolio] | None = None
) -> InCharge | None:
    """The leader of the agency whose portfolio holds the unit (or one above it), else the field the text speaks of.

    Where the agency itself divides nothing (an Office), the agency above it is asked. None when nobody is in charge
    or the one who is has nobody to act while away. `known`: the portfolios of the day, when many are asked.
    """
    rows = list(portfolios_on(on) if known is None else known)
    book = organisation()
    for above in book.chain(book.agencies[agency_id]):
        own = [row for row in rows if row.agency_id == above.pk]
        found = _of_unit(own, unit_id) or _of_field(own, text)
        if found is not None and (who := acting_official(found.leader_id, on)) is not None:
            return InCharge(who, title_of(who.pk, above.pk, on), found.field or (found.unit.name if found.unit else ""))
        if own:
            return None
    return None


def _of_unit(rows: list[Portfolio], unit_id: int | None) -> Portfolio | None:
    if unit_id is None:
        return None
    book = organisation()
    for agency in book.chain(book.agencies[unit_id]):
        for row in rows:
            if row.unit_id == agency.pk:
                return row
    return None


def _of_field(rows: list[Portfolio], text: str) -> Portfolio | None:
    """The field with the longest phrase that occurs in the text; phrases stand between commas and semicolons."""
    within = f" {' '.join(fold(text).split())} "
    best: tuple[int, Portfolio] | None = None
    for row in rows:
        for phrase in fold(row.field).replace(";", ",").split(","):
            words = " ".join(phrase.split())
            if len(words) > 3 and f" {words} " in within and (best is None or len(words) > best[0]):
                best = (len(words), row)
    return best[1] if best else None


def title_of(official_id: int, agency_id: int, on: date) -> str:
    """The title of the official's post in the agency; empty when there is none."""
    posts = [row.post for row in appointments_of(official_id, on) if row.post.agency_id == agency_id]
    return posts[0].title if posts else ""


@dataclass(frozen=True, slots=True)
class PortfolioLine:
    """One row of the screen."""

    row: Portfolio
    state: str
    last_day: date | None


@dataclass(frozen=True, slots=True)
class SecretaryLine:
    """A secretary and the leader he writes for."""

    row: Delegation
    state: str
    last_day: date | None
    may_end: bool


def divided_by(agency_id: int, on: date) -> list[PortfolioLine]:
    """The division of work of an agency with its history: what runs first, by leader; then what has ended."""
    rows = Portfolio.objects.filter(agency_id=agency_id).select_related("leader", "unit")
    lines = [
        PortfolioLine(row, _state(row.from_on, row.to_on, on), last_day(row.to_on))
        for row in rows.order_by("leader__sort_key", "-from_on", "pk")[:LONGEST]
    ]
    return sorted(lines, key=lambda line: ("running", "planned", "ended").index(line.state))


def secretaries_of(actor: ActingPerson, agency_id: int, on: date) -> list[SecretaryLine]:
    """Secretaries of the leaders of an agency, ended ones at the end."""
    ids = {leader.pk for leader, _title in leaders_of(agency_id, on)}
    rows = Delegation.objects.filter(secretary__isnull=False, from_official_id__in=ids)
    lines = [
        SecretaryLine(row, state, last_day(row.to_on), state in ("running", "planned") and actor.may(ASSIGN, agency_id))
        for row in rows.select_related("from_official", "to_official").order_by("-from_on", "-pk")[:LONGEST]
        if (state := "withdrawn" if row.withdrawn_at else _state(row.from_on, row.to_on, on))
    ]
    return sorted(lines, key=lambda line: ("running", "planned", "ended", "withdrawn").index(line.state))


def leaders_of(agency_id: int, on: date) -> list[tuple[Official, str]]:
    """Head and deputies of an agency on a day with their titles."""
    found = []
    for post in posts_of(agency_id, on):
        holder = holder_of(post.pk, on) if post.is_head or post.is_deputy else None
        if holder is not None:
            found.append((holder, post.title))
    return found


def dividing_agencies(on: date) -> list[Agency]:
    """Agencies with at least two leaders on the day: those that divide work."""
    known = organisation()
    leading: dict[int, int] = {}
    for post in known.posts.values():
        if (post.is_head or post.is_deputy) and holds_on(post.valid_from, post.valid_to, on):
            leading[post.agency_id] = leading.get(post.agency_id, 0) + 1
    return [agency for agency in agencies_on(on) if leading.get(agency.pk, 0) > 1]


def portfolio_by_id(pk: int) -> Portfolio:
    """One portfolio. Raises NotFound."""
    found = Portfolio.objects.filter(pk=pk).select_related("agency", "leader", "unit").first()
    if found is None:
        raise NotFound(_("There is no such portfolio."))
    return found


def _state(begins: date, ends: date | None, on: date) -> str:
    if on < begins:
        return "planned"
    return "running" if ends is None or on < ends else "ended"
