"""The build of the front end: when it is due, and whose Node it uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import front_end


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A front end of three files in a folder of its own."""
    sources, dist = tmp_path / "frontend", tmp_path / "dist"
    (sources / "src").mkdir(parents=True)
    (sources / "package.json").write_text("{}")
    (sources / "package-lock.json").write_text("{}")
    (sources / "src" / "desk.ts").write_text("let x = 1;")
    monkeypatch.setattr(front_end, "FRONTEND", sources)
    monkeypatch.setattr(front_end, "DIST", dist)
    monkeypatch.setattr(front_end, "STAMP", dist / "built-from.txt")
    return tmp_path


def programs(folder: Path, version: str) -> str:
    """A folder for PATH with a `node` of this version and an `npm` that builds an empty bundle."""
    bin_folder = folder / f"bin-{version}"
    bin_folder.mkdir()
    npm = f'case "$1" in run) mkdir -p {folder}/dist; echo "{{}}" > {folder}/dist/manifest.json;; '
    npm += f"ci) mkdir -p {folder}/frontend/node_modules;; esac; echo $1 >> {folder}/calls"
    for name, body in (("node", f"echo v{version}"), ("npm", npm)):
        program = bin_folder / name
        program.write_text(f"#!/bin/sh\n{body}\n")
        program.chmod(0o755)
    return str(bin_folder)


def test_digest_follows_the_sources_only(workshop: Path) -> None:
    before = front_end.digest()
    modules = workshop / "frontend" / "node_modules" / "x"
    modules.mkdir(parents=True)
    (modules / "index.js").write_text("other people's")
    assert front_end.digest() == before
    (workshop / "frontend" / "src" / "desk.ts").write_text("let x = 2;")
    changed = front_end.digest()
    assert changed != before
    (workshop / "frontend" / "src" / "desk.ts").rename(workshop / "frontend" / "src" / "table.ts")
    assert front_end.digest() != changed


@pytest.mark.parametrize(
    ("version", "expected"), [("20.19.0", (20, 19)), ("18.20.4", (18, 20)), ("24.1.0", (24, 1)), ("strange", None)]
)
def test_node_version_asks_the_one_on_the_path(tmp_path: Path, version: str, expected: tuple[int, int] | None) -> None:
    assert front_end.node_version(f"{programs(tmp_path, version)}:/usr/bin:/bin") == expected


def test_node_version_is_none_without_node(tmp_path: Path) -> None:
    assert front_end.node_version(str(tmp_path)) is None


def test_build_is_done_once_and_again_after_a_change(workshop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{programs(workshop, '22.12.0')}:/usr/bin:/bin")
    assert front_end.build(workshop / "node")
    assert front_end.is_current()
    assert not front_end.build(workshop / "node")
    (workshop / "frontend" / "src" / "desk.ts").write_text("let x = 3;")
    assert not front_end.is_current()
    assert front_end.build(workshop / "node")
    assert (workshop / "calls").read_text().split() == ["ci", "run", "run"], "packages are installed once"
    assert not (workshop / "node").exists(), "a recent Node on PATH is used as it is"


def test_path_with_node_is_left_alone_when_node_is_recent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = f"{programs(tmp_path, '20.19.0')}:/usr/bin:/bin"
    monkeypatch.setenv("PATH", path)
    assert front_end.path_with_node(tmp_path / "node") == path


@pytest.mark.parametrize("version", ["18.20.4", "20.18.9"])
def test_path_with_node_prefers_our_own_when_node_is_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    monkeypatch.setenv("PATH", f"{programs(tmp_path, version)}:/usr/bin:/bin")
    ours = tmp_path / "node" / "bin"
    ours.parent.mkdir()
    Path(programs(tmp_path, "24.19.0")).rename(ours)
    assert front_end.path_with_node(tmp_path / "node").split(":")[0] == str(ours)
