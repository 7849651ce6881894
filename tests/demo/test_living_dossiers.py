"""Dossiers of the living province: the same by hand and in bulk, going on where they were killed, open to real work."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test.utils import override_settings

from congvu.demo.desks import CENTRE
from congvu.demo.living import begun
from congvu.demo.living.dossiers import line
from congvu.demo.living.running import Run, Wish, live
from congvu.domain.onestop.actions import receiving
from congvu.domain.onestop.actions.applicants import Party
from congvu.domain.onestop.models import (
    Applicant,
    Charge,
    Counter,
    Dossier,
    Evaluation,
    GivenPaper,
    PaperMove,
    Reappointment,
    ResultReturn,
    Slip,
    Supplement,
    Visit,
)
from congvu.domain.onestop.queries.desks import own_desk
from congvu.domain.procedures.models import Procedure, Variant
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import actor_of
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries.replay import verify_cases
from congvu.kernel.journal.queries.verification import verify_journal
from congvu.kernel.org.queries import forget
from tests.demo import test_living
from tests.demo.other_ids import give_other_ids
from tests.demo.test_living import NOW, Killed, silent, told

DOSSIERS, SEED = 260, 5
TABLES: tuple[type[Any], ...] = (
    Applicant, Charge, Counter, Dossier, Evaluation, GivenPaper, PaperMove, Reappointment, ResultReturn, Slip,
    Supplement, Visit,
)  # fmt: skip
AGENCIES = ("agency_id", "desk_id", "settling_id", "returns_id", "unit_id", "from_agency_id", "to_agency_id")
OFFICIALS = ("official_id", "taken_by_id", "received_by_id")
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def told_of_shops() -> dict[str, list[str]]:
    """Every row of the one-stop shop, with codes for keys and without what opens a dossier."""
    names = test_living.Names()
    variants = {row.pk: f"{row.version.procedure.stem}/{row.position}" for row in Variant.objects.select_related(
        "version__procedure")}  # fmt: skip
    known: dict[str, dict[Any, Any]] = {
        **dict.fromkeys(AGENCIES, names.agencies), **dict.fromkeys(OFFICIALS, names.officials),
        "case_id": names.by_pk, "dossier_id": names.by_pk, "variant_id": variants,
        "applicant_id": dict(Applicant.objects.values_list("pk", "id_number")),
        "procedure_id": dict(Procedure.objects.values_list("pk", "stem")),
        "field_id": dict(Procedure.objects.values_list("field_id", "field__name")),
    }  # fmt: skip

    def rows_of(model: Any) -> list[str]:
        columns = [f.attname for f in model._meta.concrete_fields if f.attname not in ("id", "secret")]
        return sorted(
            repr([known[c].get(getattr(row, c)) if c in known else getattr(row, c) for c in columns])
            for row in model.objects.all()
        )

    return {model.__name__: rows_of(model) for model in TABLES}


def sound() -> None:
    findings = verify_journal(None)
    verify_cases(findings)
    assert findings.sound, findings.problems[:5]


def lived(
    size: str, folder: Path, act: Callable[[], Any] = sound, *, other_ids: bool = False
) -> tuple[dict[str, list[str]], list[dict[str, Any]]]:
    """The dossiers of one province lived, told and undone; with the truth they left."""
    forget()
    with override_settings(CONGVU_BILLS=folder / "bills", CONGVU_KEYS=settings.CONGVU_KEYS), transaction.atomic():
        if other_ids:
            give_other_ids()
        live(wish=Wish(size, SEED, 0, NOW, DOSSIERS), now=NOW, tell=silent, folder=folder)
        act()
        rows = {**told(), **told_of_shops()}
        transaction.set_rollback(True)
    forget()
    truth = (folder / f"truth-{SEED}.jsonl").read_text(encoding="utf-8").splitlines()
    return rows, [json.loads(line) for line in sorted(truth)]


def same(ours: dict[str, list[str]], theirs: dict[str, list[str]]) -> None:
    """Table by table, row by row."""
    for table, rows in ours.items():
        both = set(rows) ^ set(theirs[table])
        assert not both, f"{table}: {len(both)} rows differ, e.g. " + "\n".join(sorted(both)[:4])
        assert len(rows) == len(theirs[table])


def test_by_hand_and_in_bulk_dossiers_become_the_same_rows(tmp_path: Path) -> None:
    by_hand, truth_by_hand = lived("small", tmp_path / "hand")
    in_bulk, truth_in_bulk = lived("province", tmp_path / "bulk", next_numbers_follow, other_ids=True)
    assert len(by_hand["Dossier"]) > DOSSIERS * 0.9
    for table in ("Supplement", "Reappointment", "Evaluation", "ResultReturn", "Charge", "PaperMove"):
        assert by_hand[table], f"nothing of {table} happened: the sample is too small to show anything"
    for verb in ("dossier_part.finished", "dossier_part.fell_silent", "consultation.answered", "case.opinions_in",
                 "dossier.paper_received"):  # fmt: skip
        assert any(f"'{verb}'" in line for line in by_hand["lines"]), f"nowhere {verb}"
    same(by_hand, in_bulk)
    assert truth_by_hand == truth_in_bulk
    for said in ("late_by", "asked", "beside"):
        assert any(said in fact for fact in truth_in_bulk), f"the truth knows nothing of {said}"


def next_numbers_follow() -> None:
    """A dossier that is really received at a desk gets the number after the last one of the made-up life."""
    sound()
    with transaction.atomic():
        for code in ("phuong-lam-son-pvhcc-mc-01", f"{CENTRE}-cv-01"):
            clerk = actor_of(Account.objects.get(official__code=code), NOW.date())
            desk = own_desk(clerk)
            assert desk is not None
            here = Dossier.objects.filter(desk=desk)
            last = here.filter(received_at__year=NOW.year).order_by("-register_no").first()
            assert last is not None
            assert last.register_no is not None
            reception = receiving.Reception(
                variant_id=last.variant_id, party=Party(name="Công dân thật", id_number="001099000001")
            )
            today = Case.objects.filter(code__startswith=f"{desk.identifier}-{NOW:%y%m%d}-").count()
            made = receiving.receive_dossier(actor=clerk, desk_id=desk.pk, reception=reception, now=NOW)
            assert made.register_no == last.register_no + 1
            assert made.case.code == f"{desk.identifier}-{NOW:%y%m%d}-{today + 1:04d}"
        transaction.set_rollback(True)


def test_a_killed_run_goes_on_and_ends_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("congvu.demo.living.dossiers.line.TOGETHER", 20)
    short = counted_shortages(monkeypatch)
    with monkeypatch.context() as patch:  # nobody beside, as on a machine of one processor
        patch.setattr(begun, "HANDS", 0)
        whole, truth = lived("province", tmp_path / "whole")
    forget()
    wish, folder = Wish("province", SEED, 0, NOW, DOSSIERS), tmp_path / "cut"
    with override_settings(CONGVU_BILLS=folder / "bills", CONGVU_KEYS=settings.CONGVU_KEYS), transaction.atomic():
        give_other_ids()
        for steps in (2, 5, 11):
            with monkeypatch.context() as patch:
                _kill_at(patch, steps)
                with pytest.raises(Killed):
                    live(wish=wish, now=NOW, tell=silent, folder=folder)
            forget()
        live(wish=wish, now=NOW, tell=silent, folder=folder)
        sound()
        rows = {**told(), **told_of_shops()}
        transaction.set_rollback(True)
    forget()
    assert short, "nobody ran short of numbers: the sample is too small to show anything"
    same(whole, rows)
    found = (folder / f"truth-{SEED}.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in sorted(found)] == truth


def counted_shortages(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Lay in so few numbers of child cases that chunks run short and begin again; the list of those times."""
    again, found = line.Handed.again, []

    def counting(self: line.Handed, kind: str, year: int) -> None:
        found.append((kind, year))
        again(self, kind, year)

    monkeypatch.setattr(line, "SPARE", 0)
    monkeypatch.setattr(line, "ONE_OF", 1000)
    monkeypatch.setattr(line.Handed, "again", counting)
    return found


def _kill_at(monkeypatch: pytest.MonkeyPatch, steps: int) -> None:
    """Kill the run in the middle of a step: its rows are written, its mark is not."""
    mark, seen = Run._mark, []

    def marking(self: Run, step: str) -> None:
        seen.append(step)
        if len(seen) == steps:
            raise Killed
        mark(self, step)

    monkeypatch.setattr(Run, "_mark", marking)
