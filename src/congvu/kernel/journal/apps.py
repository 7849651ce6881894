"""Sổ nhật ký: the journal room."""

from __future__ import annotations

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "congvu.kernel.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Journal"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from congvu.kernel.journal import tasks  # noqa: F401 -- registers the room's jobs
        from congvu.kernel.ui.navigation import Entry, register

        register(
            Entry("journal", _("Journal"), "journal:lines", "history", order=60, group="oversight",
                  permission="journal.line.read")
        )  # fmt: skip
