"""Quyền lập thông báo kết quả."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "reports.notice.read": _("Read notices of results"),
    "reports.regulation.read": _("See where the working regulation was not kept"),
    "reports.notice.make": _("Make and issue notices of results"),
}
