"""Báo cáo định kỳ: the room of narrative reports asked from units and merged by the office."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    name = "congvu.domain.reporting"
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Reports asked from units")
