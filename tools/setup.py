"""Sets the project up in .venv: packages by locked hashes, the project itself, translations, front end.

    python3 tools/setup.py run    what running needs (make demo)
    python3 tools/setup.py dev    that, and what developing and testing needs (make test)

Run again it does only what changed: each step compares a digest of its inputs with the one it left behind. Needs
Python 3.11 or newer and nothing else. UV=1 installs with uv when it is on PATH.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools import front_end

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}


class SetupError(Exception):
    """Set-up cannot go on; the message says what to do."""


def say(words: str) -> None:
    """One line of progress."""
    print(f"==> {words}", flush=True)


def digest_of(*paths: Path) -> str:
    """SHA-256 over the contents, in hex."""
    total = hashlib.sha256()
    for path in paths:
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def run(command: list[str], failure: str) -> None:
    """Run a program; SetupError with `failure` when it does not succeed."""
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise SetupError(failure)


def make_environment() -> None:
    """Create .venv, or again when its Python has gone (a moved folder, an upgraded system)."""
    if PYTHON.exists():
        works = subprocess.run([str(PYTHON), "-c", "import sys, pip"], capture_output=True, check=False)
        if works.returncode == 0:
            return
        say(".venv no longer works here; making it again")
    else:
        say(f"making .venv with Python {sys.version.split()[0]}")
    run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        "python3 -m venv failed. On Debian and Ubuntu: apt-get install python3-venv",
    )


def install_packages(which: str) -> None:
    """Install the lock file unless it is installed already; the larger set stands for the smaller."""
    marks = {name: VENV / f".installed-{name}" for name in LOCKS}
    wanted = {name: digest_of(ROOT / lock) for name, lock in LOCKS.items()}
    current = {name for name, mark in marks.items() if mark.exists() and mark.read_text() == wanted[name]}
    if which in current or "dev" in current:
        return
    number = sum(1 for line in (ROOT / LOCKS[which]).read_text().splitlines() if line[:1].isalnum())
    say(f"installing {number} packages from {LOCKS[which]} (under a minute on most lines) …")
    uv = shutil.which("uv") if os.environ.get("UV") == "1" else None
    if uv:
        command = [uv, "pip", "install", "-q", "--python", str(PYTHON), "--compile-bytecode"]
    else:
        command = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input"]
    run([*command, "--require-hashes", "-r", LOCKS[which]], "the packages could not be installed; see above")
    marks[which].write_text(wanted[which])


def install_project() -> None:
    """Install congvu itself, editable, with the locked build backend; gives .venv/bin/congvu."""
    mark = VENV / ".installed-project"
    wanted = digest_of(ROOT / "pyproject.toml", ROOT / "hatch_build.py") + str(ROOT)
    if mark.exists() and mark.read_text() == wanted and (VENV / "bin" / "congvu").exists():
        return
    say("installing congvu itself (editable) …")
    pip = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input"]
    run([*pip, "--no-deps", "--no-build-isolation", "-e", "."], "congvu itself could not be installed; see above")
    mark.write_text(wanted)


def main(argv: list[str]) -> int:
    """Set up; 1 with a sentence on standard error when it cannot be done."""
    which = argv[0] if argv else "dev"
    began = time.monotonic()
    try:
        if which not in LOCKS:
            raise SetupError(f"say one of: {', '.join(LOCKS)}")
        if sys.version_info < OLDEST:
            raise SetupError(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}; try PYTHON=python3.12")
        make_environment()
        install_packages(which)
        install_project()
        run([str(PYTHON), "-m", "congvu.config.messages"], "a translation is wrong; see above")
        if not front_end.is_current():
            say("building the front end …")
            front_end.build(ROOT / "build" / "node")
    except SetupError as error:
        print(f"set-up stopped: {error}", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError:
        print("set-up stopped: the front end could not be built; see above", file=sys.stderr)
        return 1
    say(f"set-up is complete ({time.monotonic() - began:.1f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
