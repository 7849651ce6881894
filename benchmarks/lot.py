"""A draw of 60 out of 5,000 weighted units, reckoned again by the stand-alone script; and who is drawn how often.

The rates: one listing, one set of 60 secrets, 100,000 public values. Every number is the first word of the real stream
of its slot; hashing is done here in one tight loop, and 3,000 slots are compared with `draw_slot`. Of 5,000 units
some 14 lie beyond 3 standard deviations by chance alone, so three things are asked: that no more do than that number
and 3 standard deviations of it, that each of ten bands of weight lies within 3, and that the sum over all units does.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from hashlib import sha256
from math import ceil, exp, lgamma, log, log1p, sqrt
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from congvu.core import lot
from congvu.core.lot import Factor, Inspector, Listing, Published, Stream, Unit

UNITS, SLOTS, SEEDS, OPEN_SEEDS, CHUNK = 5_000, 60, 100_000, 3_000, 1_000
FACTORS = (Factor("late", 1, 20), Factor("complaints", 5, 6), Factor("years_unchecked", 10, 3))
SCRIPT = Path(lot.__file__).parent / "standalone" / "verify_draw.py"
Numbers = NDArray[np.float64]


def secret(slot: int) -> str:
    """A secret that every run has again."""
    return sha256(f"bench {slot}".encode()).hexdigest()


def beacon(number: int) -> str:
    """The public value of a made-up day."""
    return f"giải đặc biệt {number:06d}"


def published(**given: Any) -> Published:
    """5,000 units with a floor of 10 and weights up to 90, 200 inspectors, 1,000 recusals."""
    rng = random.Random(20261122)
    units = []
    for number in range(UNITS):
        counted = {"late": rng.randrange(30), "complaints": max(0, rng.randrange(-6, 8)),
                   "years_unchecked": rng.randrange(4)}  # fmt: skip
        if rng.random() < 0.3:
            counted = {}
        units.append(Unit(f"U{number:04d}", f"Đơn vị {number}", lot.weigh(10, FACTORS, counted).total))
    people = tuple(Inspector(f"CB{number:03d}", f"Cán bộ {number}") for number in range(200))
    recused = {(rng.choice(people).code, rng.choice(units).code) for _ in range(1000)}
    values: dict[str, Any] = {"slots": SLOTS, "team_size": 3} | given
    return lot.publish(Listing(
        round="BENCH", units=tuple(units), inspectors=people, recused=tuple(recused), beacon_source="made up",
        beacon_at=datetime.fromisoformat("2026-12-05T16:15:00+07:00"), **values,
    ))  # fmt: skip


def again_by_the_script(record: dict[str, Any]) -> tuple[int, float]:
    """How many lines of the script disagree (all, when it fails otherwise), and its seconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.json"
        path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        began = time.perf_counter()
        done = subprocess.run([sys.executable, "-I", str(SCRIPT), str(path)], capture_output=True, text=True,
                              check=False, encoding="utf-8")  # fmt: skip
        took = time.perf_counter() - began
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stdout[-500:] + done.stderr[-500:])
    return done.stdout.count("✗"), took


def slots_row() -> dict[str, Any]:
    """60 slots drawn by us and by the script; then one claim changed, which the script must see."""
    said = published()
    began = time.perf_counter()
    drawn = [lot.draw_slot(said, slot=slot, secret=secret(slot), beacon=beacon(1)) for slot in range(1, SLOTS + 1)]
    ours = time.perf_counter() - began
    openings: list[dict[str, Any]] = [
        {"slot": one.slot, "secret": secret(one.slot), "unit": one.unit, "team": list(one.team), "used": False}
        for one in drawn
    ]
    record = {
        "listing": said.text, "listing_hash": said.hash, "beacon": beacon(1), "openings": openings,
        "commitments": {str(slot): lot.commitment("BENCH", slot, secret(slot)) for slot in range(1, SLOTS + 1)},
    }  # fmt: skip
    wrong, took = again_by_the_script(record)
    openings[30]["team"] = openings[30]["team"][::-1]
    seen, _took = again_by_the_script(record)
    if seen != 1:
        raise RuntimeError(f"one claim was changed, the script saw {seen}")
    return {
        "work": f"{SLOTS} slots out of {UNITS:,} weighted units, teams after {len(said.listing.recused):,} recusals",
        "ours": f"{ours * 1000:.0f} ms", "beside": f"stand-alone script {took * 1000:.0f} ms, {wrong} differences",
        "ratio": f"{100 * (SLOTS - min(wrong, SLOTS)) / SLOTS:.0f} % equal", "reach": "100 % equal",
    }  # fmt: skip


