"""The nine indicators over real dossiers: points told by hand beside points told by the database."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from congvu.domain.onestop.actions import ending, papers, supplementing
from congvu.domain.onestop.queries.scores import agencies, staff
from congvu.domain.onestop.queries.settlement import Period
from congvu.kernel.accounts.policy import Actor
from tests.domain.internal.conftest import may
from tests.domain.onestop.shop import Shop, at
from tests.domain.onestop.test_settlement import READ, _settled

WEEK = Period(date(2026, 11, 9), date(2026, 11, 20))


def test_an_agencys_indicators_are_means_to_one_decimal_half_upwards(shop: Shop) -> None:
    early, also, on_day, late = (
        _settled(shop, at(9), at(10)), _settled(shop, at(9), at(10, 10)), _settled(shop, at(9), at(12, 8)),
        _settled(shop, at(9), at(13, 10)),
    )  # fmt: skip
    (found,) = agencies(may(shop.chairman, READ), WEEK)
    assert found.pk == shop.ward.pk
    assert (found.n, found.told) == (4, 0)
    assert found.scores[1] == Decimal("1.3")  # 2, 2, 1, 0
    assert found.scores[3] == Decimal("2.0")
    assert found.scores[4] == Decimal("1.0")  # each went to the desk
    assert (found.scores[6], found.scores[8], found.scores[9]) == (Decimal("0.0"), None, Decimal("0.0"))
    papers.evaluate(actor=Actor.system(), case_id=early.case_id, satisfaction=5, way="device", contacts=0, agencies=0,
                    now=at(13, 11))  # fmt: skip
    (found,) = agencies(may(shop.chairman, READ), WEEK)
    assert (found.told, found.scores[4]) == (1, Decimal("1.3"))  # 2, 1, 1, 1
    assert {one.case_id for one in (also, on_day, late)}


def test_papers_asked_for_cost_points_of_the_third_indicator(shop: Shop) -> None:
    dossier = shop.receive()
    shop.forward(dossier, shop.clerk, at(9, 10))
    supplementing.ask_supplement(actor=shop.specialist, case_id=dossier.case_id, words="Ảnh", now=at(9, 11))
    supplementing.receive_supplement(actor=shop.clerk, case_id=dossier.case_id, now=at(10, 9))
    shop.forward(dossier, shop.specialist, at(10, 10))
    ending.settle(actor=shop.chairman, case_id=dossier.case_id, now=at(10, 11))
    (found,) = agencies(may(shop.chairman, READ), WEEK)
    assert found.scores[3] == Decimal("1.0")


def test_a_person_answers_for_his_own_stations(shop: Shop) -> None:
    _settled(shop, at(9), at(13, 10))
    found = {one.pk: one for one in staff(may(shop.chairman, READ), WEEK, shop.ward.pk)}
    assert found[shop.clerk.official_id or 0].scores[2] == Decimal("2.0")
    assert found[shop.specialist.official_id or 0].scores[2] == Decimal("0.0")
    assert found[shop.specialist.official_id or 0].scores[1] == Decimal("0.0")
    assert agencies(shop.stranger, WEEK) == []
