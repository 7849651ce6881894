"""Chương trình công tác và nhật ký tham mưu: the room of programme items and drafts."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammeConfig(AppConfig):
    name = "congvu.domain.programme"
    label = "programme"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Work programme")
