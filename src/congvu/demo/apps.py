"""The demonstration province."""

from __future__ import annotations

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "congvu.demo"
    label = "demo"
    verbose_name = "Demo"
