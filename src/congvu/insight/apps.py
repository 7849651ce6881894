"""Chỉ tiêu đo lường: the room that owns the socket of measures."""

from __future__ import annotations

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "congvu.insight"
    label = "insight"
    verbose_name = "Insight"

    def ready(self) -> None:
        """Declare the checks over what the kernel records."""
        from congvu.insight import regulation_checks  # noqa: F401 -- plugs into the socket
