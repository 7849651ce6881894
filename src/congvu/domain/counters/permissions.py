"""Quyền tại quầy tiếp nhận."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "counters.desk.read": _("See opening times, windows and waits of the one-stop desks"),
    "counters.desk.set": _("Set opening times, windows and services of the one-stop desk"),
    "counters.queue.serve": _("Call numbers at the one-stop desk"),
}
