"""Đoàn kiểm tra: which are known to whom, who is in them on a day, who takes no part in a check of a unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotFound
from congvu.domain.inspections.models import Member, MemberRole, Recusal, Team
from congvu.domain.inspections.policy.standing import covers, is_own
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people

READ, FORM, ORDER = "inspections.plan.read", "inspections.team.form", "inspections.draw.order"


def visible_teams(actor: Actor) -> QuerySet[Team]:
    """Teams of the agencies the actor may read, those he is in, and those he orders."""
    rows = Team.objects.select_related("agency", "ordered_by")
    scope = actor.scope_of(READ)
    if scope is None:
        return rows
    own = Q()
    if actor.official_id is not None:
        mine = Member.objects.filter(official_id=actor.official_id).values("team_id")
        own = Q(ordered_by_id=actor.official_id) | Q(pk__in=mine)
    return rows.filter(Q(agency_id__in=scope) | own)


def team_for(actor: Actor, team_id: int) -> Team:
    """One of them, or NotFound."""
    found = visible_teams(actor).filter(pk=team_id).first()
    if found is None:
        raise NotFound(_("There is no such team, or it is not open to you."))
    return found


def with_counts(actor: Actor) -> list[Team]:
    """Teams open to the actor, each with `n`, how many belong to it, and its `head`'s name."""
    rows: list[Team] = list(visible_teams(actor).annotate(n=Count("members", filter=Q(members__left_on=None))))
    heads = dict(
        Member.objects.filter(team__in=rows, role=MemberRole.HEAD, left_on=None).values_list("team_id", "name")
    )
    for one in rows:
        one.head = heads.get(one.pk, "")  # type: ignore[attr-defined]  # for the list alone
    return rows


def is_in_force(team: Team, on: date) -> bool:
    """Whether the team may work on the day."""
    return team.valid_from <= on and (team.valid_to is None or on <= team.valid_to)


def state_of(team: Team, on: date) -> str:
    """planned, in_force or ended."""
    if on < team.valid_from:
        return "planned"
    return "in_force" if is_in_force(team, on) else "ended"


def members_on(team: Team, on: date) -> list[Member]:
    """Who belongs to the team on the day, the head first."""
    order = list(MemberRole.values)
    rows = team.members.filter(Q(left_on=None) | Q(left_on__gt=on), from_on__lte=on)
    return sorted(rows, key=lambda one: (order.index(one.role), one.pk))


def current_members(team: Team, on: date) -> list[Member]:
    """Who has not left by the day, those who only come later too: their cards are printed before they begin."""
    return [one for one in all_members(team) if one.left_on is None or on < one.left_on]


def all_members(team: Team) -> list[Member]:
    """Everybody who was ever in the team: those in it first, in the order of their roles."""
    order = list(MemberRole.values)
    return sorted(team.members.all(), key=lambda one: (one.left_on is not None, order.index(one.role), one.pk))


def head_of(team: Team, on: date) -> Member | None:
    """The head of the team on the day."""
    return next((one for one in members_on(team, on) if one.role == MemberRole.HEAD), None)


def inspectors_on(team: Team, on: date) -> list[Member]:
    """Who may inspect for the team on the day: its officials, without observers."""
    return [one for one in members_on(team, on) if one.role != MemberRole.OBSERVER and one.official_id is not None]


def member_for(actor: Actor, member_id: int) -> Member:
    """A member of a team open to the actor, or NotFound."""
    found = Member.objects.select_related("team", "team__agency").filter(pk=member_id).first()
    if found is None or not visible_teams(actor).filter(pk=found.team_id).exists():
        raise NotFound(_("There is no such member."))
    return found


@dataclass(frozen=True, slots=True)
class Card:
    """What the public page says of a duty card: nothing beyond what is printed on it, and whether it holds today."""

    member: Member
    team: Team
    state: str


def card_of(secret: str, on: date) -> Card | None:
    """The card with this secret; None when there is none. state: in_force, not_yet, left or ended."""
    found = Member.objects.select_related("team", "team__agency").filter(card=secret).first() if secret else None
    if found is None:
        return None
    if found.left_on is not None and found.left_on <= on:
        state = "left"
    elif found.team.valid_to is not None and found.team.valid_to < on:
        state = "ended"
    else:
        state = "not_yet" if on < max(found.from_on, found.team.valid_from) else "in_force"
    return Card(found, found.team, state)


# ---- who takes no part ------------------------------------------------------------------------------------------


def recusals_of(official_ids: Iterable[int]) -> list[Recusal]:
    """Recusals in force of these officials."""
    rows = Recusal.objects.filter(official_id__in=list(official_ids), ended_at=None)
    return list(rows.select_related("official", "unit"))


def recusals_for(actor: Actor) -> list[Recusal]:
    """Recusals the actor may see: his own, those of units he forms teams for; the ended ones too."""
    rows = Recusal.objects.select_related("official", "unit").order_by("ended_at", "-declared_at")
    scopes = [actor.scope_of(FORM), actor.scope_of(ORDER)]
    if None in scopes:
        return list(rows)
    units = frozenset().union(*(scope for scope in scopes if scope is not None))
    return list(rows.filter(Q(unit_id__in=units) | Q(official_id=actor.official_id or 0)))


def own_recusals(actor: Actor) -> list[Recusal]:
    """The recusals of the actor himself."""
    rows = Recusal.objects.select_related("official", "unit").filter(official_id=actor.official_id or 0)
    return list(rows.order_by("ended_at", "-declared_at"))


def recusal_for(actor: Actor, recusal_id: int) -> Recusal:
    """A recusal the actor may see, or NotFound."""
    found = next((one for one in [*own_recusals(actor), *recusals_for(actor)] if one.pk == recusal_id), None)
    if found is None:
        raise NotFound(_("There is no such recusal."))
    return found


