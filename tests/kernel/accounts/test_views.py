"""Signing in as an office does it: password, second factor, lockout, one-time passwords, the own account."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pyotp
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from congvu.kernel.accounts.models import Account, ApiToken, Grant, RecoveryCode, SignIn
from congvu.kernel.accounts.policy import vault
from congvu.kernel.journal.models import Line
from tests.kernel.accounts.cast import PASSWORD, Cast, Queries, give, make_account
from tests.kernel.accounts.clockwork import Clock

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
HOME = "/account/"


def with_password(account: Account, password: str = PASSWORD) -> Account:
    account.set_password(password)
    account.save()
    return account


def with_phone(account: Account) -> Account:
    account.totp_secret = vault.seal(SECRET, purpose="totp")
    account.save()
    return account


def code_at(moment: datetime, secret: str = SECRET) -> str:
    return pyotp.TOTP(secret).at(moment)


def knock(client: Client, login: str, password: str = PASSWORD, **fields: str) -> Any:
    return client.post("/sign-in/", {"login": login, "password": password, **fields})


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_password_and_code_sign_in_and_lead_to_the_wanted_page(cast: Cast, client: Client, clock: Clock) -> None:
    with_phone(with_password(cast.alice))
    first = knock(client, "ALICE ", next="/account/password/")
    assert first["Location"] == "/sign-in/code/"
    assert client.get(HOME).status_code == 302  # the password alone opens nothing
    done = client.post("/sign-in/code/", {"code": code_at(clock.now)}, follow=True)
    assert done.redirect_chain[-1][0] == "/account/password/"
    row = SignIn.objects.get(account=cast.alice)
    assert (row.kind, row.ip) == ("second_factor", "127.0.0.1")
    line = Line.objects.get(stream="accounts/alice", verb="signed_in")
    assert line.actor == "Nguyễn Thị An (alice)"


def test_nobody_is_led_to_a_foreign_site(cast: Cast, client: Client, clock: Clock) -> None:
    with_phone(with_password(cast.alice))
    knock(client, "alice", next="https://example.com/")
    done = client.post("/sign-in/code/", {"code": code_at(clock.now)}, follow=False)
    assert done["Location"] == "/kept-work/?next=%2F"


def test_a_code_is_good_once(cast: Cast, client: Client, clock: Clock) -> None:
    with_phone(with_password(cast.alice))
    code = code_at(clock.now)
    knock(client, "alice")
    client.post("/sign-in/code/", {"code": code})
    onlooker = Client()
    knock(onlooker, "alice")
    replayed = onlooker.post("/sign-in/code/", {"code": code})
    assert replayed.status_code == 422
    assert SignIn.objects.filter(account=cast.alice).count() == 1
    clock.on(seconds=30)
    assert onlooker.post("/sign-in/code/", {"code": code_at(clock.now)}).status_code == 302


def test_the_first_sign_in_enrols_a_phone_and_shows_recovery_codes_once(
    cast: Cast, client: Client, clock: Clock
) -> None:
    with_password(cast.bob)
    assert knock(client, "bob")["Location"] == "/sign-in/second-factor/"
    page = words(client.get("/sign-in/second-factor/"))
    found = re.search(r'<code class="code">([A-Z2-7 ]+)</code>', page)
    assert found is not None
    assert 'src="data:image/svg+xml' in page
    secret = found[1].replace(" ", "")
    assert client.post("/sign-in/second-factor/", {"code": "000000"}).status_code == 422
    done = client.post("/sign-in/second-factor/", {"code": code_at(clock.now, secret)})
    codes = re.findall(r"<li><code class=\"code\">([a-z0-9-]{14})</code>", words(done))
    assert len(set(codes)) == 10
    assert client.get(HOME).status_code == 200
    cast.bob.refresh_from_db()
    assert secret not in cast.bob.totp_secret
    assert not RecoveryCode.objects.filter(code_hash__in=codes).exists()

    again = Client()
    knock(again, "bob")
    assert again.post("/sign-in/code/", {"code": codes[0].upper().replace("-", " ")}).status_code == 302
    assert SignIn.objects.filter(account=cast.bob, kind="recovery").count() == 1
    thief = Client()
    knock(thief, "bob")
    assert thief.post("/sign-in/code/", {"code": codes[0]}).status_code == 422


def test_the_steps_after_the_password_do_not_wait_for_ever(cast: Cast, client: Client, clock: Clock) -> None:
    with_phone(with_password(cast.alice))
    knock(client, "alice")
    clock.on(minutes=11)
    assert client.post("/sign-in/code/", {"code": code_at(clock.now)})["Location"] == "/sign-in/"


def test_five_wrong_passwords_make_wait_and_the_right_one_waits_too(cast: Cast, client: Client, clock: Clock) -> None:
    with_phone(with_password(cast.alice))
    for _attempt in range(5):
        assert knock(client, "alice", "sai-mat-khau").status_code == 422
    waiting = knock(client, "alice")
    assert (waiting.status_code, waiting["Retry-After"]) == (429, "60")
    assert "08:31:00" in words(waiting)
    clock.on(seconds=61)
    knock(client, "alice", "sai-mat-khau")
    clock.on(seconds=90)
    assert knock(client, "alice").status_code == 429  # now two minutes
    clock.on(seconds=31)
    assert knock(client, "alice")["Location"] == "/sign-in/code/"
    assert Line.objects.filter(stream="accounts/alice", verb="account.locked").count() == 2


def test_a_name_nobody_has_is_answered_word_for_word_like_a_real_one(cast: Cast, clock: Clock) -> None:
    with_password(cast.alice)
    seen: dict[str, list[str]] = {}
    for login in ("alice", "zlice"):
        client = Client()
        answers = [words(knock(client, login, "sai-mat-khau")) for _attempt in range(7)]
        seen[login] = [re.sub(rf'value="{login}"|csrf[^>]*>', "", page) for page in answers]
    assert seen["alice"] == seen["zlice"]
    assert seen["alice"][0] != seen["alice"][5]
    assert not Line.objects.filter(stream__contains="zlice").exists()


def test_an_account_out_of_use_is_answered_like_a_wrong_password(cast: Cast, client: Client, clock: Clock) -> None:
    with_password(cast.bob)
    Account.objects.filter(pk=cast.bob.pk).update(is_active=False)
    assert knock(client, "bob").status_code == 422


def test_wrong_codes_count_like_wrong_passwords(cast: Cast, client: Client, clock: Clock) -> None:
    with_phone(with_password(cast.alice))
    for _round in range(3):
        knock(client, "alice")
        for _attempt in range(2):
            client.post("/sign-in/code/", {"code": "123456"})
    assert client.post("/sign-in/code/", {"code": code_at(clock.now)}).status_code == 429
    assert Account.objects.get(pk=cast.alice.pk).locked_until is not None


def test_a_whole_address_waits_after_very_many_attempts(cast: Cast, client: Client, clock: Clock) -> None:
    with_phone(with_password(cast.alice))
    for number in range(60):
        knock(client, f"name{number}", "sai-mat-khau")
    assert knock(client, "alice").status_code == 429
    other = Client(REMOTE_ADDR="10.0.0.7")
    assert knock(other, "alice").status_code == 302


def test_a_forgotten_password_is_reset_by_the_owner_without_e_mail(cast: Cast, client: Client, clock: Clock) -> None:
    with_phone(with_password(cast.bob))
    cast.sign_in(bob := Client(), "bob")
    owner = cast.sign_in(Client(), "olga")
    shown = words(owner.post(reverse("accounts:reset", args=[cast.bob.pk]), {"phone_lost": "1"}))
    found = re.search(r'<code class="code">([a-z0-9]{4}(?:-[a-z0-9]{4}){3})</code>', shown)
    assert found is not None
    assert bob.get(HOME).status_code == 302  # every sign-in has ended
    assert knock(client, "bob").status_code == 422
    assert knock(client, "bob", found[1])["Location"] == "/sign-in/new-password/"
    assert client.post("/sign-in/new-password/", {"new": "ngan", "again": "ngan"}).status_code == 422
    chosen = {"new": "hai-con-trau-den", "again": "hai-con-trau-den"}
    assert client.post("/sign-in/new-password/", chosen)["Location"] == "/sign-in/second-factor/"
    texts = " ".join(line.text or "" for line in Line.objects.filter(stream="accounts/bob"))
    assert found[1] not in texts
    assert '"second_factor_removed":true' in texts


def test_an_old_hash_is_renewed_when_its_owner_signs_in(
    cast: Cast, client: Client, clock: Clock, settings: Settings
) -> None:
    with_password(cast.alice)
    old = Account.objects.get(pk=cast.alice.pk).password
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher", *settings.PASSWORD_HASHERS]
    knock(client, "alice")
    assert old.startswith("md5$")
    assert Account.objects.get(pk=cast.alice.pk).password.startswith("pbkdf2_sha256$")


def test_changing_the_password_ends_the_other_sign_ins(cast: Cast, client: Client, clock: Clock) -> None:
    with_password(cast.bob)
    other = cast.sign_in(Client(), "bob")
    cast.sign_in(client, "bob")
    fields = {"old": "sai", "new": "hai-con-trau-den", "again": "hai-con-trau-den"}
    assert client.post("/account/password/", fields).status_code == 422
    assert client.post("/account/password/", {**fields, "old": PASSWORD, "again": "khac"}).status_code == 422
    assert client.post("/account/password/", {**fields, "old": PASSWORD})["Location"] == HOME
    assert client.get(HOME).status_code == 200
    assert other.get(HOME).status_code == 302


def test_another_phone_is_taken_into_use_after_the_password(cast: Cast, client: Client, clock: Clock) -> None:
    with_phone(with_password(cast.bob))
    cast.sign_in(client, "bob")
    assert client.post("/account/second-factor/", {"password": "sai"}).status_code == 422
    client.post("/account/second-factor/", {"password": PASSWORD})
    found = re.search(r'<code class="code">([A-Z2-7 ]+)</code>', words(client.get("/account/second-factor/")))
    assert found is not None
    secret = found[1].replace(" ", "")
    assert client.post("/account/second-factor/", {"code": code_at(clock.now, secret)}).status_code == 200
    cast.bob.refresh_from_db()
    assert vault.unseal(cast.bob.totp_secret, purpose="totp") == secret


def test_new_recovery_codes_make_the_old_ones_void(cast: Cast, client: Client, clock: Clock) -> None:
    with_phone(with_password(cast.bob))
    cast.sign_in(client, "bob")
    first = set(re.findall(r"[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}", words(
        client.post("/account/recovery-codes/", {"password": PASSWORD}))))
    client.post("/account/recovery-codes/", {"password": PASSWORD})
    thief = Client()
    knock(thief, "bob")
    assert thief.post("/sign-in/code/", {"code": first.pop()}).status_code == 422
    assert RecoveryCode.objects.filter(account=cast.bob).count() == 10


def test_sign_ins_are_listed_and_ended_one_by_one_or_together(cast: Cast, client: Client, clock: Clock) -> None:
    others = [cast.sign_in(Client(), "bob") for _browser in range(3)]
    cast.sign_in(client, "bob")
    first = SignIn.objects.filter(account=cast.bob).order_by("started_at", "pk").exclude(
        pk=client.session.sign_in_row().pk  # type: ignore[attr-defined]
    )[0]
    client.post(reverse("accounts:end_own_sign_in", args=[first.pk]))
    assert SignIn.objects.get(pk=first.pk).ended_at is not None
    client.post("/account/sign-ins/end-others/")
    assert [browser.get(HOME).status_code for browser in others] == [302, 302, 302]
    assert client.get(HOME).status_code == 200


def test_nobody_ends_the_sign_in_of_somebody_else(cast: Cast, client: Client, clock: Clock) -> None:
    cast.sign_in(Client(), "bob")
    cast.sign_in(client, "charlie")
    row = SignIn.objects.get(account=cast.bob)
    assert client.post(reverse("accounts:end_own_sign_in", args=[row.pk])).status_code == 404
    assert client.post(reverse("accounts:end_sign_in", args=[cast.bob.pk, row.pk])).status_code == 403
    assert SignIn.objects.get(pk=row.pk).ended_at is None


def test_signing_out_ends_the_sign_in_and_says_so(cast: Cast, client: Client, clock: Clock) -> None:
    cast.sign_in(client, "bob")
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert client.get(HOME).status_code == 302
    assert Line.objects.filter(stream="accounts/bob", verb="signed_out").count() == 1
    assert client.post("/sign-out/").status_code == 302


def test_a_token_is_shown_once_and_revoked(cast: Cast, client: Client, clock: Clock) -> None:
    cast.sign_in(client, "bob")
    ends = timezone.localdate(clock.now) + timedelta(weeks=4)
    fields: dict[str, Any] = {"label": "Bảng", "expires_on": ends.isoformat(), "scopes": ["casework.case.read"]}
    page = words(client.post("/account/tokens/new/", fields))
    assert re.search(r"congvu_[A-Za-z0-9_-]{43}", page)
    token = ApiToken.objects.get(account=cast.bob)
    assert token.token_hash not in page
    client.post(reverse("accounts:revoke_token", args=[token.pk]))
    token.refresh_from_db()
    assert token.revoked_at is not None
    assert client.post("/account/tokens/new/", {**fields, "scopes": ["accounts.account.manage"]}).status_code == 422


def test_the_owner_opens_an_account_and_gives_a_role_with_place_and_dates(
    cast: Cast, client: Client, clock: Clock
) -> None:
    cast.sign_in(client, "olga")
    page = words(client.post("/accounts/new/", {"login": "Thu.Ha", "full_name": "Đỗ Thu Hà"}))
    account = Account.objects.get(login="thu.ha")
    assert account.must_change_password
    assert "Đỗ Thu Hà" in page
    url = reverse("accounts:grant", args=[account.pk])
    fields = {"role": "clerk_records", "agency": str(cast.agency.pk), "from_on": "2026-11-24", "to_on": "2026-12-01"}
    assert client.post(url, fields).status_code == 302
    assert client.post(url, fields).status_code == 422  # held already
    assert client.post(url, {**fields, "to_on": "2026-11-01"}).status_code == 422
    grant = Grant.objects.get(account=account)
    assert (grant.agency, grant.role.code) == (cast.agency, "clerk_records")
    assert "Văn thư" in words(client.get(reverse("accounts:account", args=[account.pk])))
    client.post(reverse("accounts:revoke", args=[account.pk, grant.pk]))
    grant.refresh_from_db()
    assert grant.to_on == timezone.localdate(clock.now)


@pytest.mark.parametrize(
    "fields", [{}, {"login": "a b", "full_name": "X"}, {"login": "alice", "full_name": "X"}, {"login": "x"}]
)
def test_an_account_that_cannot_be_is_refused_on_the_form(
    cast: Cast, client: Client, clock: Clock, fields: dict[str, str]
) -> None:
    cast.sign_in(client, "olga")
    before = Account.objects.count()
    assert client.post("/accounts/new/", fields).status_code == 422
    assert Account.objects.count() == before


def test_the_list_finds_names_without_diacritics(cast: Cast, client: Client, clock: Clock) -> None:
    cast.sign_in(client, "olga")
    page = words(client.get("/accounts/", {"q": "nguyen an"}))
    assert "alice" in page
    assert "charlie" not in page
    assert "Trần Văn Bình" in words(client.get("/accounts/", {"q": "BINH", "standing": "active"}))


def test_the_list_is_equally_cheap_with_one_account_and_many(
    cast: Cast, client: Client, clock: Clock, django_assert_max_num_queries: Queries
) -> None:
    cast.sign_in(client, "olga")
    for number in range(40):
        give(make_account(f"nguoi{number}", full_name=f"Người {number}"), "official", cast.agency)
    client.get("/accounts/")
    with django_assert_max_num_queries(4):
        assert words(client.get("/accounts/")).count("data-row") == 44


@pytest.mark.parametrize(
    "url", ["/accounts/", "/accounts/new/", "/accounts/roles/", "/accounts/access-log/", "/accounts/1/"]
)
def test_management_is_closed_to_officials_and_visitors(cast: Cast, client: Client, clock: Clock, url: str) -> None:
    assert client.get(url)["Location"].startswith("/sign-in/?next=")
    cast.sign_in(client, "alice")
    assert client.get(url).status_code == 403


def test_every_page_of_the_owner_opens_in_both_languages(cast: Cast, client: Client, clock: Clock) -> None:
    give(cast.olga, "auditor")
    cast.sign_in(client, "olga")
    pages = [HOME, "/account/password/", "/account/second-factor/", "/account/recovery-codes/", "/account/tokens/new/",
             "/accounts/", "/accounts/new/", "/accounts/roles/", "/accounts/access-log/",
             reverse("accounts:account", args=[cast.alice.pk])]  # fmt: skip
    for language in ("vi", "en"):
        client.cookies["django_language"] = language
        assert {url: client.get(url).status_code for url in pages} == dict.fromkeys(pages, 200)


def test_the_matrix_shows_every_role_and_permission(cast: Cast, client: Client, clock: Clock) -> None:
    cast.sign_in(client, "olga")
    page = words(client.get("/accounts/roles/"))
    assert "Quản trị hệ thống" in page
    assert "accounts.account.manage" in page
