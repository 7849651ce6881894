"""Form 06 over real dossiers: what adds up, what is carried over, and that every number opens its dossiers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from congvu.core.settlement_form import FORM_06, FORM_2026, continuous, faults
from congvu.domain.onestop.actions import apologising, ending, submitting
from congvu.domain.onestop.models import Dossier
from congvu.domain.onestop.queries.settlement import BY, Period, behind, report
from congvu.kernel.accounts.policy import Actor
from tests.domain.internal.conftest import may
from tests.domain.onestop.shop import Shop, at

READ = "onestop.report.read"
FIRST, SECOND = Period(date(2026, 11, 9), date(2026, 11, 13)), Period(date(2026, 11, 14), date(2026, 11, 20))


@pytest.fixture
def reader(shop: Shop) -> Actor:
    """Whoever reports for the ward."""
    return may(shop.chairman, READ)


def _settled(shop: Shop, received: datetime, settled: datetime, sort: str = "copy", **given: Any) -> Dossier:
    dossier = shop.receive(sort, now=received, **given)
    shop.forward(dossier, shop.clerk, received)
    shop.forward(dossier, shop.specialist, settled)
    ending.settle(actor=shop.chairman, case_id=dossier.case_id, now=settled)
    return dossier


@pytest.fixture
def week(shop: Shop) -> Shop:
    """A week at the desk: early, on the day, late, apologised for, withdrawn, still open, and two submissions."""
    _settled(shop, at(9), at(10))
    _settled(shop, at(9), at(12, 8))
    _settled(shop, at(9), at(13, 10))
    shop.receive(now=at(10))
    shop.receive(now=at(13, 14), channel="post")
    late = shop.receive(now=at(9, 10))
    shop.forward(late, shop.clerk, at(9, 11))
    apologising.draft_apology(actor=shop.specialist, case_id=late.case_id, ground="lateness.own_delay",
                              words="Chờ xác minh", new_due_on=date(2026, 11, 17), now=at(10))  # fmt: skip
    apologising.sign_apology(actor=shop.chairman, case_id=late.case_id, now=at(11))
    shop.forward(late, shop.specialist, at(16))
    ending.settle(actor=shop.chairman, case_id=late.case_id, now=at(17, 9))
    gone = shop.receive(now=at(12))
    ending.stop_at_wish(actor=shop.clerk, case_id=gone.case_id, words="Tại quầy", now=at(12, 10))
    for key in ("a", "b"):
        online = submitting.submit_online(
            actor=Actor.system(), desk_id=shop.ward_desk_id, reception=shop.reception(key=key), now=at(11)
        )
    submitting.accept_submission(actor=shop.clerk, case_id=online.case_id, now=at(11, 14))
    return shop


def test_the_form_of_a_week_adds_up_and_the_next_week_carries_over_what_it_left(week: Shop, reader: Actor) -> None:
    first, second = report(reader, FIRST), report(reader, SECOND)
    assert faults([line.tally for line in first.lines], first.whole) == ()
    assert faults([line.tally for line in second.lines], second.whole) == ()
    tally = first.whole
    assert (tally.online, tally.counter, tally.post, tally.carried) == (1, 6, 1, 0)
    assert (tally.early, tally.on_day, tally.late_plain, tally.withdrawn) == (1, 2, 1, 1)
    assert (tally.open, tally.waiting_late) == (4, 1)
    assert continuous(first.by_key(), second.by_key()) == {}
    assert (second.whole.carried, second.whole.late_apology, second.whole.received) == (4, 1, 4)


@pytest.mark.parametrize("by", BY)
def test_every_number_opens_exactly_its_dossiers(week: Shop, reader: Actor, by: str) -> None:
    for period in (FIRST, SECOND):
        found = report(reader, period, by)
        for form in (FORM_06, FORM_2026):
            for leaf in form.leaves:
                for line in found.lines:
                    listed = behind(reader, period, leaf.count, by, line.key).count()
                    assert listed == getattr(line.tally, leaf.count), (leaf.count, line.key)
                assert behind(reader, period, leaf.count, by).count() == getattr(found.whole, leaf.count)


def test_who_may_not_report_sees_no_number(week: Shop) -> None:
    assert report(week.stranger, FIRST).whole.is_nothing


def test_the_form_takes_one_statement(week: Shop, reader: Actor, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        report(reader, FIRST)
