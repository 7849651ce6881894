"""Migrations are named after what they do and stand in one line in each app."""

from __future__ import annotations

import re

import pytest
from django.db.migrations.loader import MigrationLoader

from congvu.config.rooms import ROOMS
from tests.architecture.house import label_of, show

_NAME = re.compile(r"\d{4}_[a-z][a-z0-9_]+")
_NOT_SAYING = re.compile(r"\d{4}_(auto|initial|alter|rename|remove|delete|merge|squashed)?(_\d.*)?$|_auto_|_more$")


def badly_named(name: str) -> list[str]:
    """What is wrong with the name of a migration."""
    if not _NAME.fullmatch(name) or _NOT_SAYING.search(name):
        return [f"{name} does not say what it does"]
    return []


def branching(label: str, names: list[str], parents: dict[str, set[str]]) -> list[str]:
    """Heads and roots of an app's migrations beyond one each; `parents` within the app."""
    heads = set(names) - {parent for name in names for parent in parents[name]}
    roots = {name for name in names if not parents[name]}
    found = [f"{label} has {len(heads)} heads: {', '.join(sorted(heads))}"] if len(heads) > 1 else []
    return found + ([f"{label} has {len(roots)} first migrations"] if len(roots) > 1 else [])


def test_migrations_are_named_and_linear() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    labels = {label_of(room) for room in ROOMS}
    assert loader.disk_migrations is not None
    found = []
    for label in sorted(labels):
        own = {name: migration for (app, name), migration in loader.disk_migrations.items() if app == label}
        found += [f"{label}: {line}" for name in own for line in badly_named(name)]
        parents = {
            name: {parent for app, parent in migration.dependencies if app == label}
            for name, migration in own.items()
        }
        found += branching(label, list(own), parents)
    assert not found, show(found)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("0007_case_gains_due_basis", 0), ("0001_initial", 1), ("0002_auto_20260101_1200", 1), ("two_heads", 1)],
)
def test_badly_named_sees(name: str, wrong: int) -> None:
    assert len(badly_named(name)) == wrong


def test_branching_sees_two_heads() -> None:
    line = {"1": set(), "2": {"1"}, "3": {"2"}}
    fork = {"1": set(), "2": {"1"}, "3": {"1"}}
    assert branching("x", list(line), line) == []
    assert len(branching("x", list(fork), fork)) == 1
