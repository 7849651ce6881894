"""Thời hạn: when a clause must be done, as the text says it; nothing is computed that the text does not say.

"Trước ngày D" and "chậm nhất ngày D" give D; a month, quarter or year gives its last day; a period gives its end;
of several the latest counts. Start dates, facts, dates of cited documents and programme periods are no deadlines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date

from congvu.core.directive_text.dates import (
    last_day,
    last_day_of_quarter,
    make_date,
    quarter_number,
    whole_date_at,
    yearless_date_at,
)
from congvu.core.directive_text.model import DeadlineKind

_DONE = (
    r"(?:[Hh]oàn thành|[Xx]ong|[Bb]áo cáo|[Gg]ửi|[Tt]rình|[Hh]oàn tất|[Kk]ết thúc|[Tt]hời hạn|[Tt]hời gian"
    r"|[Pp]hê duyệt|[Bb]an hành|[Cc]ông khai)"
)
_TRIGGER = re.compile(
    r"(?<!\w)(?:(?P<before>(?:(?:[Cc]hậm nhất|[Tt]rễ nhất|[Mm]uộn nhất)(?: là)?(?: đến)? |[Đđ]ến |[Xx]ong "
    r")?[Tt]rước(?: hoặc trong)?)(?!\w)"
    r"|(?P<latest>(?:[Cc]hậm nhất|[Tt]rễ nhất|[Mm]uộn nhất|[Kk]hông (?:muộn|chậm|trễ|quá) hơn"
    r"|[Hh]ạn (?:cuối|chót)(?: cùng)?)(?: là)?(?: vào| đến| trong)?(?: hết)?:?)(?!\w)"
    r"|(?P<until>[Đđ]ến hết|[Hh]ết|[Đđ]ến cuối|[Cc]uối|[Vv]ào cuối|[Tt]rong)(?!\w)"
    r"|(?P<range>[Tt]ừ (?:ngày )?\d\d?/\d\d?(?:/\d{4})?\s?[-–]\s?(?:ngày )?(?=\d))"
    r"|(?P<in>[Vv]ào|[Đđ]ến)(?!\w)"
    r"|(?P<word>[Qq]u[ýí]\s+(?=[IVX\d])|[Tt]háng\s+(?=\d)|[Nn]ăm\s+(?=20)|[Nn]gày\s+(?=\d)"
    r"|(?<=: )(?=\d\d?[/.-]\d\d?[/.-]20\d\d)))"
)
_HOUR = r"(?:(?:lúc\s+)?\d{1,2}\s?(?:giờ|h|g|:)\s?(?:\d{2})?(?:\s?phút)?(?:\s(?:sáng|trưa|chiều|tối))?,?\s+(?=ngày\s))?"
_DAY_WORD = re.compile(
    rf"\s*{_HOUR}(?:(?:thời điểm|mốc)\s+)?(?:thứ (?:[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|\d),?\s+)?"
    r"(?:[Nn]gày\s+)?(?:khai giảng\s+|bầu cử\s+|(?:lễ |ngày lễ )?Quốc khánh\s+"
    r"|Tết Dương lịch\s+)?(?=\d)"
)
_HALF_YEAR = re.compile(r"\s*(?:0?6|sáu) tháng (đầu|cuối) năm (20\d\d)(?!\d)")
_PART = re.compile(
    r"\s*(?:đầu |giữa |cuối |hết )?(?:[Tt]háng\s+)(\d{1,2})(?:\s+năm\s+|\s?[/-]\s?)?(20\d\d)?(?!\s?[/\d])"
)
_SHORT_MONTH = re.compile(r"\s*(?:tháng\s+)?(\d{1,2})\s?/\s?(20\d\d)(?!\d)")
_QUARTER = re.compile(
    r"\s*(?:đầu |cuối |hết )?[Qq]u[ýí]\s+([IVX]{1,3}|[1-4])(?:(?:\s+năm\s+|\s?[/\-.]\s?|\s+)"
    r"(20\d\d))?(?!\w)"
)
_YEAR = re.compile(r"\s*(?:cuối |hết )?năm\s+(20\d\d)(?!\s?[-–]\s?(?:20)?\d)(?!\d)")
_MONTH_DAY_OF_PERIOD = re.compile(
    rf"\s*{_HOUR}"
    r"(?:ngày\s+)?(?:(\d{1,2})(?:\s*(?:,"
    r"|và)\s*(?:ngày\s+)?\d{1,2}(?:\s?/\s?\d{1,2})?)*(?:\s?/\s?\d{1,2}|\s+tháng\s+\d{1,2})?(?:\s*(?:,"
    r"|và)\s*(?:ngày\s+)?\d{1,2}(?:\s?/\s?\d{1,2}|\s+tháng\s+\d{1,2}))*)\s*(?:của\s+)?"
    r"(?P<each>(?:tháng\s+(?:cuối|đầu)\s+(?:mỗi\s+)?(?:của\s+)?(?:quý|kỳ|năm))|[hH][ằà]ng\s+(?:tháng|quý"
    r"|năm|tuần)|mỗi\s+(?:tháng|quý|năm)|các tháng|tháng tiếp theo|cuối (?:tháng|quý))"
)
_RELATIVE = re.compile(
    r"(?:(?:[Tt]rong(?:\s+thời\s+(?:hạn|gian))?(?:\s+tối đa)?|[Cc]hậm nhất(?:\s+là)?(?:\s+sau"
    r"|\s+trong)?(?:\s+vòng)?|[Tt]ối đa|[Kk]hông quá"
    r"|[Ss]au)\s+)(?:vòng\s+)?\d{1,3}\s*(?:\([^)]{1,20}\)\s*)?(?:ngày(?:\s+làm\s+việc)?"
    r"|giờ(?:\s+làm\s+việc)?|tháng|tuần)"
    r"(?:\s*(?:làm việc)?,?\s*(?:kể|tính)\s+từ\s+(?:ngày|khi|thời điểm)[^,;.()]{0,140}|\s+sau "
    r"khi[^,;.()]{0,100}|\s+trước khi[^,;.()]{0,100})?"
)
_SOON = re.compile(
    r"(?:trong thời gian sớm nhất|trong thời gian nhanh nhất|ngay trong ngày|ngay lập tức|sớm nhất có thể"
    r"|ngay sau khi[^,;.()]{3,80})"
)
_REFERENCE = re.compile(
    r"(?:theo (?:đúng )?(?:tiến độ|thời hạn|kế hoạch|lộ trình|thời gian)(?:,? (?:đề ra|được giao|quy định"
    r"|yêu cầu|[^,;.()]{3,60}?))?(?=[,;.)]|$)|(?:đúng|trong) thời (?:hạn|gian) (?:được )?(?:pháp luật "
    r")?(?:quy định|yêu cầu)(?: [^,;.()]{0,40})?"
    r"|trước (?:Tết|mùa (?:mưa|bão|lũ|khô))(?: [^,;.()]{1,40})?"
    r"|(?:tại|trong) [Kk]ỳ họp thứ [^,;.()]{1,40}(?:, Quốc hội khóa \w+)?)"
)
_PERIODIC = re.compile(
    r"(?:[Đđ]ịnh kỳ\s+)?(?:vào\s+)?(?:(?:[Hh][ằà]ng|[Mm]ỗi|[Tt]ừng|theo)\s+(?P<unit>tuần|tháng|quý|năm"
    r"|ngày)|(?P<count>\d{1,2})\s+tháng(?:/|\s+một\s+|\s+)lần|[Mm]ột năm một lần|mỗi năm một lần|06 "
    r"tháng,? (?:hằng |hàng )?năm|[Đđ]ịnh kỳ 6 tháng)"
)
_CONTINUOUS = re.compile(r"[Tt]hường xuyên(?!\w)")
_NOT_CONTINUOUS = re.compile(
    r"(?:chi|kinh phí|vốn|phiên họp|họp|nguồn|dự toán|chi phí|hoạt động|nhiệm vụ|đầu tư|ngân sách|cán bộ|không"
    r"|học tập|giáo dục)\s+\Z|sinh sống\s+\Z"
)
_NOT_PERIODIC = re.compile(
    r"(?:ngân sách|dự toán|dự toán chi|kế hoạch|kế hoạch công tác|chương trình|chương trình công tác|kế "
    r"hoạch vốn|chỉ số|tăng trưởng|kinh phí|báo cáo tài chính|bình quân|nguồn|vốn|kết quả|danh mục|cân đối"
    r"|nhà nước|trung ương|địa phương|trung hạn và|05 năm và|5 năm và|trung hạn,|chi|nhiệm vụ|đầu tư công"
    r"|phát triển kinh tế - xã hội|nghị quyết|nghị quyết,|khen thưởng|chỉ tiêu|mục tiêu|quyết toán)\s+\Z"
)
_RECURRENCE = {"tháng": "monthly", "quý": "quarterly", "năm": "yearly"}
_START = re.compile(
    r"(?:từ|kể từ|bắt đầu từ|từ đầu|áp dụng từ|tính từ|sau|phát sinh|ngày|giai đoạn|của|đợt|lúc|hồi|bắt đầu"
    r"|năm|Nghị quyết|Luật|Kế hoạch|[Qq]uý)\s+\Z",
    re.I,
)
_FACT_BEFORE = re.compile(
    r"(?:phát sinh|được cấp phép|đã[^,;.]{0,60}|có hiệu lực[^,;.]{0,30}|tính|xảy ra[^,;.]{0,30}|vừa "
    r"qua[^,;.]{0,10}|ký kết|chậm trễ|mưa lũ[^,;.]{0,30}|cho đến|ban hành)\s+\Z"
)
_FURTHER = re.compile(r"\s?(?:,|và|;)\s(?=(?:tháng|quý|[Qq]u[ýí])\s)")
_EVERY_YEAR = re.compile(r"\s*(?:hằng|hàng|mỗi)\s")
_AIMED_YEAR = re.compile(r"[Nn]ăm 20\d\d,? (?:phấn đấu|hoàn thành|đạt|giải ngân|cắt giảm)")


@dataclass(frozen=True, slots=True)
class When:
    """A deadline inside a block: offsets into the block's text."""

    start: int
    end: int
    on: date | None
    kind: DeadlineKind
    exclusive: bool
    confidence: float
    inferred: bool = False


