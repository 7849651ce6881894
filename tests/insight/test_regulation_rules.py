"""Every rule of the working regulation: one unit breaks it, one keeps it to the minute, one is excused.

The clock of these tests: asked on Tuesday 24 November 2026, a day off (the Day of Culture). One working day from then
has passed on Thursday at 7:00, two on Friday at 7:00, five on Wednesday 2 December at 7:00.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import docx
import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from congvu.core.working_time import read_limit
from congvu.face.reports.queries import owed_in
from congvu.insight.regulation import Owed, Unchecked, all_checks, all_unchecked, register_unchecked
from congvu.insight.regulation_checks import incoming, offers, opinions, replies, requests
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import accept
from congvu.kernel.casework.actions.competence import lay_down_term
from congvu.kernel.casework.actions.consulting import answer, consult, withdraw_question
from congvu.kernel.casework.actions.requests import ask_extension, decide_request, take_request_back
from congvu.kernel.casework.actions.sweeps import recompute_deadlines
from congvu.kernel.casework.models import Case, Confidentiality
from congvu.kernel.documents.actions import note_transfer, register_document
from congvu.kernel.documents.actions.entries import Entry
from congvu.kernel.documents.models import Document
from congvu.kernel.org.actions import announce_day, declare_outage
from congvu.kernel.org.models import Agency, Calendar, Official
from congvu.kernel.rules.shipped import RULES
from tests.kernel.accounts.cast import HANOI, give, make_account
from tests.kernel.casework.office import Office, office, pk_of
from tests.kernel.org.test_standing_in import ME

__all__ = ["office"]

WHOLE = (date(2026, 1, 1), date(2026, 12, 31))
ONE_DAY, TWO_DAYS = datetime(2026, 11, 26, 7, tzinfo=HANOI), datetime(2026, 11, 27, 7, tzinfo=HANOI)
LATER = datetime(2026, 12, 20, 9, tzinfo=HANOI)


@pytest.fixture
def in_december(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's clock stands at the end of the period."""
    monkeypatch.setattr(timezone, "now", lambda: LATER)


MINUTE = timedelta(minutes=1)


def found(check: Callable[..., Iterable[Owed]], actor: Actor, now: datetime = LATER) -> dict[str, Owed]:
    """What fell due in 2026, by code."""
    return {one.code: one for one in check(actor, *WHOLE, now)}


def named(name: str) -> Callable[..., Iterable[Owed]]:
    return next(check.find for check in all_checks() if check.name == name)


def held(office: Office, by: Actor, unit: Agency, **given: Any) -> Case:
    """A task that the person holds."""
    values: dict[str, Any] = {
        "holder_agency_id": unit.pk, "holder_official_id": pk_of(by), "accountable_agency_id": unit.pk,
        "transfer_agency_id": None, "transfer_at": None, "transfer_due_at": None, "phase": "in_progress", **given,
    }  # fmt: skip
    return office.case(**values)


def ask(by: Actor, case: Case, unit: Agency, limit: str, now: datetime, matter: str = "") -> Case:
    (question,) = consult(
        actor=by, case_id=case.pk, agency_ids=[unit.pk], question="Xin ý kiến về dự thảo", now=now, matter=matter,
        limit=read_limit(limit) if limit else None,
    )  # fmt: skip
    return question


def stand_still(office: Office, unit: Agency, day: int) -> None:
    """The unit's systems are down for a whole day of November."""
    begin = datetime(2026, 11, day, 7, tzinfo=HANOI)
    declare_outage(
        actor=ME, starts_at=begin, ends_at=begin.replace(hour=17), reason="Mất điện toàn trụ sở", agency=unit,
        now=begin.replace(hour=17, minute=30),
    )  # fmt: skip
    recompute_deadlines(agency_ids=[unit.pk], because="mất điện", now=begin.replace(hour=17, minute=31))


# --- every rule is asked after, or the screen says why not ---


