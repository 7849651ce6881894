"""Tổ chức bộ máy: agencies, posts, officials and calendars as dated facts."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgConfig(AppConfig):
    """The organisation room."""

    name = "congvu.kernel.org"
    label = "org"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Organisation")
