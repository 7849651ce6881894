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

    def ready(self) -> None:
        """Put the organisation's pages on the rail."""
        from congvu.kernel.ui.navigation import Entry, register

        read = "org.agency.read"
        register(Entry("org", _("Organisation"), "org:tree", "sitemap", order=30, permission=read, group="books"))
        register(Entry("officials", _("Officials"), "org:officials", "users", order=31, permission=read, group="books"))
        register(
            Entry("standing_in", _("Absence, delegation"), "org:standing_in", "user-off", order=31, permission=read,
                  group="books")
        )  # fmt: skip
        register(
            Entry("portfolios", _("Leaders' portfolios"), "org:portfolios", "briefcase", order=31, permission=read,
                  group="books")
        )  # fmt: skip
        register(Entry("groups", _("Groups of addressees"), "org:groups", "users-group", order=31, permission=read,
                       group="books"))
        register(
            Entry("calendars", _("Calendars"), "org:calendars", "calendar", order=32, permission=read, group="books")
        )
