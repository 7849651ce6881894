"""Acts through the screen: buttons, forms, polite refusals, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import actions, queries
from congvu.kernel.casework.actions import notes
from congvu.kernel.casework.models import Case, CaseDocument, Request, Watch
from congvu.kernel.casework.queries.acts import KERNEL
from congvu.kernel.org.models import Absence
from tests.kernel.casework.office import Office
from tests.kernel.casework.test_desk_strips import with_task

SignIn = Callable[[str], Client]
ActorOf = Callable[[str], Actor]


def codes(actor: Actor, case: Case, now: datetime) -> set[str]:
    return {act.code for act in queries.acts_open_to(actor, Case.objects.get(pk=case.pk), now)}


def send(client: Client, case: Case, act: str, **values: object) -> Any:
    """Send the form of an act as the page would, with the line number the case has now."""
    seq = Case.objects.get(pk=case.pk).seq
    return client.post(f"/cases/{case.code}/acts/{act}/", {"expected_seq": seq, **values})


def test_the_buttons_are_what_each_may_do(office: Office, actor: ActorOf, now: datetime) -> None:
    case = with_task(office.case(), now)
    assert {"accept", "propose_reassignment"} <= codes(actor("chief"), case, now)
    assert not {"accept", "offer", "verify"} & codes(actor("desk"), case, now)
    assert "withdraw" in codes(actor("desk"), case, now)
    actions.accept(actor=actor("chief"), case_id=case.pk, official_id=office.an.official_id, now=now)
    assert {"report_done", "ask_extension", "offer", "progress"} <= codes(actor("an"), case, now)
    assert not {"report_done", "offer", "progress"} & codes(actor("binh"), case, now)


def test_an_act_that_is_not_open_is_refused_whatever_is_sent(office: Office, sign_in: SignIn) -> None:
    case = office.case()
    answer = sign_in("an").post(f"/cases/{case.code}/acts/restrict/", {"expected_seq": 1})
    assert answer.status_code == 403
    assert sign_in("an").get(f"/cases/{case.code}/acts/burn/").status_code == 404


def test_a_whole_task_through_the_screens(office: Office, sign_in: SignIn, now: datetime) -> None:
    case = with_task(office.case(), now)
    chief, an, desk = sign_in("chief"), sign_in("an"), sign_in("desk")
    steps: list[tuple[Client, str, dict[str, object]]] = [
        (chief, "accept", {"official": office.an.official_id}), (an, "progress", {"progress": 40, "words": "Đã họp."}),
        (an, "ask_extension", {"new_due_on": "2026-12-31", "ground": "extension.scope_grew"}),
        (desk, "decide_request", {"decision": "grant"}), (an, "report_done", {"words": "Đã trình tờ trình."}),
        (desk, "return", {"ground": "return.insufficient", "words": "Thiếu phụ lục."}),
        (an, "report_done", {"words": "Đã bổ sung."}), (desk, "verify", {}),
    ]  # fmt: skip
    for client, act, values in steps:
        answer = send(client, case, act, **values)
        assert answer.status_code == 302, (act, answer.content.decode()[:3000])
    found = Case.objects.get(pk=case.pk)
    assert (found.phase, found.outcome, found.times_returned) == ("completed", "completed", 1)
    page = desk.get(f"/cases/{case.code}/").content.decode()
    for words in ("Đã họp.", "Thiếu phụ lục.", "Đã bổ sung.", "40 %"):
        assert words in page


def test_a_refusal_keeps_what_was_typed(office: Office, sign_in: SignIn, now: datetime) -> None:
    case = with_task(office.case(), now)
    actions.accept(actor=office.chief, case_id=case.pk, now=now)
    client = sign_in("chief")
    answer = send(
        client, case, "ask_extension", new_due_on="2026-12-01", ground="extension.scope_grew", words="Rất nhiều"
    )
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Rất nhiều" in text
    assert 'value="2026-12-01"' in text
    assert not Request.objects.exists()


def test_the_slower_of_two_is_told_who_was_faster(office: Office, sign_in: SignIn, now: datetime) -> None:
    case = with_task(office.case(), now)
    client = sign_in("chief")
    notes.note(actor=office.desk, case_id=case.pk, words="Lưu ý", now=now)
    sent = {"expected_seq": case.seq, "words": "Tôi nhận", "official": ""}
    answer = client.post(f"/cases/{case.code}/acts/accept/", sent, headers={"HX-Request": "true"})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert office.desk.name in text
    assert "Tôi nhận" in text
    assert Case.objects.get(pk=case.pk).phase == "assigned"
    assert f'value="{case.seq + 1}"' in text, "the next try is made on what the page shows now"


def test_a_dialog_that_succeeds_moves_the_page(office: Office, sign_in: SignIn, now: datetime) -> None:
    case = with_task(office.case(), now)
    sent = {"expected_seq": case.seq, "official": ""}
    answer = sign_in("chief").post(f"/cases/{case.code}/acts/accept/", sent, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (204, f"/cases/{case.code}/")


def test_an_attached_file_can_be_read_by_who_sees_the_case_only(office: Office, sign_in: SignIn, now: datetime) -> None:
    case = with_task(office.case(), now)
    actions.accept(actor=office.chief, case_id=case.pk, now=now)
    client = sign_in("chief")
    content = "Biên bản làm việc ngày 24/11/2026.\n".encode()
    from_disk = SimpleUploadedFile("bien-ban.txt", content)
    answer = send(client, case, "attach", file=from_disk, role="evidence")
    assert answer.status_code == 302, answer.content.decode()[:3000]
    paper = CaseDocument.objects.get(case=case)
    url = f"/cases/{case.code}/files/{paper.pk}/"
    got = client.get(url)
    assert b"".join(got) == content
    assert "attachment" in got["Content-Disposition"]
    assert sign_in("rival").get(url).status_code == 404


def test_a_deputy_acts_in_the_name_of_who_is_away(
    office: Office, actor: ActorOf, sign_in: SignIn, now: datetime
) -> None:
    case = with_task(office.case(transfer_official_id=office.chief.official_id), now)
    assert "accept" not in codes(actor("an"), case, now)
    day = now.date()
    Absence.objects.create(
        official_id=office.chief.official_id or 0, from_on=day, to_on=day + timedelta(days=3),
        deputy_id=office.an.official_id, recorded_at=now,
    )  # fmt: skip
    (act,) = [a for a in queries.acts_open_to(actor("an"), Case.objects.get(pk=case.pk), now) if a.code == "accept"]
    assert act.names == (office.chief.official_id,)
    answer = send(sign_in("an"), case, "accept", behalf=office.chief.official_id, official=office.an.official_id)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    line = queries.lines_of(case)[0]
    assert line.behalf == "Giám đốc Sở Nội vụ"
    assert line.actor.startswith("Chuyên viên An")


def test_watching_and_no_longer(office: Office, sign_in: SignIn) -> None:
    case = office.case()
    client = sign_in("chief")
    client.post(f"/cases/{case.code}/watch/", {"on": "1"})
    assert Watch.objects.filter(case=case, official_id=office.chief.official_id or 0).exists()
    client.post(f"/cases/{case.code}/watch/", {"on": "0"})
    assert not Watch.objects.exists()


@pytest.mark.parametrize("code", sorted(KERNEL))
def test_every_form_can_be_drawn(office: Office, sign_in: SignIn, now: datetime, code: str) -> None:
    case = with_task(office.case(), now)
    client, act = sign_in("desk"), code
    answer = client.get(f"/cases/{case.code}/acts/{act}/")
    if answer.status_code == 403:
        answer = sign_in("chief").get(f"/cases/{case.code}/acts/{act}/")
    assert answer.status_code in (200, 403)


def test_pickers_find_without_accents(office: Office, sign_in: SignIn) -> None:
    client = sign_in("chief")
    text = client.get("/pick/units/?unit_words=tai+chinh").content.decode()
    assert "Sở Tài chính" in text
    assert "Sở Nội vụ" not in text
    people = client.get(f"/pick/people/?to_agency={office.snv.pk}").content.decode()
    assert "Chuyên viên An" in people
    assert "Chuyên viên Bình" in people
    assert client.get("/pick/people/?to_agency=999999").status_code == 200
