"""The rulebook on screen: search, day, standing, history, the province's choices."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from congvu.kernel.rules import queries
from congvu.kernel.rules.models import LocalRule
from tests.kernel.accounts.cast import Cast

CODE = "directives.accept_within"


def words(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def bob(cast: Cast, client: Client) -> Client:
    """A reader of the rulebook."""
    return cast.sign_in(client, "bob")


@pytest.fixture
def olga(cast: Cast) -> Client:
    """The system owner, who may choose."""
    return cast.sign_in(Client(), "olga")


def test_the_rulebook_shows_value_source_and_standing(bob: Client) -> None:
    page = words(bob.get("/rules/"))
    assert "Thời hạn tiếp nhận nhiệm vụ được giao" in page
    assert "01 ngày làm việc" in page
    assert "chưa kiểm chứng" in page
    assert "NĐ 30/2020/NĐ-CP, Điều 15" in page
    assert queries.version() in page


@pytest.mark.parametrize(
    ("query", "seen", "unseen"),
    [
        ("q=van+ban+den", "documents.present_within", CODE),
        ("field=consultation", "consultation.window", CODE),
        ("standing=unverified", "directives.one_lead", CODE),
        ("on=2019-01-01", "reception.cut_off", "documents.present_within"),
        ("on=01/01/2019", "reception.cut_off", "documents.present_within"),
        ("on=never", CODE, "no.such.rule"),
    ],
)
def test_the_rulebook_is_searched_and_read_as_of_a_day(bob: Client, query: str, seen: str, unseen: str) -> None:
    answer = bob.get(f"/rules/?{query}")
    assert answer.status_code == 200
    assert seen in words(answer)
    assert unseen not in words(answer)


def test_grounds_and_authority_have_their_pages(bob: Client) -> None:
    page = words(bob.get("/rules/grounds/?act=extension"))
    assert "extension.scope_grew" in page
    assert "pause.consulting" not in page
    assert "Chánh Văn phòng" in words(bob.get("/rules/authority/"))


def test_the_history_shows_both_layers(bob: Client) -> None:
    page = words(bob.get("/rules/rule/reception.cut_off/"))
    assert "NĐ 61/2018/NĐ-CP" in page
    assert "NĐ 118/2025/NĐ-CP" in page
    assert bob.get("/rules/rule/no.such/").status_code == 404


def _choice(**changes: str) -> dict[str, str]:
    return {
        "value": "4 working hours", "source": "QĐ 12/2026/QĐ-UBND", "from_on": timezone.localdate().isoformat(),
        **changes,
    }


def test_the_province_chooses_and_withdraws(olga: Client, bob: Client) -> None:
    assert olga.post(f"/rules/rule/{CODE}/choose/", _choice()).status_code == 302
    page = words(bob.get(f"/rules/rule/{CODE}/"))
    assert "4 giờ làm việc" in page
    assert "QĐ 12/2026/QĐ-UBND" in page
    assert "Rút lựa chọn" not in page, "Bob may not"
    assert "lựa chọn của địa phương" in words(bob.get(f"/rules/?q={CODE}"))
    choice = LocalRule.objects.get()
    assert olga.post(f"/rules/choices/{choice.pk}/withdraw/", {}).status_code == 422
    assert olga.post(f"/rules/choices/{choice.pk}/withdraw/", {"reason": "Nhầm"}).status_code == 302
    assert "01 ngày làm việc" in words(bob.get("/rules/?q=tiep+nhan"))
    assert "đã rút" in words(bob.get(f"/rules/rule/{CODE}/"))


@pytest.mark.parametrize("wrong", [{"value": "soon"}, {"source": ""}, {"from_on": "2020-01-01"}, {"from_on": "x"}])
def test_a_wrong_choice_comes_back_with_a_sentence(olga: Client, wrong: dict[str, str]) -> None:
    answer = olga.post(f"/rules/rule/{CODE}/choose/", _choice(**wrong))
    assert answer.status_code == 422
    assert not LocalRule.objects.exists()
    assert olga.post("/rules/rule/no.such/choose/", _choice()).status_code == 404


def test_a_choice_among_values_offers_them_in_words(olga: Client) -> None:
    assert "Coi như đồng ý và chịu trách nhiệm" in words(olga.get("/rules/rule/consultation.silence/"))
    answer = olga.post("/rules/rule/consultation.silence/choose/", _choice(value="reminder"))
    assert answer.status_code == 302


def test_a_local_ground_is_added(olga: Client, bob: Client) -> None:
    ground = {
        "act": "extension", "code": "extension.local_flood", "label_vi": "Ngập lụt", "whose": "outside",
        "source": "QĐ 12/2026/QĐ-UBND", "from_on": timezone.localdate().isoformat(),
    }
    assert olga.get("/rules/grounds/add/").status_code == 200
    assert olga.post("/rules/grounds/add/", ground | {"code": "x"}).status_code == 422
    assert olga.post("/rules/grounds/add/", ground).status_code == 302
    assert "Ngập lụt" in words(bob.get("/rules/grounds/"))
    withdrawn = olga.post(f"/rules/choices/{LocalRule.objects.get().pk}/withdraw/", {"reason": "Nhầm"})
    assert withdrawn.status_code == 302


def test_only_editors_may_choose(bob: Client) -> None:
    assert bob.post(f"/rules/rule/{CODE}/choose/", _choice()).status_code == 403
    assert bob.get("/rules/grounds/add/").status_code == 403
    assert bob.post("/rules/choices/1/withdraw/", {"reason": "x"}).status_code == 403
    assert Client().get("/rules/").status_code == 302
