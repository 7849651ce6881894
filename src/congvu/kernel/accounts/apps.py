"""Phòng Tài khoản: sign-in, roles with agency scope, the one policy."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import register
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "congvu.kernel.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Collect every room's permission codes; keep the shipped roles equal to their data after migrations."""
        from congvu.kernel.accounts import tasks  # noqa: F401 -- registers the room's jobs
        from congvu.kernel.accounts.actions import sync_after_migrate
        from congvu.kernel.accounts.permissions import collect
        from congvu.kernel.accounts.policy.loopback import demo_stays_at_home
        from congvu.kernel.ui import navigation

        collect()
        register(demo_stays_at_home)
        navigation.register(
            navigation.Entry(
                code="accounts", label=_("Accounts and roles"), url_name="accounts:accounts", icon="users", order=40,
                permission="accounts.account.read", group="system",
            )
        )
        post_migrate.connect(sync_after_migrate, sender=self, dispatch_uid="accounts.roles")
