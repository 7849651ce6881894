"""Bộ quy tắc: the room of the rulebook."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RulesConfig(AppConfig):
    name = "congvu.kernel.rules"
    label = "rules"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Rulebook")
