"""Sổ nhật ký: the journal room."""

from __future__ import annotations

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "congvu.kernel.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Journal"

    def ready(self) -> None:
        from congvu.kernel.journal import tasks  # noqa: F401, PLC0415 -- registers the room's jobs
