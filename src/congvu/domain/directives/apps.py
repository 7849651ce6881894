"""Văn bản chỉ đạo và nhiệm vụ: the room of directives and their tasks."""

from __future__ import annotations

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "congvu.domain.directives"
    label = "directives"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Directives"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from congvu.domain.directives import kind, measures, tasks  # noqa: F401 -- plugs into the sockets
        from congvu.kernel.ui.navigation import Entry, register

        register(Entry("directives", _("Directives"), "directives:register", "gavel", order=20,
                       permission="directives.directive.read", group="work"))
        register(Entry("meetings", _("Meetings"), "directives:meetings", "users-group", order=22,
                       permission="directives.meeting.read", group="work"))
        register(Entry("statistics", _("Statistics of tasks"), "directives:statistics", "report-analytics", order=30,
                       permission="directives.statistics.read", group="oversight"))
        register(Entry("extensions", _("Extensions"), "directives:extensions", "calendar-time", order=32,
                       permission="directives.statistics.read", group="oversight"))
