"""Sắp xếp ngày 01/7/2025, replayed as acts: the province on the eve, then districts and old communes end with heirs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from congvu.demo.lam_giang_places import OLD_DISTRICTS, TWO_TIER_ON, new_communes
from congvu.demo.organisation import Cast
from congvu.demo.reforms import TWO_TIER_DECISION, numbered, two_tiers
from congvu.kernel.accounts.actions import grant_role
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import Actor, actor_of
from congvu.kernel.accounts.queries import roles
from congvu.kernel.casework.actions.reorganising import move_to_heirs
from congvu.kernel.jobs.models import Job
from congvu.kernel.org import queries as org
from congvu.kernel.org.actions import apply_reform, draft_reform
from congvu.kernel.org.actions.successions import equal_shares
from congvu.kernel.org.models import Agency, Appointment, Post, Reform, Succession

#: Since when the heads of districts hold their rights in this history, and a day on which they did.
EVE_FROM, EVE = date(2025, 3, 1), date(2025, 6, 2)
LEVELS = ("district", "commune")
NAME = "Chính quyền địa phương 02 cấp"
#: Renamed on the same day; its work goes on and is none of this.
RENAMED = "cuc-thue"


def put_back() -> None:
    """The organisation as it stood before the reform: districts and old communes have no end and no heirs yet."""
    ended = Agency.objects.filter(valid_to=TWO_TIER_ON, level__in=LEVELS)
    ids = list(ended.values_list("pk", flat=True))
    Succession.objects.filter(on=TWO_TIER_ON, predecessor_id__in=ids).delete()
    Reform.objects.filter(on=TWO_TIER_ON).delete()
    posts = Post.objects.filter(agency_id__in=ids, valid_to=TWO_TIER_ON)
    Appointment.objects.filter(post__in=posts, to_on=TWO_TIER_ON).update(to_on=None)
    posts.update(valid_to=None)
    ended.update(valid_to=None)
    org.forget()


def districts() -> tuple[str, ...]:
    """The districts that end at the reform."""
    return tuple(row.code for row in OLD_DISTRICTS)


def heads_of_districts(cast: Cast, now: datetime) -> dict[str, Actor]:
    """District → its chairman as an actor of those days, with his rights."""
    role = next(role for role in roles() if role.code == "department_head")
    found = {}
    for district in OLD_DISTRICTS:
        agency = cast.agency(district.code)
        serving = Appointment.objects.filter(post__agency=agency, post__is_head=True)
        account = Account.objects.get(official_id=serving.values_list("official_id", flat=True).distinct().get())
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


def carry_out(now: datetime) -> int:
    """The reform itself, by the act by which a province does it; open cases move to the heir with the largest share.

    The communes stand in the register already, with their people, from that day on. Returns how many cases moved.
    """
    system = Actor.system()
    lines = [{**line, "rule": ""} for line in two_tiers()[0] if line["agency"] != RENAMED]
    reform = draft_reform(
        actor=system, name=NAME, decision=TWO_TIER_DECISION, on=TWO_TIER_ON, lines=numbered(lines), founded=[], now=now
    )
    apply_reform(actor=system, reform=reform, now=now)
    org.forget()
    ended = Agency.objects.filter(valid_to=TWO_TIER_ON, level__in=LEVELS).values_list("pk", flat=True)
    moved = move_to_heirs(agency_ids=list(ended), now=now, reform_id=reform.pk)
    Job.objects.filter(name="casework.follow_reorganisation").delete()
    return moved
