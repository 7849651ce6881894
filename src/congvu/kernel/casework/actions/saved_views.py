"""Bộ lọc đã lưu: a person's own filters of a list. Not an act of the office, so nothing of it is journalled."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotAllowed, NotFound
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import SavedView
from congvu.kernel.casework.policy import people

MOST = 30
MOST_PINNED = 8
#: Keys that belong to one moment of looking, not to the filter.
PASSING = frozenset({"after", "before", "export", "view"})


def _account(actor: Actor) -> int:
    """The account whose views these are; NotAllowed for the system and for nobody."""
    if actor.account_id is None:
        raise NotAllowed(_("Only a person keeps views."))
    return actor.account_id


def _name(name: str) -> str:
    cleaned = " ".join(name.split())
    if not cleaned or len(cleaned) > 80:
        raise Invalid(_("Give the view a name of at most 80 letters."), field="name")
    return cleaned


@transaction.atomic
def save_view(*, actor: Actor, page: str, name: str, query: str) -> SavedView:
    """Lưu bộ lọc. Keep the query of a list under a name; the same name again replaces it.

    Invalid for a name that is empty or too long, a query that is too long, and more than thirty views of a page.
    """
    cleaned = _name(name)
    kept = urlencode([(key, value) for key, value in parse_qsl(query) if key not in PASSING and value])
    if len(kept) > 2000:
        raise Invalid(_("This filter is too long to be kept."), field="query")
    mine = SavedView.objects.filter(account_id=_account(actor), page=page)
    if not mine.filter(name=cleaned).exists() and mine.count() >= MOST:
        raise Invalid(_("You keep thirty views of this page already; delete one first."), field="name")
    row, _new = SavedView.objects.update_or_create(
        account_id=_account(actor), page=page, name=cleaned, defaults={"query": kept}
    )
    return row


@transaction.atomic
def rename_view(*, actor: Actor, view_id: int, name: str) -> SavedView:
    """Đổi tên bộ lọc. Invalid when another view of the page has the name already."""
    cleaned = _name(name)
    row = _own(actor, view_id)
    if SavedView.objects.filter(account_id=_account(actor), page=row.page, name=cleaned).exclude(pk=row.pk).exists():
        raise Invalid(_("Another of your views has this name."), field="name")
    row.name = cleaned
    row.save(update_fields=["name"])
    return row


@transaction.atomic
def delete_view(*, actor: Actor, view_id: int) -> None:
    """Xoá bộ lọc. NotFound when it is not the actor's own."""
    _own(actor, view_id).delete()


@transaction.atomic
def make_default(*, actor: Actor, view_id: int, on: bool) -> SavedView:
    """Mặc định. The page opens with this view; one view of a page at most."""
    row = _own(actor, view_id)
    SavedView.objects.filter(account_id=_account(actor), page=row.page, is_default=True).update(is_default=False)
    row.is_default = on
    row.save(update_fields=["is_default"])
    return row


@transaction.atomic
def pin_view(*, actor: Actor, view_id: int, on: bool) -> SavedView:
    """Ghim. The view stands in the navigation of the one who pinned it; at most eight do."""
    row = _own(actor, view_id)
    others = SavedView.objects.filter(account_id=_account(actor), is_pinned=True).exclude(pk=row.pk)
    if on and others.count() >= MOST_PINNED:
        raise Invalid(_("At most %(n)d views can be pinned; unpin one first.") % {"n": MOST_PINNED})
    row.is_pinned = on
    row.save(update_fields=["is_pinned"])
    return row


@transaction.atomic
def share_view(*, actor: Actor, view_id: int, on: bool) -> SavedView:
    """Chia sẻ trong cơ quan. Colleagues of the agency may use the filter; each sees what he may see, and no more."""
    row = _own(actor, view_id)
    if on and not actor.agency_ids:
        raise Invalid(_("You serve in no agency a view could be shared with."))
    row.shared_with_id = people.top_unit_of(min(actor.agency_ids)) if on else None
    row.save(update_fields=["shared_with"])
    return row


def _own(actor: Actor, view_id: int) -> SavedView:
    row = SavedView.objects.filter(account_id=_account(actor), pk=view_id).first()
    if row is None:
        raise NotFound(_("There is no such view among yours."))
    return row