def _day(text: str, at: int, year: int | None, month_hint: int | None) -> tuple[date | None, int, bool] | None:
    """Day at `at`: (date or None, end, whether the year was supplied from outside)."""
    word = _DAY_WORD.match(text, at)
    if not word:
        return None
    whole = whole_date_at(text, word.end())
    if whole:
        return whole[0], whole[1], False
    partial = yearless_date_at(text, word.end())
    if partial and year:
        month, day, end = partial
        return make_date(year + (1 if month_hint and month < month_hint - 6 else 0), month, day), end, True
    return None


def _period(text: str, at: int, year: int | None) -> tuple[date | None, int, DeadlineKind, bool] | None:
    """Month, quarter or year at `at`: (last day, end, kind, whether the year was supplied from outside)."""
    quarter = _QUARTER.match(text, at)
    if quarter:
        number, own = quarter_number(quarter[1]), quarter[2]
        used = int(own) if own else year
        return (
            (last_day_of_quarter(used, number) if number and used else None),
            quarter.end(),
            DeadlineKind.QUARTER,
            not own,
        )
    for pattern in (_SHORT_MONTH, _PART):
        month = pattern.match(text, at)
        if month:
            used = int(month[2]) if month[2] else year
            if _EVERY_YEAR.match(text, month.end()):
                return None
            return (last_day(used, int(month[1])) if used else None), month.end(), DeadlineKind.MONTH, not month[2]
    half = _HALF_YEAR.match(text, at)
    if half:
        return last_day(int(half[2]), 6 if half[1] == "đầu" else 12), half.end(), DeadlineKind.MONTH, False
    yearly = _YEAR.match(text, at)
    if yearly:
        return date(int(yearly[1]), 12, 31), yearly.end(), DeadlineKind.YEAR, False
    return None


