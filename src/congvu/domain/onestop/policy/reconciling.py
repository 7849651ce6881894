"""Đối soát: what the portal says of a dossier beside what we say, difference by difference, and why it may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from congvu.core.service_index import Course, judged, on_time_by_law
from congvu.core.working_time import HANOI
from congvu.domain.onestop.extract.portal_lists import Said
from congvu.domain.onestop.models import Difference

Kind, Cause = Difference.Kind, Difference.Cause
#: What the portal compares by where it says nothing itself.
NEEDED_FOR_A_VERDICT = frozenset({"NgayHenTra", "NgayKetThucXuLy"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """Hồ sơ theo sổ của ta. `waits`, `dead`: messages not taken; `changed_at`: when its last line was written."""

    code: str
    status: int
    course: Course
    changed_at: datetime
    waits: bool = False
    dead: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Chênh lệch: what differs, why it may be, and both texts."""

    kind: str
    cause: str
    ours: str = ""
    theirs: str = ""


def words(moment: datetime | None, *, by_day: bool = False) -> str:
    """A moment as a person reads it; a dash for none."""
    if moment is None:
        return "–"
    local = moment.astimezone(HANOI)
    return f"{local:%d/%m/%Y}" if by_day else f"{local:%d/%m/%Y %H:%M}"


def same(ours: datetime | None, theirs: datetime | None, *, by_day: bool) -> bool:
    """The same moment to the minute, or the same day where only a day was told."""
    if ours is None or theirs is None:
        return ours is theirs
    return words(ours, by_day=by_day) == words(theirs, by_day=by_day)


def compared(own: Own | None, said: Said | None, said_at: datetime, until: datetime) -> list[Found]:
    """Every difference about one dossier; `until` is the end of the period. At least one side says something."""
    if own is None:
        return [Found(Kind.MISSING_HERE, Cause.UNKNOWN, theirs=_status_words(said.status if said else None))]
    if said is None:
        return [Found(Kind.MISSING_THERE, _on_its_way(own, said_at) or Cause.PORTAL, ours=_status_words(own.status))]
    cause = _on_its_way(own, said_at) or Cause.PORTAL
    found = []
    if "TrangThaiHoSo" in said.told and said.status != own.status:
        found.append(Found(Kind.STATUS, cause, _status_words(own.status), _status_words(said.status)))
    for kind, name, ours, theirs in (
        (Kind.DUE, "NgayHenTra", own.course.due_at, said.due_at),
        (Kind.ENDED, "NgayKetThucXuLy", own.course.ended_at, said.ended_at),
    ):
        by_day = name in said.by_day
        if name in said.told and not same(ours, theirs, by_day=by_day):
            found.append(Found(kind, cause, words(ours, by_day=by_day), words(theirs, by_day=by_day)))
    asked = len(own.course.requests)
    if said.asked is not None and said.asked != asked:
        found.append(Found(Kind.ASKED, cause, str(asked), str(said.asked)))
    return [*found, *_verdict(own, said, said_at, until)]


def _on_its_way(own: Own, said_at: datetime) -> str:
    """Why the portal cannot know yet; empty when it was told."""
    if own.dead:
        return Cause.OURS_DEAD
    if own.waits:
        return Cause.OURS_WAITS
    return Cause.AFTER if own.changed_at > said_at else ""


def their_verdict(own: Own, said: Said, until: datetime) -> bool | None:
    """What the portal would say: its own word, else the index's rule on its own dates; None where it told neither."""
    if said.on_time is not None:
        return said.on_time
    if not said.told >= NEEDED_FOR_A_VERDICT:
        return None
    requests = own.course.requests if said.asked in (None, len(own.course.requests)) else ()
    course = Course(
        received_at=said.received_at or own.course.received_at, due_at=said.due_at, ended_at=said.ended_at,
        due_moved=own.course.due_moved, requests=requests,
    )  # fmt: skip
    return judged(course, until).on_time and (said.asked or 0) <= 1


def _verdict(own: Own, said: Said, said_at: datetime, until: datetime) -> list[Found]:
    theirs = their_verdict(own, said, until)
    ours = judged(own.course, until).on_time
    if theirs is None or theirs == ours:
        return []
    return [Found(Kind.VERDICT, _on_its_way(own, said_at) or _whose(own, ours, until), _verdict_words(ours),
                  _verdict_words(theirs))]  # fmt: skip


def _whose(own: Own, ours: bool, until: datetime) -> str:
    """On whose clock the difference lies."""
    if not ours:
        return Cause.AGENCY
    if len(own.course.requests) == 1:
        return Cause.APPLICANT
    return Cause.PORTAL if on_time_by_law(own.course, until) else Cause.BY_DAY


def _status_words(status: int | None) -> str:
    return "–" if status is None else str(status)


def _verdict_words(on_time: bool) -> str:
    return "on_time" if on_time else "late"


def agreed(found: Iterable[list[Found]]) -> int:
    """How many dossiers have no difference."""
    return sum(not one for one in found)
