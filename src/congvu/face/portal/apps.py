"""Cổng thủ tục của người dân: the room of the public side."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "congvu.face.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Public portal")

    def ready(self) -> None:
        from congvu.face.portal import tasks  # noqa: F401 -- plugs into the queue of jobs
