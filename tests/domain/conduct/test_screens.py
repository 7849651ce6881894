"""The room on screen: who sees what, forms that refuse beside the field, papers, the public page."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from congvu.core.working_time import HANOI
from congvu.domain.conduct.actions import after, publishing
from congvu.domain.conduct.models import Breach, Discipline, Leaver, Measure, Publication, Review
from congvu.kernel.accounts.models import AccessLog
from congvu.kernel.casework.models import Case
from congvu.kernel.org.models import Official
from tests.domain.conduct.conftest import Room
from tests.kernel.accounts.cast import give, make_account
from tests.kernel.casework.office import pk_of


@pytest.fixture
def room(room: Room) -> Room:
    """The same room on the day of the machine's clock: screens ask the time themselves."""
    today = timezone.localdate()
    room.office.now = datetime.combine(today, time(0, 5), HANOI)
    return room


def official(pk: int) -> Official:
    return Official.objects.get(pk=pk)


@pytest.fixture
def chief(room: Room, client: Client) -> Client:
    """The director of Sở Nội vụ at his desk: he handles and decides."""
    account = make_account("gd", official(pk_of(room.chief)))
    give(account, "department_head", room.office.snv)
    client.force_login(account)
    return client


def person(room: Room) -> Client:
    """The person a file is about, at another desk."""
    account = make_account("an", official(pk_of(room.an)))
    give(account, "official", room.office.snv)
    found = Client()
    found.force_login(account)
    return found


def words_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def dmy(room: Room, days: int = 0) -> str:
    return f"{room.day(days):%d/%m/%Y}"


def test_a_file_is_opened_walked_and_decided_on_screen(room: Room, chief: Client) -> None:
    form = {
        "official": str(pk_of(room.an)), "category": "civil_servant", "standing": "serving",
        "authority": str(room.office.snv.pk), "discovery": "minutes", "discovered_on": dmy(room, -40),
        "source": "Biên bản số 5", "committed_on": dmy(room, -50), "text": "Bỏ vị trí", "rule": "Điều 8", "level":
        "reprimand",
    }  # fmt: skip
    address = f"/conduct/discipline/new/?agency={room.office.snv.pk}"
    wrong = chief.post(address, form | {"discovered_on": dmy(room, 3)})
    assert wrong.status_code == 422
    assert "Ngày này chưa đến" in words_of(wrong)
    assert chief.post(address, form).status_code == 302
    case = Case.objects.get(kind="conduct_discipline")
    page = words_of(chief.get(f"/cases/{case.code}/"))
    assert "Bỏ vị trí" in page
    assert "40 ngày kể từ khi phát hiện" in page
    assert AccessLog.objects.filter(subject=f"case/{case.code}", login="gd").exists()

    def act(code: str, client: Client = chief, /, **values: Any) -> int:
        case.refresh_from_db()
        sent = {"expected_seq": case.seq, **values}
        return client.post(f"/conduct/case/{case.code}/{code}/", sent).status_code

    assert act("write_self_review", person(room), words="Tôi nhận khuyết điểm") == 302
    held = {"held_on": dmy(room), "chair": "A", "secretary": "B", "for_discipline": 3, "against": 1, "minutes": "x"}
    assert act("hold_review", **held) == 302
    seats = {f"name_{n}": f"Thành viên {n}" for n in range(1, 6)}
    assert act("form_council", decision="3/QĐ", set_up_on=dmy(room, -20), **seats | {"name_5": ""}) == 422
    assert act("form_council", decision="3/QĐ", set_up_on=dmy(room, -20), **seats) == 302
    assert act("invite", meeting="council", sent_on=dmy(room, -19), meets_on=dmy(room)) == 302
    breach = Breach.objects.get()
    ballots = {f"ballots_{breach.pk}_reprimand": 3, f"ballots_{breach.pk}_": 2}
    council = {"met_on": dmy(room), "present": 5, "minutes": "Bỏ phiếu"}
    assert act("hold_council", **council, **ballots | {f"ballots_{breach.pk}_": 9}) == 422
    assert act("hold_council", **council, **ballots) == 302
    for code in ("personal_record", "evidence", "proposal"):
        assert act("add_paper", code=code, words="Bản số 1") == 302
    case.refresh_from_db()
    sent = chief.post(f"/cases/{case.code}/acts/send_file/", {"expected_seq": case.seq})
    assert sent.status_code == 302
    decision = {"form": "reprimand", "number": "9/QĐ-SNV", "signed_by": "Giám đốc", "decided_on": dmy(room)}
    assert act("decide", **decision | {"decided_on": dmy(room, -1)}) == 422
    assert act("decide", **decision) == 302
    case.refresh_from_db()
    assert case.phase == "in_effect"


