"""The living province: the same seed lives the same lives by hand and in bulk, and goes on where it was killed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import transaction
from django.test.utils import override_settings

from congvu.core.refusals import Invalid, NotAllowed
from congvu.demo.living import aside, begun, running
from congvu.demo.living.running import Run, Wish, live
from congvu.domain.directives.models import Task
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.histories import Histories
from congvu.kernel.casework.models import Case, CaseDocument, CaseWords, ClockEvent, Custody, Request
from congvu.kernel.casework.queries.overview import overview
from congvu.kernel.casework.queries.replay import verify_cases
from congvu.kernel.journal.models import Line
from congvu.kernel.journal.queries.verification import verify_journal
from congvu.kernel.org.models import Agency, Official, Succession
from congvu.kernel.org.queries import forget
from tests.demo.other_ids import give_other_ids

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
CASES = 160
SEED = 5
CASE_COLUMNS = [
    field.attname for field in Case._meta.concrete_fields if field.attname not in ("id", "code", "skey", "head")
]


def silent(_words: str, _share: float) -> None:
    """Nobody watches."""


class Names:
    """Numbers differ from run to run (consultations and parts are numbered as they come, ids go on); names do not."""

    def __init__(self) -> None:
        cases = {case.pk: case for case in Case.objects.select_related("accountable_agency", "parent")}
        clauses = dict(Task.objects.values_list("clause_id", "clause__text"))
        self.by_pk: dict[int | None, str] = {None: ""}
        seen: dict[str, int] = {}
        for case in sorted(cases.values(), key=lambda one: (one.opened_at, one.code)):
            name = case.code
            if case.kind in ("consultation", "dossier_part") and case.parent is not None:
                name = f"{case.parent.code}/{case.accountable_agency.code}/{case.opened_at.isoformat()}"
            seen[name] = seen.get(name, 0) + 1
            self.by_pk[case.pk] = f"{name}#{seen[name]}"
        self.by_code = {case.code: self.by_pk[case.pk] for case in cases.values()}
        self.clauses = clauses
        self.agencies = dict(Agency.objects.values_list("pk", "code"))
        self.officials = dict(Official.objects.values_list("pk", "code"))

    def of(self, column: str, value: Any) -> Any:
        """A value of a row, with a code where the row has the number of a case, an agency or an official."""
        if value is None:
            return None
        if column.endswith("agency_id"):
            return self.agencies[value]
        if column.endswith("official_id"):
            return self.officials[value]
        return self.by_pk[value] if column in ("case_id", "parent_id") else value

    def text(self, text: str) -> str:
        """A line's text with names for numbers."""
        body = json.loads(text)
        if "clause" in body:
            body["clause"] = self.clauses[body["clause"]]
        if "set" in body:
            body["set"] = {column: self.of(column, value) for column, value in body["set"].items()}
        for name in ("cases", "parts", "share", "last", "for"):
            told = body.get(name)
            if isinstance(told, list):
                body[name] = [self.by_code[code] for code in told]
            elif told:
                body[name] = self.by_code[told]
        return json.dumps(body, sort_keys=True, ensure_ascii=False)

    def board(self) -> list[str]:
        """What the leader's page shows, agency by agency."""
        shown = overview(Actor.system(), NOW)
        rows = _table((self.agencies[row.agency_id], row.counts, row.lateness) for row in shown.agencies)
        return [repr((shown.totals, shown.lateness, shown.by_whose, shown.measured)), *rows]


def _table(rows: Any) -> list[str]:
    return sorted(repr(row) for row in rows)


def told() -> dict[str, list[str]]:
    """Every row that a life writes, without keys, salts and hashes."""
    names = Names()

    def of_model(model: Any, *leave: str) -> list[str]:
        kept = [f.attname for f in model._meta.concrete_fields if f.attname not in ("id", *leave)]
        return _table(tuple(names.of(name, getattr(row, name)) for name in kept) for row in model.objects.all())

    cases = _table(
        (names.by_pk[case.pk], *(names.of(name, getattr(case, name)) for name in CASE_COLUMNS))
        for case in Case.objects.all()
    )
    lines = [
        (names.by_code[one.stream[5:]], one.seq, one.at, one.verb, one.actor, one.behalf, names.text(one.text or ""))
        for one in Line.objects.filter(stream__startswith="case/")
    ]
    return {
        "cases": cases, "lines": _table(lines), "custody": of_model(Custody), "clock": of_model(ClockEvent),
        "tasks": of_model(Task, "clause_id", "directive_id"), "requests": of_model(Request),
        "papers": of_model(CaseDocument, "document_id"), "words": of_model(CaseWords, "text"),
        "heirs": _table(Succession.objects.values_list("predecessor__code", "successor__code", "share", "on", "kind")),
        "board": names.board(),
    }  # fmt: skip


