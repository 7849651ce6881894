"""Chương trình công tác và nhật ký tham mưu: the room of programme items and drafts."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammeConfig(AppConfig):
    name = "congvu.domain.programme"
    label = "programme"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Work programme")

    def ready(self) -> None:
        from congvu.domain.programme import kind, measures  # noqa: F401 -- plugs into the sockets
        from congvu.domain.programme.queries.calendar import submissions_of
        from congvu.kernel.casework.policy import calendar_entries
        from congvu.kernel.ui.navigation import Entry, register

        calendar_entries.register("programme", submissions_of)
        register(Entry("programme", _("Work programme"), "programme:index", "calendar-event", order=24,
                       permission="programme.programme.read", group="work"))
        register(Entry("drafts", _("Drafts"), "programme:drafts", "writing", order=26,
                       permission="programme.programme.read", group="work"))
        register(Entry("drafting_journal", _("Drafting journal"), "programme:journal", "notes", order=34,
                       permission="programme.journal.read", group="oversight"))