def test_every_shipped_rule_of_the_regulation_has_a_check_or_says_why_not() -> None:
    shipped = {rule.code for rule in RULES if rule.field == "regulation"}
    checked = {check.rule for check in all_checks()}
    unchecked = {one.rule for one in all_unchecked()}
    assert len(shipped) >= 9
    assert shipped <= checked | unchecked
    assert not checked & unchecked
    assert unchecked <= shipped
    for one in all_unchecked():
        assert len(one.why_vi) > 40
        assert one.why_vi != one.why_en


def test_a_rule_with_a_check_is_not_called_unchecked() -> None:
    with pytest.raises(ValueError, match="has a check"):
        register_unchecked(Unchecked(rule="regulation.reply_within", why_vi="a", why_en="b"))


# --- opinions, and the windows given for them ---


def test_opinions_late_to_the_minute_and_not_for_an_outage(office: Office) -> None:
    case = held(office, office.an, office.snv)
    slow, prompt, dark = consult(
        actor=office.an, case_id=case.pk, agency_ids=[office.stc.pk, office.vpubnd.pk, office.division.pk],
        question="Xin ý kiến", limit=read_limit("2 working days"), now=office.now,
    )  # fmt: skip
    stand_still(office, office.division, 25)
    answer(actor=office.desk, case_id=prompt.pk, words="Nhất trí", now=TWO_DAYS)
    answer(actor=office.rival, case_id=slow.pk, words="Nhất trí", now=TWO_DAYS + MINUTE)
    answer(actor=office.binh, case_id=dark.pk, words="Nhất trí", now=TWO_DAYS + timedelta(hours=9))
    told = found(opinions, office.desk)
    assert (told[slow.code].minutes_late, told[slow.code].unit_id) == (1, office.stc.pk)
    assert told[slow.code].who == "Giám đốc Sở Tài chính"
    assert told[slow.code].since == office.now
    assert told[prompt.code].minutes_late == 0
    assert told[dark.code].minutes_late == 0


def test_silence_is_late_and_a_question_taken_back_is_nobodys_debt(office: Office) -> None:
    case = held(office, office.an, office.snv)
    silent = ask(office.an, case, office.stc, "2 working days", office.now)
    gone = ask(office.an, case, office.vpubnd, "2 working days", office.now)
    withdraw_question(actor=office.an, case_id=gone.pk, now=office.now)
    assert silent.code not in found(opinions, office.desk, TWO_DAYS)
    told = found(opinions, office.desk, TWO_DAYS + timedelta(hours=2))
    assert told[silent.code].minutes_late == 120
    assert gone.code not in told


def test_a_window_too_short_is_the_askers_and_by_how_much(office: Office) -> None:
    short = ask(office.an, held(office, office.an, office.snv), office.stc, "1 working days", office.now)
    exact = ask(office.rival, held(office, office.rival, office.stc), office.snv, "2 working days", office.now)
    before = replace(office, now=datetime(2026, 5, 20, 8, 30, tzinfo=HANOI))
    early = ask(before.desk, held(before, before.desk, before.vpubnd), before.stc, "1 working days", before.now)
    told = found(named("window_least"), office.desk)
    assert (told[short.code].unit_id, told[short.code].minutes_late) == (office.snv.pk, 480)
    assert told[short.code].who == "Chuyên viên An"
    assert told[exact.code].minutes_late == 0
    assert early.code not in told


def test_a_day_off_announced_later_makes_no_question_too_short(office: Office) -> None:
    calendar = Calendar.objects.create(code="tinh", name="Lịch của tỉnh")
    Agency.objects.filter(code="ubnd").update(calendar=calendar)
    question = ask(office.an, held(office, office.an, office.snv), office.stc, "2 working days", office.now)
    announce_day(
        actor=ME, calendar=calendar, day=date(2026, 11, 26), kind="off", source="CV 9", label="Nghỉ bão",
        now=office.now + timedelta(hours=2),
    )  # fmt: skip
    assert found(named("window_least"), office.desk)[question.code].minutes_late == 0


