"""Đăng nhập. Password, second factor, lockout with growing wait; the beginning and the end of a sign-in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotAllowed, TooMany
from congvu.kernel.accounts.actions.lines import write_line
from congvu.kernel.accounts.models import Account, RecoveryCode, SignIn, Stranger
from congvu.kernel.accounts.models.people import Lockable
from congvu.kernel.accounts.policy import Actor, lockout, totp, vault
from congvu.kernel.accounts.policy.totp import plain_recovery_code

BACKEND = "congvu.kernel.accounts.sessions.KnownAccounts"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sign-in comes from: network address and browser, as the request says."""

    ip: str | None = None
    user_agent: str = ""


def check_password(*, login: str, password: str, place: Place, now: datetime) -> Account:
    """Return the account of a log-in name and its password.

    Raises Invalid with the same sentence for a wrong password, a name nobody has and an account out of use, and
    with the same waits. While somebody has to wait nothing is tried. The hash is renewed when its settings changed.
    """
    name = login.strip().lower()[:200]
    account = Account.objects.select_related("official").filter(login=name).first()
    _refuse_while_waiting(_lockable_of(account, name), now)
    _refuse_while_waiting(_stranger(_address_mark(place)), now)
    if account is not None and account.is_active:
        good = account.check_password(password)
    else:
        make_password(password)  # the same work as for a real account
        good = False
    if not good or account is None:
        _note_failure(account, name, place, now)
        raise Invalid(
            _("The log-in name or the password is not right."), field="password", code="wrong_password",
            hint=_("After several wrong attempts you will have to wait before the next one."),
        )
    return account


def check_code(*, account: Account, code: str, place: Place, now: datetime) -> str:
    """Check the second factor: a code of the authenticator app or a recovery code, each good once.

    Returns how it was proved: `second_factor` or `recovery`. Raises Invalid; wrong codes count like passwords.
    """
    _refuse_while_waiting(account, now)
    secret = vault.unseal(account.totp_secret, purpose="totp")
    step = totp.step_of(code, secret, now, account.totp_last_step) if secret else None
    if step is not None:
        fresh = Account.objects.filter(pk=account.pk, totp_last_step__lt=step).update(totp_last_step=step)
        if fresh:
            return "second_factor"
    elif _spend_recovery_code(account, code, now):
        return "recovery"
    _note_failure(account, account.login, place, now)
    raise Invalid(
        _("The code is not right, or it has been used already."), field="code", code="wrong_code",
        hint=_("Wait for the next code of the app, or use a recovery code. Is the clock of the phone right?"),
    )


def begin_sign_in(*, session: Any, account: Account, kind: str, place: Place, now: datetime) -> SignIn:
    """Begin a sign-in: a new session key, the waiting count anew, a journal line; the old session ends."""
    with transaction.atomic():
        session.flush()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = BACKEND
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.about = {"ip": place.ip, "user_agent": place.user_agent, "kind": kind, "now": now}
        session.create()
        if account.failed_attempts:
            lockout.forget(account)
            account.save(update_fields=["failed_attempts", "last_failed_at", "locked_until"])
        write_line(account, "signed_in", actor=_self(account), now=now, body={"kind": kind})
    row: SignIn = session.sign_in_row()
    return row


def begin_demo_sign_in(*, session: Any, login: str, is_loopback: bool, place: Place, now: datetime) -> SignIn:
    """Sign in with one click, in demo mode and on this computer only. Raises NotAllowed."""
    if not settings.CONGVU_DEMO or not is_loopback:
        raise NotAllowed(_("One-click sign-in exists in demo mode only, on this computer only."))
    account = Account.objects.filter(login=login, is_demo=True, is_active=True).select_related("official").first()
    if account is None:
        raise NotAllowed(_("This log-in is not one of the demo's."))
    return begin_sign_in(session=session, account=account, kind="demo", place=place, now=now)


