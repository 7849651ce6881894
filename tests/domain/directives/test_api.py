"""A directive through the API: registered, reviewed, planned and issued, by the acts of the screens."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from congvu.domain.directives.models import Clause, Directive
from congvu.kernel.accounts.models import Account
from congvu.kernel.casework.models import Case
from congvu.kernel.documents.models import Document
from tests.domain.directives.conftest import TEXT
from tests.face.api.conftest import V1, Machine, Sign, accounts, frozen, machine
from tests.kernel.casework.office import Office

__all__ = ["accounts", "frozen", "machine"]


def clauses(one: Machine, pk: int) -> list[dict[str, object]]:
    found: list[dict[str, object]] = one.get(f"/directives/{pk}")[1]["clauses"]
    return found


def test_from_a_file_to_tasks(office: Office, machine: Sign) -> None:
    desk = machine("desk")
    upload = SimpleUploadedFile("cong-van.txt", TEXT.encode(), "text/plain")
    ticket = desk.client.post(f"{V1}/files", {"file": upload}, headers=desk.headers()).json()["ticket"]
    status, paper = desk.post("/directives", {"file": ticket, "file_name": "công văn.txt"})
    assert status == 201, paper
    assert (paper["code"], paper["issued_on"], paper["owner"]) == ("212/UBND-TH", "2026-11-02", "vpubnd")
    assert paper["coverage"]["unseen"] > 0
    assert all(paper["text"][one["start"] : one["end"]] == one["text"] for one in paper["clauses"])
    pk = paper["id"]
    status, said = desk.post("/directives", {"text": TEXT + " "})
    assert (status, said["code"]) == (409, "duplicate_document")
    first, second, third = paper["clauses"][:3]
    assert first["leads"][0]["agency"] == "snv"
    assert [one["agency"] for one in first["coordinators"]] == ["stc"]
    status, marked = desk.post(f"/directives/{pk}/clauses/accept", {"clauses": [first["id"]]})
    assert (status, marked["count"], marked["coverage"]["accepted"]) == (200, 1, 1)
    correction = {
        "version": second["version"], "nature": "task", "mode": "one_lead", "due_on": "2026-12-04",
        "leads": [{"surface": "Sở Tài chính", "agency": "stc"}],
    }  # fmt: skip
    status, row = desk.put(f"/directives/{pk}/clauses/{second['id']}", correction)
    assert (status, row["due_on"], row["state"], row["leads"][0]["agency"]) == (200, "2026-12-04", "accepted", "stc")
    status, said = desk.put(f"/directives/{pk}/clauses/{second['id']}", correction)
    assert (status, said["code"]) == (409, "stale_case")
    status, row = desk.post(f"/directives/{pk}/clauses/{third['id']}/reject", {"because": "Nhiệm vụ thường xuyên"})
    assert (status, row["state"]) == (200, "rejected")
    rest = [one["id"] for one in desk.get(f"/directives/{pk}")[1]["passages"] if one["mark"] == "unseen"]
    status, marked = desk.post(f"/directives/{pk}/passages/mark", {"passages": rest, "mark": "narrative"})
    assert (status, marked["coverage"]["percent"]) == (200, 100)
    status, plan = desk.get(f"/directives/{pk}/plan")
    assert (status, plan["problems"], plan["cases"]) == (200, 0, 3)
    assert Case.objects.count() == 0
    body = {"clauses": [first["id"], second["id"]]}
    status, issued = desk.post(f"/directives/{pk}/issue", body, **{"Idempotency-Key": "issue-1"})
    assert status == 201
    assert [case["accountable"] for case in issued["cases"]] == ["snv", "stc", "stc"]
    again = desk.post(f"/directives/{pk}/issue", body, **{"Idempotency-Key": "issue-1"})
    assert again == (201, issued)
    assert Case.objects.count() == 3
    assert desk.post(f"/directives/{pk}/issue", body)[1]["code"] == "move_refused"
    assert set(desk.get(f"/directives/{pk}")[1]["cases"]) == {case["code"] for case in issued["cases"]}
    assert [row["tasks"] for row in desk.get("/directives")[1]["items"]] == [2]


def test_who_sees_a_directive_and_who_may_review_it(
    office: Office, directive: Directive, machine: Sign, accounts: dict[str, Account]
) -> None:
    desk, chief = machine("desk"), machine("chief")
    pk = directive.pk
    assert [row["id"] for row in desk.get("/directives", q="chan chinh", state="in_review")[1]["items"]] == [pk]
    assert chief.get("/directives")[1]["items"] == []
    assert chief.get(f"/directives/{pk}")[0] == 404
    assert chief.get(f"/directives/{pk}/plan")[0] == 403
    ids = [one["id"] for one in clauses(desk, pk)]
    status, _said = chief.post(f"/directives/{pk}/clauses/accept", {"clauses": ids})
    assert status == 403
    reader = machine("desk", "directives.directive.read")
    assert reader.get(f"/directives/{pk}")[0] == 200
    status, said = reader.post(f"/directives/{pk}/clauses/accept", {"clauses": ids})
    assert (status, said["code"]) == (403, "scope_missing")
    assert not Clause.objects.exclude(state="proposed").exists()
    assert desk.post(f"/directives/{pk}/clauses/accept", {"clauses": ids[:1]})[0] == 200
    assert desk.post(f"/directives/{pk}/issue", {"clauses": ids[:1]})[0] == 201
    assert [row["id"] for row in chief.get("/directives")[1]["items"]] == [pk]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "file"), ({"file": "forged:ticket"}, "file"), ({"text": "  "}, "file"), ({"text": "x",
        "file": "y"}, "file"),
        ({"text": TEXT, "kind": "poem"}, "kind"), ({"text": TEXT, "issued_on": "02/11/2026"}, "issued_on"),
        ({"text": TEXT, "unknown": 1}, "unknown"), ({"text": TEXT, "arrived_on": "2027-01-01"}, "arrived_on"),
    ],
)  # fmt: skip
def test_a_bad_registration_is_named(office: Office, machine: Sign, body: dict[str, object], field: str) -> None:
    status, said = machine("desk").post("/directives", body)
    assert (status, said["field"]) == (422, field), said
    assert not Directive.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"due_on": "2026-10-01"}, "due_on"), ({"due_on": "2026-12-01", "due_limit": "05 ngày làm việc"}, "due_limit"),
        ({"due_limit": "bao giờ xong thì thôi"}, "due_limit"), ({"nature": "poem"}, "nature"),
        ({"leads": [{"surface": "Sở", "agency": "nowhere"}]}, "leads"),
        ({"leads": [{"surface": "Sở", "agency": "snv", "group": "cac-so"}]}, "leads"),
        ({"leads": [{"surface": "Các sở", "group": "nobody"}]}, "leads"),
        ({"leads": [{"surface": "A", "agency": "snv"}, {"surface": "B", "agency": "stc"}]}, "leads"),
        ({"recurrence": "monthly"}, "recur_day"), ({"recurrence": "monthly", "recur_day": 20}, "recur_until"),
        ({"recurrence": "monthly", "recur_day": 20, "recur_with_order": True}, "review_limit"),
        ({"recurrence": "weekly", "recur_day": 8, "recur_until": "2027-12-31"}, "recur_day"),
        ({"recurrence": "monthly", "recur_day": 32}, "recur_day"), ({"recurrence": "daily"}, "recurrence"),
        ({"review_limit": "thỉnh thoảng"}, "review_limit"),
    ],
)  # fmt: skip
def test_a_bad_correction_is_named(
    directive: Directive, machine: Sign, change: dict[str, object], field: str, now: datetime
) -> None:
    desk = machine("desk")
    clause = Clause.objects.filter(directive=directive).first()
    assert clause is not None
    body = {"nature": "task", "mode": "one_lead", "leads": [], **change}
    status, said = desk.put(f"/directives/{directive.pk}/clauses/{clause.pk}", body)
    assert (status, said["field"]) == (422, field), said
    clause.refresh_from_db()
    assert clause.version == 0


def test_a_duty_that_comes_again_is_given_out_and_read_back_with_its_rule(
    office: Office, directive: Directive, machine: Sign, accounts: dict[str, Account]
) -> None:
    desk, pk = machine("desk"), directive.pk
    first = clauses(desk, pk)[0]
    rule = {
        "recurrence": "quarterly", "recur_day": 10, "recur_month": 1, "recur_following": True,
        "recur_until": "2027-12-31", "recur_with_order": False, "review_limit": "",
    }  # fmt: skip
    body = {"nature": "task", "mode": "one_lead", "leads": [{"surface": "Sở Nội vụ", "agency": "snv"}], **rule}
    status, row = desk.put(f"/directives/{pk}/clauses/{first['id']}", body)
    assert status == 200, row
    assert {name: row[name] for name in rule} == rule
    assert {name: clauses(desk, pk)[0][name] for name in rule} == rule
    assert desk.get(f"/directives/{pk}/duties") == (200, {"items": []})
    status, issued = desk.post(f"/directives/{pk}/issue", {"clauses": [first["id"]]})
    assert status == 201, issued
    status, said = desk.get(f"/directives/{pk}/duties")
    (duty,) = said["items"]
    assert (status, duty["agency"], duty["clause"]) == (200, "snv", first["id"])
    assert {name: duty[name] for name in ("recurrence", "recur_day", "recur_month", "recur_following")} == {
        "recurrence": "quarterly", "recur_day": 10, "recur_month": 1, "recur_following": True,
    }  # fmt: skip
    assert (duty["recur_until"], duty["since"], duty["ended_on"]) == ("2027-12-31", "2026-11-24", None)
    assert duty["next_starts_on"] is not None
    assert duty["case"] in {case["code"] for case in issued["cases"]}
    assert [row["case"] for row in machine("chief").get(f"/directives/{pk}/duties")[1]["items"]] == [duty["case"]]


def test_a_clause_is_cut_in_two_and_made_one_again(office: Office, directive: Directive, machine: Sign) -> None:
    desk, pk = machine("desk"), directive.pk
    paper = desk.get(f"/directives/{pk}")[1]
    before, whole = paper["text"], paper["clauses"][0]
    at = whole["start"] + whole["text"].index("phối hợp")
    address = f"/directives/{pk}/clauses/{whole['id']}"
    status, halves = desk.post(f"{address}/split", {"at": at, "version": whole["version"]})
    assert status == 200, halves
    first, second = halves["first"], halves["second"]
    assert second["start"] == at
    assert [before[one["start"] : one["end"]] for one in (first, second)] == [first["text"], second["text"]]
    assert {one["id"] for one in clauses(desk, pk)} >= {first["id"], second["id"]}
    status, said = desk.post(f"{address}/merge", {"other": second["id"], "version": whole["version"]})
    assert (status, said["code"]) == (409, "stale_case")
    status, one = desk.post(f"{address}/merge", {"other": second["id"], "version": first["version"]})
    assert (status, one["text"], one["state"]) == (200, whole["text"], "accepted")
    assert second["id"] not in {row["id"] for row in clauses(desk, pk)}


def test_a_cut_or_a_merging_that_makes_no_sense_is_named(
    office: Office, directive: Directive, machine: Sign, accounts: dict[str, Account]
) -> None:
    desk, pk = machine("desk"), directive.pk
    one = clauses(desk, pk)[0]
    address = f"/directives/{pk}/clauses/{one['id']}"
    for body in ({"at": 0}, {"at": one["end"]}, {"at": -1}, {}):
        status, said = desk.post(f"{address}/split", body)
        assert (status, said["field"]) == (422, "at")
    status, said = desk.post(f"{address}/merge", {"other": one["id"]})
    assert (status, said["field"]) == (422, "other")
    assert desk.post(f"{address}/merge", {"other": 2**40})[0] == 404
    for way, body in (("split", {"at": one["end"]}), ("merge", {"other": one["id"]})):
        assert machine("chief").post(f"{address}/{way}", body)[0] in (403, 404)
    assert clauses(desk, pk)[0] == one


def test_a_recalled_document_is_frozen_for_machines_too(office: Office, directive: Directive, machine: Sign) -> None:
    desk, pk = machine("desk"), directive.pk
    assert desk.get(f"/directives/{pk}")[1]["recalled_at"] is None
    Document.objects.filter(pk=directive.document_id).update(
        direction="outgoing", recalled_at=office.now, recalled_by_name="Chuyên viên 01",
        recall_ground="recall.content_error",
    )
    one = clauses(desk, pk)[0]
    assert desk.get(f"/directives/{pk}")[1]["recalled_at"] is not None
    way = f"/directives/{pk}/clauses"
    for path, body in (
        (f"{way}/accept", {"clauses": [one["id"]]}), (f"{way}/{one['id']}/reject", {"because": "Thôi"}),
        (f"{way}/{one['id']}/split", {"at": 10}), (f"{way}/{one['id']}/merge", {"other": 1}),
        (f"/directives/{pk}/passages/mark", {"passages": [1], "mark": "heading"}),
        (f"/directives/{pk}/issue", {"clauses": [one["id"]]}),
    ):  # fmt: skip
        status, said = desk.post(path, body)
        assert (status, said["code"]) == (409, "move_refused"), path
    status, said = desk.put(f"{way}/{one['id']}", {"nature": "task", "mode": "one_lead"})
    assert (status, said["code"]) == (409, "move_refused")
    assert clauses(desk, pk)[0] == one
