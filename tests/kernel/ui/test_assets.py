"""Reading the manifest of the build."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from django.core import checks
from pytest_django.fixtures import Settings

from congvu.kernel.ui import assets
from congvu.kernel.ui.checks import front_end_is_built

MANIFEST = {
    "src/entries/desk.ts": {
        "file": "assets/desk-1.js",
        "isEntry": True,
        "imports": ["_shared.js"],
        "css": ["assets/own.css"],
    },
    "_shared.js": {"file": "assets/shared-1.js", "css": ["assets/shared.css"], "imports": ["_shared.js"]},
    "src/generated/icons.svg": {"file": "assets/icons-1.svg"},
}


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(MANIFEST), encoding="utf-8")
    monkeypatch.setattr(assets, "DIST", tmp_path)
    return path


def test_styles_of_shared_parts_come_before_own_ones(built: Path) -> None:
    """Each style sheet once, even if parts import each other in a ring."""
    bundle = assets.bundle("desk")
    assert bundle.styles == ("/static/dist/assets/shared.css", "/static/dist/assets/own.css")
    assert bundle.script == "/static/dist/assets/desk-1.js"
    assert assets.sprite() == "/static/dist/assets/icons-1.svg"


def test_an_unknown_entry_is_a_mistake(built: Path) -> None:
    """A misspelt entry must not give a page without style."""
    with pytest.raises(KeyError):
        assets.bundle("dekk")


def test_pages_work_before_the_front_end_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without style, and the system check says so."""
    monkeypatch.setattr(assets, "DIST", tmp_path / "nowhere")
    assert assets.bundle("desk") == assets.Bundle((), None)
    assert assets.sprite() == ""
    assert [message.id for message in front_end_is_built(None)] == ["ui.W001"]
    assert all(isinstance(message, checks.Warning) for message in front_end_is_built(None))


def test_a_new_build_is_seen_at_once_only_while_debugging(built: Path, settings: Settings) -> None:
    """In service the manifest is read once."""
    assert front_end_is_built(None) == []
    assets.manifest()
    built.write_text("{}", encoding="utf-8")
    os.utime(built, ns=(1, 1))
    assert assets.manifest() == MANIFEST
    settings.DEBUG = True
    assert assets.manifest() == {}