def covered(ranges: list[tuple[int, int]], position: int) -> bool:
    """Whether `position` lies in one of the ranges, which are sorted and do not overlap."""
    at = bisect_right(ranges, (position, 1 << 60)) - 1
    return at >= 0 and position < ranges[at][1]


def find_deadlines(
    text: str, start: int, end: int, masked: list[tuple[int, int]], year: int | None, month: int | None
) -> list[When]:
    """All dated deadlines of ``text[start:end]``; `masked` ranges (citations) are not looked at. Linear."""
    results: list[When] = []
    position = start
    while True:
        found = _TRIGGER.search(text, position, end)
        if not found:
            return results
        position = max(found.end(), found.start() + 1)  # a bare day behind a colon is an empty match
        if covered(masked, found.start()):
            continue
        when = _read_trigger(text, found, start, year, month)
        if when and when.end <= end:
            results.append(when)
            position = max(when.end, position)
            further = _FURTHER.match(text, when.end, end) if when.on else None
            period = _period(text, further.end(), year) if further else None
            if period and period[0] and period[0] > (when.on or period[0]) and period[1] <= end:
                results.append(replace(when, end=period[1], on=period[0]))
                position = period[1]


_DATED_NEXT = re.compile(r"\s*(?:ngày(?!\w)|\d\d?[/.]\d\d?[/.]20\d\d)")


