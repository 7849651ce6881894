"""Who may see a case and who may act on it. One policy: the filter and the predicate say the same, and a test
compares them on random people, cases and acts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Lookup, Q, QuerySet, Subquery
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from congvu.core.refusals import NotAllowed
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case, CaseAccess, Confidentiality
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org
from congvu.kernel.org.policy import SECRETARY_POWERS

READ = "casework.case.read"
READ_RESTRICTED = "casework.case.read_restricted"
ACT = "casework.case.act"
ASSIGN = "casework.case.assign"
DECIDE = "casework.request.decide"

#: The columns of a case that name an agency with a stake in it.
SIDES = ("accountable_agency_id", "issuing_agency_id", "holder_agency_id", "transfer_agency_id")
#: The columns that name a person with a stake in it.
PERSONS = ("holder_official_id", "transfer_official_id", "doer_official_id")


class OnList(Lookup):
    """Whether a key is one of those a subquery gives.

    On PostgreSQL as `= ANY(ARRAY(…))`, which is asked once and then read from the index: with `IN (…)` under an OR
    every case of the province would be looked at.
    """

    lookup_name = "on_list"

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        among = f"{left} = ANY(ARRAY{right})" if connection.vendor == "postgresql" else f"{left} IN {right}"
        return among, (*left_params, *right_params)


def _listed_for(official_id: int) -> QuerySet[CaseAccess, Any]:
    return CaseAccess.objects.filter(official_id=official_id).values("case_id")


def _sides_in(scope: frozenset[int] | None) -> list[Q]:
    """Conditions of which one holds when an agency with a stake in the case lies in the scope.

    A holder counts only where he is not the accountable agency, which the first condition has asked about: so the
    few cases held elsewhere have an index of their own and nothing is looked up twice.
    """
    if scope is None:
        return [~Q(pk__in=[])]  # everything; an empty Q would vanish from the "or" around it
    if not scope:
        return []
    elsewhere = Q(holder_agency_id__in=scope) & ~Q(holder_agency=F("accountable_agency"))
    return [elsewhere if side == "holder_agency_id" else Q(**{f"{side}__in": scope}) for side in SIDES]


def _any_of(conditions: Iterable[Q]) -> Q:
    found = Q(pk__in=[])
    for condition in conditions:
        found |= condition
    return found


def _personal(actor: Actor) -> list[Q]:
    return [] if actor.official_id is None else [Q(**{person: actor.official_id}) for person in PERSONS]


def listed(actor: Actor) -> Q:
    """Cases on whose access list the actor stands."""
    if actor.official_id is None:
        return Q(pk__in=[])
    return Q(OnList(F("pk"), Subquery(_listed_for(actor.official_id))))


def visible(actor: Actor) -> Q:
    """The cases that exist for this actor, as a condition on Case. Nobody signed in sees nothing."""
    if actor.is_system:
        return Q()
    conf = Confidentiality
    everyone = Q(confidentiality=conf.PUBLIC) if actor.may(READ) else Q(pk__in=[])
    scope, inner, personal = actor.scope_of(READ), actor.scope_of(READ_RESTRICTED), _personal(actor)
    # Said once where both scopes are the same: the database would look everything up twice.
    if scope == inner:
        known = Q(confidentiality__in=[conf.PUBLIC, conf.INTERNAL, conf.RESTRICTED])
        return everyone | (known & _any_of([*_sides_in(scope), *personal])) | listed(actor)
    internal = Q(confidentiality__in=[conf.PUBLIC, conf.INTERNAL]) & _any_of([*_sides_in(scope), *personal])
    restricted = Q(confidentiality=conf.RESTRICTED) & _any_of([*_sides_in(inner), *personal])
    return everyone | internal | restricted | listed(actor)


def visible_own(actor: Actor) -> Q:
    """What `visible` says of cases the actor is personally in: all but those sealed from him."""
    if actor.is_system:
        return Q()
    return ~Q(confidentiality=Confidentiality.SEALED) | listed(actor)


def visible_within(actor: Actor) -> Q:
    """What `visible` says of cases for which an agency is accountable where the actor may read."""
    scope, inner = actor.scope_of(READ), actor.scope_of(READ_RESTRICTED)
    if scope == inner:
        return ~Q(confidentiality=Confidentiality.SEALED) | listed(actor)
    internal = Q(confidentiality__in=[Confidentiality.PUBLIC, Confidentiality.INTERNAL])
    restricted = Q(confidentiality=Confidentiality.RESTRICTED) & _any_of([*_sides_in(inner), *_personal(actor)])
    return internal | restricted | listed(actor)


def elsewhere(actor: Actor, scope: frozenset[int]) -> list[Q]:
    """With public cases and those for which an agency of the scope is accountable, these are all the actor may see
    when he may read in the scope: given by it to others, lying with it for others, offered to it; those he is
    personally in that lie with none of it; those on whose list he stands.

    A desk gives and holds almost all that its own commune answers for: each stretch of others' ids is asked for by
    itself, so that the few cases of others are found in an index and the many of its own are not looked at."""
    sides = [Q(**{f"{side}_id__in": scope}) & ~Q(**{side: F("accountable_agency")})
             for side in ("issuing_agency", "holder_agency")]  # fmt: skip
    others = _stretches("accountable_agency_id", sorted(scope))
    return [*(side & stretch for side in sides for stretch in others), *on_the_way(actor, scope)]


def given_to_others(scope: frozenset[int]) -> Q:
    """Cases an agency of the scope has given for which none of it is accountable."""
    given = Q(issuing_agency_id__in=scope) & ~Q(issuing_agency=F("accountable_agency"))
    return given & ~Q(accountable_agency_id__in=scope)


def on_the_way(actor: Actor, scope: frozenset[int]) -> list[Q]:
    """What `elsewhere` says without the cases an agency of the scope has given or holds: offered to one, or the
    actor's own."""
    outside = _outside(sorted(scope))
    mine = [Q(**{person: actor.official_id}) & outside for person in PERSONS if actor.official_id is not None]
    return [Q(transfer_agency_id__in=scope), *mine, listed(actor)]


