"""Công việc: the room of cases."""

from __future__ import annotations

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "congvu.kernel.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Casework"

    def ready(self) -> None:
        from congvu.kernel.casework import kind, tasks  # noqa: F401, PLC0415 -- registers kind and jobs
        from congvu.kernel.casework.policy.papers import PAPERS  # noqa: PLC0415 -- apps are ready only here
        from congvu.kernel.documents.policy.readers import register  # noqa: PLC0415

        register("casework", PAPERS)
