"""The matrix of roles and permissions, compared with a table a person can read and review.

After a wanted change: `CONGVU_REWRITE=1 pytest tests/kernel/accounts/test_permissions.py`, then read the difference.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from django.apps import apps

from congvu.kernel.accounts.permissions import collect, label_of, registered
from congvu.kernel.accounts.permissions.roles import SHIPPED

TABLE = Path(__file__).with_name("role_matrix.txt")
SOURCE = Path(__file__).resolve().parents[3] / "src" / "congvu"


def matrix() -> str:
    """One line per permission, one column per shipped role; x: the role contains it."""
    width = max(len(code) for code in registered())
    heads = [" ".join([f"{'':{width}}", *(role.code for role in SHIPPED)])]
    for code in sorted(registered()):
        marks = (f"{'x' if code in role.permissions else '.':^{len(role.code)}}" for role in SHIPPED)
        heads.append(" ".join([f"{code:{width}}", *marks]).rstrip())
    return "\n".join(heads) + "\n"


def test_the_matrix_of_roles_is_the_one_that_was_reviewed() -> None:
    present = matrix()
    if os.environ.get("CONGVU_REWRITE") == "1":
        TABLE.write_text(present, encoding="utf-8")
    assert TABLE.read_text(encoding="utf-8") == present, f"roles or permissions changed; the matrix is now\n{present}"


def test_roles_contain_only_permissions_that_exist_and_each_once() -> None:
    known = set(registered())
    assert {role.code: sorted(set(role.permissions) - known) for role in SHIPPED if set(role.permissions) - known} == {}
    assert [role.code for role in SHIPPED if len(role.permissions) != len(set(role.permissions))] == []


def test_every_permission_is_held_by_some_role() -> None:
    held = {code for role in SHIPPED for code in role.permissions}
    assert sorted(set(registered()) - held) == []


def test_roles_have_names_in_both_languages_and_no_name_twice() -> None:
    assert len({role.name_vi for role in SHIPPED}) == len({role.name_en for role in SHIPPED}) == len(SHIPPED)


def test_permission_codes_begin_with_their_room_and_are_said_in_words() -> None:
    rooms = {config.label for config in apps.get_app_configs() if config.name.startswith("congvu.")}
    for code, label in registered().items():
        assert re.fullmatch(r"[a-z_]+(\.[a-z_]+){1,2}", code), code
        assert code.split(".")[0] in rooms, code
        assert str(label).strip(), code
    assert label_of("no.such.code") == "no.such.code"


def test_every_permission_asked_for_in_the_sources_is_registered() -> None:
    asked = re.compile(r"""(?:require|requires|may|scope_of)\(\s*(?:[\w.()\[\]"]+,\s*)?"([a-z_]+(?:\.[a-z_]+)+)\"""")
    unknown = {
        (path.name, code)
        for path in SOURCE.rglob("*.py")
        for code in asked.findall(path.read_text(encoding="utf-8"))
        if code not in registered() and "``" not in code
    }
    assert unknown == set()


def test_a_code_declared_twice_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    from congvu.kernel.journal import permissions

    monkeypatch.setitem(permissions.PERMISSIONS, "accounts.account.read", "again")
    with pytest.raises(ValueError, match=r"accounts\.account\.read"):
        collect()
    monkeypatch.undo()
    collect()
