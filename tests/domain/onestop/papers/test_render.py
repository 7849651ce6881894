"""Slips as people get them: every field stands on the paper, in print and in Word, whatever its length."""

from __future__ import annotations

import unicodedata
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from congvu.core.refusals import Invalid, NotFound
from congvu.core.vietqr import read_payload
from congvu.domain.onestop.papers import (
    ApologySlip,
    Component,
    ControlSlip,
    Desk,
    FeeReceipt,
    Handover,
    Person,
    Print,
    ReceiptSlip,
    Register,
    RegisterLine,
    as_docx,
    as_pdf,
    layout_of,
    preview,
)
from congvu.domain.onestop.papers.layout import Payment
from congvu.domain.onestop.papers.render import LONGEST
from congvu.domain.onestop.papers.specimens import specimens
from congvu.kernel.documents.papers import pdf

pytestmark = pytest.mark.skipif(not any(pdf.FONTS.glob("*.ttf")), reason="the front end is not built here")
ALL = specimens()
STATUTORY = ("receipt", "supplement", "refusal", "apology", "stop", "control", "register")
#: Said by a square or in other words, not letter by letter; or the code that stands in for a name.
NOT_PRINTED = {"follow_url", "organisation", "service", "bank", "electronic", "law_on"}
#: What a form has no line for (mẫu 04; the receipt of a fee).
NO_LINE = {"register": {"symbol"}, "apology": {"address", "phone", "email"}, "fee_receipt": {"phone", "email"}}


def plain(text: str) -> str:
    """Without places to break a line and without blanks: how lines fall does not matter."""
    return "".join(unicodedata.normalize("NFC", text).replace("\u200b", "").split())


def pages_of(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]


def in_print(what: Print) -> str:
    return plain("".join(pages_of(as_pdf(what))))


def in_word(what: Print) -> str:
    document = docx.Document(BytesIO(as_docx(what)))
    section = document.sections[0]
    return plain("".join(node.text or "" for part in (document.element, section.footer._element)
                         for node in part.iter() if node.tag.endswith("}t")))  # fmt: skip


def said(value: Any, without: set[str] = NOT_PRINTED, name: str = "") -> list[str]:
    """The texts, days and numbers a print holds, however deep."""
    if name in without or value is None or value in {"", 0}:
        return []
    if is_dataclass(value):
        return [text for field in fields(value) for text in said(getattr(value, field.name), without, field.name)]
    if isinstance(value, tuple):
        return [text for each in value for text in said(each, without, name)]
    if isinstance(value, datetime):
        return [f"{value:%d/%m/%Y}", f"{value:%H}"]
    if isinstance(value, date):
        return [f"{value:%d}", f"{value:%Y}"]
    if isinstance(value, int):
        return [f"{value:,}".replace(",", ".") if name in {"amount"} else f"{value}"]
    return [str(value)]


@pytest.mark.parametrize("name", ALL)
def test_every_field_stands_on_the_print_with_its_accents(name: str) -> None:
    what = ALL[name]
    for text in (in_print(what), in_word(what)):
        folded = text.casefold()
        values = said(what, NOT_PRINTED | NO_LINE.get(name, set()))
        missing = [value for value in values if plain(value).casefold() not in folded]
        assert not missing


@pytest.mark.parametrize("name", STATUTORY)
def test_a_statutory_slip_has_motto_agency_title_and_form(name: str) -> None:
    what = ALL[name]
    layout = layout_of(what)
    for text in (in_print(what), in_word(what)):
        for part in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", what.desk.agency.upper(),
                     layout.title.upper(), layout.mark, f"Mã kiểm chứng: {what.leaf}"):  # fmt: skip
            assert plain(part) in text


@pytest.mark.parametrize("name", ALL)
def test_the_fonts_travel_with_the_print(name: str) -> None:
    for page in PdfReader(BytesIO(as_pdf(ALL[name]))).pages:
        resources = page["/Resources"]
        assert isinstance(resources, DictionaryObject)
        fonts = resources["/Font"]
        assert isinstance(fonts, DictionaryObject)
        for font in fonts.values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert "/FontFile2" in inner or "/FontFile3" in inner
            assert "Tinos" in inner["/FontName"] or "DejaVu" in inner["/FontName"]


@pytest.mark.parametrize("name", ALL)
def test_slips_are_a5_and_the_register_a4(name: str) -> None:
    content = as_pdf(ALL[name])
    box = PdfReader(BytesIO(content)).pages[0].mediabox
    size = sorted((round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)))
    section = docx.Document(BytesIO(as_docx(ALL[name]))).sections[0]
    assert sorted((round(section.page_width.mm), round(section.page_height.mm))) == size  # type: ignore[union-attr]
    large = name in {"register", "dossier_handover", "result_handover"}
    assert size == ([210, 297] if large else [148, 210])


def test_a_receipt_with_fee_and_three_papers_fits_one_page() -> None:
    assert len(pages_of(as_pdf(ALL["receipt"]))) == 1


LONG = "Công ty trách nhiệm hữu hạn một thành viên Đầu tư Xây dựng và Phát triển Nông nghiệp công nghệ cao " * 3
LONG_NAME = LONG[:300].strip()


