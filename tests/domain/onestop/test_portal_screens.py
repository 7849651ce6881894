"""The screens of the exchange with the portal: seen by its keepers alone, equally cheap with one row and with many."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from congvu.domain.onestop.actions.portal_sending import send
from congvu.domain.onestop.models import PortalMessage, Reconciliation
from congvu.kernel.org.models import Official
from tests.domain.onestop.screens import sign_in
from tests.domain.onestop.shop import MONDAY, Shop
from tests.domain.onestop.telling import Ear, ear, work
from tests.kernel.accounts.cast import give, make_account

__all__ = ["ear"]
Queries = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def keeper(shop: Shop, client: Client) -> Client:
    """Who keeps the exchange of the whole province."""
    top = shop.ward.parent
    assert top is not None
    account = make_account("keeper", Official.objects.get(code="minh-hoa-ct"))
    give(account, "par_officer", top)
    client.force_login(account)
    return client


def told(shop: Shop, ear: Ear, n: int = 1) -> None:
    for _one in range(n):
        shop.receive(now=MONDAY)
    work(MONDAY)
    while send(portal=ear, now=MONDAY)[1]:
        continue


def test_messages_are_listed_and_one_is_shown_without_what_identifies_the_applicant(
    shop: Shop, ear: Ear, keeper: Client
) -> None:
    told(shop, ear)
    page = keeper.get(reverse("onestop:portal")).content.decode()
    assert "H99.18.05-261109-0001" in page
    assert "Cổng đã nhận" in page
    message = PortalMessage.objects.get(kind="dossier")
    one = keeper.get(reverse("onestop:portal_message", args=[message.pk])).content.decode()
    assert "MaTTHC" in one
    assert "001099000001" not in one
    assert "•001" in one


def test_lists_cost_the_same_with_one_row_and_with_many(
    shop: Shop, ear: Ear, keeper: Client, django_assert_max_num_queries: Queries
) -> None:
    told(shop, ear)
    with django_assert_max_num_queries(40) as one:
        keeper.get(reverse("onestop:portal"))
    told(shop, ear, 3)
    with django_assert_max_num_queries(40) as many:
        keeper.get(reverse("onestop:portal"))
    assert len(many.captured_queries) <= len(one.captured_queries)


def test_a_given_up_message_is_sent_again_from_its_page(shop: Shop, ear: Ear, keeper: Client) -> None:
    told(shop, ear)
    message = PortalMessage.objects.get(kind="dossier")
    PortalMessage.objects.filter(pk=message.pk).update(
        state="dead", tries=9, last_error="01 Thiếu lĩnh vực", answered_at=None
    )
    page = keeper.get(reverse("onestop:portal_message", args=[message.pk])).content.decode()
    assert "01 Thiếu lĩnh vực" in page
    answer = keeper.post(reverse("onestop:portal_again"), {"ids": [message.pk], "from": "message"}, follow=True)
    assert "Sẽ gửi lại 1 gói tin" in answer.content.decode()
    message.refresh_from_db()
    assert (message.state, message.tries) == ("waiting", 0)
    assert "Không có gói tin nào" in keeper.post(reverse("onestop:portal_again"), follow=True).content.decode()


def _compared(keeper: Client, ear: Ear, **change: str) -> Any:
    rows = [{**row, **change} for row in ear.said_of(MONDAY.date(), MONDAY.date())]
    file = SimpleUploadedFile("cong.json", json.dumps(rows).encode())
    given = {"from_on": "09/11/2026", "to_on": "09/11/2026", "file": file}
    return keeper.post(reverse("onestop:reconciliations"), given, follow=True)


def test_a_list_is_compared_its_differences_exported_and_appealed(shop: Shop, ear: Ear, keeper: Client) -> None:
    told(shop, ear)
    page = _compared(keeper, ear, TrangThaiHoSo="1").content.decode()
    assert "Lệch trạng thái" in page
    found = Reconciliation.objects.get()
    assert "Lệch trạng thái: 1" in page
    csv = b"".join(keeper.get(reverse("onestop:reconciliation", args=[found.pk]), {"export": "csv"}))
    assert "Đã gửi Cổng, Cổng hiển thị khác" in csv.decode("utf-8-sig")
    ids = list(found.differences.values_list("pk", flat=True))
    answer = keeper.post(reverse("onestop:appeal", args=[found.pk]), {"ids": ids})
    assert "danh-sach.xlsx" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert keeper.post(reverse("onestop:appeal", args=[found.pk])).status_code == 302


def test_a_list_that_cannot_be_read_shows_the_form_again_with_what_to_do(shop: Shop, ear: Ear, keeper: Client) -> None:
    given = {"from_on": "09/11/2026", "to_on": "09/11/2026"}
    url = reverse("onestop:reconciliations")
    for name, content in (("x.json", b"{"), ("x.xlsx", b"PK\x03\x04 no"), ("x.exe", b"MZ")):
        answer = keeper.post(url, {**given, "file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 422
    assert keeper.post(url, {"from_on": "09/11/2026", "to_on": "01/11/2026"}).status_code == 422
    assert not Reconciliation.objects.exists()


@pytest.mark.parametrize("who", ["clerk", "specialist"])
def test_nobody_else_sees_the_exchange(shop: Shop, ear: Ear, client: Client, who: str) -> None:
    told(shop, ear)
    sign_in(client, shop, who)
    message = PortalMessage.objects.first()
    assert message is not None
    for url in (reverse("onestop:portal"), reverse("onestop:portal_message", args=[message.pk]),
                reverse("onestop:reconciliations")):  # fmt: skip
        assert client.get(url).status_code == 403
