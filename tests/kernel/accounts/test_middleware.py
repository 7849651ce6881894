"""Who is there, on every request: two idle time-outs, last seen, kept forms, rights at once."""

from __future__ import annotations

from django.conf import settings
from django.test import Client
from django.urls import reverse

from congvu.kernel.accounts.actions import deactivate_account, revoke_grant
from congvu.kernel.accounts.models import Account, Grant, KeptForm, SignIn
from congvu.kernel.accounts.policy import Actor
from tests.kernel.accounts.cast import PASSWORD, Cast, Queries
from tests.kernel.accounts.clockwork import Clock

HOME = "/account/"
FORM = "/account/language/"


def test_session_account_and_rights_cost_one_query(
    cast: Cast, client: Client, clock: Clock, django_assert_num_queries: Queries
) -> None:
    cast.sign_in(client, "bob")
    assert client.get("/accounts/roles/").status_code == 403  # warm
    with django_assert_num_queries(1):
        assert client.get("/accounts/roles/").status_code == 403


def test_a_visitor_without_cookie_costs_no_query(
    db: None, client: Client, django_assert_num_queries: Queries
) -> None:
    with django_assert_num_queries(0):
        answer = client.get(HOME)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/?next=/account/")


def test_last_seen_is_written_at_most_once_a_minute(cast: Cast, client: Client, clock: Clock) -> None:
    cast.sign_in(client, "alice")
    began = clock.now
    clock.on(seconds=59)
    client.get(HOME)
    assert SignIn.objects.get(account=cast.alice).last_seen_at == began
    seen = clock.on(seconds=2)
    client.get(HOME)
    assert SignIn.objects.get(account=cast.alice).last_seen_at == seen


def test_a_page_that_asks_for_itself_keeps_nobody_signed_in(cast: Cast, client: Client, clock: Clock) -> None:
    cast.sign_in(client, "alice")
    for _minute in range(31):
        clock.on(minutes=1)
        client.get(HOME, headers={"X-Congvu-Quiet": "1"})
    assert client.get(HOME).status_code == 302


