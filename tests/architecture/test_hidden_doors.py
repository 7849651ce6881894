"""What imports cannot show: foreign keys by string, templates, and addresses must point down too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model

from congvu.config.rooms import ROOMS
from tests.architecture.house import PACKAGE, ROOM_OF_LABEL, may_lean_on, room_of, show, templates

_LEANS = re.compile(r"""{%\s*(extends|include|url)\s+["']([\w./:-]+)["']""")
_LOADS = re.compile(r"{%\s*load\s+([\w\s]+?)(?:\s+from\s+(\w+))?\s*%}")


def upward_relation(room: str, other: str, what: str) -> list[str]:
    """A relation from a model of `room` to a model of `other`."""
    return [] if may_lean_on(room, other) else [f"{what} points from {room} up to {other}"]


def relations_of(model: type[Model]) -> list[str]:
    """Relations of a model that point up, sideways, or out of the house."""
    room = room_of(model.__module__)
    if room is None:
        return []
    found = []
    for field in model._meta.get_fields():
        if field.auto_created or not field.is_relation or field.related_model is None:
            continue
        target = field.related_model
        what = f"{model.__name__}.{field.name}"
        other = room_of(target.__module__)
        if other is None:
            found.append(f"{what} points out of the house to {target.__module__}")
        else:
            found += upward_relation(room, other, what)
    return found


def libraries() -> dict[str, str]:
    """Template tag libraries of the house and their rooms."""
    return {
        path.stem: room
        for path in PACKAGE.rglob("templatetags/*.py")
        if path.stem != "__init__" and (room := room_of(_dotted(path)))
    }


def _dotted(path: Path) -> str:
    return ".".join(("congvu", *path.relative_to(PACKAGE).with_suffix("").parts))


def leaning(text: str, room: str, where: str, tags: dict[str, str]) -> list[str]:
    """What a template of `room` extends, includes, loads or links to above it."""
    found = []
    for kind, target in _LEANS.findall(text):
        label = target.split(":" if kind == "url" else "/")[0]
        other = ROOM_OF_LABEL.get(label)
        if kind == "url" and ":" not in target:
            continue
        if other is None:
            found.append(f"{where}: {kind} of {target}, which belongs to no room")
        elif not may_lean_on(room, other):
            found.append(f"{where}: {kind} of {target} looks up")
    for names, source in _LOADS.findall(text):
        for name in [source] if source else names.split():
            other = tags.get(name)
            if other is not None and not may_lean_on(room, other):
                found.append(f"{where}: loads {name} of {other}")
    return found


def test_rooms_stand_in_their_order() -> None:
    assert may_lean_on("congvu.face.desk", "congvu.kernel.ui")
    assert not may_lean_on("congvu.kernel.ui", "congvu.face.desk")
    assert may_lean_on("congvu.kernel.casework", "congvu.kernel.jobs")
    assert not may_lean_on("congvu.kernel.jobs", "congvu.kernel.casework")
    assert not may_lean_on("congvu.face.desk", "congvu.face.api")
    assert set(ROOM_OF_LABEL.values()) == set(ROOMS), "no two rooms share a label"


def test_foreign_keys_point_down() -> None:
    found = [line for model in apps.get_models() for line in relations_of(model)]
    assert not found, show(found)


def test_templates_lean_only_on_lower_rooms() -> None:
    found, tags = [], libraries()
    for path in templates():
        room = room_of(_dotted(path))
        assert room is not None, path
        assert path.relative_to(PACKAGE).parts[len(room.split(".")) :][0] == room.rpartition(".")[2], (
            f"{path}: templates of a room lie in templates/<room>/"
        )
        found += leaning(path.read_text(encoding="utf-8"), room, path.relative_to(PACKAGE).as_posix(), tags)
    assert not found, show(found)


@pytest.mark.parametrize(
    ("room", "other", "wrong"),
    [
        ("congvu.kernel.casework", "congvu.kernel.org", 0),
        ("congvu.kernel.org", "congvu.kernel.accounts", 1),
        ("congvu.kernel.casework", "congvu.domain.directives", 1),
    ],
)
def test_upward_relation_sees(room: str, other: str, wrong: int) -> None:
    assert len(upward_relation(room, other, "x")) == wrong


@pytest.mark.parametrize(
    ("text", "room", "wrong"),
    [
        ('{% extends "ui/desk.html" %}{% load i18n ui %}', "congvu.kernel.jobs", 0),
        ("{% include 'ui/components/alert.html' with text=x %}", "congvu.domain.directives", 0),
        ('{% include panel %}{% url "set_language" %}', "congvu.face.desk", 0),
        ('{% extends "desk/frame.html" %}', "congvu.kernel.jobs", 1),
        ("{% url 'directives:detail' 3 %}", "congvu.kernel.casework", 1),
        ("{% load i18n high %}", "congvu.kernel.jobs", 1),
        ('{% include "elsewhere/x.html" %}', "congvu.kernel.jobs", 1),
    ],
)
def test_leaning_sees(text: str, room: str, wrong: int) -> None:
    assert len(leaning(text, room, "sample", {"ui": "congvu.kernel.ui", "high": "congvu.face.desk"})) == wrong
