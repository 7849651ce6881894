"""Ai nhận bước tiếp theo. Whom a stop of a route goes to: laid down, as it was last done, or by the post's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from congvu.core.text import skey
from congvu.domain.onestop.models import Dossier, Duty
from congvu.domain.onestop.policy.plans import ABOVE, DESK, NAMED, Plan, Stop
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Post


@dataclass(frozen=True, slots=True)
class Taker:
    """Người nhận. A unit, and a person where one is named."""

    agency_id: int
    official_id: int | None


def agency_at(plan: Plan, stop: Stop, dossier: Dossier) -> int:
    """The agency whose stop it is, seen from a dossier."""
    if stop.who == DESK:
        desk: int = dossier.returns_id if stop.code != plan.line[0].code else dossier.desk_id
        return desk
    if stop.who == NAMED and stop.agency_id is not None:
        return stop.agency_id
    if stop.who == ABOVE:
        return stop.agency_id or plan.agency_id
    return dossier.settling_id


def taker_at(plan: Plan, stop: Stop, dossier: Dossier, on: date, from_unit: int | None = None) -> Taker:
    """Who takes a stop: the duty laid down for it, else whose post is called as the route says, else the head.

    A desk's stop goes to the desk itself: whoever sits there takes it.
    """
    agency_id = agency_at(plan, stop, dossier)
    if stop.who == DESK:
        return Taker(agency_id, None)
    duty = Duty.objects.filter(agency_id=agency_id, variant_id=plan.variant_id, station=stop.code).first()
    if duty is not None and people.is_valid_on(duty.unit_id, on):
        there = duty.official_id is not None and people.works_in(duty.official_id, duty.unit_id, on)
        return Taker(duty.unit_id, duty.official_id if there else people.head_id_of(duty.unit_id, on))
    named = _by_post(agency_id, stop.post, on, from_unit)
    return named or Taker(agency_id, people.head_id_of(agency_id, on))


def takers_at(agency_id: int, on: date) -> list[tuple[int, str]]:
    """Everybody in an agency who could take a stop: (official id, name and post)."""
    found: dict[int, str] = {}
    for one in org.officials_of(agency_id, on, with_units=True):
        found.setdefault(one.official_id, f"{one.official.full_name} – {one.post.title}, {one.post.agency.name}")
    return sorted(found.items(), key=lambda item: item[1])


def _by_post(agency_id: int, called: str, on: date, from_unit: int | None) -> Taker | None:
    """The holder of the post whose title, with its unit's name, is nearest to what the route calls it."""
    words = set(skey(called).split())
    if not words:
        return None
    best: tuple[tuple[int, int, int], Taker] | None = None
    for unit_id in sorted(org.subtree_ids(agency_id)):
        for post in org.posts_of(unit_id, on):
            official = org.holder_of(post.pk, on)
            score = _likeness(words, post)
            if official is None or not score:
                continue
            rank = (score, int(unit_id == from_unit), -post.pk)
            if best is None or rank > best[0]:
                best = (rank, Taker(unit_id, official.pk))
    return best[1] if best else None


def _likeness(words: set[str], post: Post) -> int:
    """How many words a post's title shares with the name, its unit's counting besides; 0 without."""
    title = set(skey(post.title).split())
    if not title & words or (len(title & words) < min(len(title), 2)):
        return 0
    return 4 * len(title & words) - len(title - words) + len(set(skey(post.agency.name).split()) & words)
