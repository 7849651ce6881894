"""Cases through the API: the list, one case, its journal; the policy answers as it does everywhere."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congvu.core.merkle import verify_inclusion
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import actor_of
from congvu.kernel.casework import queries
from congvu.kernel.casework.actions import notes
from congvu.kernel.casework.models import Case, Link
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import states
from congvu.kernel.journal.actions.sealing import seal
from tests.face.api.conftest import Machine, Sign
from tests.kernel.casework.office import Office


def codes(machine: Machine, **query: Any) -> list[str]:
    status, page = machine.get("/cases", **query)
    assert status == 200, page
    return [row["code"] for row in page["items"]]


def test_a_case_in_a_list_and_whole(office: Office, machine: Sign) -> None:
    case = office.case()
    chief = machine("chief")
    status, page = chief.get("/cases")
    assert status == 200
    assert [row["code"] for row in page["items"]] == [case.code]
    assert page["next"] is None
    row = page["items"][0]
    assert row["accountable"] == {"code": "snv", "name": "Sở Nội vụ"}
    assert row["offered_to"]["agency"]["code"] == "snv"
    assert row["due_at"] == "2026-12-15T17:00:00+07:00"
    status, paper = chief.get(f"/cases/{case.code}")
    assert status == 200
    assert paper["clock"]["certificate"]["due_at"] == "2026-12-15T17:00:00+07:00"
    assert len(paper["clock"]["certificate"]["sha256"]) == 64
    assert [one["state"] for one in paper["custody"]] == ["in_transfer"]
    (line,) = paper["journal"]["items"]
    assert (line["verb"], line["sealed"], line["leaf"]) == ("case.registered", None, bytes(case.head).hex())
    assert sha256(bytes.fromhex(line["salt"]) + line["text"].encode()).hexdigest() == line["commitment"]


def test_labels_follow_accept_language(office: Office, machine: Sign) -> None:
    case = office.case()
    chief = machine("chief")
    _status, english = chief.get(f"/cases/{case.code}")
    chief.language = "vi-VN,vi;q=0.9"
    _status, vietnamese = chief.get(f"/cases/{case.code}")
    assert (english["kind_label"], vietnamese["kind_label"]) == ("Task", "Nhiệm vụ")
    assert english["clock"]["certificate"]["sha256"] == vietnamese["clock"]["certificate"]["sha256"]


LOGINS = ["desk", "chief", "an", "binh", "rival"]


def some_cases(office: Office) -> list[Case]:
    """Cases of every degree of access, held here and there."""
    held = {"transfer_agency_id": None, "transfer_at": None, "transfer_due_at": None, "phase": "in_progress"}
    own = {**held, "holder_agency_id": office.snv.pk, "holder_official_id": office.an.official_id}
    other = {**held, "accountable_agency_id": office.stc.pk, "holder_agency_id": office.stc.pk,
             "holder_official_id": office.rival.official_id}  # fmt: skip
    found = [office.case(confidentiality=level, **where) for level in ("public", "internal", "restricted", "sealed")
             for where in (own, other, {})]  # fmt: skip
    listed = found[-1]
    notes.restrict(
        actor=office.desk, case_id=found[0].pk, confidentiality="sealed", reason="kín",
        official_ids=(office.binh.official_id or 0,), now=office.now,
    )  # fmt: skip
    assert listed.confidentiality == "sealed"
    return found


@pytest.mark.parametrize("login", LOGINS)
def test_list_one_search_and_acts_agree_with_the_policy(
    office: Office, machine: Sign, accounts: dict[str, Account], login: str
) -> None:
    every = some_cases(office)
    actor = actor_of(Account.objects.get(pk=accounts[login].pk), people.local_date(office.now))
    expected = set(queries.visible_to(actor).values_list("code", flat=True))
    assert 0 < len(expected) < len(every)
    asked = machine(login)
    assert set(codes(asked)) == expected
    assert set(codes(asked, q="RA SOAT thu tuc")) == expected
    for case in every:
        seen = case.code in expected
        assert (asked.get(f"/cases/{case.code}")[0] == 200) is seen
        assert (asked.get(f"/cases/{case.code}/journal")[0] == 200) is seen
        status, offered = asked.get(f"/cases/{case.code}/acts")
        assert (status == 200) is seen
        status, said = asked.post(f"/cases/{case.code}/acts/accept", {})
        may = seen and "accept" in [act["code"] for act in offered["items"]]
        assert status == (200 if may else 403 if seen else 404), said


def test_filters_mean_what_they_mean_on_the_desk(office: Office, machine: Sign) -> None:
    late = office.case(due=office.now.replace(day=20, hour=17, minute=0))
    held = {"transfer_agency_id": None, "transfer_at": None, "transfer_due_at": None, "phase": "in_progress"}
    mine = office.case(holder_agency_id=office.snv.pk, holder_official_id=office.an.official_id, **held)
    theirs = office.case(accountable_agency_id=office.stc.pk, title="Giải ngân vốn đầu tư công")
    desk = machine("desk")
    assert codes(desk, overdue="true") == [late.code]
    assert codes(desk, overdue="false") == [mine.code, theirs.code]
    assert codes(desk, holder="an") == [mine.code]
    assert codes(desk, agency="stc") == [theirs.code]
    assert codes(desk, issuing="vpubnd", order="code") == [late.code, mine.code, theirs.code]
    assert codes(desk, phase="in_progress") == [mine.code]
    assert codes(desk, q="giai ngan") == [theirs.code]
    assert codes(desk, due_from="2026-11-20", due_to="2026-11-20") == [late.code]
    assert codes(desk, open="false") == []
    for state in states.STATES:
        wanted = queries.visible_to(office.desk).filter(states.condition(state, office.now))
        assert set(codes(desk, state=state)) == set(wanted.values_list("code", flat=True)), state
    kind = late.kind
    assert len(codes(desk, kind=kind)) == 3


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"kind": "nothing"}, "kind"), ({"agency": "nowhere"}, "agency"), ({"holder": "nobody"}, "holder"),
        ({"state": "bad"}, "state"), ({"limit": 0}, "limit"), ({"limit": 201}, "limit"), ({"cursor": "forged"},
        "cursor"),
        ({"due_from": "31/12/2026"}, "due_from"), ({"order": "skey"}, "order"), ({"q": "a\x00b"}, "q"),
        ({"overdue": "perhaps"}, "overdue"),
    ],
)  # fmt: skip
def test_a_bad_filter_is_named(office: Office, machine: Sign, query: dict[str, Any], field: str) -> None:
    status, said = machine("desk").get("/cases", **query)
    assert (status, said["field"], said["errors"][0]["field"]) == (422, field, field)


@pytest.mark.parametrize("order", ["due_at", "-due_at", "opened_at", "-opened_at", "code"])
def test_pages_follow_each_other_without_gap_or_double(office: Office, machine: Sign, order: str) -> None:
    every = {office.case(due=office.now.replace(month=12, day=1 + i % 3)).code for i in range(7)}
    undated: dict[str, Any] = {"due_at": None, "first_due_at": None, "due_basis": {}}
    every |= {office.case(**undated).code for _i in range(2)}
    desk = machine("desk")
    seen: list[str] = []
    cursor = None
    while True:
        status, page = desk.get("/cases", order=order, limit=2, **({"cursor": cursor} if cursor else {}))
        assert status == 200
        seen += [row["code"] for row in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen))
    assert set(seen) == every
    status, said = desk.get("/cases", order="code" if order != "code" else "due_at", cursor=_cursor(desk, order))
    assert (status, said["field"]) == (422, "cursor")


def _cursor(machine: Machine, order: str) -> str:
    found: str = machine.get("/cases", order=order, limit=1)[1]["next"]
    return found


def statements(machine: Machine, path: str, **query: Any) -> int:
    machine.get(path, **query)
    with CaptureQueriesContext(connection) as seen:
        assert machine.get(path, **query)[0] == 200
    return len(seen)


@pytest.mark.slow
def test_the_list_costs_the_same_for_10_and_for_300_cases(office: Office, machine: Sign) -> None:
    chief = machine("chief")
    for _i in range(10):
        office.case()
    few = statements(chief, "/cases", limit=200)
    for _i in range(290):
        office.case()
    many = statements(chief, "/cases", limit=200)
    assert len(codes(chief, limit=200)) == 200
    assert few == many <= 8


def test_one_case_costs_the_same_with_many_parts_and_lines(office: Office, machine: Sign) -> None:
    case = office.case()
    chief = machine("chief")
    office.case(parent=case)
    few = statements(chief, f"/cases/{case.code}")
    for _i in range(5):
        office.case(parent=case)
        notes.note(actor=office.chief, case_id=case.pk, words="đã họp", now=office.now)
    assert statements(chief, f"/cases/{case.code}") == few <= 20
    _status, paper = chief.get(f"/cases/{case.code}")
    assert (paper["parts"]["total"], len(paper["parts"]["items"])) == (6, 6)


def test_the_journal_pages_and_proves_what_was_sealed(office: Office, machine: Sign, tmp_path: Path) -> None:
    case = office.case()
    chief = machine("chief")
    for i in range(4):
        notes.note(actor=office.chief, case_id=case.pk, words=f"ngày {i}", now=office.now)
        if i % 2:
            seal(day=date(2026, 11, 22 + i), keys=tmp_path / "k", bills=tmp_path / "b", now=office.now)
    notes.note(actor=office.chief, case_id=case.pk, words="chưa niêm phong", now=office.now)
    _status, page = chief.get(f"/cases/{case.code}/journal", limit=4)
    assert [row["seq"] for row in page["items"]] == [6, 5, 4, 3]
    assert page["older"] == 3
    _status, rest = chief.get(f"/cases/{case.code}/journal", limit=4, before=page["older"])
    rows = page["items"] + rest["items"]
    assert [row["seq"] for row in rows] == [6, 5, 4, 3, 2, 1]
    assert [row["sealed"] is None for row in rows] == [True, False, False, False, False, False]
    assert rows[1]["sealed"]["day"] == "2026-11-25"
    for row in rows[1:]:
        status, proof = chief.get(f"/cases/{case.code}/journal/{row['seq']}/proof")
        assert status == 200
        path = [bytes.fromhex(one) for one in proof["path"]]
        root = bytes.fromhex(proof["root"])
        assert proof["leaf"] == row["leaf"]
        assert verify_inclusion(bytes.fromhex(row["leaf"]), proof["position"], proof["tree_size"], path, root)
    status, said = chief.get(f"/cases/{case.code}/journal/6/proof")
    assert (status, said["code"]) == (404, "not_sealed")
    assert chief.get(f"/cases/{case.code}/journal/99/proof")[0] == 404


def test_a_line_about_a_case_that_does_not_exist_for_the_reader_withholds_its_text(
    office: Office, machine: Sign
) -> None:
    case, hidden = office.case(), office.case(confidentiality="public")
    notes.link(actor=office.desk, case_id=case.pk, other_id=hidden.pk, kind="same_matter", now=office.now)
    chief = machine("chief")
    _status, paper = chief.get(f"/cases/{case.code}")
    assert paper["links"][0]["case"]["code"] == hidden.code
    assert paper["links"][0]["kind"] == Link.Kind.SAME_MATTER.value
    notes.restrict(actor=office.desk, case_id=hidden.pk, confidentiality="sealed", reason="kín", now=office.now)
    _status, paper = chief.get(f"/cases/{case.code}")
    assert hidden.code not in str(paper)
    linked = next(row for row in paper["journal"]["items"] if row["verb"] == "case.linked")
    assert (linked["text"], linked["salt"], linked["is_withheld"]) == (None, None, True)


def test_the_clock_counts_working_minutes(office: Office, machine: Sign, now: datetime) -> None:
    case = office.case(due=now.replace(day=25, hour=16, minute=30))
    _status, paper = machine("chief").get(f"/cases/{case.code}")
    assert paper["working_minutes_left"] == 270 + 180  # the 24th is a holiday; on the 25th 07:00–11:30 and 13:30–16:30
    assert paper["is_overdue"] is False
