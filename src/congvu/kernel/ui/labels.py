"""Tên gọi của dải lưu giữ: words of the custody strip."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WHOSE_LABELS: dict[str, Promise] = {
    "agency": _("Agency"),
    "applicant": _("Applicant"),
    "consulted": _("Consulted body"),
    "higher": _("Higher level"),
    "outage": _("System outage"),
}
CUSTODY_LABELS: dict[str, Promise] = {
    "held": _("Held"),
    "transfer": _("Being handed over"),
    "paused": _("Clock paused"),
    "closed": _("Closed"),
}
