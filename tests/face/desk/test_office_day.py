"""Screens of a day in the office: undo, many at once, authority, desks that move, calendars, kept views."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from icalendar import Calendar

from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import actions
from congvu.kernel.casework.actions.competence import lay_down_competence
from congvu.kernel.casework.actions.notes import restrict
from congvu.kernel.casework.models import Case, Competence, DeskHandover, Referral, SavedView
from tests.kernel.accounts.cast import give
from tests.kernel.casework.office import Office

SignIn = Callable[[str], Client]
EDITOR = Actor(None, "editor", None, "Người soạn", grants={"casework.competence.edit": None})


def held_by(office: Office, who: Actor, n: int = 2) -> list[Case]:
    cases = [office.case() for _ in range(n)]
    for case in cases:
        actions.accept(actor=office.chief, case_id=case.pk, official_id=who.official_id, now=office.now)
    return cases


# --- undo ---


def test_undo_by_the_button_and_a_refusal_that_names_who_acted(office: Office, sign_in: SignIn) -> None:
    case = office.case()
    chief = sign_in("chief")
    chief.post(f"/cases/{case.code}/acts/accept/", {"expected_seq": case.seq})
    assert f"/cases/{case.code}/undo/" in chief.get(f"/cases/{case.code}/").content.decode()
    assert chief.get(f"/cases/{case.code}/undo/").status_code == 200
    case.refresh_from_db()
    assert chief.post(f"/cases/{case.code}/undo/", {"expected_seq": case.seq}).status_code == 302
    case.refresh_from_db()
    assert case.phase == "assigned"
    actions.accept(actor=office.an, case_id=case.pk, now=office.now)
    refused = chief.post(f"/cases/{case.code}/undo/", {})
    assert refused.status_code in (403, 409)
    assert "an" in refused.content.decode()


# --- many at once ---


def test_the_preview_writes_nothing_and_the_act_is_done_after_it(office: Office, sign_in: SignIn) -> None:
    cases = [office.case() for _ in range(3)]
    ids = [case.pk for case in cases]
    chief = sign_in("chief")
    chosen = chief.post("/cases/bulk/", {"ids": ids}).content.decode()
    assert "/cases/bulk/accept/" in chosen
    assert chief.post("/cases/bulk/accept/", {"ids": ids}).status_code == 200
    preview = chief.post("/cases/bulk/accept/", {"ids": ids, "step": "preview", "words": ""})
    assert preview.status_code == 200, preview.content.decode()
    assert Case.objects.filter(phase="in_progress").count() == 0
    seqs = [f"{case.pk}.{case.seq}" for case in cases]
    result = chief.post("/cases/bulk/accept/", {"ids": ids, "step": "do", "seqs": seqs})
    assert result.status_code == 200
    assert Case.objects.filter(phase="in_progress").count() == 3


def test_a_bulk_act_on_nothing_or_on_what_is_hidden_is_refused_in_words(office: Office, sign_in: SignIn) -> None:
    case = office.case()
    chief, rival = sign_in("chief"), sign_in("rival")
    assert chief.post("/cases/bulk/", {}).status_code == 422
    assert chief.post("/cases/bulk/accept/", {"ids": ["x"]}).status_code == 422
    assert case.code not in rival.post("/cases/bulk/", {"ids": [case.pk]}).content.decode()
    assert rival.post("/cases/bulk/accept/", {"ids": [case.pk]}).status_code == 403
    assert chief.post("/cases/bulk/accept/", {"ids": [case.pk], "step": "do", "seqs": ["1"]}).status_code in (409, 422)


# --- authority ---


@pytest.fixture
def editor(accounts: dict[str, Account], sign_in: SignIn) -> Client:
    give(accounts["desk2"], "par_officer")
    return sign_in("desk2")


ROW = {
    "matter": "dat-dai.thu-hoi", "label": "Thu hồi đất", "tier": "province", "post": "Chủ tịch", "article": "Điều 83",
    "instrument": "Văn bản minh họa", "standing": "unverified", "valid_from": "2026-01-01",
}  # fmt: skip


def test_the_matrix_is_edited_ended_and_its_history_shown(office: Office, editor: Client, sign_in: SignIn) -> None:
    assert editor.get("/competence/competence/add/").status_code == 200
    assert editor.post("/competence/competence/add/", {**ROW, "article": ""}).status_code == 422
    assert editor.post("/competence/competence/add/", ROW).status_code == 302
    row = Competence.objects.get()
    assert "Thu hồi đất" in sign_in("an").get("/competence/").content.decode()
    assert editor.post(f"/competence/competence/{row.pk}/end/", {"how": "end", "because": "x"}).status_code == 422
    ended = {"how": "end", "because": "Thay thế", "on": "2027-01-01"}
    assert editor.post(f"/competence/competence/{row.pk}/end/", ended).status_code == 302
    assert "Thay thế" in editor.get("/competence/competence/history/dat-dai.thu-hoi/").content.decode()
    assert sign_in("an").get("/competence/competence/add/").status_code == 403
    assert editor.get("/competence/nothing/add/").status_code == 404


def test_a_window_with_its_silence_is_laid_down(office: Office, editor: Client) -> None:
    sent = {**ROW, "window": "3 working days", "silence": "consent"}
    assert editor.post("/competence/consultation/add/", {**sent, "window": "ba"}).status_code == 422
    assert editor.post("/competence/consultation/add/", sent).status_code == 302
    assert editor.get("/competence/").status_code == 200


def test_a_case_is_referred_upward_through_its_form(office: Office, sign_in: SignIn) -> None:
    lay_down_competence(actor=EDITOR, now=office.now, **{**ROW, "valid_from": date(2026, 1, 1)})  # type: ignore[arg-type]
    (case,) = held_by(office, office.chief, 1)
    chief = sign_in("chief")
    url = f"/cases/{case.code}/acts/refer_upward/"
    assert "Điều 83" in chief.get(url).content.decode()
    case.refresh_from_db()
    sent = {
        "expected_seq": case.seq, "matter": "dat-dai.thu-hoi", "ground": "referral.beyond_authority", "words": "Trình",
    }  # fmt: skip
    assert chief.post(url, {**sent, "matter": ""}).status_code == 422
    answer = chief.post(url, sent)
    assert answer.status_code == 302, answer.content.decode()
    assert Referral.objects.count() == 1
    assert case.code in chief.get("/competence/referrals/").content.decode()
    assert case.code not in sign_in("rival").get("/competence/referrals/").content.decode()


# --- desks ---


def test_a_desk_is_previewed_handed_over_confirmed_and_printed(office: Office, sign_in: SignIn) -> None:
    held_by(office, office.an)
    chief = sign_in("chief")
    page = chief.get("/handovers/")
    desks = {desk["official"].code: (desk["n"], desk["late"]) for desk in page.context["desks"]}
    assert desks["an"][0] == len(chief.get("/handovers/of/an/").context["rows"]) == 2
    assert "/handovers/of/an/" in page.content.decode()
    empty = next(code for code, (n, _late) in desks.items() if not n)
    assert f"/handovers/of/{empty}/" not in page.content.decode()
    sent = {"receivers": [str(office.binh.official_id)], "basis": "QĐ 15"}
    assert chief.get("/handovers/of/an/").status_code == 200
    preview = chief.post("/handovers/of/an/", {**sent, "step": "preview"})
    assert preview.status_code == 200
    assert not DeskHandover.objects.exists()
    assert chief.post("/handovers/of/an/", {**sent, "basis": "", "step": "do"}).status_code == 422
    assert chief.post("/handovers/of/an/", {**sent, "step": "do"}).status_code == 302
    done = DeskHandover.objects.get()
    binh = sign_in("binh")
    assert f"/handovers/{done.pk}/" in binh.get("/").content.decode()
    assert binh.post(f"/handovers/{done.pk}/confirm/").status_code == 302
    assert Case.objects.filter(holder_official_id=office.binh.official_id).count() == 2
    assert binh.get(f"/handovers/{done.pk}/").status_code == 200
    paper = binh.get(f"/handovers/{done.pk}/minutes.docx")
    assert paper.status_code == 200
    assert paper.content[:2] == b"PK"
    assert sign_in("rival").get(f"/handovers/{done.pk}/").status_code == 404
    assert sign_in("rival").get("/handovers/of/an/").status_code == 403


def test_units_without_hands_are_shown_to_heads(office: Office, sign_in: SignIn) -> None:
    held_by(office, office.an)
    assert sign_in("chief").get("/dead-groups/").status_code == 200
    Account.objects.filter(login__in=["an", "chief", "desk2"]).update(is_active=False)
    leader = sign_in("leader").get("/dead-groups/").content.decode()
    assert "Sở Nội vụ" in leader
    assert sign_in("binh").get("/dead-groups/").status_code == 403


# --- the calendar ---


def test_a_calendar_is_read_without_signing_in_by_its_secret_alone(office: Office, sign_in: SignIn) -> None:
    first, second, third = held_by(office, office.an, 3)
    for case, level in ((second, "restricted"), (third, "sealed")):
        restrict(actor=office.desk, case_id=case.pk, confidentiality=level,
                 official_ids=(office.an.official_id or 0,), reason="x", now=office.now)  # fmt: skip
    an = sign_in("an")
    made = an.post("/calendar/").content.decode()
    path = "/calendar/" + made.split("/calendar/")[-1].split(".ics")[0] + ".ics"
    assert path not in an.get("/calendar/").content.decode(), "shown once"
    anybody = Client()
    answer = anybody.get(path)
    assert answer.status_code == 200
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(event["uid"]) for event in events] == [f"{first.code}@cong-vu", f"{second.code}@cong-vu"]
    assert first.title in str(events[0]["summary"])
    assert second.title not in str(events[1]["summary"])
    assert third.code not in answer.content.decode()
    assert b"VALARM" not in answer.content
    assert anybody.get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert anybody.get(path, headers={"If-Modified-Since": answer["Last-Modified"]}).status_code == 304
    assert anybody.get("/calendar/khong-co.ics").status_code == 404
    an.post("/calendar/", {"revoke": "1"})
    assert anybody.get(path).status_code == 404


# --- kept views ---


def test_views_default_pinned_shared_and_counted_with_the_policy(office: Office, sign_in: SignIn) -> None:
    held_by(office, office.an)
    an, chief, rival = sign_in("an"), sign_in("chief"), sign_in("rival")
    an.post("/cases/views/", {"name": "Đang làm"}, headers={"Referer": "http://testserver/cases/?open=1"})
    row = SavedView.objects.get()
    for how in ("default", "pin", "share"):
        assert an.post(f"/cases/views/{row.pk}/use/", {"how": how, "on": "1"}).status_code == 302
    assert "open=1" in an.get("/cases/")["Location"]
    assert an.get("/cases/?view=all").status_code == 200
    assert "Đang làm" in an.get("/").content.decode(), "pinned in the navigation"
    assert an.get(f"/cases/views/{row.pk}/count/").content == b"2"
    assert chief.get(f"/cases/views/{row.pk}/count/").content == b"2"
    assert rival.get(f"/cases/views/{row.pk}/count/").status_code == 404
    assert "Đang làm" in chief.get("/cases/views/mine/").content.decode()
    chief.post(f"/cases/views/{row.pk}/use/", {"how": "copy"})
    assert SavedView.objects.count() == 2
    assert an.post(f"/cases/views/{row.pk}/use/", {"how": "nothing"}).status_code == 302
