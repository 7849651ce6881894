"""Quyền đối với danh mục thủ tục hành chính."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "procedures.procedure.read": _("Read the catalogue of procedures"),
    "procedures.procedure.draft": _("Draft procedures of the agency and their versions"),
    "procedures.procedure.announce": _("Announce procedures, publish them and end them"),
    "procedures.sheet.post": _("Record which sheets of procedures are posted at the one-stop desk"),
}
