"""The screens of plans, teams, cards, checklists and self-checks, walked through in the browser of each person."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from congvu.domain.inspections.actions import teams as acts
from congvu.domain.inspections.models import Checklist, Member, Plan, Recusal, SelfCheck, SelfCheckRound, Team
from congvu.kernel.accounts.models import Account
from congvu.kernel.org.models import Official
from tests.domain.inspections.conftest import Room
from tests.kernel.accounts.cast import HANOI, give, make_account

ROLES = {"desk2": ("inspection_head", "ubnd"), "ct": ("leader", "ubnd"), "chief": ("department_head", "snv"),
         "rival": ("department_head", "stc"), "an": ("official", "snv")}  # fmt: skip
PLANNER, CHAIRMAN, CHIEF, RIVAL, AN = ROLES


class Screens:
    """Browsers of the little office on a day that stands still."""

    def __init__(self, room: Room, client: Client) -> None:
        self.room, self.client = room, client
        self._accounts: dict[str, Account] = {}
        self._units = {"ubnd": room.top, "snv": room.office.snv, "stc": room.office.stc}

    def of(self, code: str) -> Client:
        """The browser, signed in as this official."""
        if code not in self._accounts:
            account = make_account(f"nv.{code}", Official.objects.get(code=code))
            role, unit = ROLES[code]
            give(account, role, self._units[unit])
            self._accounts[code] = account
        self.client.force_login(self._accounts[code])
        return self.client


@pytest.fixture
def screens(room: Room, client: Client, monkeypatch: pytest.MonkeyPatch) -> Screens:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 24, 9, 0, tzinfo=HANOI))
    return Screens(room, client)


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return answer.content.decode()


def test_empty_rooms_say_what_to_do(screens: Screens) -> None:
    browser = screens.of(PLANNER)
    for path in ("", "plans/", "teams/", "checklists/", "self-checks/", "recusals/"):
        assert "<h1>" in text(browser, f"/inspections/{path}")
    assert "/inspections/plans/new/" in text(browser, "/inspections/")


def test_a_plan_is_drafted_filled_warned_of_and_issued(screens: Screens) -> None:
    room, browser = screens.room, screens.of(PLANNER)
    team = room.crew()
    form = {"agency": room.top.pk, "year": 2026, "name": "Kiểm tra năm 2026", "purposes": "Chấn chỉnh kỷ cương."}
    assert browser.post("/inspections/plans/new/", form).status_code == 302
    plan = Plan.objects.get()
    page = f"/inspections/plans/{plan.pk}/"
    check = {"unit": room.health.pk, "sort": "planned", "from_on": "10/03/2026", "to_on": "10/03/2026",
             "team": team.pk, "checklist": room.checklist.pk}  # fmt: skip
    assert browser.post(f"{page}add/", check).status_code == 302
    assert browser.post(f"{page}add/", check | {"from_on": "6/10/2026", "to_on": "6/10/2026"}).status_code == 302
    refused = browser.post(f"{page}add/", check | {"unit": room.office.snv.pk})
    assert refused.status_code == 422
    assert "team" in refused.context["form"].errors
    assert browser.post(f"{page}add/", check | {"sort": "unannounced"}).status_code == 422
    assert "10/03/2026" in text(browser, page)
    assert text(browser, f"{page}?open=1").count('<td class="cell-date') == 1
    issue = {"number": "12/KH-UBND", "issued_on": "20/11/2026"}
    assert screens.of(CHAIRMAN).post(f"{page}issue/", issue).status_code == 422
    late = plan.items.get(from_on=date(2026, 10, 6))
    given = check | {"from_on": "6/10/2026", "to_on": "6/10/2026", "because": "Theo chỉ đạo"}
    assert screens.of(PLANNER).post(f"/inspections/plans/checks/{late.pk}/", given).status_code == 302
    assert screens.of(CHAIRMAN).post(f"{page}issue/", issue).status_code == 302
    assert "12/KH-UBND" in text(screens.of(RIVAL), page)
    made = b"".join(browser.get(f"{page}?export=xlsx"))
    sheet = openpyxl.load_workbook(BytesIO(made))
    assert sheet.active is not None
    assert sheet.active.max_row == 3
    assert browser.get(f"{page}paper.docx").content[:2] == b"PK"
    assert browser.get(f"{page}paper.exe").status_code == 422


def test_a_draft_is_closed_to_those_who_only_read_elsewhere(screens: Screens) -> None:
    plan = screens.room.plan()
    text(screens.of(RIVAL), f"/inspections/plans/{plan.pk}/", 404)
    assert screens.of(RIVAL).get("/inspections/plans/new/").status_code == 403


def test_a_team_with_cards_that_anybody_can_check(screens: Screens) -> None:
    room, browser = screens.room, screens.of(PLANNER)
    form = {"agency": room.top.pk, "name": "Đoàn số 1", "decision": "245/QĐ-UBND", "decided_on": "20/01/2026",
            "ordered_by": room.chairman.official_id, "valid_from": "1/2/2026", "rules": "1. Đúng."}  # fmt: skip
    assert browser.post("/inspections/teams/new/", form).status_code == 302
    team = Team.objects.get()
    page = f"/inspections/teams/{team.pk}/"
    member = {"official": room.an.official_id, "role": "head", "from_on": "24/11/2026"}
    assert browser.post(f"{page}members/add/?agency={room.office.snv.pk}", member).status_code == 302
    other = {"name": "Trần Văn X", "body": "Báo Lam Giang", "from_on": "24/11/2026"}
    assert browser.post(f"{page}observers/add/", other).status_code == 302
    head = Member.objects.get(role="head")
    assert "card.svg" in text(browser, page)
    assert browser.get(f"/inspections/teams/members/{head.pk}/card.svg").content.startswith(b"<?xml")
    assert browser.get(f"{page}cards.pdf").content[:4] == b"%PDF"
    assert "card.svg" in text(screens.of(AN), page)
    assert screens.of(AN).get(f"{page}cards.pdf?member={head.pk}").status_code == 200
    assert screens.of(AN).get(f"{page}cards.pdf").status_code == 403
    text(screens.of(RIVAL), page, 404)
    text(screens.of(RIVAL), f"/inspections/teams/members/{head.pk}/card.svg", 404)
    public = Client()
    shown = public.get(f"/inspections/card/{head.card}/")
    assert shown.status_code == 200
    assert shown.context["card"].state == "in_force"
    assert head.name in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert public.get(f"/inspections/card/{head.card[:-1]}x/").status_code == 404


def test_who_declares_a_recusal_sees_it_and_others_do_not(screens: Screens) -> None:
    room = screens.room
    room.crew()
    form = {"unit": room.health.pk, "reason": "Vợ công tác tại đây"}
    assert screens.of(AN).post("/inspections/recusals/new/", form).status_code == 302
    made = Recusal.objects.get()
    assert made.official_id == room.an.official_id
    assert "Vợ công tác" in text(screens.of(AN), "/inspections/recusals/")
    assert "Vợ công tác" in text(screens.of(PLANNER), "/inspections/recusals/")
    assert "Vợ công tác" not in text(screens.of(RIVAL), "/inspections/recusals/")
    text(screens.of(RIVAL), f"/inspections/recusals/{made.pk}/end/", 404)
    assert screens.of(AN).post(f"/inspections/recusals/{made.pk}/end/", {"reason": "Đã chuyển"}).status_code == 302


def test_a_checklist_goes_out_as_a_sheet_and_comes_back(screens: Screens) -> None:
    room, browser = screens.room, screens.of(PLANNER)
    page = f"/inspections/checklists/{room.checklist.pk}/"
    assert "A01" in text(browser, page)
    assert browser.post(f"{page}copy/", {}).status_code == 302
    draft = Checklist.objects.get(number=2)
    mine = f"/inspections/checklists/{draft.pk}/"
    book = openpyxl.load_workbook(BytesIO(browser.get(f"{page}items.xlsx").content))
    sheet = book.active
    assert sheet is not None
    sheet["C2"] = "Có mặt đúng giờ, đúng chỗ"
    out = BytesIO()
    book.save(out)
    sent = browser.post(f"{mine}import/", {"file": SimpleUploadedFile("bo.xlsx", out.getvalue())})
    assert sent.status_code == 302
    assert draft.items.get(code="A01").name != "Có mặt đúng giờ, đúng chỗ"
    assert "A01" in text(browser, sent["Location"])
    assert browser.post(sent["Location"]).status_code == 302
    assert draft.items.get(code="A01").name == "Có mặt đúng giờ, đúng chỗ"
    compared = text(browser, f"{mine}compare/")
    assert "Có mặt đúng giờ, đúng chỗ" in compared
    assert "F52" not in compared
    assert screens.of(CHAIRMAN).post(f"{mine}force/", {"from_on": "1/12/2026"}).status_code == 302
    assert browser.get(f"{mine}paper.docx").content[:2] == b"PK"
    item = draft.items.get(code="A01")
    form = {"group": "A", "name": "Khác", "mark": "M", "severity": 1}
    assert screens.of(PLANNER).post(f"/inspections/checklists/items/{item.pk}/", form).status_code == 422
    assert browser.post(f"{mine}import/", {"file": SimpleUploadedFile("x.xlsx", b"abc")}).status_code == 422


def test_an_agency_fills_in_its_sheet_page_by_page_and_signs(screens: Screens) -> None:
    room = screens.room
    form = {"agency": room.top.pk, "name": "Đợt 1", "checklist": room.checklist.pk, "period_from": "1/1/2026",
            "period_to": "31/10/2026", "due_on": "10/12/2026"}  # fmt: skip
    assert screens.of(PLANNER).post("/inspections/self-checks/new/", form).status_code == 302
    asked = SelfCheckRound.objects.get()
    browser = screens.of(CHIEF)
    assert "/self-checks/rounds/" in text(browser, "/inspections/")
    begun = browser.post(f"/inspections/self-checks/rounds/{asked.pk}/begin/", {"agency": room.office.snv.pk})
    assert begun.status_code == 302
    check = SelfCheck.objects.get()
    page = f"/inspections/self-checks/{check.pk}/"
    first = room.checklist.items.get(code="A01")
    wrong = browser.post(f"{page}?group=A", {f"value-{first.pk}": "breach", f"by-{first.pk}": "mai"})
    assert wrong.status_code == 422
    assert 'value="mai"' in wrong.content.decode()
    assert not check.answers.exists()
    for group in "ABCDEFGHI":
        sent = {f"value-{one.pk}": "good" for one in room.checklist.items.filter(group=group)}
        if group == "A":
            sent |= {f"value-{first.pk}": "breach", f"remedy-{first.pk}": "Nhắc nhở", f"by-{first.pk}": "10/12/2026"}
        assert browser.post(f"{page}?group={group}", {**sent, "do": "next"}).status_code == 302
    assert browser.post(f"{page}sign/", {"words": "Đã tự xem xét"}).status_code == 302
    shown = text(browser, page)
    assert "Nhắc nhở" in shown
    assert "<fieldset" not in shown
    answer = check.answers.get(value="breach")
    assert browser.post(f"{page}faults/{answer.pk}/", {"on": "24/11/2026"}).status_code == 302
    text(screens.of(RIVAL), page, 404)
    assert "Sở Tài chính" in text(screens.of(RIVAL), f"/inspections/self-checks/rounds/{asked.pk}/")


def test_the_front_page_is_as_cheap_with_three_teams_as_with_one(screens: Screens) -> None:
    browser = screens.of(PLANNER)
    screens.room.crew()
    text(browser, "/inspections/")
    with CaptureQueriesContext(connection) as one:
        text(browser, "/inspections/")
    for number in (2, 3):
        screens.room.crew(decision=f"{number}/QĐ-UBND")
    with CaptureQueriesContext(connection) as three:
        text(browser, "/inspections/")
    assert len(three) <= len(one)


def test_a_lost_card_is_replaced_on_its_page(screens: Screens) -> None:
    room, browser = screens.room, screens.of(PLANNER)
    head = room.crew().members.get(role="head")
    assert browser.post(f"/inspections/teams/members/{head.pk}/renew/", {"reason": "Mất thẻ"}).status_code == 302
    assert Client().get(f"/inspections/card/{head.card}/").status_code == 404
    acts.let_leave(actor=room.planner, member_id=head.pk, on=date(2026, 11, 24), reason="Nghỉ", now=room.now)
    head.refresh_from_db()
    assert Client().get(f"/inspections/card/{head.card}/").context["card"].state == "left"
