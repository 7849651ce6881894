"""Văn bản chỉ đạo và nhiệm vụ: the room of directives and their tasks."""

from __future__ import annotations

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "congvu.domain.directives"
    label = "directives"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Directives"

    def ready(self) -> None:
        from congvu.domain.directives import kind, measures, tasks  # noqa: F401, PLC0415 -- plugs into the sockets
