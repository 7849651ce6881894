"""Accounts: who may knock, with which password and second factor, and how often they knocked in vain."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from congvu.core.text import skey

LOGIN_PATTERN = r"^[a-z0-9](?:[a-z0-9._-]{0,58}[a-z0-9])?$"


def new_stamp() -> int:
    """A random version: after a rolled-back change no old cache entry can fit a new state by accident."""
    return secrets.randbits(62)


class Lockable(models.Model):
    """Khóa tạm. Something that is made to wait after too many wrong passwords."""

    failed_attempts = models.PositiveIntegerField(default=0)
    last_failed_at = models.DateTimeField(null=True, blank=True)
    locked_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class AccountManager(BaseUserManager["Account"]):
    """Looks accounts up by login, whatever the case it was typed in."""

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(login=(username or "").strip().lower())


class Account(AbstractBaseUser, Lockable):
    """Tài khoản. A person's (or a machine's) way in; what it may do stands in its grants.

    `login` is kept in lower case. `totp_secret` is encrypted with a key derived from the installation's secret.
    `totp_last_step` is the last 30-second step that was used: a code is good once. `grants_version` changes with
    every change of rights, so that a cached policy is never older than the row it was read with.
    """

    last_login = None  # the sign-in rows say it, with place and device

    login = models.CharField(
        _("Log-in name"), max_length=60, unique=True,
        validators=[RegexValidator(LOGIN_PATTERN, _("Only a–z, 0–9, dot, dash and underscore."))],
    )
    official = models.ForeignKey(
        "org.Official", on_delete=models.PROTECT, null=True, blank=True, related_name="accounts",
        verbose_name=_("Official"),
    )
    full_name = models.CharField(_("Full name"), max_length=120, blank=True, default="")
    language = models.CharField(
        _("Language"), max_length=2, default="vi", choices=[("vi", "Tiếng Việt"), ("en", "English")]
    )
    is_active = models.BooleanField(_("In use"), default=True)
    is_demo = models.BooleanField(_("One-click sign-in in demo mode"), default=False)
    must_change_password = models.BooleanField(_("Must change the password"), default=False)
    totp_secret = models.TextField(blank=True, default="")
    totp_last_step = models.BigIntegerField(default=0)
    grants_version = models.BigIntegerField(default=new_stamp)
    skey = models.CharField(max_length=200, db_index=True)
    created_at = models.DateTimeField(_("Created at"))

    #: The organisation's stamp as read together with the account; None: not read.
    org_stamp: str | None = None

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = AccountManager()

    class Meta:
        verbose_name = _("Account")
        ordering = ["login"]
        constraints = [
            models.CheckConstraint(condition=Q(login=Lower(F("login"))), name="account_login_is_lower_case"),
            models.CheckConstraint(condition=~Q(login=""), name="account_login_is_not_empty"),
            models.CheckConstraint(condition=Q(language__in=["vi", "en"]), name="account_language_known"),
            models.CheckConstraint(
                condition=~Q(full_name="") | Q(official__isnull=False), name="account_has_a_name"
            ),
            models.CheckConstraint(condition=Q(totp_last_step__gte=0), name="account_totp_step_not_negative"),
        ]

    def __str__(self) -> str:
        return self.login

    def save(self, *args: Any, **kwargs: Any) -> None:
        """As in Django; the folded search text follows log-in and name."""
        if kwargs.get("update_fields") is None:
            self.fill_keys()
        super().save(*args, **kwargs)

    def fill_keys(self) -> Account:
        """Set the search key (needed before `bulk_create` only)."""
        self.skey = skey(f"{self.login} {self.full_name}")[:200]
        return self

    @property
    def name(self) -> str:
        """The person's name: the official's, else the one written on the account."""
        return self.official.full_name if self.official is not None else self.full_name

    @property
    def has_second_factor(self) -> bool:
        return bool(self.totp_secret)

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class RecoveryCode(models.Model):
    """Mã dự phòng. A one-time replacement of the second factor; only its keyed hash is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "code_hash"], name="recovery_code_once_per_account")
        ]

    def __str__(self) -> str:
        return f"recovery code {self.pk}"


class Stranger(Lockable):
    """Wrong attempts with a log-in name nobody has, or from one network address; kept only as a keyed hash.

    They wait exactly as a real account does, so that waiting betrays nothing.
    """

    fingerprint = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"stranger {self.fingerprint[:8]}"
