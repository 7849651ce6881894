"""Văn bản: the room of official documents, registers, numbers and files."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "congvu.kernel.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Documents")

    def ready(self) -> None:
        """Register the room's background work and its line in the navigation."""
        from congvu.kernel.documents import tasks  # noqa: F401  # registers the jobs
        from congvu.kernel.ui.navigation import Entry, register

        register(
            Entry(
                "documents", _("Registers of documents"), "documents:register", "books", order=10,
                permission="documents.document.read", group="papers",
            )
        )