def test_a_window_drawn_out_is_too_long_unless_its_matter_has_a_window_of_its_own(office: Office) -> None:
    lay_down_term(
        actor=Actor.system(), matter="tham-dinh-gia", label="Thẩm định giá", window="8 working days",
        silence="no_opinion", article="Điều 9", instrument="Quy chế phối hợp", standing="local",
        valid_from=date(2026, 1, 1), now=office.now,
    )  # fmt: skip
    case = held(office, office.an, office.snv)
    long = ask(office.an, case, office.stc, "6 working days", office.now)
    exact = ask(office.an, case, office.vpubnd, "5 working days", office.now)
    own = ask(office.an, case, office.division, "", office.now, matter="tham-dinh-gia")
    told = found(named("window_most"), office.desk)
    assert told[long.code].minutes_late == 480
    assert told[exact.code].minutes_late == 0
    assert own.code not in told


# --- requests and offers ---


def test_a_request_is_decided_in_two_days_by_the_office_that_ordered(office: Office) -> None:
    late, exact, gone = (held(office, office.an, office.snv) for _time in range(3))
    for case in (late, exact, gone):
        ask_extension(
            actor=office.an, case_id=case.pk, new_due_at=LATER, ground="extension.scope_grew", words="Thêm việc",
            now=office.now,
        )  # fmt: skip
    decide_request(actor=office.desk, case_id=exact.pk, grant=True, now=TWO_DAYS)
    decide_request(actor=office.desk, case_id=late.pk, grant=True, now=TWO_DAYS + MINUTE)
    take_request_back(actor=office.an, case_id=gone.pk, now=TWO_DAYS + timedelta(days=3))
    told = found(requests, office.desk)
    assert (told[late.code].minutes_late, told[late.code].unit_id) == (1, office.vpubnd.pk)
    assert told[late.code].who == "desk"
    assert told[exact.code].minutes_late == 0
    assert gone.code not in told


def test_a_request_not_decided_while_the_office_stood_still_is_not_late(office: Office) -> None:
    case = held(office, office.an, office.snv)
    ask_extension(
        actor=office.an, case_id=case.pk, new_due_at=LATER, ground="extension.scope_grew", words="Thêm việc",
        now=office.now,
    )  # fmt: skip
    stand_still(office, office.vpubnd, 25)
    decide_request(actor=office.desk, case_id=case.pk, grant=True, now=TWO_DAYS + timedelta(hours=9))
    assert found(requests, office.desk)[case.code].minutes_late == 0


def test_an_offer_is_answered_in_a_day_except_for_days_nobody_could_work(office: Office) -> None:
    late = office.case()
    exact = office.case(accountable_agency_id=office.stc.pk, transfer_agency_id=office.stc.pk)
    dark = office.case(accountable_agency_id=office.division.pk, transfer_agency_id=office.division.pk)
    stand_still(office, office.division, 25)
    accept(actor=office.rival, case_id=exact.pk, now=ONE_DAY)
    accept(actor=office.chief, case_id=late.pk, now=ONE_DAY + MINUTE)
    accept(actor=office.binh, case_id=dark.pk, now=ONE_DAY + timedelta(hours=9))
    told = found(offers, office.desk)
    assert {code: one.minutes_late for code, one in told.items()} == {late.code: 1, exact.code: 0, dark.code: 0}


# --- documents ---


def arrived(office: Office, unit: Agency, on: date, number: int, due_on: date | None = None) -> Document:
    entry = Entry(
        kind="cong_van", subject="Đề nghị cung cấp số liệu", code=f"{number}/BNV-TCBC", issuer="Bộ Nội vụ",
        issued_on=on, due_on=due_on,
    )  # fmt: skip
    return register_document(
        actor=office.desk, agency_id=unit.pk, direction="incoming", entry=entry, arrived_on=on,
        now=datetime.combine(on, datetime.min.time(), HANOI) + timedelta(hours=9),
    )  # fmt: skip


def replied(office: Office, paper: Document, on: date, number: int) -> None:
    entry = Entry(kind="cong_van", subject="Trả lời", code=f"{number}/SNV-VP", issuer="Sở Nội vụ", issued_on=on)
    register_document(
        actor=office.desk, agency_id=paper.agency_id, direction="outgoing", entry=entry, answers_id=paper.pk,
        now=datetime.combine(on, datetime.min.time(), HANOI) + timedelta(hours=9),
    )  # fmt: skip


