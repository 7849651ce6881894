"""Sắp xếp ngày 01/7/2025, replayed as acts: the province on the eve, then districts and old communes end with heirs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from congvu.demo.lam_giang_places import OLD_DISTRICTS, TWO_TIER_ON, OldDistrict, new_communes
from congvu.demo.organisation import TWO_TIER_DECISION, Cast
from congvu.kernel.accounts.actions import grant_role
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import Actor, actor_of
from congvu.kernel.accounts.queries import roles
from congvu.kernel.casework.actions.reorganising import move_to_heirs
from congvu.kernel.jobs.models import Job
from congvu.kernel.org import queries as org
from congvu.kernel.org.actions.reorganising import abolish_agency, merge_agencies, split_agency
from congvu.kernel.org.actions.successions import equal_shares
from congvu.kernel.org.models import Agency, Appointment, Official, Post, Succession

#: Since when the heads of districts hold their rights in this history, and a day on which they did.
EVE_FROM, EVE = date(2025, 3, 1), date(2025, 6, 2)


def put_back() -> None:
    """The organisation as it stood before the reform: what ended on that day has no end and no heirs yet."""
    ended = Agency.objects.filter(valid_to=TWO_TIER_ON)
    ids = list(ended.values_list("pk", flat=True))
    Succession.objects.filter(on=TWO_TIER_ON).delete()
    posts = Post.objects.filter(agency_id__in=ids, valid_to=TWO_TIER_ON)
    Appointment.objects.filter(post__in=posts, to_on=TWO_TIER_ON).update(to_on=None)
    posts.update(valid_to=None)
    ended.update(valid_to=None)
    org.forget()


def heads_of_districts(cast: Cast, now: datetime) -> dict[str, Actor]:
    """District → its chairman as an actor of those days, with his rights."""
    role = next(role for role in roles() if role.code == "department_head")
    found = {}
    for district in OLD_DISTRICTS:
        agency = cast.agency(district.code)
        serving = Appointment.objects.filter(post__agency=agency, post__is_head=True).values("official_id")
        account = Account.objects.get(official=Official.objects.get(pk__in=serving))
        if not account.grants.filter(agency=agency).exists():
            grant_role(actor=Actor.system(), account=account, role=role, agency=agency, from_on=EVE_FROM, now=now)
        found[district.code] = actor_of(Account.objects.get(pk=account.pk), EVE)
    return found


def heirs_of_districts(cast: Cast) -> Mapping[str, str]:
    """District → the commune its open work goes to: the heir with the largest share, the older row first."""
    found = {}
    for district in OLD_DISTRICTS:
        communes = new_communes(district)
        shares = zip(communes, equal_shares(len(communes)), strict=True)
        ordered = sorted(shares, key=lambda pair: (-pair[1], cast.agency(pair[0].code).pk))
        found[district.code] = ordered[0][0].code
    return found


def carry_out(cast: Cast, now: datetime) -> int:
    """The reform itself: old communes are merged and divided, districts abolished; open cases move to the heirs.

    Returns how many cases moved.
    """
    ended: list[int] = []
    for district in OLD_DISTRICTS:
        ended += _communes(district, cast, now)
        heirs = [cast.agency(commune.code) for commune in new_communes(district)]
        done = abolish_agency(
            actor=Actor.system(), agency=_agency(district.code), on=TWO_TIER_ON, decision=TWO_TIER_DECISION, now=now,
            heirs=list(zip(heirs, equal_shares(len(heirs)), strict=True)),
        )
        ended += [agency.pk for agency in done.ended]
    org.forget()
    moved = move_to_heirs(agency_ids=ended, now=now)
    Job.objects.filter(name="casework.follow_reorganisation").delete()
    return moved


def _agency(code: str) -> Agency:
    return Agency.objects.get(code=code)


def _communes(district: OldDistrict, cast: Cast, now: datetime) -> list[int]:
    parts: dict[str, list[tuple[Agency, Decimal]]] = {}
    for commune in new_communes(district):
        for old, share in commune.parts:
            parts.setdefault(old.code, []).append((cast.agency(commune.code), share))
    whole: dict[str, list[Agency]] = {}
    ended: list[int] = []
    for code, heirs in parts.items():
        if len(heirs) == 1:
            whole.setdefault(heirs[0][0].code, []).append(_agency(code))
            continue
        done = split_agency(
            actor=Actor.system(), agency=_agency(code), heirs=heirs, on=TWO_TIER_ON, decision=TWO_TIER_DECISION, now=now
        )
        ended += [agency.pk for agency in done.ended]
    for heir, agencies in whole.items():
        merged = merge_agencies(
            actor=Actor.system(), agencies=agencies, into=cast.agency(heir), on=TWO_TIER_ON,
            decision=TWO_TIER_DECISION, now=now,
        )
        ended += [agency.pk for agency in merged.ended]
    return ended

