"""Form 06 on screen and as files."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest
from django.test import Client

from tests.domain.onestop.shop import Shop
from tests.domain.onestop.test_settlement import week  # noqa: F401 -- the fixture
from tests.kernel.accounts.cast import give, make_account

PERIOD = "?period=days&first=2026-11-09&last=2026-11-13"


@pytest.fixture
def page(week: Shop, client: Client) -> Client:  # noqa: F811 -- the fixture
    account = make_account("bao-cao")
    give(account, "par_officer")
    client.force_login(account)
    return client


def test_the_form_stands_on_screen_and_each_number_opens_its_list(page: Client) -> None:
    answer = page.get(f"/onestop/reports/settlement/{PERIOD}")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Xã, phường, đặc khu" in text
    assert "Hộ tịch" in text
    links = re.findall(r'<a href="(/onestop/reports/settlement/dossiers/[^"]+)">(\d+)</a>', text)
    assert len(links) > 10
    for url, number in links[:6]:
        listed = page.get(url.replace("&amp;", "&")).content.decode()
        assert len(set(re.findall(r"H99\.18\.05-\d{6}-\d{4}", listed))) == int(number)


def test_the_form_is_a_workbook_and_a_word_file_with_merged_headings(page: Client) -> None:
    book = openpyxl.load_workbook(BytesIO(page.get(f"/onestop/reports/settlement/{PERIOD}&as=xlsx").content))
    sheet = book.active
    assert sheet is not None
    assert {str(one) for one in sheet.merged_cells.ranges} >= {"A7:A9", "C7:F7", "D8:E8", "G7:J7", "K7:M7"}
    whole: list[Any] = [cell.value for cell in list(sheet.rows)[-3]]
    assert whole[2] == whole[6] + whole[10] == 8
    word = docx.Document(BytesIO(page.get(f"/onestop/reports/settlement/{PERIOD}&as=docx").content))
    assert "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH" in [one.text for one in word.paragraphs]
    assert [cell.text for cell in word.tables[0].rows[3].cells][:3] == ["(1)", "(2)", "(3)"]


def test_a_period_that_cannot_be_is_said_and_the_form_still_comes(page: Client) -> None:
    for asked in ("?period=days&first=2026-11-13&last=2026-11-09", "?period=days", "?by=nothing", "?agency=x"):
        assert page.get(f"/onestop/reports/settlement/{asked}").status_code == 200


def test_a_number_that_is_none_is_not_found(page: Client) -> None:
    for asked in ("?column=secret", "?column=late&key=a,b", "?column=late&by=agency&key=commune,x"):
        assert page.get(f"/onestop/reports/settlement/dossiers/{asked}").status_code == 404


def test_agencies_are_scored_on_screen_and_open_their_people(page: Client) -> None:
    text = page.get(f"/onestop/reports/scores/{PERIOD}").content.decode()
    (link,) = set(re.findall(r"/onestop/reports/scores/\d+/[^\"]*", text))
    assert "Xã Minh Họa".casefold() in text.casefold()
    assert "Chuyên viên Kinh tế 01" in page.get(link.replace("&amp;", "&")).content.decode()


def test_who_may_not_report_is_refused(db: None, client: Client) -> None:
    client.force_login(make_account("khac"))
    assert client.get("/onestop/reports/settlement/").status_code == 403