def may_end(actor: Actor, one: Recusal) -> bool:
    """Whether the actor may end it: he declared it of himself, or orders checks of the unit and is not the person."""
    if one.ended_at is not None:
        return False
    if actor.official_id == one.official_id:
        return one.declared_by == actor.signature
    return actor.may(ORDER, one.unit_id) or actor.may(FORM, one.unit_id)


def officials_in_teams(actor: Actor, on: date) -> list[tuple[str, str]]:
    """Members of the teams open to the actor that are not over, and he himself: for whom a recusal can be noted."""
    rows = Member.objects.filter(
        Q(team__valid_to=None) | Q(team__valid_to__gte=on), team__in=visible_teams(actor), left_on=None,
        official__isnull=False,
    )  # fmt: skip
    found = {one.official_id: f"{one.name}, {one.body}" for one in rows.order_by("name")}
    if actor.official_id is not None:
        found.setdefault(actor.official_id, actor.name)
    return [(str(pk), words) for pk, words in found.items()]


def is_recused(official_id: int, unit_id: int) -> bool:
    """Whether a recusal in force keeps the official from the unit."""
    return any(covers(one.unit_id, unit_id) for one in recusals_of([official_id]))


@dataclass(frozen=True, slots=True)
class Kept:
    """Somebody of the team who takes no part in a check of a unit, and why: recused, or his own house."""

    member: Member
    why: str
    words: str = ""


class Standing:
    """Members and recusals of some teams, read once: who of them takes no part where. Two statements."""

    def __init__(self, teams: Iterable[Team]) -> None:
        self._members: dict[int, list[Member]] = {}
        ids = {one.pk for one in teams}
        for member in Member.objects.filter(team_id__in=ids).exclude(role=MemberRole.OBSERVER).order_by("pk"):
            self._members.setdefault(member.team_id, []).append(member)
        people_in = {one.official_id for rows in self._members.values() for one in rows if one.official_id is not None}
        self._recusals = recusals_of(people_in)

    def inspectors(self, team: Team, on: date) -> list[Member]:
        """Who may inspect for the team on the day."""
        return [
            one for one in self._members.get(team.pk, [])
            if one.official_id is not None and one.from_on <= on and (one.left_on is None or on < one.left_on)
        ]  # fmt: skip

    def kept_away(self, team: Team, unit_id: int, on: date) -> list[Kept]:
        """Members who take no part in a check of the unit."""
        found = []
        for one in self.inspectors(team, on):
            said = next((row for row in self._recusals
                         if row.official_id == one.official_id and covers(row.unit_id, unit_id)), None)  # fmt: skip
            if said is not None:
                found.append(Kept(one, "recused", said.reason))
            elif one.official_id is not None and is_own(one.official_id, unit_id, on):
                found.append(Kept(one, "own"))
        return found


def kept_away(team: Team, unit_id: int, on: date) -> list[Kept]:
    """Members who take no part in a check of the unit."""
    return Standing([team]).kept_away(team, unit_id, on)


def recused_pairs(team: Team, unit_ids: Iterable[int], on: date) -> list[tuple[int, int]]:
    """(official, unit) that must not meet in a draw: recusals in force, and every member with his own house."""
    standing = Standing([team])
    found = {
        (one.member.official_id or 0, unit_id)
        for unit_id in unit_ids for one in standing.kept_away(team, unit_id, on)
    }
    return sorted(found)


def check_may_inspect(team: Team, unit_id: int, on: date, field: str = "team") -> None:
    """Refuse a check of a member's own unit. Invalid unless he is recused from it, so that he takes no part.

    The head who may not take part, and a team of which nobody is left, are refused in any case.
    """
    standing = Standing([team])
    kept = standing.kept_away(team, unit_id, on)
    own = [one.member.name for one in kept if one.why == "own"]
    if own:
        raise Invalid(
            _("%(names)s would inspect the unit they work in (%(unit)s).")
            % {"names": ", ".join(own), "unit": people.agency_name(unit_id)}, field=field,
            hint=_("Note their recusal for this unit, or choose another team."),
        )  # fmt: skip
    if any(one.member.role == MemberRole.HEAD for one in kept):
        raise Invalid(_("The head of the team is recused for this unit."), field=field,
                      hint=_("Choose another team."))  # fmt: skip
    if kept and len(kept) == len(standing.inspectors(team, on)):
        raise Invalid(_("Nobody of the team may inspect this unit."), field=field, hint=_("Choose another team."))


def memberships_of(actor: Actor, on: date) -> list[Card]:
    """The teams in which the actor serves, with the state of his card."""
    rows = Member.objects.filter(official_id=actor.official_id or 0).select_related("team", "team__agency")
    cards = [card_of(one.card, on) for one in rows.order_by("-from_on")]
    return [card for card in cards if card is not None]


def teams_shown(actor: Actor, on: date, most: int = 6) -> list[tuple[Team, Member | None]]:
    """Teams open to the actor that are not over, each with its head of the day. Two statements."""
    rows = list(visible_teams(actor).filter(Q(valid_to=None) | Q(valid_to__gte=on))[:most])
    heads = {
        one.team_id: one
        for one in Member.objects.filter(team__in=rows, role=MemberRole.HEAD, from_on__lte=on).exclude(left_on__lte=on)
    }
    return [(one, heads.get(one.pk)) for one in rows]


def teams_in_force(agency_ids: frozenset[int] | None, on: date) -> list[Team]:
    """Teams of these agencies (None: of all) that may work on the day or later."""
    rows = Team.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on)).select_related("agency")
    return list(rows if agency_ids is None else rows.filter(agency_id__in=agency_ids))
