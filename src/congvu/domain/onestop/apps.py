"""Một cửa: the room of dossiers."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OnestopConfig(AppConfig):
    name = "congvu.domain.onestop"
    label = "onestop"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("One-stop shop")

    def ready(self) -> None:
        from congvu.domain.onestop import kind, tasks  # noqa: F401 -- plug into the sockets
        from congvu.kernel.ui.navigation import Entry, register

        register(Entry("onestop", _("One-stop shop"), "onestop:desk", "folder", order=30,
                       permission="onestop.dossier.read", group="work"))
        register(Entry("portal", _("National portal"), "onestop:portal", "upload", order=60,
                       permission="onestop.portal.keep", group="work"))
