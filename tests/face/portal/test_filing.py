"""A citizen files online by phone: a draft that is kept, papers that are checked, a dossier that is sent once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from congvu.core.refusals import Invalid, NotFound
from congvu.domain.citizens.policy.details import Details
from congvu.domain.onestop.actions import submitting, supplementing
from congvu.domain.onestop.models import Dossier, GivenPaper
from congvu.domain.procedures.models import Variant
from congvu.face.portal.actions import filing
from congvu.face.portal.models import OnlineDraft
from congvu.kernel.casework.models import Case
from congvu.kernel.journal.models import Line
from tests.domain.onestop.shop import Shop
from tests.face.portal.counter import NUMBER, Street, paper


def test_whoever_is_not_signed_in_is_asked_first(street: Street) -> None:
    code = street.publish()
    answer = street.client.get(f"/cong-dan/nop/{code}/")
    assert answer["Location"] == f"/cong-dan/dang-nhap/?next=%2Fcong-dan%2Fnop%2F{code}%2F"
    assert f"/cong-dan/nop/{code}/" in street.text(f"/cong-dan/thu-tuc/{code}/")


def test_a_dossier_is_filed_with_its_papers_and_the_page_says_what_to_keep(street: Street) -> None:
    person = street.come_in()
    dossier = street.filed()
    assert (dossier.channel, dossier.citizen, dossier.case.phase) == ("online", person.ref, "submitted")
    assert dossier.applicant.id_number == NUMBER
    assert [one.file_name for one in GivenPaper.objects.filter(dossier=dossier)] == ["don-1.txt", "don-2.txt"]
    page = street.text(f"/cong-dan/ho-so/{dossier.case.code}/bien-nhan/")
    assert dossier.case.code in page
    assert dossier.secret[:4] in page
    assert dossier.case.code in street.text("/cong-dan/cua-toi/")


def test_a_second_click_is_the_same_dossier(street: Street) -> None:
    street.come_in()
    dossier = street.filed()
    draft = OnlineDraft.objects.get()
    assert street.send(draft)["Location"] == f"/cong-dan/ho-so/{dossier.case.code}/bien-nhan/"
    filing.send(draft=draft, filer=filing.Filer(draft.person, Details()), now=timezone.now())
    assert Dossier.objects.count() == 1


def test_what_was_typed_is_kept_even_when_it_is_not_right_yet(street: Street) -> None:
    street.come_in()
    draft = street.begin(street.publish())
    answer = street.fill(draft, act="keep", desk="", phone="", content="Cấp lại vì bị mất")
    assert answer.status_code == 302
    page = street.text(f"/cong-dan/ban-nhap/{draft.key}/")
    assert "Cấp lại vì bị mất" in page
    assert "don-1.txt" in page
    assert "Cấp lại" not in OnlineDraft.objects.get().sealed
    assert draft.key in street.text("/cong-dan/cua-toi/")


def test_the_same_case_is_one_draft(street: Street) -> None:
    street.come_in()
    code = street.publish()
    assert street.begin(code).pk == street.begin(code).pk


def test_what_is_missing_is_named_and_nothing_is_sent(street: Street) -> None:
    street.come_in()
    draft = street.begin(street.publish())
    said = {"desk": str(street.shop.ward_desk_id), "phone": "0912345678", "address": "Thôn 1", "delivery": "counter"}
    for given in ({}, {"paper-1": paper(1)}):
        kept = street.client.post(f"/cong-dan/ban-nhap/{draft.key}/", {**said, **given, "review": "1"})
        assert kept.status_code == 302
        answer = street.send(draft)
        assert answer.status_code == 422
        assert "Bản chính giấy tờ" in answer.content.decode()
    assert not Dossier.objects.exists()


def test_a_form_half_filled_in_is_not_reviewed(street: Street) -> None:
    street.come_in()
    draft = street.begin(street.publish())
    answer = street.fill(draft, phone="")
    assert answer.status_code == 422
    assert "Điện thoại" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("don.pdf", b"MZ\x90\x00" + b"\x00" * 100, "chương trình"),
        ("don.exe", b"MZ\x90\x00", "Không nhận tệp loại này"),
        ("don.pdf", b"just text", "nội dung"), ("don.docm", b"PK\x03\x04", "macro"), ("trong.txt", b" ", ""),
    ],
)  # fmt: skip
def test_a_file_that_is_not_what_it_says_is_refused_and_the_rest_is_kept(
    street: Street, name: str, content: bytes, said: str
) -> None:
    street.come_in()
    draft = street.begin(street.publish())
    given: dict[str, Any] = {"paper-2": SimpleUploadedFile(name, content)}
    answer = street.fill(draft, **given)
    assert answer.status_code in (302, 422)
    if said:
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert "don-1.txt" in street.text(f"/cong-dan/ban-nhap/{draft.key}/")


def test_a_file_can_be_taken_out_and_the_draft_thrown_away(street: Street) -> None:
    street.come_in()
    draft = street.begin(street.publish())
    street.fill(draft)
    first = draft.papers.first()
    assert first is not None
    street.client.post(f"/cong-dan/ban-nhap/{draft.key}/bo-tep/{first.pk}/")
    assert draft.papers.count() == 1
    street.client.post(f"/cong-dan/ban-nhap/{draft.key}/bo/")
    assert not OnlineDraft.objects.exists()


def test_nobody_sees_somebody_elses_draft_or_receipt(street: Street) -> None:
    street.come_in()
    dossier = street.filed()
    draft = OnlineDraft.objects.get()
    street.come_in("001099000002", "Người Khác")
    assert street.client.get(f"/cong-dan/ban-nhap/{draft.key}/").status_code == 404
    for page in ("bien-nhan", "bo-sung", "dung"):
        assert street.client.get(f"/cong-dan/ho-so/{dossier.case.code}/{page}/").status_code == 404


def test_what_offers_information_only_cannot_be_filed(street: Street) -> None:
    street.come_in()
    version = street.shop.variant("copy").version
    code = street.publish()
    type(version).objects.filter(pk=version.pk).update(online="information")
    answer = street.client.post(f"/cong-dan/nop/{code}/")
    assert answer.status_code == 422
    assert "không nộp trực tuyến được" in answer.content.decode() or "trực tuyến" in answer.content.decode()


def test_a_request_for_papers_is_answered_online(street: Street, shop: Shop) -> None:
    street.come_in()
    dossier = street.filed()
    now = timezone.now()
    submitting.accept_submission(actor=shop.clerk, case_id=dossier.case_id, now=now)
    shop.forward(dossier, shop.clerk, now)
    supplementing.ask_supplement(
        actor=shop.specialist, case_id=dossier.case_id, words="Ảnh 4x6\nBản sao hộ khẩu", now=now
    )
    code = dossier.case.code
    assert "Ảnh 4x6" in street.text(f"/cong-dan/ho-so/{code}/")
    page = f"/cong-dan/ho-so/{code}/bo-sung/"
    assert street.client.post(page, {"keep": "1", "besides": paper(3)}).status_code == 302
    assert Case.objects.get(pk=dossier.case_id).phase == "supplement"
    assert "don-3.txt" in street.text(page)
    assert street.client.post(page, {"send": "1", "besides": paper(4)}).status_code == 302
    assert Case.objects.get(pk=dossier.case_id).phase == "processing"
    assert {"don-3.txt", "don-4.txt"} <= set(GivenPaper.objects.values_list("file_name", flat=True))
    assert street.client.get(page).status_code == 409


def test_nothing_sent_answers_no_request(street: Street, shop: Shop) -> None:
    street.come_in()
    dossier = street.filed()
    supplementing.ask_before(actor=shop.clerk, case_id=dossier.case_id, words="Ảnh 4x6", now=timezone.now())
    page = f"/cong-dan/ho-so/{dossier.case.code}/bo-sung/"
    assert street.client.post(page, {"send": "1"}).status_code == 422
    assert street.client.post(page, {"send": "1", "words": "Tôi không có ảnh"}).status_code == 302
    assert Case.objects.get(pk=dossier.case_id).phase == "submitted"


def test_the_applicant_stops_it_online_once_and_says_why(street: Street) -> None:
    person = street.come_in()
    dossier = street.filed()
    page = f"/cong-dan/ho-so/{dossier.case.code}/dung/"
    assert street.client.post(page, {"reason": " "}).status_code == 422
    assert street.client.post(page, {"reason": "Không cần nữa"}).status_code == 302
    assert Case.objects.get(pk=dossier.case_id).phase == "withdrawn"
    assert street.client.post(page, {"reason": "Lần nữa"}).status_code == 422
    verbs = Line.objects.filter(stream=f"citizen/{person.ref}").values_list("verb", flat=True)
    assert {"citizen.filed", "citizen.stopped"} <= set(verbs)


def test_drafts_nobody_goes_on_with_are_cleared_out(street: Street) -> None:
    street.come_in()
    street.begin(street.publish())
    assert filing.clear_out(now=timezone.now()) == 0
    assert filing.clear_out(now=timezone.now() + timedelta(hours=24 * 31)) == 1


def test_the_journal_of_a_person_names_nobody(street: Street, client: Client) -> None:
    person = street.come_in()
    street.filed()
    text = " ".join(str(line.text) for line in Line.objects.filter(stream=f"citizen/{person.ref}"))
    assert NUMBER not in text
    assert "Minh Họa" not in text


def test_with_several_cases_the_citizen_says_which_is_his(street: Street) -> None:
    street.come_in()
    code = street.publish()
    variant = street.shop.variant("copy")
    Variant.objects.create(version=variant.version, position=9, name="Cấp lại do mất", limit="2 working days")
    assert "Cấp lại do mất" in street.text(f"/cong-dan/nop/{code}/")
    answer = street.client.post(f"/cong-dan/nop/{code}/", {"case": "0"})
    assert answer.status_code == 200
    answer = street.client.post(f"/cong-dan/nop/{code}/", {"case": str(variant.pk)})
    assert answer.status_code == 302


def test_too_much_at_once_is_refused(street: Street, monkeypatch: pytest.MonkeyPatch) -> None:
    street.come_in()
    draft = street.begin(street.publish())
    monkeypatch.setattr(filing, "MOST_BYTES", 90)
    answer = street.fill(draft)
    assert answer.status_code == 422
    assert "0 MB" in answer.content.decode()
    monkeypatch.setattr(filing, "MOST_DRAFTS", 1)
    answer = street.client.post(f"/cong-dan/nop/{street.publish('land')}/")
    assert answer.status_code == 409


@pytest.mark.parametrize("desk", ["", "abc", "²", "9" * 30, "1"])
def test_only_a_desk_that_is_offered_takes_it(street: Street, desk: str) -> None:
    street.come_in()
    draft = street.begin(street.publish())
    street.fill(draft, act="keep", desk=desk)
    sent = street.send(draft)
    assert sent["Location"] == f"/cong-dan/ban-nhap/{draft.key}/?check=1"
    assert "Nơi tiếp nhận" in street.text(f"/cong-dan/ban-nhap/{draft.key}/", check="1")
    draft.refresh_from_db()
    with pytest.raises(Invalid):
        filing.send(draft=draft, filer=filing.Filer(draft.person, Details()), now=timezone.now())
    assert not Dossier.objects.exists()


def test_a_draft_is_thrown_away_only_when_said_twice(street: Street) -> None:
    street.come_in()
    draft = street.begin(street.publish())
    assert "Bỏ bản nháp này?" in street.text(f"/cong-dan/ban-nhap/{draft.key}/bo/")
    assert OnlineDraft.objects.exists()


def test_an_answer_to_a_request_is_never_sent_as_a_dossier_of_its_own(street: Street, shop: Shop) -> None:
    street.come_in()
    dossier = street.filed()
    supplementing.ask_before(actor=shop.clerk, case_id=dossier.case_id, words="Ảnh 4x6", now=timezone.now())
    page = f"/cong-dan/ho-so/{dossier.case.code}/bo-sung/"
    street.client.get(page)
    draft = OnlineDraft.objects.get(answers=dossier)
    for place in ("", "xem-lai/", "bo/"):
        assert street.client.get(f"/cong-dan/ban-nhap/{draft.key}/{place}")["Location"] == page
    with pytest.raises(NotFound):
        filing.send(draft=draft, filer=filing.Filer(draft.person, Details()), now=timezone.now())
    assert Dossier.objects.count() == 1


def test_drafts_do_not_stand_in_the_way_of_an_answer(
    street: Street, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    street.come_in()
    dossier = street.filed()
    street.begin(street.publish("land"))
    supplementing.ask_before(actor=shop.clerk, case_id=dossier.case_id, words="Ảnh 4x6", now=timezone.now())
    monkeypatch.setattr(filing, "MOST_DRAFTS", 1)
    assert "Giấy tờ cần bổ sung" in street.text(f"/cong-dan/ho-so/{dossier.case.code}/bo-sung/")


def test_a_number_nobody_vouches_for_changes_nobody_elses_name(street: Street) -> None:
    person = street.come_in()
    theirs = street.filed().applicant
    person.level = 1
    party = filing.reception_of(OnlineDraft.objects.get(), filing.Filer(person, Details(NUMBER)))[1].party
    assert (party.id_kind, party.id_number) == ("none", "")
    person.level = 2
    party = filing.reception_of(OnlineDraft.objects.get(), filing.Filer(person, Details(NUMBER)))[1].party
    assert party.id_number == theirs.id_number


def test_what_has_a_result_is_not_stopped(street: Street) -> None:
    street.come_in()
    dossier = street.filed()
    page = f"/cong-dan/ho-so/{dossier.case.code}/dung/"
    assert street.client.post(page, {"reason": "Không cần nữa"}).status_code == 302
    assert street.client.get(page).status_code == 409


def test_what_a_citizen_sees_is_kept_by_no_cache(street: Street) -> None:
    assert "Cache-Control" not in street.client.get("/cong-dan/")
    street.come_in()
    for page in ("/cong-dan/", "/cong-dan/thu-tuc/", "/cong-dan/cua-toi/"):
        assert "private" in street.client.get(page)["Cache-Control"]
        assert "no-store" in street.client.get(page)["Cache-Control"]
