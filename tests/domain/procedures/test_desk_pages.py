"""The sheets of one desk on the screen: found by words, page by page, and no odd address breaks them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from congvu.domain.procedures.queries import posting as queries
from congvu.domain.procedures.views import posting as views
from congvu.kernel.org.models import Agency
from tests.domain.procedures.conftest import Desk
from tests.domain.procedures.places import places
from tests.domain.procedures.test_posting import in_force
from tests.kernel.accounts.cast import give, make_account

__all__ = ["places"]


@pytest.fixture
def wall(desk: Desk, places: dict[str, Agency], client: Client) -> str:
    """A client who may note sheets, and the address of a desk with one of them."""
    in_force(desk)
    account = make_account("nguoi-niem-yet")
    give(account, "official", places["an-desk"])
    client.force_login(account)
    return f"/procedures/desks/{places['an-desk'].pk}/"


@pytest.mark.parametrize(("words", "found"), [("ban sao", True), ("2.000908", True), ("kết hôn", False)])
def test_a_sheet_is_found_by_words_and_by_code(client: Client, wall: str, words: str, found: bool) -> None:
    page = client.get(wall, {"q": words}).content.decode()
    assert ("Cấp bản sao" in page) is found


def test_many_sheets_stand_on_several_pages(client: Client, wall: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = queries.postings_at(Agency.objects.get(pk=int(wall.split("/")[-2])), timezone.localdate())
    monkeypatch.setattr(queries, "postings_at", lambda _desk, _on: rows * 5)
    monkeypatch.setattr(views, "PER_PAGE", 2)
    for asked, shown in (("1", 2), ("3", 1), ("99", 1), ("²", 2)):
        page = client.get(wall, {"page": asked}).content.decode()
        assert page.count('name="version"') == shown
    assert "Trang 2/3" in client.get(wall, {"page": "2", "state": "missing"}).content.decode()


@pytest.mark.parametrize("odd", ["²", "9" * 40, "-1", "x"])
def test_odd_numbers_in_an_address_are_told_so(desk: Desk, client: Client, wall: str, odd: str) -> None:
    version = desk.version
    assert client.get(f"/procedures/{version.procedure_id}/competence/", {"desk": odd}).status_code == 200
    assert client.get(f"/procedures/versions/{version.pk}/sheet.pdf", {"desk": odd}).status_code == 200
    assert client.get(f"{wall}sheets.pdf", {"v": odd}).status_code == 200
    assert client.post(f"{wall}note/", {"version": [odd], "on": "24/11/2026"}).status_code == 422
