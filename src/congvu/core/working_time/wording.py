"""Lời văn của diễn giải. Sentences for trace lines, Vietnamese and English, from the same values.

The Vietnamese text is the canonical one: it is what is printed, hashed and shown to the citizen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from congvu.core.working_time.limits import duration_words
from congvu.core.working_time.trace import TraceLine, Value

Params = Mapping[str, Value]
Sentence = Callable[[Params, str], str]

_WEEKDAYS = {
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}

_REASONS = {
    "outside_hours": ("nhận ngoài giờ làm việc", "received outside working hours"),
    "after_cutoff": ("nhận sau giờ chốt tiếp nhận trong ngày", "received after the day's cut-off"),
    "before_closing": ("nhận sát giờ đóng cửa", "received too close to closing time"),
}

_STANDINGS = {
    "verified": ("", ""),
    "unverified": ("chưa kiểm chứng", "unverified"),
    "local": ("theo quyết định của cơ quan", "decided by the agency"),
}


def day_words(on: date, language: str) -> str:
    """Weekday and date: "Thứ Hai 23/02/2026" or "Monday 2026-02-23"."""
    weekday = _WEEKDAYS[_tongue(language)][on.weekday()]
    return f"{weekday} {on:%d/%m/%Y}" if language == "vi" else f"{weekday} {on.isoformat()}"


def moment_words(moment: datetime, language: str) -> str:
    """Time, weekday and date: "10:30 Thứ Hai 23/02/2026"; seconds only when there are any."""
    clock = f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
    return f"{clock} {day_words(moment.date(), language)}"


def _tongue(language: str) -> str:
    return "vi" if language == "vi" else "en"


def at(params: Params, name: str, language: str) -> str:
    """The moment kept as ISO text under `name`, in words."""
    return moment_words(datetime.fromisoformat(str(params[name])), language)


def on(params: Params, name: str, language: str) -> str:
    """The date kept as ISO text under `name`, in words."""
    return day_words(date.fromisoformat(str(params[name])), language)


def named(params: Params, language: str) -> str:
    """The name kept in both languages under "vi" and "en"."""
    return str(params[_tongue(language)])


def _why(params: Params, language: str) -> str:
    return _REASONS[str(params["why"])][language != "vi"]


def _source(params: Params, language: str) -> str:
    standing = _STANDINGS[str(params["standing"])][language != "vi"]
    inside = "; ".join(text for text in (str(params["source"]), standing) if text)
    return f" ({inside})" if inside else ""


def _weekdays(params: Params, language: str) -> str:
    return ", ".join(_WEEKDAYS[language][int(digit)] for digit in str(params["weekdays"]))


def _both(vi: Callable[[Params], str], en: Callable[[Params], str]) -> Sentence:
    return lambda params, language: vi(params) if language == "vi" else en(params)


SENTENCES: dict[str, Sentence] = {
    "calendar": _both(
        lambda p: f"Lịch áp dụng: {p['name']}, mã {p['code']}, phiên bản {p['version']}.",
        lambda p: f"Calendar: {p['name']}, code {p['code']}, version {p['version']}.",
    ),
    "received": _both(
        lambda p: f"Tiếp nhận lúc {at(p, 'at', 'vi')}.",
        lambda p: f"Received at {at(p, 'at', 'en')}.",
    ),
    "counted_from": _both(
        lambda p: f"Tính từ {at(p, 'at', 'vi')}, vì {_why(p, 'vi')}.",
        lambda p: f"Counted from {at(p, 'at', 'en')}, because {_why(p, 'en')}.",
    ),
    "limit": _both(lambda p: f"Thời hạn: {p['vi']}.", lambda p: f"Limit: {p['en']}."),
    "part": _both(
        lambda p: f"Phần {p['number']}/{p['of']}: {p['vi']}, tính từ {at(p, 'start', 'vi')}.",
        lambda p: f"Part {p['number']} of {p['of']}: {p['en']}, from {at(p, 'start', 'en')}.",
    ),
    "part_due": _both(
        lambda p: f"Phần {p['number']} kết thúc lúc {at(p, 'at', 'vi')}.",
        lambda p: f"Part {p['number']} ends at {at(p, 'at', 'en')}.",
    ),
    "day_off": _both(
        lambda p: f"Ngày nghỉ: {on(p, 'on', 'vi')}, {p['vi']}{_source(p, 'vi')}.",
        lambda p: f"Day off: {on(p, 'on', 'en')}, {p['en']}{_source(p, 'en')}.",
    ),
    "day_worked": _both(
        lambda p: f"Ngày làm bù: {on(p, 'on', 'vi')}, {p['vi']}{_source(p, 'vi')}.",
        lambda p: f"Worked in exchange: {on(p, 'on', 'en')}, {p['en']}{_source(p, 'en')}.",
    ),
    "day_hours": _both(
        lambda p: f"Giờ làm việc riêng: {on(p, 'on', 'vi')}, {p['hours']}, {p['vi']}{_source(p, 'vi')}.",
        lambda p: f"Hours of its own: {on(p, 'on', 'en')}, {p['hours']}, {p['en']}{_source(p, 'en')}.",
    ),
    "rest_days": _both(
        lambda p: f"Ngày nghỉ hằng tuần: {p['count']} ngày.",
        lambda p: f"Weekly rest days: {p['count']}.",
    ),
    "outage": _both(
        lambda p: (
            f"Sự cố được công bố: {at(p, 'start', 'vi')} đến {at(p, 'end', 'vi')}, {p['vi']},"
            f" không tính {duration_words(int(p['seconds']), 'vi')}{_source(p, 'vi')}."
        ),
        lambda p: (
            f"Declared outage: {at(p, 'start', 'en')} to {at(p, 'end', 'en')}, {p['en']},"
            f" {duration_words(int(p['seconds']), 'en')} not counted{_source(p, 'en')}."
        ),
    ),
    "rolled": _both(
        lambda p: f"Ngày cuối {on(p, 'on', 'vi')} là ngày nghỉ, chuyển sang {on(p, 'to', 'vi')}.",
        lambda p: f"The last day, {on(p, 'on', 'en')}, is a day off: rolled over to {on(p, 'to', 'en')}.",
    ),
    "year_unverified": _both(
        lambda p: f"Lưu ý: lịch nghỉ năm {p['year']} chưa được kiểm chứng theo văn bản chính thức.",
        lambda p: f"Note: the days off of {p['year']} are not confirmed by official texts.",
    ),
    "uneven_days": _both(
        lambda p: (
            f"Lưu ý: {_weekdays(p, 'vi')} có {duration_words(int(p['seconds']), 'vi')}, không phải 8 giờ,"
            " nên thời hạn tính bằng giờ lệch so với tính bằng ngày."
        ),
        lambda p: (
            f"Note: {_weekdays(p, 'en')}: {duration_words(int(p['seconds']), 'en')} a day, not 8,"
            " so limits in hours drift from limits in days."
        ),
    ),
    "due": _both(lambda p: f"Hạn: {at(p, 'at', 'vi')}.", lambda p: f"Due: {at(p, 'at', 'en')}."),
}
"""One sentence for each code of line that working time writes."""


def render(line: TraceLine, language: str = "vi") -> str:
    """The sentence of one line in "vi" or "en"."""
    return SENTENCES[line.code](line.params, _tongue(language))


def render_text(lines: Iterable[TraceLine], language: str = "vi") -> str:
    """All sentences, one a line, each ending with a line break."""
    return "".join(render(line, language) + "\n" for line in lines)
