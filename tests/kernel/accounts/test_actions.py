"""Acts of the accounts room: roles, accounts, tokens, views of personal data, the nightly clearing out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from congvu.core.refusals import Invalid, NotAllowed
from congvu.kernel.accounts import actions
from congvu.kernel.accounts.models import AccessLog, Account, ApiToken, Grant, KeptForm, Role, SignIn
from congvu.kernel.accounts.permissions.roles import SHIPPED
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.journal.models import Line
from tests.kernel.accounts.cast import TODAY, Cast, Queries, give, make_account, make_agency


def role(code: str) -> Role:
    return Role.objects.get(code=code)


def test_a_manager_of_one_agency_gives_roles_there_only(cast: Cast, now: datetime) -> None:
    give(cast.alice, "system_owner", cast.agency)
    unit = make_agency("phong-ky-thuat", "Phòng Kỹ thuật", parent=cast.agency)
    alice = cast.actor("alice")
    actions.grant_role(actor=alice, account=cast.bob, role=role("clerk_records"), agency=unit, from_on=TODAY, now=now)
    for place in (cast.other_agency, None):
        with pytest.raises(NotAllowed):
            actions.grant_role(
                actor=alice, account=cast.bob, role=role("clerk_records"), agency=place, from_on=TODAY, now=now
            )
    line = Line.objects.get(stream="accounts/bob", verb="role.granted")
    assert '"agency":"phong-ky-thuat"' in (line.text or "")


def test_a_manager_of_one_agency_cannot_touch_accounts_beyond_it(cast: Cast, now: datetime) -> None:
    give(cast.alice, "system_owner", cast.agency)
    alice = cast.actor("alice")
    assert actions.reset_password(actor=alice, account=cast.bob, now=now)
    for account in (cast.charlie, cast.olga):
        with pytest.raises(NotAllowed):
            actions.reset_password(actor=alice, account=account, now=now)
        with pytest.raises(NotAllowed):
            actions.deactivate_account(actor=alice, account=account, now=now)
    with pytest.raises(NotAllowed):
        actions.create_account(actor=alice, login="moi", full_name="Người mới", now=now)


@pytest.mark.parametrize("name", ["alice", "bob", "charlie"])
def test_who_does_not_manage_accounts_does_none_of_it(cast: Cast, now: datetime, name: str) -> None:
    actor = cast.actor(name)
    grant = Grant.objects.get(account=cast.bob)
    with pytest.raises(NotAllowed):
        actions.create_account(actor=actor, login="moi", full_name="Người mới", now=now)
    with pytest.raises(NotAllowed):
        actions.grant_role(actor=actor, account=cast.bob, role=grant.role, agency=None, from_on=TODAY, now=now)
    with pytest.raises(NotAllowed):
        actions.revoke_grant(actor=actor, grant=grant, now=now)
    with pytest.raises(NotAllowed):
        actions.unlock_account(actor=actor, account=cast.bob, now=now)
    with pytest.raises(NotAllowed):
        actions.reactivate_account(actor=actor, account=cast.bob, now=now)


def test_the_last_owner_cannot_be_taken_away(cast: Cast, now: datetime) -> None:
    grant = Grant.objects.get(account=cast.olga)
    with pytest.raises(Invalid):
        actions.revoke_grant(actor=cast.actor("olga"), grant=grant, now=now)
    with pytest.raises(Invalid):
        actions.deactivate_account(actor=Actor.system(), account=cast.olga, now=now)
    grant.refresh_from_db()
    assert grant.to_on is None
    assert Account.objects.get(pk=cast.olga.pk).is_active
    give(cast.alice, "system_owner")
    actions.revoke_grant(actor=cast.actor("olga"), grant=grant, now=now)
    assert not cast.actor("olga").may("accounts.account.manage")


def test_a_future_role_is_revoked_before_it_begins(cast: Cast, now: datetime) -> None:
    grant = actions.grant_role(
        actor=cast.actor("olga"), account=cast.bob, role=role("inspector"), agency=None, from_on=date(2027, 1, 4),
        now=now,
    )
    assert not cast.actor("bob").may("journal.verify")
    assert cast.actor("bob", date(2027, 1, 4)).may("journal.verify")
    actions.revoke_grant(actor=cast.actor("olga"), grant=grant, now=now)
    assert not cast.actor("bob", date(2027, 1, 4)).may("journal.verify")


def test_deactivating_revokes_tokens_and_reactivating_does_not_bring_them_back(cast: Cast, now: datetime) -> None:
    _token, text = make_token(cast, now)
    assert actions.sign_in_by_token(text=text, now=now) is not None
    actions.deactivate_account(actor=cast.actor("olga"), account=cast.bob, now=now)
    actions.reactivate_account(actor=cast.actor("olga"), account=cast.bob, now=now)
    assert actions.sign_in_by_token(text=text, now=now) is None
    assert cast.actor("bob").may("casework.case.act")


def make_token(cast: Cast, now: datetime, days: int = 30) -> tuple[ApiToken, str]:
    return actions.make_token(
        actor=cast.actor("bob"), account=cast.bob, label="Báo cáo", scopes=["casework.case.read"],
        expires_on=date.fromordinal(TODAY.toordinal() + days), now=now,
    )


def test_a_token_acts_with_its_scopes_only_and_ends(cast: Cast, now: datetime) -> None:
    token, text = make_token(cast, now)
    actor = actions.sign_in_by_token(text=text, now=now)
    assert actor is not None
    assert actor.scope_of("casework.case.read") == frozenset({cast.agency.pk})
    assert not actor.may("casework.case.act")
    assert text not in (token.token_hash, token.hint)
    assert actions.sign_in_by_token(text=text + "x", now=now) is None
    assert actions.sign_in_by_token(text=text, now=now + timedelta(hours=24 * 30)) is not None
    assert actions.sign_in_by_token(text=text, now=now + timedelta(hours=24 * 31)) is None


def test_a_token_is_read_with_one_query_and_written_once_a_minute(
    cast: Cast, now: datetime, django_assert_num_queries: Queries
) -> None:
    token, text = make_token(cast, now)
    actions.sign_in_by_token(text=text, now=now)
    with django_assert_num_queries(1):
        actions.sign_in_by_token(text=text, now=now + timedelta(seconds=59))
    with django_assert_num_queries(2):
        actions.sign_in_by_token(text=text, now=now + timedelta(seconds=60))
    token.refresh_from_db()
    assert token.last_used_at == now + timedelta(seconds=60)


@pytest.mark.parametrize("days", [0, -1, 400])
def test_a_token_ends_within_a_year(cast: Cast, now: datetime, days: int) -> None:
    with pytest.raises(Invalid):
        make_token(cast, now, days)


def test_a_token_is_revoked_by_its_holder_or_the_owner(cast: Cast, now: datetime) -> None:
    token, text = make_token(cast, now)
    with pytest.raises(NotAllowed):
        actions.revoke_token(actor=cast.actor("charlie"), token=token, now=now)
    actions.revoke_token(actor=cast.actor("olga"), token=token, now=now)
    assert actions.sign_in_by_token(text=text, now=now) is None


def test_a_view_of_personal_data_is_written_once_a_minute(cast: Cast, now: datetime) -> None:
    bob = cast.actor("bob")
    for second in (0, 20, 59):
        actions.record_view(actor=bob, what="case.read", subject="case/NV-1", now=now + timedelta(seconds=second))
    actions.record_view(actor=bob, what="case.read", subject="case/NV-2", now=now)
    actions.record_view(actor=cast.actor("alice"), what="case.read", subject="case/NV-1", now=now)
    actions.record_view(actor=bob, what="case.read", subject="case/NV-1", now=now + timedelta(seconds=60))
    assert AccessLog.objects.count() == 4
    assert AccessLog.objects.filter(login="bob", subject="case/NV-1").count() == 2


def test_a_repeated_view_costs_no_sql(
    db: None,
    now: datetime,
    django_assert_num_queries: Queries,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    viewer = Actor(1, "xem", None, "Người xem")
    with django_capture_on_commit_callbacks(execute=True):
        actions.record_view(actor=viewer, what="case.read", subject="case/NV-9", now=now)
    with django_assert_num_queries(0):
        actions.record_view(actor=viewer, what="case.read", subject="case/NV-9", now=now)


def test_forms_are_kept_within_bounds(cast: Cast, now: datetime) -> None:
    def keep(text: str, path: str = "/x/") -> KeptForm | None:
        return actions.keep_form(
            account=cast.bob, path=path, fields=[("text", [text])], files=[], came_from="http://h/y/?q=1", now=now
        )

    first = keep("một")
    assert first is not None
    assert first.came_from == "/y/?q=1"
    assert keep("x" * 1_000_001) is None
    assert keep("x", path="/" + "x" * 600) is None
    for number in range(25):
        keep(str(number))
    assert KeptForm.objects.filter(account=cast.bob).count() == 20
    assert not KeptForm.objects.filter(pk=first.pk).exists()


def test_the_night_clears_what_is_over_and_keeps_what_holds(cast: Cast, now: datetime) -> None:
    long_ago = now - timedelta(hours=24 * 91)
    for key, seen, account in (("old", long_ago, cast.bob), ("new", now, cast.bob), ("visitor", long_ago, None)):
        SignIn.objects.create(
            session_key=key, session_data="", expire_date=seen, account=account, started_at=seen, last_seen_at=seen
        )
    for moment in (now - timedelta(hours=25), now):
        KeptForm.objects.create(account=cast.bob, path="/", sealed="", kept_at=moment)
    done = actions.clear_out(now=now)
    assert done == {"kept_forms": 1, "visitors": 1, "sign_ins": 1, "strangers": 0}
    assert list(SignIn.objects.values_list("pk", flat=True)) == ["new"]


def test_shipped_roles_follow_their_data_and_void_the_policies_of_their_holders(cast: Cast) -> None:
    Role.objects.filter(code="official").update(permissions=["org.agency.read"])
    versions = dict(Account.objects.values_list("login", "grants_version"))
    actions.sync_roles()
    assert set(role("official").permissions) == set(next(r for r in SHIPPED if r.code == "official").permissions)
    changed = {login for login, version in Account.objects.values_list("login", "grants_version")
               if versions[login] != version}  # fmt: skip
    assert changed == {"bob", "charlie"}


def test_the_first_owner_is_made_at_the_command_line(db: None) -> None:
    out = StringIO()
    call_command("create_owner", "chu.he.thong", name="Phạm Thị Oanh", stdout=out)
    account = Account.objects.get(login="chu.he.thong")
    password = out.getvalue().split("One-time password: ")[1].split()[0]
    assert account.check_password(password)
    assert account.must_change_password
    assert Grant.objects.get(account=account).role.code == "system_owner"
    with pytest.raises(CommandError):
        call_command("create_owner", "chu.he.thong", name="Ai đó", stdout=out)


@pytest.mark.parametrize("values", [{"login": "ALICE"}, {"login": ""}, {"full_name": ""}, {"language": "fr"}])
def test_the_database_refuses_an_account_that_cannot_be(db: None, values: dict[str, str]) -> None:
    make_account("ai-do", full_name="Ai đó")
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(login="ai-do").update(**values)


def test_the_database_refuses_two_open_grants_of_one_role_in_one_place(cast: Cast) -> None:
    for account, place in ((cast.bob, cast.agency), (cast.olga, None)):
        held = Grant.objects.get(account=account)
        with pytest.raises(IntegrityError), transaction.atomic():
            Grant.objects.create(account=account, role=held.role, agency=place, from_on=TODAY)