def unlock_sign_in(*, sign_in: SignIn, password: str, place: Place, now: datetime) -> None:
    """Go on after an idle time-out: the password again, the second factor not. Raises Invalid."""
    account = sign_in.account
    if account is None or sign_in.standing(now) != "locked":
        raise NotAllowed(_("This sign-in has ended. Please sign in again."))
    check_password(login=account.login, password=password, place=place, now=now)
    with transaction.atomic():
        SignIn.objects.filter(pk=sign_in.pk, ended_at__isnull=True).update(last_seen_at=now)
        Account.objects.filter(pk=account.pk, failed_attempts__gt=0).update(
            failed_attempts=0, last_failed_at=None, locked_until=None
        )


def sign_out(*, session: Any, account: Account, now: datetime) -> None:
    """End the own sign-in."""
    with transaction.atomic():
        session.flush()
        write_line(account, "signed_out", actor=_self(account), now=now, body={})


def _self(account: Account) -> Actor:
    """The account holder as actor of lines about his own sign-in; no rights needed, none looked up."""
    return Actor(account.pk, account.login, account.official_id, account.name)


def _spend_recovery_code(account: Account, code: str, now: datetime) -> bool:
    plain = plain_recovery_code(code)
    if len(plain) != 12:
        return False
    mark = vault.fingerprint(f"{account.pk}:{plain}", purpose="recovery")
    with transaction.atomic():
        spent = RecoveryCode.objects.filter(account=account, code_hash=mark, used_at__isnull=True).update(used_at=now)
        if spent:
            left = RecoveryCode.objects.filter(account=account, used_at__isnull=True).count()
            write_line(account, "recovery_code.used", actor=_self(account), now=now, body={"left": left})
    return bool(spent)


def _address_mark(place: Place) -> str:
    return f"address:{place.ip or 'unknown'}"


def _stranger(name: str) -> Stranger | None:
    return Stranger.objects.filter(fingerprint=vault.fingerprint(name, purpose="stranger")).first()


def _lockable_of(account: Account | None, name: str) -> Lockable | None:
    return account if account is not None else _stranger(f"login:{name}")


def _refuse_while_waiting(who: Lockable | None, now: datetime) -> None:
    if who is None or who.locked_until is None or not lockout.is_locked(who, now):
        return
    until = timezone.localtime(who.locked_until)
    raise TooMany(
        _("Too many wrong attempts. The next attempt is possible after %(time)s.") % {"time": f"{until:%H:%M:%S}"},
        code="waiting", retry_after=ceil((who.locked_until - now).total_seconds()),
        hint=_("The system owner of your agency can end the wait."),
    )


def _note_failure(account: Account | None, name: str, place: Place, now: datetime) -> None:
    """Count a wrong attempt for the account (or the name nobody has) and for the address; one short transaction."""
    with transaction.atomic():
        if account is not None:
            row = Account.objects.select_for_update().get(pk=account.pk)
            if lockout.note_failure(row, now):
                until = row.locked_until.isoformat() if row.locked_until is not None else ""
                body = {"failed_attempts": row.failed_attempts, "until": until}
                write_line(row, "account.locked", actor=Actor.system(), now=now, body=body)
            row.save(update_fields=["failed_attempts", "last_failed_at", "locked_until"])
        else:
            _count_stranger(f"login:{name}", now)
        _count_stranger(_address_mark(place), now, lockout.FREE_ATTEMPTS_PER_ADDRESS, lockout.FORGIVE_EVERY)


def _count_stranger(
    name: str, now: datetime, free: int = lockout.FREE_ATTEMPTS, forgive_every: timedelta | None = None
) -> None:
    mark = vault.fingerprint(name, purpose="stranger")
    Stranger.objects.bulk_create([Stranger(fingerprint=mark)], ignore_conflicts=True)
    row = Stranger.objects.select_for_update().get(fingerprint=mark)
    lockout.note_failure(row, now, free, forgive_every)
    row.save()
