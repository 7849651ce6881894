"""Cases through the API: the list, one case, its journal; the policy answers as it does everywhere."""

from __future__ import annotations

from hashlib import sha256

from tests.face.api.conftest import Sign
from tests.kernel.casework.office import Office


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
