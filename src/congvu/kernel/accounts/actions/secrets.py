"""Mật khẩu, mã xác thực, mã dự phòng. What people change about their own way in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY
from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.kernel.accounts.actions.lines import write_line
from congvu.kernel.accounts.models import Account, RecoveryCode, SignIn
from congvu.kernel.accounts.policy import Actor, totp, vault
from congvu.kernel.accounts.policy.passwords import faults_of


def change_password(*, actor: Actor, account: Account, new: str, session: Any | None, now: datetime) -> None:
    """Change the own password; the caller has checked the old one. All other sign-ins of the account end.

    `session`: the sign-in that goes on (None while signing in). Raises Invalid with what is wrong with the new one.
    """
    if faults := faults_of(new, login=account.login, name=account.name):
        raise Invalid(" ".join(faults), field="new")
    if account.check_password(new):
        raise Invalid(_("The new password must differ from the old one."), field="new")
    with transaction.atomic():
        account.set_password(new)
        account.must_change_password = False
        account.save(update_fields=["password", "must_change_password"])
        others = SignIn.objects.filter(account=account, ended_at__isnull=True)
        if session is not None:
            row = session.sign_in_row()
            others = others.exclude(pk=row.pk) if row is not None else others
            session[HASH_SESSION_KEY] = account.get_session_auth_hash()
            session.save()
        others.update(ended_at=now, session_data="")
        write_line(account, "password.changed", actor=actor, now=now, body={})


def enrol_second_factor(*, actor: Actor, account: Account, secret: str, code: str, now: datetime) -> list[str]:
    """Take an authenticator app into use, proved by one code of it; returns ten recovery codes, shown once.

    Raises Invalid when the code does not fit the secret.
    """
    step = totp.step_of(code, secret, now, last_step=0)
    if step is None:
        raise Invalid(
            _("The code does not fit. Scan the picture again and type the code that is shown now."), field="code"
        )
    with transaction.atomic():
        account.totp_secret = vault.seal(secret, purpose="totp")
        account.totp_last_step = step
        account.save(update_fields=["totp_secret", "totp_last_step"])
        write_line(account, "second_factor.enrolled", actor=actor, now=now, body={})
        return _replace_recovery_codes(account)


def make_recovery_codes(*, actor: Actor, account: Account, now: datetime) -> list[str]:
    """Make ten new recovery codes, shown once; the old ones are void."""
    with transaction.atomic():
        write_line(account, "recovery_codes.made", actor=actor, now=now, body={"count": totp.RECOVERY_CODES})
        return _replace_recovery_codes(account)


def _replace_recovery_codes(account: Account) -> list[str]:
    codes = totp.new_recovery_codes()
    RecoveryCode.objects.filter(account=account).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(
            account=account,
            code_hash=vault.fingerprint(f"{account.pk}:{totp.plain_recovery_code(code)}", purpose="recovery"),
        )
        for code in codes
    )
    return codes
