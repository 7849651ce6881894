"""An applicant follows the dossier: everybody the degree of completion, the holder of the slip everything but names."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from congvu.domain.onestop.actions import apologising, ending, supplementing
from congvu.domain.onestop.models import Charge, Dossier, Evaluation
from congvu.face.portal.queries import dossiers
from congvu.kernel.casework.models import Case
from congvu.kernel.journal import queries as journal
from congvu.kernel.journal.actions import seal
from tests.domain.onestop.shop import Shop, at
from tests.face.portal.counter import Street

FOLLOW = "/cong-dan/ho-so/"


@pytest.fixture
def dossier(shop: Shop) -> Dossier:
    return shop.receive()


def show(client: Client, dossier: Dossier, secret: str | None = None) -> object:
    given = {"code": dossier.case.code, "secret": dossier.secret if secret is None else secret}
    return client.post(FOLLOW, given)


def page(street: Street, dossier: Dossier) -> str:
    show(street.client, dossier)
    return street.text(f"{FOLLOW}{dossier.case.code}/")


def test_without_the_secret_only_code_and_degree_of_completion(street: Street, dossier: Dossier) -> None:
    said = street.text(f"{FOLLOW}{dossier.case.code}/")
    assert "Mức độ hoàn thành" in said
    for hidden in ("Thủ tục minh họa", "Được tiếp nhận", "Trung tâm Phục vụ", "Minh Họa", dossier.secret):
        assert hidden not in said, hidden


def test_with_the_secret_the_whole_way_but_no_personal_data(street: Street, dossier: Dossier, shop: Shop) -> None:
    shop.forward(dossier, shop.clerk, at(9, 10))
    said = page(street, dossier)
    for shown in ("Thủ tục minh họa copy", "Đang xử lý", "Thẩm định", "Vì sao hẹn ngày này", "Phòng Kinh tế",
                  "Thời gian đã dùng", "10.000"):  # fmt: skip
        assert shown in said, shown
    for hidden in ("Nguyễn Văn Minh Họa", "0912345678", "001099000001", "Thôn 1", "Chuyên viên Kinh tế 01"):
        assert hidden not in said, hidden


@pytest.mark.parametrize("typed", ["h99.18.05", "nonsense", "H99.18.05-261109-9999"])
def test_a_code_nobody_gave_out_is_told_beside_the_field(client: Client, dossier: Dossier, typed: str) -> None:
    answer = client.post(FOLLOW, {"code": typed, "secret": "X"})
    assert answer.status_code == 422
    assert "Không tìm thấy hồ sơ" in answer.content.decode()
    assert client.get(f"{FOLLOW}{typed}/").status_code == 404


def test_code_and_secret_are_forgiven_blanks_and_small_letters(street: Street, dossier: Dossier) -> None:
    typed = f" {dossier.secret[:4].lower()} {dossier.secret[4:]} "
    answer = street.client.post(FOLLOW, {"code": dossier.case.code.lower(), "secret": typed})
    assert answer.status_code == 302


def test_a_wrong_secret_opens_nothing_and_guessing_has_to_wait(street: Street, dossier: Dossier) -> None:
    answers = [show(street.client, dossier, "AAAA2222") for _try in range(15)]
    assert all(one.status_code == 422 for one in answers)  # type: ignore[attr-defined]
    assert "Quá nhiều" in answers[-1].content.decode()  # type: ignore[attr-defined]
    assert "Thủ tục minh họa" not in street.text(f"{FOLLOW}{dossier.case.code}/")


def test_the_code_on_the_slip_opens_it_and_leaves_the_address(street: Street, dossier: Dossier) -> None:
    address = f"{FOLLOW}{dossier.case.code}/"
    answer = street.client.get(address, {"k": dossier.secret})
    assert answer["Location"] == address
    assert "Thủ tục minh họa" in street.text(address)
    assert street.client.get(address, {"k": "AAAA2222"}).status_code == 422


def test_the_start_page_understands_a_dossiers_code(client: Client, dossier: Dossier) -> None:
    answer = client.get("/cong-dan/tim/", {"q": dossier.case.code.lower()})
    assert answer["Location"] == f"{FOLLOW}?code={dossier.case.code}"
    assert dossier.case.code in client.get(answer["Location"]).content.decode()


def test_whoever_has_signed_in_sees_what_was_received_with_his_number(street: Street, dossier: Dossier) -> None:
    street.come_in()
    assert dossier.case.code in street.text("/cong-dan/cua-toi/")
    assert "Công chức Một cửa 01" in street.text(f"{FOLLOW}{dossier.case.code}/")
    street.come_in("001099000002", "Người Khác")
    assert dossier.case.code not in street.text("/cong-dan/cua-toi/")
    assert "Thủ tục minh họa" not in street.text(f"{FOLLOW}{dossier.case.code}/")


def test_a_number_nobody_vouches_for_opens_nothing(street: Street, dossier: Dossier) -> None:
    person = street.come_in()
    type(person).objects.update(level=1)
    assert dossier.case.code not in street.text("/cong-dan/cua-toi/")


def test_the_parts_of_the_time_sum_to_the_whole(shop: Shop, dossier: Dossier) -> None:
    shop.forward(dossier, shop.clerk, at(9, 10))
    supplementing.ask_supplement(actor=shop.specialist, case_id=dossier.case_id, words="Ảnh", now=at(10, 9))
    found = dossiers.followed(dossiers.dossier_of(dossier.case.code), at(13, 9))
    assert {share.label: share.minutes for share in found.shares} == {"Cơ quan": 8 * 60, "Người nộp": 3 * 8 * 60} or (
        sum(share.minutes for share in found.shares) == found.total
    )
    assert sum(share.minutes for share in found.shares) == found.total
    assert found.asked is not None


def test_a_request_for_papers_shows_what_to_bring(street: Street, shop: Shop, dossier: Dossier) -> None:
    shop.forward(dossier, shop.clerk, at(9, 10))
    supplementing.ask_supplement(
        actor=shop.specialist, case_id=dossier.case_id, words="Ảnh 4x6\nGiấy khai sinh", reason="Thiếu", now=at(10, 9)
    )
    said = page(street, dossier)
    assert said.index("Ảnh 4x6") < said.index("Tình trạng hồ sơ")
    assert "Giấy khai sinh" in said
    assert "Yêu cầu bổ sung giấy tờ" in said


def test_an_apology_is_shown_with_the_new_day(street: Street, shop: Shop, dossier: Dossier) -> None:
    shop.forward(dossier, shop.clerk, at(9, 10))
    apologising.draft_apology(
        actor=shop.specialist, case_id=dossier.case_id, ground="lateness.own_delay", words="Chờ xác minh",
        new_due_on=at(17).date(), now=at(10),
    )  # fmt: skip
    assert "Chờ xác minh" not in page(street, dossier)
    apologising.sign_apology(actor=shop.chairman, case_id=dossier.case_id, now=at(10, 10))
    said = page(street, dossier)
    assert "Chờ xác minh" in said
    assert "17/11/2026" in said


def test_the_certificate_tells_why_the_day_is_what_it_is(street: Street, dossier: Dossier) -> None:
    address = f"{FOLLOW}{dossier.case.code}/han-tra/"
    show(street.client, dossier)
    assert "SHA-256" in street.text(address)


def test_the_applicant_evaluates_once_after_the_result(street: Street, shop: Shop, dossier: Dossier) -> None:
    assert "Đánh giá việc giải quyết" not in page(street, dossier)
    address = f"{FOLLOW}{dossier.case.code}/danh-gia/"
    shop.forward(dossier, shop.clerk, at(9, 10))
    shop.forward(dossier, shop.specialist, at(9, 14))
    ending.settle(actor=shop.chairman, case_id=dossier.case_id, now=at(10, 9))
    assert "Đánh giá việc giải quyết" in page(street, dossier)
    assert street.client.post(address, {"satisfaction": "9"}).status_code == 422
    answer = street.client.post(address, {"satisfaction": "5", "contacts": "1", "words": "Nhanh"})
    assert answer.status_code == 302
    row = Evaluation.objects.get()
    assert (row.satisfaction, row.contacts, row.way, row.words) == (5, 1, "online", "Nhanh")
    assert street.client.post(address, {"satisfaction": "1"}).status_code == 422
    assert Charge.objects.exists()


def test_a_stranger_evaluates_nothing(client: Client, dossier: Dossier) -> None:
    assert client.post(f"{FOLLOW}{dossier.case.code}/danh-gia/", {"satisfaction": "1"}).status_code == 404


def test_a_slip_is_checked_at_once_and_proved_after_the_days_bill(
    street: Street, dossier: Dossier, tmp_path: Path
) -> None:
    found = dossiers.followed(dossiers.dossier_of(dossier.case.code), timezone.now())
    given = {"code": dossier.case.code, "leaf": found.leaf}
    assert "chưa được niêm phong" in street.text("/cong-dan/kiem-tra/", **given)
    seal(day=at(9).date(), keys=tmp_path / "keys", bills=tmp_path / "bills", now=at(10, 1))
    said = street.text("/cong-dan/kiem-tra/", **given)
    assert "đã được niêm phong" in said
    assert journal.bills().count() == 1
    wrong = street.text("/cong-dan/kiem-tra/", code=dossier.case.code, leaf="ab" * 32)
    assert "không có trong nhật ký" in wrong


@pytest.mark.parametrize(("code", "leaf"), [("x", "ab" * 32), ("H99.18.05-261109-0001", "zz"), ("", "")])
def test_a_mark_that_is_none_is_told_so(client: Client, dossier: Dossier, code: str, leaf: str) -> None:
    assert client.get("/cong-dan/kiem-tra/", {"code": code, "leaf": leaf}).status_code == 422


def test_a_case_of_another_kind_is_no_dossier(client: Client, dossier: Dossier) -> None:
    assert client.get(f"{FOLLOW}NV-2026-000001/").status_code == 404
    assert Case.objects.count() == 1


@pytest.mark.parametrize("odd", ["%00", "a%00b", "x" * 300, "..%2F..", "<script>", "%F0%9F%98%80"])
def test_odd_addresses_are_simply_not_found(client: Client, dossier: Dossier, odd: str) -> None:
    for page in ("ho-so", "thu-tuc"):
        assert client.get(f"/cong-dan/{page}/{odd}/").status_code == 404
    assert client.get(f"/cong-dan/tim/?q={odd}").status_code == 302
    assert client.get(f"/cong-dan/thu-tuc/?q={odd}").status_code == 200


def test_closing_it_on_a_shared_device_asks_for_the_secret_again(street: Street, dossier: Dossier) -> None:
    address = f"{FOLLOW}{dossier.case.code}/"
    street.client.get(address, {"k": dossier.secret})
    assert "Đóng hồ sơ trên máy này" in street.text(address)
    street.client.post("/cong-dan/thoat/")
    assert "Mức độ hoàn thành" in street.text(address)
    assert dossier.case.title not in street.text(address)


def test_an_appointment_that_has_passed_is_said_so(street: Street, dossier: Dossier) -> None:
    due = Case.objects.get(pk=dossier.case_id).due_at
    assert due is not None
    found = dossiers.dossier_of(dossier.case.code)
    assert not dossiers.followed(found, due).late
    assert dossiers.followed(found, due + timedelta(hours=1)).late
    assert ("đã quá hẹn" in page(street, dossier)) is (due < timezone.now())


def test_the_certificate_leads_a_stranger_to_where_the_secret_is_typed(client: Client, dossier: Dossier) -> None:
    address = f"{FOLLOW}{dossier.case.code}/"
    assert client.get(f"{address}han-tra/")["Location"] == address
