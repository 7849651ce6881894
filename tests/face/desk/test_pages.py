"""Every page of the desk for those who may come, and a door for those who may not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from congvu.kernel.casework.models import Case
from congvu.kernel.casework.templatetags.casework import case_link
from tests.kernel.casework.office import Office

SignIn = Callable[[str], Client]


def test_a_case_stands_on_the_desks_of_those_it_waits_for(office: Office, sign_in: SignIn) -> None:
    case = office.case()
    page = sign_in("chief").get("/")
    assert page.status_code == 200
    assert case.code in page.content.decode()
    assert case.code not in sign_in("rival").get("/").content.decode()


@pytest.mark.parametrize("path", ["/", "/cases/", "/cases/?view=all", "/search/?q=ra+soat", "/overview/"])
def test_pages_open(office: Office, sign_in: SignIn, path: str) -> None:
    office.case()
    assert sign_in("desk").get(path).status_code == 200


def test_the_case_page_shows_header_strip_certificate_and_journal(office: Office, sign_in: SignIn) -> None:
    case = office.case()
    text = sign_in("chief").get(f"/cases/{case.code}/").content.decode()
    for part in (case.code, "custody", "certificate-lines", "timeline-entry", "act-dialog"):
        assert part in text


def test_a_case_does_not_exist_for_a_stranger(office: Office, sign_in: SignIn) -> None:
    case = office.case()
    for path in (f"/cases/{case.code}/", f"/cases/{case.code}/certificate/", f"/cases/{case.code}/acts/accept/"):
        assert sign_in("rival").get(path).status_code == 404


def test_accepting_through_the_form(office: Office, sign_in: SignIn) -> None:
    case = office.case()
    client = sign_in("chief")
    form = client.get(f"/cases/{case.code}/acts/accept/", headers={"HX-Request": "true"})
    assert form.status_code == 200
    assert b"<html" not in form.content
    sent = {"expected_seq": case.seq, "official": office.an.official_id}
    answer = client.post(f"/cases/{case.code}/acts/accept/", sent)
    assert answer.status_code == 302, answer.content.decode()
    case = Case.objects.get(pk=case.pk)
    assert (case.phase, case.holder_official_id) == ("in_progress", office.an.official_id)


def test_lower_rooms_link_to_the_case_page(office: Office) -> None:
    case = office.case()
    assert case_link(case) == f'<a href="/cases/{case.code}/">{case.code}</a>'
