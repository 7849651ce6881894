"""The drill: what was backed up stands again elsewhere, and a damaged backup is not taken for a good one."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from congvu.kernel.casework.models import Case
from congvu.kernel.journal.actions import seal
from tests.kernel.casework.office import Office

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """The address of an empty database of the same engine: a file to be made, or a database beside the tests' own."""
    if connection.vendor == "sqlite":
        yield ""
        return
    named = connection.settings_dict
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS congvu_drill")
        cursor.execute("CREATE DATABASE congvu_drill")
    try:
        yield f"postgres://{named['USER']}@{named['HOST']}:{named['PORT']}/congvu_drill"
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP DATABASE congvu_drill WITH (FORCE)")


def restored(archive: Path, data: Path, address: str) -> subprocess.CompletedProcess[str]:
    """Restore into an installation of its own, by the command line, as an operator would."""
    env = {**os.environ, "CONGVU_DATA": str(data), "DJANGO_SETTINGS_MODULE": "congvu.config.settings"}
    env["CONGVU_DATABASE_URL"] = address
    command = [sys.executable, "-m", "django", "restore", str(archive)]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def test_a_backup_restores_and_verifies(office: Office, tmp_path: Path, elsewhere: str) -> None:
    case = office.case()
    seal(day=office.now.date(), keys=settings.CONGVU_KEYS, bills=settings.CONGVU_BILLS, now=office.now)
    archive = tmp_path / "backup.tar.gz"
    call_command("backup", str(archive), stdout=io.StringIO())
    assert archive.stat().st_mode & 0o077 == 0
    said = restored(archive, tmp_path / "elsewhere", elsewhere)
    assert said.returncode == 0, said.stdout + said.stderr
    assert (tmp_path / "elsewhere" / "keys" / "journal.ed25519").exists()
    again = restored(archive, tmp_path / "elsewhere", elsewhere)
    assert again.returncode != 0
    assert case.code in Case.objects.values_list("code", flat=True)


def test_a_backup_holds_the_database_of_either_engine(office: Office, tmp_path: Path) -> None:
    office.case()
    archive = tmp_path / "backup.tar.gz"
    call_command("backup", str(archive), stdout=io.StringIO())
    with tarfile.open(archive) as found:
        names = found.getnames()
    assert "manifest.json" in names
    assert {"database.sqlite3", "database.dump"} & set(names)


def test_a_damaged_backup_is_refused_and_changes_nothing(office: Office, tmp_path: Path) -> None:
    office.case()
    archive, broken = tmp_path / "backup.tar.gz", tmp_path / "broken.tar.gz"
    call_command("backup", str(archive), stdout=io.StringIO())
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 0xFF
    broken.write_bytes(content)
    for wrong in (broken, tmp_path / "nothing.tar.gz"):
        with pytest.raises((CommandError, EOFError)):
            call_command("restore", str(wrong), replace=True, stdout=io.StringIO())
    assert Case.objects.count() == 1
