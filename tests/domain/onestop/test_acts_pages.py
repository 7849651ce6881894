"""Acts on pages of their own: by keyboard and without JavaScript, each says what it is about to do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from congvu.core.refusals import MoveRefused, NotAllowed
from congvu.domain.onestop.actions import asking_again, supplementing
from congvu.domain.onestop.models import Dossier, Duty, Reappointment, Slip, Supplement
from congvu.kernel.casework.models import Case, CaseDocument
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks
from congvu.kernel.rules import queries as rules
from tests.domain.onestop.screens import sign_in
from tests.domain.onestop.shop import Shop, at


def _act(dossier: Dossier, act: str) -> str:
    return f"/onestop/dossiers/{Case.objects.get(pk=dossier.pk).code}/{act}/"


def _send(client: Client, dossier: Dossier, act: str, **given: object) -> int:
    """Fill the form as it is shown and send it."""
    shown = client.get(_act(dossier, act))
    assert shown.status_code == 200
    seq = Case.objects.get(pk=dossier.pk).seq
    return int(client.post(_act(dossier, act), {"expected_seq": seq, **given}).status_code)


def _at_specialist(shop: Shop, sort: str = "copy") -> Dossier:
    """Received a moment ago and handed on, so that nothing is late today."""
    dossier = shop.receive(sort, now=timezone.now())
    shop.forward(dossier, shop.clerk, timezone.now())
    return dossier


def test_the_next_taker_is_proposed_and_another_may_be_chosen(shop: Shop, client: Client) -> None:
    dossier = shop.receive()
    sign_in(client, shop, "clerk")
    page = client.get(_act(dossier, "forward")).content.decode()
    assert "Đề xuất: Chuyên viên Kinh tế 01" in page
    assert _send(client, dossier, "forward", to_official=shop.chairman.official_id, words="Gấp") == 302
    case = Case.objects.get(pk=dossier.pk)
    assert case.holder_official_id == shop.chairman.official_id
    assert Duty.objects.get(variant=dossier.variant).official_id == shop.chairman.official_id


def test_somebody_of_another_agency_cannot_be_chosen(shop: Shop, client: Client) -> None:
    dossier = shop.receive()
    sign_in(client, shop, "clerk")
    assert _send(client, dossier, "forward", to_official=shop.officer.official_id) == 422
    assert Case.objects.get(pk=dossier.pk).holder_official_id == shop.clerk.official_id


def test_it_is_sent_back_with_ground_and_words(shop: Shop, client: Client) -> None:
    dossier = _at_specialist(shop)
    sign_in(client, shop, "specialist")
    stop = shop_stop(dossier)
    assert _send(client, dossier, "send_back", to=stop, ground="", words="Thiếu chữ ký") == 422
    ground = first_ground(client, dossier, "send_back")
    assert _send(client, dossier, "send_back", to=stop, ground=ground, words="Thiếu chữ ký") == 302
    assert Case.objects.get(pk=dossier.pk).times_returned == 1


def shop_stop(dossier: Dossier) -> str:
    """The station a dossier was received at."""
    visit = dossier.case.station_visits.order_by("entered_at", "pk").first()
    assert visit is not None
    return visit.station


def first_ground(client: Client, dossier: Dossier, act: str) -> str:
    """The first coded ground the form offers."""
    field = client.get(_act(dossier, act)).context["form"].fields["ground"]
    return str(field.choices[1][0])


def test_the_one_request_lists_ticked_papers_and_free_lines(shop: Shop, client: Client) -> None:
    dossier = _at_specialist(shop)
    sign_in(client, shop, "specialist")
    page = client.get(_act(dossier, "ask_supplement")).content.decode()
    assert "Đã yêu cầu bổ sung 0/1 lần" in page
    assert _send(client, dossier, "ask_supplement") == 422
    assert _send(client, dossier, "ask_supplement", papers=["1"], more="Ảnh 4x6\nSố điện thoại", reason="Thiếu") == 302
    items = Supplement.objects.get(dossier=dossier).items.splitlines()
    assert items == ["Bản chính giấy tờ", "Ảnh 4x6", "Số điện thoại"]
    assert Slip.objects.filter(dossier=dossier, form="supplement").exists()


def test_the_apology_shows_by_when_it_has_to_be_out(shop: Shop, client: Client) -> None:
    dossier = _at_specialist(shop)
    sign_in(client, shop, "specialist")
    case = Case.objects.get(pk=dossier.pk)
    assert case.due_at is not None
    page = client.get(_act(dossier, "draft_apology"))
    assert page.context["apology_by"] < case.due_at
    calendar = clocks.calendar_for(case)
    after = [people.local_date(case.due_at) + timedelta(days=distance) for distance in range(14, 35)]
    new = next(day for day in after if calendar.is_working_day(day))
    rest = next(day for day in after if not calendar.is_working_day(day))
    ground = first_ground(client, dossier, "draft_apology")
    early = people.local_date(case.due_at) - timedelta(days=1)
    assert _send(client, dossier, "draft_apology", ground=ground, words="Chờ", new_due_on=f"{early:%d/%m/%Y}") == 422
    assert _send(client, dossier, "draft_apology", ground=ground, words="Chờ", new_due_on=f"{rest:%d/%m/%Y}") == 422
    assert _send(client, dossier, "draft_apology", ground=ground, words="Chờ", new_due_on="01/01/2999") == 422
    assert _send(client, dossier, "draft_apology", ground=ground, words="Chờ", new_due_on=f"{new:%d/%m/%Y}") == 302
    assert Reappointment.objects.get(dossier=dossier).signed_at is None
    head = sign_in(Client(), shop, "chairman")
    assert "hẹn lại" in head.get("/onestop/dossiers/signing/").content.decode().lower()


def test_only_the_way_forward_says_where_the_dossier_goes(shop: Shop, client: Client) -> None:
    dossier = _at_specialist(shop)
    sign_in(client, shop, "specialist")
    assert "sang bước" in client.get(_act(dossier, "forward")).content.decode()
    assert "sang bước" not in client.get(_act(dossier, "send_back")).content.decode()


@pytest.mark.parametrize(("language", "place"), [("vi", 1), ("en", 2)])
def test_the_grounds_speak_the_language_of_the_page(shop: Shop, client: Client, language: str, place: int) -> None:
    dossier = _at_specialist(shop)
    sign_in(client, shop, "specialist")
    client.cookies["django_language"] = language
    offered = client.get(_act(dossier, "draft_apology")).context["form"].fields["ground"].choices[1:]
    known = [(row.code, row.vi, row.en) for row in rules.grounds("lateness", timezone.localdate())]
    assert [(code, str(words)) for code, words in offered] == [(row[0], row[place]) for row in known]
    assert all(row[1] != row[2] for row in known)


def test_what_has_to_be_paid_is_said_item_by_item(shop: Shop, client: Client) -> None:
    dossier = _at_specialist(shop, "land")
    sign_in(client, shop, "specialist")
    given = {"name1": "Lệ phí trước bạ", "amount1": "1500000", "name2": "Thuế", "where": "Kho bạc"}
    assert _send(client, dossier, "request_payment", **given) == 422  # an item without its amount
    assert _send(client, dossier, "request_payment", **given, amount2="-5") == 422
    assert _send(client, dossier, "request_payment", **given, amount2="1.50") == 422  # neither thousands nor whole
    past = f"{timezone.localdate() - timedelta(days=1):%d/%m/%Y}"
    assert _send(client, dossier, "request_payment", **given, amount2="500000", until=past) == 422
    assert _send(client, dossier, "request_payment", **given, amount2="500.000 đ") == 302
    assert Case.objects.get(pk=dossier.pk).phase == "payment"


def test_the_result_is_kept_with_its_file(shop: Shop, client: Client) -> None:
    dossier = _at_specialist(shop)
    shop.forward(dossier, shop.specialist, timezone.now())
    sign_in(client, shop, "chairman")
    file = SimpleUploadedFile("ket-qua.txt", "Kết quả giải quyết".encode(), "text/plain")
    assert _send(client, dossier, "settle", words="Giấy xác nhận số 5", file=file) == 302
    assert Case.objects.get(pk=dossier.pk).phase == "settled"
    assert CaseDocument.objects.get(case_id=dossier.pk).role == "result"


def test_a_refusal_names_its_ground(shop: Shop, client: Client) -> None:
    dossier = _at_specialist(shop)
    sign_in(client, shop, "specialist")
    assert _send(client, dossier, "refuse", ground="dossier_refusal.not_entitled", words="Không đủ điều kiện") == 302
    assert Dossier.objects.get(pk=dossier.pk).granted is False


def test_whoever_is_slower_keeps_what_he_typed(shop: Shop, client: Client) -> None:
    dossier = _at_specialist(shop)
    sign_in(client, shop, "specialist")
    old = Case.objects.get(pk=dossier.pk).seq - 1
    answer = client.post(_act(dossier, "forward"), {"expected_seq": old, "words": "Đã thẩm định xong"})
    assert answer.status_code == 422
    assert "Đã thẩm định xong" in answer.content.decode()


def test_an_act_that_is_not_open_has_no_page(shop: Shop, client: Client) -> None:
    dossier = shop.receive(now=at(9))
    sign_in(client, shop, "officer")
    assert client.get(_act(dossier, "forward")).status_code == 404
    other = sign_in(Client(), shop, "specialist")
    assert other.get(_act(dossier, "settle")).status_code == 403


def test_a_second_request_is_proposed_and_the_head_decides(shop: Shop, client: Client) -> None:
    dossier = _at_specialist(shop)
    sign_in(client, shop, "specialist")
    _send(client, dossier, "ask_supplement", more="Ảnh 4x6")
    supplementing.receive_supplement(actor=shop.clerk, case_id=dossier.pk, words="Đủ", now=timezone.now())
    page = client.get(_act(dossier, "ask_supplement")).content.decode()
    assert "Đã yêu cầu bổ sung 1/1 lần" in page
    given = {"more": "Giấy ủy quyền", "ground": "second_supplement.new_fact"}
    assert _send(client, dossier, "ask_supplement", **given) == 302
    assert Supplement.objects.filter(dossier=dossier).count() == 1
    head = sign_in(Client(), shop, "chairman")
    assert "chờ duyệt" in head.get("/onestop/dossiers/signing/").content.decode()
    form = head.get(_act(dossier, "ask_again")).context["form"]
    assert form.initial["more"] == "Giấy ủy quyền"
    assert _send(head, dossier, "ask_again", **given) == 302
    case = Case.objects.get(pk=dossier.pk)
    assert (case.phase, case.asking) == ("supplement", "")
    assert Supplement.objects.get(dossier=dossier, number=2).approved_by


def test_a_proposal_may_be_declined_and_the_work_goes_on(shop: Shop) -> None:
    dossier = shop.receive()
    shop.forward(dossier, shop.clerk, at(9, 10))
    given: dict[str, Any] = {"actor": shop.specialist, "case_id": dossier.pk}
    with pytest.raises(MoveRefused):
        asking_again.propose_again(**given, words="Thêm", ground="second_supplement.new_fact", now=at(10))
    supplementing.ask_supplement(**given, words="Ảnh", now=at(10))
    supplementing.receive_supplement(actor=shop.clerk, case_id=dossier.pk, words="Đủ", now=at(11))
    asking_again.propose_again(**given, words="Thêm", ground="second_supplement.new_fact", now=at(11, 10))
    with pytest.raises(MoveRefused):
        shop.forward(dossier, shop.specialist, at(11, 11))
    with pytest.raises(NotAllowed):
        asking_again.drop_proposal(actor=shop.clerk, case_id=dossier.pk, words="Không", now=at(11, 11))
    asking_again.drop_proposal(actor=shop.chairman, case_id=dossier.pk, words="Đã đủ căn cứ", now=at(11, 14))
    assert Case.objects.get(pk=dossier.pk).asking == ""
    shop.forward(dossier, shop.specialist, at(11, 15))
