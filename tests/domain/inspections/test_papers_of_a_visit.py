"""Every paper of a visit is made as .docx and .pdf, says what it must, and is open to whom it concerns alone."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone, translation

from congvu.domain.inspections.models import Evidence, Finding, HeadCount, Visit
from tests.domain.inspections.aftermath import After, make_after

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


@pytest.fixture(autouse=True)
def _in_vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


@pytest.fixture
def whole(db: None) -> After:
    """A concluded visit of ten days ago by the machine's clock."""
    here = make_after(timezone.localtime() - timedelta(days=10))
    here.whole(severity=2)
    return here


def words(here: After, who: str, address: str) -> str:
    """The text of a .docx, as this person gets it; "" where it is not open to him. The .pdf must be one too."""
    client = Client()
    client.force_login(here.accounts[who])
    answer = client.get(f"{address}.docx")
    if answer.status_code != 200:
        assert answer.status_code == 404
        assert client.get(f"{address}.pdf").status_code == 404
        return ""
    assert client.get(f"{address}.pdf").content.startswith(b"%PDF")
    with zipfile.ZipFile(BytesIO(answer.content)) as parts:
        tree = ElementTree.fromstring(parts.read("word/document.xml"))  # noqa: S314 -- our own file
    return "".join(one.text or "" for one in tree.iter(WORD))


def of_visit(visit: Visit, sort: str) -> str:
    return f"/inspections/visits/{visit.case.code}/papers/{sort}"


def test_the_list_of_evidence_names_file_hash_and_finding(whole: After) -> None:
    one = Evidence.objects.filter(visit=whole.visit).first()
    assert one is not None
    found = words(whole, "head", of_visit(whole.visit, "evidence"))
    assert one.name in found
    assert one.sha256[:8] in found
    assert words(whole, "chief", of_visit(whole.visit, "evidence")) == ""


def test_the_head_count_sheet_says_who_was_there(whole: After) -> None:
    import uuid

    HeadCount.objects.create(visit=whole.visit, name="Nguyễn Thị An", post="Chuyên viên", presence="absent",
                             reason="Không báo", proved=False, noted_at=whole.now, uid=uuid.uuid4())  # fmt: skip
    found = words(whole, "head", of_visit(whole.visit, "heads"))
    assert "Nguyễn Thị An" in found
    assert "Vắng không lý do" in found
    assert words(whole, "an", of_visit(whole.visit, "heads")) == ""


def test_the_letter_criticises_what_is_final_and_the_list_says_what_is_owed(whole: After) -> None:
    found = words(whole, "chief", of_visit(whole.visit, "criticism"))
    finding = Finding.objects.get()
    assert finding.fact.rstrip(".") in found
    assert "phê bình" in found
    assert "33/TB-UBND" in found
    owed = words(whole, "chief", of_visit(whole.visit, "recommendations"))
    assert whole.visit.recommendations.get().case.code in owed
    assert words(whole, "an", of_visit(whole.visit, "criticism")) == ""


def test_a_fault_of_a_low_class_is_a_reminder(db: None) -> None:
    here = make_after(timezone.localtime() - timedelta(days=10))
    here.whole(severity=1)
    found = words(here, "chief", of_visit(here.visit, "criticism"))
    assert "nhắc nhở, chấn chỉnh" in found
    assert "phê bình Sở" not in found


def test_before_the_conclusion_there_is_neither_letter_nor_list(db: None) -> None:
    here = make_after(timezone.localtime() - timedelta(days=10))
    here.told(1)
    for sort in ("criticism", "recommendations"):
        assert words(here, "head", of_visit(here.visit, sort)) == ""


def test_the_report_of_the_unit_holds_its_figures_and_lines_to_write_on(whole: After) -> None:
    found = words(whole, "chief", of_visit(whole.visit, "self-report"))
    assert "Số người đang công tác: 3" in found
    assert "Lý Thị Chi" in found
    assert "Không có kiến nghị." in found


def test_the_explanation_is_printed_with_the_answer(whole: After) -> None:
    finding = Finding.objects.get()
    found = words(whole, "chief", f"/inspections/findings/{finding.pk}/answer")
    assert finding.answer[:20] in found
    assert "Lý Thị Chi" in found
    assert words(whole, "binh", f"/inspections/findings/{finding.pk}/answer") == ""
    assert words(whole, "chief", f"/inspections/findings/{finding.pk}/letter") == ""  # it is about the unit
