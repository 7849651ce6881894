"""`congvu verify [--bills DIR]`: check the journal, and replay it against the cases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from tqdm import tqdm

from congvu.kernel.casework.queries.replay import verify_cases
from congvu.kernel.journal.queries import count_lines
from congvu.kernel.journal.queries.verification import verify_journal


class Command(BaseCommand):
    help = "Check every journal line, the tree, the daily bills, and replay the journal against the cases."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--bills", type=Path, help="folder with the bills kept outside the database")
        parser.add_argument("--quiet", action="store_true", help="no progress bar")

    def handle(self, *args: Any, bills: Path | None = None, quiet: bool = False, **options: Any) -> None:
        with tqdm(total=count_lines(), unit=" dòng", disable=quiet) as bar:
            findings = verify_journal(bills, bar.update)
        cases = verify_cases(findings)
        self.stdout.write(
            _(
                "%(lines)d lines in %(streams)d streams, %(erased)d erased; %(sealed)d sealed by %(bills)d bills; "
                "%(cases)d cases replayed."
            )
            % {"lines": findings.lines, "streams": findings.streams, "erased": findings.erased,
               "sealed": findings.sealed, "bills": findings.bills, "cases": cases}
        )  # fmt: skip
        for problem in findings.problems:
            self.stdout.write(f"  ✗ {problem}")
        if not findings.sound:
            if findings.count > len(findings.problems):
                self.stdout.write(_("  … and %(n)d more.") % {"n": findings.count - len(findings.problems)})
            self.stdout.write(_("The journal is NOT sound."))
            raise SystemExit(1)
        self.stdout.write(_("The journal is sound."))
