"""Announced before it takes effect, published soon after it is decided: in time, late, overdue, and by whose count."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.refusals import Invalid
from congvu.core.working_time import CalendarDays, WorkingDays, national_calendar
from congvu.domain.procedures.actions import announcing, drafting
from congvu.domain.procedures.models import Version
from congvu.domain.procedures.policy.deadlines import Deed, judged, last_day_to_announce, last_day_to_publish
from congvu.domain.procedures.queries import deadlines
from congvu.insight.regulation import Owed, all_checks
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.org.models import Official
from congvu.kernel.rules.actions import choose_rule
from congvu.kernel.rules.queries import rule
from tests.domain.internal.conftest import may
from tests.domain.procedures.conftest import Desk
from tests.domain.procedures.test_importing import ROW, book, clerk, taken
from tests.kernel.accounts.cast import give, make_account

__all__ = ["clerk"]

CALENDAR = national_calendar()
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 1))


@pytest.mark.parametrize(
    ("from_on", "ahead", "last"),
    [
        (date(2026, 8, 24), CalendarDays(5), date(2026, 8, 19)),
        (date(2026, 8, 20), CalendarDays(5), date(2026, 8, 15)),  # a Saturday is a day as any other
        (date(2026, 8, 24), WorkingDays(5), date(2026, 8, 18)),  # Saturday 22 August is worked for 31 August
        (date(2026, 9, 6), WorkingDays(5), date(2026, 8, 26)),  # a Sunday after the holiday of 31 August to 2 September
        (date(2026, 1, 15), WorkingDays(5), date(2026, 1, 9)),  # Saturday 10 January is worked
    ],
)
def test_the_last_day_to_announce(from_on: date, ahead: CalendarDays | WorkingDays, last: date) -> None:
    assert last_day_to_announce(CALENDAR, from_on, ahead) == last


@pytest.mark.parametrize(
    ("decided", "last"),
    [
        (date(2026, 1, 5), date(2026, 1, 10)), (date(2026, 8, 27), date(2026, 9, 8)),
        (date(2026, 6, 6), date(2026, 6, 12)),  # decided on a Saturday
    ],
)
def test_the_last_day_to_publish(decided: date, last: date) -> None:
    assert last_day_to_publish(CALENDAR, decided, WorkingDays(5)) == last


@given(DAYS, st.integers(0, 30))
def test_a_decision_of_the_last_day_is_in_time_and_of_the_day_after_is_not(from_on: date, n: int) -> None:
    for ahead in (CalendarDays(n), WorkingDays(n)):
        last = last_day_to_announce(CALENDAR, from_on, ahead)
        assert last is not None
        assert last <= (from_on if n or isinstance(ahead, CalendarDays) else date.max)
        assert judged(last, last, from_on) == Deed.IN_TIME
        assert judged(date.fromordinal(last.toordinal() + 1), last, from_on) == Deed.LATE


@given(DAYS, st.integers(1, 30))
def test_working_days_after_are_as_many_as_counted(decided: date, n: int) -> None:
    last = last_day_to_publish(CALENDAR, decided, WorkingDays(n))
    assert last is not None
    after = range(decided.toordinal() + 1, last.toordinal() + 1)
    assert sum(CALENDAR.is_working_day(date.fromordinal(day)) for day in after) == n


@given(DAYS, st.integers(1, 30))
def test_working_days_before_are_as_many_as_counted(from_on: date, n: int) -> None:
    last = last_day_to_announce(CALENDAR, from_on, WorkingDays(n))
    assert last is not None
    between = range(last.toordinal(), from_on.toordinal())
    assert sum(CALENDAR.is_working_day(date.fromordinal(day)) for day in between) == n


def test_a_day_no_calendar_knows_is_not_judged() -> None:
    assert last_day_to_publish(CALENDAR, date(1850, 1, 1), WorkingDays(5)) is None
    assert judged(None, None, date(2026, 1, 1)) == Deed.UNKNOWN


def one(desk: Desk, by: str = deadlines.LAW) -> deadlines.Announced:
    (row,) = deadlines.announced_for(desk.announcer, desk.office.now.date(), by)
    return row


def test_a_decision_of_its_first_day_in_force_is_late_and_unpublished_is_overdue(desk: Desk) -> None:
    desk.complete()
    desk.announce()
    row = one(desk)
    assert (row.announcement, row.announce_by, row.announced_over) == (Deed.LATE, date(2025, 12, 31), 5)
    assert (row.publication, row.publish_by) == (Deed.OVERDUE, date(2026, 1, 10))
    announcing.publish(actor=desk.announcer, version_id=desk.version.pk, on=date(2026, 1, 10), now=desk.office.now)
    assert one(desk).publication == Deed.IN_TIME


def test_the_decree_counts_days_and_the_index_working_days(desk: Desk) -> None:
    desk.complete()
    desk.announce(date(2026, 9, 7), announced_on=date(2026, 9, 1))
    assert (one(desk).announcement, one(desk, deadlines.INDEX).announcement) == (Deed.IN_TIME, Deed.LATE)


def test_a_province_may_count_otherwise_from_a_day_on(desk: Desk) -> None:
    today = desk.office.now.date()
    choose_rule(
        actor=may(desk.office.desk, "rules.rule.edit"), code="procedures.announce_before", value="10 working days",
        source="Quyết định của UBND tỉnh", from_on=today, now=desk.office.now,
    )  # fmt: skip
    assert rule("procedures.announce_before", date(2026, 1, 5)).standing == "unverified"
    told, _within = deadlines.rules_on(today)
    assert told is not None
    assert told.standing == "local"
    desk.complete()
    from_on = date.fromordinal(today.toordinal() + 10)
    desk.announce(from_on, announced_on=today)
    assert one(desk).announcement == Deed.LATE


def test_what_came_in_incomplete_is_counted_by_agency(desk: Desk, clerk: Actor) -> None:
    gap = {**ROW, "Mã TTHC": "1.001193", "Trình tự thực hiện": "", "Ngày công khai": ""}
    taken(desk, clerk, book(procedures=[ROW, gap]))
    (row,) = deadlines.coverage_for(desk.announcer, desk.office.now.date())
    assert (row.in_force, row.published, row.complete, row.announced_late, row.published_late) == (2, 1, 1, 0, 1)
    assert [late.code for late in row.incomplete] == ["1.001193"]
    rates = deadlines.rates_for(desk.announcer, date(2026, 1, 1), date(2026, 3, 31), desk.office.now.date())
    assert (rates.announced, rates.announced_in_time, rates.published_in_time, rates.complete) == (2, 2, 1, 1)


def owed(name: str, desk: Desk) -> list[Owed]:
    check = next(one for one in all_checks() if one.name == name)
    return list(check.find(desk.announcer, date(2025, 12, 1), date(2026, 2, 1), desk.office.now))


def test_both_deadlines_are_asked_after_with_the_working_regulation(desk: Desk) -> None:
    desk.complete()
    desk.announce()
    (late,), (waiting,) = owed("announcement", desk), owed("publication", desk)
    assert (late.unit_id, late.is_broken, late.code) == (desk.office.snv.pk, True, "2.000908")
    assert (waiting.done, waiting.is_broken) == (None, True)
    announcing.publish(actor=desk.announcer, version_id=desk.version.pk, on=date(2026, 1, 10), now=desk.office.now)
    assert [row.is_broken for row in owed("publication", desk)] == [False]


@pytest.fixture
def officer(desk: Desk) -> Account:
    account = make_account("kstt", Official.objects.get(code="desk"))
    give(account, "par_officer", None)
    return account


def test_lateness_is_told_where_one_announces_and_listed_with_a_file(
    desk: Desk, officer: Account, client: Client
) -> None:
    desk.complete()
    client.force_login(officer)
    page = client.get(f"/procedures/versions/{desk.version.pk}/announce/").content.decode()
    assert "05 ngày" in page
    assert "chưa kiểm chứng" in page
    sent = {"decision": "QĐ 5", "announced_on": "01/09/2026", "from_on": "03/09/2026", "to_on": ""}
    page = client.post(f"/procedures/versions/{desk.version.pk}/announce/", sent, follow=True).content.decode()
    assert "29/08/2026" in page
    assert "Công khai chậm nhất ngày" in client.get(f"/procedures/versions/{desk.version.pk}/publish/").content.decode()
    for asked, there in (("announced_late", True), ("unpublished", True), ("incomplete", False)):
        listed = client.get("/procedures/deadlines/", {"asked": asked}).content.decode()
        assert ("2.000908" in listed) is there, asked
    whole = client.get("/procedures/deadlines/", {"export": "csv"})
    text = b"".join(whole).decode("utf-8-sig")
    assert "29/08/2026" in text
    assert client.get("/procedures/coverage/?by=index").status_code == 200


def decided(desk: Desk, **given: Any) -> tuple[deadlines.Announced, deadlines.Announced]:
    """An announced version judged by the law and by the index."""
    desk.complete()
    desk.announce(date(2026, 9, 21), announced_on=date(2026, 9, 1), **given)
    return one(desk), one(desk, deadlines.INDEX)


def test_a_ministry_decides_twenty_days_before_and_publishes_in_ten(desk: Desk) -> None:
    law, index = decided(desk, announcer="ministry")
    assert (law.announce_by, law.announcement) == (date(2026, 9, 1), Deed.IN_TIME)
    assert (index.announce_by, index.announcement) == (date(2026, 8, 20), Deed.LATE)
    assert law.publish_by == index.publish_by == date(2026, 9, 16)


def test_what_is_made_by_the_shortened_procedure_is_timed_from_its_enactment(desk: Desk) -> None:
    law, index = decided(desk, fast_track=True, enacted_on=date(2026, 8, 28))
    assert (law.announce_by, law.announcement, law.announced_over) == (date(2026, 8, 31), Deed.LATE, 1)
    assert law.publish_by == date(2026, 9, 4)
    assert (index.announce_by, index.publish_by) == (date(2026, 9, 14), date(2026, 9, 9))  # the index knows none


def test_an_enactment_without_the_shortened_procedure_changes_nothing(desk: Desk) -> None:
    law, _index = decided(desk, enacted_on=date(2026, 8, 28))
    assert (law.announce_by, law.announcement) == (date(2026, 9, 16), Deed.IN_TIME)


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("enacted_on", {"fast_track": True}), ("enacted_on", {"enacted_on": date(2026, 1, 6)}),
        ("announcer", {"announcer": "village"}),
    ],
)  # fmt: skip
def test_who_decided_and_when_it_was_enacted_must_make_sense(desk: Desk, field: str, given: dict[str, Any]) -> None:
    desk.complete()
    with pytest.raises(Invalid) as refused:
        desk.announce(**given)
    assert refused.value.field == field


def test_a_new_draft_is_announced_by_the_province_until_it_is_said_otherwise(desk: Desk) -> None:
    first, _index = decided(desk, announcer="ministry", fast_track=True, enacted_on=date(2026, 8, 31))
    second = drafting.begin_version(actor=desk.drafter, procedure_id=first.procedure_id, now=desk.office.now)
    assert (second.announcer, second.fast_track, second.enacted_on) == ("province", False, None)


def test_the_rules_of_others_are_named_where_somebody_is_judged_by_them(desk: Desk) -> None:
    desk.complete()
    desk.announce()
    today = desk.office.now.date()
    own = deadlines.rules_behind([one(desk)], today)
    assert [row.code for row in own] == ["procedures.announce_before", "procedures.publish_within"]
    Version.objects.update(announcer="ministry", fast_track=True, enacted_on=date(2026, 1, 2))
    codes = [row.code for row in deadlines.rules_behind([one(desk)], today)]
    assert codes[2:] == ["procedures.fast.announce_within", "procedures.fast.publish_within"]
    index = [row.code for row in deadlines.rules_behind([one(desk, deadlines.INDEX)], today, deadlines.INDEX)]
    assert index[2:] == ["procedures.index.ministry.announce_before", "procedures.index.ministry.publish_within"]
    assert {row.standing for row in deadlines.rules_behind([one(desk)], today)} == {"unverified"}


def test_the_list_names_whose_deadlines_and_finds_them(desk: Desk, client: Client) -> None:
    decided(desk, fast_track=True, enacted_on=date(2026, 8, 28))
    account = make_account("kiem-soat", Official.objects.get(code="chief"))
    give(account, "department_head", desk.office.snv)
    client.force_login(account)
    assert "Trình tự rút gọn" in client.get("/procedures/deadlines/").content.decode()
    assert "2.000908" in client.get("/procedures/deadlines/", {"timed": "fast"}).content.decode()
    assert "2.000908" not in client.get("/procedures/deadlines/", {"timed": "ministry"}).content.decode()
    assert "kể từ ngày ban hành" in client.get("/procedures/coverage/").content.decode()