def _outside(agency_ids: Sequence[int]) -> Q:
    """Cases that lie with none of these agencies, as stretches of ids, which an index can be asked for."""
    return Q(*_stretches("holder_agency_id", agency_ids), _connector=Q.OR)


def _stretches(column: str, agency_ids: Sequence[int]) -> list[Q]:
    """The stretches of ids between and around some, of which each is one question to an index."""
    between = [
        Q(**{f"{column}__gt": before, f"{column}__lt": after})
        for before, after in pairwise(agency_ids) if after - before > 1
    ]  # fmt: skip
    return [Q(**{f"{column}__lt": agency_ids[0]}), Q(**{f"{column}__gt": agency_ids[-1]}), *between]


def sides_of(case: Case) -> frozenset[int]:
    """Ids of the agencies with a stake in the case."""
    return frozenset(value for side in SIDES if (value := getattr(case, side)) is not None)


def is_personally_in(actor: Actor, case: Case) -> bool:
    """Whether the actor holds the case, is offered it, or did the work."""
    return actor.official_id is not None and any(getattr(case, person) == actor.official_id for person in PERSONS)


def _reaches(actor: Actor, permission: str, case: Case) -> bool:
    scope = actor.scope_of(permission)
    return scope is None or not scope.isdisjoint(sides_of(case))


def may_see(actor: Actor, case: Case) -> bool:
    """The same question as `visible`, for a case in hand. Asks the database only for listed people."""
    if actor.is_system:
        return True
    conf = Confidentiality
    if case.confidentiality == conf.PUBLIC and actor.may(READ):
        return True
    if case.confidentiality in (conf.PUBLIC, conf.INTERNAL) and (
        _reaches(actor, READ, case) or is_personally_in(actor, case)
    ):
        return True
    if case.confidentiality == conf.RESTRICTED and (
        _reaches(actor, READ_RESTRICTED, case) or is_personally_in(actor, case)
    ):
        return True
    return (
        actor.official_id is not None
        and CaseAccess.objects.filter(case_id=case.pk, official_id=actor.official_id).exists()
    )


