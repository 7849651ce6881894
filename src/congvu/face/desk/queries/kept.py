"""Bộ lọc đã lưu: the pinned ones for the navigation."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.cache import cache
from django.urls import reverse

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.queries.kept_views import pinned_views
from congvu.kernel.ui.navigation import Line

#: For how long another process may not know of a change.
_KEPT_SECONDS = 60


def _key(actor: Actor) -> str:
    return f"desk.pinned.{actor.account_id}"


def pinned_lines(actor: object) -> list[Line]:
    """The actor's pinned views as lines of the navigation; read once a minute at most."""
    if not isinstance(actor, Actor) or actor.account_id is None:
        return []
    rows = cache.get(_key(actor))
    if rows is None:
        rows = [(row.pk, row.name, row.query) for row in pinned_views(actor)]
        cache.set(_key(actor), rows, _KEPT_SECONDS)
    base = reverse("desk:cases")
    return [
        Line(
            f"view-{pk}", name, f"{base}?{query}&{urlencode({'view': f'my-{pk}'})}", "bookmark", False,
            reverse("desk:count_view", args=[pk]),
        )
        for pk, name, query in rows
    ]  # fmt: skip


def forget_pinned(actor: Actor) -> None:
    """The actor changed his views: the next page reads them anew."""
    cache.delete(_key(actor))