def lived(
    size: str, folder: Path, act: Callable[[], Any] = lambda: None, *, other_ids: bool = False
) -> tuple[dict[str, list[str]], list[str]]:
    """One province lived, told and undone; with the truth it left."""
    forget()
    with override_settings(CONGVU_BILLS=folder / "bills", CONGVU_KEYS=settings.CONGVU_KEYS), transaction.atomic():
        if other_ids:
            give_other_ids()
        live(wish=Wish(size, SEED, CASES, NOW), now=NOW, tell=silent, folder=folder)
        act()
        rows = told()
        transaction.set_rollback(True)
    forget()
    truth = sorted((folder / f"truth-{SEED}.jsonl").read_text(encoding="utf-8").splitlines())
    return rows, truth


def _sound() -> None:
    findings = verify_journal(None)
    verify_cases(findings)
    assert findings.sound, findings.problems[:5]
    assert not Agency.objects.filter(level="district", valid_to=None).exists()


@pytest.mark.slow
def test_by_hand_and_in_bulk_the_same_rows_come_of_the_same_seed(db: None, tmp_path: Path) -> None:
    by_hand, truth_by_hand = lived("small", tmp_path / "hand", _sound)
    in_bulk, truth_in_bulk = lived("province", tmp_path / "bulk", _sound, other_ids=True)
    assert len(by_hand["cases"]) > CASES
    assert len(by_hand["requests"]) > 5
    for table, rows in by_hand.items():
        both = set(rows) ^ set(in_bulk[table])
        assert not both, f"{table}: {len(both)} rows differ, e.g. " + "\n".join(sorted(both)[:4])
        assert len(rows) == len(in_bulk[table])
    assert truth_by_hand == truth_in_bulk


class Killed(BaseException):
    """What a kill looks like from inside: nothing catches it."""


def _killed_after(monkeypatch: pytest.MonkeyPatch, steps: int) -> None:
    """Kill the run in the middle of a step: its rows are written, its mark is not."""
    mark, seen = Run._mark, []

    def marking(self: Run, step: str) -> None:
        seen.append(step)
        if len(seen) == steps:
            raise Killed
        mark(self, step)

    monkeypatch.setattr(running.Run, "_mark", marking)


@pytest.mark.slow
def test_a_killed_run_goes_on_and_ends_the_same(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:  # nobody beside, as on a machine of one processor
        patch.setattr(begun, "HANDS", 0)
        whole, truth = lived("province", tmp_path / "whole")
    monkeypatch.setattr(begun, "HANDS", 2)
    monkeypatch.setattr(begun, "SPARE", 0)  # many chunks run short of numbers and begin again
    forget()
    wish, folder = Wish("province", SEED, CASES, NOW), tmp_path / "cut"
    with override_settings(CONGVU_BILLS=folder / "bills", CONGVU_KEYS=settings.CONGVU_KEYS), transaction.atomic():
        give_other_ids()
        for steps in (1, 4, 12, 40):
            with monkeypatch.context() as patch:
                _killed_after(patch, steps)
                try:
                    live(wish=wish, now=NOW, tell=silent, folder=folder)
                except Killed:
                    # A process that was killed remembers nothing of what was rolled back.
                    forget()
                    continue
        live(wish=wish, now=NOW, tell=silent, folder=folder)
        _sound()
        rows = told()
        with pytest.raises(Invalid):
            live(wish=Wish("province", SEED + 1, CASES, NOW), now=NOW, tell=silent, folder=folder)
        transaction.set_rollback(True)
    forget()
    assert rows == whole
    assert sorted((folder / f"truth-{SEED}.jsonl").read_text(encoding="utf-8").splitlines()) == truth


@pytest.mark.skipif(not aside.hands(), reason="needs a second processor")
def test_who_reckons_aside_gives_back_what_he_found_and_may_not_ask_the_database(db: None) -> None:
    def asks() -> int:
        return Case.objects.count()

    def falls_short() -> int:
        raise aside.ShortOfNumbers(2026)

    assert aside.Aside(lambda: [1, 2], apart=True).result() == aside.Aside(lambda: [1, 2], apart=False).result()
    with pytest.raises(RuntimeError, match="without the database"):
        aside.Aside(asks, apart=True).result()
    with pytest.raises(aside.ShortOfNumbers):
        aside.Aside(falls_short, apart=True).result()
    assert asks() == 0, "the connection is as it was"


def test_nobody_loads_histories_without_the_permission() -> None:
    with pytest.raises(NotAllowed):
        Histories(Actor.nobody())
