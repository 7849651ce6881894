"""Giao diện dùng chung: layouts, components, template tags; no models."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    """The room every screen leans on."""

    name = "congvu.kernel.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Interface")

    def ready(self) -> None:
        from congvu.kernel.ui import checks  # noqa: F401 -- registers the system checks
