"""Accounts, roles and who holds them, as far as the actor may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.kernel.accounts.models import AccessLog, Account, Grant, Role
from congvu.kernel.accounts.permissions import registered
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.org.models import Agency, Appointment, Official
from congvu.kernel.org.queries import agencies_on

READ = "accounts.account.read"
MANAGE = "accounts.account.manage"


def accounts_visible_to(actor: Actor, on: date) -> QuerySet[Account]:
    """Accounts the actor may see: all, those of his agencies, or only his own."""
    scope = actor.scope_of(READ)
    rows = Account.objects.select_related("official").prefetch_related(
        Prefetch(
            "grants",
            queryset=Grant.objects.filter(Q(to_on__isnull=True) | Q(to_on__gt=on)).select_related("role", "agency"),
            to_attr="grants_now",
        )
    )
    if scope is None:
        return rows
    if not scope:
        return rows.filter(login=actor.login)
    not_over = Q(to_on__isnull=True) | Q(to_on__gt=on)
    serving = Appointment.objects.filter(not_over, post__agency__in=scope, from_on__lte=on)
    holding = Grant.objects.filter(not_over, agency__in=scope)
    return rows.filter(
        Q(official__in=serving.values("official_id")) | Q(pk__in=holding.values("account_id")) | Q(login=actor.login)
    )


def account_for(actor: Actor, pk: int, on: date) -> Account:
    """One of them. Raises NotFound, also for what exists but not for this actor."""
    account = accounts_visible_to(actor, on).filter(pk=pk).first()
    if account is None:
        raise NotFound(_("There is no such account."))
    return account


def account_in_progress(pk: int) -> Account | None:
    """The account of a sign-in that is not complete yet (its password was right)."""
    return Account.objects.select_related("official").filter(pk=pk, is_active=True).first()


def demo_accounts(on: date) -> list[Account]:
    """The log-ins of demo mode with their roles of the day, in the order of the roles."""
    rows = Account.objects.filter(is_demo=True, is_active=True).select_related("official").prefetch_related(
        Prefetch(
            "grants",
            queryset=Grant.objects.filter(Q(to_on__isnull=True) | Q(to_on__gt=on), from_on__lte=on)
            .select_related("role", "agency")
            .order_by("role__order"),
            to_attr="grants_now",
        )
    )
    return sorted(rows, key=_by_first_role)


def _by_first_role(row: Any) -> tuple[int, str]:
    return min((grant.role.order for grant in row.grants_now), default=999), row.login


def grants_of(account: Account) -> list[Grant]:
    """Every grant of the account, the present first, then the past."""
    rows = Grant.objects.filter(account=account).select_related("role", "agency")
    return sorted(rows, key=lambda row: (row.to_on is not None, -row.from_on.toordinal(), row.pk))


def grant_for(account: Account, pk: int) -> Grant:
    """One grant of the account. Raises NotFound."""
    grant = Grant.objects.select_related("account", "role", "agency").filter(pk=pk, account=account).first()
    if grant is None:
        raise NotFound(_("This role is not held by the account."))
    return grant


def roles() -> list[Role]:
    """All roles in their order."""
    return list(Role.objects.all())


def role_by_code(code: str) -> Role:
    """The role. Raises NotFound."""
    role = Role.objects.filter(code=code).first()
    if role is None:
        raise NotFound(_("There is no such role."))
    return role


def agencies_to_grant(actor: Actor, on: date) -> list[Agency]:
    """Agencies of the day for which the actor may give roles."""
    scope = actor.scope_of(MANAGE)
    return [agency for agency in agencies_on(on) if scope is None or agency.pk in scope]


def officials_without_account(actor: Actor, on: date) -> QuerySet[Official]:
    """Officials in service within the actor's scope who have no account yet, by name."""
    serving = Appointment.objects.filter(Q(to_on__isnull=True) | Q(to_on__gt=on), from_on__lte=on)
    scope = actor.scope_of(MANAGE)
    if scope is not None:
        serving = serving.filter(post__agency__in=scope)
    return (
        Official.objects.filter(is_active=True, pk__in=serving.values("official_id"))
        .exclude(accounts__is_active=True)
        .order_by("sort_key", "code")
    )


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One permission: its code, its label, and for each role whether it contains it."""

    code: str
    label: str
    held: tuple[tuple[Role, bool], ...]


def role_matrix() -> tuple[list[Role], list[MatrixRow]]:
    """Roles (columns) and registered permissions (rows), room by room."""
    columns = roles()
    contents = [(role, frozenset(role.permissions)) for role in columns]
    rows = [
        MatrixRow(code, str(label), tuple((role, code in content) for role, content in contents))
        for code, label in registered().items()
    ]
    return columns, rows


def views_of_personal_data(actor: Actor, since: datetime) -> QuerySet[AccessLog]:
    """Who looked at personal data since a moment. Raises NotAllowed."""
    require(actor, "accounts.access_log.read")
    return AccessLog.objects.filter(minute__gte=since)
