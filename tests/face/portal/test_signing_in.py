"""A citizen signs in on the public side, by a provider or with a code, and never becomes an official by it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from congvu.domain.citizens.actions import counter
from congvu.domain.citizens.models import Presence
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.org.models import Agency
from tests.domain.citizens.conftest import (
    CLAIMS,
    Configured,
    RealProvider,
    clerk,
    configured,
    entry,
    free_port,
    provider,
)
from tests.kernel.casework.office import Office

__all__ = ["clerk", "configured", "provider"]

NUMBER = "001188012345"
SIGN_IN, BACK, MINE = "/cong-dan/dang-nhap/", "/cong-dan/dang-nhap/tra-ve/", "/cong-dan/cua-toi/"


def code_for(clerk: Actor, agency: Agency) -> str:
    return counter.make_code(
        actor=clerk, agency_id=agency.pk, name="Nguyễn Thị Lan", id_number=NUMBER, seen="Thẻ căn cước",
        now=timezone.now(),
    ).code  # fmt: skip


def with_code(client: Client, code: str, **given: str) -> object:
    return client.post(SIGN_IN, {"id_number": NUMBER, "code": code, **given})


def through(client: Client, known: RealProvider, wanted: str = "") -> str:
    """To the provider and back; the address the browser comes back with."""
    sent = client.get(f"{SIGN_IN}dinh-danh/", {"next": wanted})
    assert sent.status_code == 302
    return known.agree(sent["Location"], "lan").partition("testserver")[2]


def test_without_a_provider_the_page_offers_the_code(client: Client, db: None, configured: Configured) -> None:
    page = client.get(SIGN_IN).content.decode()
    assert "chưa kết nối nhà cung cấp định danh" in page
    assert "Mã dùng một lần" in page


def test_with_the_code_somebody_is_in(client: Client, office: Office, clerk: Actor, configured: Configured) -> None:
    answer = with_code(client, code_for(clerk, office.snv), next="/cong-dan/thu-tuc/")
    assert (answer.status_code, answer["Location"]) == (302, "/cong-dan/thu-tuc/")  # type: ignore[attr-defined,index]
    page = client.get(MINE).content.decode()
    assert "Nguyễn Thị Lan" in page
    assert NUMBER not in page
    cookie = client.cookies["congvu_citizen"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/cong-dan/")


def test_a_citizen_is_no_official(client: Client, office: Office, clerk: Actor, configured: Configured) -> None:
    with_code(client, code_for(clerk, office.snv))
    assert "/sign-in/" in client.get("/cases/")["Location"]


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/cong-dan/", "/accounts/", "javascript:x"])
def test_nobody_is_sent_out_of_the_public_side(
    client: Client, office: Office, clerk: Actor, configured: Configured, wanted: str
) -> None:
    answer = with_code(client, code_for(clerk, office.snv), next=wanted)
    assert answer["Location"] == MINE  # type: ignore[index]


def test_a_wrong_code_is_answered_beside_the_form(client: Client, office: Office, configured: Configured) -> None:
    answer = with_code(client, "12345678")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "không khớp" in answer.content.decode()  # type: ignore[attr-defined]


def test_signing_out_ends_it(client: Client, office: Office, clerk: Actor, configured: Configured) -> None:
    with_code(client, code_for(clerk, office.snv))
    token = client.cookies["congvu_citizen"].value
    assert client.post("/cong-dan/thoat/").status_code == 200
    client.cookies["congvu_citizen"] = token
    assert client.get(MINE)["Location"].startswith(SIGN_IN)


def test_by_a_provider_and_out_again(
    client: Client, office: Office, configured: Configured, provider: RealProvider
) -> None:
    provider.knows("lan", **CLAIMS)
    configured.write(entry(provider.issuer, name="VNeID thử"))
    assert "Tiếp tục với VNeID thử" in client.get(SIGN_IN).content.decode()
    answer = client.get(through(client, provider, "/cong-dan/thu-tuc/"))
    assert answer["Location"] == "/cong-dan/thu-tuc/"
    assert "Nguyễn Thị Lan" in client.get(MINE).content.decode()
    page = client.post("/cong-dan/thoat/").content.decode()
    assert f"{provider.issuer}/oauth2/end_session" in page
    assert not Presence.objects.filter(ended_at=None).exists()
    assert client.get("/cong-dan/da-thoat/").status_code == 200


def test_trouble_with_a_provider_is_a_page_with_a_sentence(
    client: Client, office: Office, configured: Configured, provider: RealProvider
) -> None:
    provider.knows("lan", **CLAIMS)
    configured.write(entry(provider.issuer))
    back = through(client, provider)
    assert client.get(back).status_code == 302
    for address, status in ((back, 400), (BACK, 400), (f"{BACK}?state=x&code=y", 400), (f"{SIGN_IN}khac/", 404)):
        answer = client.get(address)
        assert answer.status_code == status
        assert "Trang chủ" in answer.content.decode()
    configured.write(entry(f"http://127.0.0.1:{free_port()}"))
    answer = client.get(f"{SIGN_IN}dinh-danh/")
    assert answer.status_code == 503
    assert "hiện không trả lời" in answer.content.decode()


def test_a_visit_that_is_over_asks_again(client: Client, office: Office, clerk: Actor, configured: Configured) -> None:
    with_code(client, code_for(clerk, office.snv))
    Presence.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(MINE)["Location"] == f"{SIGN_IN}?next=%2Fcong-dan%2Fcua-toi%2F"


def test_a_file_of_providers_nobody_can_use_leaves_the_code(client: Client, db: None, configured: Configured) -> None:
    configured.path.write_text("{", encoding="utf-8")
    assert "chưa kết nối nhà cung cấp định danh" in client.get(SIGN_IN).content.decode()
