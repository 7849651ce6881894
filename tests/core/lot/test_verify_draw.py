"""The stand-alone script: a second implementation that agrees with ours, and sees whatever was changed."""

from __future__ import annotations

import copy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from congvu.core import lot
from congvu.core.sampling import draw_cases
from tests.core.lot.rounds import BEACON, SCRIPT, listing, many, opening, record, sealed, secret, write_record

PUBLISHED = lot.publish(listing())
RECORD = record(PUBLISHED, 5)


def run(path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-I", str(SCRIPT), str(path)], capture_output=True, text=True, check=False,
                          encoding="utf-8")  # fmt: skip


def test_the_script_agrees_with_a_whole_round(tmp_path: Path) -> None:
    said = run(write_record(tmp_path / "record.json", RECORD))
    assert said.returncode == 0, said.stdout + said.stderr
    assert "KHỚP" in said.stdout
    assert "In agreement" in said.stdout
    assert "3 lượt chưa mở: 6, 7, 8" in said.stdout


def test_the_script_agrees_before_anything_is_opened(tmp_path: Path) -> None:
    before = {**RECORD, "beacon": "", "openings": []}
    assert run(write_record(tmp_path / "record.json", before)).returncode == 0


def test_the_script_agrees_with_open_draws(tmp_path: Path) -> None:
    for take in (1, 7, 29, 30):
        published = many(30, weights=(1, 2, 3, 5, 8, 60), slots=0, team_size=0, take=take)
        found = lot.draw_open(published, secret=secret(0), beacon=BEACON)
        said = {
            "listing": published.text, "listing_hash": published.hash, "beacon": BEACON,
            "commitments": {"0": lot.commitment(published.listing.round, 0, secret(0))},
            "open_draw": {"secret": secret(0), "certain": list(found.certain), "drawn": list(found.drawn)},
        }  # fmt: skip
        done = run(write_record(tmp_path / "record.json", said))
        assert done.returncode == 0, done.stdout + done.stderr
        said["open_draw"]["drawn"] = [*found.drawn[1:], "U00000"]  # type: ignore[index]  # a dict of dicts
        assert run(write_record(tmp_path / "record.json", said)).returncode == 1


def test_the_script_agrees_with_samples(tmp_path: Path) -> None:
    seed = lot.seed(PUBLISHED.hash, 1, secret(1), BEACON)
    codes = [f"H37-{number:04d}" for number in range(200)]
    drawn = list(draw_cases(codes, 30, seed, "late"))
    samples = [{"slot": 1, "purpose": "late", "codes": codes, "drawn": drawn}]
    assert run(write_record(tmp_path / "record.json", {**RECORD, "samples": samples})).returncode == 0
    samples[0]["codes"] = codes[1:]
    assert run(write_record(tmp_path / "record.json", {**RECORD, "samples": samples})).returncode == 1


def test_the_script_knows_who_withdrew_and_who_was_visited_by_order(tmp_path: Path) -> None:
    changed = copy.deepcopy(RECORD)
    first = lot.draw_slot(PUBLISHED, slot=1, secret=secret(1), beacon=BEACON)
    after = lot.draw_slot(PUBLISHED, slot=1, secret=secret(1), beacon=BEACON, withdrawn=[first.team[0]])
    envelope = sealed(1, after)
    changed["openings"][0] = opening(PUBLISHED, 1, envelope, team=list(after.team), withdrawn=[first.team[0]],
                                     followed=True)  # fmt: skip
    changed["envelopes"]["1"] = lot.envelope_hash(envelope)
    by_order = sealed(2, lot.Drawn(2, "H37.22", ("CB001",), ("CB001",)))
    changed["openings"][1] = opening(PUBLISHED, 2, by_order)
    changed["envelopes"]["2"] = lot.envelope_hash(by_order)
    said = run(write_record(tmp_path / "record.json", changed))
    assert said.returncode == 0, said.stdout + said.stderr
    assert "theo lệnh" in said.stdout
    changed["openings"][1]["followed"] = True
    assert run(write_record(tmp_path / "record.json", changed)).returncode == 1


def swap(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    """Put a value at a place of the record like openings/0/unit."""

    def change(found: dict[str, Any]) -> None:
        *way, last = [int(step) if step.isdigit() and way_is_list(path, step) else step for step in path.split("/")]
        at: Any = found
        for step in way:
            at = at[step]
        at[last] = value

    return change


def way_is_list(path: str, step: str) -> bool:
    """Only openings are a list; commitments and envelopes are named by their slot."""
    return path.startswith("openings/") and step.isdigit()


@pytest.mark.parametrize("change", [
    swap("listing", PUBLISHED.text.replace('"weight":10}', '"weight":11}')), swap("listing_hash", "ab" * 32),
    swap("listing", PUBLISHED.text.replace(":8", ": 8")), swap("beacon", BEACON + "1"), swap("beacon", ""),
    swap("commitments/1", "ab" * 32), swap("commitments/9", "ab" * 32), swap("envelopes/3", "ab" * 32),
    swap("openings/0/secret", secret(77)), swap("openings/0/secret", secret(1).upper()),
    swap("openings/0/unit", "H37.22"), swap("openings/0/team", ["CB001"]), swap("openings/0/followed", False),
    swap("openings/0/used", False), swap("openings/4/used", True), swap("openings/0/salt", secret(1)),
    swap("openings/0/told", {**RECORD["openings"][0]["told"], "visit_on": "2026-12-31"}),
    swap("openings/0/told", {**RECORD["openings"][1]["told"]}), swap("openings/0/told", None),
    swap("openings/1/slot", 1), swap("openings/0/slot", "1"), swap("openings/0/withdrawn", ["CB004"]),
    lambda found: found["commitments"].pop("8"), lambda found: found["envelopes"].pop("8"),
    lambda found: found.update(envelopes={}),
])  # fmt: skip
def test_the_script_sees_what_was_changed(change: Callable[[dict[str, Any]], Any], tmp_path: Path) -> None:
    changed = copy.deepcopy(RECORD)
    change(changed)
    assert changed != RECORD
    said = run(write_record(tmp_path / "record.json", changed))
    assert said.returncode == 1, said.stdout + said.stderr
    assert "KHÔNG KHỚP" in said.stdout


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"listing": "x"}', '{"listing": "{}"}'])
def test_the_script_says_when_there_is_nothing_to_read(text: str, tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.write_text(text, encoding="utf-8")
    said = run(path)
    assert said.returncode == 2
    assert "không đọc được" in said.stdout.lower()
    assert not said.stderr
    assert run(tmp_path / "none.json").returncode == 2
