"""Demo mode: one click on this computer, nothing at all beyond it."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from congvu.kernel.accounts.models import SignIn
from congvu.kernel.accounts.policy.loopback import client_address, demo_stays_at_home, is_loopback, is_loopback_host
from tests.kernel.accounts.cast import PASSWORD, Cast
from tests.kernel.accounts.clockwork import Clock

HERE = {"HTTP_HOST": "127.0.0.1:8000"}


@pytest.fixture
def demo(cast: Cast, settings: Settings) -> Cast:
    settings.CONGVU_DEMO = True
    cast.bob.is_demo = True
    cast.bob.save()
    return cast


def test_one_click_signs_in_without_password_and_second_factor(demo: Cast, clock: Clock) -> None:
    client = Client(headers={"host": "localhost:8000"})
    page = client.get("/sign-in/").content.decode()
    assert 'value="bob"' in page
    assert 'value="alice"' not in page
    done = client.post("/sign-in/demo/", {"login": "bob", "next": "/account/"}, follow=True)
    assert done.redirect_chain[-1][0] == "/account/"
    assert SignIn.objects.get(account=demo.bob).kind == "demo"


def test_other_log_ins_are_not_one_click_away(demo: Cast, clock: Clock) -> None:
    client = Client(headers={"host": "127.0.0.1"})
    assert client.post("/sign-in/demo/", {"login": "alice"}).status_code == 403
    assert client.post("/sign-in/demo/", {"login": "nobody"}).status_code == 403


def test_a_password_is_enough_in_demo_mode(demo: Cast, clock: Clock) -> None:
    demo.alice.set_password(PASSWORD)
    demo.alice.save()
    client = Client(headers={"host": "127.0.0.1"})
    answer = client.post("/sign-in/", {"login": "alice", "password": PASSWORD, "next": "/account/"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/account/"


def test_one_click_does_not_exist_outside_demo_mode(cast: Cast, clock: Clock) -> None:
    cast.bob.is_demo = True
    cast.bob.save()
    client = Client(headers={"host": "127.0.0.1"})
    assert 'value="bob"' not in client.get("/sign-in/").content.decode()
    assert client.post("/sign-in/demo/", {"login": "bob"}).status_code == 403
    assert not SignIn.objects.filter(account=cast.bob).exists()


@pytest.mark.parametrize(
    "world",
    [
        {"REMOTE_ADDR": "10.0.0.7", **HERE},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "demo.example.vn"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "10.0.0.7", **HERE},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=10.0.0.7", **HERE},
        {"REMOTE_ADDR": "", **HERE},
    ],
)
def test_demo_mode_answers_nobody_else(demo: Cast, settings: Settings, world: dict[str, str]) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    client = Client(**world)  # type: ignore[arg-type]  # WSGI variables
    for url in ("/sign-in/", "/account/"):
        answer = client.get(url)
        assert answer.status_code == 403
        assert "127.0.0.1" in answer.content.decode()
    assert client.post("/sign-in/demo/", {"login": "bob"}).status_code == 403
    assert not SignIn.objects.exists()


def test_loopback_is_told_from_the_rest() -> None:
    homes = ["127.0.0.1", "127.9.9.9:8000", "localhost", "LOCALHOST:1", "[::1]:8000", "::1"]
    abroad = ["0.0.0.0", "::", "10.0.0.1", "localhost.example.vn", "127.0.0.1.example.vn", "*", "", "[fe80::1]:80"]  # noqa: S104
    assert [host for host in homes if not is_loopback_host(host)] == []
    assert [host for host in abroad if is_loopback_host(host)] == []
    assert is_loopback({"REMOTE_ADDR": "::1", "SERVER_NAME": "localhost"})


def test_only_a_trusted_proxy_is_believed_about_the_address() -> None:
    seen = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "1.2.3.4, 172.16.5.5"}
    assert client_address(seen, ()) == "10.0.0.1"
    assert client_address(seen, {"10.0.0.1"}) == "172.16.5.5"
    assert client_address(seen, {"10.0.0.1", "172.16.5.5"}) == "1.2.3.4"
    assert client_address({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "nonsense"}, {"10.0.0.1"}) is None
    assert client_address({}, ()) is None


@pytest.mark.parametrize(
    ("demo_mode", "hosts", "count"),
    [(True, ["127.0.0.1", "localhost", "[::1]"], 0), (True, ["*"], 1), (True, ["demo.vn"], 1), (False, ["*"], 0)],
)
def test_demo_mode_does_not_start_with_a_name_for_the_world(
    settings: Settings, demo_mode: bool, hosts: list[str], count: int
) -> None:
    settings.CONGVU_DEMO, settings.ALLOWED_HOSTS = demo_mode, hosts
    assert len(demo_stays_at_home(None)) == count
