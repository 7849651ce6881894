"""Lists of this room, declared once for screen and files."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from congvu.core.text import skey
from congvu.kernel.accounts.models import Account
from congvu.kernel.ui.badges import status
from congvu.kernel.ui.tables import Column, Filter, FilterKind, Kind, Scope, Table


def _matching(rows: QuerySet[Account], text: str) -> QuerySet[Account]:
    for word in skey(text).split():
        rows = rows.filter(Q(skey__contains=word) | Q(official__skey__contains=word))
    return rows


def _standing(rows: QuerySet[Account], code: str) -> QuerySet[Account]:
    narrowed = {
        "active": Q(is_active=True), "closed": Q(is_active=False), "waiting": Q(locked_until__isnull=False),
        "plain": Q(totp_secret="", is_active=True),
    }
    return rows.filter(narrowed[code])


def _roles(row: Any) -> str:
    return "; ".join(
        f"{grant.role.name}, {grant.agency.short_name or grant.agency.name}" if grant.agency else grant.role.name
        for grant in row.grants_now
    )


def _roles_cell(row: Any, _scope: Scope) -> str:
    lines = [(grant.role.name, grant.agency.name if grant.agency else _now("Everywhere")) for grant in row.grants_now]
    return format_html_join("", "<div>{} <small>{}</small></div>", lines) if lines else "—"


def standing_of(row: Account, scope: Scope) -> str:
    """In use, out of use, or waiting after wrong attempts: as words, icon and colour."""
    if not row.is_active:
        return status(_now("Out of use"), "neutral", "ban")
    if row.locked_until is not None and row.locked_until > scope.now:
        return status(_now("Waiting after wrong attempts"), "soon", "lock")
    return status(_now("In use"), "ok", "circle-check")


ACCOUNTS = Table(
    name="accounts",
    caption=_("Accounts"),
    columns=(
        Column("login", _("Log-in name"), kind=Kind.CODE, sort="login", phone="title", width="fit"),
        Column("name", _("Full name"), value=lambda row: row.name),
        Column("roles", _("Roles"), value=_roles, cell=_roles_cell, width="wide"),
        Column("factor", _("Second factor"), value=lambda row: row.has_second_factor, kind=Kind.FLAG,
               width="fit"),
        Column("standing", _("Status"), value=lambda row: row.is_active, cell=standing_of, kind=Kind.FLAG,
               width="fit"),
        Column("created_at", _("Created at"), kind=Kind.DATE, sort="created_at", phone="hidden"),
    ),
    order="login",
    filters=(
        Filter("q", _("Search"), _matching, kind=FilterKind.SEARCH, placeholder=_("Name or log-in name")),
        Filter(
            "standing", _("Status"), _standing,
            choices=(
                ("active", _("In use")), ("closed", _("Out of use")), ("waiting", _("Waiting after wrong attempts")),
                ("plain", _("Without second factor")),
            ),
        ),
    ),
    row_url=lambda row: reverse("accounts:account", args=[row.pk]),
    empty_title=_("No account fits"),
    empty_text=_("Change the search, or open an account."),
    empty_icon="users",
)

ACCESS_LOG = Table(
    name="access-log",
    caption=_("Views of personal data"),
    columns=(
        Column("minute", _("When"), kind=Kind.MOMENT, sort="minute", width="fit"),
        Column("name", _("Who"), value=lambda row: f"{row.name} ({row.login})", sort="login", phone="title"),
        Column("what", _("What")),
        Column("subject", _("About"), kind=Kind.CODE, sort="subject"),
    ),
    order="-minute",
    filters=(
        Filter(
            "q", _("Search"), lambda rows, text: rows.filter(Q(login__icontains=text) | Q(subject__icontains=text)),
            kind=FilterKind.SEARCH, placeholder=_("Log-in name or subject"),
        ),
    ),
    empty_title=_("Nobody has looked at personal data"),
    empty_icon="eye",
)
