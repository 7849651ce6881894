"""Thiết lập: first set-up, imports and exports of the organisation, and reorganisations with their preview."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SetupConfig(AppConfig):
    name = "congvu.face.setup"
    label = "setup"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Set-up")

    def ready(self) -> None:
        """Put the pages on the rail."""
        from congvu.kernel.ui.navigation import Entry, register

        register(
            Entry("setup", _("First set-up and import"), "setup:overview", "settings", order=5, group="system",
                  permission="org.agency.add")
        )  # fmt: skip
        register(
            Entry("reforms", _("Reorganisations"), "setup:reforms", "arrows-join", order=6, group="system",
                  permission="org.agency.reorganise")
        )  # fmt: skip
