"""The api face: the same acts and the same policy for machines."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "congvu.face.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Interface for machines")

    def ready(self) -> None:
        from congvu.face.api import tasks  # noqa: F401  # registers its job
