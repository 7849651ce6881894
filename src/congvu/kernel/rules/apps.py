"""Bộ quy tắc: the room of the rulebook."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RulesConfig(AppConfig):
    name = "congvu.kernel.rules"
    label = "rules"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Rulebook")

    def ready(self) -> None:
        """Put the rulebook on the rail."""
        from congvu.kernel.ui.navigation import Entry, register

        register(
            Entry(
                "rules", _("Rulebook"), "rules:book", "scale", order=60, permission="rules.rule.read", group="books"
            )
        )
