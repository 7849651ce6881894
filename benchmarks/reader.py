"""The directive reader: how fast, beside word segmentation alone, and how often it is right on hand-labelled texts.

Speed is processor time over the official texts of CONGVU_SHARED (data/directives), interleaved rounds, medians;
beside it
stands `underthesea.word_tokenize` when that package can be imported. Quality is counted by the scorer of that folder
(data/score.py); F1 with n, and precision and recall with Wilson 95 % intervals. Without the folder the made-up
directives of the test suite are read, for speed only.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

from congvu.core.directive_text import Mark, as_record, read_directive

ROUNDS = 5
LETTERS = 1_000_000
REACH = {
    "citations": 0.97, "tasks": 0.90, "leads": 0.88, "coordinates": 0.85, "deadline": 0.90, "targets": 0.85,
}  # fmt: skip


@dataclass(frozen=True)
class Quality:
    """Counts of one field."""

    right: int
    made_up: int
    missed: int

    @property
    def n(self) -> int:
        """How many labelled values there are."""
        return self.right + self.missed

    @property
    def precision(self) -> float:
        """Share of what was said that is right."""
        return self.right / (self.right + self.made_up) if self.right + self.made_up else 0.0

    @property
    def recall(self) -> float:
        """Share of what is there that was said."""
        return self.right / self.n if self.n else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def wilson(right: int, n: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if not n:
        return 0.0, 1.0
    z, share = 1.959964, right / n
    middle, spread = share + z * z / (2 * n), z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return (middle - spread) / (1 + z * z / n), (middle + spread) / (1 + z * z / n)


def _scorer(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("directive_score", shared / "data" / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def quality(shared: Path) -> dict[str, Quality]:
    """Counts of every field over the labelled texts; `ordering` counts labelled tasks lying in a sentence that
    orders."""
    scorer = _scorer(shared)
    counts: dict[str, Any] = defaultdict(scorer.Count)
    found = missed = 0
    for path in sorted((shared / "data" / "directives" / "labelled").glob("*.json")):
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        gold = json.loads(path.read_text(encoding="utf-8"))
        reading = read_directive(text)
        scorer.score(gold, as_record(reading, text, path.name), counts)
        ordering = [item.span for item in reading.sentences if item.orders or item.mark is Mark.CLAUSE]
        for task in gold["tasks"]:
            if not (task.get("borderline") or task.get("chrome")):
                hit = any(span.start < task["end"] and task["start"] < span.end for span in ordering)
                found, missed = found + hit, missed + (not hit)
    results = {
        name.removeprefix("tasks."): Quality(count.tp, count.fp, count.fn) for name, count in sorted(counts.items())
    }
    results["ordering"] = Quality(found, 0, missed)
    return results


def _texts() -> list[str]:
    shared = os.environ.get("CONGVU_SHARED")
    if shared:
        paths = sorted((Path(shared) / "data" / "directives").rglob("*.txt"))
        return [path.read_bytes().decode("utf-8") for path in paths]
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    return list(importlib.import_module("tests.core.directive_text.samples").EVERY.values()) * 4


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _speed() -> list[dict[str, Any]]:
    texts: list[str] = []
    for text in _texts():
        if sum(map(len, texts)) < LETTERS:
            texts.append(text)
    size = sum(len(text.encode()) for text in texts) / 1e6
    segment: Callable[[str], object] | None
    try:
        segment = importlib.import_module("underthesea").word_tokenize
    except ImportError:
        segment = None

    def ours() -> None:
        for text in texts:
            read_directive(text)

    def beside() -> None:
        assert segment
        for text in texts[: max(1, len(texts) // 6)]:
            segment(text)

    part = sum(len(text.encode()) for text in texts[: max(1, len(texts) // 6)]) / 1e6
    taken: list[float] = []
    other: list[float] = []
    ours()
    for _ in range(ROUNDS):
        taken.append(_seconds(ours))
        if segment:
            other.append(_seconds(beside))
    speed = size / statistics.median(taken)
    peer = part / statistics.median(other) if other else None
    return [
        {
            "work": f"directive reader, MB/s of processor time ({len(texts)} texts, {size:.2f} MB)",
            "ours": f"{speed:.2f}",
            "beside": f"{peer:.3f} (underthesea word_tokenize)" if peer else None,
            "ratio": f"{speed / peer:.1f}" if peer else None,
            "reach": "≥ 5 × and ≥ 1.4 MB/s",
        }
    ]


def run() -> list[dict[str, Any]]:
    """Speed, then quality when CONGVU_SHARED names the labelled texts."""
    rows = _speed()
    shared = os.environ.get("CONGVU_SHARED")
    if not shared:
        return rows
    for name, count in quality(Path(shared)).items():
        low, high = wilson(count.right, count.n)
        least, most = wilson(count.right, count.right + count.made_up)
        said = f"F1 {count.f1:.3f}" if name != "ordering" else f"recall {count.recall:.3f}"
        precision = "" if name == "ordering" else f"; P {count.precision:.3f} [{least:.3f}, {most:.3f}]"
        rows.append(
            {
                "work": f"reader: {name} (n {count.n})",
                "ours": f"{said}; R {count.recall:.3f} [{low:.3f}, {high:.3f}]{precision}",
                "beside": None,
                "ratio": None,
                "reach": f"F1 ≥ {REACH[name]:.2f}" if name in REACH else "",
            }
        )
    return rows


if __name__ == "__main__":
    for row in run():
        print(" | ".join(str(row[key] or "") for key in ("work", "ours", "beside", "ratio", "reach")))
