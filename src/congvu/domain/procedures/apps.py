"""Thủ tục hành chính: the room of the catalogue."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProceduresConfig(AppConfig):
    name = "congvu.domain.procedures"
    label = "procedures"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Procedures")

    def ready(self) -> None:
        from congvu.domain.procedures import measures  # noqa: F401 -- plugs into the sockets
        from congvu.kernel.ui.navigation import Entry, register

        register(Entry("procedures", _("Procedures"), "procedures:catalogue", "list-details", order=40,
                       permission="procedures.procedure.read", group="work"))  # fmt: skip
