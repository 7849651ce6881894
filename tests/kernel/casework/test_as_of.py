"""As it stood at that moment: what has happened since does not show, what was promised since does not count."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from congvu.domain.onestop.actions import ending, paying, supplementing
from congvu.kernel.casework.models import Case, Confidentiality, Custody
from congvu.kernel.casework.queries.as_of import Stood, picture, stood
from congvu.kernel.org import actions as org
from congvu.kernel.org.queries import subtree_ids
from tests.domain.internal.conftest import may
from tests.domain.onestop.shop import Shop, at, shop  # noqa: F401 -- a fixture

BEGIN = at(2)


def seen(shop: Shop, moment: datetime) -> dict[str, Stood]:  # noqa: F811 -- the fixture's type
    """What stood at the commune then, by code."""
    return {one.code: one for one in stood(units(shop), moment, BEGIN)}


def units(shop: Shop) -> frozenset[int]:  # noqa: F811
    return subtree_ids(shop.ward.pk) | {shop.ward.pk}


def test_every_moment_of_a_life_can_be_looked_at_again(shop: Shop) -> None:  # noqa: F811
    """Received Monday 9, papers asked for on Tuesday, brought on Thursday, settled Friday, fetched Monday 16."""
    dossier = shop.receive()
    shop.forward(dossier, shop.clerk, at(9, 10))
    shown: dict[datetime, tuple[str, str, datetime | None]] = {}

    def remember(moment: datetime) -> None:
        case = Case.objects.get(pk=dossier.pk)
        custody = Custody.objects.get(case=case, to_at=None)
        shown[moment] = (custody.state, case.station, case.due_at)

    remember(at(10, 8))
    supplementing.ask_supplement(actor=shop.specialist, case_id=dossier.pk, words="Bản vẽ", now=at(10, 9))
    remember(at(11, 9))
    supplementing.receive_supplement(actor=shop.clerk, case_id=dossier.pk, words="Đã nộp đủ", now=at(12, 9))
    remember(at(12, 10))
    shop.forward(dossier, shop.specialist, at(12, 15))
    ending.settle(actor=shop.chairman, case_id=dossier.pk, now=at(13, 9))
    remember(at(13, 10))
    paying.collect(actor=shop.clerk, charge_id=dossier.charges.get().pk, paid_by="cash", now=at(16, 8))
    ending.return_result(actor=shop.clerk, case_id=dossier.pk, now=at(16, 9))
    remember(at(16, 10))
    assert len({due for _state, _station, due in shown.values()}) > 1
    code = dossier.case.code
    for moment, (state, station, due) in shown.items():
        one = seen(shop, moment)[code]
        assert (one.state, one.station, one.due_at) == (state, station, due), moment
    assert code not in seen(shop, at(9, 8))
    assert seen(shop, at(16, 10))[code].ended_at == at(16, 9)


def test_the_picture_of_then_stays_the_same_whatever_happens_later(shop: Shop) -> None:  # noqa: F811
    dossiers = [shop.receive(key=f"k{n}") for n in range(5)]
    for one in dossiers:
        shop.forward(one, shop.clerk, at(9, 10))
    then = picture(units(shop), at(9, 11), BEGIN)
    assert (then.cases, then.tallies["onestop_dossier"].running) == (5, 5)
    shop.receive(key="later", now=at(9, 14))
    supplementing.ask_supplement(actor=shop.specialist, case_id=dossiers[0].pk, words="Bản vẽ", now=at(10, 9))
    ending.stop_at_wish(actor=shop.clerk, case_id=dossiers[1].pk, words="Đơn ngày 10", now=at(10, 10))
    assert picture(units(shop), at(9, 11), BEGIN) == then
    now = picture(units(shop), at(10, 11), BEGIN)
    assert (now.tallies["onestop_dossier"].running, now.tallies["onestop_dossier"].closed) == (5, 1)
    assert now.sha256 != then.sha256


def test_the_digest_binds_the_listing_that_anybody_can_write_again(shop: Shop) -> None:  # noqa: F811
    """Opened at a fraction of a second, closed, and due by a date that has moved since: the lines are the same."""
    dossiers = [shop.receive(key=f"k{n}", now=at(9, 9) + timedelta(microseconds=n)) for n in range(3)]
    for one in dossiers:
        shop.forward(one, shop.clerk, at(9, 10))
    ending.stop_at_wish(actor=shop.clerk, case_id=dossiers[1].pk, words="Đơn ngày 9", now=at(9, 11))
    supplementing.ask_supplement(actor=shop.specialist, case_id=dossiers[0].pk, words="Bản vẽ", now=at(10, 9))
    supplementing.receive_supplement(actor=shop.clerk, case_id=dossiers[0].pk, words="Đã nộp đủ", now=at(12, 9))
    moment = at(9, 12)
    listing = sorted(
        "\t".join((one.code, one.kind, one.station, one.state, utc(one.opened_at), utc(one.due_at))) + "\n"
        for one in stood(units(shop), moment, BEGIN)
    )
    taken = picture(units(shop), moment, BEGIN)
    assert len(listing) == taken.cases == 3
    assert taken.sha256 == sha256("".join(listing).encode()).hexdigest()


def utc(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f") if moment else ""


def test_late_is_who_was_late_then(shop: Shop) -> None:  # noqa: F811
    dossier = shop.receive()
    assert dossier.case.due_at is not None
    assert picture(units(shop), dossier.case.due_at, BEGIN).tallies["onestop_dossier"].late == 0
    after = dossier.case.due_at + timedelta(minutes=1)
    assert picture(units(shop), after, BEGIN).tallies["onestop_dossier"].late == 1


def test_a_day_off_announced_later_does_not_reach_back(shop: Shop) -> None:  # noqa: F811
    dossier = shop.receive()
    promised = dossier.case.due_at
    owner = may(shop.office.desk, "org.calendar.edit")
    calendar = org.give_own_calendar(actor=owner, agency=shop.ward, code="xa", name="Lịch xã", now=at(2))
    org.announce_day(
        actor=owner, calendar=calendar, day=at(11).date(), kind="off", source="QĐ 2", label="Bão", now=at(10, 9)
    )  # fmt: skip
    assert seen(shop, at(10, 8))[dossier.case.code].due_at == promised


def test_what_is_sealed_is_not_counted(shop: Shop) -> None:  # noqa: F811
    shop.office.case()
    everywhere = {*units(shop), shop.office.snv.pk, shop.office.vpubnd.pk}
    now = shop.office.now + timedelta(hours=1)
    before = picture(everywhere, now, now)
    shop.office.case(confidentiality=Confidentiality.SEALED)
    assert before.cases > 0
    assert picture(everywhere, now, now) == before


def test_the_picture_costs_the_same_statements_for_one_case_and_for_many(
    shop: Shop, django_assert_num_queries: Any  # noqa: F811
) -> None:
    theirs = units(shop)
    picture(theirs, at(9, 8), BEGIN)  # calendars are read once
    for n in range(3):  # one more statement where dates have moved since
        dossier = shop.receive(key=f"k{n}")
        with django_assert_num_queries(2 + bool(n)):
            picture(theirs, at(9, 11), BEGIN)
        shop.forward(dossier, shop.clerk, at(9, 10))
        supplementing.ask_supplement(actor=shop.specialist, case_id=dossier.pk, words="Bản vẽ", now=at(10, 9))
        supplementing.receive_supplement(actor=shop.clerk, case_id=dossier.pk, words="Đã nộp đủ", now=at(12, 9))
        with django_assert_num_queries(3):
            picture(theirs, at(9, 11), BEGIN)
