"""A page that says no also says where to go on."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.face.portal.counter import Street


@pytest.mark.django_db
def test_a_sign_in_that_failed_can_be_begun_again(client: Client) -> None:
    answer = client.get("/cong-dan/dang-nhap/tra-ve/", {"state": "x", "code": "y"})
    assert answer.status_code == 400
    assert 'href="/cong-dan/dang-nhap/"' in answer.content.decode().partition("<main")[2]


def test_a_refusal_about_a_dossier_leads_back_to_it_and_about_a_draft_to_ones_own(street: Street) -> None:
    street.come_in()
    dossier = street.filed()
    home = f"/cong-dan/ho-so/{dossier.case.code}/"
    answer = street.client.get(f"{home}bo-sung/")
    assert answer.status_code == 409
    assert f'href="{home}"' in answer.content.decode()
    assert "Hồ sơ của tôi" in answer.content.decode()
    answer = street.client.get("/cong-dan/ban-nhap/khong-co/")
    assert answer.status_code == 404
    assert 'href="/cong-dan/cua-toi/"' in answer.content.decode().partition("<main")[2]
