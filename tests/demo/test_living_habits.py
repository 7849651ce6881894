"""What the file of truth says of people can be seen in the figures of the province they lived in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import transaction
from django.test.utils import override_settings

from congvu.core.working_time import HANOI, measure, national_calendar
from congvu.demo.living.running import Wish, live
from congvu.demo.organisation import known_cast
from congvu.kernel.casework.models import Case
from congvu.kernel.journal.models import Line
from congvu.kernel.org.queries import forget

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
CASES, SEED = 1200, 11
HOUR = 3600
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@dataclass(frozen=True)
class Work:
    """One task as the figures show it, with who did it."""

    code: str
    doer: str
    promised: datetime
    due: datetime
    #: (verb, moment, number) of its lines.
    lines: tuple[tuple[str, datetime, int], ...]

    def moments(self, verb: str) -> list[datetime]:
        return [at for name, at, _seq in self.lines if name == verb]

    @property
    def late(self) -> bool:
        return self.moments("task.reported")[-1] > self.due

    @property
    def came_back(self) -> bool:
        return bool(self.moments("task.reopened"))

    @property
    def at_the_end_of_a_period(self) -> bool:
        """First reported in the last two hours of work of a month, or before the deadline that was first named."""
        at = self.moments("task.reported")[0]
        day = at.astimezone(HANOI).date()
        following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        ends = (datetime(following.year, following.month, 1, tzinfo=HANOI), self.promised)
        return any(0 <= measure(national_calendar(), at, end) <= 2 * HOUR for end in ends if end >= at)


@dataclass(frozen=True)
class Province:
    """What is left of a province: its finished tasks, every moment at which something was done, the truth."""

    tasks: list[Work]
    moments: list[datetime]
    ordered: list[datetime]
    truth: list[dict[str, Any]]

    def of(self, habit: str) -> list[Work]:
        """The tasks that people of a habit finished."""
        people = {row["person"] for row in self.truth if row.get("habit") == habit}
        return [work for work in self.tasks if work.doer in people]

    def evaded(self, way: str) -> tuple[list[Work], list[Work]]:
        """The tasks in which somebody evaded in this way, and all others."""
        named = {row["case"] for row in self.truth if row.get("way") == way}
        return [work for work in self.tasks if work.code in named], [w for w in self.tasks if w.code not in named]


@pytest.fixture(scope="module")
def province(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Province:
    folder = tmp_path_factory.mktemp("living")
    forget()
    with (
        django_db_blocker.unblock(),
        override_settings(CONGVU_BILLS=folder / "bills", CONGVU_KEYS=settings.CONGVU_KEYS),
        transaction.atomic(),
    ):
        live(wish=Wish("province", SEED, CASES, NOW), now=NOW, tell=lambda _words, _share: None, folder=folder)
        found = _told(folder / f"truth-{SEED}.jsonl")
        transaction.set_rollback(True)
    forget()
    return found


def _told(truth: Path) -> Province:
    codes = {official.pk: code for code, official in known_cast().officials.items()}
    lines: dict[str, list[tuple[str, datetime, int]]] = {}
    moments = []
    for line in Line.objects.filter(stream__startswith="case/").order_by("stream", "seq"):
        lines.setdefault(line.stream, []).append((line.verb, line.at, line.seq))
        if line.verb not in ("case.registered", "case.moved_to_heir", "case.deemed_received"):
            moments.append(line.at)
    finished = Case.objects.filter(kind="directive_task", closed_at__isnull=False, doer_official__isnull=False)
    tasks = [
        Work(
            case.code, codes[case.doer_official_id or 0], case.first_due_at or NOW, case.due_at or NOW,
            tuple(lines[case.stream]),
        )
        for case in finished
    ]
    ordered = list(Case.objects.filter(kind="directive_task").values_list("opened_at", flat=True))
    rows = [json.loads(row) for row in truth.read_text(encoding="utf-8").splitlines()]
    return Province(tasks, moments, ordered, rows)


def share(works: list[Work], attribute: str) -> float:
    """Of these tasks so many (0 to 1) are so."""
    assert len(works) >= 12, "too few tasks to say anything"
    return sum(bool(getattr(work, attribute)) for work in works) / len(works)


def test_prompt_people_are_seldom_late_and_overloaded_ones_often(province: Province) -> None:
    prompt, steady, overloaded = (share(province.of(name), "late") for name in ("prompt", "steady", "overloaded"))
    assert prompt < steady < overloaded
    assert prompt < 0.15
    assert overloaded > 2 * prompt


def test_who_waits_to_be_reminded_is_late_and_moves_only_after_the_reminder(province: Province) -> None:
    waiting, others = province.evaded("holds_until_reminded")
    assert share(waiting, "late") > 2 * share(others, "late")
    assert all(any(note > work.due - timedelta(days=1) for note in work.moments("case.noted")) for work in waiting)


def test_what_was_reported_at_the_end_of_a_period_undone_comes_back(province: Province) -> None:
    gaming, others = province.evaded("reports_at_period_end_what_is_not_done")
    assert share(gaming, "at_the_end_of_a_period") > 0.6
    assert share(gaming, "at_the_end_of_a_period") > 3 * share(others, "at_the_end_of_a_period")
    assert share(gaming, "came_back") > 0.9
    assert share(others, "came_back") < 0.1


def test_what_is_passed_on_at_the_last_hour_was_kept_until_then(province: Province) -> None:
    passed, _others = province.evaded("passes_on_at_the_last_hour")
    assert len(passed) >= 3
    for work in passed:
        offered = work.moments("case.offered")[-1]
        assert measure(national_calendar(), offered, work.due) <= 4 * HOUR


def test_nothing_is_ordered_at_tet_and_less_in_its_month(province: Province) -> None:
    spans = [row for row in province.truth if row.get("season") == "tet"]
    days = [at.astimezone(HANOI).date() for at in province.ordered]
    assert spans
    for span in spans:
        first, last = date.fromisoformat(span["first"]), date.fromisoformat(span["last"])
        assert not [day for day in days if first <= day <= last]
    february, december = (sum((day.year, day.month) == month for day in days) for month in ((2026, 2), (2025, 12)))
    assert february < december


def test_nobody_acts_while_the_systems_are_down(province: Province) -> None:
    outages = [row for row in province.truth if "outage" in row]
    assert len(outages) > 5
    for row in outages:
        begins, ends = datetime.fromisoformat(row["outage"]), datetime.fromisoformat(row["until"])
        assert not [at for at in province.moments if begins <= at < ends]


def test_the_truth_names_every_way_of_evading_in_the_cases_themselves(province: Province) -> None:
    ways = {row["habit"] for row in province.truth if row.get("evades")}
    assert len(ways) == 6
    assert ways == {row["way"] for row in province.truth if "way" in row}
    known = {row["person"] for row in province.truth if "person" in row}
    assert {work.doer for work in province.tasks} <= known
