"""Print the contract of the API: `congvu openapi > docs/api/openapi.json`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from congvu.face.api.api.contract import written
from congvu.face.api.urls import API


class Command(BaseCommand):
    help = "Print the OpenAPI 3.1 contract of the API."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """The same text that /api/v1/openapi.json serves."""
        self.stdout.write(written(API), ending="")
