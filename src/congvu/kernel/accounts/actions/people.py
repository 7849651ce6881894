"""Tài khoản. Opening and closing accounts; password reset without e-mail, by the system owner."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotAllowed
from congvu.kernel.accounts.actions.lines import write_line
from congvu.kernel.accounts.actions.power import (
    MANAGE,
    renew_rights,
    require_an_owner_remains,
    require_management,
)
from congvu.kernel.accounts.models import Account, ApiToken, Grant, RecoveryCode, SignIn
from congvu.kernel.accounts.models.people import new_stamp
from congvu.kernel.accounts.policy import Actor, lockout, require
from congvu.kernel.accounts.policy.logins import is_login
from congvu.kernel.accounts.policy.passwords import one_time_password
from congvu.kernel.org.models import Official
from congvu.kernel.org.queries import appointments_of


def create_account(
    *,
    actor: Actor,
    login: str,
    full_name: str = "",
    official: Official | None = None,
    language: str = "vi",
    with_password: bool = True,
    is_demo: bool = False,
    now: datetime,
) -> tuple[Account, str]:
    """Open an account; returns it and its one-time password (empty when it is to have none).

    The password is shown once, kept as a hash only, and must be changed at the first sign-in. Raises NotAllowed,
    Invalid.
    """
    require(actor, MANAGE)
    if official is not None and not _is_in_scope(actor, _agencies_of(official.pk, now)):
        raise NotAllowed(_("This official does not belong to an agency whose accounts you manage."))
    if official is None:
        require_management(actor, None)
    name = login.strip().lower()
    if not is_login(name):
        raise Invalid(_("A log-in name has only a–z, 0–9, dot, dash and underscore, at most 60."), field="login")
    if official is None and not full_name.strip():
        raise Invalid(_("Choose an official or write a full name."), field="full_name")
    password = one_time_password() if with_password else ""
    with transaction.atomic():
        if Account.objects.filter(login=name).exists():
            raise Invalid(_("This log-in name is taken."), field="login")
        account = Account(
            login=name, full_name=full_name.strip(), official=official, language=language, is_demo=is_demo,
            must_change_password=with_password, created_at=now,
        )
        account.set_password(password or None)
        account.save(force_insert=True)
        body = {"name": account.name, "official": official.code if official is not None else ""}
        write_line(account, "account.created", actor=actor, now=now, body=body)
    return account, password


def reset_password(*, actor: Actor, account: Account, without_second_factor: bool = False, now: datetime) -> str:
    """Give a one-time password, shown once; every sign-in of the account ends.

    `without_second_factor`: also forget a lost phone; a new one is enrolled at the next sign-in. Raises NotAllowed.
    """
    require_may_manage(actor, account, now)
    password = one_time_password()
    with transaction.atomic():
        row = Account.objects.select_for_update().get(pk=account.pk)
        row.set_password(password)
        row.must_change_password = True
        lockout.forget(row)
        if without_second_factor:
            row.totp_secret = ""
            RecoveryCode.objects.filter(account=row).delete()
        row.save()
        _end_all(row, now)
        write_line(
            row, "password.reset", actor=actor, now=now, body={"second_factor_removed": without_second_factor}
        )
    return password


def unlock_account(*, actor: Actor, account: Account, now: datetime) -> None:
    """End the wait after wrong attempts. Raises NotAllowed."""
    require_may_manage(actor, account, now)
    with transaction.atomic():
        row = Account.objects.select_for_update().get(pk=account.pk)
        lockout.forget(row)
        row.save(update_fields=["failed_attempts", "last_failed_at", "locked_until"])
        write_line(row, "account.unlocked", actor=actor, now=now, body={})


def deactivate_account(*, actor: Actor, account: Account, now: datetime) -> None:
    """Take an account out of use: its sign-ins end, its tokens are revoked, its rows stay.

    Raises NotAllowed, Invalid.
    """
    require_may_manage(actor, account, now)
    if account.pk == actor.account_id:
        raise Invalid(_("You cannot take your own account out of use."))
    with transaction.atomic():
        row = Account.objects.select_for_update().get(pk=account.pk)
        row.is_active = False
        row.grants_version = new_stamp()
        row.save(update_fields=["is_active", "grants_version"])
        require_an_owner_remains(timezone.localdate(now))
        _end_all(row, now)
        ApiToken.objects.filter(account=row, revoked_at__isnull=True).update(revoked_at=now)
        write_line(row, "account.deactivated", actor=actor, now=now, body={})


def reactivate_account(*, actor: Actor, account: Account, now: datetime) -> None:
    """Take an account into use again; tokens stay revoked. Raises NotAllowed."""
    require_may_manage(actor, account, now)
    with transaction.atomic():
        Account.objects.filter(pk=account.pk).update(is_active=True)
        renew_rights(account.pk)
        write_line(account, "account.reactivated", actor=actor, now=now, body={})


def require_may_manage(actor: Actor, account: Account, now: datetime) -> None:
    """Managing this very account: everything it is and holds must lie where the actor manages. Raises NotAllowed."""
    require(actor, MANAGE)
    if actor.scope_of(MANAGE) is None:
        return
    today = timezone.localdate(now)
    held = set(
        Grant.objects.filter(Q(to_on__isnull=True) | Q(to_on__gt=today), account=account).values_list(
            "agency_id", flat=True
        )
    )
    places = held | (set(_agencies_of(account.official_id, now)) if account.official_id is not None else set())
    if not _is_in_scope(actor, places):
        raise NotAllowed(
            _("This account reaches beyond the agencies whose accounts you manage."),
            hint=_("Ask the system owner."),
        )


def _agencies_of(official_id: int, now: datetime) -> set[int | None]:
    return {appointment.post.agency_id for appointment in appointments_of(official_id, timezone.localdate(now))}


def _is_in_scope(actor: Actor, places: set[int | None]) -> bool:
    scope = actor.scope_of(MANAGE)
    return scope is None or (bool(places) and all(place is not None and place in scope for place in places))


def _end_all(account: Account, now: datetime) -> None:
    SignIn.objects.filter(account=account, ended_at__isnull=True).update(ended_at=now, session_data="")