def test_an_incoming_document_is_passed_on_by_the_next_working_day(office: Office) -> None:
    late, exact, weekend = (
        arrived(office, unit, date(2026, 11, day), number)
        for number, (unit, day) in enumerate(((office.snv, 25), (office.stc, 25), (office.vpubnd, 27)), 1)
    )
    for paper, on in ((late, date(2026, 11, 27)), (exact, date(2026, 11, 26)), (weekend, date(2026, 11, 30))):
        note_transfer(
            actor=office.desk, document_id=paper.pk, unit="Phòng Tổng hợp", transferred_on=on, receipt="", now=LATER
        )
    told = found(incoming, office.desk)
    assert told[late.code].minutes_late > 0
    assert (told[late.code].unit_id, told[late.code].document_id) == (office.snv.pk, late.pk)
    assert told[exact.code].minutes_late == told[weekend.code].minutes_late == 0


def test_documents_older_than_the_decree_are_owed_nothing(office: Office) -> None:
    arrived(office, office.snv, date(2020, 2, 3), 7)
    assert incoming(office.desk, date(2020, 1, 1), date(2020, 12, 30), LATER) == []


def test_a_reply_leaves_within_five_days_or_by_the_day_the_sender_named(office: Office) -> None:
    day = date(2026, 11, 25)
    late, exact = arrived(office, office.snv, day, 1), arrived(office, office.stc, day, 2)
    asked = arrived(office, office.vpubnd, day, 3, due_on=date(2026, 12, 10))
    old = arrived(office, office.snv, date(2026, 5, 20), 4)
    silent = arrived(office, office.snv, day, 5, due_on=date(2026, 12, 4))
    mere = arrived(office, office.snv, day, 6)
    for number, (paper, on) in enumerate((
        (late, date(2026, 12, 3)), (exact, date(2026, 12, 2)), (asked, date(2026, 12, 10)), (old, date(2026, 6, 30)),
    ), 1):  # fmt: skip
        replied(office, paper, on, number)
    told = found(replies, office.desk)
    assert (told[late.code].minutes_late, told[late.code].unit_id) == (480, office.snv.pk)
    assert told[exact.code].minutes_late == 0
    assert told[asked.code].minutes_late == 0
    assert told[silent.code].done is None
    assert told[silent.code].minutes_late > 0
    assert {old.code, mere.code}.isdisjoint(told)


# --- the page over all of them ---


def a_breach_of_each(office: Office, number: int) -> None:
    """One late offer, one late decision, one late opinion in a short window, one late paper."""
    case = held(office, office.an, office.snv)
    question = ask(office.an, case, office.stc, "1 working days", office.now)
    answer(actor=office.rival, case_id=question.pk, words="Nhất trí", now=TWO_DAYS)
    ask_extension(
        actor=office.an, case_id=case.pk, new_due_at=LATER, ground="extension.scope_grew", words="Thêm việc",
        now=TWO_DAYS,
    )  # fmt: skip
    accept(actor=office.chief, case_id=office.case().pk, now=TWO_DAYS)
    replied(office, arrived(office, office.snv, date(2026, 11, 25), 10 + number), date(2026, 12, 9), 10 + number)


def statements(office: Office) -> tuple[int, int]:
    with CaptureQueriesContext(connection) as asked:
        rows = owed_in(office.desk, *WHOLE, LATER)
    own = [one for one in asked.captured_queries if "stamp" not in one["sql"].lower()]
    return len(own), sum(row.owed.is_broken for row in rows)


def test_the_page_asks_as_often_for_one_breach_of_each_as_for_three(office: Office) -> None:
    a_breach_of_each(office, 1)
    statements(office)
    few, broken = statements(office)
    a_breach_of_each(office, 2)
    a_breach_of_each(office, 3)
    statements(office)
    many, more = statements(office)
    assert many == few
    assert more == 3 * broken > 3


