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
        from congvu.domain.onestop import kind, measures, tasks  # noqa: F401 -- plug into the sockets
        from congvu.kernel.ui.navigation import Entry, register

        for entry in (
            Entry("onestop", _("One-stop shop"), "onestop:desk", "folder", order=30,
                  permission="onestop.dossier.read", group="work"),
            Entry("onestop-dossiers", _("Dossiers"), "onestop:dossiers", "files", order=31,
                  permission="onestop.dossier.read", group="work"),
            Entry("onestop-signing", _("Waiting for your signature"), "onestop:signing", "signature", order=32,
                  permission="onestop.dossier.sign", group="work"),
            Entry("onestop-risk", _("At risk of being late"), "onestop:risk", "alert-triangle", order=33,
                  permission="onestop.dossier.read", group="oversight"),
            Entry("onestop-desks", _("One-stop desks"), "onestop:desks", "building", order=45,
                  permission="onestop.desk.edit", group="books"),
            Entry("portal", _("National portal"), "onestop:portal", "upload", order=60,
                  permission="onestop.portal.keep", group="work"),
        ):  # fmt: skip
            register(entry)
