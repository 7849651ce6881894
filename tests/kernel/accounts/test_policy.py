"""The one policy: what an actor may, where, and from when to when."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pyotp
import pytest
from django.test import RequestFactory
from django.utils import translation
from pytest_django import Settings

from congvu.core.refusals import NotAllowed
from congvu.kernel.accounts.models import Account, Grant, Stranger
from congvu.kernel.accounts.policy import Actor, acting, actor_of, lockout, may, require, scope_of, totp, vault
from congvu.kernel.accounts.policy.passwords import faults_of, one_time_password
from congvu.kernel.org.models import Appointment
from tests.kernel.accounts.cast import TODAY, Cast, Queries, give, make_agency

ACT = "casework.case.act"


def test_alice_acts_in_her_agency_and_below_and_nowhere_else(cast: Cast) -> None:
    unit = make_agency("phong-ky-thuat", "Phòng Kỹ thuật", parent=cast.agency)
    alice = cast.actor("alice")
    assert alice.head_of == {cast.agency.pk}
    assert alice.agency_ids == {cast.agency.pk}
    assert may(alice, ACT, cast.agency.pk)
    assert may(alice, ACT, unit.pk)
    assert not may(alice, ACT, cast.other_agency.pk)
    assert scope_of(alice, ACT) == frozenset({cast.agency.pk, unit.pk})


def test_bob_serves_but_does_not_head(cast: Cast) -> None:
    bob = cast.actor("bob")
    assert bob.agency_ids == {cast.agency.pk}
    assert bob.head_of == frozenset()
    assert not bob.may("casework.case.export")


def test_a_grant_everywhere_has_no_scope_and_wins_over_a_narrow_one(cast: Cast) -> None:
    give(cast.bob, "inspector")
    bob = cast.actor("bob")
    assert scope_of(bob, "casework.case.read") is None
    assert bob.may("casework.case.read", cast.other_agency.pk)
    assert scope_of(bob, ACT) == frozenset({cast.agency.pk})


def test_a_grant_holds_from_its_first_day_until_before_its_last(cast: Cast) -> None:
    Grant.objects.filter(account=cast.bob).update(from_on=date(2026, 3, 1), to_on=date(2026, 4, 1))
    days = {day: cast.actor("bob", day).may(ACT) for day in (date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31))}
    assert days == {date(2026, 2, 28): False, date(2026, 3, 1): True, date(2026, 3, 31): True}
    assert not cast.actor("bob", date(2026, 4, 1)).may(ACT)


def test_an_appointment_that_ended_is_seen_at_once(cast: Cast) -> None:
    assert cast.actor("bob").agency_ids == {cast.agency.pk}
    Appointment.objects.filter(official=cast.bob.official).update(to_on=TODAY)
    assert cast.actor("bob").agency_ids == frozenset()


def test_a_known_actor_costs_no_sql(cast: Cast, django_assert_num_queries: Queries) -> None:
    account = cast.account("alice")
    account.org_stamp = "as read with the session"
    first = actor_of(account, TODAY)
    with django_assert_num_queries(0):
        assert actor_of(account, TODAY) is first


def test_an_account_out_of_use_may_nothing(cast: Cast) -> None:
    Account.objects.filter(pk=cast.olga.pk).update(is_active=False, grants_version=1)
    assert cast.actor("olga") == Actor.nobody()
    assert not cast.actor("olga").may("accounts.account.manage")


def test_nobody_may_nothing_and_the_system_everything() -> None:
    assert not Actor.nobody().may(ACT)
    assert Actor.nobody().scope_of(ACT) == frozenset()
    assert Actor.system().may(ACT, 7)
    assert Actor.system().scope_of(ACT) is None


def test_a_refusal_names_the_permission_and_the_roles_that_contain_it(cast: Cast) -> None:
    with translation.override("vi"), pytest.raises(NotAllowed) as refused:
        require(cast.actor("charlie"), "accounts.account.manage")
    assert "Quản trị hệ thống" in refused.value.hint
    with translation.override("en"), pytest.raises(NotAllowed) as refused:
        require(cast.actor("charlie"), "accounts.account.manage")
    assert "Create accounts, give and take away roles, reset passwords" in refused.value.message
    assert "System owner" in refused.value.hint


def test_a_refusal_says_when_the_permission_is_held_elsewhere(cast: Cast) -> None:
    with translation.override("en"), pytest.raises(NotAllowed, match="for other agencies, but not for this one"):
        require(cast.actor("bob"), ACT, cast.other_agency.pk)
    require(cast.actor("bob"), ACT, cast.agency.pk)


def test_a_limited_actor_keeps_places_and_loses_permissions(cast: Cast) -> None:
    limited = cast.actor("alice").limited_to(["casework.case.read"])
    assert limited.scope_of("casework.case.read") == frozenset({cast.agency.pk})
    assert not limited.may(ACT)


def test_acting_refuses_a_request_of_nobody(cast: Cast) -> None:
    request = RequestFactory().get("/")
    with pytest.raises(NotAllowed):
        acting(request)
    request.actor = cast.actor("alice")  # type: ignore[attr-defined]
    assert acting(request).login == "alice"


def test_the_wait_doubles_up_to_an_hour() -> None:
    minutes = [lockout.wait_after(failures).total_seconds() / 60 for failures in range(4, 14)]
    assert minutes == [0, 1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_old_failures_are_forgotten_after_a_day(now: datetime) -> None:
    who = Account(failed_attempts=9, last_failed_at=now - timedelta(hours=25))
    assert not lockout.note_failure(who, now)
    assert who.failed_attempts == 1
    assert who.locked_until is None


def test_an_address_is_forgiven_one_attempt_every_quarter_minute(now: datetime) -> None:
    office = Stranger()
    for minute in range(600):  # three mistyped passwords a minute, all day long
        moment = now + timedelta(minutes=minute)
        waits = [lockout.note_failure(office, moment, 60, lockout.FORGIVE_EVERY) for _mistake in range(3)]
        assert waits == [False, False, False]
    assert sum(lockout.note_failure(office, moment, 60, lockout.FORGIVE_EVERY) for _guess in range(70)) == 14


def test_a_code_fits_one_step_either_side_and_only_after_the_last_used(now: datetime) -> None:
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    step = int(now.timestamp()) // 30
    codes = {offset: pyotp.TOTP(secret).generate_otp(step + offset) for offset in range(-2, 3)}
    found = {offset: totp.step_of(code, secret, now, last_step=0) for offset, code in codes.items()}
    assert found == {-2: None, -1: step - 1, 0: step, 1: step + 1, 2: None}
    assert totp.step_of(codes[0], secret, now, last_step=step) is None
    assert totp.step_of(f"{codes[0][:3]} {codes[0][3:]}", secret, now, last_step=step - 1) == step
    assert totp.step_of("１２３４５６", secret, now, last_step=0) is None


def test_sealed_text_opens_with_its_own_secret_and_purpose_only(settings: Settings) -> None:
    sealed = vault.seal("bí mật", purpose="totp")
    assert "mật" not in sealed
    assert vault.unseal(sealed, purpose="totp") == "bí mật"
    assert vault.unseal(sealed, purpose="kept_form") is None
    assert vault.unseal(sealed[:-4] + "AAAA", purpose="totp") is None
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "another"
    assert vault.unseal(sealed, purpose="totp") is None
    settings.SECRET_KEY_FALLBACKS = [old]
    assert vault.unseal(sealed, purpose="totp") == "bí mật"


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("ngan", "at least 10"),
        ("1234567890123", "digits only"),
        ("aaaaaaaaaaaaab", "repeats too few"),
        ("xin-chao-alice-1", "log-in name"),
        ("NguyễnThịAn-2026", "your own name"),
        ("qwertyuiop", "most used"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password: str, fault: str) -> None:
    with translation.override("en"):
        assert any(fault in text for text in faults_of(password, login="alice", name="Nguyễn Thị An"))


def test_a_good_password_and_every_one_time_password_pass() -> None:
    assert faults_of("ba-con-voi-con", login="alice", name="Nguyễn Thị An") == []
    assert all(faults_of(one_time_password(), login="alice", name="Nguyễn Thị An") == [] for _round in range(20))
