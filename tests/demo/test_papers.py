"""The twelve made-up directives: their form, their orders, and that nothing in them comes from a real province."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from congvu.core.directive_text import read_directive
from congvu.core.text import fold
from congvu.demo.dates import due_of
from congvu.demo.papers import Paper, raw_text
from congvu.demo.papers_of_lam_giang import PAPERS, TO_UPLOAD
from congvu.demo.upload import write_upload
from congvu.kernel.documents.extract import extract

TODAY = date(2026, 11, 24)
DAYS = {paper.code: paper.issued_on(TODAY) for paper in PAPERS} | {"soon": date(2026, 11, 25)}
#: Provinces of today, and those of the texts the reader was built with.
REAL = (
    "Nghệ An", "Hà Nam", "Trà Vinh", "Cao Bằng", "Ninh Bình", "Vĩnh Long", "Hà Nội", "Thanh Hóa", "Quảng Nam",
    "Lâm Đồng",
    "Hà Tĩnh", "Hồ Chí Minh", "Đà Nẵng", "Hải Phòng", "Cần Thơ", "Lào Cai", "Thái Nguyên", "Phú Thọ",
    "Bắc Ninh", "Hưng Yên",
    "Quảng Ninh", "Quảng Trị", "Quảng Ngãi", "Gia Lai", "Đắk Lắk", "Khánh Hòa", "Đồng Nai", "Tây Ninh", "Đồng Tháp",
    "An Giang", "Cà Mau", "Tuyên Quang", "Sơn La", "Lai Châu", "Điện Biên", "Lạng Sơn", "Bình Dương",
)  # fmt: skip
each_paper = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.code)


def test_there_are_twelve_and_each_file_has_its_place() -> None:
    codes = {paper.code for paper in PAPERS} | {TO_UPLOAD}
    folder = files("congvu.demo").joinpath("directives")
    assert len(codes) == 12
    assert {entry.name for entry in folder.iterdir()} == {f"{code}.txt" for code in codes}


@pytest.mark.parametrize("code", sorted({paper.code for paper in PAPERS} | {TO_UPLOAD}))
def test_no_real_province_is_named(code: str) -> None:
    words = fold(raw_text(code))
    assert [name for name in REAL if re.search(rf"\b{fold(name)}\b", words)] == []


def test_seven_types_are_there() -> None:
    assert {paper.kind for paper in PAPERS} == {
        "cong_dien", "ke_hoach", "chi_thi", "quyet_dinh", "thong_bao", "huong_dan", "cong_van",
    }  # fmt: skip


@each_paper
def test_the_text_has_the_form_of_an_official_document(paper: Paper) -> None:
    text = paper.text(TODAY, DAYS)
    assert "{{" not in text
    assert f"Số: {paper.number}" in text
    for mark in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "./.", "Nơi nhận:", "- Lưu: VT"):
        assert mark in text


@each_paper
def test_the_reader_reads_number_and_date(paper: Paper) -> None:
    facts = read_directive(paper.text(TODAY, DAYS)).facts
    assert facts.number is not None
    assert facts.number.text == paper.number
    assert facts.issued_on is not None
    assert facts.issued_on.on == paper.issued_on(TODAY)


@each_paper
def test_every_order_stands_in_the_text_once_and_is_due_after_its_day(paper: Paper) -> None:
    text = paper.text(TODAY, DAYS)
    for order in paper.orders:
        assert text.count(order.words) == 1, order.words
        if order.due and not order.due[0].isdigit():
            assert due_of(order.due, paper.issued_on(TODAY), DAYS) > paper.issued_on(TODAY)


def test_the_dates_reach_from_summer_of_the_year_before_to_today() -> None:
    days = sorted(DAYS[paper.code] for paper in PAPERS)
    assert days[0] == date(2025, 8, 21)
    assert days[-1] == TODAY


def test_the_letter_to_upload_is_of_2023_and_speaks_to_districts(tmp_path: Path) -> None:
    path = write_upload(tmp_path / "demo")
    assert write_upload(tmp_path / "demo") == path
    reading = read_directive(extract(path.read_bytes(), "docx").text)
    assert reading.facts.number is not None
    assert reading.facts.number.text == "2764/UBND-TH"
    assert reading.facts.issued_on is not None
    assert reading.facts.issued_on.on == date(2023, 5, 15)
    assert any("huyện" in party.name for party in reading.addressees)
    assert len(reading.clauses) >= 10
