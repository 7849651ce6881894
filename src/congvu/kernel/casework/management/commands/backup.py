"""`congvu backup FILE`: everything one needs to start again elsewhere, in one checked archive."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.translation import gettext as _

SQLITE_NAME, POSTGRES_NAME = "database.sqlite3", "database.dump"


def postgres_environment() -> dict[str, str]:
    """Connection settings for PostgreSQL's own programs; the password goes by the environment, not the command line."""
    values = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    chosen = {name: str(values[key]) for name, key in names.items() if values.get(key)}
    return {**os.environ, **chosen}


def digest(path: Path) -> str:
    """SHA-256 of a file, hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def folders() -> list[tuple[str, Path]]:
    """What lies beside the database: files by content hash, keys, and the daily bills."""
    return [("files", settings.CONGVU_FILES), ("keys", settings.CONGVU_KEYS), ("bills", settings.CONGVU_BILLS)]


class Command(BaseCommand):
    help = "Write database, files, keys and daily bills into one archive."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="archive to write (.tar.gz); it holds keys, keep it safe")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if file.exists():
            raise CommandError(_("%(file)s exists already; choose another name.") % {"file": file})
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f".{file.name}.part")
        with tempfile.TemporaryDirectory(prefix="congvu-backup-") as work:
            dump = self._dump(Path(work))
            members = [(dump.name, dump)]
            for name, folder in folders():
                if folder.is_dir():
                    found = sorted(
                        path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".part")
                    )
                    members += [(f"{name}/{path.relative_to(folder)}", path) for path in found]
            manifest = Path(work) / "manifest.json"
            manifest.write_text(json.dumps(self._manifest(members), indent=1, ensure_ascii=False), encoding="utf-8")
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as raw, tarfile.open(fileobj=raw, mode="w:gz") as archive:
                archive.add(manifest, "manifest.json")
                for name, path in members:
                    archive.add(path, name, recursive=False)
                    self.stdout.write(f"  {name}", ending="\r")
        part.replace(file)
        self.stdout.write(_("Backed up %(n)d files into %(file)s. It contains keys: keep it as safe as the server.")
                          % {"n": len(members), "file": file})  # fmt: skip

    def _dump(self, work: Path) -> Path:
        if connection.vendor == "sqlite":
            target = work / SQLITE_NAME
            source = sqlite3.connect(f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True)
            copy = sqlite3.connect(target)
            with source, copy:
                source.backup(copy)
            source.close()
            copy.close()
            return target
        target = work / POSTGRES_NAME
        command = ["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}"]
        try:
            subprocess.run(command, env=postgres_environment(), check=True)
        except FileNotFoundError:
            raise CommandError(_("pg_dump was not found; install PostgreSQL's client programs.")) from None
        except subprocess.CalledProcessError as broken:
            raise CommandError(_("pg_dump failed (exit %(n)d).") % {"n": broken.returncode}) from None
        return target

    def _manifest(self, members: list[tuple[str, Path]]) -> dict[str, Any]:
        applied = sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
        return {
            "format": "congvu-backup-1", "made_at": timezone.now().isoformat(), "engine": connection.vendor,
            "migrations": applied, "files": {name: digest(path) for name, path in members},
        }  # fmt: skip
