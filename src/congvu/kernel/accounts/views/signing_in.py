"""Đăng nhập. Password, second factor, forced new password, enrolment; demo's one click; the idle lock."""

from __future__ import annotations

from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from congvu.core.refusals import Refusal
from congvu.kernel.accounts import actions, queries
from congvu.kernel.accounts.forms import CodeForm, NewPasswordForm, PasswordForm, SignInForm
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import Actor, totp, vault
from congvu.kernel.accounts.policy.loopback import is_loopback
from congvu.kernel.accounts.views import door
from congvu.kernel.ui.access import public
from congvu.kernel.ui.form_pages import blame, posted, shown


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Log-in name and password; in demo mode a button for each log-in. A locked sign-in goes to its own page."""
    now = timezone.now()
    if request.user.is_authenticated and request.method != "POST":
        return redirect(door.wanted_page(request))
    lapsed = door.lapsed_of(request)
    if request.method != "POST" and _is_locked(request) and "other" not in request.GET:
        return redirect(f"{_path('accounts:unlock')}?{request.GET.urlencode()}")
    form = SignInForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            account = actions.check_password(**form.cleaned_data, place=door.place_of(request), now=now)
        except Refusal as refusal:
            blame(form, refusal)
        else:
            return door.next_step(request, door.begin(request, account, now), account, now)
    demo = settings.CONGVU_DEMO and is_loopback(request.META)
    if demo:  # the buttons stand above the form: the page begins with them
        form.fields["login"].widget.attrs.pop("autofocus", None)
    context = {
        "next": door.wanted_page(request), "expired": lapsed is not None,
        "demo_accounts": queries.demo_accounts(timezone.localdate(now)) if demo else [],
    }
    return shown(request, "accounts/sign_in.html", form, context)


@public
@never_cache
@require_POST
def sign_in_demo(request: HttpRequest) -> HttpResponse:
    """One click, in demo mode, on this computer."""
    now = timezone.now()
    wanted = door.wanted_page(request)
    row = actions.begin_demo_sign_in(
        session=request.session, login=request.POST.get("login", ""), is_loopback=is_loopback(request.META),
        place=door.place_of(request), now=now,
    )
    assert row.account is not None
    door.arrive(request, row.account)
    return redirect(door.after_arrival(wanted))


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def unlock(request: HttpRequest) -> HttpResponse:
    """After an idle time-out: the password again, and everything goes on where it stood."""
    lapsed = door.lapsed_of(request)
    if lapsed is None or not _is_locked(request):
        return redirect(f"{_path('accounts:sign_in')}?{request.GET.urlencode()}")
    form = PasswordForm(posted(request))
    wanted = door.wanted_page(request)
    if request.method == "POST" and form.is_valid():
        try:
            actions.unlock_sign_in(
                sign_in=lapsed, place=door.place_of(request), now=timezone.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            blame(form, refusal)
        else:
            return redirect(door.after_arrival(wanted))
    context = {"next": wanted, "account": lapsed.account, "minutes": settings.CONGVU_IDLE_SECONDS // 60}
    return shown(request, "accounts/unlock.html", form, context)


@public
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second factor."""
    now = timezone.now()
    found = door.progress_of(request, now)
    if found is None or not found[1].has_second_factor:
        return redirect("accounts:sign_in")
    progress, account = found
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            progress.kind = actions.check_code(
                account=account, code=form.cleaned_data["code"], place=door.place_of(request), now=now
            )
        except Refusal as refusal:
            blame(form, refusal)
        else:
            return door.next_step(request, progress, account, now)
    return shown(request, "accounts/code.html", form, {})


@public
@never_cache
@sensitive_post_parameters("new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest) -> HttpResponse:
    """A one-time password is replaced before anything else."""
    now = timezone.now()
    found = door.progress_of(request, now)
    if found is None or _owes_code(*found):
        return redirect("accounts:sign_in")
    progress, account = found
    form = NewPasswordForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_password(
                actor=_self(account), account=account, new=form.cleaned_data["new"], session=None, now=now
            )
        except Refusal as refusal:
            blame(form, refusal)
        else:
            progress.password_mark = account.get_session_auth_hash()
            return door.next_step(request, progress, account, now)
    return shown(request, "accounts/new_password.html", form, {"account": account})


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """The first sign-in sets up the second factor; the recovery codes are shown once, then the sign-in is complete."""
    now = timezone.now()
    found = door.progress_of(request, now)
    if found is None or found[1].has_second_factor or found[1].must_change_password:
        return redirect("accounts:sign_in")
    progress, account = found
    secret = vault.unseal(progress.new_secret, purpose="enrolment") if progress.new_secret else None
    if secret is None:
        secret = totp.new_secret()
        progress.new_secret = vault.seal(secret, purpose="enrolment")
        progress.save(request)
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            codes = actions.enrol_second_factor(
                actor=_self(account), account=account, secret=secret, code=form.cleaned_data["code"], now=now
            )
        except Refusal as refusal:
            blame(form, refusal)
        else:
            progress.kind = "second_factor"
            onward = door.complete(request, progress, account, now)
            return render(request, "accounts/recovery_codes.html", {"codes": codes, "onward": onward.url})
    return shown(request, "accounts/enrol.html", form, enrolment(secret, account))


def enrolment(secret: str, account: Account) -> dict[str, Any]:
    """What the page of enrolment shows: the picture, and the key for those who cannot take pictures."""
    address = totp.address_of(secret, account.login, _("Cong Vu"))
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=3, dark="#000", light="#fff")
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return {"picture": picture, "key": groups, "account": account}


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """End the own sign-in. Without one there is nothing to end."""
    if isinstance(request.user, Account):
        actions.sign_out(session=request.session, account=request.user, now=timezone.now())
    else:
        request.session.flush()
    return redirect("accounts:sign_in")


def _self(account: Account) -> Actor:
    return Actor(account.pk, account.login, account.official_id, account.name)


def _owes_code(progress: door.Progress, account: Account) -> bool:
    return account.has_second_factor and progress.kind == "password" and not settings.CONGVU_DEMO


def _is_locked(request: HttpRequest) -> bool:
    lapsed = door.lapsed_of(request)
    account = lapsed.account if lapsed is not None else None
    if lapsed is None or account is None or not account.is_active or not account.has_usable_password():
        return False
    return lapsed.standing(timezone.now()) == "locked"


def _path(name: str) -> str:
    return redirect(name).url
