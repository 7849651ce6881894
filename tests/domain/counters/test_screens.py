"""The screens of the counters, walked as clerk, head and citizen do."""

from __future__ import annotations

from datetime import time

from django.test import Client
from django.utils import timezone

from congvu.domain.counters.models import OpeningDay, OpeningShift, Service, Ticket, Window
from congvu.kernel.accounts.models import Account
from congvu.kernel.org.models import Official
from tests.domain.counters.conftest import Counter
from tests.kernel.accounts.cast import give, make_account


def signed_in(client: Client, counter: Counter, role: str, official: str) -> Account:
    account = make_account(official, Official.objects.get(code=official))
    give(account, role, counter.desk)
    client.force_login(account)
    return account


def test_a_citizen_takes_a_number_and_sees_it_called(counter: Counter, client: Client) -> None:
    kiosk = f"/counters/kiosk/{counter.key}/"
    page = client.get(kiosk).content.decode()
    assert "Đất đai" in page
    assert "Người cao tuổi" in client.get(kiosk, {"choose": "ground"}).content.decode()
    taken = client.post(kiosk, {"service": counter.any_service.pk, "ground": "elderly"})
    assert "A001" in client.get(taken["Location"]).content.decode()
    assert client.post(kiosk, {"service": "999"}).status_code == 422
    assert client.post(kiosk, {"service": "x", "ground": "y"}).status_code == 422
    assert client.get("/counters/kiosk/wrong/").status_code == 404
    assert client.get(f"{kiosk}999/").status_code == 404
    counter.called(at=timezone.now())
    screen = client.get(f"/counters/display/{counter.desk.pk}/?sound=1").content.decode()
    assert "A001" in screen
    assert "refresh" in screen  # works without JavaScript
    ringing = client.get(f"/counters/display/{counter.desk.pk}/board/?sound=1&since=1").content.decode()
    assert "<audio" in ringing
    assert client.get("/counters/display/999/").status_code == 404
    assert client.get("/counters/chime.wav")["Content-Type"] == "audio/wav"


def test_a_clerk_calls_and_finishes(counter: Counter, client: Client) -> None:
    signed_in(client, counter, "official", "an")
    counter.take(at=timezone.now())
    counter.take(at=timezone.now())
    page = f"/counters/windows/{counter.first.pk}/"
    assert "A001" in client.get(page).content.decode()
    client.post(f"{page}next/")
    ticket = Ticket.objects.get(state="called")
    acts = f"{page}tickets/{ticket.pk}/"
    assert client.post(f"{acts}again/").status_code == 302
    assert client.post(f"{acts}over/").status_code == 302
    assert client.post(f"{acts}done/").status_code == 409  # it was passed over
    assert client.post(f"{acts}again/").status_code == 302
    assert client.post(f"{acts}on/", {"to": ""}).status_code == 422
    assert client.post(f"{acts}on/", {"to": counter.second.pk}).status_code == 302
    assert client.post(f"{acts}burn/").status_code == 404
    client.post(f"{page}next/")
    second = Ticket.objects.get(state="called")
    client.post(f"{page}tickets/{second.pk}/done/", {"reference": "H41.01"})
    assert Ticket.objects.get(pk=second.pk).reference == "H41.01"
    assert "Không có người" in client.post(f"{page}next/", follow=True).content.decode()
    assert client.get(page, headers={"HX-Request": "true"}).status_code == 200
    assert client.get(f"/counters/{counter.desk.pk}/waits/").status_code == 200
    assert client.get(f"/counters/{counter.desk.pk}/waits/?first=x&last=y").status_code == 200
    assert client.get(f"/counters/{counter.desk.pk}/add/shift/").status_code == 403
    assert client.get("/counters/windows/999/").status_code == 404


