"""Người dân: the room of people who are no officials."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CitizensConfig(AppConfig):
    name = "congvu.domain.citizens"
    label = "citizens"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Accounts of citizens")

    def ready(self) -> None:
        from django.core.checks import register as check

        from congvu.domain.citizens import tasks  # noqa: F401 -- plugs into the queue of jobs
        from congvu.domain.citizens.policy.providers import providers_are_readable
        from congvu.kernel.ui.navigation import Entry, register

        check(providers_are_readable)
        register(Entry("citizens", _("One-time codes"), "citizens:codes", "key", order=46,
                       permission="citizens.code.make", group="work"))