def test_half_an_hour_of_nothing_locks_the_page_and_the_password_opens_it(
    cast: Cast, client: Client, clock: Clock
) -> None:
    cast.alice.set_password(PASSWORD)
    cast.alice.save()
    cast.sign_in(client, "alice")
    clock.on(minutes=29, seconds=59)
    assert client.get(HOME).status_code == 200
    clock.on(minutes=30)
    answer = client.get(HOME, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/sign-in/unlock/")
    assert "Nguyễn Thị An" in answer.content.decode()
    wrong = client.post("/sign-in/unlock/", {"password": "sai-roi-nhe-ban", "next": HOME})
    assert wrong.status_code == 422
    assert client.get(HOME).status_code == 302
    right = client.post("/sign-in/unlock/", {"password": PASSWORD, "next": HOME}, follow=True)
    assert right.redirect_chain[-1][0] == HOME
    assert right.status_code == 200
    assert SignIn.objects.filter(account=cast.alice, ended_at=None).count() == 1


def test_twelve_hours_after_its_beginning_a_sign_in_is_over(cast: Cast, client: Client, clock: Clock) -> None:
    cast.sign_in(client, "alice")
    for _quarter in range(47):
        clock.on(minutes=15)
        assert client.get(HOME).status_code == 200
    clock.on(minutes=15)
    assert client.get(HOME).status_code == 302
    assert client.get("/sign-in/unlock/").status_code == 302  # the password alone does not open it


def test_a_form_sent_too_late_is_kept_and_sent_again_by_its_owner(cast: Cast, clock: Clock) -> None:
    cast.alice.set_password(PASSWORD)
    cast.alice.save()
    client = Client(enforce_csrf_checks=True)
    cast.sign_in(client, "alice")
    client.get(HOME)
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    clock.on(minutes=45)
    late = client.post(
        FORM, {"csrfmiddlewaretoken": token, "language": "en", "note": "báo cáo đã gõ"}, headers={"Referer": HOME}
    )
    assert late.status_code == 302
    assert late["Location"].startswith("/sign-in/")
    kept = KeptForm.objects.get(account=cast.alice)
    assert "báo cáo" not in kept.sealed
    assert token not in kept.sealed
    assert kept.path == FORM
    assert Account.objects.get(pk=cast.alice.pk).language == "vi"

    page = client.post(
        "/sign-in/unlock/", {"csrfmiddlewaretoken": token, "password": PASSWORD, "next": HOME}, follow=True
    )
    assert page.redirect_chain[-1][0].startswith("/kept-work/")
    assert "báo cáo đã gõ" in page.content.decode()
    fields = {"csrfmiddlewaretoken": token, "language": "en", "note": "báo cáo đã gõ"}
    again = client.post(reverse("accounts:send_again", args=[kept.pk]), fields)
    assert again.status_code == 307
    assert again["Location"] == FORM
    client.post(again["Location"], fields)
    assert Account.objects.get(pk=cast.alice.pk).language == "en"
    assert client.get("/kept-work/", {"next": HOME})["Location"] == HOME


def test_after_twelve_hours_the_form_is_still_kept(cast: Cast, client: Client, clock: Clock) -> None:
    cast.sign_in(client, "alice")
    clock.on(hours=13)
    client.get(HOME)  # a page polling in the background must not lose the trace
    client.post(FORM, {"language": "en"})
    assert KeptForm.objects.filter(account=cast.alice).count() == 1


def test_a_kept_form_is_for_its_owner_only(cast: Cast, client: Client, clock: Clock) -> None:
    cast.sign_in(client, "alice")
    clock.on(minutes=45)
    client.post(FORM, {"language": "en"})
    kept = KeptForm.objects.get()
    other = cast.sign_in(Client(), "bob")
    assert other.get("/kept-work/").status_code == 302
    assert other.post(reverse("accounts:send_again", args=[kept.pk])).status_code == 404
    assert other.post(reverse("accounts:drop_kept", args=[kept.pk])).status_code == 404


def test_a_forged_form_is_not_kept(cast: Cast, clock: Clock) -> None:
    client = Client(enforce_csrf_checks=True)
    cast.sign_in(client, "alice")
    clock.on(minutes=45)
    assert client.post(FORM, {"language": "en"}).status_code == 403
    assert not KeptForm.objects.exists()


def test_a_form_sent_with_a_sign_in_somebody_ended_is_not_kept(cast: Cast, client: Client, clock: Clock) -> None:
    cast.sign_in(client, "alice")
    SignIn.objects.update(ended_at=clock.now)
    assert client.post(FORM, {"language": "en"}).status_code == 302
    assert not KeptForm.objects.exists()


def test_an_htmx_fragment_moves_the_whole_page_to_the_door(cast: Cast, client: Client, clock: Clock) -> None:
    cast.sign_in(client, "alice")
    clock.on(minutes=45)
    answer = client.post(FORM, {"language": "en"}, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith("/sign-in/")
    assert KeptForm.objects.count() == 1


def test_a_role_taken_away_is_gone_at_the_next_request(cast: Cast, client: Client, clock: Clock) -> None:
    cast.sign_in(client, "olga")
    assert client.get("/accounts/").status_code == 200
    Grant.objects.create(account=cast.bob, role=Grant.objects.get(account=cast.olga).role, from_on=cast.today)
    revoke_grant(actor=Actor.system(), grant=Grant.objects.get(account=cast.olga), now=clock.now)
    assert client.get("/accounts/").status_code == 403


def test_an_account_taken_out_of_use_is_out_at_the_next_request(cast: Cast, client: Client, clock: Clock) -> None:
    cast.sign_in(client, "bob")
    assert client.get(HOME).status_code == 200
    deactivate_account(actor=cast.actor("olga"), account=cast.bob, now=clock.now)
    assert client.get(HOME).status_code == 302


def test_a_password_changed_elsewhere_ends_this_sign_in(cast: Cast, client: Client, clock: Clock) -> None:
    cast.sign_in(client, "bob")
    cast.bob.set_password("mot-mat-khau-moi")
    cast.bob.save()
    assert client.get(HOME).status_code == 302


def test_the_page_speaks_the_language_of_the_account_unless_the_browser_chose(
    cast: Cast, client: Client, clock: Clock
) -> None:
    cast.bob.language = "en"
    cast.bob.save()
    cast.sign_in(client, "bob")
    assert client.get(HOME)["Content-Language"] == "en"
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "vi"
    assert client.get(HOME)["Content-Language"] == "vi"
    assert Client().get("/sign-in/", headers={"Accept-Language": "fr"})["Content-Language"] == "vi"
