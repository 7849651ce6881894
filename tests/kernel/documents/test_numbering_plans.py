"""Cách đánh số: which documents share a series; numbers without gaps, unique with their symbol within the year."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from congvu.core.refusals import Invalid, NotAllowed
from congvu.kernel.documents.actions import add_council, end_council, issue_paper, set_numbering_plan
from congvu.kernel.documents.actions.entries import Entry
from congvu.kernel.documents.models import CouncilSeries, Document, NumberingPlan
from congvu.kernel.documents.papers import Item, Paper, Signer
from congvu.kernel.documents.papers.drafting import TEMPLATES, compose, missing_parts, read_body
from congvu.kernel.documents.policy.series import notation_of, series_of
from congvu.kernel.documents.queries.numbering import next_number, plan_of
from congvu.kernel.journal.queries import of_stream
from congvu.kernel.org.models import Agency
from tests.kernel.accounts.cast import Cast
from tests.kernel.documents.conftest import Register

PAPER: dict[str, Any] = {
    "agency": "Sở Xây dựng", "place": "Lam Giang", "subject": "Về việc thử", "text": "Thông báo như sau:\n1. Một.",
    "recipients": ("Như trên",), "signer": Signer(title="Giám đốc", name="Nguyễn Thị An"),
}


def _out(register: Register, kind: str, notation: str, **changes: Any) -> str:
    return register(direction="outgoing", kind=kind, code="", notation=notation, **changes).code


def test_a_series_for_each_kind(cast: Cast, register: Register, now: datetime) -> None:
    set_numbering_plan(actor=cast.actor("alice"), agency_id=cast.agency.pk, from_year=2026, mode="per_kind", now=now)
    codes = [_out(register, "quyet_dinh", "QĐ-SXD"), _out(register, "bao_cao", "BC-SXD"),
             _out(register, "quyet_dinh", "QĐ-SXD")]
    assert codes == ["01/QĐ-SXD", "01/BC-SXD", "02/QĐ-SXD"]
    assert next_number(cast.agency.pk, 2026, "bao_cao") == 2
    assert [line.verb for line in of_stream(f"numbering/{cast.agency.pk}")] == ["numbering.planned"]


def test_some_kinds_apart_and_councils_by_themselves(cast: Cast, register: Register, now: datetime) -> None:
    alice = cast.actor("alice")
    set_numbering_plan(actor=alice, agency_id=cast.agency.pk, from_year=2026, mode="some", separate=("quyet_dinh",),
                       now=now)
    council = add_council(actor=alice, agency_id=cast.agency.pk, name="Hội đồng Thi đua", symbol="HĐTĐ",
                          from_on=date(2026, 1, 1), now=now)
    assert _out(register, "bao_cao", "BC-SXD") == "01/BC-SXD"
    assert _out(register, "thong_bao", "TB-SXD") == "02/TB-SXD"
    assert _out(register, "quyet_dinh", "QĐ-SXD") == "01/QĐ-SXD"
    assert _out(register, "quyet_dinh", "QĐ-HĐTĐ", council_id=council.pk) == "01/QĐ-HĐTĐ"
    end_council(actor=alice, council_id=council.pk, to_on=date(2026, 11, 1), now=now)
    with pytest.raises(Invalid):
        _out(register, "quyet_dinh", "QĐ-HĐTĐ", council_id=council.pk)


def test_the_order_cannot_change_once_a_number_of_the_year_is_given(
    cast: Cast, register: Register, now: datetime
) -> None:
    _out(register, "bao_cao", "BC-SXD")
    alice = cast.actor("alice")
    with pytest.raises(Invalid) as refused:
        set_numbering_plan(actor=alice, agency_id=cast.agency.pk, from_year=2026, mode="per_kind", now=now)
    assert refused.value.field == "from_year"
    set_numbering_plan(actor=alice, agency_id=cast.agency.pk, from_year=2027, mode="per_kind", now=now)
    assert plan_of(cast.agency.pk, 2026) is None
    assert plan_of(cast.agency.pk, 2028) == NumberingPlan.objects.get()


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"mode": "x"}, "mode"), ({"from_year": 2020}, "from_year"), ({"mode": "some"}, "separate"),
     ({"mode": "some", "separate": ("x",)}, "separate")],
)
def test_bad_orders(cast: Cast, now: datetime, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        given: dict[str, Any] = {"from_year": 2026, "mode": "one"} | changes
        set_numbering_plan(actor=cast.actor("alice"), agency_id=cast.agency.pk, now=now, **given)
    assert refused.value.field == field
    with pytest.raises(NotAllowed):
        set_numbering_plan(actor=cast.actor("bob"), agency_id=cast.agency.pk, from_year=2026, mode="one", now=now)


def test_number_and_symbol_are_unique_within_the_year(cast: Cast, register: Register, now: datetime) -> None:
    register(direction="outgoing", kind="bao_cao", code="01/BC-SXD", issued_on=date(2026, 3, 2))
    with pytest.raises(Invalid) as refused:
        _out(register, "bao_cao", "BC-SXD")
    assert refused.value.field == "notation"
    assert next_number(cast.agency.pk, 2026, "bao_cao") == 1


@pytest.mark.parametrize(
    ("symbol", "kind", "unit", "notation"),
    [("SNV", "quyet_dinh", "", "QĐ-SNV"), ("UBND", "cong_van", "TH", "UBND-TH"), ("UBND", "cong_van", "", "UBND"),
     ("", "quyet_dinh", "", ""), ("SNV", "ke_hoach", "VP", "KH-SNV")],
)
def test_the_notation_is_made_of_kind_and_agency(symbol: str, kind: str, unit: str, notation: str) -> None:
    assert notation_of(symbol, kind, unit=unit) == notation
    assert series_of(None, kind) == "outgoing"
    assert series_of(None, kind, CouncilSeries(pk=7)) == "council-7"


def test_a_written_paper_is_numbered_and_kept_in_one_act(cast: Cast, now: datetime) -> None:
    paper = compose(kind="thong_bao", symbol="TB-SXD", **PAPER)
    entry = Entry(kind="thong_bao", subject="Về việc thử", recipients="Như trên")
    document = issue_paper(actor=cast.actor("alice"), agency_id=cast.agency.pk, paper=paper, entry=entry,
                           notation="TB-SXD", now=now)
    assert document.code == "01/TB-SXD"
    word = document.attachments.get(role="original").file
    assert "Số: 01/TB-SXD" in word.extracted.text
    assert "1. Một./." in word.extracted.text


def test_a_paper_without_its_mandatory_parts_takes_no_number(cast: Cast, now: datetime) -> None:
    paper = compose(kind="quyet_dinh", symbol="QĐ-SXD", **PAPER)
    assert missing_parts(paper) == ("bases", "authority")
    with pytest.raises(Invalid) as refused:
        issue_paper(actor=cast.actor("alice"), agency_id=cast.agency.pk, paper=paper, notation="QĐ-SXD", now=now,
                    entry=Entry(kind="quyet_dinh", subject="x"))
    assert refused.value.field == "text"
    assert not Document.objects.exists()


def test_plain_text_becomes_a_body() -> None:
    bases, body = read_body(
        "Căn cứ Luật A;\nTheo đề nghị của B\nQUYẾT ĐỊNH:\nĐiều 1. Một\n1. Khoản\na) Điểm\n– Gạch\nI. PHẦN\n"
        "| STT | Tên |\n|---|---|\n| 1 | Một |\nThường"
    )
    assert bases == ("Căn cứ Luật A;", "Theo đề nghị của B")
    assert [type(block).__name__ for block in body] == [
        "Heading", "Item", "Item", "Item", "Item", "Heading", "TableBlock", "Para"]
    assert body[1:5] == (Item("Điều 1.", "Một", 1), Item("1.", "Khoản", 1), Item("a)", "Điểm", 2), Item("-", "Gạch", 3))


@pytest.mark.parametrize("kind", TEMPLATES)
def test_every_template_says_what_it_needs(kind: str) -> None:
    assert "subject" in missing_parts(Paper(kind=kind))
    assert read_body(TEMPLATES[kind].skeleton)[1]


def test_the_screens_of_numbering_and_writing(cast: Cast, client: Client) -> None:
    Agency.objects.filter(pk=cast.agency.pk).update(symbol="SXD", place_name="tỉnh Lam Giang")
    alice = cast.sign_in(client, "alice")
    where = f"/documents/numbering/?agency={cast.agency.pk}"
    year = date.today().year
    form = {"act": "plan", "from_year": year, "mode": "some", "separate": ["quyet_dinh"]}
    assert alice.post(where, {**form, "separate": []}).status_code == 422
    assert alice.post(where, form).status_code == 302
    assert "Quyết định (cá biệt)" in alice.get(where).content.decode()
    assert 'name="mode"' not in cast.sign_in(client, "bob").get(where).content.decode()
    alice = cast.sign_in(client, "alice")
    text = {"agency": cast.agency.pk, "kind": "thong_bao", "urgency": "normal", "subject": "Về việc thử",
            "text": "Thông báo:\n1. Một.", "recipients": "Như trên", "archive_line": "VT", "signer_title": "Giám đốc",
            "signer_name": "Nguyễn Thị An"}
    assert alice.get("/documents/compose/").status_code == 200
    assert alice.post("/documents/compose/", text | {"act": "docx"}).content.startswith(b"PK")
    assert alice.post("/documents/compose/", text | {"act": "register", "subject": ""}).status_code == 422
    assert alice.post("/documents/compose/preview/", {}).status_code == 200
    assert alice.post("/documents/compose/", text | {"act": "register"}).status_code == 302
    assert Document.objects.get().code == "01/TB-SXD"
