"""The ledger of extensions, and every statistic on the first and on the present promise."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from congvu.domain.directives.actions import following
from congvu.domain.directives.models import Directive
from congvu.domain.directives.queries.extensions import (
    days_granted,
    days_in_all,
    ledger_of,
    when_asked,
    when_decided,
)
from congvu.domain.directives.queries.figures import COUNTS, figure_rows
from congvu.domain.directives.queries.statistics import (
    CURRENT,
    FIRST,
    UnitRow,
    by_unit,
    condition_of,
    counts,
    granted_by_unit,
    most_overdue_first,
    tasks_in_period,
)
from congvu.kernel.casework.actions.requests import ask_extension, decide_request
from congvu.kernel.casework.models import Case
from congvu.kernel.org.models import Official
from tests.domain.directives.test_issuing import issue, running
from tests.kernel.accounts.cast import give, make_account
from tests.kernel.casework.office import Office

HOUR, DAY = timedelta(hours=1), timedelta(hours=24)


def extended(directive: Directive, office: Office) -> Case:
    """A task due on 2 December 2026, extended by nine days, decided after the deadline had passed."""
    case = running(directive, office)
    assert case.due_at is not None
    ask_extension(
        actor=office.rival,
        case_id=case.pk,
        new_due_at=datetime(2026, 12, 11, 17, 0, tzinfo=office.now.tzinfo),
        ground="extension.scope_grew",
        now=office.now + DAY,
    )
    decide_request(actor=office.desk, case_id=case.pk, grant=True, now=case.due_at + 2 * HOUR)
    case.refresh_from_db()
    return case


def finished_after_first_promise(directive: Directive, office: Office) -> Case:
    case = extended(directive, office)
    late = datetime(2026, 12, 8, 9, 0, tzinfo=office.now.tzinfo)
    following.report_done(actor=office.rival, case_id=case.pk, words="Xong", now=late)
    return following.verify(actor=office.desk, case_id=case.pk, now=late + HOUR)


def test_the_ledger_tells_who_when_and_how_long(directive: Directive, office: Office) -> None:
    case = extended(directive, office)
    (row,) = ledger_of(office.desk, directive.pk)
    assert (row.asked_by, row.decided_by) == (office.rival.signature, office.desk.signature)
    assert (when_asked(row), when_decided(row)) == ("before", "after")
    assert (days_granted(row), days_in_all(row)) == (9, 9)
    assert case.first_due_at is not None
    assert granted_by_unit(tasks_in_period(office.desk, None, None)) == {office.stc.pk: (1, 9)}


def test_a_second_extension_counts_from_the_promise_that_held_then(directive: Directive, office: Office) -> None:
    case = extended(directive, office)
    at = datetime(2026, 12, 7, 9, 0, tzinfo=office.now.tzinfo)
    ask_extension(
        actor=office.rival,
        case_id=case.pk,
        new_due_at=datetime(2026, 12, 18, 17, 0, tzinfo=office.now.tzinfo),
        ground="extension.scope_grew",
        now=at,
    )
    second = ledger_of(office.desk).get(decision="waiting")
    assert (when_decided(second), days_granted(second), days_in_all(second)) == ("waiting", 0, 9)
    decide_request(actor=office.desk, case_id=case.pk, grant=True, now=at + HOUR)
    second = ledger_of(office.desk).order_by("-asked_at")[0]
    assert (days_granted(second), days_in_all(second), when_decided(second)) == (7, 16, "before")


def test_what_is_on_time_now_may_be_late_on_the_first_promise(directive: Directive, office: Office) -> None:
    finished_after_first_promise(directive, office)
    cases, as_of = tasks_in_period(office.desk, None, None), datetime(2026, 12, 20, tzinfo=office.now.tzinfo)
    assert (counts(cases, as_of, CURRENT)["on_time"], counts(cases, as_of, FIRST)["on_time"]) == (1, 0)
    rows = {row.measure.name.rpartition(".")[2]: row for row in figure_rows(cases, as_of, "half_up_2", {})}
    rate = rows["on_time_rate"]
    assert rate.first is not None
    assert (str(rate.current.percent), str(rate.first.percent)) == ("100.00", "0.00")
    assert (rate.current.n, rate.first.n) == (1, 1)
    (unit,) = by_unit(cases, as_of)
    assert (unit.counts["late"], unit.counts["late_first"], unit.extensions, unit.days) == (0, 1, 1, 9)


def test_every_number_is_the_length_of_its_list(directive: Directive, office: Office) -> None:
    finished_after_first_promise(directive, office)
    issue(directive, office, "danh mục thủ tục hành chính nội bộ")
    issue(directive, office, "giờ làm việc")
    cases = tasks_in_period(office.desk, None, None)
    for as_of in (office.now + HOUR, office.now + 60 * DAY):
        for due in (CURRENT, FIRST):
            found = counts(cases, as_of, due)
            for name in COUNTS:
                assert cases.filter(condition_of(name, due, as_of)).count() == found[name], (name, due)


def test_who_sees_nothing_has_an_empty_ledger(directive: Directive, office: Office) -> None:
    extended(directive, office)
    assert not ledger_of(office.stranger).exists()


@pytest.fixture
def desk(office: Office, client: Client) -> Client:
    account = make_account("vpubnd.cv01", Official.objects.get(code="desk"))
    give(account, "directive_desk", None)
    client.force_login(account)
    return client


def test_the_pages_open_and_can_be_taken_away(directive: Directive, office: Office, desk: Client) -> None:
    case = finished_after_first_promise(directive, office)
    page = desk.get("/directives/statistics/").content.decode()
    assert "/directives/statistics/cases/late/first/" in page
    listed = desk.get("/directives/statistics/cases/late/first/")
    assert case.code in listed.content.decode()
    assert case.code not in desk.get("/directives/statistics/cases/late/current/").content.decode()
    assert desk.get("/directives/statistics/cases/nothing/first/").status_code == 404
    for address in (
        "/directives/extensions/", f"/directives/{directive.pk}/extensions/", "/directives/statistics/units/",
        f"/directives/extensions/?agency={office.stc.pk}",
        f"/directives/statistics/cases/total/current/?unit={office.stc.pk}",
    ):  # fmt: skip
        assert desk.get(address).status_code == 200, address
    assert case.code in taken(desk, "/directives/extensions/?export=csv").decode()
    assert "Sở Tài chính" in taken(desk, "/directives/statistics/units/?export=csv").decode()
    assert case.code in taken(desk, "/directives/statistics/cases/total/current/?export=csv").decode()


def taken(desk: Client, address: str) -> bytes:
    """The file behind an address, read to its end."""
    answer = desk.get(address)
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a stream


def test_units_with_most_overdue_tasks_stand_first() -> None:
    """Counts decide, not shares; of two equal ones the one that was given more, else the order of the organisation."""

    def unit(pk: int, overdue: int, total: int) -> UnitRow:
        return UnitRow(pk, f"Sở {pk}", pk, {"overdue": overdue, "total": total, "completed": 0})

    rows = [unit(1, 0, 30), unit(2, 1, 1), unit(3, 4, 40), unit(4, 1, 9), unit(5, 0, 30)]
    assert [row.pk for row in most_overdue_first(rows)] == [3, 4, 2, 1, 5]
