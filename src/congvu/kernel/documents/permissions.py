"""Quyền đối với văn bản và sổ đăng ký văn bản."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "documents.document.read": _("Read documents and registers, bring files"),
    "documents.document.read_restricted": _("Read documents of limited circulation"),
    "documents.document.register": _("Enter documents in the register and correct entries"),
}
