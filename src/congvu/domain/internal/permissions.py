"""Quyền đối với quy trình nội bộ."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "internal.route.read": _("Read internal routes"),
    "internal.route.edit": _("Draft internal routes, put them in force and end them"),
    "internal.work.start": _("Start work on an internal route"),
}
