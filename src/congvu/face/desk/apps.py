"""Bàn làm việc: the desk, the face for staff. It names no kind; kinds come to it through the socket."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "congvu.face.desk"
    label = "desk"
    verbose_name = _("Desk")

    def ready(self) -> None:
        """Put the desk's pages on the rail; lower rooms link to the one case page without knowing the desk."""
        from congvu.face.desk.queries.kept import pinned_lines
        from congvu.kernel.casework.kinds import show_cases_at
        from congvu.kernel.ui.navigation import Entry, register, register_own_lines

        register_own_lines(pinned_lines)

        show_cases_at("desk:case")
        register(Entry("home", _("My desk"), "desk:home", "home", order=10))
        register(
            Entry("cases", _("List of cases"), "desk:cases", "checklist", order=10, group="work",
                  permission="casework.case.read")
        )  # fmt: skip
        register(Entry("digest", _("Morning digest"), "desk:digest", "alarm", order=15))
        register(
            Entry("letters", _("Urging letters"), "desk:letters", "mail", order=20, group="oversight",
                  permission="casework.case.urge")
        )  # fmt: skip
        register(
            Entry("outbox", _("E-mails sent"), "desk:outbox", "send", order=60, group="system",
                  permission="casework.mail.oversee")
        )  # fmt: skip
        register(
            Entry("overview", _("Overview"), "desk:overview", "report-analytics", order=10, group="oversight",
                  permission="casework.case.export")
        )  # fmt: skip
        register(
            Entry("calendar", _("My calendar"), "desk:calendar", "calendar-event", order=17,
                  permission="casework.case.read")
        )  # fmt: skip
        register(
            Entry("handovers", _("Hand-over of desks"), "desk:handovers", "transfer", order=34, group="books",
                  permission="casework.case.read")
        )  # fmt: skip
        register(
            Entry("competence", _("Authority"), "desk:competence", "hierarchy", order=50, group="books",
                  permission="rules.rule.read")
        )  # fmt: skip
        register(
            Entry(
                "dead_groups", _("Units without hands"), "desk:dead_groups", "users-minus", order=52,
                group="oversight", permission="casework.unit.watch",
            )
        )  # fmt: skip
        register(
            Entry("sweeps", _("What hangs"), "desk:sweeps", "user-question", order=50, group="oversight",
                  permission="casework.case.oversee")
        )  # fmt: skip