def _read_trigger(text: str, found: re.Match[str], start: int, year: int | None, month: int | None) -> When | None:
    kind = found.lastgroup
    at = found.end()
    before = text[max(start, found.start() - 45) : found.start()]
    if kind in ("before", "latest"):
        return _before_or_latest(text, found, before, year, month)
    if found[0].lower().startswith("cuối") and before.rstrip().endswith("tháng"):
        return None  # "những tháng cuối năm 2025" is a season, no term
    if kind == "in":
        periodic = _MONTH_DAY_OF_PERIOD.match(text, at)
        if periodic:
            return When(found.start(), periodic.end(), None, DeadlineKind.RECURRENT, False, 0.9)
    if kind == "range":
        ends = _day(text, at, year, month)
        return When(found.start(), ends[1], ends[0], DeadlineKind.ABSOLUTE, False, 0.7, ends[2]) if ends else None
    if kind == "word":
        return _bare_period(text, found, before, year, month)
    if _START.search(before) and kind == "in":
        return None
    day = _day(text, at, year, month) if _DATED_NEXT.match(text, at) or kind == "until" else None
    if day and not day[2]:
        return When(found.start(), day[1], day[0], DeadlineKind.ABSOLUTE, False, 0.9)
    if kind == "in":
        if found[0].lower() == "đến" and _YEAR.match(text, at):
            return None
        period = _period(text, at, year)
        if period and not period[3]:
            return When(found.start(), period[1], period[0], period[2], False, 0.85)
        return None
    period = _period(text, at, year)
    if not period:
        return None
    if "Đối với" in before and text[period[1] : period[1] + 1] == ",":
        return None
    if (
        found[0].lower() == "trong"
        and re.search(r"(?:đã|đạt|được)[^,;.]{0,30}\Z", before)
        and not re.search(_DONE, before)
    ):
        return None
    return When(found.start(), period[1], period[0], period[2], False, 0.8 if period[3] else 0.95, period[3])


