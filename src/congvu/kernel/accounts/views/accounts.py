"""Quản lý tài khoản. For the system owner: who has an account, which roles, where and when."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import Refusal
from congvu.kernel.accounts import actions, queries
from congvu.kernel.accounts.forms import AccountForm, GrantForm
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import acting
from congvu.kernel.accounts.tables import ACCESS_LOG, ACCOUNTS
from congvu.kernel.org.queries import agency_by_id
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame, posted, shown

READ = "accounts.account.read"
MANAGE = "accounts.account.manage"


@requires(READ)
@require_GET
def accounts(request: HttpRequest) -> HttpResponseBase:
    """The list."""
    now = timezone.now()
    rows = queries.accounts_visible_to(acting(request), timezone.localdate(now))
    return tables.respond(request, ACCOUNTS, rows, template="accounts/accounts.html", now=now)


@requires(MANAGE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_account(request: HttpRequest) -> HttpResponse:
    """Open an account; its one-time password is shown once."""
    now = timezone.now()
    actor = acting(request)
    officials = queries.officials_without_account(actor, timezone.localdate(now))
    form = AccountForm(posted(request), officials=officials)
    if request.method == "POST" and form.is_valid():
        try:
            account, password = actions.create_account(actor=actor, now=now, **form.cleaned_data)
        except Refusal as refusal:
            blame(form, refusal)
        else:
            return render(request, "accounts/one_time_password.html", {"account": account, "password": password})
    return shown(request, "accounts/new_account.html", form, {})


@requires(READ)
@require_GET
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: status, roles with place and dates, sign-ins, acts."""
    return _page(request, _found(request, pk), None)


@requires(MANAGE)
@require_POST
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role."""
    found = _found(request, pk)
    form = _grant_form(request, request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    data = form.cleaned_data
    try:
        actions.grant_role(
            actor=acting(request), account=found, role=queries.role_by_code(data["role"]),
            agency=agency_by_id(int(data["agency"])) if data["agency"] else None,
            from_on=data["from_on"], to_on=data["to_on"], now=timezone.now(),
        )
    except Refusal as refusal:
        blame(form, refusal)
        return _page(request, found, form)
    messages.success(request, _("The role is given."))
    return redirect("accounts:account", pk)


@requires(MANAGE)
@require_POST
def revoke(request: HttpRequest, pk: int, grant_pk: int) -> HttpResponse:
    """Take a role away, at once."""
    found = _found(request, pk)
    actions.revoke_grant(actor=acting(request), grant=queries.grant_for(found, grant_pk), now=timezone.now())
    messages.success(request, _("The role is taken away; it holds at the next request already."))
    return redirect("accounts:account", pk)


@requires(MANAGE)
@never_cache
@require_POST
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """A one-time password, shown once."""
    found = _found(request, pk)
    password = actions.reset_password(
        actor=acting(request), account=found, without_second_factor=request.POST.get("phone_lost") == "1",
        now=timezone.now(),
    )
    return render(request, "accounts/one_time_password.html", {"account": found, "password": password})


@requires(MANAGE)
@require_POST
def unlock(request: HttpRequest, pk: int) -> HttpResponse:
    """End the wait after wrong attempts."""
    actions.unlock_account(actor=acting(request), account=_found(request, pk), now=timezone.now())
    messages.success(request, _("The wait is ended."))
    return redirect("accounts:account", pk)


@requires(MANAGE)
@require_POST
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Take out of use."""
    actions.deactivate_account(actor=acting(request), account=_found(request, pk), now=timezone.now())
    messages.success(request, _("The account is out of use; its sign-ins have ended."))
    return redirect("accounts:account", pk)


@requires(MANAGE)
@require_POST
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Take into use again."""
    actions.reactivate_account(actor=acting(request), account=_found(request, pk), now=timezone.now())
    messages.success(request, _("The account is in use again."))
    return redirect("accounts:account", pk)


@requires(MANAGE)
@require_POST
def end_sign_in(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """End a sign-in of somebody else."""
    found = _found(request, pk)
    actions.end_sign_in(actor=acting(request), sign_in=queries.sign_in_of(found, key), now=timezone.now())
    messages.success(request, _("The sign-in has ended."))
    return redirect("accounts:account", pk)


@requires(READ)
@require_GET
def roles(request: HttpRequest) -> HttpResponse:
    """The matrix of roles and permissions."""
    columns, rows = queries.role_matrix()
    rooms: dict[str, list[Any]] = {}
    for row in rows:
        rooms.setdefault(row.code.partition(".")[0], []).append(row)
    return render(request, "accounts/roles.html", {"roles": columns, "rooms": rooms})


@requires("accounts.access_log.read")
@require_GET
def access_log(request: HttpRequest) -> HttpResponseBase:
    """Who looked at personal data in the last ninety days."""
    now = timezone.now()
    rows = queries.views_of_personal_data(acting(request), now - timedelta(hours=24 * 90))
    return tables.respond(request, ACCESS_LOG, rows, template="accounts/access_log.html", now=now)


def _found(request: HttpRequest, pk: int) -> Account:
    return queries.account_for(acting(request), pk, timezone.localdate())


def _grant_form(request: HttpRequest, data: Any) -> GrantForm:
    today = timezone.localdate()
    actor = acting(request)
    return GrantForm(
        data, roles=queries.roles(), agencies=queries.agencies_to_grant(actor, today),
        everywhere=actor.scope_of(MANAGE) is None, today=today,
    )


def _page(request: HttpRequest, found: Account, form: GrantForm | None) -> HttpResponse:
    now = timezone.now()
    manages = acting(request).may(MANAGE)
    waiting = found.locked_until is not None and found.locked_until > now
    context = {
        "account": found, "grants": queries.grants_of(found), "sign_ins": queries.sign_ins_of(found, now),
        "tokens": queries.tokens_of(found), "manages": manages, "waiting": waiting, "today": timezone.localdate(now),
        "form": form or (_grant_form(request, None) if manages else None),
        "is_me": found.pk == acting(request).account_id,
    }
    return render(request, "accounts/account.html", context, status=422 if form is not None and form.errors else 200)
