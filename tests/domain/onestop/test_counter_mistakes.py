"""What a hurried hand types and clicks wrong at the counter: said in words, nothing lost, nothing untrue printed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from congvu.domain.counters.actions import opening, windows
from congvu.domain.counters.models import Ticket
from congvu.domain.onestop.models import Dossier, ResultReturn
from congvu.kernel.accounts.policy import Actor
from tests.domain.onestop.screens import sign_in
from tests.domain.onestop.shop import Shop

FORM = {
    "kind": "citizen", "id_kind": "personal", "id_number": "001099000001", "phone": "0912 345 678",
    "name": "Nguyễn Văn Minh Họa", "sets": "1", "channel": "counter", "delivery": "counter", "state_1": "given",
    "originals_1": "1", "copies_1": "0", "state_2": "given", "originals_2": "1", "copies_2": "0", "count_1": "1",
    "do": "receive",
}  # fmt: skip
CLOSED = "Vẫn tiếp nhận được"


@pytest.fixture
def counter(shop: Shop, client: Client) -> Client:
    return sign_in(client, shop, "clerk")


@pytest.fixture
def address(shop: Shop) -> str:
    return f"/onestop/receive/?case={shop.variants['copy'].pk}"


def _open_on(shop: Shop, day: datetime) -> None:
    """The desk is open the whole of this day, or shut on it, whatever the week says."""
    begin, end = day.replace(hour=0, minute=0), day.replace(hour=23, minute=59)
    opening.set_day(
        actor=Actor.system(), desk_id=shop.ward_desk_id, day=day.date(), starts=begin.time(), ends=end.time(),
        reason="Làm thêm", now=day,
    )  # fmt: skip


def test_a_desk_that_is_open_does_not_say_it_is_shut(shop: Shop, counter: Client, address: str) -> None:
    today = timezone.localtime()
    shut = opening.set_day(
        actor=Actor.system(), desk_id=shop.ward_desk_id, day=today.date(), reason="Tập huấn", now=today
    )
    assert CLOSED in counter.get(address).content.decode()
    opening.clear_day(actor=Actor.system(), day_id=shut.pk, now=today)
    _open_on(shop, today)
    assert CLOSED not in counter.get(address).content.decode()


def test_a_number_nobody_has_takes_away_the_data_of_the_one_before(counter: Client, address: str) -> None:
    counter.post(address, FORM)
    asked = {"id_kind": "personal", "id_number": "001099000001", "phone": "", "name": ""}
    found = counter.post("/onestop/receive/known/", asked).content.decode()
    assert 'name="filled" value="=0912345678"' in found
    other = {**asked, "id_number": "001099000777", "phone": "0912345678", "name": "Nguyễn Văn Minh Họa"}
    page = counter.post("/onestop/receive/known/", {**other, "filled": "=0912345678"}).content.decode()
    assert "Nguyễn Văn Minh Họa" not in page
    assert "0912345678" not in page
    typed = counter.post("/onestop/receive/known/", other).content.decode()
    assert "Nguyễn Văn Minh Họa" in typed  # typed by hand: it stays
    assert "Nhập số giấy tờ" in counter.post("/onestop/receive/known/", {"id_kind": "personal"}).content.decode()


def test_the_paper_of_somebody_without_a_name_is_not_dropped(counter: Client, address: str) -> None:
    answer = counter.post(address, {**FORM, "proxy_id": "001099000002"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Nhập họ tên người nộp thay" in page
    assert '<details class="mt-3" open>' in page
    assert not Dossier.objects.exists()


def test_a_written_answer_that_misses_something_stays_open(counter: Client, address: str) -> None:
    page = counter.post(address, {**FORM, "name": "", "do": "decline"}).content.decode()
    assert "<details open><summary>Trả lời ngay" in page


def test_no_receipt_of_a_result_nobody_has_handed_over(counter: Client, address: str) -> None:
    code = counter.post(address, FORM)["Location"].split("/")[3]
    assert counter.get(f"/onestop/returning/{code}/receipt.pdf").status_code == 404
    assert counter.get(f"/onestop/returning/{code}/done/").status_code == 302
    page = counter.post("/onestop/returning/many/", {"ids": ["987654"], "taker": "applicant"}, follow=True)
    assert page.status_code == 200
    assert "Không có hồ sơ này" in page.content.decode()
    assert not ResultReturn.objects.exists()


@pytest.mark.parametrize("number", ["999999", "9" * 30])
def test_a_group_that_is_none_is_not_found(counter: Client, number: str) -> None:
    assert counter.get(f"/onestop/groups/{number}/").status_code == 404
    assert counter.get(f"/onestop/groups/{number}/slips.pdf").status_code == 404


FAR = [("0001-01-01", "9999-12-31"), ("1999-12-31", "2026-01-31"), ("2026-01-01", "2101-01-01")]


@pytest.mark.parametrize("days", FAR)
def test_a_period_beyond_every_calendar_is_said(shop: Shop, client: Client, days: tuple[str, str]) -> None:
    sign_in(client, shop, "chairman")
    asked = {"period": "days", "first": days[0], "last": days[1]}
    page = client.get("/onestop/reports/settlement/", asked)
    assert page.status_code == 200
    assert "trong các năm từ 2000 đến 2100" in page.content.decode()
    assert client.get("/onestop/reports/scores/", asked).status_code == 200


def test_the_scores_begin_with_the_quarter_the_form_names(shop: Shop, client: Client) -> None:
    sign_in(client, shop, "chairman")
    assert '<option value="quarter" selected>' in client.get("/onestop/reports/scores/").content.decode()


def test_papers_sent_meanwhile_are_not_called_unticked(counter: Client) -> None:
    page = counter.post("/onestop/papers/send/", {"ids": ["987654"]}, follow=True).content.decode()
    assert "đã được chuyển" in page
    assert "đã được chuyển" not in counter.post("/onestop/papers/send/", {}, follow=True).content.decode()


def test_a_search_among_results_says_what_was_not_found(counter: Client) -> None:
    page = counter.get("/onestop/returning/", {"q": "không ai cả"}).content.decode()
    assert "/onestop/find/?q=kh%C3%B4ng%20ai%20c%E1%BA%A3" in page


@pytest.mark.parametrize("sent", ["²", "9" * 30, "x"])
def test_signs_that_look_like_digits_are_no_numbers(counter: Client, sent: str) -> None:
    answer = counter.post("/onestop/dossiers/many/forward/", {"step": "do", "seqs": [f"{sent}.{sent}"]})
    assert answer.status_code == 422


def test_the_queue_beside_the_form_counts_before_a_window_is_chosen(shop: Shop, counter: Client) -> None:
    given: dict[str, Any] = {"actor": Actor.system(), "desk_id": shop.ward_desk_id, "now": timezone.now()}
    windows.add_window(number=1, name="", **given)
    windows.add_window(number=2, name="Đất đai", **given)
    service = windows.add_service(letter="A", name="Hộ tịch", **given)
    Ticket.objects.create(
        desk_id=shop.ward_desk_id, service=service, day=timezone.localdate(), number=1,
        taken_at=timezone.now() - timedelta(minutes=1),
    )  # fmt: skip
    page = counter.get("/onestop/receive/").content.decode()
    assert "1 người đang chờ" in page
    assert ">Quầy 1</option>" in page  # a window without a name is still one
    assert "Quầy 2 · Đất đai</option>" in page