def test_the_person_sees_his_file_and_contests_and_others_meet_nothing(room: Room, chief: Client) -> None:
    case = room.decided()
    himself = person(room)
    page = words_of(himself.get(f"/cases/{case.code}/"))
    assert "Khiển trách" in page
    assert "Thành viên" not in page
    case.refresh_from_db()
    answer = himself.post(
        f"/conduct/case/{case.code}/complain/", {"words": "Không đồng ý", "expected_seq": case.seq}
    )
    assert answer.status_code == 302
    stranger = make_account("binh", official(pk_of(room.office.binh)))
    give(stranger, "official", room.office.division)
    other = Client()
    other.force_login(stranger)
    assert other.get(f"/cases/{case.code}/").status_code == 404
    assert other.get(f"/conduct/discipline/{case.code}/decision.pdf").status_code == 404
    assert other.get("/conduct/discipline/").status_code == 403
    assert case.code in words_of(chief.get("/conduct/discipline/"))


@pytest.mark.parametrize("fmt", ["docx", "pdf"])
def test_decision_and_minutes_are_printed(room: Room, chief: Client, fmt: str) -> None:
    case = room.decided()
    for which in ("decision", "review", "council"):
        answer = chief.get(f"/conduct/discipline/{case.code}/{which}.{fmt}")
        assert answer.status_code == 200
        assert answer.content[:2] == (b"PK" if fmt == "docx" else b"%P")
    assert AccessLog.objects.filter(what="conduct.decision", subject=f"case/{case.code}").exists()
    empty = room.open(breaches=[room.found(-31)])
    assert chief.get(f"/conduct/discipline/{empty.code}/decision.{fmt}").status_code == 404
    assert chief.get(f"/conduct/discipline/{case.code}/decision.odt").status_code == 422


def test_lists_are_equally_cheap_with_one_and_three_rows(
    room: Room, chief: Client, django_assert_max_num_queries: Any
) -> None:
    for address in ("/conduct/discipline/", "/conduct/reviews/", "/conduct/measures/", "/conduct/leavers/",
                    "/conduct/publications/", "/conduct/discipline/earlier/", "/conduct/leavers/year/"):  # fmt: skip
        assert chief.get(address).status_code == 200
    counts = []
    for n in range(3):
        room.open(breaches=[room.found(-31 - n)])
        with django_assert_max_num_queries(60) as found:
            chief.get("/conduct/discipline/")
        counts.append(len(found))
    assert counts[2] <= counts[0]


def test_a_review_is_opened_answered_and_concluded_on_screen(room: Room, chief: Client) -> None:
    form = {"subject": "deputy", "official": "", "matter": "Chậm trễ", "source": "Kết luận số 8"}
    address = f"/conduct/reviews/new/?agency={room.office.snv.pk}"
    assert chief.post(address, form).status_code == 422
    assert chief.post(address, form | {"official": str(pk_of(room.an))}).status_code == 302
    case = Case.objects.get(kind="conduct_review")
    sent = chief.post(f"/cases/{case.code}/acts/ask_explanation/", {"expected_seq": case.seq, "words": "Giải trình"})
    assert sent.status_code == 302
    case.refresh_from_db()
    said = {"expected_seq": case.seq, "words": "Do thiếu người"}
    answer = person(room).post(f"/cases/{case.code}/acts/answer/", said)
    assert answer.status_code == 302
    case.refresh_from_db()
    factors = dict.fromkeys(("work_split", "gravity", "damage", "circumstances", "link_to_management"), "Có")
    result = {"expected_seq": case.seq, "responsibility": "joint", "result": "Rút kinh nghiệm", **factors}
    where = f"/conduct/case/{case.code}/conclude/"
    assert chief.post(where, result | {"damage": ""}).status_code == 422
    assert chief.post(where, result | {"follow_up_1": "Chấn chỉnh"}).status_code == 422
    done = {"follow_up_1": "Chấn chỉnh", "follow_up_due_1": dmy(room, 5)}
    assert chief.post(where, result | done).status_code == 302
    assert Review.objects.get().responsibility == "joint"
    page = words_of(chief.get(f"/cases/{case.code}/"))
    assert "Trách nhiệm liên đới" in page
    assert "Chấn chỉnh" in page


