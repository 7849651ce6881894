"""Chủ thể. The person (or the system) who acts, with rights already expanded; and the three questions asked of it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from congvu.core.refusals import NotAllowed
from congvu.kernel.accounts.models import Account, Grant
from congvu.kernel.accounts.permissions import label_of
from congvu.kernel.accounts.permissions.roles import holders_of
from congvu.kernel.org.queries import appointments_of, saw, stamps, subtree_ids

NOWHERE: frozenset[int] = frozenset()
_NOTHING: Mapping[str, frozenset[int] | None] = MappingProxyType({})
_CACHE_SIZE = 4096


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts.

    `agency_ids` are the agencies of the official's appointments of the day, `head_of` those they head.
    `grants` maps a permission code to where it holds: agency ids (everything below included), or None: everywhere.
    """

    account_id: int | None
    login: str
    official_id: int | None
    name: str
    agency_ids: frozenset[int] = NOWHERE
    head_of: frozenset[int] = NOWHERE
    grants: Mapping[str, frozenset[int] | None] = field(default_factory=lambda: _NOTHING, compare=False, repr=False)
    is_system: bool = False

    @classmethod
    def system(cls) -> Actor:
        """The system itself: jobs, sweeps, imports at the command line. May do everything."""
        return cls(None, "system", None, _("The system"), is_system=True)

    @classmethod
    def nobody(cls) -> Actor:
        """Somebody who has not signed in: may do nothing."""
        return cls(None, "", None, "")

    @property
    def signature(self) -> str:
        """How the actor stands in a journal line: the name, and the log-in name that tells namesakes apart."""
        return f"{self.name} ({self.login})" if self.account_id is not None else self.login

    def may(self, permission: str, agency_id: int | None = None) -> bool:
        """True if the permission is held for this agency (without an agency: anywhere)."""
        if self.is_system:
            return True
        where = self.grants.get(permission, NOWHERE)
        return where is None or (bool(where) if agency_id is None else agency_id in where)

    def scope_of(self, permission: str) -> frozenset[int] | None:
        """Where the permission holds: None everywhere, else agency ids; empty: nowhere."""
        return None if self.is_system else self.grants.get(permission, NOWHERE)

    def limited_to(self, permissions: Iterable[str]) -> Actor:
        """The same person with these permissions at most (a token's scopes)."""
        allowed = frozenset(permissions)
        kept = {code: where for code, where in self.grants.items() if code in allowed}
        return replace(self, grants=MappingProxyType(kept))


def may(actor: Actor, permission: str, agency_id: int | None = None) -> bool:
    """True if the actor holds the permission for this agency (without an agency: anywhere)."""
    return actor.may(permission, agency_id)


def scope_of(actor: Actor, permission: str) -> frozenset[int] | None:
    """Where the actor holds the permission: None everywhere, else a set of agency ids, empty for nowhere."""
    return actor.scope_of(permission)


def require(actor: Actor, permission: str, agency_id: int | None = None) -> None:
    """Raise NotAllowed, naming the permission and who has it to give, unless the actor holds it for this agency."""
    if actor.may(permission, agency_id):
        return
    label = label_of(permission)
    english = (get_language() or "vi").startswith("en")
    roles = ", ".join(f"“{role.name_en if english else role.name_vi}”" for role in holders_of(permission))
    if actor.may(permission):
        message = _("You hold the permission “%(label)s” for other agencies, but not for this one.")
    else:
        message = _("You do not have the permission “%(label)s”.")
    hint = _("The system owner of your agency can give it.")
    if roles:
        hint = _("The system owner of your agency can give it; these roles contain it: %(roles)s.") % {"roles": roles}
    raise NotAllowed(message % {"label": label}, hint=hint)


def acting(request: HttpRequest) -> Actor:
    """The actor of a request behind `signed_in` or `requires`. Raises NotAllowed when nobody is signed in."""
    actor = getattr(request, "actor", None)
    if not isinstance(actor, Actor):
        raise NotAllowed(_("Please sign in first."))
    return actor


def take_over_stamps(row: Any) -> str:
    """Hand the stamps read with a row (`org.queries.stamp_columns`) to the org room; returns the organisation's."""
    saw(row.org_stamp, row.calendar_stamp)
    return row.org_stamp or ""


_Key = tuple[int, int, str, date]
_known: OrderedDict[_Key, Actor] = OrderedDict()
_lock = threading.Lock()


def actor_of(account: Account, on: date) -> Actor:
    """The actor an account is on a day. No SQL when this state of account and organisation was seen before.

    The account carries `org_stamp` when it was read with its session; otherwise the org room is asked. Both
    versions are random and change with every write, so an entry can never be older than the rows it was made of.
    """
    stamp = stamps().organisation if account.org_stamp is None else account.org_stamp
    key = (account.pk, account.grants_version, stamp, on)
    with _lock:
        found = _known.get(key)
        if found is not None:
            _known.move_to_end(key)
            return found
    actor = _build(account, on)
    with _lock:
        _known[key] = actor
        while len(_known) > _CACHE_SIZE:
            _known.popitem(last=False)
    return actor


def _build(account: Account, on: date) -> Actor:
    """Read the grants of the day: one query; the organisation comes from the org room's memory."""
    if not account.is_active:
        return Actor.nobody()
    agencies: set[int] = set()
    heads: set[int] = set()
    if account.official_id is not None:
        for appointment in appointments_of(account.official_id, on):
            agencies.add(appointment.post.agency_id)
            if appointment.post.is_head:
                heads.add(appointment.post.agency_id)
    return Actor(
        account_id=account.pk, login=account.login, official_id=account.official_id, name=account.name,
        agency_ids=frozenset(agencies), head_of=frozenset(heads), grants=MappingProxyType(_expand(account, on)),
    )


def _expand(account: Account, on: date) -> dict[str, frozenset[int] | None]:
    """Permission code → where it holds, from the grants valid on the day."""
    rows = Grant.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gt=on), account_id=account.pk, from_on__lte=on
    ).values_list("agency_id", "role__permissions")
    where: dict[str, frozenset[int] | None] = {}
    for agency_id, permissions in rows:
        place = None if agency_id is None else subtree_ids(agency_id) | {agency_id}
        for code in permissions:
            before = where.get(code, NOWHERE)
            where[code] = None if before is None or place is None else before | place
    return where
