"""Phiếu giải quyết văn bản đến: the opinions on a document, who may be named, who has been."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.documents.models import Assignment, Document, Opinion
from congvu.kernel.org.models import Agency, Official
from congvu.kernel.org.queries import agencies_on, holder_of, officials_of, posts_of, powers_for
from congvu.kernel.org.queries.portfolios import InCharge, leader_for


def opinions_on(document_id: int) -> list[Opinion]:
    """The opinions on a document in their order, with whom they name. Two statements."""
    return list(Opinion.objects.filter(document_id=document_id).prefetch_related("assignments"))


def leaders_of(agency_id: int, on: date) -> list[tuple[Official, str]]:
    """Head and deputies of an agency on a day with their titles: whose comment a secretary may write down."""
    found = []
    for post in posts_of(agency_id, on):
        holder = holder_of(post.pk, on) if post.is_head or post.is_deputy else None
        if holder is not None:
            found.append((holder, post.title))
    return found


def writes_for(actor: Actor, leader_id: int, on: date) -> bool:
    """Whether the actor was given the leader's authority, or is his secretary for comments, on the day."""
    if actor.official_id is None:
        return False
    given = powers_for(actor.official_id, leader_id, on)
    return given is None or "comment" in given


def proposed_leader(document: Document, on: date) -> InCharge | None:
    """The leader in charge of what an incoming document is about, or of who sent it; None when nobody is."""
    issuer = document.issuer_agency_id
    text = f"{document.subject} {document.issuer}"
    return leader_for(document.agency_id, on, unit_id=issuer, text=text)


def addressees_of(agency: Agency, on: date) -> list[tuple[int, str]]:
    """Whom a document of this agency may be routed to: units inside it first, then every other agency."""
    existing = agencies_on(on)
    inside = [(unit.pk, unit.name) for unit in existing if unit.parent_id == agency.pk]
    rest = [(other.pk, other.full_name) for other in existing if agency.pk not in (other.parent_id, other.pk)]
    return [*inside, *rest]


def handlers_in(actor: Actor, document_agency_id: int, document_id: int, on: date) -> list[tuple[int, str]]:
    """The people a unit's head may name: those of the units the document was routed to that the actor heads."""
    named = set(
        Assignment.objects.filter(opinion__document_id=document_id, agency__isnull=False).values_list(
            "agency_id", flat=True
        )
    )
    where = named & actor.head_of or (named if actor.may("documents.document.route", document_agency_id) else set())
    people: dict[int, str] = {}
    for agency_id in sorted(where):
        for row in officials_of(agency_id, on, with_units=True):
            people.setdefault(row.official_id, f"{row.official.full_name} – {row.post.title}")
    return list(people.items())


def is_named(actor: Actor, document_id: int) -> bool:
    """Whether the actor, or an agency he serves in, was named on the routing slip."""
    mine = Q(agency_id__in=actor.agency_ids)
    if actor.official_id is not None:
        mine |= Q(official_id=actor.official_id)
    return Assignment.objects.filter(mine, opinion__document_id=document_id).exists()


def routed_to(actor: Actor, scope: frozenset[int] | None) -> Q:
    """Condition on Document: it was routed to the actor, or to an agency in this scope."""
    mine = Q(official_id=actor.official_id) if actor.official_id is not None else Q(pk__in=[])
    there = Q(agency__isnull=False) if scope is None else Q(agency_id__in=scope)
    return Q(pk__in=Assignment.objects.filter(mine | there).values("opinion__document_id"))
