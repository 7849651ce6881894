"""Acts through the API: the same acts as on the desk, once, and politely refused when somebody was faster."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from congvu.domain.directives.models import Directive, Task
from congvu.kernel.casework.actions import notes
from congvu.kernel.casework.models import Case, CaseDocument, Request
from congvu.kernel.journal.queries import of_stream
from tests.face.api.conftest import V1, Machine, Sign
from tests.kernel.casework.office import Office


def act(machine: Machine, case: Case, code: str, **body: object) -> tuple[int, dict[str, object]]:
    return machine.post(f"/cases/{case.code}/acts/{code}", body)


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def accepted(office: Office, machine: Sign) -> Case:
    case = office.case()
    assert act(machine("chief"), case, "accept", official="an")[0] == 200
    return fresh(case)


def test_accepting_names_the_new_holder_and_the_leaf(office: Office, machine: Sign) -> None:
    case = office.case()
    status, done = act(machine("chief"), case, "accept", expected_seq=case.seq, official="an", words="nhận")
    case = fresh(case)
    assert (status, done["seq"], done["leaf"]) == (200, case.seq, bytes(case.head).hex())
    assert (case.phase, case.holder_official_id) == ("in_progress", office.an.official_id)
    shown = done["case"]
    assert isinstance(shown, dict)
    assert shown["holder_official"]["code"] == "an"
    line = of_stream(case.stream).get(seq=case.seq)
    assert (line.verb, line.actor.startswith("Giám đốc Sở Nội vụ")) == ("case.accepted", True)


def test_the_slower_one_is_told_who_was_faster(office: Office, machine: Sign) -> None:
    case = accepted(office, machine)
    notes.note(actor=office.chief, case_id=case.pk, words="xem lại", now=office.now)
    status, said = act(machine("an"), case, "ask_extension", expected_seq=case.seq, new_due_on="2026-12-30", ground="x")
    assert (status, said["code"], said["verb"]) == (409, "stale_case", "case.noted")
    assert "chief" in str(said["by"])
    assert not Request.objects.exists()


def test_an_extension_is_asked_and_decided(office: Office, machine: Sign) -> None:
    case = accepted(office, machine)
    an, desk = machine("an"), machine("desk")
    offered = {row["code"]: row for row in an.get(f"/cases/{case.code}/acts")[1]["items"]}
    ground = offered["ask_extension"]["grounds"][0]["code"]
    status, said = act(an, case, "ask_extension", new_due_on="2026-12-30", ground="made.up")
    assert (status, fresh(case).seq) == (422, case.seq), said
    status, said = act(an, case, "ask_extension", new_due_on="2026-12-01", ground=ground)
    assert (status, said["field"]) == (422, "new_due_on")
    assert act(an, case, "ask_extension", new_due_on="2026-12-30", ground=ground)[0] == 200
    assert an.get(f"/cases/{case.code}")[1]["asking"] == "extension"
    status, said = act(desk, case, "decide_request", decision="refuse")
    assert (status, said["field"]) == (422, "ground")
    assert act(desk, case, "decide_request", decision="grant")[0] == 200
    paper = an.get(f"/cases/{case.code}")[1]
    assert (paper["due_at"], paper["first_due_at"]) == ("2026-12-30T17:00:00+07:00", "2026-12-15T17:00:00+07:00")
    assert [row["decision"] for row in paper["requests"]] == ["granted"]


def test_handing_over_consulting_and_linking_take_codes(office: Office, machine: Sign) -> None:
    case, other = accepted(office, machine), office.case()
    chief = machine("chief")
    status, said = act(chief, case, "consult", agencies=["stc", "nowhere"], question="Có ý kiến gì?")
    assert (status, said["field"]) == (422, "agencies")
    assert act(chief, case, "consult", agencies=["stc", "stc"], question="Có ý kiến gì?")[0] == 200
    assert Case.objects.filter(parent=case).count() == 1
    assert act(chief, case, "link", other=other.code, link_kind="answers")[0] == 200
    assert act(chief, case, "offer", to_agency="snv-cchc", to_official="binh")[0] == 200
    assert fresh(case).transfer_official_id == office.binh.official_id


def test_reporting_done_with_a_file_that_was_brought(office: Office, directive: Directive, machine: Sign) -> None:
    case = accepted(office, machine)
    Task.objects.create(case=case, directive=directive, part=Task.Part.LEAD, content="Rà soát")
    an = machine("an")
    upload = SimpleUploadedFile("ket-qua.txt", "Kết quả rà soát thủ tục.".encode(), "text/plain")
    answer = an.client.post(f"{V1}/files", {"file": upload}, headers=an.headers())
    assert answer.status_code == 201, answer.content
    ticket = answer.json()
    assert (ticket["kind"], ticket["text_found"]) == ("txt", True)
    chief = machine("chief")
    status, said = act(chief, case, "attach", file=ticket["ticket"])
    assert (status, said["field"]) == (422, "file")
    status, said = act(an, case, "report_done", words=" ")
    assert (status, said["field"]) == (422, "words")
    status, said = act(an, case, "report_done", words="Đã xong", file=ticket["ticket"], file_name="Kết quả.txt")
    assert status == 200, said
    assert CaseDocument.objects.get(case=case).name == "Kết quả.txt"
    status, said = act(machine("desk"), case, "verify")
    assert (status, fresh(case).outcome) == (200, "completed"), said


def test_a_secret_file_is_refused_and_not_kept(office: Office, machine: Sign) -> None:
    an = machine("an")
    upload = SimpleUploadedFile("mat.txt", "TUYỆT MẬT\nSố: 1/BC-UBND\nNội dung".encode(), "text/plain")
    answer = an.client.post(f"{V1}/files", {"file": upload}, headers=an.headers())
    assert (answer.status_code, answer.json()["code"]) == (422, "upload_secret")


def test_an_act_not_open_now_and_an_act_that_does_not_exist(office: Office, machine: Sign) -> None:
    case = office.case()
    assert act(machine("an"), case, "report_done", words="xong")[1]["code"] == "not_allowed"
    status, said = act(machine("an"), case, "fly")
    assert (status, said["status"]) == (404, 404)


@pytest.mark.parametrize(
    ("code", "body", "field"),
    [
        ("note", {}, "words"), ("note", {"words": "x", "wrods": "y"}, "wrods"), ("note", {"words": "   "}, "words"),
        ("note", {"words": 5}, "words"), ("progress", {"progress": 101, "words": "x"}, "progress"),
        ("note", {"words": "x", "expected_seq": -1}, "expected_seq"),
        ("restrict", {"confidentiality": "secret"}, "confidentiality"),
        ("note", {"words": "x", "behalf": "nobody-known"}, "behalf"), ("note", {"words": "x" * 5001}, "words"),
    ],
)  # fmt: skip
def test_a_bad_message_names_the_field(office: Office, machine: Sign, code: str, body: object, field: str) -> None:
    case = accepted(office, machine)
    status, said = machine("desk").post(f"/cases/{case.code}/acts/{code}", body)
    assert status == 422
    assert field in [one["field"] for one in said["errors"]]
    assert fresh(case).seq == case.seq


def test_a_key_makes_an_act_happen_once(office: Office, machine: Sign) -> None:
    case = accepted(office, machine)
    an, path = machine("an"), f"/cases/{case.code}/acts/note"
    first = an.post(path, {"words": "một lần"}, **{"Idempotency-Key": "k-1"})
    second = an.post(path, {"words": "một lần"}, **{"Idempotency-Key": "k-1"})
    assert first == second
    assert first[0] == 200
    assert fresh(case).seq == case.seq + 1
    status, said = an.post(path, {"words": "lần khác"}, **{"Idempotency-Key": "k-1"})
    assert (status, said["code"]) == (422, "idempotency_key_reused")
    other = machine("chief").post(path, {"words": "một lần"}, **{"Idempotency-Key": "k-1"})
    assert other[0] == 200
    assert fresh(case).seq == case.seq + 2
    assert an.post(path, {"words": "x"}, **{"Idempotency-Key": "có dấu cách"})[0] == 422


def test_a_refused_act_leaves_no_key(office: Office, machine: Sign) -> None:
    case = accepted(office, machine)
    an, path = machine("an"), f"/cases/{case.code}/acts/note"
    stale = {"words": "x", "behalf": "nobody-known"}
    assert an.post(path, stale, **{"Idempotency-Key": "k-2"})[0] == 422
    assert an.post(path, {"words": "được"}, **{"Idempotency-Key": "k-2"})[0] == 200
    assert fresh(case).seq == case.seq + 1


def test_every_act_of_the_buttons_has_an_operation(office: Office, machine: Sign) -> None:
    case = office.case()
    for login in ("desk", "chief"):
        one = machine(login)
        offered = one.get(f"/cases/{case.code}/acts")[1]["items"]
        assert len(offered) > 2
        for row in offered:
            status, said = one.post(f"/cases/{case.code}/acts/{row['code']}", {"no_such_field": 1})
            assert status == 422, (row["code"], said)


def test_whoever_seals_a_case_away_from_himself_gets_no_row_back(office: Office, machine: Sign) -> None:
    case = accepted(office, machine)
    status, done = act(machine("desk"), case, "restrict", confidentiality="sealed", officials=["an"], words="kín")
    assert status == 200
    assert machine("chief").get(f"/cases/{case.code}")[0] == 404
    shown = done["case"]
    assert isinstance(shown, dict)
    assert shown["confidentiality"] == "sealed"
