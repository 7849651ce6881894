"""Quyền đối với văn bản và sổ đăng ký văn bản."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "documents.file.store": _("Upload files"),
    "documents.document.read": _("Read documents and registers"),
    "documents.document.read_restricted": _("Read documents of limited circulation"),
    "documents.document.register": _("Enter documents in the register"),
    "documents.document.correct": _("Correct entries of the register"),
    "documents.register.export": _("Print and export the register"),
}
