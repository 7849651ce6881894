"""The session table: hashed keys, ended rows, one SELECT."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client

from congvu.kernel.accounts.models import SignIn
from congvu.kernel.accounts.sessions import KnownAccounts, SessionStore, row_key
from tests.kernel.accounts.cast import Cast, Queries


def cookie_of(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def test_the_database_does_not_hold_what_the_cookie_holds(cast: Cast, client: Client) -> None:
    cast.sign_in(client, "alice")
    row = SignIn.objects.get(account=cast.alice)
    assert row.pk == row_key(cookie_of(client)) != cookie_of(client)


def test_load_brings_account_official_and_stamp_in_one_query(
    cast: Cast, client: Client, django_assert_num_queries: Queries
) -> None:
    cast.sign_in(client, "alice")
    store = SessionStore(cookie_of(client))
    with django_assert_num_queries(1):
        row = store.sign_in_row()
        assert row is not None
        assert row.account is not None
        assert row.account.name == "Nguyễn Thị An"
        assert row.account.org_stamp
    with django_assert_num_queries(0):
        assert SessionStore(None).sign_in_row() is None


def test_an_unknown_or_forged_key_opens_nothing(cast: Cast, client: Client) -> None:
    cast.sign_in(client, "alice")
    row = SignIn.objects.get(account=cast.alice)
    for key in ("nonsense", row.pk):
        store = SessionStore(key)
        assert store.sign_in_row() is None
        assert dict(store.items()) == {}
        assert store.session_key is None


def test_ending_keeps_the_row_and_empties_it(cast: Cast, client: Client) -> None:
    cast.sign_in(client, "alice")
    SessionStore(cookie_of(client)).flush()
    row = SignIn.objects.get(account=cast.alice)
    assert row.ended_at is not None
    assert row.session_data == ""
    store = SessionStore(cookie_of(client))
    assert dict(store.items()) == {}
    assert store.is_over


def test_writing_to_an_ended_sign_in_begins_a_visitors_session(cast: Cast, client: Client) -> None:
    cast.sign_in(client, "alice")
    SessionStore(cookie_of(client)).flush()
    store = SessionStore(cookie_of(client))
    store["step"] = "password"
    store.save()
    assert store.session_key != cookie_of(client)
    assert SignIn.objects.get(pk=row_key(str(store.session_key))).account_id is None


def test_a_session_ended_meanwhile_is_not_written_again(cast: Cast, client: Client) -> None:
    cast.sign_in(client, "alice")
    store = SessionStore(cookie_of(client))
    store["note"] = 1
    SessionStore(cookie_of(client)).flush()
    with pytest.raises(UpdateError):
        store.save()


def test_a_visitors_session_is_deleted_for_good(db: None) -> None:
    store = SessionStore()
    store["a"] = 1
    store.save()
    assert SessionStore(store.session_key)["a"] == 1
    assert store.exists(str(store.session_key))
    store.delete()
    assert not SignIn.objects.exists()


def test_the_socket_for_log_ins_knows_active_accounts_only(cast: Cast) -> None:
    assert KnownAccounts().get_user(cast.bob.pk) == cast.bob
    cast.bob.is_active = False
    cast.bob.save()
    assert KnownAccounts().get_user(cast.bob.pk) is None
