"""The screens of the programme room, walked through."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from congvu.domain.programme.models import Consent, Draft, Item, Programme, RoundError
from congvu.kernel.accounts.models import Account
from congvu.kernel.casework.models import Case
from congvu.kernel.org.models import Official
from tests.domain.programme.conftest import HANOI, Staff
from tests.domain.programme.test_importing import GOOD, sheet
from tests.kernel.accounts.cast import give, make_account

DESK, LEADER, CHIEF, AN = "desk", "desk2", "chief", "an"
ROLES = {DESK: ("directive_desk", None), LEADER: ("leader", None), CHIEF: ("department_head", "snv"),
         AN: ("official", "snv")}  # fmt: skip


class Screens:
    """Browsers of the little office on a day that stands still."""

    def __init__(self, staff: Staff, client: Client) -> None:
        self.staff, self.client = staff, client
        self._accounts: dict[str, Account] = {}

    def of(self, code: str) -> Client:
        """The browser, signed in as this official."""
        if code not in self._accounts:
            account = make_account(f"nv.{code}", Official.objects.get(code=code))
            role, agency = ROLES[code]
            give(account, role, self.staff.office.snv if agency else None)
            self._accounts[code] = account
        self.client.force_login(self._accounts[code])
        return self.client


@pytest.fixture
def screens(staff: Staff, client: Client, monkeypatch: pytest.MonkeyPatch) -> Screens:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 10, 6, 9, 0, tzinfo=HANOI))
    return Screens(staff, client)


def register(screens: Screens, **more: object) -> object:
    page = f"/programme/{screens.staff.programme.pk}/register/"
    form = {"title": "Đề án số hóa", "nature": "project", "drafter": str(screens.staff.office.snv.pk), "month": "6",
            "partners": "Sở Tài chính", **more}  # fmt: skip
    return screens.of(CHIEF).post(page, form)


def test_a_programme_from_registration_to_a_consent(screens: Screens) -> None:
    answer = register(screens)
    assert answer.status_code == 302, answer.context["form"].errors  # type: ignore[attr-defined]
    board = f"/programme/{screens.staff.programme.pk}/"
    page = screens.of(LEADER).get(board).content.decode()
    assert "Đề án số hóa" in page
    assert screens.of(LEADER).post(f"{board}approve/", {"decision_code": "15/QĐ-UBND"}).status_code == 302
    case = Case.objects.get(kind="programme_item")
    assert case.phase == "drafting"
    asked = screens.of(CHIEF).post(
        f"/cases/{case.code}/acts/ask_move/",
        {"new_due_on": "17/09/2027", "ground": "programme_change.law_awaited", "expected_seq": case.seq},
    )
    assert asked.status_code == 302, asked.content.decode()[-3000:]
    assert Consent.objects.get().new_on == date(2027, 9, 17)
    assert "Đề án số hóa" in screens.of(LEADER).get("/programme/consents/?decision=waiting").content.decode()
    shown = screens.of(LEADER).get(f"/cases/{case.code}/").content.decode()
    assert "grant_consent" in shown


def test_two_drafters_sent_by_a_clever_browser_are_refused(screens: Screens) -> None:
    both = [str(screens.staff.office.snv.pk), str(screens.staff.office.stc.pk)]
    answer = screens.of(DESK).post(
        f"/programme/{screens.staff.programme.pk}/register/",
        {"title": "Đề án", "nature": "project", "drafter": both, "month": "6"},
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors["drafter"]
    assert not Item.objects.exists()


def test_an_unknown_partner_and_a_missing_month_are_said_beside_their_fields(screens: Screens) -> None:
    answer = register(screens, partners="Sở Không Có", month="")
    assert set(answer.context["form"].errors) == {"partners", "month"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("query", ["", "?period=q2", "?period=m6", "?period=w0", "?period=zz", "?state=late&q=de an",
                                   "?export=xlsx", "?export=csv", "?unit=x&sort=-drafter"])  # fmt: skip
def test_the_board_answers_every_question(screens: Screens, query: str) -> None:
    register(screens)
    answer = screens.of(LEADER).get(f"/programme/{screens.staff.programme.pk}/{query}")
    assert answer.status_code == 200
    answer.close()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_opens_in_both_languages_and_empty(screens: Screens, language: str) -> None:
    browser = screens.of(LEADER)
    browser.cookies["django_language"] = language
    paths = ["", "new/", "consents/", "journal/", "drafts/", "drafts/new/", "1/"]
    for path in paths:
        address = f"/programme/{path}".replace("/1/", f"/{screens.staff.programme.pk}/")
        assert browser.get(address, headers={"accept-language": language}).status_code == 200, path


def test_a_sheet_is_tried_and_then_taken(screens: Screens) -> None:
    desk, page = screens.of(DESK), f"/programme/{screens.staff.programme.pk}/import/"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    bad = SimpleUploadedFile("ct.xlsx", sheet(("", "", "", "", "", "x")), kind)
    wrong = desk.post(page, {"file": bad}, follow=True)
    assert wrong.status_code == 200
    assert "field-error" in wrong.content.decode()
    sent = desk.post(page, {"file": SimpleUploadedFile("ct2.xlsx", sheet(GOOD), kind)})
    step = str(sent.headers["Location"])
    assert "Đề án số hóa" in desk.get(step).content.decode()
    assert desk.post(step).status_code == 302
    assert Item.objects.count() == 1
    assert screens.of(LEADER).get(step).status_code == 404
    sample = screens.of(DESK).get("/programme/import/sample.xlsx")
    assert openpyxl.load_workbook(BytesIO(sample.content)).active is not None


def test_a_draft_goes_three_rounds_on_screen(screens: Screens) -> None:
    form = {"title": "Kế hoạch kiểm tra", "document_kind": "ke_hoach", "agency": str(screens.staff.office.snv.pk),
            "to_agency": str(screens.staff.office.vpubnd.pk), "requested_on": "05/10/2026", "due_on": "20/10/2026",
            "drafter": str(screens.staff.an.official_id)}  # fmt: skip
    opened = screens.of(AN).post("/programme/drafts/new/", form)
    assert opened.status_code == 302, opened.context["form"].errors
    case = Case.objects.get(kind="document_draft")
    for number in (1, 2, 3):
        case.refresh_from_db()
        file = SimpleUploadedFile("du-thao.txt", f"Điều 1. Bản {number}.".encode())
        sent = screens.of(AN).post(f"/cases/{case.code}/acts/submit/", {"file": file, "expected_seq": case.seq})
        assert sent.status_code == 302, sent.content.decode()[-2000:]
        if number < 3:
            page = f"/programme/drafts/{case.code}/return/"
            assert screens.of(DESK).get(page).status_code == 200
            assert screens.of(DESK).post(page, {"words": "Sửa"}).status_code == 422
            assert screens.of(DESK).post(page, {"count_0": "2", "where_5": "Điều 1"}).status_code == 302
    done = screens.of(DESK).post(
        f"/programme/drafts/{case.code}/finish/",
        {"code": "15/KH-UBND", "issued_on": "06/10/2026", "register": "1"},
    )
    assert done.status_code == 302, done.context["form"].errors
    draft = Draft.objects.get()
    assert draft.final_document is not None
    assert RoundError.objects.count() == 4
    shown = screens.of(DESK).get(f"/cases/{case.code}/").content.decode()
    assert "15/KH-UBND" in shown
    assert f"/programme/drafts/{case.code}/compare/?a=1&amp;b=2" in shown


def test_versions_are_shown_side_by_side(screens: Screens) -> None:
    test_a_draft_goes_three_rounds_on_screen(screens)
    case = Case.objects.get(kind="document_draft")
    page = screens.of(AN).get(f"/programme/drafts/{case.code}/compare/?a=1&b=3").content.decode()
    assert "<del>1</del>" in page
    assert "<ins>3</ins>" in page
    assert screens.of(AN).get(f"/programme/drafts/{case.code}/compare/?a=1&b=1").status_code == 404
    assert screens.of(AN).get("/programme/drafts/DT-2026-999999/compare/").status_code == 404


def test_every_number_of_the_journal_opens_its_drafts(screens: Screens) -> None:
    test_a_draft_goes_three_rounds_on_screen(screens)
    page = screens.of(LEADER).get("/programme/journal/?period=month")
    rows = page.context["rows"]
    assert [row["name"] for row in rows] == ["Sở Nội vụ"]
    for cell in rows[0]["cells"]:
        listed = screens.of(LEADER).get(cell["url"])
        assert listed.status_code == 200
        if cell["n"]:
            assert "Kế hoạch kiểm tra" in listed.content.decode()
    content = screens.of(LEADER).get("/programme/journal/table.xlsx?period=month").content
    book = openpyxl.load_workbook(BytesIO(content)).active
    assert book is not None
    assert book.cell(4, 1).value == "Sở Nội vụ"
    for wrong in ("?period=own&since=31/12/2026&until=01/01/2026", "?period=zzz"):
        assert screens.of(LEADER).get(f"/programme/journal/{wrong}").status_code == 422
    assert screens.of(LEADER).get("/programme/drafts/?figure=form&from=x&to=y").status_code == 404


def test_print_is_a_word_file_or_a_refusal(screens: Screens) -> None:
    register(screens)
    page = f"/programme/{screens.staff.programme.pk}/"
    word = screens.of(LEADER).get(f"{page}print.docx?state=registered")
    assert word.content[:2] == b"PK"
    assert screens.of(LEADER).get(f"{page}print.exe").status_code == 302
    assert screens.of(LEADER).get("/programme/journal/print.docx").content[:2] == b"PK"


def test_who_may_not_is_told_so(screens: Screens) -> None:
    browser = screens.of(AN)
    assert browser.get("/programme/journal/").status_code == 403
    assert browser.get("/programme/new/").status_code == 403
    assert browser.post(f"/programme/{screens.staff.programme.pk}/approve/").status_code == 403
    assert browser.get("/programme/999999/").status_code == 404


def test_a_programme_is_opened_on_screen_once(screens: Screens) -> None:
    form = {"agency": str(screens.staff.office.vpubnd.pk), "year": "2028", "quarter": ""}
    assert screens.of(LEADER).post("/programme/new/", form).status_code == 302
    assert Programme.objects.filter(year=2028).count() == 1
    assert screens.of(LEADER).post("/programme/new/", form).status_code == 422
