"""The api face."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "congvu.face.api"
    label = "api"
    verbose_name = "Api"
