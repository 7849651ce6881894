"""A journal nobody can quietly change: what the bills outside the database betray."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from congvu.core.refusals import Invalid, NotAllowed
from congvu.kernel.casework import actions
from congvu.kernel.casework.queries.replay import verify_cases
from congvu.kernel.journal.actions import erase, record, seal
from congvu.kernel.journal.models import Bill, Line, Sealed
from congvu.kernel.journal.policy import leaf_of
from congvu.kernel.journal.queries.verification import Findings, verify_journal
from tests.kernel.casework.office import Office

DAY = timedelta(hours=24)


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return tmp_path / "keys"


@pytest.fixture
def bills(tmp_path: Path) -> Path:
    return tmp_path / "bills"


def written(office: Office, keys: Path, bills: Path, days: int = 3) -> None:
    """A few days of work, each sealed in the evening."""
    for day in range(days):
        case = office.case()
        actions.accept(actor=office.an, case_id=case.pk, now=office.now + day * DAY)
        record(stream="org", verb="agency.renamed", at=office.now, actor="ai đó", body={"day": day})
        moment = office.now + day * DAY
        seal(day=moment.date(), keys=keys, bills=bills, now=moment)


def unguarded(sql: str, parameters: list[Any]) -> None:
    """What somebody with the database's own password could do: switch the guards off and change a row."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            names = [
                row[0] for row in cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            ]
            for name in names:
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, parameters)


def checked(bills: Path) -> Findings:
    findings = verify_journal(bills)
    verify_cases(findings)
    return findings


def test_an_honest_journal_is_sound(office: Office, keys: Path, bills: Path) -> None:
    written(office, keys, bills)
    findings = checked(bills)
    assert findings.problems == []
    assert (findings.bills, findings.sealed) == (3, Line.objects.count())


def test_sealing_twice_changes_nothing(office: Office, keys: Path, bills: Path) -> None:
    written(office, keys, bills, days=1)
    before = Bill.objects.get().text
    seal(day=office.now.date(), keys=keys, bills=bills, now=office.now + DAY)
    assert Bill.objects.get().text == before


def test_the_signing_key_is_readable_by_its_owner_only(office: Office, keys: Path, bills: Path) -> None:
    written(office, keys, bills, days=1)
    assert (keys / "journal.ed25519").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("column", ["text", "actor", "verb"])
def test_a_changed_line_is_found(office: Office, keys: Path, bills: Path, column: str) -> None:
    written(office, keys, bills)
    line = Line.objects.order_by("pk")[2]
    unguarded(f"UPDATE journal_line SET {column} = %s WHERE id = %s", ["{}" if column == "text" else "khác", line.pk])
    assert not checked(bills).sound


def test_a_recomputed_chain_is_found_by_the_bills_outside(office: Office, keys: Path, bills: Path) -> None:
    written(office, keys, bills)
    line = Line.objects.filter(stream="org").order_by("-seq")[0]
    leaf = leaf_of(b"a line that was never written")
    unguarded("UPDATE journal_line SET leaf = %s WHERE id = %s", [leaf, line.pk])
    assert any("bill of" in problem for problem in checked(bills).problems)


def test_a_cut_tail_is_found_by_the_bills_outside(office: Office, keys: Path, bills: Path) -> None:
    written(office, keys, bills)
    last = Bill.objects.order_by("-day")[0]
    unguarded("DELETE FROM journal_bill WHERE id = %s", [last.pk])
    assert any("knows no bill" in problem for problem in checked(bills).problems)


def test_a_forged_bill_is_found(office: Office, keys: Path, bills: Path) -> None:
    written(office, keys, bills)
    path = sorted(bills.glob("*.bill"))[0]
    path.write_text(path.read_text().replace("size: ", "size: 1"))
    assert any("signature" in problem for problem in checked(bills).problems)


class Eraser:
    """Somebody who may erase."""

    name = "Quản trị"

    def may(self, permission: str, agency_id: int | None = None) -> bool:
        return permission == "journal.line.erase"


def test_an_erased_text_is_told_from_a_missing_one(office: Office, keys: Path, bills: Path) -> None:
    written(office, keys, bills)
    erase(
        actor=Eraser(),
        stream="org",
        seqs=[2],
        reason="Dữ liệu cá nhân",
        basis="Luật Bảo vệ dữ liệu cá nhân, Điều 14",
        now=office.now,
    )
    findings = checked(bills)
    assert findings.problems == []
    assert findings.erased == 1
    unguarded("UPDATE journal_line SET text = NULL, salt = NULL WHERE stream = %s AND seq = %s", ["org", 3])
    assert any("no act of erasure" in problem for problem in checked(bills).problems)


def test_erasing_needs_a_permission_and_a_legal_basis(office: Office) -> None:
    record(stream="org", verb="agency.renamed", at=office.now, actor="x", body={})
    with pytest.raises(NotAllowed):
        erase(actor=office.an, stream="org", seqs=[1], reason="r", basis="b", now=office.now)
    with pytest.raises(Invalid):
        erase(actor=Eraser(), stream="org", seqs=[1], reason="r", basis=" ", now=office.now)


def test_the_stand_alone_verifier_agrees(office: Office, keys: Path, bills: Path, tmp_path: Path) -> None:
    written(office, keys, bills)
    erase(actor=Eraser(), stream="org", seqs=[1], reason="Dữ liệu cá nhân", basis="Luật, Điều 14", now=office.now)
    journal, script = tmp_path / "journal.jsonl", tmp_path / "verify.py"
    call_command("journal_export", str(journal), verifier=script)
    run = [sys.executable, "-I", str(script), str(journal), str(bills)]
    said = subprocess.run(run, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr
    journal.write_text(journal.read_text().replace("agency.renamed", "agency.merged", 1))
    assert subprocess.run(run, capture_output=True, text=True, check=False).returncode == 1


def test_positions_in_the_tree_have_no_gap(office: Office, keys: Path, bills: Path) -> None:
    written(office, keys, bills)
    assert list(Sealed.objects.order_by("position").values_list("position", flat=True)) == list(
        range(Line.objects.count())
    )
