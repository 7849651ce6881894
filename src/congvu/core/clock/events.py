"""Sự kiện của đồng hồ. What can happen to a deadline, the rule it follows, and what is impossible.

Events are facts with a moment; everything else about a deadline is reckoned from them and never stored as truth.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from congvu.core.refusals import Invalid, Refusal
from congvu.core.working_time import PLAIN, Limit, ReceptionRule, Standing


class Owner(StrEnum):
    """Thời gian của ai. Whose time passes."""

    AGENCY = "agency"
    """Cơ quan giải quyết."""
    APPLICANT = "applicant"
    """Người nộp hồ sơ."""
    CONSULTED = "consulted"
    """Cơ quan được lấy ý kiến."""
    HIGHER = "higher"
    """Cấp trên."""
    OUTAGE = "outage"
    """Sự cố được công bố."""
    TRANSFER = "transfer"
    """Đang luân chuyển giữa hai nơi: given but not yet accepted."""
    CLOSED = "closed"
    """Đã kết thúc, between an end and a re-opening."""


class EventKind(StrEnum):
    """Loại sự kiện."""

    START = "start"
    TURN = "turn"
    """Whose time it is changes while the clock runs on (hand-over, acceptance, consultation without a pause)."""
    PAUSE = "pause"
    RESUME = "resume"
    RESTART = "restart"
    NEXT_PHASE = "next_phase"
    EXTEND = "extend"
    OUTAGE = "outage"
    STOP = "stop"
    REOPEN = "reopen"


WAITING_FOR = (Owner.APPLICANT, Owner.CONSULTED, Owner.HIGHER, Owner.OUTAGE)
"""On whose time a clock can be paused: never the agency's own, never time in transfer."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Căn cứ. A coded ground with its words and the text it stands in."""

    code: str
    vi: str
    en: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockEvent:
    """Sự kiện. One fact.

    `owner`: whose time passes from here on (START, TURN, RESUME, RESTART, NEXT_PHASE, REOPEN: the agency's when
    not said; PAUSE must say it). `limit`: the limit of the new phase (NEXT_PHASE), another one than the rule's
    (START, RESTART), or what is added to the due moment (EXTEND). `until`: the new due moment (EXTEND) or the end
    of the outage (OUTAGE). `promise`: the due moment as it was told then; once recorded it is never reckoned again.
    """

    kind: EventKind
    at: datetime
    owner: Owner | None = None
    ground: Ground | None = None
    limit: Limit | None = None
    until: datetime | None = None
    promise: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRule:
    """Quy tắc thời hạn. The limit of a kind of work and how it behaves.

    `source` names instrument and article. `pauses_move_due`: for limits that are not working time (calendar
    days, months, working days to closing time) whether a pause moves the due date by its own days; working time
    always moves by exactly the paused working time, a named date never moves. `pause_grounds`: the codes that
    may stop the clock, None for any. `max_extensions`: how often it may be extended, None for without bound.
    """

    code: str
    limit: Limit
    source: str = ""
    standing: Standing = "verified"
    reception: ReceptionRule = PLAIN
    pauses_move_due: bool = True
    pause_grounds: frozenset[str] | None = None
    max_extensions: int | None = None


class ImpossibleSequence(Refusal):
    """Chuỗi sự kiện không hợp lệ. Base of what cannot happen to a clock; `event` is the event that was refused."""

    code = "impossible_sequence"

    def __init__(self, message: str, event: ClockEvent | None = None, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.event = event


class NotStarted(ImpossibleSequence):
    """Đồng hồ chưa chạy. Something happened before the start, or nothing happened at all."""

    code = "clock_not_started"


class AlreadyStarted(ImpossibleSequence):
    """Đồng hồ đã chạy. A second start."""

    code = "clock_already_started"


class EventBeforePrevious(ImpossibleSequence):
    """Sự kiện lùi về trước. An event is earlier than the one before it."""

    code = "event_before_previous"


class AlreadyPaused(ImpossibleSequence):
    """Đồng hồ đang tạm dừng."""

    code = "clock_already_paused"


class ResumeWithoutPause(ImpossibleSequence):
    """Tiếp tục khi không tạm dừng."""

    code = "resume_without_pause"


class ClockStopped(ImpossibleSequence):
    """Đồng hồ đã dừng hẳn. Only re-opening is possible after the end."""

    code = "clock_stopped"


class ReopenWithoutStop(ImpossibleSequence):
    """Mở lại khi chưa kết thúc."""

    code = "reopen_without_stop"


class GroundRefused(ImpossibleSequence):
    """Căn cứ không được phép. A pause without a ground, or on one that the rule does not name."""

    code = "ground_refused"


class ExtensionRefused(ImpossibleSequence):
    """Không gia hạn được. Too many extensions, or one that gives no more time."""

    code = "extension_refused"


class AskedTooEarly(Invalid):
    """Hỏi về quá khứ. The state was asked for a moment before the last event; leave later events out."""

    code = "asked_too_early"
