"""Kỷ luật, khen thưởng: the room of conduct."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConductConfig(AppConfig):
    name = "congvu.domain.conduct"
    label = "conduct"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Conduct")

    def ready(self) -> None:
        from congvu.domain.conduct import kind, tasks  # noqa: F401 -- plug into the sockets
        from congvu.kernel.ui.navigation import Entry, register

        for entry in (
            Entry("conduct-discipline", _("Disciplinary files"), "conduct:files", "gavel", order=60,
                  permission="conduct.discipline.read", group="conduct"),
            Entry("conduct-reviews", _("Reviews of responsibility"), "conduct:reviews", "users", order=61,
                  permission="conduct.discipline.read", group="conduct"),
            Entry("conduct-measures", _("Other measures"), "conduct:measures", "list-check", order=62,
                  permission="conduct.discipline.read", group="conduct"),
            Entry("conduct-leavers", _("Leavers"), "conduct:leavers", "users-minus", order=63,
                  permission="conduct.leaver.keep", group="conduct"),
            Entry("conduct-publications", _("Publications of violators"), "conduct:publications", "speakerphone",
                  order=64, permission="conduct.discipline.read", group="conduct"),
            Entry("conduct-praise", _("Commendations"), "conduct:commendations", "certificate", order=65,
                  permission="conduct.commendation.read", group="conduct"),
            Entry("conduct-proposals", _("Innovative proposals"), "conduct:proposals", "star", order=66,
                  permission="conduct.proposal.submit", group="conduct"),
            Entry("conduct-work", _("My work items"), "conduct:my_work", "list-check", order=67,
                  permission="casework.case.act", group="conduct"),
        ):  # fmt: skip
            register(entry)
