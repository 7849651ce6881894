"""The room of background work."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Công việc nền. Rows written in the same transaction as the act, run later by a worker."""

    name = "congvu.kernel.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Background work")

    def ready(self) -> None:
        """Let every room bring its jobs (importing its tasks.py registers them), and put the screen on the rail."""
        from congvu.kernel.ui.navigation import Entry, register

        autodiscover_modules("tasks")
        register(
            Entry(
                "jobs",
                _("Background work"),
                "jobs:overview",
                "refresh",
                order=80,
                permission="jobs.job.read",
                group="system",
            )
        )
