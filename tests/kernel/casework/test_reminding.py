"""Reminders come from the clock: once, to whoever has the case, never of what is closed, suspended or handed on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congvu.core.refusals import Invalid
from congvu.core.working_time import HANOI, WorkingDays
from congvu.domain.directives.actions import following
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import actions
from congvu.kernel.casework.actions import requests
from congvu.kernel.casework.actions.reminding import choose_reminders, mark_seen, remind_all
from congvu.kernel.casework.models import Case, CaseAccess, Confidentiality, Reminder
from congvu.kernel.casework.queries import clocks, reminding
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Official
from tests.kernel.accounts.cast import give, make_account
from tests.kernel.casework.office import Office, pk_of
from tests.kernel.casework.test_urging import taken

DAY = timedelta(hours=24)


def at(day: int, hour: int = 9, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, 30, tzinfo=HANOI)


def held(office: Office, **given: Any) -> Any:
    """A case An has had since the morning of 24 November, due on 15 December at 17:00."""
    return taken(office, **given)[0]


def in_hands_of_an(office: Office, **given: Any) -> Case:
    """The same without an offer before it, for cases nobody else may see."""
    hands = {"holder_agency_id": office.snv.pk, "holder_official_id": pk_of(office.an), "phase": "in_progress",
             "transfer_agency_id": None, "transfer_at": None, "transfer_due_at": None}  # fmt: skip
    return office.case(**{**hands, **given})


def statements(seen: CaptureQueriesContext) -> int:
    """Without the stamps of the organisation, which a process reads anew once a second."""
    return sum("stamp" not in query["sql"] for query in seen.captured_queries)


def steps() -> list[str]:
    return list(Reminder.objects.order_by("pk").values_list("step", flat=True))


def test_a_case_is_reminded_of_at_shares_of_its_time_before_it_on_its_day_and_after(office: Office) -> None:
    held(office)
    for number in range(1, 31):
        remind_all(now=at(number))
    told = [(one.step, one.at.astimezone(HANOI).day) for one in Reminder.objects.order_by("pk")]
    assert told[:4] == [("share 0.5", 5), ("share 0.8", 11), ("before", 12), ("today", 15)]
    assert told[4:] == [("overdue", 18), ("overdue", 22), ("overdue", 24), ("overdue", 26), ("overdue", 30)]


def test_sweeps_that_did_not_run_are_made_up_for_once(office: Office) -> None:
    case = held(office)
    assert remind_all(now=at(29)) == 1
    assert steps() == ["overdue"]
    assert remind_all(now=at(29, 10)) == 0
    assert Reminder.objects.get().case_id == case.pk


def test_before_the_first_occasion_nothing_is_said(office: Office) -> None:
    held(office)
    assert remind_all(now=office.now + timedelta(hours=2)) == 0


@pytest.mark.parametrize("what", ["closed", "suspended", "reported", "handed on", "offered"])
def test_no_reminder_of_what_is_no_longer_ones_own(office: Office, what: str) -> None:
    case = held(office)
    if what == "closed":
        following.withdraw(actor=office.desk, case_id=case.pk, ground="withdrawal.no_longer_needed", words="",
                           now=office.now)  # fmt: skip
    elif what == "suspended":
        actions.commit([actions.Change(case, "task.suspended", {"phase": "suspended"})], actor=office.desk,
                       now=office.now)  # fmt: skip
    elif what == "reported":
        values = {"phase": "reported", "stopped_at": office.now}
        actions.commit([actions.Change(case, "task.reported", values)], actor=office.an, now=office.now)
    else:
        actions.offer(actor=office.an, case_id=case.pk, to_agency_id=office.division.pk, now=at(14, 8))
        if what == "handed on":
            actions.accept(actor=office.binh, case_id=case.pk, now=at(15, 8))
    said = remind_all(now=at(15, 8))
    assert said == 0
    assert not Reminder.objects.filter(official_id=pk_of(office.an)).exists()


def test_a_reminder_said_is_no_longer_shown_when_the_case_went_on(office: Office) -> None:
    case = held(office)
    remind_all(now=at(15))
    assert [row.case_id for row in reminding.reminders_of(office.an)] == [case.pk]
    actions.offer(actor=office.an, case_id=case.pk, to_agency_id=office.division.pk, now=at(15, 10))
    assert reminding.reminders_of(office.an) == []
    actions.accept(actor=office.binh, case_id=case.pk, now=at(15, 11))
    assert reminding.reminders_of(office.an) == []


def test_seen_reminders_leave_the_desk_until_the_next(office: Office) -> None:
    held(office)
    remind_all(now=at(15))
    assert mark_seen(actor=office.an, now=at(15)) == 1
    assert reminding.reminders_of(office.an) == []
    remind_all(now=at(22))
    assert len(reminding.reminders_of(office.an)) == 1


def test_what_nobody_has_in_hand_is_said_to_the_head(office: Office) -> None:
    office.case(holder_agency_id=office.snv.pk, holder_official_id=None, phase="in_progress",
                transfer_agency_id=None, transfer_at=None, transfer_due_at=None)  # fmt: skip
    remind_all(now=at(15))
    assert Reminder.objects.get().official_id == pk_of(office.chief)


def test_of_a_sealed_case_only_somebody_on_its_list_is_reminded(office: Office) -> None:
    case = in_hands_of_an(office, confidentiality=Confidentiality.SEALED)
    assert remind_all(now=at(15)) == 0
    CaseAccess.objects.create(
        case=case, official_id=pk_of(office.an), granted_at=office.now, granted_by="desk"
    )
    assert remind_all(now=at(15)) == 1


def test_an_extension_moves_what_is_to_come(office: Office) -> None:
    case = held(office)
    remind_all(now=at(15))
    due = clocks.close_of(clocks.calendar_for(case), at(30).date())
    requests.ask_extension(
        actor=office.an, case_id=case.pk, new_due_at=due, ground="extension.scope_grew", words="", now=at(1)
    )
    requests.decide_request(actor=office.desk, case_id=case.pk, grant=True, now=at(15, 10))
    assert remind_all(now=at(22)) == 0
    assert remind_all(now=at(30)) == 1
    assert steps() == ["today", "today"]


def test_a_sweep_costs_the_same_for_three_cases_as_for_sixty(office: Office) -> None:
    def cost(now: datetime) -> int:
        with CaptureQueriesContext(connection) as seen:
            remind_all(now=now)
        return statements(seen)

    taken(office, 3)
    cost(at(11))
    few = cost(at(15))
    taken(office, 57)
    assert cost(at(22)) == few
    assert Reminder.objects.filter(step="overdue").count() == 60


def person(office: Office) -> Actor:
    account = make_account("an", Official.objects.get(pk=pk_of(office.an)))
    give(account, "official", office.snv)
    return replace(office.an, account_id=account.pk)


def choose(actor: Actor, now: datetime, **given: Any) -> None:
    values = {"digest": True, "by_mail": "digest", "shares": True, "days_before": None, "overdue_every": None,
              "digest_at": None, "mail_from": None, "mail_until": None, **given}  # fmt: skip
    choose_reminders(actor=actor, now=now, **values)


def test_a_person_may_choose_fewer_reminders_but_not_none(office: Office) -> None:
    an = person(office)
    choose(an, office.now, shares=False, days_before=5, overdue_every=10)
    held(office)
    for number in range(1, 31):
        remind_all(now=at(number))
    assert steps() == ["before", "today", "overdue"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"days_before": 0}, "days_before"), ({"overdue_every": 31}, "overdue_every"), ({"by_mail": "x"}, "by_mail"),
        ({"digest_at": datetime(2026, 1, 1, 5).time()}, "digest_at"),
        ({"mail_from": datetime(2026, 1, 1, 19).time()}, "mail_until"),
    ],
)  # fmt: skip
def test_choices_that_make_no_sense_are_refused(office: Office, given: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        choose(person(office), office.now, **given)
    assert refused.value.field == field


def test_the_latest_occasion_never_lies_ahead_and_only_rises(office: Office) -> None:
    plan = reminding.Plan((0.5, 0.8), WorkingDays(2), WorkingDays(2))
    calendar = org.calendar_of(office.snv.pk)
    before = None
    for hours in range(0, 24 * 45, 5):
        now = office.now + timedelta(hours=hours)
        found = reminding.latest_occasion(office.now, at(15, 17), plan, calendar, now)
        if found is not None:
            assert found[1] <= now
            assert before is None or found[1] >= before
            before = found[1]
    assert before is not None
