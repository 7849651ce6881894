"""The pages of the organisation: who sees them, what they show, and what their forms do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from congvu.kernel.org import actions, queries
from congvu.kernel.org.models import Absence, Appointment, CalendarDay, Outage, Post
from tests.kernel.accounts.cast import give, make_account
from tests.kernel.org.conftest import NOON, Person, Small, agency, official, seat


def signed_in(login: str, role: str = "", **more: Any) -> Client:
    """A browser in which somebody with a shipped role has signed in."""
    account = make_account(login, **({"full_name": login} | more))
    if role:
        give(account, role, since=date(2020, 1, 1))
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def keeper(small: Small) -> Client:
    """The system owner: may do everything here."""
    return signed_in("chu", "system_owner")


@pytest.fixture
def reader(small: Small) -> Client:
    """An official who may look."""
    return signed_in("doc", "official")


def words(answer: Any) -> str:
    return str(answer.content.decode())


def pages(small: Small) -> list[str]:
    return [
        "/org/",
        "/org/?on=01/03/2021",
        "/org/?on=1999-01-01",
        "/org/changes/",
        "/org/agencies/stc/",
        "/org/agencies/phuong-an-hoa/?on=2019-01-01",
        "/org/officials/",
        "/org/officials/?q=binh",
        "/org/officials/binh/",
        "/org/calendars/",
        "/org/calendars/tinh/2026/",
        "/org/calendars/tinh/2030/",
    ]


def test_every_page_opens_for_a_reader_in_both_languages(small: Small, reader: Client, owner: Person) -> None:
    actions.load_official_days(actor=owner, calendar=small.calendar, now=NOON)
    for language in ("vi", "en"):
        reader.cookies["django_language"] = language
        for page in pages(small):
            answer = reader.get(page)
            assert answer.status_code == 200, page
            assert "style=" not in words(answer), page


def test_every_page_is_closed_to_strangers(small: Small) -> None:
    nobody, unknown = Client(), signed_in("la")
    for page in pages(small):
        assert nobody.get(page).status_code == 302, page
        assert unknown.get(page).status_code == 403, page


def test_pages_cost_the_same_for_few_rows_and_for_many(small: Small, reader: Client) -> None:
    def cost(page: str) -> int:
        reader.get(page)
        with CaptureQueriesContext(connection) as statements:
            reader.get(page)
        return len(statements)

    few = {page: cost(page) for page in pages(small)}
    for number in range(25):
        unit = agency(f"so-{number}", f"Sở {number}", small.root)
        seat(unit, "gd", "Giám đốc", official(f"o-{number}", f"Người {number}"), is_head=True)
    assert {page: cost(page) for page in pages(small)} == few
    assert max(few.values()) <= 8


def test_the_tree_shows_the_day_asked_for(small: Small, reader: Client, owner: Person) -> None:
    actions.rename_agency(
        actor=owner, agency=small.planning, name="Sở Mới", code="moi", on=date(2026, 1, 1), decision="NQ", now=NOON
    )
    assert "Sở Kế hoạch và Đầu tư" in words(reader.get("/org/?on=31/12/2025"))
    after = words(reader.get("/org/?on=01/01/2026"))
    assert "Sở Kế hoạch và Đầu tư" not in after
    assert "Sở Mới" in after
    changes = words(reader.get("/org/changes/?on=2026-01-01"))
    assert "Sở Kế hoạch và Đầu tư" in changes
    assert "Sở Mới" in changes
    ended = words(reader.get("/org/agencies/skhdt/"))
    assert "Sở Mới" in ended
    for nonsense in ("31/02/2026", "hom-nay", "0000-00-00", "9" * 500, "01/01/9999"):
        assert reader.get("/org/", {"on": nonsense}).status_code == 200


def test_officials_are_found_without_accents(small: Small, reader: Client) -> None:
    found = words(reader.get("/org/officials/", {"q": "le binh"}))
    assert "Lê Bình" in found
    assert "Trần Cúc" not in found
    by_place = words(reader.get("/org/officials/", {"q": "giam doc ke hoach"}))
    assert "Phạm Đào" in by_place
    assert "Lê Bình" not in by_place
    table = reader.get("/org/officials/", {"export": "csv"})
    assert "Phạm Đào" in b"".join(table).decode("utf-8-sig")


@pytest.mark.parametrize(
    "page",
    ["/org/agencies/none/", "/org/officials/none/", "/org/calendars/none/2026/", "/org/calendars/tinh/1850/"],
)
def test_what_does_not_exist_is_not_found(small: Small, reader: Client, page: str) -> None:
    assert reader.get(page).status_code == 404


def test_announce_day_through_the_page(small: Small, keeper: Client, jobs: None) -> None:
    sent = {"day": "23/11/2026", "kind": "off", "source": "CV 1", "standing": "local", "shifts": "", "label": "Bù"}
    assert keeper.get("/org/calendars/tinh/days/new/").status_code == 200
    answer = keeper.post("/org/calendars/tinh/days/new/", sent, follow=True)
    assert answer.status_code == 200
    assert "23/11/2026" in words(answer)
    assert not queries.calendar_of(small.finance.pk).is_working_day(date(2026, 11, 23))
    again = keeper.post("/org/calendars/tinh/days/new/", sent)
    assert again.status_code == 422
    bad = keeper.post("/org/calendars/tinh/days/new/", {**sent, "day": "30/02/2026", "kind": "shifts"})
    assert bad.status_code == 422
    assert CalendarDay.objects.count() == 1
    keeper.post("/org/calendars/tinh/days/retract/", {"day": "23/11/2026", "source": "CV 2"})
    assert queries.calendar_of(small.finance.pk).is_working_day(date(2026, 11, 23))


def test_load_and_adopt_through_the_page(small: Small, keeper: Client, jobs: None) -> None:
    assert keeper.post("/org/calendars/tinh/official-days/").status_code == 302
    page = keeper.get("/org/calendars/tinh/2026/")
    assert "swap-2026-11-23" in words(page)
    sent = {"switch": "swap-2026-11-23", "source": ""}
    assert keeper.post("/org/calendars/tinh/adopt/", sent).status_code == 422
    assert keeper.post("/org/calendars/tinh/adopt/", {**sent, "source": "CV 9"}).status_code == 302
    assert not queries.calendar_of(small.finance.pk).is_working_day(date(2026, 11, 23))
    assert keeper.post("/org/calendars/tinh/official-days/").status_code == 422


def test_outage_through_the_page(small: Small, keeper: Client, jobs: None) -> None:
    sent = {"starts_at": "18/11/2026 09:00", "ends_at": "", "reason": "Mất điện", "source": ""}
    for page in ("/org/agencies/stc/outages/new/", "/org/calendars/tinh/outages/new/"):
        assert keeper.get(page).status_code == 200
        assert keeper.post(page, {**sent, "ends_at": "17/11/2026 09:00"}).status_code == 422
        assert keeper.post(page, sent).status_code == 302
    first, second = Outage.objects.order_by("pk")
    assert "Mất điện" in words(keeper.get("/org/agencies/stc/"))
    assert keeper.post(f"/org/outages/{first.pk}/end/", {"ends_at": "18/11/2026 11:00"}).status_code == 302
    assert keeper.post(f"/org/outages/{second.pk}/withdraw/", {"reason": "Nhầm"}).status_code == 302
    assert keeper.get(f"/org/outages/{second.pk}/end/").status_code == 404
    assert Outage.objects.filter(withdrawn_at=None).get().ends_at is not None


def test_appointments_through_the_page(small: Small, keeper: Client) -> None:
    vacant = Post.objects.get(agency=small.budget)
    page = f"/org/posts/{vacant.pk}/appoint/"
    assert "Lê Bình" in words(keeper.get(page))
    sent = {"official": "cuc", "from_on": "01/01/2026", "last_day": "31/12/2026", "decision": "QĐ 1"}
    assert keeper.post(page, {**sent, "official": "nobody"}).status_code == 422
    refused = keeper.post(page, {**sent, "last_day": "31/12/2025"})
    assert refused.status_code == 422
    assert keeper.post(page, sent).status_code == 302
    made = Appointment.objects.get(post=vacant)
    assert (made.official, made.to_on) == (small.cuc, date(2027, 1, 1))
    ended = keeper.post(f"/org/appointments/{made.pk}/end/", {"on": "01/06/2026", "reason": "Điều động"})
    assert ended.status_code == 302
    made.refresh_from_db()
    assert made.to_on == date(2026, 6, 1)
    for missing in ("/org/posts/999999/appoint/", "/org/appointments/999999/end/"):
        assert keeper.get(missing).status_code == 404


def test_absence_through_the_page_is_for_oneself_or_the_permitted(small: Small, reader: Client) -> None:
    himself = signed_in("binh", "official", official=small.binh, full_name="")
    today = timezone.localdate().strftime("%d/%m/%Y")
    sent = {"from_on": today, "last_day": today, "deputy": "cuc", "reason": "Khám bệnh"}
    assert reader.post("/org/officials/binh/absences/new/", sent).status_code == 403
    assert himself.post("/org/officials/binh/absences/new/", sent).status_code == 302
    assert himself.post("/org/officials/binh/absences/new/", sent).status_code == 422
    assert "Khám bệnh" in words(himself.get("/org/officials/binh/"))
    seen = words(reader.get("/org/officials/binh/"))
    assert "Khám bệnh" not in seen
    assert "Trần Cúc" in seen
    absence = Absence.objects.get()
    assert reader.post(f"/org/absences/{absence.pk}/withdraw/").status_code == 403
    assert himself.post(f"/org/absences/{absence.pk}/withdraw/").status_code == 302
    assert himself.post(f"/org/absences/{absence.pk}/withdraw/").status_code == 404


def test_readers_may_not_change_anything(small: Small, reader: Client) -> None:
    post = Post.objects.get(agency=small.budget)
    for page in (
        "/org/calendars/tinh/days/new/",
        "/org/calendars/tinh/days/retract/",
        "/org/calendars/tinh/adopt/",
        "/org/calendars/tinh/official-days/",
        "/org/calendars/tinh/outages/new/",
        "/org/agencies/stc/outages/new/",
        f"/org/posts/{post.pk}/appoint/",
    ):
        assert reader.post(page, {}).status_code == 403, page
