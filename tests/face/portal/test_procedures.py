"""Anybody looks a procedure up, by phone, without an account: what is published, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from congvu.domain.procedures.actions import announcing
from congvu.domain.procedures.queries.catalogue import version_in_force
from tests.domain.onestop.shop import Shop
from tests.face.portal.conftest import Shelf
from tests.face.portal.counter import Street

NAME = "Cấp bản sao văn bằng từ sổ gốc"


def listed(client: Client, **given: str) -> str:
    answer = client.get("/cong-dan/thu-tuc/", given)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_start_page_needs_no_account(client: Client, shelf: Shelf) -> None:
    answer = client.get("/cong-dan/")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert NAME in page
    assert "Giáo dục và Đào tạo" in page
    assert 'lang="vi"' in page


def test_the_page_reads_in_english_too(client: Client, shelf: Shelf) -> None:
    client.cookies["django_language"] = "en"
    assert "What do you need to do?" in client.get("/cong-dan/").content.decode()


@pytest.mark.parametrize("typed", ["2.000908", "2000908", "2.000908. ", " 2 . 000908"])
def test_a_code_in_any_writing_leads_to_its_procedure(client: Client, shelf: Shelf, typed: str) -> None:
    answer = client.get("/cong-dan/tim/", {"q": typed})
    assert answer["Location"] == "/cong-dan/thu-tuc/2.000908/"
    assert NAME in client.get(answer["Location"]).content.decode()


def test_an_address_with_a_hasty_code_leads_to_the_right_one(client: Client, shelf: Shelf) -> None:
    assert client.get("/cong-dan/thu-tuc/2000908/")["Location"] == "/cong-dan/thu-tuc/2.000908/"


@pytest.mark.parametrize("typed", ["van bang so goc", "VĂN BẰNG", "sổ gốc", "giao duc"])
def test_words_are_found_without_their_marks(client: Client, shelf: Shelf, typed: str) -> None:
    shelf.publish("1.001193", "Đăng ký khai sinh", "Hộ tịch")
    page = listed(client, q=typed)
    assert NAME in page
    assert "Đăng ký khai sinh" not in page


def test_the_name_as_typed_comes_before_names_that_only_look_alike(client: Client, shelf: Shelf) -> None:
    shelf.publish("1.000001", "Xác nhận cho thuê đất", "Đất đai")
    shelf.publish("1.000002", "Cấp thẻ cho thuế", "Thuế")
    page = listed(client, q="thuế")
    assert page.index("Cấp thẻ cho thuế") < page.index("Xác nhận cho thuê đất")


def test_a_list_is_narrowed_by_field_level_online_level_and_subject(client: Client, shelf: Shelf) -> None:
    other = shelf.publish(
        "1.001612", "Đăng ký thành lập hộ kinh doanh", "Hộ kinh doanh", settled_at="commune",
        subjects=("household_business",), online="information",
    )  # fmt: skip
    for given in ({"field": str(other.procedure.field_id)}, {"level": "commune"}, {"online": "information"},
                  {"subject": "household_business"}):  # fmt: skip
        page = listed(client, **given)
        assert "Đăng ký thành lập hộ kinh doanh" in page
        assert NAME not in page


def test_a_filter_nobody_offers_asks_for_nothing(client: Client, shelf: Shelf) -> None:
    assert NAME in listed(client, field="x", level="moon", online="'", subject='"', page="-3")


def test_what_is_not_published_is_not_shown(client: Client, shelf: Shelf) -> None:
    shelf.publish("1.000003", "Thủ tục chưa công khai", "Đất đai", publish=False)
    assert "Thủ tục chưa công khai" not in listed(client)
    assert client.get("/cong-dan/thu-tuc/1.000003/").status_code == 404
    assert client.get("/cong-dan/thu-tuc/1.000003/qr.svg").status_code == 404
    assert "Không có thủ tục nào được công khai" in client.get("/cong-dan/thu-tuc/1.000003/").content.decode()


def test_the_page_tells_the_seven_parts(client: Client, shelf: Shelf) -> None:
    page = client.get("/cong-dan/thu-tuc/2.000908/").content.decode()
    for said in (NAME, "Nộp hồ sơ", "Trực tiếp, trực tuyến", "Đơn đề nghị", "1 bộ", "03 ngày làm việc", "Công dân",
                 "Sở Nội vụ", "Thẩm định", "Quyết định số 12/QĐ-UBND", "Không thu phí"):  # fmt: skip
        assert said in page, said


def test_a_new_version_shows_from_its_first_day_and_the_old_one_stays_readable(client: Client, shelf: Shelf) -> None:
    shelf.replace(date(2026, 2, 1))
    page = client.get("/cong-dan/thu-tuc/2.000908/").content.decode()
    assert "Phiên bản này đã hết hiệu lực" not in page
    old = client.get("/cong-dan/thu-tuc/2.000908/", {"v": "1"}).content.decode()
    assert "Phiên bản này đã hết hiệu lực" in old


def test_a_version_of_the_future_is_not_shown(client: Client, shelf: Shelf) -> None:
    draft = shelf.replace(date(2040, 1, 1))
    assert version_in_force(draft.procedure_id, date(2040, 1, 2)) is not None
    assert client.get("/cong-dan/thu-tuc/2.000908/", {"v": "2"}).status_code == 404


def test_an_abolished_procedure_is_gone_from_the_list(client: Client, shelf: Shelf) -> None:
    announcing.abolish(
        actor=shelf.desk.announcer, procedure_id=shelf.version.procedure_id, decision="QĐ 9",
        on=date(2026, 3, 1), now=shelf.desk.office.now,
    )  # fmt: skip
    assert NAME not in listed(client)


def test_the_wall_gets_a_picture_that_leads_to_the_page(client: Client, shelf: Shelf) -> None:
    answer = client.get("/cong-dan/thu-tuc/2.000908/qr.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<svg" in answer.content


def test_a_list_costs_the_same_with_one_and_with_many(
    client: Client, shelf: Shelf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    listed(client)
    with django_assert_num_queries(5):
        listed(client)
    for number in range(4):
        shelf.publish(f"1.00010{number}", f"Thủ tục {number}", f"Lĩnh vực {number}")
    with django_assert_num_queries(5):
        listed(client)


def test_what_is_filed_most_stands_first(client: Client, shop: Shop, street: Street) -> None:
    street.publish("land")
    street.publish()
    for _time in range(2):
        shop.receive("copy", now=timezone.now())
    shop.receive("land", now=timezone.now())
    page = client.get("/cong-dan/").content.decode()
    assert "Thủ tục được nộp nhiều" in page
    assert page.index("Thủ tục minh họa copy") < page.index("Thủ tục minh họa land")


def test_a_limit_in_phases_and_the_rule_of_the_same_day_are_told(client: Client, street: Street) -> None:
    page = client.get(f"/cong-dan/thu-tuc/{street.publish('land')}/").content.decode()
    assert "Giai đoạn 1: 03 ngày làm việc" in page
    assert "Giai đoạn 2: 02 ngày làm việc" in page
    assert "Giải quyết trong ngày" in client.get(f"/cong-dan/thu-tuc/{street.publish('sameday')}/").content.decode()
