"""`congvu verify` on a journal of a million lines beside SHA-256 over the same bytes, read from the same database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from typing import Any


def run() -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as data:
        env = {**os.environ, "CONGVU_DATA": data, "CONGVU_DATABASE_URL": ""}
        env.pop("CONGVU_DEMO", None)
        command = [sys.executable, "-m", "benchmarks._journal"]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-1500:])
    found = json.loads(done.stdout.strip().splitlines()[-1])
    return [
        {
            "work": f"congvu verify, {found['lines']:,} lines, chain, texts, tree and bill",
            "ours": f"{found['verify']:.1f} s of the processor",
            "beside": f"reading and hashing the same bytes {found['hash']:.1f} s",
            "ratio": round(found["verify"] / found["hash"], 2),
            "reach": "<= 3",
        }
    ]