def test_each_breach_says_who_what_since_when_by_which_text_and_opens_its_case(
    office: Office, client: Client, in_december: None
) -> None:
    a_breach_of_each(office, 1)
    rows = [row for row in owed_in(office.desk, *WHOLE, LATER) if row.owed.is_broken]
    assert {"opinions", "window_least", "offers", "requests", "replies"} <= {row.check.name for row in rows}
    for row in rows:
        assert row.source, row.check.name
        assert row.owed.since is not None, row.check.name
        assert row.unit
        assert row.owed.code
    by_name = {row.check.name: row for row in rows}
    assert "191/2026" in by_name["window_least"].source
    client.force_login(signed(office, "desk", "directive_desk"))
    page = client.get("/reports/regulation/?since=01/11/2026&until=31/12/2026").content.decode()
    for row in rows:
        assert row.owed.title in page
    assert "ngắn hơn quy định 1 ngày" in page


def signed(office: Office, who: str, role: str, unit: Agency | None = None) -> Any:
    account = make_account(f"tk-{who}", Official.objects.get(pk=pk_of(getattr(office, who))))
    give(account, role, unit)
    return account


def test_counts_lists_and_files_are_those_of_what_the_reader_may_see(
    office: Office, client: Client, in_december: None
) -> None:
    hidden = office.case(confidentiality=Confidentiality.SEALED)
    other = office.case(accountable_agency_id=office.stc.pk, transfer_agency_id=office.stc.pk)
    own = office.case()
    for case, head in ((own, office.chief), (other, office.rival)):
        accept(actor=head, case_id=case.pk, now=TWO_DAYS)
    client.force_login(signed(office, "chief", "department_head", office.snv))
    address = "/reports/regulation/?since=01/11/2026&until=31/12/2026"
    page = client.get(address).content.decode()
    assert own.code in page
    assert "1 việc không đúng quy chế trên tổng số 1 việc" in page
    sheet = b"".join(client.get(address + "&export=csv").streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    for shown in (page, sheet):
        assert hidden.code not in shown
        assert other.code not in shown
    assert "8 giờ" not in sheet
    assert "1 ngày" in sheet


def test_the_list_goes_out_as_workbook_and_paper_and_says_what_is_not_checked(
    office: Office, client: Client, in_december: None
) -> None:
    a_breach_of_each(office, 1)
    client.force_login(signed(office, "desk", "directive_desk"))
    asked = "since=01/11/2026&until=31/12/2026"
    page = client.get(f"/reports/regulation/?{asked}").content.decode()
    assert "Quy định chưa kiểm tra được" in page
    assert "chuyến đi công tác nước ngoài" in page
    book = client.get(f"/reports/regulation/?{asked}&export=xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(book.streaming_content))).worksheets[0].values)  # type: ignore[attr-defined]
    assert {"Mã", "Đơn vị", "Từ ngày", "Căn cứ"} <= set(rows[0])
    assert len(rows) - 1 == sum(row.owed.is_broken for row in owed_in(office.desk, *WHOLE, LATER))
    paper = client.get(f"/reports/regulation/file.docx?{asked}&check=offers")
    text = "\n".join(cell.text for table in docx.Document(io.BytesIO(paper.content)).tables
                     for line in table.rows for cell in line.cells)  # fmt: skip
    text += "\n".join(one.text for one in docx.Document(io.BytesIO(paper.content)).paragraphs)
    assert "Trả lời việc được chuyển giao" in text
    assert "Không kéo dài thời gian lấy ý kiến" not in text
    assert "chưa phải kết luận" in text
    assert "Chưa kiểm tra được" in text
    assert client.get(f"/reports/regulation/file.pdf?{asked}").content.startswith(b"%PDF")
    assert client.get(f"/reports/regulation/file.exe?{asked}").status_code in (400, 404, 422)


def test_a_period_is_chosen_by_a_link_or_by_its_days(office: Office, client: Client, in_december: None) -> None:
    client.force_login(signed(office, "desk", "directive_desk"))
    page = client.get("/reports/regulation/").content.decode()
    for words in ("Tháng ", "Quý ", "Năm "):
        assert words in page
    backwards = client.get("/reports/regulation/?since=31/12/2026&until=01/01/2026")
    assert "từ trước đến sau" in backwards.content.decode()
