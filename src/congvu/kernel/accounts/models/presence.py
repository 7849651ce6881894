"""Sign-ins (the session table), tokens for machines, forms kept over an expired sign-in, views of personal data."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _


class SignIn(AbstractBaseSession):
    """Phiên đăng nhập. One session of one browser; the primary key is a hash of what the cookie holds.

    A row without an account belongs to a visitor who has not finished signing in. A row that was ended stays for
    a while: the list of sign-ins shows it, and a form sent with it can be kept for the same person.
    """

    KINDS = [
        ("password", _("Password")),
        ("second_factor", _("Password and second factor")),
        ("recovery", _("Password and recovery code")),
        ("demo", _("Demo")),
    ]

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="sign_ins"
    )
    started_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ip = models.GenericIPAddressField(null=True, blank=True)
    user_agent = models.CharField(max_length=200, blank=True, default="")
    kind = models.CharField(max_length=20, choices=KINDS, default="password")

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        indexes = [models.Index(fields=["account", "-last_seen_at"], name="sign_in_by_account")]

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
        return store

    def standing(self, now: datetime) -> str:
        """`live`, `locked` (idle too long: the password again) or `ended` (too old, or ended by somebody)."""
        if self.ended_at is not None:
            return "ended"
        if (now - self.started_at).total_seconds() >= settings.CONGVU_ABSOLUTE_SECONDS:
            return "ended"
        if (now - self.last_seen_at).total_seconds() >= settings.CONGVU_IDLE_SECONDS:
            return "locked"
        return "live"


class ApiToken(models.Model):
    """Mã truy cập API. A machine's way in; only the hash is kept, the text is shown once."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    label = models.CharField(_("Label"), max_length=80)
    hint = models.CharField(max_length=12)
    token_hash = models.CharField(max_length=64, unique=True)
    scopes: models.JSONField[Any, Any] = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_on = models.DateField(_("Expires on"))
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.hint}… {self.label}"


class KeptForm(models.Model):
    """Bài làm được giữ lại. What was sent with an expired sign-in, sealed (encrypted and signed), for one account.

    Files are not kept; their names are, so that the person knows what to choose again.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="kept_forms")
    path = models.CharField(max_length=500)
    came_from = models.CharField(max_length=500, blank=True, default="")
    sealed = models.TextField()
    kept_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-kept_at"]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.path}"


class AccessLog(models.Model):
    """Nhật ký xem dữ liệu cá nhân. Who looked at what, at most one row a minute; names, never foreign keys."""

    login = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    what = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    minute = models.DateTimeField()

    class Meta:
        ordering = ["-minute", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["login", "what", "subject", "minute"], name="access_log_once_a_minute")
        ]
        indexes = [models.Index(fields=["subject", "-minute"], name="access_log_by_subject")]

    def __str__(self) -> str:
        return f"{self.login} {self.what} {self.subject}"