def in_name_of(actor: Actor, behalf: int | None, on: date) -> Actor:
    """The actor with the powers of the official he stands in for; NotAllowed without a delegation or absence.

    The journal names both: the actor who acted and the official in whose name.
    """
    if behalf is None or behalf == actor.official_id:
        return actor
    if actor.official_id is None or not people.may_stand_in(actor.official_id, behalf, on):
        raise NotAllowed(
            _("You may not act in the name of this official."),
            hint=_("A delegation or a recorded absence with you as deputy is needed."),
        )
    posts = [appointment.post for appointment in org.appointments_of(behalf, on)]
    agencies = frozenset(post.agency_id for post in posts)
    heads = frozenset(post.agency_id for post in posts if post.is_head)
    return replace(actor, official_id=behalf, agency_ids=actor.agency_ids | agencies, head_of=actor.head_of | heads)


def may_in_name(actor: Actor, behalf: int | None, power: str, on: date) -> bool:
    """Whether the actor may do acts of this kind for the official he stands in for: a secretary those of his
    assignment only (an act of no kind never), a deputy or one with delegated authority every act."""
    if behalf is None or behalf == actor.official_id or actor.official_id is None:
        return True
    given = org.powers_for(actor.official_id, behalf, on)
    return given is None or power in given


def require_power(actor: Actor, behalf: int | None, power: str, on: date) -> None:
    """NotAllowed, naming what the assignment covers, when a secretary does for the leader what he was not given."""
    if may_in_name(actor, behalf, power, on):
        return
    assert behalf is not None
    assert actor.official_id is not None
    given = org.powers_for(actor.official_id, behalf, on) or ()
    vietnamese = (get_language() or "vi").startswith("vi")
    covered = [row for code, row in SECRETARY_POWERS.items() if code in given]
    words = "; ".join(vi if vietnamese else en for vi, en, _phrases in covered)
    raise NotAllowed(
        _("Your assignment as secretary of %(name)s does not cover this act.") % {"name": people.official_name(behalf)},
        hint=_("It covers: %(acts)s.") % {"acts": words or "–"},
    )


def leads(actor: Actor, agency_id: int | None) -> bool:
    """Whether the actor distributes the work of the agency: its head, or one of its people with the permission.

    The permission alone, without a post in the agency, gives nobody another unit's work: a leader above it orders,
    he does not report in its name.
    """
    if agency_id is None:
        return False
    return agency_id in actor.head_of or (agency_id in actor.agency_ids and actor.may(ASSIGN, agency_id))


def holds(actor: Actor, case: Case) -> bool:
    """Whether the actor may act as the holder: the named person, the unit's leader, or anybody of the unit while
    nobody is named."""
    if actor.is_system:
        return True
    if case.holder_official_id is not None and case.holder_official_id == actor.official_id:
        return True
    if leads(actor, case.holder_agency_id):
        return True
    return (
        case.holder_official_id is None
        and case.holder_agency_id in actor.agency_ids
        and actor.may(ACT, case.holder_agency_id)
    )


def may_take(actor: Actor, case: Case) -> bool:
    """Whether the actor may answer the offer: the person it was offered to, or the receiving unit's people."""
    if case.transfer_agency_id is None:
        return False
    if actor.is_system or leads(actor, case.transfer_agency_id):
        return True
    if case.transfer_official_id is not None:
        return case.transfer_official_id == actor.official_id
    return case.transfer_agency_id in actor.agency_ids and actor.may(ACT, case.transfer_agency_id)


def orders(actor: Actor, case: Case) -> bool:
    """Whether the actor decides for the office that ordered the work."""
    return actor.is_system or actor.may(DECIDE, case.issuing_agency_id)
