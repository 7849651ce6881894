"""What may be asked of this room."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "jobs.job.read": _("See background work that failed"),
    "jobs.job.retry": _("Run failed background work again or give it up"),
}