def _long(what: Any) -> Any:
    """The same print with a long name wherever a person or an organisation is named."""
    if isinstance(what, Person):
        return replace(what, name=LONG_NAME, address=LONG_NAME, email="a" * 120 + "@" + "b" * 120 + ".vn")
    if not is_dataclass(what) or isinstance(what, type):
        return tuple(_long(each) for each in what) if isinstance(what, tuple) else what
    named = {"applicant", "giver", "receiver", "procedure", "contact", "name", "reason", "lead_agency", "officer"}
    return replace(what, **{
        field.name: LONG_NAME if field.name in named and isinstance(value, str) and value else _long(value)
        for field in fields(what) if field.name not in {"fee", "signer"} and (value := getattr(what, field.name))
    })  # fmt: skip


def _edges(content: bytes) -> list[tuple[float, float, float]]:
    """Where each piece of text begins, and the width of its page."""
    found: list[tuple[float, float, float]] = []
    for page in PdfReader(BytesIO(content)).pages:
        wide = float(page.mediabox.width)

        def visit(text: str, _ctm: Any, matrix: Any, _font: Any, _size: Any, wide: float = wide) -> None:
            if text.strip():
                found.append((matrix[4], matrix[5], wide))

        page.extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize("name", ALL)
def test_a_name_of_three_hundred_letters_flows_on_and_never_over_the_edge(name: str) -> None:
    what = _long(ALL[name])
    assert plain(LONG_NAME) in in_print(what)
    assert plain(LONG_NAME) in in_word(what)
    assert all(0 <= left <= wide and low >= 0 for left, low, wide in _edges(as_pdf(what)))


def test_an_unbroken_run_of_letters_is_broken_before_the_edge() -> None:
    receipt = replace(ALL["receipt"], applicant=Person(name="Ư" * 300))  # type: ignore[call-arg]
    assert plain("Ư" * 300) in in_print(receipt)
    soft = "\u200b".join(["Ư" * 24] * 12 + ["Ư" * 12])
    assert soft in {field["value"] for field in _fields_of(receipt)}


def _fields_of(what: Print) -> list[dict[str, Any]]:
    from congvu.domain.onestop.papers.render import _data

    return [block for block in _data(layout_of(what))["body"] if block["type"] == "field"]


def test_sixty_papers_flow_to_further_pages_with_the_captions_again() -> None:
    papers = tuple(Component(f"Giấy tờ thứ {place} của hồ sơ", originals=1, copies=place) for place in range(1, 61))
    pages = pages_of(as_pdf(replace(ALL["receipt"], components=papers)))  # type: ignore[call-arg]
    assert len(pages) > 2
    assert all("Tên giấy tờ" in page for page in pages[:2])
    assert f"Trang {len(pages)}/{len(pages)}" in pages[-1]
    assert all(ALL["receipt"].leaf in plain(page) for page in pages)
    assert "Giấytờthứ60" in plain("".join(pages))


def test_a_register_of_a_year_has_its_captions_on_every_page() -> None:
    one = ALL["register"]
    assert isinstance(one, Register)
    lines = tuple(replace(one.lines[0], number=place) for place in range(1, 301))
    pages = pages_of(as_pdf(replace(one, lines=lines)))
    assert len(pages) > 10
    assert all("Mã hồ sơ" in page for page in pages[:-1])
    assert in_word(replace(one, lines=lines)).count("Đăngkýthànhlậphộkinhdoanh") == 300


def test_a_register_too_long_for_one_print_says_how_to_print_it() -> None:
    one = ALL["register"]
    assert isinstance(one, Register)
    endless = replace(one, lines=one.lines[:1] * (LONGEST + 1))
    for make in (as_pdf, as_docx, preview):
        with pytest.raises(Invalid) as refused:
            make(endless)
        assert refused.value.hint


DESK = Desk(agency="Trung tâm Phục vụ hành chính công")
NOW = datetime.fromisoformat("2026-11-20T08:15:00+07:00")
BARE = (
    ReceiptSlip(desk=DESK, on=NOW.date(), applicant=Person(name="Lê An"), procedure="Khai sinh", received_at=NOW,
                due_at=None),
    ControlSlip(desk=DESK, on=NOW.date(), procedure="Khai sinh", lead_agency="UBND xã", received_at=NOW, due_at=None,
                rows=(Handover(giver="A", receiver="B"),)),
    Register(desk=DESK, on=NOW.date(), year=2026, lines=(
        RegisterLine(number=1, dossier_code="X", procedure="Khai sinh", applicant="Lê An"),)),
    Register(desk=DESK, on=NOW.date(), year=2026, lines=()),
    FeeReceipt(desk=DESK, on=NOW.date(), payer=Person(name="Lê An"), procedure="Khai sinh", lines=(), paid_at=NOW,
               copies=()),
)  # fmt: skip