def test_the_code_typed_goes_with_the_number_when_the_next_is_called(counter: Counter, client: Client) -> None:
    signed_in(client, counter, "official", "an")
    for _number in range(3):
        counter.take(at=timezone.now())
    page = f"/counters/windows/{counter.first.pk}/"
    client.post(f"{page}next/", {"seen": "0"})
    first = Ticket.objects.get(state="called")
    assert f'name="seen" value="{first.pk}"' in client.get(page).content.decode()
    sent = {"seen": first.pk, "reference": "H41.02"}
    client.post(f"{page}next/", sent)
    again = client.post(f"{page}next/", sent, follow=True).content.decode()  # the second click of two
    assert "Quầy đã thay đổi" in again
    first.refresh_from_db()
    assert (first.state, first.reference) == ("done", "H41.02")
    assert [one.reference for one in Ticket.objects.filter(state="called")] == [""]
    assert Ticket.objects.filter(state="waiting").count() == 1


def test_signs_that_look_like_digits_are_no_numbers(counter: Counter, client: Client) -> None:
    kiosk = f"/counters/kiosk/{counter.key}/"
    counter.take()
    ticket = counter.called()
    for sent in ("²", "9" * 30):
        assert client.post(kiosk, {"service": sent}).status_code == 422
        assert client.get(f"/counters/display/{counter.desk.pk}/board/", {"since": sent}).status_code == 200
    signed_in(client, counter, "department_head", "chief")
    counter.shift((0,), (time(7), time(9)))
    row = OpeningShift.objects.first()
    assert row is not None
    to = f"/counters/windows/{counter.first.pk}/tickets/{ticket.pk}/on/"
    assert client.post(to, {"to": "²"}).status_code == 422
    assert client.post(f"/counters/end/shift/{row.pk}/", {"also": ["²", "9" * 30]}).status_code == 302


def test_the_head_sets_up_the_desk(counter: Counter, client: Client) -> None:
    signed_in(client, counter, "department_head", "chief")
    here = f"/counters/{counter.desk.pk}/"
    shift = {"weekdays": ["0", "1"], "starts": "7:30", "ends": "11:30", "field": "", "from_on": "01/01/2026"}
    assert client.post(f"{here}add/shift/", {**shift, "ends": "6:00"}).status_code == 422
    assert client.post(f"{here}add/shift/", shift).status_code == 302
    assert OpeningShift.objects.count() == 2
    day = f"{timezone.localdate():%d/%m/%Y}"
    assert client.post(f"{here}add/day/", {"day": day, "reason": ""}).status_code == 422
    assert client.post(f"{here}add/day/", {"day": day, "reason": "Tập huấn"}).status_code == 302
    window = {"number": "3", "name": "", "field_ids": [counter.land.pk]}
    assert client.post(f"{here}add/window/", window).status_code == 302
    assert client.post(f"{here}add/window/", window).status_code == 422
    assert client.post(f"{here}add/service/", {"letter": "c", "name": "Khác"}).status_code == 302
    assert client.get(f"{here}add/nothing/").status_code == 404
    page = client.get(here).content.decode()
    assert "Tập huấn" in page
    assert counter.key in page
    third = Window.objects.get(number=3)
    assert client.post(f"/counters/windows/{third.pk}/change/", {"name": "Mới"}).status_code == 302
    for what, pk in (
        ("window", third.pk), ("day", OpeningDay.objects.get().pk), ("shift", OpeningShift.objects.first().pk),  # type: ignore[union-attr]
        ("service", Service.objects.get(letter="C").pk),
    ):  # fmt: skip
        assert client.post(f"/counters/end/{what}/{pk}/").status_code == 302, what
    assert client.post("/counters/end/roof/1/").status_code == 404
    assert client.post(f"{here}numbers/", {"grounds": ["elderly"], "ordinary_after": "2"}).status_code == 302
    assert client.post(f"{here}numbers/", {"ordinary_after": "99"}).status_code == 422
    assert client.get("/counters/").status_code == 200
    assert client.get("/counters/999/").status_code == 404


def test_the_list_of_desks_costs_the_same_with_more_desks(
    counter: Counter, client: Client, django_assert_max_num_queries: object
) -> None:
    signed_in(client, counter, "department_head", "chief")
    client.get("/counters/")
    with django_assert_max_num_queries(12):  # type: ignore[operator]  # pytest-django's
        client.get("/counters/")
