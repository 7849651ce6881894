"""Screens of the exchange: who sees what, and that every act answers in words."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from congvu.face.connectors import actions
from congvu.face.connectors.extract import write_document
from congvu.face.connectors.models import Exchange, Organ
from congvu.kernel.accounts.policy import Actor
from tests.face.connectors.conftest import Axis
from tests.face.connectors.test_actions import outgoing
from tests.kernel.accounts.cast import Cast


@pytest.fixture(autouse=True)
def _frozen(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's clock stands at `now`."""
    monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.fixture
def waiting(axis: Axis, now: datetime) -> Exchange:
    (found,) = actions.receive(actor=Actor.system(), raw=write_document(axis.message()), ref="m1", now=now)
    return found


@pytest.fixture
def alice(cast: Cast, axis: Axis, client: Client) -> Client:
    return cast.sign_in(client, "alice")


def test_the_list_shows_what_waits_and_the_page_offers_to_accept_it(alice: Client, waiting: Exchange) -> None:
    page = alice.get(reverse("connectors:received")).content.decode()
    assert "512/BNV-CCHC" in page
    page = alice.get(reverse("connectors:exchange", args=[waiting.pk])).content.decode()
    assert "Tiếp nhận và vào sổ" in page
    assert "512.txt" in page


def test_accepting_on_screen_leads_to_the_registered_document(alice: Client, waiting: Exchange) -> None:
    answer = alice.post(reverse("connectors:act", args=[waiting.pk, "accept"]), {"kind": "cong_van"}, follow=True)
    assert "Đã đăng ký văn bản đến số 1" in answer.content.decode()
    again = alice.post(reverse("connectors:act", args=[waiting.pk, "accept"]), {"kind": "cong_van"}, follow=True)
    assert "đã có người quyết định" in again.content.decode()


def test_refusing_without_words_shows_the_page_again(alice: Client, waiting: Exchange) -> None:
    answer = alice.post(reverse("connectors:act", args=[waiting.pk, "refuse"]), {"words": ""})
    assert answer.status_code == 422
    waiting.refresh_from_db()
    assert waiting.state == "waiting"


def test_sending_on_screen(alice: Client, axis: Axis, cast: Cast, now: datetime) -> None:
    document = outgoing(cast, axis, now)
    assert document.code in alice.get(reverse("connectors:choose"), {"q": "bao cao"}).content.decode()
    where = reverse("connectors:send", args=[document.pk])
    assert alice.post(where, {"organs": []}).status_code == 422
    answer = alice.post(where, {"organs": [axis.theirs.pk]}, follow=True)
    assert "Đang gửi đến 1 nơi nhận" in answer.content.decode()
    (sent,) = Exchange.objects.filter(direction="out")
    page = alice.get(reverse("connectors:exchange", args=[sent.pk])).content.decode()
    assert "Chờ gửi" in page


def test_strangers_find_nothing(cast: Cast, waiting: Exchange) -> None:
    charlie = cast.sign_in(Client(), "charlie")
    assert charlie.get(reverse("connectors:received")).status_code == 403
    assert charlie.get(reverse("connectors:exchange", args=[waiting.pk])).status_code == 403
    assert charlie.get(reverse("connectors:organs")).status_code == 403


def test_the_directory_is_kept_by_the_system_owner(cast: Cast, axis: Axis) -> None:
    olga = cast.sign_in(Client(), "olga")
    assert "H99.07" in olga.get(reverse("connectors:organs"), {"q": "xay dung"}).content.decode()
    form = {"organ_id": "H99.08", "name": "Sở Y tế", "agency": "so-y-te", "variant": "flat", "is_active": "on"}
    assert olga.post(reverse("connectors:organ_new"), form).status_code == 302
    assert Organ.objects.get(organ_id="H99.08").agency == cast.other_agency
    assert olga.post(reverse("connectors:organ_new"), form | {"organ_id": "H99 08"}).status_code == 422
    assert olga.post(reverse("connectors:organ_new"), form | {"agency": "khong-co"}).status_code == 422
    assert olga.get(reverse("connectors:organ", args=[999_999])).status_code == 404