@pytest.mark.parametrize("what", BARE, ids=lambda what: type(what).__name__)
def test_what_is_optional_and_empty_vanishes(what: Print) -> None:
    for text in (in_print(what), in_word(what)):
        for stray in ("None", "Email", "Sốđiệnthoại", "Địachỉ:", "Mãkiểmchứng", "ủyquyền", "giaiđoạn2", "Ghichú"):
            assert stray not in text


def test_a_receipt_without_fee_or_account_has_no_payment_code() -> None:
    receipt = ALL["receipt"]
    assert isinstance(receipt, ReceiptSlip)
    assert receipt.fee is not None
    payments = [block for block in layout_of(receipt).body if isinstance(block, Payment)]
    assert [read_payload(block.payload) for block in payments] == [receipt.fee.transfer]
    for fee in (None, replace(receipt.fee, amount=0), replace(receipt.fee, transfer=None)):
        assert not [block for block in layout_of(replace(receipt, fee=fee)).body if isinstance(block, Payment)]
    assert plain("Phí, lệ phí phải nộp: 150.000 đồng") in in_print(
        replace(receipt, fee=replace(receipt.fee, transfer=None)))  # fmt: skip


def test_the_square_of_a_receipt_leads_to_where_it_can_be_followed() -> None:
    receipt = ALL["receipt"]
    assert isinstance(receipt, ReceiptSlip)
    assert layout_of(receipt).qr == receipt.follow_url
    bare = replace(receipt, follow_url="")
    assert layout_of(bare).qr == ""
    assert plain(f"Mã bí mật để theo dõi hồ sơ: {receipt.follow_key}") in in_print(bare)


def test_a_dossier_follows_the_form_of_the_law_of_its_day() -> None:
    old = replace(ALL["control"], law_on=date(2025, 6, 1))
    assert plain("Mẫu số 05, Thông tư số 01/2018/TT-VPCP") in in_print(old)
    assert plain("Mẫu số 06, Thông tư số 03/2025/TT-VPCP") in in_print(ALL["control"])
    apology = replace(ALL["apology"], law_on=date(2025, 6, 1))
    assert plain("PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ") in in_print(apology)
    assert "giahạn" not in in_print(apology)
    with pytest.raises(NotFound):
        as_pdf(replace(ALL["stop"], law_on=date(2025, 6, 1)))


def test_an_electronic_slip_says_it_was_signed_and_leaves_no_room_for_a_pen() -> None:
    for name in ("receipt", "apology", "control"):
        paper, electronic = ALL[name], replace(ALL[name], electronic=True)
        for text in (in_print(electronic), in_word(electronic)):
            assert "Đãkýsố" in text
            assert "Kývàghirõhọtên" not in text
            assert "NGƯỜINỘPHỒSƠ" not in text
        assert "Đãkýsố" not in in_print(paper)


@pytest.mark.parametrize("name", ALL)
def test_the_agency_above_stands_on_a_line_of_its_own(name: str) -> None:
    first = pages_of(as_pdf(ALL[name]))[0].splitlines()
    assert not [line for line in first if "SÔNG THAO" in line and "TRUNG TÂM" in line]


def test_a_fee_receipt_comes_in_three_parts_of_one_sum() -> None:
    receipt = ALL["fee_receipt"]
    assert isinstance(receipt, FeeReceipt)
    pages = [plain(page) for page in pages_of(as_pdf(receipt))]
    assert [plain(copy) in page for copy, page in zip(receipt.copies, pages, strict=True)] == [True] * 3
    assert all(plain("150.000 đồng") in page and plain("Một trăm năm mươi nghìn đồng") in page for page in pages)


def test_an_apology_is_signed_by_the_head_and_speaks_to_organisations_politely() -> None:
    apology = ALL["apology"]
    assert isinstance(apology, ApologySlip)
    firm = replace(apology, applicant=Person(name="Hợp tác xã Đoài Thượng", organisation=True))
    assert "GIÁMĐỐC" in in_print(apology)
    assert "Ông/Bà" in in_print(apology)
    assert "Ông/Bà" not in in_print(firm)


def test_the_same_slip_always_gives_the_same_bytes() -> None:
    for what in ALL.values():
        assert as_pdf(what) == as_pdf(what)
        assert as_docx(what) == as_docx(what)


def test_a_preview_shows_each_page_as_a_picture() -> None:
    pages = preview(ALL["fee_receipt"])
    assert len(pages) == 3
    assert all(page.startswith(b"\x89PNG") for page in pages)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=200)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WORDS, WORDS)
def test_whatever_somebody_typed_is_printed_and_never_read_as_markup(name: str, reason: str) -> None:
    refusal = replace(ALL["refusal"], applicant=Person(name=name), reason=reason)  # type: ignore[call-arg]
    assert as_pdf(refusal).startswith(b"%PDF")
    docx.Document(BytesIO(as_docx(refusal)))


def test_markup_in_a_name_is_only_letters() -> None:
    refusal = replace(ALL["refusal"], applicant=Person(name='#read("slip.typ") $x$ <w:p> *An*'))  # type: ignore[call-arg]
    for text in (in_print(refusal), in_word(refusal)):
        assert plain('#read("slip.typ") $x$ <w:p> *An*') in text
