"""Quyền đối với sổ nhật ký."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "journal.line.read": _("Read the whole journal"),
    "journal.line.erase": _("Erase the text of a journal line"),
    "journal.verify": _("Check the journal and read its daily bills"),
}
