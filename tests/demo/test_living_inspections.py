"""Checks of public duty in the living province: the same by hand and in bulk, and what the truth says of them shows."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test.utils import override_settings

from congvu.demo.living.running import Wish, live
from congvu.domain.conduct.models import Sanction
from congvu.domain.conduct.policy.codes import DISCIPLINE
from congvu.domain.conduct.policy.praise import COMMENDATION, INNOVATION
from congvu.domain.inspections.models import (
    Answer,
    AnswerValue,
    Conclusion,
    Evidence,
    Finding,
    FindingState,
    HeadCount,
    Interview,
    Opening,
    PlanItem,
    Recommendation,
    Resample,
    Round,
    Sample,
    Visit,
    VisitSort,
)
from congvu.domain.inspections.queries import resamples, scores
from congvu.domain.inspections.queries.sampling import drawn_of
from congvu.kernel.casework.models import Case, ClockEvent, Custody
from congvu.kernel.casework.queries.replay import verify_cases
from congvu.kernel.journal.models import Line
from congvu.kernel.journal.queries.verification import verify_journal
from congvu.kernel.org.models import Agency
from congvu.kernel.org.queries import forget
from tests.demo.other_ids import give_other_ids
from tests.demo.test_living import NOW, silent

SEED, CASES, DOSSIERS = 5, 60, 1000
pytestmark = [pytest.mark.slow, pytest.mark.django_db]
Rows = dict[str, list[str]]
Facts = list[dict[str, Any]]

#: What is told of each table: its columns by names that hold in every run.
TOLD: tuple[tuple[type[Any], tuple[str, ...]], ...] = (
    (Visit, ("case__code", "sort", "trigger", "unit__code", "team__decision", "visit_on", "left_at", "place")),
    (Answer, ("visit__case__code", "item__code", "value", "note", "by", "noted_at", "received_at", "uid")),
    (HeadCount, ("visit__case__code", "official__code", "name", "post", "presence", "reason", "proved", "noted_at",
                 "uid")),
    (Interview, ("visit__case__code", "words", "satisfied", "noted_at", "by")),
    (Evidence, ("visit__case__code", "item__code", "name", "size", "sha256", "taken_at", "file__sha256")),
    (Sample, ("visit__case__code", "purpose", "position", "checked_at")),
    (Finding, ("visit__case__code", "number", "item__code", "praise", "fact", "severity", "official__code", "state",
               "explanation__code", "noticed_at", "answered_at", "silent_at", "considered_at", "final_at",
               "repeats__visit__case__code", "repeats__number")),
    (Conclusion, ("visit__case__code", "report_number", "number", "concluded_at", "published_at", "points")),
    (Recommendation, ("case__code", "finding__number", "reported_at", "verified_at", "case__times_returned")),
    (Resample, ("finding__visit__case__code", "finding__number", "due_on", "size", "faults", "came_back", "done_at")),
    (PlanItem, ("plan__number", "unit__code", "sort", "from_on", "team__decision", "because")),
    (Round, ("code", "listing_hash", "beacon", "committed_at", "sealed_at", "closed_at")),
    (Opening, ("slot__round__code", "slot__number", "secret", "drawn", "drawn_team", "used", "followed", "at")),
    (Case, ("code", "kind", "phase", "seq", "holder_agency__code", "holder_official__code", "due_at", "closed_at")),
    (ClockEvent, ("case__code", "kind", "at", "limit", "rule", "ground")),
    (Custody, ("case__code", "agency__code", "official__code", "station", "state", "from_at", "to_at")),
)  # fmt: skip
#: Kinds that number as they come beside the checks.
ELSEWHERE = ("consultation",)


def told() -> Rows:
    """Every row that checks leave, by names, and who wrote which line of the journal when."""
    found = {}
    for model, columns in TOLD:
        rows = model.objects.all()
        if model is Case:
            rows = rows.exclude(kind__in=ELSEWHERE)
        elif model in (ClockEvent, Custody):
            rows = rows.exclude(case__kind__in=ELSEWHERE)
        found[model.__name__] = sorted(repr(row) for row in rows.values_list(*columns))
    asked = dict.fromkeys(Case.objects.filter(kind__in=ELSEWHERE).values_list("code", flat=True), "")
    lines = Line.objects.filter(stream__startswith="case/").values_list("stream", "seq", "at", "verb", "actor")
    found["lines"] = sorted(repr(line) for line in lines if line[0][5:] not in asked)
    return found


def lived(
    size: str, folder: Path, inspections: int, look: Any, *, dossiers: int = 0, other_ids: bool = False
) -> tuple[Any, Facts]:
    """What `look` sees of a province that lived; with the truth it left."""
    forget()
    with override_settings(CONGVU_BILLS=folder / "bills", CONGVU_KEYS=settings.CONGVU_KEYS,
                           CONGVU_FILES=folder / "files"), transaction.atomic():  # fmt: skip
        if other_ids:
            give_other_ids()
        wish = Wish(size, SEED, CASES, NOW, dossiers, inspections)
        live(wish=wish, now=NOW, tell=silent, folder=folder)
        findings = verify_journal(None)
        verify_cases(findings)
        assert findings.sound, findings.problems[:5]
        truth = [json.loads(row) for row in (folder / f"truth-{SEED}.jsonl").read_text(encoding="utf-8").splitlines()]
        seen = look(truth)
        transaction.set_rollback(True)
    forget()
    return seen, sorted(truth, key=lambda row: json.dumps(row, sort_keys=True))


def test_by_hand_and_in_bulk_the_same_checks_come_of_the_same_seed(tmp_path: Path) -> None:
    by_hand, truth_by_hand = lived("small", tmp_path / "hand", 6, lambda _truth: told())
    in_bulk, truth_in_bulk = lived("province", tmp_path / "bulk", 6, lambda _truth: told(), other_ids=True)
    for table in ("Visit", "Answer", "HeadCount", "Finding", "Recommendation", "Opening"):
        assert by_hand[table], f"nothing of {table} happened: the sample is too small to show anything"
    for table, rows in by_hand.items():
        both = set(rows) ^ set(in_bulk[table])
        assert not both, f"{table}: {len(both)} rows differ, e.g. " + "\n".join(sorted(both)[:4])
        assert len(rows) == len(in_bulk[table])
    assert truth_by_hand == truth_in_bulk


def test_what_the_truth_says_of_checks_is_what_the_rooms_tell(tmp_path: Path) -> None:
    _seen, truth = lived("province", tmp_path, 60, _agrees, dossiers=DOSSIERS)
    for said in ("sloppy", "sharp", "at_fault", "fate", "remedied", "came_back"):
        assert any(said in row for row in truth), f"the truth knows nothing of {said}"


def _agrees(truth: Facts) -> None:
    _visits_agree(truth)
    _papers_agree(truth)
    _findings_agree(truth)
    _remedies_agree(truth)
    _samples_agree(truth)
    _persons_agree(truth)
    _scores_agree(truth)


def _visits_agree(truth: Facts) -> None:
    """What was recorded is what was there, but for what the team missed and what it invented."""
    made = {row["visit"]: row for row in truth if "at_fault" in row}
    assert set(VisitSort.values) - {VisitSort.SELF, VisitSort.RECHECK} <= {row["sort"] for row in made.values()}
    recorded: dict[str, set[str]] = {code: set() for code in made}
    faults = Answer.objects.filter(value=AnswerValue.BREACH).values_list("visit__case__code", "item__code")
    for code, item in faults:
        recorded[code].add(item)
    for code, row in made.items():
        assert recorded[code] == set(row["at_fault"]) - set(row["missed"]) | set(row["invented"])
        assert Visit.objects.get(case__code=code).unit.code == row["agency"]
    assert any(row["missed"] for row in made.values())
    assert any(row["invented"] for row in made.values())


def _papers_agree(truth: Facts) -> None:
    """Of the cases laid beside their papers as many differ as the truth says."""
    said = {(row["visit"], row["sampled"]): (row["size"], row["faults"]) for row in truth if "sampled" in row}
    found = {
        (visit.case.code, purpose): (one.checked, one.faults)
        for visit in Visit.objects.select_related("case") for purpose, one in drawn_of(visit).items()
    }  # fmt: skip
    assert found == said
    assert any(purpose == "onestop_dossier" for _visit, purpose in said)


def _findings_agree(truth: Facts) -> None:
    """Each settled finding stands as the truth says, and what was invented is what falls."""
    said = {(row["visit"], row["finding"]): row for row in truth if "fate" in row}
    states = {FindingState.FINAL: "final", FindingState.DROPPED: "overturned"}
    rows = Finding.objects.filter(praise=False, state__in=states).values_list(
        "visit__case__code", "number", "state", "item__code", "answered_at", "silent_at"
    )
    found = {(code, number): (states[FindingState(state)], item) for code, number, state, item, *_more in rows}
    assert found == {key: (row["fate"], row["item"]) for key, row in said.items()}
    for code, number, _state, _item, answered_at, silent_at in rows:
        way = said[code, number]["answered"]
        assert (way != "silent", way != "prompt") == (answered_at is not None, silent_at is not None)
    fallen = Counter((row["real"], row["fate"]) for row in said.values())
    assert fallen[False, "overturned"] > fallen[False, "final"]
    assert fallen[True, "final"] > 9 * fallen[True, "overturned"]


def _remedies_agree(truth: Facts) -> None:
    said = {row["remedy"]: row["returned"] for row in truth if "remedied" in row}
    rows = Recommendation.objects.filter(verified_at__isnull=False)
    assert dict(rows.values_list("case__code", "case__times_returned")) == said
    assert {"truly", "for_show"} <= {row["remedied"] for row in truth if "remedied" in row}


def _samples_agree(truth: Facts) -> None:
    """The room's rate of what came back is the planted one; what was really put right was not found again."""
    planted = [row for row in truth if "came_back" in row]
    n, back = Counter(row["item"] for row in planted), Counter(row["item"] for row in planted if row["came_back"])
    assert {row.code: (row.n, row.back) for row in resamples.came_back()} == {code: (n[code], back[code]) for code in n}
    assert sum(back.values()) > 1
    assert Resample.objects.filter(drawn_at__isnull=False, done_at__isnull=False).exists(), "none was about cases"
    assert all(row["still_sloppy"] for row in planted if row["came_back"])
    put_right = {
        (row["agency"], row["item"]) for row in truth
        if row.get("remedied") in ("truly", "late") and "comes_back_on" not in row
    }  # fmt: skip
    for_show = {(row["agency"], row["item"]) for row in truth if row.get("remedied") == "for_show"}
    again = {(row["agency"], row["item"]) for row in planted if row["came_back"]}
    assert again & for_show - put_right
    assert not again & put_right


