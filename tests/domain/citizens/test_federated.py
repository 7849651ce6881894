"""Signing in by a provider of identities: a real one, spoken to over HTTP."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.db import connection

from congvu.core.refusals import NotFound
from congvu.domain.citizens import queries
from congvu.domain.citizens.actions import federated
from congvu.domain.citizens.actions.federated import Arrived, Begun
from congvu.domain.citizens.kinds import openid
from congvu.domain.citizens.kinds.openid import ProviderDown, SignInRefused
from congvu.domain.citizens.models import Attempt, Person
from congvu.domain.citizens.policy.providers import providers, providers_are_readable
from tests.domain.citizens.conftest import CLAIMS, Configured, RealProvider, entry, free_port

BACK = "https://dvc.example.vn/cong-dan/dang-nhap/tra-ve/"

pytestmark = pytest.mark.django_db


def begun(now: datetime, code: str = "dinh-danh") -> Begun:
    return federated.begin(
        provider_code=code, redirect_uri=BACK, wanted="/cong-dan/", browser="", language="vi", now=now
    )


def came_back(url: str, browser: str, now: datetime) -> Arrived:
    given = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    return federated.finish(
        state=given.get("state", ""), code=given.get("code", ""), error=given.get("error", ""), browser=browser, now=now
    )


def with_query(url: str, **changed: str) -> str:
    parts = urlsplit(url)
    given = {name: values[0] for name, values in parse_qs(parts.query).items()} | changed
    return parts._replace(query=urlencode(given)).geturl()


@pytest.fixture
def known(provider: RealProvider, configured: Configured) -> RealProvider:
    provider.knows("lan", **CLAIMS)
    configured.write(entry(provider.issuer))
    return provider


def test_a_person_comes_in_with_what_the_provider_says(known: RealProvider, now: datetime) -> None:
    start = begun(now)
    sent = parse_qs(urlsplit(start.url).query)
    assert sent["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= sent.keys()
    arrived = came_back(known.agree(start.url, "lan"), start.browser, now)
    details = queries.details_of(arrived.person)
    assert (arrived.person.name, arrived.person.level, arrived.wanted) == ("Nguyễn Thị Lan", 2, "/cong-dan/")
    assert (details.id_number, details.born_on, details.phone) == ("001188012345", "1988-03-08", "0912345678")
    assert arrived.person.issuer == known.issuer


def test_the_same_person_is_the_same_row_the_next_time(known: RealProvider, now: datetime) -> None:
    for _time in range(2):
        start = begun(now)
        came_back(known.agree(start.url, "lan"), start.browser, now)
    assert Person.objects.count() == 1


def test_what_came_back_is_good_once(known: RealProvider, now: datetime) -> None:
    start = begun(now)
    url = known.agree(start.url, "lan")
    came_back(url, start.browser, now)
    with pytest.raises(SignInRefused) as refused:
        came_back(url, start.browser, now)
    assert refused.value.code == "stale_sign_in"


def test_a_code_that_was_used_at_the_provider_is_refused(known: RealProvider, now: datetime) -> None:
    """Somebody stole the code and was faster: the provider itself does not accept it again."""
    start = begun(now)
    url = known.agree(start.url, "lan")
    code = parse_qs(urlsplit(url).query)["code"][0]
    came_back(url, start.browser, now)
    other = begun(now)
    state = parse_qs(urlsplit(other.url).query)["state"][0]
    with pytest.raises(SignInRefused):
        came_back(with_query(url, state=state, code=code), other.browser, now)


def test_a_token_with_another_nonce_is_refused(known: RealProvider, now: datetime) -> None:
    start = begun(now)
    with pytest.raises(SignInRefused) as refused:
        came_back(known.agree(with_query(start.url, nonce="another"), "lan"), start.browser, now)
    assert "không thuộc lượt đăng nhập" in str(refused.value)
    assert not Person.objects.exists()


def test_a_code_for_another_client_is_refused(known: RealProvider, now: datetime) -> None:
    start = begun(now)
    with pytest.raises(SignInRefused):
        came_back(known.agree(with_query(start.url, client_id="another"), "lan"), start.browser, now)


def test_another_browser_does_not_get_in_with_it(known: RealProvider, now: datetime) -> None:
    start = begun(now)
    with pytest.raises(SignInRefused):
        came_back(known.agree(start.url, "lan"), "another browser", now)


def test_who_takes_longer_than_ten_minutes_begins_again(known: RealProvider, now: datetime) -> None:
    start = begun(now)
    with pytest.raises(SignInRefused):
        came_back(known.agree(start.url, "lan"), start.browser, now + timedelta(minutes=11))


def test_who_does_not_agree_is_told_so(known: RealProvider, now: datetime) -> None:
    start = begun(now)
    state = parse_qs(urlsplit(start.url).query)["state"][0]
    with pytest.raises(SignInRefused) as refused:
        came_back(with_query(known.agree(start.url, "lan", deny=True), state=state), start.browser, now)
    assert refused.value.code == "provider_refused"


def test_an_expired_token_is_refused(hasty_provider: RealProvider, configured: Configured, now: datetime) -> None:
    configured.write(entry(hasty_provider.issuer))
    start = begun(now)
    with pytest.raises(SignInRefused) as refused:
        came_back(hasty_provider.agree(start.url, "lan"), start.browser, now)
    assert "hết hiệu lực" in str(refused.value)


def test_a_provider_that_is_down_is_named_as_such(configured: Configured, now: datetime) -> None:
    configured.write(entry(f"http://127.0.0.1:{free_port()}"))
    with pytest.raises(ProviderDown) as refused:
        begun(now)
    assert refused.value.status == 503
    assert not Attempt.objects.exists()


def test_a_provider_that_goes_down_half_way(known: RealProvider, configured: Configured, now: datetime) -> None:
    start = begun(now)
    url = known.agree(start.url, "lan")
    configured.write(entry(f"http://127.0.0.1:{free_port()}"))
    with pytest.raises(ProviderDown):
        came_back(url, start.browser, now)


def test_several_providers_stand_side_by_side(known: RealProvider, configured: Configured, now: datetime) -> None:
    configured.write(entry(known.issuer), entry(known.issuer, code="khac", name="Khác", client_id="congvu-2"))
    assert [one.code for one in providers()] == ["dinh-danh", "khac"]
    assert "client_id=congvu-2" in begun(now, "khac").url
    with pytest.raises(NotFound):
        begun(now, "nobody")


def test_signing_out_leads_to_the_providers_own_page(known: RealProvider, now: datetime) -> None:
    start = begun(now)
    arrived = came_back(known.agree(start.url, "lan"), start.browser, now)
    url = openid.sign_out_url(arrived.provider, arrived.token, BACK)
    assert url.startswith(f"{known.issuer}/oauth2/end_session?")
    assert parse_qs(urlsplit(url).query)["post_logout_redirect_uri"] == [BACK]


def test_nothing_of_an_attempt_lies_open_in_the_database(known: RealProvider, now: datetime) -> None:
    start = begun(now)
    sent = parse_qs(urlsplit(start.url).query)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{Attempt._meta.db_table}"')
        text = str(cursor.fetchall())
    assert sent["state"][0] not in text
    assert sent["nonce"][0] not in text
    assert start.browser not in text


@pytest.mark.parametrize(
    "entries",
    [
        [{"code": "x"}], [entry("http://far.example.vn")], [entry("https://a.vn", code="Không được")],
        [entry("https://a.vn"), entry("https://b.vn")], [entry("https://a.vn", surprise=1)],
    ],
)  # fmt: skip
def test_a_file_nobody_can_use_is_told_at_start(configured: Configured, entries: list[dict[str, object]]) -> None:
    configured.write(*entries)
    (fault,) = providers_are_readable(None)
    assert fault.id == "citizens.E001"


def test_without_a_file_there_is_no_provider_and_no_fault(configured: Configured) -> None:
    assert providers() == []
    assert providers_are_readable(None) == []
