"""Tiến độ giải quyết. Whether a dossier was on time as the index counts: by the day, not by the moment.

An appointment carries an hour and binds by it; the index compares days. Both are right, each in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from congvu.core.service_index.shares import rounded, share
from congvu.core.working_time import HANOI

DAY_SECONDS = 24 * 60 * 60


class Why(StrEnum):
    """Lý do kết luận. By which rule a dossier is on time or overdue."""

    BY_DAY = "by_day"
    BY_LIMIT = "by_limit"
    ASKED_TWICE = "asked_twice"
    NOTHING_TO_COMPARE = "nothing_to_compare"


@dataclass(frozen=True, slots=True)
class Request:
    """Yêu cầu bổ sung: asked at, and answered at unless it is still open."""

    asked_at: datetime
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Diễn biến hồ sơ. All moments know their zone.

    `due_at` is the appointment; `due_moved` says that it has been moved for the requests already, so that their time is
    not taken off a second time. `limit_seconds` serves where there is no appointment. `ended_at` is the end of work
    (NgayKetThucXuLy): refused, stopped, withdrawn, or processed, which comes before returned.
    """

    received_at: datetime
    due_at: datetime | None = None
    due_moved: bool = False
    ended_at: datetime | None = None
    requests: tuple[Request, ...] = ()
    limit_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Kết luận. `counted_to` is the moment the index takes for the end; `waited` the time of the applicant in it."""

    on_time: bool
    why: Why
    counted_to: datetime
    waited: timedelta


def counted_to(course: Course, until: datetime) -> datetime:
    """The end as the index takes it: the end of work; the first request while one is open; else that of the period."""
    if course.ended_at is not None:
        return course.ended_at
    if any(one.answered_at is None for one in course.requests):
        return min(one.asked_at for one in course.requests)
    return max(until, course.received_at)


def waited(course: Course, end: datetime) -> timedelta:
    """How long the applicant was waited for until `end`; requests that overlap count once."""
    total, reached = timedelta(), course.received_at
    for one in sorted(course.requests, key=lambda request: request.asked_at):
        begin, stop = max(one.asked_at, reached), min(one.answered_at or end, end)
        if stop > begin:
            total += stop - begin
            reached = stop
    return total


def judged(course: Course, until: datetime) -> Verdict:
    """On time or overdue in a period that ends at `until`.

    More than one request makes a dossier overdue whatever its days say. The day of the end is compared with the day
    of the appointment, inclusive. Without an appointment the time used is compared with the limit; with neither there
    is nothing to compare, and the dossier counts as on time.
    """
    end = counted_to(course, until)
    off = waited(course, end)
    if len(course.requests) > 1:
        return Verdict(False, Why.ASKED_TWICE, end, off)
    if course.due_at is not None:
        counted = end if course.due_moved else end - off
        return Verdict(_day(counted) <= _day(course.due_at), Why.BY_DAY, end, off)
    if course.limit_seconds is not None:
        used = end - course.received_at - off
        return Verdict(used <= timedelta(seconds=course.limit_seconds), Why.BY_LIMIT, end, off)
    return Verdict(True, Why.NOTHING_TO_COMPARE, end, off)


def on_time_by_law(course: Course, at: datetime) -> bool:
    """The appointment kept by the moment: what the law asks, whatever the index says. True without an appointment."""
    return course.due_at is None or (course.ended_at or at) <= course.due_at


def share_on_time(courses: Iterable[Course], until: datetime) -> Decimal | None:
    """Indicator 2.1: dossiers on time in per cent; None without dossiers."""
    verdicts = [judged(course, until).on_time for course in courses]
    return share(sum(verdicts), len(verdicts))


def average_days(courses: Sequence[Course], until: datetime) -> Decimal | None:
    """Indicator 2.2: mean time used in days of 24 hours, without the applicant's; None without dossiers."""
    if not courses:
        return None
    used = timedelta()
    for course in courses:
        end = counted_to(course, until)
        used += max(end - course.received_at - waited(course, end), timedelta())
    return rounded(Decimal(used // timedelta(seconds=1)) / DAY_SECONDS / len(courses))


def _day(moment: datetime) -> date:
    return moment.astimezone(HANOI).date()
