"""`make bench`: run every bench of this folder, or those named, and print one table of ratios.

A bench is a module with `run() -> list[dict]`; each row says what was measured (`work`), our figure (`ours`), the
figure measured beside it in the same run (`beside`), their ratio and what it should reach. The rows are also written to
build/bench.json. Absolute figures belong to the machine; only ratios travel.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import sys
import time
from pathlib import Path
from typing import Any

import django

FOLDER = Path(__file__).resolve().parent
COLUMNS = ("work", "ours", "beside", "ratio", "reach")


def names() -> list[str]:
    """Every bench of the folder."""
    return sorted(module.name for module in pkgutil.iter_modules([str(FOLDER)]) if not module.name.startswith("_"))


def table(rows: list[dict[str, Any]]) -> str:
    """The rows as a Markdown table."""
    cells = [[str(row.get(column, "")) for column in COLUMNS] for row in rows]
    widths = [max(len(column), *(len(line[place]) for line in cells)) for place, column in enumerate(COLUMNS)]
    lines = [COLUMNS, tuple("-" * width for width in widths), *cells]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    )


def main(wanted: list[str]) -> int:
    """Run the benches; 1 when a name is unknown or a bench fails."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congvu.config.settings")
    os.environ.setdefault("CONGVU_DATA", "build/bench")
    django.setup()
    unknown = set(wanted) - set(names())
    if unknown:
        print(f"no such bench: {', '.join(sorted(unknown))}; there are: {', '.join(names())}", file=sys.stderr)
        return 1
    rows: list[dict[str, Any]] = []
    failed = []
    for name in wanted or names():
        module = importlib.import_module(f"benchmarks.{name}")
        if not hasattr(module, "run"):
            continue
        began = time.monotonic()
        print(f"==> {name} …", flush=True)
        try:
            rows += module.run()
        except Exception as error:  # noqa: BLE001 - one bench that cannot run must not hide the others
            failed.append(name)
            print(f"    {type(error).__name__}: {error}", file=sys.stderr)
        print(f"    {time.monotonic() - began:.1f} s", flush=True)
    Path("build").mkdir(exist_ok=True)
    Path("build/bench.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1, default=str), encoding="utf-8")
    if rows:
        print(table(rows))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
