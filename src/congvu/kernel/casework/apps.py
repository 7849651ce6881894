"""Công việc: the room of cases."""

from __future__ import annotations

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "congvu.kernel.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Casework"

    def ready(self) -> None:
        from congvu.kernel.casework import kind, tasks  # noqa: F401 -- registers kind and jobs
        from congvu.kernel.casework.policy.papers import PAPERS, sealed_streams
        from congvu.kernel.documents.policy import readers
        from congvu.kernel.journal.policy import hidden

        readers.register("casework", PAPERS)
        hidden.register("casework", sealed_streams)
