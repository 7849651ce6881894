"""What the case page says of a decided file; bad input on the forms, refused in Vietnamese with nothing lost."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from congvu.core.working_time import HANOI
from congvu.domain.conduct.actions import publishing, timing
from congvu.domain.conduct.models import Breach, Commendation, Discipline, Merit, Publication, Sanction
from congvu.domain.conduct.policy.praise import PROPOSE_PRAISE
from congvu.kernel.casework.models import Case
from congvu.kernel.org.models import Official
from tests.domain.conduct.conftest import Room, fresh, may
from tests.domain.conduct.test_praising import propose
from tests.domain.conduct.test_screens import dmy, words_of
from tests.kernel.accounts.cast import give, make_account, make_official
from tests.kernel.casework.office import open_case, pk_of


@pytest.fixture
def room(room: Room) -> Room:
    """The same room on the day of the machine's clock: screens ask the time themselves."""
    room.office.now = datetime.combine(timezone.localdate(), time(0, 5), HANOI)
    return room


@pytest.fixture
def chief(room: Room, client: Client) -> Client:
    """The director of Sở Nội vụ at his desk: he handles, decides, proposes."""
    account = make_account("gd", Official.objects.get(pk=pk_of(room.chief)))
    give(account, "department_head", room.office.snv)
    client.force_login(account)
    return client


def decision(room: Room, case: Case, **given: str) -> dict[str, str]:
    said = {"form": "reprimand", "number": "41/QĐ-SNV", "signed_by": "Giám đốc", "decided_on": dmy(room),
            "effective_on": "", "reasons": "Lời giải thích phải còn nguyên"}  # fmt: skip
    return {"expected_seq": str(fresh(case).seq), **said, **given}


def refused(answer: Any, *words: str) -> None:
    """Refused on the form, in these words, with what was typed still there."""
    said = words_of(answer)
    assert answer.status_code == 422
    for one in (*words, "Lời giải thích phải còn nguyên"):
        assert one in said, one


def test_a_decided_file_counts_the_days_of_its_effect_and_is_no_extended_report(room: Room, chief: Client) -> None:
    case = room.decided()
    page = words_of(chief.get(f"/cases/{case.code}/"))
    assert "Quyết định đang có hiệu lực" in page
    assert "Được gia hạn" not in page
    assert "Báo cáo đúng hạn" not in page


def test_a_sanction_during_maternity_leave_is_refused(room: Room, chief: Client) -> None:
    case = room.open()
    room.sent(case)
    timing.note_circumstance(actor=room.clerk, case_id=case.pk, ground=timing.MATERNITY, from_on=room.day(-1),
                             evidence="Giấy chứng sinh", now=room.now)  # fmt: skip
    answer = chief.post(f"/conduct/case/{case.code}/decide/", decision(room, case))
    refused(answer, "nghỉ thai sản", "NĐ 172/2025/NĐ-CP, Điều 2")
    assert not Sanction.objects.exists()


def test_a_decision_after_the_limitation_is_refused_with_its_rule(room: Room, chief: Client) -> None:
    case = room.open()
    room.sent(case)
    Breach.objects.filter(discipline_id=case.pk).update(committed_on=room.today.replace(year=room.today.year - 6))
    answer = chief.post(f"/conduct/case/{case.code}/decide/", decision(room, case))
    refused(answer, "hết thời hiệu", "chưa kiểm chứng")
    assert not Sanction.objects.exists()


def test_a_second_file_on_the_same_breach_is_refused_on_the_form(room: Room, chief: Client) -> None:
    room.open()
    form = {
        "official": str(pk_of(room.an)), "category": "civil_servant", "standing": "serving",
        "authority": str(room.office.snv.pk), "discovery": "minutes", "discovered_on": dmy(room, -9),
        "source": "Lời giải thích phải còn nguyên", "committed_on": dmy(room, -30), "text": "Bỏ vị trí",
        "rule": "điều 8 quy chế làm việc của sở", "level": "reprimand",
    }  # fmt: skip
    answer = chief.post(f"/conduct/discipline/new/?agency={room.office.snv.pk}", form)
    refused(answer, "mỗi hành vi chỉ bị xử lý kỷ luật một lần")
    assert Discipline.objects.count() == 1


def test_somebody_who_moved_is_handled_by_his_new_agency(room: Room, chief: Client) -> None:
    moved = make_official("moved", "Người đã chuyển", room.office.stc)
    form = {
        "official": str(moved.pk), "category": "civil_servant", "standing": "serving",
        "authority": str(room.office.snv.pk), "discovery": "minutes", "discovered_on": dmy(room, -9),
        "source": "Lời giải thích phải còn nguyên", "committed_on": dmy(room, -30), "text": "Bỏ vị trí",
        "rule": "Điều 8", "level": "reprimand",
    }  # fmt: skip
    answer = chief.post(f"/conduct/discipline/new/?agency={room.office.snv.pk}", form)
    refused(answer)
    assert not Discipline.objects.exists()


