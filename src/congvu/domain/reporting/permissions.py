"""Quyền đối với báo cáo yêu cầu các đơn vị."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "reporting.request.read": _("Read requests for reports"),
    "reporting.request.keep": _("Ask units for reports and merge them"),
}
