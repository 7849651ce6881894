"""Quầy tiếp nhận: the room of counters."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CountersConfig(AppConfig):
    name = "congvu.domain.counters"
    label = "counters"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Counters")

    def ready(self) -> None:
        from congvu.kernel.ui.navigation import Entry, register

        register(Entry("counters", _("Counters"), "counters:desks", "speakerphone", order=45,
                       permission="counters.desk.read", group="work"))  # fmt: skip
