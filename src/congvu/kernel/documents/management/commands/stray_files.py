"""`congvu manage stray_files`: which stored files belong to nothing and would be deleted."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.kernel.documents.actions import sweep_files, unreferenced


class Command(BaseCommand):
    """Lists; deletes only when asked to."""

    help = "List stored files that belong to nothing; --delete deletes them as the nightly job does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--delete", action="store_true", help="delete them now")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        total = 0
        for file in unreferenced(now).iterator():
            self.stdout.write(f"{file.sha256}  {file.size:>12}  {file.stored_at:%d/%m/%Y}  {file.kind}")
            total += 1
        if options["delete"]:
            self.stdout.write(_("%(n)s files deleted.") % {"n": sweep_files(now=now)})
        else:
            self.stdout.write(_("%(n)s files belong to nothing. Nothing has been deleted.") % {"n": total})
