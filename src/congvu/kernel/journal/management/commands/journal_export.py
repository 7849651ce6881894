"""`congvu journal-export FILE`: the journal for the stand-alone verifier, which `--verifier FILE` writes beside it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from congvu.kernel.journal.queries.lines import in_tree_order

VERIFIER = Path(__file__).resolve().parent.parent.parent / "standalone" / "verify_journal.py"


class Command(BaseCommand):
    help = "Export the journal as lines of JSON; it holds names and texts, treat it as the database itself."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--verifier", type=Path, help="also write the stand-alone verifier here")

    def handle(self, *args: Any, file: Path, verifier: Path | None = None, **options: Any) -> None:
        if file.exists():
            raise CommandError(_("%(file)s exists already; choose another name.") % {"file": file})
        count = 0
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            for line in in_tree_order():
                out.write(json.dumps(line, ensure_ascii=False) + "\n")
                count += 1
        if verifier is not None:
            verifier.write_text(VERIFIER.read_text(encoding="utf-8"), encoding="utf-8")
        self.stdout.write(_("%(n)d lines written to %(file)s.") % {"n": count, "file": file})
