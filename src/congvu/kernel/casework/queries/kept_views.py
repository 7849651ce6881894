"""Bộ lọc đã lưu: one's own views, those colleagues share, the pinned ones, and how many cases each finds."""

from __future__ import annotations

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import SavedView
from congvu.kernel.org import queries as org


def shared_with(actor: Actor, page: str) -> list[SavedView]:
    """Views that colleagues share with an agency the actor serves in, by name; the filter only, never its result."""
    above = {up.pk for pk in actor.agency_ids for up in org.organisation().chain(org.agency_by_id(pk))}
    if not above or actor.account_id is None:
        return []
    rows = SavedView.objects.filter(page=page, shared_with_id__in=above).exclude(account_id=actor.account_id)
    return list(rows.select_related("account__official").order_by("name", "pk"))


def default_view(actor: Actor, page: str) -> SavedView | None:
    """The view a page opens with."""
    if actor.account_id is None:
        return None
    return SavedView.objects.filter(account_id=actor.account_id, page=page, is_default=True).first()


def pinned_views(actor: Actor) -> list[SavedView]:
    """The actor's pinned views, by name."""
    if actor.account_id is None:
        return []
    return list(SavedView.objects.filter(account_id=actor.account_id, is_pinned=True).order_by("name", "pk"))
