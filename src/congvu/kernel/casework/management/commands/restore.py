"""`congvu restore FILE`: put a backup back, checked file by file, then verified."""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
import tempfile
import zlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.translation import gettext as _

from congvu.kernel.casework.management.commands.backup import (
    POSTGRES_NAME,
    SQLITE_NAME,
    digest,
    folders,
    postgres_environment,
)


class Command(BaseCommand):
    help = "Put a backup back into an empty installation, and verify it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="overwrite what is there")

    def handle(self, *args: Any, file: Path, replace: bool = False, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(_("%(file)s does not exist.") % {"file": file})
        with tempfile.TemporaryDirectory(prefix="congvu-restore-", dir=settings.DATA) as work:
            root = Path(work)
            manifest = self._unpack(file, root)
            if manifest["engine"] != connection.vendor:
                raise CommandError(
                    _("This backup is of %(theirs)s, this installation runs on %(ours)s.")
                    % {"theirs": manifest["engine"], "ours": connection.vendor}
                )
            if not replace and self._is_used():
                raise CommandError(
                    _("This installation is not empty. Nothing was changed. Use --replace to overwrite it.")
                )
            self._database(root)
            for name, folder in folders():
                if (root / name).is_dir():
                    shutil.copytree(root / name, folder, dirs_exist_ok=True)
            for path in settings.CONGVU_KEYS.glob("*"):
                path.chmod(0o600)
        call_command("migrate", verbosity=0)
        call_command(
            "verify", bills=settings.CONGVU_BILLS if any(settings.CONGVU_BILLS.glob("*.bill")) else None, quiet=True
        )
        self.stdout.write(_("Restored from %(file)s.") % {"file": file})

    def _unpack(self, file: Path, root: Path) -> dict[str, Any]:
        try:
            with tarfile.open(file, "r:gz") as archive:
                archive.extractall(root, filter="data")
            manifest: dict[str, Any] = json.loads((root / "manifest.json").read_text(encoding="utf-8"))
        except (tarfile.TarError, OSError, EOFError, zlib.error, ValueError) as broken:
            raise CommandError(_("This is not a backup, or it is damaged: %(why)s") % {"why": broken}) from None
        if manifest.get("format") != "congvu-backup-1":
            raise CommandError(_("This is not a backup of this system."))
        for name, sha256 in manifest["files"].items():
            if not (root / name).is_file() or digest(root / name) != sha256:
                raise CommandError(_("The backup is damaged: %(name)s is not what was saved.") % {"name": name})
        return manifest

    def _is_used(self) -> bool:
        with connection.cursor() as cursor:
            if "journal_line" not in connection.introspection.table_names(cursor):
                return False
            cursor.execute("SELECT 1 FROM journal_line LIMIT 1")
            return cursor.fetchone() is not None

    def _database(self, root: Path) -> None:
        connection.close()
        if connection.vendor == "sqlite":
            target = Path(str(connection.settings_dict["NAME"]))
            target.parent.mkdir(parents=True, exist_ok=True)
            for old in (target, target.with_name(f"{target.name}-wal"), target.with_name(f"{target.name}-shm")):
                old.unlink(missing_ok=True)
            shutil.copyfile(root / SQLITE_NAME, target)
            target.chmod(0o600)
            return
        command = [
            "pg_restore", "--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction",
            f"--dbname={connection.settings_dict['NAME']}", str(root / POSTGRES_NAME),
        ]  # fmt: skip
        try:
            subprocess.run(command, env=postgres_environment(), check=True)
        except FileNotFoundError:
            raise CommandError(_("pg_restore was not found; install PostgreSQL's client programs.")) from None
        except subprocess.CalledProcessError as broken:
            raise CommandError(_("pg_restore failed (exit %(n)d).") % {"n": broken.returncode}) from None