def _persons_agree(truth: Facts) -> None:
    """Who was punished for what was none is heard; what was left to lie is never decided."""
    files = {row["discipline"]: row for row in truth if "discipline" in row}
    assert set(files) == set(Case.objects.filter(kind=DISCIPLINE).values_list("code", flat=True))
    lying = {code for code, row in files.items() if row["left_to_lie"]}
    assert not Sanction.objects.filter(discipline__case__code__in=lying).exists()
    for series, kind in (("commendation", COMMENDATION), ("proposal", INNOVATION)):
        assert {row[series] for row in truth if series in row} == set(
            Case.objects.filter(kind=kind).values_list("code", flat=True)
        )
    assert any("proposal" in row for row in truth)


def _scores_agree(truth: Facts) -> None:
    """Sloppy agencies are found at fault more often than orderly ones."""
    sloppy = {row["agency"]: len(row["sloppy"]) for row in truth if "sloppy" in row}
    codes = dict(Agency.objects.values_list("pk", "code"))
    items, faults = Counter[bool](), Counter[bool]()
    for one in scores.scores(NOW.year, NOW.date()):
        count = sloppy[codes[one.agency_id]]
        if count <= 4 or count >= 9:
            items[count >= 9] += one.items
            faults[count >= 9] += one.faults
    assert min(items.values()) > 100
    assert faults[True] / items[True] > 2 * faults[False] / items[False]
