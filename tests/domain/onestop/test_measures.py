"""Measures of the one-stop shop, worked out by hand for a handful of dossiers."""

from __future__ import annotations

from congvu.core.working_time import measure
from congvu.domain.onestop.actions import ending, submitting, supplementing
from congvu.domain.onestop.queries.lists import dossiers_for
from congvu.domain.onestop.queries.time_used import spread_of
from congvu.insight.measures import figure
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries.clocks import calendar_for
from tests.domain.onestop.shop import Shop, at


def _settled(shop: Shop, day: int, hour: int) -> int:
    dossier = shop.receive()
    shop.forward(dossier, shop.clerk, at(9, 10))
    shop.forward(dossier, shop.specialist, at(10))
    ending.settle(actor=shop.chairman, case_id=dossier.pk, now=at(day, hour))
    return int(dossier.pk)


def _pair(shop: Shop, name: str, day: int = 18) -> tuple[int, int | None]:
    found = figure(f"onestop.{name}", dossiers_for(shop.chairman), at(day))
    return found.numerator, found.denominator


def test_in_time_is_told_by_the_minute_and_by_the_day(shop: Shop) -> None:
    _settled(shop, 11, 10)  # in time
    _settled(shop, 12, 16)  # on the day, seven hours after the appointment
    _settled(shop, 13, 9)  # late
    assert _pair(shop, "on_time_rate") == (1, 3)
    assert _pair(shop, "on_time_by_day_rate") == (2, 3)
    assert _pair(shop, "received") == (3, None)
    assert _pair(shop, "settled") == (3, None)


def test_time_used_leaves_out_what_the_applicant_took(shop: Shop) -> None:
    dossier = shop.receive()
    shop.forward(dossier, shop.clerk, at(9, 10))
    supplementing.ask_supplement(actor=shop.specialist, case_id=dossier.pk, words="Ảnh", now=at(10))
    supplementing.receive_supplement(actor=shop.clerk, case_id=dossier.pk, words="Đủ", now=at(17))
    shop.forward(dossier, shop.specialist, at(17, 10))
    ending.settle(actor=shop.chairman, case_id=dossier.pk, now=at(18))
    calendar = calendar_for(Case.objects.get(pk=dossier.pk))
    own = measure(calendar, at(9), at(10)) + measure(calendar, at(17), at(18))
    found = spread_of(dossiers_for(shop.chairman))
    assert (found.n, found.median, found.p90) == (1, own // 60, own // 60)
    assert _pair(shop, "median_used") == (own // 60, None)
    assert _pair(shop, "measured") == (1, None)


def test_late_without_apology_and_asked_twice_are_counted(shop: Shop) -> None:
    shop.receive()
    dossier = shop.receive()
    shop.forward(dossier, shop.clerk, at(9, 10))
    supplementing.ask_supplement(actor=shop.specialist, case_id=dossier.pk, words="Ảnh", now=at(10))
    supplementing.receive_supplement(actor=shop.clerk, case_id=dossier.pk, words="Đủ", now=at(11))
    supplementing.ask_again(actor=shop.chairman, case_id=dossier.pk, words="Thêm", ground="second_supplement.new_fact",
                            now=at(12))  # fmt: skip
    assert _pair(shop, "late_without_apology") == (1, None)
    assert _pair(shop, "asked_twice") == (1, None)


def test_submissions_are_answered_within_eight_hours_or_not(shop: Shop) -> None:
    for key, day in (("a", 9), ("b", 12)):
        dossier = submitting.submit_online(
            actor=shop.clerk.system(), desk_id=shop.ward_desk_id, reception=shop.reception(key=key), now=at(9)
        )
        submitting.accept_submission(actor=shop.clerk, case_id=dossier.pk, now=at(day, 15))
    assert _pair(shop, "answered_in_time_rate") == (1, 2)
    assert _pair(shop, "online_rate") == (2, 2)
