"""Quyền đối với người dân."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "citizens.code.make": _("Make one-time codes for people whose papers were seen at the counter"),
}
