"""Who may come in, with which scopes, and how every failure is said."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from congvu.kernel.accounts.actions.tokens import revoke_token
from congvu.kernel.accounts.models import Account, ApiToken
from congvu.kernel.accounts.policy import Actor, actor_of
from congvu.kernel.casework.models import Case
from tests.face.api.conftest import V1, Machine, Sign
from tests.kernel.casework.office import Office


def test_without_a_token_and_without_a_session_nobody_comes_in(
    office: Office, accounts: object, frozen: object
) -> None:
    stranger = Machine("", Client())
    for path in ("/cases", "/cases/NV-2026-000001", "/agencies", "/officials", "/directives"):
        status, said = stranger.get(path)
        assert (status, said["code"], said["type"]) == (401, "not_signed_in", "urn:congvu:problem:not_signed_in")
    answer = stranger.client.get(f"{V1}/cases")
    assert (answer["WWW-Authenticate"], answer["Content-Type"]) == ("Bearer", "application/problem+json")


@pytest.mark.parametrize("token", ["congvu_x", "", "\u00ff", "a b", "x" * 5000])
def test_a_token_that_is_none_is_refused(accounts: object, frozen: object, token: str) -> None:
    answer = Client().get(f"{V1}/cases", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401


def test_tokens_end_are_revoked_and_follow_their_account(
    machine: Sign, accounts: dict[str, Account], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    chief = machine("chief")
    assert chief.get("/cases")[0] == 200
    monkeypatch.setattr(timezone, "now", lambda: datetime.combine(date(2027, 3, 2), now.time(), now.tzinfo))
    assert chief.get("/cases")[0] == 401
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert chief.get("/cases")[0] == 200
    Account.objects.filter(pk=accounts["chief"].pk).update(is_active=False)
    assert chief.get("/cases")[0] == 401
    Account.objects.filter(pk=accounts["chief"].pk).update(is_active=True)
    assert chief.get("/cases")[0] == 200
    token = ApiToken.objects.get(account=accounts["chief"])
    from_page = machine("rival")
    actor_token = ApiToken.objects.get(account=accounts["rival"])
    assert actor_token.account_id != token.account_id
    ApiToken.objects.filter(pk=token.pk).update(revoked_at=now)
    assert chief.get("/cases")[0] == 401
    assert from_page.get("/cases")[0] == 200


def test_revoking_by_the_holder_works_at_the_next_request(
    machine: Sign, accounts: dict[str, Account], office: Office, now: datetime
) -> None:
    chief = machine("chief")
    token = ApiToken.objects.select_related("account").get(account=accounts["chief"])
    holder = Account.objects.get(pk=accounts["chief"].pk)
    revoke_token(actor=_actor_of(holder, now), token=token, now=now)
    assert chief.get("/cases")[1]["code"] == "not_signed_in"


def _actor_of(account: Account, now: datetime) -> Actor:
    return actor_of(account, now.date())


def test_scopes_narrow_what_the_owner_may(office: Office, machine: Sign) -> None:
    case = office.case()
    reader = machine("chief", "casework.case.read")
    assert reader.get(f"/cases/{case.code}")[0] == 200
    for path, body in (
        ("acts/accept", {}),
        ("acts/note", {"words": "x"}),
        ("acts/decide_request", {"decision": "grant"}),
    ):
        status, said = reader.post(f"/cases/{case.code}/{path}", body)
        assert (status, said["code"]) == (403, "scope_missing")
    assert Case.objects.get(pk=case.pk).seq == case.seq
    assert reader.get("/agencies")[1]["code"] == "scope_missing"
    assert reader.get("/directives")[1]["code"] == "scope_missing"
    only_units = machine("chief", "org.agency.read")
    assert only_units.get("/agencies")[0] == 200
    assert only_units.get(f"/cases/{case.code}")[1]["code"] == "scope_missing"
    actor = machine("chief", "casework.case.read", "casework.case.act")
    assert actor.post(f"/cases/{case.code}/acts/accept", {})[0] == 200
    assert actor.post(f"/cases/{case.code}/acts/verify", {})[1]["code"] == "scope_missing"


def test_a_scope_gives_nothing_its_owner_does_not_have(
    office: Office, machine: Sign, accounts: dict[str, Account]
) -> None:
    restricted = office.case(confidentiality="restricted")
    narrow = machine("chief", "casework.case.read", "casework.case.act")
    assert narrow.get(f"/cases/{restricted.code}")[0] == 404
    assert machine("chief").get(f"/cases/{restricted.code}")[0] == 200
    ApiToken.objects.filter(account=accounts["rival"]).delete()
    rival = machine("rival")
    ApiToken.objects.filter(account=accounts["rival"]).update(scopes=["casework.case.read", "journal.line.erase"])
    assert rival.get(f"/cases/{restricted.code}")[0] == 404


def test_the_browsers_session_reads_and_writes_with_its_csrf_token(
    office: Office, accounts: dict[str, Account], frozen: datetime
) -> None:
    case = office.case()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(Account.objects.get(pk=accounts["chief"].pk))
    assert browser.get(f"{V1}/cases/{case.code}").status_code == 200
    path = f"{V1}/cases/{case.code}/acts/accept"
    answer = browser.post(path, "{}", content_type="application/json")
    assert (answer.status_code, answer.json()["status"]) == (403, 403)
    browser.get("/language/")
    browser.cookies["csrftoken"] = "a" * 32
    answer = browser.post(path, "{}", content_type="application/json", headers={"X-CSRFToken": "a" * 32})
    assert answer.status_code == 200, answer.content


def test_a_bad_token_beside_a_good_session_is_refused(accounts: dict[str, Account], frozen: datetime) -> None:
    browser = Client()
    browser.force_login(Account.objects.get(pk=accounts["chief"].pk))
    assert browser.get(f"{V1}/cases", headers={"Authorization": "Bearer congvu_wrong"}).status_code == 401


def test_a_session_that_lapsed_is_nobody(
    accounts: dict[str, Account], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: now)
    browser = Client()
    browser.force_login(Account.objects.get(pk=accounts["chief"].pk))
    assert browser.get(f"{V1}/cases").status_code == 200
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=2))
    assert browser.get(f"{V1}/cases").status_code == 401


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/nothing", "/api/v2/cases", "/api/v1/cases/NV-1/acts/fly"])
def test_no_such_address_is_a_problem_in_json(path: str, machine: Sign) -> None:
    answer = machine("chief").client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "not_found"


def test_a_method_that_is_not_answered(machine: Sign) -> None:
    chief = machine("chief")
    answer = chief.client.delete(f"{V1}/cases", headers=chief.headers())
    assert (answer.status_code, answer["Allow"], answer.json()["code"]) == (405, "GET", "method_not_allowed")


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b'{"words": "\\ud800"}', b"[]", b"null", b'"x"', b"1" * 300])
def test_a_body_that_is_no_message_is_said_to_be_one(office: Office, machine: Sign, body: bytes) -> None:
    case = office.case()
    chief = machine("chief")
    path = f"{V1}/cases/{case.code}/acts/note"
    answer = chief.client.post(path, body, content_type="application/json", headers=chief.headers())
    assert answer.status_code in (400, 422), answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_too_much_at_once_is_413(office: Office, machine: Sign, settings: Any) -> None:
    case = office.case()
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    status, said = machine("chief").post(f"/cases/{case.code}/acts/note", {"words": "x" * 2000})
    assert (status, said["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    ("header", "language"),
    [("", "vi"), ("en", "en"), ("en-GB,en;q=0.8", "en"), ("fr, en;q=0.5", "en"), ("fr", "vi"), ("*", "vi")],
)
def test_problems_speak_the_language_asked_for(accounts: object, frozen: object, header: str, language: str) -> None:
    answer = Client().get(f"{V1}/cases", headers={"Accept-Language": header} if header else {})
    assert answer["Content-Language"] == language
    assert answer.json()["title"] == {"vi": "Chưa đăng nhập", "en": "Nobody is signed in"}[language]


def test_what_anybody_may_read(db: None) -> None:
    client = Client()
    assert client.get(f"{V1}/health").json() == {"status": "ok"}
    contract = client.get(f"{V1}/openapi.json").json()
    assert contract["openapi"].startswith("3.1")
    page = client.get(f"{V1}/")
    assert page.status_code == 200
    assert "/api/v1/cases/{code}/acts/accept" in page.content.decode()
    assert "<script" not in page.content.decode().split("<main")[1]


def test_an_accident_is_500_in_json_with_a_code_to_quote(
    machine: Sign, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_args: object) -> None:
        raise RuntimeError("the disk is full")

    chief = machine("chief")
    monkeypatch.setattr("congvu.face.api.api.cases.cases_for", breaks)
    status, said = chief.get("/cases")
    assert (status, said["code"]) == (500, "accident")
    assert "disk" not in str(said)
    assert any("accident" in record.message for record in caplog.records)


def test_a_token_that_asks_too_often_waits_and_another_does_not(office: Office, machine: Sign, settings: Any) -> None:
    settings.CONGVU_API_PER_MINUTE = 12
    fast, other = machine("an"), machine("chief")
    fast.language = "vi"
    assert [fast.get("/cases")[0] for _one in range(3)] == [200, 200, 429]
    answer = fast.client.get(f"{V1}/cases", headers=fast.headers())
    said = answer.json()
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Retry-After"] == "5"
    assert (said["status"], said["code"]) == (429, "too_many_requests")
    assert said["detail"] == "Quá nhiều yêu cầu: tối đa 12 yêu cầu mỗi phút."
    assert other.get("/cases")[0] == 200


def test_an_act_that_came_too_soon_was_not_done(office: Office, machine: Sign, settings: Any) -> None:
    settings.CONGVU_API_PER_MINUTE = 6
    case, desk = office.case(), machine("desk")
    assert desk.get(f"/cases/{case.code}")[0] == 200
    assert desk.post(f"/cases/{case.code}/acts/note", {"words": "Đã gọi điện"})[0] == 429
    case.refresh_from_db()
    assert case.seq == 1
