"""Báo cáo: periodic notices of results, on paper and on screen."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "congvu.face.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Notices and boards")

    def ready(self) -> None:
        from congvu.kernel.ui.navigation import Entry, register

        register(Entry("notices", _("Notices of results"), "reports:notices", "report", order=36,
                       permission="reports.notice.read", group="oversight"))
        register(Entry("regulation", _("Working regulation not kept"), "reports:regulation", "clock-exclamation",
                       order=63, permission="reports.regulation.read", group="oversight"))
