"""Sentences for trace lines: every code has one, in both languages."""

from __future__ import annotations

from hashlib import sha256

import pytest

from congvu.core.working_time import explain, national_calendar, read_limit, read_moment, render
from congvu.core.working_time.trace import Trace, TraceLine, Value
from congvu.core.working_time.wording import SENTENCES, render_text

VALUES: dict[str, dict[str, Value]] = {
    "calendar": {"name": "Lịch", "code": "x", "version": "1"},
    "received": {"at": "2026-02-13T16:30:00+07:00"},
    "counted_from": {"at": "2026-02-13T16:30:00+07:00", "why": "after_cutoff"},
    "limit": {"vi": "05 ngày", "en": "5 calendar days", "code": "5 calendar days"},
    "part": {"number": 1, "of": 2, "vi": "05 ngày", "en": "5 calendar days", "start": "2026-02-13T16:30:00+07:00"},
    "part_due": {"number": 1, "at": "2026-02-13T16:30:00+07:00"},
    "day_off": {"on": "2026-02-16", "vi": "Tết", "en": "Tết", "source": "TB 1", "standing": "unverified"},
    "day_worked": {"on": "2026-02-16", "vi": "bù", "en": "swap", "source": "", "standing": "verified"},
    "day_hours": {
        "on": "2026-02-16",
        "hours": "07:00-11:30",
        "vi": "sáng",
        "en": "am",
        "source": "",
        "standing": "local",
    },
    "rest_days": {"count": 2},
    "outage": {
        "start": "2026-02-13T09:00:00+07:00",
        "end": "2026-02-13T10:00:00+07:00",
        "seconds": 3600,
        "vi": "Mất điện",
        "en": "Power cut",
        "source": "",
        "standing": "local",
    },
    "rolled": {"on": "2026-02-14", "to": "2026-02-23"},
    "year_unverified": {"year": 2027},
    "uneven_days": {"weekdays": "0123", "seconds": 27_000},
    "due": {"at": "2026-02-13T16:30:07+07:00"},
}


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_line_has_a_sentence_in_both_languages(code: str) -> None:
    line = TraceLine(code, VALUES[code])
    vietnamese, english = render(line, "vi"), render(line, "en")
    assert vietnamese.endswith(".")
    assert english.endswith(".")
    assert vietnamese != english


def test_a_whole_certificate_word_for_word() -> None:
    found = explain(national_calendar(), read_moment("2026-01-09 17:30"), read_limit("08 giờ làm việc"))
    version = national_calendar().version
    assert found.text("vi") == (
        f"Lịch áp dụng: Lịch làm việc công chức, mã vn-civil-service, phiên bản {version}.\n"
        "Tiếp nhận lúc 17:30 Thứ Sáu 09/01/2026.\n"
        "Tính từ 07:00 Thứ Bảy 10/01/2026, vì nhận ngoài giờ làm việc.\n"
        "Thời hạn: 8 giờ làm việc.\n"
        "Ngày làm bù: Thứ Bảy 10/01/2026, làm bù cho ngày 02/01/2026 (CV 12729/VPCP-KGVX ngày 25/12/2025).\n"
        "Hạn: 17:00 Thứ Bảy 10/01/2026.\n"
    )
    assert found.text("en").endswith("Due: 17:00 Saturday 2026-01-10.\n")
    assert found.sha256 == sha256(found.text("vi").encode()).hexdigest()


def test_seconds_are_shown_only_when_there_are_any() -> None:
    assert "16:30:07" in render(TraceLine("due", VALUES["due"]))
    assert "16:30 Thứ Sáu" in render(TraceLine("received", VALUES["received"]))


def test_unconfirmed_and_local_rows_say_so() -> None:
    assert "chưa kiểm chứng" in render(TraceLine("day_off", VALUES["day_off"]))
    assert "decided by the agency" in render(TraceLine("day_hours", VALUES["day_hours"]), "en")
    assert "(" not in render(TraceLine("day_worked", VALUES["day_worked"]))


def test_a_text_is_its_lines_each_with_a_line_break() -> None:
    trace = Trace()
    trace.note("rest_days", count=2)
    trace.note("year_unverified", year=2030)
    assert render_text(trace.lines, "en").count("\n") == 2