def open_row() -> dict[str, Any]:
    """60 units at once, drawn by us and by the script."""
    said = published(slots=0, team_size=0, take=SLOTS)
    began = time.perf_counter()
    drawn = lot.draw_open(said, secret=secret(0), beacon=beacon(1))
    ours = time.perf_counter() - began
    wrong, took = again_by_the_script({
        "listing": said.text, "listing_hash": said.hash, "beacon": beacon(1),
        "commitments": {"0": lot.commitment("BENCH", 0, secret(0))},
        "open_draw": {"secret": secret(0), "certain": list(drawn.certain), "drawn": list(drawn.drawn)},
    })  # fmt: skip
    return {
        "work": f"open draw of {SLOTS} different units out of {UNITS:,}", "ours": f"{ours * 1000:.0f} ms",
        "beside": f"stand-alone script {took * 1000:.0f} ms, {wrong} differences",
        "ratio": "equal" if not wrong else "different", "reach": "equal",
    }  # fmt: skip


def places_of(said: Published, first: int, count: int) -> NDArray[np.int64]:
    """Places drawn for `count` public values from `first` on: an array (count, SLOTS)."""
    before = [sha256(f"{lot.PROTOCOL}|seed|{said.hash}|{slot}|{secret(slot)}|".encode())
              for slot in range(1, SLOTS + 1)]  # fmt: skip
    words = bytearray()
    for number in range(first, first + count):
        value = beacon(number).encode()
        for begun in before:
            seed = begun.copy()
            seed.update(value)
            words += sha256(seed.digest() + bytes(8)).digest()[:8]
    found = np.frombuffer(bytes(words), dtype=">u8").astype(np.uint64)
    fair = (1 << 64) - (1 << 64) % said.total
    points = (found % np.uint64(said.total)).astype(np.int64)
    for late in np.flatnonzero(found >= np.uint64(fair)):
        number, slot = divmod(int(late), SLOTS)
        points[late] = Stream(lot.seed(said.hash, slot + 1, secret(slot + 1), beacon(first + number))).below(said.total)
    places: NDArray[np.int64] = np.searchsorted(np.asarray(said.bounds), points, side="right").reshape(count, SLOTS)
    return places


def compared(said: Published, places: NDArray[np.int64]) -> None:
    """The tight loop against `draw_slot`, for the first 50 public values."""
    for number in range(50):
        for slot in range(1, SLOTS + 1):
            drawn = lot.draw_slot(said, slot=slot, secret=secret(slot), beacon=beacon(number))
            if said.listing.units[places[number, slot - 1]].code != drawn.unit:
                raise RuntimeError(f"the loop differs from draw_slot: {number}/{slot}")


def banded(weights: Numbers, found: Numbers, chances: Numbers, tries: int) -> list[float]:
    """Distance from theory in standard deviations, for ten bands of weight; a try meets one unit."""
    distances = []
    for band in np.array_split(np.argsort(weights, kind="stable"), 10):
        chance = float(chances[band].sum())
        distances.append(float(found[band].sum() - tries * chance) / sqrt(tries * chance * (1 - chance)))
    return distances


def beyond_by_chance(chances: Numbers, tries: int) -> float:
    """How many units lie beyond 3 standard deviations if all is as it should be: binomial tails, summed."""
    total = 0.0
    for chance, units in zip(*np.unique(chances, return_counts=True), strict=True):
        middle, reach = tries * chance, 3 * sqrt(tries * chance * (1 - chance))
        low, high = max(0, ceil(middle - reach)), int(middle + reach)
        whole = lgamma(tries + 1)
        total += units * (1 - sum(
            exp(whole - lgamma(k + 1) - lgamma(tries - k + 1) + k * log(chance) + (tries - k) * log1p(-chance))
            for k in range(low, high + 1)))  # fmt: skip
    return total


