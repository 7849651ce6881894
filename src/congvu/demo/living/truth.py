"""Sự thật. Who was how, which acts evaded, what weighed on all: kept in a file beside the database, never in it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from congvu.demo.living import seasons
from congvu.demo.living.habits import Person


class Truth:
    """The truth of one province, in parts, so that a part can be written again; `finish` puts them together."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._seed = folder / f"truth-{seed}", seed
        self.path = folder / f"truth-{seed}.jsonl"
        self._rows: list[str] = []

    def say(self, **facts: Any) -> None:
        """One fact; it stands in the part that is kept next."""
        self._rows.append(json.dumps(facts, ensure_ascii=False, sort_keys=True))

    def people(self, people: Iterable[Person]) -> None:
        """Who has which habit."""
        for one in sorted(people, key=lambda person: person.code):
            self.say(person=one.code, habit=one.habit.value, evades=one.habit.evades, slips=round(one.slips, 3))

    def circumstances(self, units: Iterable[str], down: Iterable[tuple[datetime, datetime]]) -> None:
        """What weighed on everybody alike: full desks, the months, Tết, the upheaval of the reform, outages."""
        for unit in sorted(units):
            self.say(unit=unit, fullness=round(seasons.fullness(unit, self._seed), 3))
        for month, ordered in enumerate(seasons.MONTHS, 1):
            self.say(month=month, ordered=ordered)
        for first, last in seasons.TET:
            self.say(season="tet", first=first.isoformat(), last=last.isoformat())
        first, last = seasons.UPHEAVAL
        self.say(season="upheaval", first=first.isoformat(), last=last.isoformat())
        for begins, ends in down:
            self.say(outage=begins.isoformat(), until=ends.isoformat())

    def keep(self, part: str) -> None:
        """Write the part, whole or not at all, before its rows are committed."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        place = self._folder / f".{part}.part"
        with place.open("w", encoding="utf-8") as file:
            file.writelines(f"{row}\n" for row in self._rows)
            file.flush()
            os.fsync(file.fileno())
        place.replace(self._folder / f"{part}.jsonl")
        self._rows = []

    def forget(self) -> None:
        """Drop what was said since the last part."""
        self._rows = []

    def finish(self) -> Path:
        """One file of all parts in their order; the parts go."""
        parts = sorted(self._folder.glob("*.jsonl"))
        with self.path.open("w", encoding="utf-8") as file:
            for part in parts:
                file.write(part.read_text(encoding="utf-8"))
        for part in parts:
            part.unlink()
        self._folder.rmdir()
        return self.path
