"""`congvu import-directive FILE`: register a directive from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.core.directive_text import read_directive
from congvu.core.refusals import Refusal
from congvu.domain.directives.actions.registering import register_directive
from congvu.domain.directives.policy.entries import entry_from
from congvu.domain.directives.queries.directives import coverage_of
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.documents.actions.files import store_upload
from congvu.kernel.documents.queries import text_of_file
from congvu.kernel.org import queries as org


class Command(BaseCommand):
    help = "Register a directive from a file (.txt, .docx, .pdf, .html) as read; it then waits for review."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--agency", default="vpubnd", help="code of the agency whose register it enters")
        parser.add_argument("--again", action="store_true", help="register it although it seems to be registered")

    def handle(self, *args: Any, file: Path, agency: str, again: bool = False, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(_("%(file)s does not exist.") % {"file": file})
        actor, now = Actor.system(), timezone.now()
        try:
            owner = org.agency_by_code(agency)
            stored = store_upload(actor=actor, name=file.name, content=file.read_bytes(), now=now)
            found = text_of_file(stored.pk)
            directive = register_directive(
                actor=actor, agency_id=owner.pk, entry=entry_from(read_directive(found.text)), file=stored,
                file_name=file.name, text=found.text, recognised=found.recognised, confirm_duplicate=again, now=now,
            )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        coverage = coverage_of(directive.pk)
        self.stdout.write(
            _("Registered as no. %(serial)s: %(code)s. %(sentences)d sentences, %(clauses)d clauses wait for review.")
            % {"serial": directive.document.serial, "code": directive.document.code,
               "sentences": coverage.sentences, "clauses": coverage.clauses}
        )  # fmt: skip
