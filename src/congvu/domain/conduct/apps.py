"""Kỷ luật, khen thưởng: the room of conduct."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConductConfig(AppConfig):
    name = "congvu.domain.conduct"
    label = "conduct"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Conduct")