def rates_row() -> dict[str, Any]:
    """100,000 × 60 slots: how often each unit is drawn, and in how many rounds it is drawn at all."""
    said = published()
    hits, rounds = np.zeros(UNITS), np.zeros(UNITS)
    began = time.perf_counter()
    for first in range(0, SEEDS, CHUNK):
        places = places_of(said, first, CHUNK)
        if not first:
            compared(said, places)
        hits += np.bincount(places.ravel(), minlength=UNITS)
        once = np.unique(places + np.arange(CHUNK)[:, None] * UNITS) % UNITS
        rounds += np.bincount(once, minlength=UNITS)
    took = time.perf_counter() - began
    weights = np.array([unit.weight for unit in said.listing.units], float)
    chances = weights / weights.sum()
    within = 1 - (1 - chances) ** SLOTS
    far = np.abs(rounds - SEEDS * within) / np.sqrt(SEEDS * within * (1 - within))
    bands = banded(weights, hits, chances, SEEDS * SLOTS)
    awaited = SEEDS * SLOTS * chances
    chi = (float(((hits - awaited) ** 2 / awaited).sum()) - (UNITS - 1)) / sqrt(2 * (UNITS - 1))
    worst, beyond, usual = max(map(abs, bands)), int((far > 3).sum()), beyond_by_chance(within, SEEDS)
    print(f"    bands of weight, in σ: {', '.join(f'{one:+.2f}' for one in bands)}")
    print(f"    units beyond 3 σ: {beyond} of {UNITS:,} ({usual:.1f} awaited), farthest {far.max():.2f} σ")
    print(f"    rarest unit drawn in {int(rounds.min()):,} rounds, commonest in {int(rounds.max()):,}")
    sound = worst <= 3 and abs(chi) <= 3 and beyond <= usual + 3 * sqrt(usual)
    return {
        "work": f"inclusion rates of {UNITS:,} units over {SEEDS:,} public values × {SLOTS} slots",
        "ours": f"bands ≤ {worst:.2f} σ, all {chi:+.2f} σ, {beyond} units beyond 3 σ",
        "beside": f"theory: {usual:.1f} units beyond 3 σ ({SEEDS * SLOTS / took / 1e3:.0f}k draws/s)",
        "ratio": "within 3 σ" if sound else "beyond 3 σ", "reach": "within 3 σ",
    }  # fmt: skip


def open_rates_row() -> dict[str, Any]:
    """The open draw, by the whole of its code: seeds are dear, each puts 5,000 units in order."""
    said = published(slots=0, team_size=0, take=SLOTS)
    weights = [unit.weight for unit in said.listing.units]
    chances, found = np.array([float(one) for one in lot.chances(weights, SLOTS)]), np.zeros(UNITS)
    began = time.perf_counter()
    for number in range(OPEN_SEEDS):
        certain, drawn = lot.comb_places(weights, SLOTS, Stream(lot.seed(said.hash, 0, secret(0), beacon(number))))
        found[[*certain, *drawn]] += 1
    took = time.perf_counter() - began
    far = np.abs(found - OPEN_SEEDS * chances) / np.sqrt(OPEN_SEEDS * chances * (1 - chances))
    # One tooth of the comb is one try that meets each unit with its share; teeth of one draw are nearly independent.
    bands = banded(np.array(weights, float), found, chances / SLOTS, OPEN_SEEDS * SLOTS)
    worst, beyond, usual = max(map(abs, bands)), int((far > 3).sum()), beyond_by_chance(chances, OPEN_SEEDS)
    sound = worst <= 3 and beyond <= usual + 3 * sqrt(usual)
    return {
        "work": f"inclusion rates of open draws of {SLOTS} out of {UNITS:,}, {OPEN_SEEDS:,} seeds",
        "ours": f"bands ≤ {worst:.2f} σ, {beyond} units beyond 3 σ",
        "beside": f"theory: {usual:.1f} units beyond 3 σ ({took * 1000 / OPEN_SEEDS:.1f} ms a draw)",
        "ratio": "within 3 σ" if sound else "beyond 3 σ", "reach": "within 3 σ",
    }  # fmt: skip


def run() -> list[dict[str, Any]]:
    """Four rows: two draws reckoned again, two sets of rates."""
    return [slots_row(), open_row(), rates_row(), open_rates_row()]


if __name__ == "__main__":
    for row in run():
        print(row)
