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
        from congvu.domain.directives.actions.routing import ISSUE, turn_into_tasks
        from congvu.domain.directives.queries.calendar import meetings_of
        from congvu.kernel.casework.kinds import case_href
        from congvu.kernel.casework.policy import calendar_entries
        from congvu.kernel.documents import kinds as documents
        from congvu.kernel.ui.navigation import Entry, register

        calendar_entries.register("meetings", meetings_of)
        documents.register(
            documents.Router("directives", _("Follow as tasks"), ISSUE, turn_into_tasks, case_href)
        )
        register(Entry("directives", _("Directives"), "directives:register", "gavel", order=20,
                       permission="directives.directive.read", group="work"))
        register(Entry("meetings", _("Meetings"), "directives:meetings", "users-group", order=22,
                       permission="directives.meeting.read", group="work"))
        register(Entry("statistics", _("Statistics of tasks"), "directives:statistics", "report-analytics", order=30,
                       permission="directives.statistics.read", group="oversight"))
        register(Entry("extensions", _("Extensions"), "directives:extensions", "calendar-time", order=32,
                       permission="directives.statistics.read", group="oversight"))
