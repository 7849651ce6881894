"""The desk face."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "congvu.face.desk"
    label = "desk"
    verbose_name = "Desk"
