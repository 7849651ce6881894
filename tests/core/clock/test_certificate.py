"""Certificates: word for word, in both languages, hashed, and complete."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

import pytest

from congvu.core.clock import OWNERS, ClockEvent, ClockRule, EventKind, Ground, Owner, certify
from congvu.core.clock.certificate import SENTENCES
from congvu.core.working_time import CalendarDays, Finish, WorkingDays, WorkingHours, national_calendar, read_moment

NATIONAL = national_calendar()
RULE = ClockRule(code="ho-so-moi", limit=WorkingHours.of(24), source="NĐ 61/2018/NĐ-CP, Điều 19")
SUPPLEMENT = Ground("supplement", "yêu cầu bổ sung hồ sơ", "supplement asked", "NĐ 61/2018/NĐ-CP, Điều 19.4")


def event(kind: EventKind, at: str, **facts: object) -> ClockEvent:
    return ClockEvent(kind=kind, at=read_moment(at), **facts)  # type: ignore[arg-type]


def whole_life() -> list[ClockEvent]:
    return [
        event(EventKind.START, "2026-08-26 10:00"),
        event(EventKind.TURN, "2026-08-26 14:00", owner=Owner.TRANSFER),
        event(EventKind.PAUSE, "2026-08-27 09:00", owner=Owner.APPLICANT, ground=SUPPLEMENT),
        event(EventKind.RESUME, "2026-09-03 09:00"),
        event(EventKind.EXTEND, "2026-09-04 08:00", limit=WorkingDays(1)),
        event(EventKind.OUTAGE, "2026-09-04 09:00", until=read_moment("2026-09-04 10:00")),
        event(EventKind.STOP, "2026-09-08 10:00"),
        event(EventKind.REOPEN, "2026-09-10 08:00"),
        event(EventKind.RESTART, "2026-09-11 08:00"),
        event(EventKind.NEXT_PHASE, "2026-09-14 08:00", limit=CalendarDays(5, finish=Finish.CLOSE)),
    ]


def test_a_certificate_word_for_word() -> None:
    certificate = certify(RULE, whole_life()[:4], NATIONAL)
    assert certificate.text("vi") == (
        f"Lịch áp dụng: Lịch làm việc công chức, mã vn-civil-service, phiên bản {NATIONAL.version}.\n"
        "Quy tắc: ho-so-moi, NĐ 61/2018/NĐ-CP, Điều 19.\n"
        "10:00 Thứ Tư 26/08/2026: Bắt đầu tính thời hạn.\n"
        "Thời hạn: 24 giờ làm việc.\n"
        "Hạn hẹn: 10:00 Thứ Năm 03/09/2026.\n"
        "14:00 Thứ Tư 26/08/2026: Chuyển giao, thời hạn vẫn tính, thuộc thời gian: đang luân chuyển.\n"
        "09:00 Thứ Năm 27/08/2026: Tạm dừng tính thời hạn, thuộc thời gian: người nộp hồ sơ,"
        " căn cứ: yêu cầu bổ sung hồ sơ (NĐ 61/2018/NĐ-CP, Điều 19.4).\n"
        "09:00 Thứ Năm 03/09/2026: Tiếp tục tính thời hạn.\n"
        "Hạn hẹn: 10:00 Thứ Hai 07/09/2026.\n"
        "Cách tính hạn hiện tại (giai đoạn 1), từ 10:00 Thứ Tư 26/08/2026:\n"
        "Ngày nghỉ: Thứ Hai 31/08/2026, Hoán đổi với Thứ Bảy 22/8/2026 (TB 9441/TB-BNV (2025)).\n"
        "Ngày nghỉ: Thứ Ba 01/09/2026, Quốc khánh (TB 9441/TB-BNV (2025)).\n"
        "Ngày nghỉ: Thứ Tư 02/09/2026, Quốc khánh (TB 9441/TB-BNV (2025)).\n"
        "Ngày nghỉ hằng tuần: 4 ngày.\n"
        "Thời gian không tính làm hạn lùi từ 10:00 Thứ Năm 03/09/2026 đến 10:00 Thứ Hai 07/09/2026.\n"
        "Hạn: 10:00 Thứ Hai 07/09/2026.\n"
    )
    assert certificate.text("en").endswith("Due: 10:00 Monday 2026-09-07.\n")


def test_the_hash_is_that_of_the_vietnamese_text() -> None:
    certificate = certify(RULE, whole_life(), NATIONAL)
    assert certificate.sha256 == sha256(certificate.text("vi").encode()).hexdigest()
    assert certificate.sha256 == certify(RULE, whole_life(), NATIONAL).sha256
    assert certificate.sha256 != certify(RULE, whole_life()[:9], NATIONAL).sha256


def test_every_kind_of_event_has_its_line_in_both_languages() -> None:
    certificate = certify(RULE, whole_life(), NATIONAL)
    told = {line.code for line in certificate.lines}
    assert {f"event_{kind.value}" for kind in EventKind} <= told
    assert told <= set(SENTENCES)
    assert certificate.text("vi").count("\n") == certificate.text("en").count("\n") == len(certificate.lines)


def test_an_open_pause_is_said_plainly() -> None:
    certificate = certify(RULE, whole_life()[:3], NATIONAL)
    assert certificate.due is None
    assert certificate.text("vi").endswith("Hạn: chưa xác định, vì đang tạm dừng.\n")
    assert certificate.text("en").endswith("Due: not known while the clock is paused.\n")


@pytest.mark.parametrize(("standing", "said"), [("unverified", "chưa kiểm chứng"), ("local", "quy định nội bộ")])
def test_a_rule_that_is_not_confirmed_says_so(standing: str, said: str) -> None:
    rule = ClockRule(code="tam", limit=WorkingDays(5), standing=standing)  # type: ignore[arg-type]
    assert said in certify(rule, whole_life()[:1], NATIONAL).text("vi")
    assert said not in certify(RULE, whole_life()[:1], NATIONAL).text("vi")


def test_a_year_without_official_list_is_pointed_out() -> None:
    begun = ClockEvent(kind=EventKind.START, at=datetime.fromisoformat("2026-12-30T09:00:00+07:00"))
    assert "lịch nghỉ năm 2027 chưa được kiểm chứng" in certify(RULE, [begun], NATIONAL).text("vi")


def test_every_owner_has_words_in_both_languages() -> None:
    assert set(OWNERS) == set(Owner)
    assert all(vi and en for vi, en in OWNERS.values())
