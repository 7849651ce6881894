"""`congvu seal`: seal the journal now, instead of waiting for the daily job."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.kernel.journal.actions import seal


class Command(BaseCommand):
    help = "Seal the day's journal and write the bill outside the database."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        bill = seal(day=timezone.localdate(now), keys=settings.CONGVU_KEYS, bills=settings.CONGVU_BILLS, now=now)
        self.stdout.write(
            _("Bill of %(day)s: %(n)d lines, root %(root)s")
            % {"day": bill.day, "n": bill.tree_size, "root": bytes(bill.root).hex()}
        )
