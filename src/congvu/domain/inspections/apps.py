"""Kiểm tra công vụ: the room of inspections."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class InspectionsConfig(AppConfig):
    name = "congvu.domain.inspections"
    label = "inspections"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Inspections")

    def ready(self) -> None:
        from congvu.domain.inspections import kind, measures, tasks  # noqa: F401 -- plug into the sockets
        from congvu.domain.inspections.actions.checklists import lay_down_after_migrate
        from congvu.kernel.ui.navigation import Entry, register

        register(Entry("inspections", _("Inspections"), "inspections:front", "zoom-check", order=32,
                       permission="inspections.plan.read", group="oversight"))
        register(Entry("told", _("Explanations asked of me"), "inspections:told", "message", order=33,
                       group="oversight"))
        post_migrate.connect(lay_down_after_migrate, sender=self, dispatch_uid="inspections.checklist")
