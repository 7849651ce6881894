"""`congvu demo`: load the made-up province Lam Giang, or say that it is there, and print its log-ins."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from congvu.demo.accounts import LOGINS
from congvu.demo.living.running import DOSSIERS, INSPECTIONS, SIZES, Wish, begun, live
from congvu.demo.loading import SEED, is_loaded, load
from congvu.demo.upload import write_upload
from congvu.kernel.accounts.models import Grant
from congvu.kernel.accounts.queries import demo_accounts
from congvu.kernel.casework.models import Case
from congvu.kernel.first_tables import rooms_half_way
from congvu.kernel.org.models import Agency

STEPS = 1000


class Command(BaseCommand):
    help = "Load the made-up province Lam Giang with its directives and their history, and print the log-ins."

    def add_arguments(self, parser: CommandParser) -> None:
        """Begin anew; or, with a size, a province that lives instead of the stories of the demo."""
        parser.add_argument("--fresh", action="store_true", help="empty the demo's database and load it again")
        parser.add_argument("--size", choices=sorted(SIZES), help="simulate persons with habits, by hand or in bulk")
        parser.add_argument("--seed", type=int, default=SEED, help="the same seed gives the same lives")
        parser.add_argument("--cases", type=int, help="about so many cases (small: 400, province: 1.3 million)")
        parser.add_argument("--dossiers", type=int, help="about so many dossiers (small: 150, province: 1.3 million)")
        parser.add_argument("--inspections", type=int, help="so many inspections a year (small: 12, province: 300)")

    def handle(self, *args: Any, fresh: bool = False, **options: Any) -> None:
        """Migrate, load unless it is there, print."""
        if not settings.CONGVU_DEMO:
            raise CommandError(
                _("The demo is loaded in demo mode only: set CONGVU_DEMO=1 and a folder of its own (CONGVU_DATA).")
            )
        half_way = rooms_half_way(connection)
        if half_way and not fresh:
            raise CommandError(
                _(
                    "The demo in this folder was made by an earlier state of the software (%(rooms)s) and cannot be"
                    " brought up to date. FRESH=1 make demo (congvu demo --fresh) begins it anew; what was done in it"
                    " is lost."
                )
                % {"rooms": ", ".join(half_way)}
            )
        if fresh:
            self._empty(half_way=bool(half_way))
        call_command("migrate", verbosity=0)
        if options.get("size"):
            self._live(options)
        elif is_loaded():
            self.stdout.write(_("The demo is loaded already: %(n)d cases.") % {"n": Case.objects.count()})
        elif Agency.objects.exists() or Case.objects.exists():
            raise CommandError(_("This database holds data that are not the demo's. Nothing was changed."))
        else:
            self._load()
        self._print_logins()
        self._print_walk()

    def _load(self) -> None:
        began = time.monotonic()
        with tqdm(total=STEPS, bar_format="{desc:<42} {percentage:3.0f}%|{bar:30}| {elapsed}") as bar:

            def tell(words: str, share: float) -> None:
                if words != bar.desc:
                    bar.set_description_str(words, refresh=False)
                bar.update(int(share * STEPS) - bar.n)

            found = load(now=timezone.now(), tell=tell)
        self.stdout.write(
            _("Loaded %(directives)d directives, %(cases)d cases and %(acts)d acts in %(seconds).0f seconds.")
            % {"directives": found.directives, "cases": found.cases, "acts": found.acts,
               "seconds": time.monotonic() - began}
        )  # fmt: skip

    def _live(self, options: dict[str, Any]) -> None:
        """Let the province live; a run that was stopped goes on."""
        if begun() is None and (Agency.objects.exists() or Case.objects.exists()):
            raise CommandError(_("This database holds data that are not the demo's. Nothing was changed."))
        now = timezone.now()
        size = options["size"]
        amounts = [options["cases"], options["dossiers"], options["inspections"]]
        if amounts == [None, None, None]:
            amounts = [SIZES[size], DOSSIERS[size], INSPECTIONS[size]]
        cases, dossiers, inspections = (amount or 0 for amount in amounts)
        wish = Wish(size, options["seed"], cases, now, dossiers, inspections)
        began = time.monotonic()
        with tqdm(total=STEPS, bar_format="{desc:<42} {percentage:3.0f}%|{bar:30}| {elapsed}") as bar:

            def tell(words: str, share: float) -> None:
                bar.set_description_str(words, refresh=False)
                bar.update(max(0, int(share * STEPS) - bar.n))

            cases = live(wish=wish, now=now, tell=tell)
        self.stdout.write(
            _("%(cases)d cases have lived in %(seconds).0f seconds. Who was how stands in %(file)s, nowhere else.")
            % {"cases": cases, "seconds": time.monotonic() - began, "file": settings.DATA / "demo"}
        )

    def _empty(self, *, half_way: bool) -> None:
        """Delete the demo's SQLite file with its files and bills, when there is something to delete."""
        if "org_agency" not in connection.introspection.table_names():
            return
        filled = Agency.objects.exists()
        if not filled and not half_way:
            return
        if filled and not is_loaded() and begun() is None:
            raise CommandError(_("This database holds data that are not the demo's. Nothing was changed."))
        name = Path(str(settings.DATABASES["default"]["NAME"]))
        if connection.vendor != "sqlite" or settings.DATA not in name.resolve().parents:
            raise CommandError(
                _(
                    "Only a database in the demo's own folder is emptied."
                    " Create an empty database for the demo yourself."
                )
            )
        connection.close()
        for path in (name, name.with_name(name.name + "-wal"), name.with_name(name.name + "-shm")):
            path.unlink(missing_ok=True)
        for folder in (settings.CONGVU_FILES, settings.CONGVU_BILLS):
            if settings.DATA in folder.resolve().parents:
                shutil.rmtree(folder, ignore_errors=True)

    def _print_logins(self) -> None:
        tries = {row.login: str(row.tries) for row in LOGINS}
        rows = [(_("Log-in name"), _("Official"), _("Role"), _("What to try"))]
        for account in demo_accounts(timezone.localdate(timezone.now())):
            grants: list[Grant] = getattr(account, "grants_now", [])
            roles = ", ".join(grant.role.name_vi for grant in grants)
            rows.append((account.login, account.name, roles, tries.get(account.login, "")))
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        self.stdout.write("\n" + _("Log-ins (one click on the sign-in page, no password):"))
        for row in rows:
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
            self.stdout.write("  " + "  ".join([*cells, row[3]]).rstrip())

    def _print_walk(self) -> None:
        upload = write_upload(settings.DATA / "demo")
        steps = (
            _("theo-doi: register the official letter of 2023 (%(file)s), correct two clauses, confirm the heirs of "
              "the units that have ended, issue the tasks.") % {"file": upload},
            _("gd-noi-vu: accept one task; hand another over to Sở Tài chính; ask for more time; report one as done."),
            _("gd-tai-chinh: propose that what was handed over is re-assigned; chanh-van-phong: decide."),
            _("theo-doi: return what was reported; when it is reported again, verify it."),
            _("chu-tich: see where each task stands, why its date is what it is, and who held it for how long."),
            _("mot-cua: receive a dossier, print its slip; then be the citizen: /cong-dan/ shows where it is by the "
              "code and the secret of the slip."),
            _("chu-tich and truong-doan: under inspections, make a key each, hold a draw and seal it; try to find out "
              "as anybody else where the team will go. truong-doan: open a sealed visit at the door, record it on a "
              "phone without a network."),
            _("truong-doan: open a visit that is reported, see what was found, what was answered, and what is public."),
            _("Then run `congvu verify`: the journal is sound, and no longer when a row is changed behind its back."),
        )  # fmt: skip
        self.stdout.write("\n" + _("What to try first:"))
        for number, step in enumerate(steps, 1):
            self.stdout.write(f"  {number}. {step}")
        self.stdout.write("")
