"""Tài khoản của tôi. Own password, second factor, recovery codes, sign-ins, tokens, language."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from congvu.core.refusals import Refusal
from congvu.kernel.accounts import actions, queries
from congvu.kernel.accounts.forms import ChangePasswordForm, CodeForm, PasswordForm, TokenForm
from congvu.kernel.accounts.models import Account, SignIn
from congvu.kernel.accounts.permissions import label_of, registered
from congvu.kernel.accounts.policy import acting, totp, vault
from congvu.kernel.accounts.views import door
from congvu.kernel.accounts.views.signing_in import enrolment
from congvu.kernel.ui.access import signed_in
from congvu.kernel.ui.form_pages import blame, posted, shown

_ENROLMENT = "new_second_factor"


@signed_in
@never_cache
def profile(request: HttpRequest) -> HttpResponse:
    """Everything about my own way in."""
    now = timezone.now()
    account = _account(request)
    context = {
        "account": account, "grants": queries.grants_of(account), "sign_ins": queries.sign_ins_of(account, now),
        "here": _here(request), "tokens": queries.tokens_of(account),
        "codes_left": queries.unused_recovery_codes(account) if account.has_second_factor else 0,
        "languages": settings.LANGUAGES, "today": timezone.localdate(now), "now": now,
    }
    return render(request, "accounts/profile.html", context)


@signed_in
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language of the account, and of this browser."""
    chosen = request.POST.get("language", "")
    back = redirect("accounts:profile")
    if chosen in {code for code, _name in settings.LANGUAGES}:
        actions.speak(account=_account(request), language=chosen)
        back.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 24 * 3600, samesite="Lax")
    return back


@signed_in
@never_cache
@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change the own password; all other sign-ins end."""
    now = timezone.now()
    account = _account(request)
    form = ChangePasswordForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            _prove(request, account, form.cleaned_data["old"], "old", form)
            if not form.errors:
                actions.change_password(
                    actor=acting(request), account=account, new=form.cleaned_data["new"], session=request.session,
                    now=now,
                )
                messages.success(request, _("The password is changed. All other sign-ins have ended."))
                return redirect("accounts:profile")
        except Refusal as refusal:
            blame(form, refusal)
    return shown(request, "accounts/password.html", form, {"account": account})


@signed_in
@never_cache
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Take another phone into use: the password first, then a code of the new app; new recovery codes come with it."""
    account = _account(request)
    sealed = request.session.get(_ENROLMENT, "")
    secret = vault.unseal(sealed, purpose="enrolment") if sealed else None
    if secret is None:
        form = PasswordForm(posted(request))
        if request.method == "POST" and form.is_valid():
            _prove(request, account, form.cleaned_data["password"], "password", form)
            if not form.errors:
                request.session[_ENROLMENT] = vault.seal(totp.new_secret(), purpose="enrolment")
                return redirect("accounts:second_factor")
        return shown(request, "accounts/prove.html", form, {"account": account})
    code_form = CodeForm(posted(request))
    if request.method == "POST" and code_form.is_valid():
        try:
            codes = actions.enrol_second_factor(
                actor=acting(request), account=account, secret=secret, code=code_form.cleaned_data["code"],
                now=timezone.now(),
            )
        except Refusal as refusal:
            blame(code_form, refusal)
        else:
            del request.session[_ENROLMENT]
            onward = redirect("accounts:profile").url
            return render(request, "accounts/recovery_codes.html", {"codes": codes, "onward": onward})
    return shown(request, "accounts/enrol.html", code_form, enrolment(secret, account))


@signed_in
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Ten new recovery codes, after the password."""
    account = _account(request)
    form = PasswordForm(posted(request))
    if request.method == "POST" and form.is_valid():
        _prove(request, account, form.cleaned_data["password"], "password", form)
        if not form.errors:
            codes = actions.make_recovery_codes(actor=acting(request), account=account, now=timezone.now())
            onward = redirect("accounts:profile").url
            return render(request, "accounts/recovery_codes.html", {"codes": codes, "onward": onward})
    return shown(request, "accounts/prove.html", form, {"account": account, "for_codes": True})


@signed_in
@require_POST
def end_sign_in(request: HttpRequest, key: str) -> HttpResponse:
    """End one of my sign-ins."""
    account = _account(request)
    actions.end_sign_in(actor=acting(request), sign_in=queries.sign_in_of(account, key), now=timezone.now())
    messages.success(request, _("The sign-in has ended."))
    return redirect("accounts:profile")


@signed_in
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End all my sign-ins but this one."""
    count = actions.end_other_sign_ins(
        actor=acting(request), account=_account(request), but=_here(request), now=timezone.now()
    )
    messages.success(request, _("Ended sign-ins: %(count)d.") % {"count": count})
    return redirect("accounts:profile")


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_token(request: HttpRequest) -> HttpResponse:
    """Make a token for a machine; its text is shown once."""
    now = timezone.now()
    actor = acting(request)
    held = [code for code in registered() if actor.may(code)]
    start = {"expires_on": timezone.localdate(now + timedelta(hours=24 * 90))}
    form = TokenForm(posted(request), permissions=held, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            token, text = actions.make_token(actor=actor, account=_account(request), now=now, **form.cleaned_data)
        except Refusal as refusal:
            blame(form, refusal)
        else:
            scopes = [label_of(code) for code in token.scopes]
            return render(request, "accounts/token_made.html", {"token": token, "text": text, "scopes": scopes})
    return shown(request, "accounts/new_token.html", form, {})


@signed_in
@require_POST
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke one of my tokens."""
    token = queries.token_of(_account(request), pk)
    actions.revoke_token(actor=acting(request), token=token, now=timezone.now())
    messages.success(request, _("The token is revoked."))
    return redirect("accounts:profile")


def _account(request: HttpRequest) -> Account:
    return cast(Account, request.user)


def _here(request: HttpRequest) -> SignIn | None:
    session: Any = request.session
    row: SignIn | None = session.sign_in_row()
    return row


def _prove(request: HttpRequest, account: Account, typed: str, field: str, form: Any) -> None:
    """Check the own password again, with the same lockout as at the door."""
    try:
        actions.check_password(
            login=account.login, password=typed, place=door.place_of(request), now=timezone.now()
        )
    except Refusal as refusal:
        form.add_error(field, str(refusal))