def _before_or_latest(text: str, found: re.Match[str], before: str, year: int | None, month: int | None) -> When | None:
    """ "Trước …" and "chậm nhất …": a day of each period, a day, or a period."""
    at, exclusive = found.end(), found.lastgroup == "before"
    periodic = _MONTH_DAY_OF_PERIOD.match(text, at)
    if periodic:
        return When(found.start(), periodic.end(), None, DeadlineKind.RECURRENT, exclusive, 0.95)
    if exclusive and _FACT_BEFORE.search(before):
        return None
    day = _day(text, at, year, month)
    if day:
        return When(found.start(), day[1], day[0], DeadlineKind.ABSOLUTE, exclusive, 0.8 if day[2] else 0.95, day[2])
    period = _period(text, at, year)
    if period:
        return When(found.start(), period[1], period[0], period[2], exclusive, 0.8 if period[3] else 0.9, period[3])
    return None


def _bare_period(text: str, found: re.Match[str], before: str, year: int | None, month: int | None) -> When | None:
    """ "Quý IV/2025", "tháng 12/2025" or "ngày D" that directly follows a word of completion or a colon."""
    if found[0].lower().startswith("năm") and _AIMED_YEAR.match(text, found.start()):
        return When(
            found.start(),
            found.start() + 8,
            date(int(text[found.start() + 4 : found.start() + 8]), 12, 31),
            DeadlineKind.YEAR,
            False,
            0.7,
        )
    if not re.search(rf"(?:{_DONE}[^,;.]{{0,25}}|:|\()\s*\Z", before):
        return None
    if before.rstrip().endswith(("tuần đầu", "nửa đầu", "tuần cuối", "giữa")):
        return None  # a part of the month without a day of its own
    if not found[0] or found[0].lower().startswith("ngày"):
        day = _day(text, found.start(), year, month)
        return (
            When(found.start(), day[1], day[0], DeadlineKind.ABSOLUTE, False, 0.7, day[2])
            if day and re.search(r"(?:hoàn thành|xong|thời hạn|hạn)[^,;.]{0,15}\Z", before, re.I)
            else None
        )
    period = _period(text, found.start(), year)
    if not period or (
        period[2] is DeadlineKind.YEAR and not re.search(r"(?:[Hh]oàn thành|thời gian[^,;.]{0,20}:)\s*\Z", before)
    ):
        return None
    return When(found.start(), period[1], period[0], period[2], False, 0.7, period[3])


def other_deadline(text: str, start: int, end: int) -> When | None:
    """A deadline without a calendar date: relative, soon, or by reference; the first one found."""
    for pattern, kind, confidence in (
        (_RELATIVE, DeadlineKind.RELATIVE, 0.9),
        (_SOON, DeadlineKind.URGENT_UNDATED, 0.8),
        (_REFERENCE, DeadlineKind.BY_REFERENCE, 0.7),
    ):
        found = pattern.search(text, start, end)
        if found:
            return When(found.start(), found.end(), None, kind, False, confidence)
    return None


def find_recurrence(text: str, start: int, end: int) -> tuple[str | None, int, int] | None:
    """(monthly | quarterly | yearly | continuous | None for another rhythm, start, end); None without a rhythm."""
    best: tuple[str | None, int, int] | None = None
    for found in _PERIODIC.finditer(text, start, end):
        before = text[max(start, found.start() - 90) : found.start()].lower()
        if _NOT_PERIODIC.search(before) and "định kỳ báo cáo" not in before:
            continue
        if found["unit"] and found[0].lower().startswith(("theo", "từng")) and "định kỳ" not in found[0].lower():
            continue
        name = _RECURRENCE.get(found["unit"] or "")
        if "một lần" in found[0] and "năm" in found[0]:
            name = "yearly"
        if best is None or (best[0] is None and name):
            best = (name, found.start(), found.end())
    if best and best[0]:
        return best
    for found in _CONTINUOUS.finditer(text, start, end):
        if not _NOT_CONTINUOUS.search(text[max(start, found.start() - 25) : found.start()].lower()):
            return "continuous", found.start(), found.end()
    return best
