"""A meeting: conclusions typed once, accepted in the room, issued as tasks, exported as the notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO

import docx
import pytest
from django.test import Client

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound, StaleCase
from congvu.domain.directives.actions.concluding import issue_conclusions
from congvu.domain.directives.actions.meetings import (
    MeetingFacts,
    Said,
    accept_in_room,
    arrange_meeting,
    cancel_meeting,
    change_meeting,
    conclude,
    remove_conclusion,
)
from congvu.domain.directives.models import Clause, Conclusion, Meeting, RoomAcceptance, Task
from congvu.domain.directives.policy.concluding import deadline_of
from congvu.domain.directives.queries import meetings as queries
from congvu.kernel.casework.models import Case, Custody
from congvu.kernel.casework.queries.replay import verify_cases
from congvu.kernel.documents.models import Document
from congvu.kernel.journal.models import Line
from congvu.kernel.journal.queries.verification import verify_journal
from congvu.kernel.org.models import Official
from tests.kernel.accounts.cast import give, make_account
from tests.kernel.casework.office import Office

HOUR = timedelta(hours=1)
TYPED = "Sở Nội vụ chủ trì, phối hợp với Sở Tài chính trình phương án biên chế trước ngày 15/12/2026."
PLAIN = "Báo cáo tiến độ giải ngân quý IV."


@pytest.fixture
def office(office: Office) -> Office:
    """The small office, whose desk keeps meetings."""
    keeping, reading = {queries.READ: None, queries.KEEP: None}, frozenset({office.snv.pk, office.stc.pk})
    for name in ("desk", "second_desk"):
        one = getattr(office, name)
        setattr(office, name, replace(one, grants={**one.grants, **keeping}))
    for name in ("chief", "rival", "an"):
        one = getattr(office, name)
        setattr(office, name, replace(one, grants={**one.grants, queries.READ: reading & one.agency_ids}))
    return office


@pytest.fixture
def meeting(office: Office) -> Meeting:
    facts = MeetingFacts(
        title="tiến độ giải ngân vốn đầu tư công", starts_at=office.now - HOUR, place="Phòng họp số 1",
        chair_name="Nguyễn Văn A", chair_title="Chủ tịch Ủy ban nhân dân tỉnh", agenda=("Báo cáo", "Thảo luận"),
        participants=("Sở Nội vụ", "Sở Tài chính"),
    )  # fmt: skip
    return arrange_meeting(actor=office.desk, agency_id=office.vpubnd.pk, facts=facts, now=office.now)


def typed(office: Office, meeting: Meeting, text: str = TYPED, **more: object) -> Conclusion:
    said = Said(text=text, **more)  # type: ignore[arg-type]  # fields of its own
    return conclude(actor=office.desk, meeting_id=meeting.pk, said=said, now=office.now)


def issued(office: Office, meeting: Meeting) -> Meeting:
    return issue_conclusions(
        actor=office.desk, meeting_id=meeting.pk, signer_title="CHÁNH VĂN PHÒNG", signer_name="Trần Văn B",
        now=office.now + HOUR,
    )


def test_lead_coordinators_and_date_are_read_from_the_sentence(office: Office, meeting: Meeting) -> None:
    row = typed(office, meeting)
    assert (row.leads, row.coordinators) == (["Sở Nội vụ"], ["Sở Tài chính"])
    assert (row.due_on, row.due_exclusive) == (date(2026, 12, 15), True)


def test_what_is_typed_goes_before_what_is_read(office: Office, meeting: Meeting) -> None:
    row = typed(office, meeting, PLAIN, leads=("Sở Tài chính",), deadline="05 ngày làm việc")
    assert (row.leads, row.due_limit, row.due_on) == (["Sở Tài chính"], "5 working days", None)


@pytest.mark.parametrize("words", ["mai", "31/02", "15/13/2026", "sớm"])
def test_a_deadline_that_is_none_is_refused(office: Office, meeting: Meeting, words: str) -> None:
    with pytest.raises(Invalid) as refusal:
        typed(office, meeting, PLAIN, leads=("Sở Tài chính",), deadline=words)
    assert refusal.value.field == "deadline"
    assert not Conclusion.objects.exists()


def test_a_day_without_a_year_is_the_next_such_day() -> None:
    assert deadline_of("trước 15/1", date(2026, 11, 24)).on == date(2027, 1, 15)
    assert deadline_of("15/12", date(2026, 11, 24)).on == date(2026, 12, 15)


def test_conclusions_become_tasks_and_the_notice_takes_a_number(office: Office, meeting: Meeting) -> None:
    typed(office, meeting)
    typed(office, meeting, PLAIN, leads=("Sở Tài chính",), deadline="05 ngày làm việc")
    done = issued(office, meeting)
    document = Document.objects.get()
    assert (document.direction, document.kind, document.serial, document.code) == (
        "outgoing", "thong_bao", 1, "01/TB-VPUBND",
    )  # fmt: skip
    assert done.state == "issued"
    assert done.directive is not None
    assert {clause.state for clause in done.directive.clauses.all()} == {"issued"}
    for clause in Clause.objects.all():
        assert done.directive.text[clause.start : clause.end] == clause.text
    assert sorted(Task.objects.values_list("part", flat=True)) == ["coordination", "lead", "lead"]
    assert {case.phase for case in Case.objects.all()} == {"assigned"}
    with pytest.raises(MoveRefused):
        typed(office, meeting)


def test_who_accepted_in_the_room_holds_the_task_from_the_start(office: Office, meeting: Meeting) -> None:
    row = typed(office, meeting)
    own = typed(office, meeting, PLAIN, leads=("Sở Tài chính",), deadline="15/12")
    accept_in_room(
        actor=office.desk, meeting_id=meeting.pk, conclusion_id=row.pk, agency_id=office.snv.pk,
        official_id=office.chief.official_id, now=office.now,
    )  # fmt: skip
    accept_in_room(
        actor=office.rival, meeting_id=meeting.pk, conclusion_id=own.pk, agency_id=office.stc.pk, now=office.now
    )
    entered, phone = RoomAcceptance.objects.get(conclusion=row), RoomAcceptance.objects.get(conclusion=own)
    assert (bool(entered.entered_by), phone.entered_by) == (True, "")
    issued(office, meeting)
    case = Case.objects.get(task__clause=Conclusion.objects.get(pk=row.pk).clause, parent=None)
    assert (case.phase, case.holder_official_id, case.transfer_agency_id) == (
        "in_progress", office.chief.official_id, None,
    )  # fmt: skip
    line = Line.objects.get(stream=case.stream, verb="case.accepted")
    assert line.text is not None
    assert office.chief.official_id is not None
    assert line.behalf == Official.objects.get(pk=office.chief.official_id).full_name
    assert '"in_room":true' in line.text.replace(" ", "")
    assert [one.state for one in Custody.objects.filter(case=case).order_by("line_seq")][-1] == "holding"
    findings = verify_journal(None)
    verify_cases(findings)
    assert findings.problems == []


def test_nobody_accepts_for_another_unit(office: Office, meeting: Meeting) -> None:
    row = typed(office, meeting)
    room = {"meeting_id": meeting.pk, "conclusion_id": row.pk, "now": office.now}
    with pytest.raises(NotAllowed):
        accept_in_room(
            actor=office.rival, agency_id=office.snv.pk, official_id=office.chief.official_id, **room  # type: ignore[arg-type]
        )
    with pytest.raises(Invalid):
        accept_in_room(actor=office.rival, agency_id=office.stc.pk, **room)  # type: ignore[arg-type]
    with pytest.raises(Invalid):
        accept_in_room(
            actor=office.desk, agency_id=office.snv.pk, official_id=office.rival.official_id, **room  # type: ignore[arg-type]
        )
    with pytest.raises(NotFound):
        accept_in_room(actor=office.stranger, agency_id=office.snv.pk, **room)  # type: ignore[arg-type]


def test_a_changed_conclusion_is_accepted_anew_and_the_slower_typist_is_told(office: Office, meeting: Meeting) -> None:
    row = typed(office, meeting)
    accept_in_room(
        actor=office.chief, meeting_id=meeting.pk, conclusion_id=row.pk, agency_id=office.snv.pk, now=office.now
    )
    changed = Said(text=TYPED, leads=("Sở Nội vụ",), deadline="20/12")
    again = {"meeting_id": meeting.pk, "said": changed, "now": office.now, "conclusion_id": row.pk}
    conclude(actor=office.desk, version=row.version, **again)  # type: ignore[arg-type]
    assert not RoomAcceptance.objects.exists()
    with pytest.raises(StaleCase):
        conclude(actor=office.second_desk, version=row.version, **again)  # type: ignore[arg-type]


def test_what_means_no_unit_is_not_issued_and_nothing_is_numbered(office: Office, meeting: Meeting) -> None:
    typed(office, meeting, PLAIN, leads=("Ban Quản lý không có thật",))
    with pytest.raises(Invalid):
        issued(office, meeting)
    assert not Document.objects.exists()
    assert not Case.objects.exists()


def test_a_meeting_that_has_not_been_held_has_no_notice(office: Office, meeting: Meeting) -> None:
    facts = MeetingFacts(
        title="họp sau", starts_at=office.now + 48 * HOUR, chair_name="A", chair_title="Chủ tịch", agenda=()
    )
    change_meeting(actor=office.desk, meeting_id=meeting.pk, facts=facts, now=office.now)
    typed(office, meeting, PLAIN, leads=("Sở Tài chính",))
    with pytest.raises(Invalid):
        issued(office, meeting)
    remove_conclusion(
        actor=office.desk, meeting_id=meeting.pk, conclusion_id=Conclusion.objects.get().pk, now=office.now
    )
    with pytest.raises(Invalid):
        cancel_meeting(actor=office.desk, meeting_id=meeting.pk, because=" ", now=office.now)
    assert cancel_meeting(
        actor=office.desk, meeting_id=meeting.pk, because="Hoãn", now=office.now
    ).state == "cancelled"


def test_a_meeting_is_seen_by_who_takes_part(office: Office, meeting: Meeting) -> None:
    assert queries.visible_to(office.chief).exists()
    assert not queries.visible_to(office.stranger).exists()


# --- on screen ---


@pytest.fixture
def desk(office: Office, client: Client) -> Client:
    account = make_account("vpubnd.cv01", Official.objects.get(code="desk"))
    give(account, "directive_desk", None)
    client.force_login(account)
    return client


def test_the_whole_meeting_on_screen(office: Office, desk: Client) -> None:
    form = {
        "title": "giải ngân", "starts_at": f"{datetime(2026, 11, 20, 8, 0):%d/%m/%Y %H:%M}", "place": "Phòng họp số 1",
        "chair_title": "Chủ tịch UBND tỉnh", "chair_name": "Nguyễn Văn A", "agenda": "Báo cáo",
        "participants": "Sở Nội vụ\nSở Tài chính",
    }  # fmt: skip
    answer = desk.post("/directives/meetings/new/", form)
    assert answer.status_code == 302, answer.context["form"].errors
    page = answer.headers["Location"]
    assert desk.post(page, {"text": ""}).status_code == 422
    answer = desk.post(page, {"text": TYPED.replace("2026", "2027")})
    assert answer.status_code == 302, answer.context["form"].errors
    shown = desk.get(answer.headers["Location"].partition("#")[0]).content.decode()
    assert "autofocus" in shown
    row = Conclusion.objects.get()
    desk.post(f"{page}{row.pk}/accept/", {"agency": office.snv.pk, "official": office.chief.official_id})
    assert RoomAcceptance.objects.count() == 1
    assert desk.get(f"{page}{row.pk}/").status_code == 200
    assert desk.get(f"{page}change/").status_code == 200
    draft = desk.get(f"{page}notice.docx")
    assert "15/12/2027" in "\n".join(p.text for p in docx.Document(BytesIO(draft.content)).paragraphs)
    assert desk.get(f"{page}issue/").status_code == 200
    signed = {"notation": "TB-VPUBND", "signer_title": "CHÁNH VĂN PHÒNG", "signer_name": "B"}
    answer = desk.post(f"{page}issue/", signed)
    assert answer.status_code == 302, answer.context["form"].errors
    assert "TB-VPUBND" in desk.get(page).content.decode()
    assert desk.get(f"{page}notice.pdf").content.startswith(b"%PDF")
    assert "TB-VPUBND" in desk.get("/directives/meetings/").content.decode()