def test_the_same_merit_is_refused_on_the_form_and_free_again_once_the_reward_is_taken_back(
    room: Room, chief: Client
) -> None:
    evidence = open_case(room.office)
    head = may(room.chief, PROPOSE_PRAISE)
    first = propose(room.office, head, codes=[evidence.code], papers=[])
    form = {
        "official": str(pk_of(room.an)), "authority": str(room.office.snv.pk), "form": "certificate", "sort": "merit",
        "merit": "Lời giải thích phải còn nguyên", "period_from": dmy(room, -20), "period_to": dmy(room),
        "codes": evidence.code, "papers": "",
    }  # fmt: skip
    address = f"/conduct/praise/new/?agency={room.office.snv.pk}"
    refused(chief.post(address, form), first.code)
    grant = {"expected_seq": str(fresh(first).seq), "form": "certificate", "number": "45/QĐ", "signed_by": "Giám đốc",
             "decided_on": dmy(room)}  # fmt: skip
    assert chief.post(f"/conduct/case/{first.code}/grant/", grant).status_code == 302
    back = {"expected_seq": str(fresh(first).seq), "ground": "praise_cancel.wrong_appraisal", "number": "60/QĐ",
            "cancelled_on": dmy(room, -3), "words": "Lời giải thích phải còn nguyên"}  # fmt: skip
    refused(chief.post(f"/conduct/case/{first.code}/cancel_granted/", back), "trước ngày")
    back["cancelled_on"] = dmy(room)
    assert chief.post(f"/conduct/case/{first.code}/cancel_granted/", back).status_code == 302
    assert not Merit.objects.filter(stands=True).exists()
    assert chief.post(address, form).status_code == 302
    assert Commendation.objects.count() == 2


def test_a_publication_past_its_last_day_is_refused_on_form_and_at_its_approval(room: Room, chief: Client) -> None:
    form = {"subject": "unit", "ground": "conduct_publication.unit_delay", "basis": "Công văn 9", "case_code": "",
            "title": "Lời giải thích phải còn nguyên", "from_on": dmy(room, -9), "until_on": dmy(room, -2),
            "shown_unit": "Phòng CCHC"}  # fmt: skip
    address = f"/conduct/publications/new/?agency={room.office.snv.pk}"
    refused(chief.post(address, form))
    row = publishing.draft_publication(
        actor=room.clerk, keeper_id=room.office.snv.pk, subject="unit", agency_id=room.office.snv.pk,
        ground="conduct_publication.unit_delay", basis="Công văn 9", title="Đơn vị chậm trễ",
        details={"unit": "Phòng CCHC"}, from_on=room.today, until_on=room.day(3), now=room.now,
    )  # fmt: skip
    Publication.objects.filter(pk=row.pk).update(from_on=room.day(-9), until_on=room.day(-1))
    page = words_of(chief.post(f"/conduct/publications/{row.pk}/approve/", follow=True))
    assert "Đã qua ngày cuối công khai" in page
    assert Publication.objects.get().approved_at is None


LISTS = ("/conduct/discipline/", "/conduct/praise/", "/conduct/publications/", "/conduct/items/")


@pytest.mark.parametrize("address", LISTS)
def test_a_list_costs_the_same_with_one_row_and_with_three(room: Room, chief: Client, address: str) -> None:
    def add(n: int) -> None:
        who = make_official(f"more{n}", f"Người {n}", room.office.snv)
        room.open(breaches=(room.found(-30 - n, rule=f"Điều {n}"),))
        propose(room.office, may(room.chief, PROPOSE_PRAISE), papers=[f"Báo cáo {n}"], official_id=who.pk)
        publishing.draft_publication(
            actor=room.clerk, keeper_id=room.office.snv.pk, subject="unit", agency_id=room.office.snv.pk,
            ground="conduct_publication.unit_delay", basis=f"Công văn {n}", title=f"Đơn vị chậm trễ {n}",
            details={"unit": "Phòng CCHC"}, from_on=room.today, until_on=room.day(3), now=room.now,
        )  # fmt: skip
        open_case(
            room.office, holder_agency_id=room.office.snv.pk, holder_official_id=who.pk, transfer_agency_id=None,
            transfer_at=None, transfer_due_at=None, due=room.now + timedelta(hours=1), phase="in_progress",
        )

    add(1)
    chief.get(address)
    with CaptureQueriesContext(connection) as one:
        assert chief.get(address).status_code == 200
    add(2)
    add(3)
    chief.get(address)
    with CaptureQueriesContext(connection) as three:
        assert chief.get(address).status_code == 200
    assert len(three) == len(one)
