"""The calendar of a person: a secret address that ends when it is revoked, and no more in it than he must know."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from congvu.core.refusals import NotAllowed, NotFound
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import Actor, actor_of
from congvu.kernel.casework.actions import accept, offer
from congvu.kernel.casework.actions.feeds import make_feed, revoke_feed
from congvu.kernel.casework.actions.notes import restrict
from congvu.kernel.casework.models import CalendarFeed, Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.feeds import entries_of, feed_by_token
from congvu.kernel.journal.queries import of_stream
from congvu.kernel.org.models import Official
from tests.kernel.accounts.cast import give, make_account
from tests.kernel.casework.office import Office, pk_of


def person(office: Office, who: str, role: str = "official") -> Actor:
    """The official with an account of his own."""
    account = make_account(f"lich-{who}", Official.objects.get(pk=pk_of(getattr(office, who))))
    give(account, role, office.snv)
    return actor_of(account, people.local_date(office.now))


def held(office: Office) -> Case:
    """A task that An holds."""
    case = office.case()
    accept(actor=office.chief, case_id=case.pk, official_id=pk_of(office.an), now=office.now)
    return case


def events(path: str) -> list[dict[str, str]]:
    answer = Client().get(path)
    assert answer.status_code == 200
    return [{str(key): str(value) for key, value in event.items()}
            for event in Calendar.from_ical(answer.content).walk("VEVENT")]  # fmt: skip


def test_a_revoked_address_gives_nothing_more_and_the_act_is_journalled(office: Office) -> None:
    an = person(office, "an")
    _feed, token = make_feed(actor=an, now=office.now)
    assert feed_by_token(token, office.now) is not None
    revoke_feed(actor=an, now=office.now)
    assert feed_by_token(token, office.now) is None
    assert Client().get(f"/calendar/{token}.ics").status_code == 404
    verbs = list(of_stream("calendar_feeds").order_by("seq").values_list("verb", flat=True))
    assert verbs == ["calendar_feed.made", "calendar_feed.revoked"]
    with pytest.raises(NotFound):
        revoke_feed(actor=an, now=office.now)


def test_a_new_address_ends_the_old_one(office: Office) -> None:
    an = person(office, "an")
    _feed, old = make_feed(actor=an, now=office.now)
    _feed, new = make_feed(actor=an, now=office.now + timedelta(hours=1))
    assert feed_by_token(old, office.now) is None
    assert feed_by_token(new, office.now) is not None
    assert CalendarFeed.objects.filter(revoked_at=None).count() == 1


def test_the_secret_stands_nowhere_in_the_database(office: Office) -> None:
    feed, token = make_feed(actor=person(office, "an"), now=office.now)
    kept = " ".join(str(value) for value in CalendarFeed.objects.filter(pk=feed.pk).values_list()[0])
    said = " ".join(line.text or "" for line in of_stream("calendar_feeds"))
    assert token not in kept
    assert token not in said


def test_nobody_revokes_the_address_of_another_and_a_machine_has_none(office: Office) -> None:
    _feed, token = make_feed(actor=person(office, "an"), now=office.now)
    with pytest.raises(NotFound):
        revoke_feed(actor=person(office, "binh"), now=office.now)
    with pytest.raises(NotAllowed):
        make_feed(actor=Actor.system(), now=office.now)
    assert feed_by_token(token, office.now) is not None


def test_the_calendar_of_a_shut_account_is_not_found(office: Office) -> None:
    _feed, token = make_feed(actor=person(office, "an"), now=office.now)
    Account.objects.filter(login="lich-an").update(is_active=False)
    assert feed_by_token(token, office.now) is None


def test_an_entry_says_code_title_and_orderer_and_names_no_other_person(office: Office) -> None:
    case = held(office)
    _feed, token = make_feed(actor=person(office, "an"), now=office.now)
    (event,) = events(f"/calendar/{token}.ics")
    assert case.title in event["SUMMARY"]
    assert event["DESCRIPTION"].startswith(case.code)
    assert "Văn phòng UBND tỉnh" in event["DESCRIPTION"]
    assert {"ATTENDEE", "ORGANIZER", "CONTACT", "COMMENT"}.isdisjoint(event)
    content = Client().get(f"/calendar/{token}.ics").content.decode()
    for other in ("Giám đốc Sở Nội vụ", "Chuyên viên 01", "Chuyên viên Bình"):
        assert other not in content


def test_restricted_work_is_a_code_and_sealed_work_is_not_there(office: Office) -> None:
    plain, limited, sealed = held(office), held(office), held(office)
    for case, level in ((limited, "restricted"), (sealed, "sealed")):
        restrict(actor=office.desk, case_id=case.pk, confidentiality=level, official_ids=(pk_of(office.an),),
                 reason="Thanh tra", now=office.now)  # fmt: skip
    found = {entry.key: entry for entry in entries_of(person(office, "an"), office.now)}
    assert set(found) == {plain.code, limited.code}
    said = f"{found[limited.code].title} {found[limited.code].text} {found[limited.code].place}"
    assert limited.title not in said
    assert "Văn phòng" not in said


def test_what_one_has_handed_on_is_gone_from_the_calendar(office: Office) -> None:
    case, an = held(office), person(office, "an")
    assert [entry.key for entry in entries_of(an, office.now)] == [case.code]
    offer(actor=office.an, case_id=case.pk, to_agency_id=office.division.pk, now=office.now)
    accept(actor=office.binh, case_id=case.pk, now=office.now)
    assert entries_of(an, office.now) == []
