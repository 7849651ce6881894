"""Quyền đối với việc gửi, nhận văn bản điện tử."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "connectors.exchange.read": _("See documents exchanged with other systems"),
    "connectors.exchange.act": _("Accept, refuse and send documents between systems"),
    "connectors.organ.manage": _("Keep the directory of connected organisations"),
}
