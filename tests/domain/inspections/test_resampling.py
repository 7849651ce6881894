"""Samples of the effect: due after months, drawn so that the draw can be done again, told with interval and rate."""

from __future__ import annotations

from datetime import datetime

import pytest

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.core.sampling import draw_cases, list_hash
from congvu.domain.inspections.actions import resampling
from congvu.domain.inspections.models import Resample
from congvu.domain.inspections.policy.months import months_after
from congvu.domain.inspections.queries import resamples
from congvu.kernel.casework.actions import Change, ClockDraft, open_cases
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from tests.domain.inspections.aftermath import After, after

__all__ = ["after"]


@pytest.fixture
def due(after: After) -> Resample:
    """The sample of a concluded finding."""
    after.whole()
    return Resample.objects.get()


def _cases(after: After, n: int, at: datetime) -> list[str]:
    """Tasks of the unit opened at a moment."""
    codes = [f"NV-2027-{number:06d}" for number in range(1, n + 1)]
    unit = after.unit.pk
    cases = [
        Case(code=code, kind="directive_task", title="Việc", skey=code, law_on=people.local_date(at), phase="assigned",
             station="carry_out", accountable_agency_id=unit, issuing_agency_id=after.top.pk, holder_agency_id=unit,
             opened_at=at)
        for code in codes
    ]  # fmt: skip
    open_cases([Change(one, "case.registered", clock=(ClockDraft("start", at),)) for one in cases],
               actor=after.actor("chair"), now=at)  # fmt: skip
    return codes


def test_a_sample_before_its_day_is_refused(after: After, due: Resample) -> None:
    with pytest.raises(MoveRefused):
        resampling.record_resample(actor=after.actor("member"), resample_id=due.pk, words="", size=5, faults=0,
                                   now=after.later(30))  # fmt: skip


def test_a_drawn_sample_can_be_drawn_again_by_anybody(after: After, due: Resample) -> None:
    codes = _cases(after, 30, after.later(100))
    row = resampling.draw_resample(actor=after.actor("member"), resample_id=due.pk, kind="directive_task",
                                   now=after.later(190))  # fmt: skip
    assert (row.population, row.size, row.listing_hash) == (30, 20, list_hash(codes))
    again = draw_cases(codes, row.size, bytes.fromhex(row.seed), f"resample {row.pk}")
    assert [one["code"] for one in row.cases] == list(again)
    with pytest.raises(MoveRefused):
        resampling.draw_resample(actor=after.actor("member"), resample_id=due.pk, kind="directive_task",
                                 now=after.later(190))  # fmt: skip


def test_cases_from_before_the_conclusion_are_not_drawn(after: After, due: Resample) -> None:
    _cases(after, 5, after.later(1))
    with pytest.raises(Invalid):
        resampling.draw_resample(actor=after.actor("member"), resample_id=due.pk, kind="directive_task",
                                 now=after.later(190))  # fmt: skip


def test_every_drawn_case_is_told_and_one_fault_means_it_came_back(after: After, due: Resample) -> None:
    _cases(after, 8, after.later(100))
    member = after.actor("member")
    row = resampling.draw_resample(actor=member, resample_id=due.pk, kind="directive_task", now=after.later(190))
    results = {one["code"]: "sound" for one in row.cases}
    with pytest.raises(Invalid):
        resampling.record_resample(actor=member, resample_id=due.pk, words="", results={}, now=after.later(190))
    results[row.cases[0]["code"]] = "fault"
    done = resampling.record_resample(actor=member, resample_id=due.pk, words="Một hồ sơ trễ.", results=results,
                                      now=after.later(191))  # fmt: skip
    assert (done.size, done.faults, done.came_back) == (8, 1, True)
    interval = resamples.interval_of(done)
    assert interval is not None
    assert interval.low == interval.high == 1 / 8  # the whole list was looked at
    with pytest.raises(MoveRefused):
        resampling.record_resample(actor=member, resample_id=due.pk, words="", results=results, now=after.later(192))


def test_what_is_no_case_is_counted_on_site(after: After, due: Resample) -> None:
    member = after.actor("member")
    for size, faults in ((0, 0), (3, 4), (5, -1)):
        with pytest.raises(Invalid):
            resampling.record_resample(actor=member, resample_id=due.pk, words="", size=size, faults=faults,
                                       now=after.later(190))  # fmt: skip
    done = resampling.record_resample(actor=member, resample_id=due.pk, words="", size=12, faults=0,
                                      now=after.later(190))  # fmt: skip
    assert done.came_back is False
    (rate,) = resamples.came_back()
    assert (rate.n, rate.back, rate.code) == (1, 0, after.item().code)


def test_the_unit_does_not_sample_itself(after: After, due: Resample) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        resampling.record_resample(actor=after.actor("chief"), resample_id=due.pk, words="", size=5, faults=0,
                                   now=after.later(190))  # fmt: skip


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [("2026-08-31", 6, "2027-02-28"), ("2027-08-31", 6, "2028-02-29"), ("2026-11-26", 6, "2027-05-26"),
     ("2026-12-31", 1, "2027-01-31"), ("2026-01-15", 0, "2026-01-15")],
)  # fmt: skip
def test_months_later_is_the_same_day_or_the_last_of_its_month(day: str, months: int, later: str) -> None:
    assert months_after(datetime.fromisoformat(day).date(), months).isoformat() == later
