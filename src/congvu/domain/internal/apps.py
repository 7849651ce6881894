"""Quy trình nội bộ: the room of routes for an agency's own work."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InternalConfig(AppConfig):
    name = "congvu.domain.internal"
    label = "internal"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Internal routes")

    def ready(self) -> None:
        from congvu.domain.internal import kind, measures  # noqa: F401 -- plugs into the sockets
        from congvu.kernel.ui.navigation import Entry, register

        register(Entry("internal", _("Internal routes"), "internal:routes", "route", order=29,
                       permission="internal.route.read", group="work"))