def test_measures_and_leavers_are_entered_and_exported(room: Room, chief: Client) -> None:
    chosen = f"?agency={room.office.snv.pk}"
    measure = {"sort": "criticism", "official": "", "number": "5/TB", "issued_on": dmy(room), "issued_by": "GĐ",
               "words": "Chậm trễ", "source": "Kết luận 8"}  # fmt: skip
    assert chief.post(f"/conduct/measures/new/{chosen}", measure | {"sort": "move"}).status_code == 422
    assert chief.post(f"/conduct/measures/new/{chosen}", measure).status_code == 302
    assert Measure.objects.get().family == "remark"
    leaver = {"name": "Lê Minh", "category": "cadre", "post": "Chuyên viên", "field": "Đất đai", "born_in": 1990,
              "left_on": dmy(room, -1), "way": "resigned", "ground": "pay"}  # fmt: skip
    assert chief.post(f"/conduct/leavers/new/{chosen}", leaver | {"born_in": 2024}).status_code == 422
    assert chief.post(f"/conduct/leavers/new/{chosen}", leaver).status_code == 302
    assert Leaver.objects.count() == 1
    exported = chief.get("/conduct/leavers/?export=csv")
    assert b"L\xc3\xaa Minh" in b"".join(exported) if exported.streaming else b"L\xc3\xaa Minh" in exported.content
    page = words_of(chief.get(f"/conduct/leavers/year/?year={room.day(-1).year}"))
    assert "100" in page
    assert "Tiền lương, thu nhập" in page
    assert chief.get("/conduct/leavers/year/?year=abc").status_code == 200


def test_a_publication_is_public_from_its_approval_to_its_day_and_says_no_more(room: Room, chief: Client) -> None:
    form = {"subject": "unit", "ground": "conduct_publication.unit_delay", "basis": "Công văn 9", "case_code": "",
            "title": "Đơn vị chậm trễ", "from_on": dmy(room), "until_on": dmy(room, 20), "shown_unit": "Phòng CCHC",
            "shown_figures": "12 hồ sơ"}  # fmt: skip
    address = f"/conduct/publications/new/?agency={room.office.snv.pk}"
    assert chief.post(address, form | {"shown_name": "Nguyễn Văn A"}).status_code == 422
    assert chief.post(address, form).status_code == 302
    own = Publication.objects.get()
    assert "Phòng CCHC" not in words_of(Client().get("/cong-dan/cong-khai/"))
    chief.post(f"/conduct/publications/{own.pk}/approve/")
    assert Publication.objects.get(pk=own.pk).approved_at is None
    publishing.approve(actor=room.chief, publication_id=own.pk, now=room.now)
    anybody = words_of(Client().get("/cong-dan/cong-khai/"))
    assert "Phòng CCHC" in anybody
    assert "gd" not in re.sub(r"<[^>]+>", " ", anybody).split()
    page = words_of(chief.get(f"/conduct/publications/{own.pk}/"))
    assert "Gỡ nội dung công khai" in page
    assert chief.post(f"/conduct/publications/{own.pk}/remove/", {"ground": ""}).status_code == 422
    removal = {"ground": "publication_removal.mistake", "words": ""}
    assert chief.post(f"/conduct/publications/{own.pk}/remove/", removal).status_code == 302
    assert "Phòng CCHC" not in words_of(Client().get("/cong-dan/cong-khai/"))


def test_choosing_an_agency_comes_first_where_there_are_several(room: Room, chief: Client) -> None:
    page = words_of(chief.get("/conduct/discipline/new/"))
    assert "Phòng Cải cách hành chính" in page
    assert "Sở Tài chính" not in page
    assert chief.get("/conduct/discipline/new/?agency=999999").status_code == 200
    assert not Discipline.objects.exists()


def test_an_old_decision_stands_on_its_list(room: Room, chief: Client) -> None:
    form = {"official": str(pk_of(room.an)), "category": "civil_servant", "form": "demotion", "number": "10/QĐ",
            "law": "NĐ 112/2020/NĐ-CP", "decided_on": "03/03/2025", "effective_on": "03/03/2025"}  # fmt: skip
    address = f"/conduct/discipline/earlier/new/?agency={room.office.snv.pk}"
    assert chief.post(address, form | {"decided_on": "03/09/2025", "effective_on": "03/09/2025"}).status_code == 422
    assert chief.post(address, form).status_code == 302
    assert "Giáng chức" in words_of(chief.get("/conduct/discipline/earlier/"))


def test_files_end_by_themselves_on_the_list(room: Room, chief: Client) -> None:
    case = room.decided()
    after.end_effects(now=room.now + timedelta(days=400))
    assert "Hết hiệu lực quyết định" in words_of(chief.get("/conduct/discipline/"))
    assert Case.objects.get(pk=case.pk).closed_at is not None
