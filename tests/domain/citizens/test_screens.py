"""The counter's page: a code is shown once, and whoever may not make one does not see the page."""

from __future__ import annotations

import pytest
from django.test import Client

from congvu.domain.citizens.models import OneTimeCode
from congvu.kernel.accounts.models import Role
from congvu.kernel.org.models import Official
from tests.kernel.accounts.cast import give, make_account
from tests.kernel.casework.office import Office


@pytest.fixture
def counter_client(client: Client, office: Office) -> Client:
    Role.objects.create(code="counter", name_vi="Quầy", name_en="Counter", permissions=["citizens.code.make"])
    account = make_account("quay", Official.objects.get(code="chief"))
    give(account, "counter", office.snv)
    client.force_login(account)
    return client


def test_a_code_is_made_shown_once_and_cancelled(counter_client: Client, office: Office) -> None:
    given = {"agency": str(office.snv.pk), "name": "Nguyễn Thị Lan", "id_number": "001188012345", "seen": "Hộ chiếu"}
    page = counter_client.post("/citizens/codes/", given).content.decode()
    row = OneTimeCode.objects.get()
    assert "Nguyễn Thị Lan" in page
    assert "data-code" in page
    assert "data-code" not in counter_client.get("/citizens/codes/").content.decode()
    assert counter_client.post(f"/citizens/codes/{row.pk}/cancel/").status_code == 302
    row.refresh_from_db()
    assert row.cancelled_at is not None


def test_what_is_wrong_stands_beside_its_field(counter_client: Client, office: Office) -> None:
    given = {"agency": str(office.snv.pk), "name": "Lan", "id_number": "12", "seen": "Thẻ căn cước"}
    answer = counter_client.post("/citizens/codes/", given)
    assert answer.status_code == 422
    assert "12 chữ số" in answer.content.decode()


def test_the_page_is_for_counters(client: Client, office: Office) -> None:
    account = make_account("khac", Official.objects.get(code="desk"))
    client.force_login(account)
    assert client.get("/citizens/codes/").status_code == 403
