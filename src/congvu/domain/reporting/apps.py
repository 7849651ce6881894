"""Báo cáo định kỳ: the room of narrative reports asked from units and merged by the office."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    name = "congvu.domain.reporting"
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Reports asked from units")

    def ready(self) -> None:
        from congvu.domain.reporting import kind, measures  # noqa: F401 -- plugs into the sockets
        from congvu.kernel.ui.navigation import Entry, register

        register(Entry("reporting", _("Reports asked from units"), "reporting:requests", "clipboard-list", order=28,
                       permission="reporting.request.read", group="work"))
