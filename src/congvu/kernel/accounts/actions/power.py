"""Phân quyền. Giving and taking away roles, and keeping the shipped roles equal to their data."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotAllowed
from congvu.kernel.accounts.actions.lines import write_line
from congvu.kernel.accounts.models import Account, Grant, Role
from congvu.kernel.accounts.models.people import new_stamp
from congvu.kernel.accounts.permissions.roles import SHIPPED
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.org.models import Agency

MANAGE = "accounts.account.manage"


def renew_rights(*account_ids: int) -> None:
    """Give accounts a new grants version: every cached policy of them is void from the next request on."""
    for account_id in account_ids:
        Account.objects.filter(pk=account_id).update(grants_version=new_stamp())


def sync_roles() -> None:
    """Write the shipped roles; holders of a role whose permissions changed get a new grants version."""
    with transaction.atomic():
        present = {role.code: role for role in Role.objects.filter(code__in=[role.code for role in SHIPPED])}
        for order, shipped in enumerate(SHIPPED, start=1):
            permissions = sorted(shipped.permissions)
            role = present.get(shipped.code) or Role(code=shipped.code)
            changed = role.permissions != permissions
            wanted = (shipped.name_vi, shipped.name_en, True, order)
            if role.pk is None or changed or (role.name_vi, role.name_en, role.shipped, role.order) != wanted:
                role.name_vi, role.name_en, role.shipped, role.order = wanted
                role.permissions = permissions
                role.save()
            if changed:
                renew_rights(*Grant.objects.filter(role=role).values_list("account_id", flat=True).distinct())


def sync_after_migrate(**_kwargs: Any) -> None:
    """Handler of Django's `post_migrate` for this room (reference data follow the code)."""
    sync_roles()


def grant_role(
    *,
    actor: Actor,
    account: Account,
    role: Role,
    agency: Agency | None,
    from_on: date,
    to_on: date | None = None,
    now: datetime,
) -> Grant:
    """Give a role at an agency and everything below it (None: everywhere) from a day until before another.

    Whoever manages accounts for some agencies gives roles there only. Raises NotAllowed, Invalid.
    """
    require_management(actor, None if agency is None else agency.pk)
    if to_on is not None and to_on <= from_on:
        raise Invalid(_("The last day must come after the first."), field="to_on")
    today = timezone.localdate(now)
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        same = Grant.objects.filter(account=account, role=role, agency=agency, from_on__lt=to_on or date.max)
        if same.filter(Q(to_on__isnull=True) | Q(to_on__gt=max(from_on, today))).exists():
            raise Invalid(_("This role is held there already in these days."), field="role")
        grant = Grant.objects.create(account=account, role=role, agency=agency, from_on=from_on, to_on=to_on)
        renew_rights(account.pk)
        write_line(account, "role.granted", actor=actor, now=now, body=_described(grant))
    return grant


def revoke_grant(*, actor: Actor, grant: Grant, now: datetime) -> None:
    """Take a role away from now on; it holds at the next request already. Raises NotAllowed, Invalid."""
    require_management(actor, grant.agency_id)
    today = timezone.localdate(now)
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=grant.account_id)
        grant = Grant.objects.select_related("account", "role", "agency").get(pk=grant.pk)
        if grant.to_on is not None and grant.to_on <= today:
            raise Invalid(_("This role has ended already."))
        grant.to_on = max(today, grant.from_on)
        grant.save(update_fields=["to_on"])
        require_an_owner_remains(today)
        renew_rights(grant.account_id)
        write_line(grant.account, "role.revoked", actor=actor, now=now, body=_described(grant))


def require_management(actor: Actor, agency_id: int | None) -> None:
    """Managing accounts at this agency; None asks for the whole system. Raises NotAllowed."""
    require(actor, MANAGE, agency_id)
    if agency_id is None and actor.scope_of(MANAGE) is not None:
        raise NotAllowed(
            _("You manage accounts of some agencies; this concerns the whole system."),
            hint=_("Choose one of your agencies, or ask the system owner."),
        )


def require_an_owner_remains(today: date) -> None:
    """Refuse, inside the transaction, what would leave nobody who can manage accounts everywhere."""
    owners = Grant.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gt=today), agency__isnull=True, from_on__lte=today, account__is_active=True
    ).values_list("role__permissions", flat=True)
    if not any(MANAGE in permissions for permissions in owners):
        raise Invalid(
            _("Then nobody could manage accounts any more."), hint=_("Give the role to somebody else first.")
        )


def _described(grant: Grant) -> dict[str, Any]:
    return {
        "role": grant.role.code,
        "agency": grant.agency.code if grant.agency is not None else "",
        "from_on": grant.from_on.isoformat(),
        "to_on": grant.to_on.isoformat() if grant.to_on is not None else "",
    }
