"""The counter, walked as a clerk walks it at five to five."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from congvu.domain.counters.actions import windows
from congvu.domain.counters.models import Ticket
from congvu.domain.onestop.actions import ending, routing, submitting
from congvu.domain.onestop.models import (
    Applicant,
    Bundle,
    CashDay,
    Charge,
    Desk,
    Dossier,
    PaperMove,
    ResultReturn,
    Slip,
)
from congvu.kernel.accounts.models import AccessLog, Account
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.org.models import Official
from tests.domain.onestop.shop import Shop
from tests.kernel.accounts.cast import give, make_account


@pytest.fixture
def clerk(shop: Shop, client: Client) -> Account:
    account = make_account("mot-cua", Official.objects.get(code="mot-cua-01"))
    give(account, "one_stop_clerk", shop.ward)
    client.force_login(account)
    return account


def _form(page: str, **given: str) -> dict[str, str]:
    """What a browser would send of the reception form."""
    found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    start = {"kind": "citizen", "id_kind": "personal", "id_number": "001099000001", "phone": "0912 345 678",
             "name": "Nguyễn Văn Minh Họa", "sets": "1", "channel": "counter", "delivery": "counter",
             "state_1": "given", "originals_1": "1", "copies_1": "0", "state_2": "given", "originals_2": "1",
             "copies_2": "0", "count_1": "1", "paid_1": "", "do": "receive"}  # fmt: skip
    return {**{k: v for k, v in found.items() if k in ("key", "after")}, **start, **given}


@pytest.fixture
def address(shop: Shop) -> str:
    return f"/onestop/receive/?case={shop.variants['copy'].pk}"


def _receive(client: Client, address: str, **given: str) -> Dossier:
    sent = _form(client.get(address).content.decode(), **given)
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.content.decode()
    return Dossier.objects.get(case__code=answer["Location"].split("/")[3])


def test_a_procedure_is_found_by_code_in_any_writing_or_by_words(client: Client, clerk: Account) -> None:
    for typed in ("2.000908", "2000908", "2.000 908", "minh hoa copy"):
        page = client.get("/onestop/receive/procedures/", {"q": typed}).content.decode()
        assert "Thủ tục minh họa copy" in page, typed
    assert "Thủ tục minh họa copy" not in client.get("/onestop/receive/procedures/", {"q": "đất đai"}).content.decode()
    assert client.get("/onestop/receive/", {"q": "2.000908"})["Location"].startswith("/onestop/receive/?case=")


def test_a_dossier_is_received_in_one_form_and_two_clicks_are_one(
    client: Client, clerk: Account, address: str
) -> None:
    page = client.get(address).content.decode()
    assert "Cách tính" in page
    assert client.get(re.sub(r".*case=", "/onestop/receive/promise/", address) + "/").status_code == 200
    sent = _form(page, paid_1="cash")
    first, second = client.post(address, sent), client.post(address, sent)
    assert first["Location"] == second["Location"]
    dossier = Dossier.objects.get()
    assert Charge.objects.get().receipt_no == 1
    done = client.get(first["Location"]).content.decode()
    assert dossier.case.code in done
    assert dossier.secret in done
    slip = Slip.objects.get()
    assert client.get(f"/onestop/slips/{slip.pk}.pdf").content.startswith(b"%PDF")
    assert client.get(f"/onestop/slips/{slip.pk}.docx").content.startswith(b"PK")
    assert client.get(f"/onestop/slips/{slip.pk}.png").content.startswith(b"\x89PNG")
    assert Slip.objects.get().prints == 2


def test_what_misses_is_said_and_files_already_sent_are_kept(client: Client, clerk: Account, address: str) -> None:
    page = client.get(address).content.decode()
    scan = SimpleUploadedFile("don.txt", "Đơn đề nghị".encode())
    answer = client.post(address, {**_form(page, state_2="missing"), "file_1": scan})
    assert answer.status_code == 422
    assert "Bản chính giấy tờ" in answer.content.decode()
    kept = re.search(r'name="kept_1" value="([^"]+)"', answer.content.decode())
    assert kept is not None
    assert not Dossier.objects.exists()
    received = client.post(address, {**_form(page), "kept_1": kept[1]})
    assert received.status_code == 302
    assert Dossier.objects.get().papers.get(position=1).file_name == "don.txt"


def test_known_data_are_offered_on_request_and_the_view_is_logged(
    client: Client, clerk: Account, address: str
) -> None:
    _receive(client, address)
    before = AccessLog.objects.count()
    asked = {"id_kind": "personal", "id_number": "001099000001", "phone": "", "name": ""}
    page = client.post("/onestop/receive/known/", asked).content.decode()
    assert "Nguyễn Văn Minh Họa" in page
    assert AccessLog.objects.filter(what="onestop.applicant").count() == before + 1
    nobody = client.post("/onestop/receive/known/", {**asked, "id_number": "001099000777"}).content.decode()
    assert "Nguyễn Văn Minh Họa" not in nobody
    without_script = client.post(address, {**_form("", name="", do="find")}).content.decode()
    assert "Nguyễn Văn Minh Họa" in without_script


def test_a_scanned_identity_card_fills_the_form(client: Client, clerk: Account, address: str) -> None:
    card = "001099000005|012345678|Lê Thị Quét|02011990|Nữ|Tổ 1, phường Minh Họa|01012021"
    page = client.post("/onestop/receive/known/", {"id_kind": "personal", "id_number": card}).content.decode()
    for shown in ("001099000005", "Lê Thị Quét", "02/01/1990", "Tổ 1, phường Minh Họa"):
        assert shown in page
    _receive(client, address, id_number=card, name="")
    assert Applicant.objects.get().name == "Lê Thị Quét"


def test_the_next_dossier_of_the_same_person_stands_in_one_group(
    client: Client, clerk: Account, address: str
) -> None:
    first = _receive(client, address)
    page = client.get(f"{address}&after={first.pk}").content.decode()
    assert "Nguyễn Văn Minh Họa" in page
    second = _receive(client, f"{address}&after={first.pk}", after=str(first.pk))
    first.refresh_from_db()
    assert first.bundle_id == second.bundle_id
    assert Bundle.objects.get().kind == Bundle.Kind.PERSON
    assert Applicant.objects.count() == 1


def test_missing_papers_are_answered_in_writing_and_the_same_dossier_goes_on(
    client: Client, clerk: Account, address: str
) -> None:
    dossier = _receive(client, address, state_2="missing", do="ask")
    case = Case.objects.get(pk=dossier.pk)
    assert (case.phase, dossier.received_at, dossier.supplements) == ("asked_before", None, 1)
    assert Slip.objects.get().form == "supplement"
    assert Slip.objects.get().content["items"] == ["Bản chính giấy tờ"]
    place = f"/onestop/dossiers/{case.code}/submission/"
    assert client.post(place, {"do": "accept", "words": ""}).status_code == 422
    assert client.post(place, {"do": "accept", "state_1": "given", "state_2": "given"}).status_code == 302
    case.refresh_from_db()
    assert (case.phase, Slip.objects.filter(form="receipt").count()) == ("received", 1)


def test_a_refusal_at_the_desk_needs_ground_and_reasons(client: Client, clerk: Account, address: str) -> None:
    page = client.get(address).content.decode()
    assert client.post(address, _form(page, do="decline")).status_code == 422
    assert not Dossier.objects.exists()
    ground = re.search(r'<option value="(dossier_refusal\.\w+)"', page)
    assert ground is not None
    sent = _form(page, do="decline", ground=ground[1], words="Không thuộc thẩm quyền")
    assert client.post(address, sent).status_code == 302
    assert Case.objects.get().phase == "not_accepted"
    assert Slip.objects.get().form == "refusal"


def test_every_figure_of_the_first_page_opens_a_list_of_that_length(
    shop: Shop, client: Client, clerk: Account, address: str
) -> None:
    _receive(client, address)
    submitting.submit_online(actor=shop.clerk.system(), desk_id=shop.ward_desk_id, now=timezone.now(),
                             reception=shop.reception(key="k1"))  # fmt: skip
    page = client.get("/onestop/").content.decode()
    tiles = re.findall(r'href="(/onestop/lists/\w+/)"><strong>(\d+)</strong>', page)
    assert len(tiles) == 9
    assert {url.split("/")[3] for url, n in tiles if n != "0"} == {"submissions", "to_hand_over", "owed"}
    for url, n in tiles:
        assert client.get(url).content.decode().count("<tr data-row") == int(n), url


def test_a_submission_is_accepted_beside_its_files(shop: Shop, client: Client, clerk: Account) -> None:
    dossier = submitting.submit_online(actor=shop.clerk.system(), desk_id=shop.ward_desk_id, now=timezone.now(),
                                       reception=shop.reception(key="k1"))  # fmt: skip
    place = f"/onestop/dossiers/{dossier.case.code}/submission/"
    assert "Nguyễn Văn Minh Họa" in client.get(place).content.decode()
    assert client.post(place, {"do": "decline", "words": ""}).status_code == 422
    assert client.post(place, {"do": "accept"}).status_code == 302
    assert Case.objects.get(pk=dossier.pk).phase == "received"


def _settled(shop: Shop, client: Client, address: str, **given: str) -> Dossier:
    dossier = _receive(client, address, **given)
    now = timezone.now()
    routing.forward(actor=shop.clerk, case_id=dossier.pk, now=now)
    routing.forward(actor=shop.specialist, case_id=dossier.pk, now=now)
    ending.settle(actor=shop.chairman, case_id=dossier.pk, now=now)
    return dossier


def test_a_result_is_handed_to_a_proxy_after_the_fee(
    shop: Shop, client: Client, clerk: Account, address: str
) -> None:
    dossier = _settled(shop, client, address)
    place = f"/onestop/returning/{dossier.case.code}/"
    assert client.get("/onestop/returning/", {"q": dossier.case.code})["Location"] == place
    assert "10.000" in client.get(place).content.decode()
    taker = {"taker": "proxy", "name": "Trần Thị Thay", "authority": ""}
    assert client.post(place, {**taker, "paid_by": "cash"}).status_code == 422
    assert Charge.objects.get().paid_at is None
    taker["authority"] = "Giấy ủy quyền số 5"
    assert client.post(place, taker).status_code == 422
    answer = client.post(place, {**taker, "paid_by": "cash"})
    assert answer.status_code == 302
    assert client.get(answer["Location"]).status_code == 200
    assert client.get(f"{place}receipt.pdf").content.startswith(b"%PDF")
    assert (ResultReturn.objects.get().name, Charge.objects.get().receipt_no) == ("Trần Thị Thay", 1)


def test_results_go_by_post_each_with_its_number(shop: Shop, client: Client, clerk: Account, address: str) -> None:
    paid = {"paid_1": "cash", "delivery": "post", "deliver_to": "Thôn 2"}
    one, two = _settled(shop, client, address, **paid), _settled(shop, client, address, **paid)
    assert one.case.code in client.get("/onestop/returning/?list=to_post").content.decode()
    sent = {"list": "to_post", "taker": "post", "ids": [one.pk, two.pk], f"tracking_{one.pk}": "eb123vn"}
    assert client.post("/onestop/returning/many/", {**sent, "do": "print"}).content.startswith(b"%PDF")
    client.post("/onestop/returning/many/", {**sent, "do": "return"})
    assert ResultReturn.objects.get().tracking == "EB123VN"
    assert Case.objects.get(pk=two.pk).phase == "settled"


def test_a_cancelled_receipt_keeps_its_number_and_a_closed_book_its_sum(
    client: Client, clerk: Account, address: str
) -> None:
    dossier = _receive(client, address, paid_1="cash")
    assert client.post("/onestop/cash/", {"note": ""}).status_code == 302
    book = CashDay.objects.get()
    assert (book.amount, book.receipts) == (10_000, 1)
    place = f"/onestop/dossiers/{dossier.case.code}/receipts/1/cancel/"
    assert client.post(place, {"reason": ""}).status_code == 422
    assert client.post(place, {"reason": "Thu nhầm", "owed_again": "on"}).status_code == 302
    book.refresh_from_db()
    assert book.amount == 10_000
    page = client.get("/onestop/cash/").content.decode()
    assert "−10.000" in page
    assert "Thu nhầm" in page
    assert client.post("/onestop/cash/", {}).status_code == 409
    client.post(f"/onestop/dossiers/{dossier.case.code}/collect/", {"paid_by": "transfer"})
    assert set(Charge.objects.values_list("receipt_no", flat=True)) == {1, 2}
    assert client.get("/onestop/cash/book.pdf").content.startswith(b"%PDF")
    sheet = openpyxl.load_workbook(BytesIO(client.get("/onestop/cash/book.xlsx").content)).active
    assert sheet is not None
    assert client.get(f"/onestop/cash/?day={book.day.isoformat()}").status_code == 200
    assert client.get(f"/onestop/dossiers/{dossier.case.code}/receipts/2.pdf").content.startswith(b"%PDF")


def test_the_payment_code_of_the_desk_is_shown_while_a_fee_is_owed(
    shop: Shop, client: Client, clerk: Account, address: str
) -> None:
    Desk.objects.update(bank_bin="970499", account="0011012345678", account_name="TTPVHCC")
    dossier = _receive(client, address)
    assert b"<svg" in client.get(f"/onestop/dossiers/{dossier.case.code}/pay.svg").content
    client.post(f"/onestop/dossiers/{dossier.case.code}/collect/", {"paid_by": "cash"})
    assert client.get(f"/onestop/dossiers/{dossier.case.code}/pay.svg").status_code == 422


def test_paper_goes_with_a_list_and_is_received_by_a_scan(
    shop: Shop, client: Client, clerk: Account, address: str
) -> None:
    dossier = _receive(client, address)
    routing.forward(actor=shop.clerk, case_id=dossier.pk, now=timezone.now())
    assert dossier.case.code in client.get("/onestop/papers/").content.decode()
    client.post("/onestop/papers/send/", {"ids": [dossier.pk]})
    move = PaperMove.objects.get()
    assert client.get(f"/onestop/papers/list/{move.to_agency_id}.pdf").content.startswith(b"%PDF")
    account = make_account("cv", Official.objects.get(code="kt-cv-01"))
    give(account, "official", shop.ward)
    client.force_login(account)
    client.post("/onestop/papers/", {"code": f"https://tinh.example.vn/theo-doi/{dossier.case.code.lower()}"})
    move.refresh_from_db()
    assert move.received_at is not None


HEAD = ["Họ và tên", "Số giấy tờ", "Điện thoại", "Nhận kết quả"]


def _sheet(*rows: list[str]) -> BytesIO:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (HEAD, *rows):
        book.active.append(row)
    held = BytesIO()
    book.save(held)
    held.seek(0)
    held.name = "lo.xlsx"
    return held


def test_a_lot_is_tried_first_and_received_as_a_whole(shop: Shop, client: Client, clerk: Account) -> None:
    place = f"/onestop/receive/many/?case={shop.variants['copy'].pk}"
    start = {"organisation": "Công ty Minh Họa", "paid_by": "cash", "key": "lo-1"}
    wrong = _sheet(["Nguyễn Văn A", "001099000011", "0912", ""], ["", "001099000011", "", "bay"])
    page = client.post(place, {**start, "do": "receive", "file": wrong}).content.decode()
    for heading in ("Điện thoại", "Họ và tên", "Số giấy tờ", "Nhận kết quả"):
        assert heading in page
    assert not Dossier.objects.exists()
    right = _sheet(["Nguyễn Văn A", "001099000011", "0912345678", ""], ["Lê Thị B", "001099000012", "", "Bưu điện"])
    refused = client.post(place, {**start, "do": "receive", "file": right})
    assert refused.status_code == 422  # no address for the post in line 3: nothing is received
    assert not Dossier.objects.exists()
    right = _sheet(["Nguyễn Văn A", "001099000011", "0912345678", ""], ["Lê Thị B", "001099000012", "", "Tại quầy"])
    page = client.post(place, {**start, "do": "try", "file": right}).content.decode()
    kept = re.search(r'name="kept" value="([^"]+)"', page)
    assert kept is not None
    answer = client.post(place, {**start, "do": "receive", "kept": kept[1]})
    assert client.post(place, {**start, "do": "receive", "kept": kept[1]})["Location"] == answer["Location"]
    assert Dossier.objects.filter(bundle__kind="bulk").count() == 2
    assert "Lê Thị B" in client.get(answer["Location"]).content.decode()
    assert client.get(f"{answer['Location']}slips.pdf").content.startswith(b"%PDF")
    assert client.get("/onestop/receive/many/sample.xlsx").content.startswith(b"PK")


def test_a_stranger_finds_no_counter(shop: Shop, client: Client, clerk: Account, address: str) -> None:
    dossier = _receive(client, address)
    slip = Slip.objects.get()
    stranger = make_account("la", Official.objects.get(code="stc-cv-09"))
    give(stranger, "one_stop_clerk", shop.department)
    client.force_login(stranger)
    assert client.get(f"/onestop/slips/{slip.pk}.pdf").status_code == 404
    assert client.get(f"/onestop/dossiers/{dossier.case.code}/received/").status_code == 404
    assert client.get(address).status_code == 403


def test_the_slower_of_two_clerks_is_told_and_nothing_happens_twice(
    shop: Shop, client: Client, clerk: Account, address: str
) -> None:
    dossier = _settled(shop, client, address, paid_1="cash")
    place = f"/onestop/returning/{dossier.case.code}/"
    seq = re.search(r'name="seq" value="(\d+)"', client.get(place).content.decode())
    assert seq is not None
    sent = {"taker": "applicant", "seq": seq[1]}
    assert client.post(place, sent).status_code == 302
    again = client.post(place, sent)
    assert again.status_code == 302  # straight to the dossier: it has no result to return any more
    assert ResultReturn.objects.count() == 1


def test_the_number_being_served_keeps_the_code_it_led_to(
    shop: Shop, client: Client, clerk: Account, address: str
) -> None:
    given: dict[str, Any] = {"actor": Actor.system(), "desk_id": shop.ward_desk_id, "now": timezone.now()}
    window = windows.add_window(number=1, name="Quầy 1", **given)
    service = windows.add_service(letter="A", name="Hộ tịch", **given)
    ticket = Ticket.objects.create(desk_id=shop.ward_desk_id, service=service, day=timezone.localdate(), number=1,
                                   taken_at=timezone.now())  # fmt: skip
    assert "1 người đang chờ" in client.get("/onestop/receive/").content.decode()
    client.post("/onestop/receive/call/", {"window": window.pk})
    dossier = _receive(client, address)
    ticket.refresh_from_db()
    assert ticket.reference == dossier.case.code
