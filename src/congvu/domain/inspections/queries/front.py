"""Trang đầu: the latest draws and visits open to the actor.

A draw is published with its listing and commitments, so its name is open; a visit is a case and open to those who may
see it. Nothing here counts what is still sealed.
"""

from __future__ import annotations

from congvu.domain.inspections.models import Round, Visit
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.queries import visible_to

READ = "inspections.plan.read"


def draws_for(actor: Actor, most: int = 5) -> list[Round]:
    """The latest draws."""
    if not actor.may(READ):
        return []
    return list(Round.objects.select_related("agency")[:most])


def visits_for(actor: Actor, most: int = 6) -> list[Visit]:
    """The latest visits the actor may see."""
    rows = Visit.objects.filter(case__in=visible_to(actor)).select_related("case", "team")
    return list(rows.order_by("-visit_on", "-pk")[:most])
