"""Giấy diễn giải thời hạn. The derivation of a due date, line by line, from the same replay as the number.

The Vietnamese text is canonical: it is hashed, printed, and the same for staff, citizen and court.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from congvu.core.clock.events import ClockEvent, ClockRule, Owner
from congvu.core.clock.replay import Replay
from congvu.core.working_time import TraceLine, WorkCalendar, from_axis, moment_words
from congvu.core.working_time.narration import note_years
from congvu.core.working_time.trace import Trace
from congvu.core.working_time.wording import SENTENCES as WORKING_TIME_SENTENCES
from congvu.core.working_time.wording import Params, Sentence

OWNERS: dict[Owner, tuple[str, str]] = {
    Owner.AGENCY: ("cơ quan giải quyết", "the agency"),
    Owner.APPLICANT: ("người nộp hồ sơ", "the applicant"),
    Owner.CONSULTED: ("cơ quan được lấy ý kiến", "the consulted body"),
    Owner.HIGHER: ("cấp trên", "the higher level"),
    Owner.OUTAGE: ("sự cố được công bố", "a declared outage"),
    Owner.TRANSFER: ("đang luân chuyển", "in transfer"),
    Owner.CLOSED: ("đã kết thúc", "closed"),
}
"""Words for whose time it is: (vi, en)."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """Giấy diễn giải. `due` is None while an open pause keeps the date unknown; the lines say so."""

    due: datetime | None
    lines: tuple[TraceLine, ...]

    def text(self, language: str = "vi") -> str:
        """All sentences, one a line, each ending with a line break."""
        return "".join(render(line, language) + "\n" for line in self.lines)

    @property
    def sha256(self) -> str:
        """Hash of the canonical (Vietnamese) text in UTF-8, hex."""
        return sha256(self.text("vi").encode()).hexdigest()


def certify(rule: ClockRule, events: Sequence[ClockEvent], calendar: WorkCalendar) -> Certificate:
    """Diễn giải hạn. Errors as `reckon`; the due moment is the one `reckon` gives for the same events."""
    trace = Trace()
    trace.note("calendar", name=calendar.name, code=calendar.code, version=calendar.version)
    trace.note("rule", code=rule.code, source=rule.source, standing=rule.standing)
    replay = Replay(rule, calendar, trace).play(events)
    trace.note("derivation", at=from_axis(replay.stage.runs_from).isoformat(), phase=replay.stage.number)
    due = replay.due(trace=trace)
    last = replay.latest if due is None else due
    note_years(calendar, replay.started, last, trace)
    if due is None:
        trace.note("due_unknown")
    else:
        trace.note("due", at=from_axis(due).isoformat())
    return Certificate(None if due is None else from_axis(due), tuple(trace.lines))


def render(line: TraceLine, language: str = "vi") -> str:
    """The sentence of one line in "vi" or "en"."""
    return SENTENCES[line.code](line.params, "vi" if language == "vi" else "en")


def _moment(params: Params, name: str, language: str) -> str:
    return moment_words(datetime.fromisoformat(str(params[name])), language)


def _owner(params: Params, language: str) -> str:
    return OWNERS[Owner(str(params["owner"]))][language != "vi"] if params["owner"] else ""


def _ground(params: Params, language: str) -> str:
    """“, căn cứ: … (điều khoản)”, empty without a ground."""
    if not params["ground"]:
        return ""
    words = params["ground_vi"] if language == "vi" else params["ground_en"]
    source = f" ({params['source']})" if params["source"] else ""
    return f", {'căn cứ' if language == 'vi' else 'ground'}: {words}{source}"


def _event(vi: str, en: str) -> Sentence:
    """A sentence "HH:MM day: what, on whose time, ground."."""

    def sentence(params: Params, language: str) -> str:
        words = vi if language == "vi" else en
        for_whom = _owner(params, language)
        owner = f", {'thuộc thời gian' if language == 'vi' else 'on the time of'}: {for_whom}" if for_whom else ""
        ending = f"{_extent(params, language)}{owner}{_ground(params, language)}"
        return f"{_moment(params, 'at', language)}: {words}{ending}."

    return sentence


def _extent(params: Params, language: str) -> str:
    """What an event adds or until when it lasts."""
    limit = params["limit_vi"] if language == "vi" else params["limit_en"]
    text = f" {limit}" if limit else ""
    if params["until"]:
        text += f" {'đến' if language == 'vi' else 'until'} {_moment(params, 'until', language)}"
    return text


def _said(vi: Callable[[Params], str], en: Callable[[Params], str]) -> Sentence:
    return lambda params, language: vi(params) if language == "vi" else en(params)


def _rule_words(params: Params, language: str) -> str:
    source = f", {params['source']}" if params["source"] else ""
    doubt = {"unverified": ("chưa kiểm chứng", "unverified"), "local": ("quy định nội bộ", "local rule")}
    standing = doubt.get(str(params["standing"]))
    note = f" ({standing[language != 'vi']})" if standing else ""
    return f"{params['code']}{source}{note}"


SENTENCES: dict[str, Sentence] = {
    **WORKING_TIME_SENTENCES,
    "rule": _said(lambda p: f"Quy tắc: {_rule_words(p, 'vi')}.", lambda p: f"Rule: {_rule_words(p, 'en')}."),
    "event_start": _event("Bắt đầu tính thời hạn", "The limit begins"),
    "event_turn": _event("Chuyển giao, thời hạn vẫn tính", "Handed on, the limit runs on"),
    "event_pause": _event("Tạm dừng tính thời hạn", "The clock is paused"),
    "event_resume": _event("Tiếp tục tính thời hạn", "The clock goes on"),
    "event_restart": _event("Tính lại thời hạn từ đầu", "The full limit begins anew"),
    "event_next_phase": _event("Sang giai đoạn tiếp theo, thời hạn", "The next phase begins, limit"),
    "event_extend": _event("Gia hạn", "Extended"),
    "event_outage": _event("Sự cố được công bố, không tính", "Declared outage, not counted"),
    "event_stop": _event("Kết thúc", "Ended"),
    "event_reopen": _event("Mở lại, tính tiếp thời hạn còn lại", "Re-opened, what was left runs on"),
    "promised": _said(
        lambda p: f"Hạn hẹn: {_moment(p, 'at', 'vi')}.",
        lambda p: f"Promised: {_moment(p, 'at', 'en')}.",
    ),
    "derivation": _said(
        lambda p: f"Cách tính hạn hiện tại (giai đoạn {p['phase']}), từ {_moment(p, 'at', 'vi')}:",
        lambda p: f"How the current due date follows (phase {p['phase']}), from {_moment(p, 'at', 'en')}:",
    ),
    "moved": _said(
        lambda p: f"Thời gian không tính làm hạn lùi từ {_moment(p, 'before', 'vi')} đến {_moment(p, 'after', 'vi')}.",
        lambda p: f"Time not counted moves it from {_moment(p, 'before', 'en')} to {_moment(p, 'after', 'en')}.",
    ),
    "due_unknown": _said(
        lambda _: "Hạn: chưa xác định, vì đang tạm dừng.",
        lambda _: "Due: not known while the clock is paused.",
    ),
}
"""One sentence for each code of line that a certificate may hold."""
