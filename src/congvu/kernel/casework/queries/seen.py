"""Việc được xem. The cases somebody may see, and on PostgreSQL the shortest way to a few of them among millions.

What is found is always the same as by the plain condition; only the way to it differs. SQLite takes the plain way.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Self, TypeVar

from django.db import connection
from django.db.models import F, Q, QuerySet, Subquery, Value
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce, StrIndex
from django.db.models.sql.where import WhereNode

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case, CaseWords, Confidentiality
from congvu.kernel.casework.policy.access import (
    READ,
    READ_RESTRICTED,
    OnList,
    elsewhere,
    given_to_others,
    on_the_way,
    visible,
    visible_within,
)

Rows = TypeVar("Rows", bound="QuerySet[Case]")
#: For people who see the cases of at most so many agencies, each agency is looked through by itself.
FEW = 12
#: An agency that gave others so many cases orders the work of the province.
ORDERED = 5000
#: Among so many of the nearest cases words are looked for first.
NEAR = 400
#: Later than every deadline.
NEVER = datetime(9999, 12, 31, tzinfo=UTC)


class Seen(QuerySet[Case]):
    """The cases an actor may see (`seen_by`), the words searched for in them, and which conditions say so."""

    seen_by: Actor | None = None
    sought: tuple[str, ...] = ()
    asked_of_words = slice(0, 0)

    @classmethod
    def by(cls, actor: Actor) -> Seen:
        """All of them."""
        cases = cls(Case)
        cases.seen_by = actor
        return cases.filter(visible(actor))

    def _clone(self) -> Self:
        twin: Self = super()._clone()  # type: ignore[misc]  # Django's own way to hand things on
        twin.seen_by, twin.sought, twin.asked_of_words = self.seen_by, self.sought, self.asked_of_words
        return twin

    def holding(self, words: Sequence[str]) -> Self:
        """Those in whose search text every word occurs."""
        if not words:
            return self
        found = self.filter(self._texts_with(words)) if connection.vendor == "postgresql" else holding(self, words)
        found.sought = (*self.sought, *words)
        found.asked_of_words = slice(len(self.query.where.children), len(found.query.where.children))
        return found

    def nearest(self, ordered: Self, size: int) -> list[Case]:
        """The first `size` of these cases in an order. What is shown beside them is drawn for these rows only.

        The nearest deadlines are among the nearest of each agency and person through whom one may see a case, and
        those are read from an index in their order.
        """
        if connection.vendor != "postgresql":
            return list(ordered[:size])
        ways = self._ways(ordered)
        if not ordered.sought:
            return list(_drawn(ordered, self._first(ordered, ways, size))[:size])
        if ways and (near := self._among_the_nearest(ordered, ways, size)) is not None:
            return near
        return list(_drawn(ordered, ordered.values("pk")[:size])[:size])

    def _first(self, ordered: Self, ways: Sequence[Q], size: int) -> QuerySet[Case, Any]:
        """Keys among which the first `size` of an order are."""
        if not ways:
            return ordered.values("pk")[:size]
        assert self.seen_by is not None
        beside = Q(*on_the_way(self.seen_by, self._few_agencies()), _connector=Q.OR)
        few = ordered.filter(beside).order_by(*_picked_out(ordered.query.order_by))
        parts = [ordered._seen_by(way) for way in ways]
        return few.values("pk")[:size].union(*(part.values("pk")[:size] for part in parts))

    def _among_the_nearest(self, ordered: Self, ways: Sequence[Q], size: int) -> list[Case] | None:
        """The first `size` that hold the words, where they are many enough to stand among the nearest of all; else
        None. Words that nearly every case holds would make a long list of cases to look up and put in order."""
        plain = ordered.all()
        plain.query.where.children = list(plain.query.where.children)
        del plain.query.where.children[ordered.asked_of_words]
        near = list(_drawn(plain, self._first(plain, ways, NEAR)).values_list("pk", "skey")[:NEAR])
        found = [pk for pk, text in near if all(word in text for word in ordered.sought)][:size]
        if len(found) < size and len(near) == NEAR:
            return None
        return list(_drawn(ordered, None).filter(pk__in=found)) if found else []

    def _few_agencies(self) -> frozenset[int]:
        """The agencies in whose cases the actor may read, when they are few; empty otherwise. No statement."""
        actor = self.seen_by
        if actor is None or actor.is_system:
            return frozenset()
        scope, inner = actor.scope_of(READ), actor.scope_of(READ_RESTRICTED)
        if not scope or inner is None or not inner <= scope or len(scope) > FEW:
            return frozenset()
        return scope

    def _ways(self, ordered: Self) -> list[Q]:
        """For each agency that answers for cases, has given or holds them, and for public cases, which of them the
        actor may see: each is read from an index by deadline. None where that is no shorter."""
        scope = self._few_agencies()
        key = ordered.query.order_by[0] if ordered.query.order_by else None
        if self.seen_by is None or not scope or not _by_deadline(key):
            return []
        within = visible_within(self.seen_by)
        held = ~Q(holder_agency=F("accountable_agency"))
        ways = []
        for agency in sorted(scope):
            sides = (Q(accountable_agency_id=agency), Q(issuing_agency_id=agency), Q(holder_agency_id=agency) & held)
            ways += [side & within for side in sides]
        return [*ways, Q(confidentiality=Confidentiality.PUBLIC)]

    def _seen_by(self, way: Q) -> Self:
        """These cases with a shorter condition of what may be seen in the place of the general one, the first."""
        twin = self.all()
        conditions = twin.query.where.children
        twin.query.where.children = [Seen(Case).filter(way).query.where, *conditions[1:]]
        return twin

    def _beside(self, scope: frozenset[int]) -> Q:
        """The actor's cases for which none of his agencies is accountable; public ones may be among them or not."""
        assert self.seen_by is not None
        return Q(*elsewhere(self.seen_by, scope), _connector=Q.OR)

    def _texts_with(self, words: Sequence[str]) -> Q:
        """Where the words are looked up: in the texts of the actor's few agencies one by one, or by letters."""
        scope = self._few_agencies()
        if self.seen_by is None or not scope or self._orders_the_province(scope):
            texts = CaseWords.objects.all()
            for word in words:
                texts = texts.filter(text__contains=word)
            return Q(pk__in=texts.values("case_id"))
        own = CaseWords.objects.filter(agency_id__in=scope)
        for place, word in enumerate(words):
            own = own.alias(**{f"at{place}": StrIndex("text", Value(word))}).filter(**{f"at{place}__gt": 0})
        open_to_all = Q(confidentiality=Confidentiality.PUBLIC) if self.seen_by.may(READ) else Q(pk__in=[])
        beside = holding(Case.objects.filter(open_to_all | self._beside(scope)), words)
        brief, long = (own.filter(brief=brief).values("case_id") for brief in (True, False))
        return Q(OnList(F("pk"), Subquery(brief.union(long, beside.values("pk"), all=True))))

    def _orders_the_province(self, scope: frozenset[int]) -> bool:
        """Whether the agencies gave others so many cases that looking at each would be no short way. One statement."""
        given = Case.objects.filter(given_to_others(scope)).order_by().values("pk")
        return given[ORDERED:].exists()


def _drawn(ordered: Rows, keys: QuerySet[Case, Any] | None) -> Rows:
    """The rows of some keys in an order, with what is shown beside them; every condition was asked of the keys."""
    drawn = ordered.all()
    drawn.query.where = WhereNode()
    return drawn if keys is None else drawn.filter(Q(OnList(F("pk"), Subquery(keys))))


def _by_deadline(key: object) -> bool:
    """Whether an order begins with the deadline, in a direction in which indexes can be read."""
    if not isinstance(key, OrderBy) or getattr(key.expression, "name", "") != "due_at":
        return False
    return bool(key.nulls_first) if key.descending else not key.nulls_first


def _picked_out(order: Sequence[Any]) -> list[OrderBy]:
    """The same order, said so that the few rows are picked out and sorted: the database, which cannot know that they
    are few, would walk through all deadlines to meet them."""
    descending = bool(order[0].descending)
    return [OrderBy(Coalesce(F("due_at"), Value(NEVER)), descending=descending), *order[1:]]


def holding(cases: Rows, words: Sequence[str]) -> Rows:
    """Cases in whose search text every word occurs, by looking at each."""
    for word in words:
        cases = cases.filter(skey__contains=word)
    return cases
