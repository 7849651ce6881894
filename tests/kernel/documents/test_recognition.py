"""Recognising scans: with tesseract where it is installed, with a clear note where it is not."""

from __future__ import annotations

import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from congvu.core.refusals import Invalid, NotAllowed
from congvu.kernel.documents.actions import recognise_pages, recognition, store_upload
from congvu.kernel.documents.models import ExtractedText
from congvu.kernel.documents.queries import file_for, text_of
from congvu.kernel.documents.tasks import recognise
from congvu.kernel.jobs.models import Job
from congvu.kernel.journal.queries import of_stream
from tests.kernel.accounts.cast import Cast
from tests.kernel.documents import papers
from tests.kernel.documents.conftest import Register

BLANK = papers.scanned_pdf(8, 8, b"\xff" * 64)


def _scan_of(lines: list[str], folder: Path) -> bytes:
    """A scan: the page of a PDF drawn as an image and put into a PDF without any text layer."""
    source = folder / "source.pdf"
    source.write_bytes(_with_real_font(lines))
    drawn = subprocess.run(
        ["pdftoppm", "-r", "200", "-gray", str(source)], capture_output=True, check=True, timeout=60
    ).stdout
    _magic, size, _depth, pixels = drawn.split(b"\n", 3)
    width, height = map(int, size.split())
    return papers.scanned_pdf(width, height, pixels)


def _with_real_font(lines: list[str]) -> bytes:
    """A page in plain Helvetica: letters of ASCII only, which every renderer can draw."""
    body = "BT /F1 16 Tf 60 780 Td 26 TL\n" + "\n".join(f"({line}) Tj T*" for line in lines) + "\nET"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> "
        b"/Contents 4 0 R >>"
    )
    return papers.assemble([
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page,
        papers.stream(body.encode()),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ])


@pytest.mark.skipif(bool(recognition.tools_missing()), reason="tesseract with Vietnamese is not installed")
def test_a_scan_is_recognised_and_marked(cast: Cast, register: Register, now: datetime, tmp_path: Path) -> None:
    scan = _scan_of(["UBND TINH LAM GIANG", "Giao So Noi vu bao cao truoc ngay 15/12/2026"], tmp_path)
    file = store_upload(actor=cast.actor("alice"), name="scan.pdf", content=scan, now=now)
    document = register(files=[(file, "scan.pdf")])
    assert not text_of(document.pk).recognised
    recognise(file_id=file.pk, now=now)
    text = text_of(document.pk)
    assert text.recognised
    assert text.method == "ocr-vie"
    assert "15/12/2026" in text.text
    assert "recognised_until: 1" in text.notes
    assert [line.verb for line in of_stream(f"file/{file.sha256}")] == ["file.recognised"]


def test_without_tesseract_a_note_says_what_is_missing(
    cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    file = store_upload(actor=cast.actor("alice"), name="scan.pdf", content=BLANK, now=now)
    assert recognise_pages(file_id=file.pk, from_page=1, now=now) is None
    text = ExtractedText.objects.get(file=file)
    assert text.notes == ["no_text", "recognition_not_installed: tesseract, pdftoppm"]
    assert not text.recognised


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> dict[int, str]:
    """Recognition with a reader of our own: page number → what it "sees"."""
    seen: dict[int, str] = {}
    monkeypatch.setattr(recognition, "tools_missing", list)
    monkeypatch.setattr(
        recognition, "_pages", lambda _file, first, last: [seen.get(page, "") for page in range(first, last + 1)]
    )
    return seen


def test_a_long_scan_is_done_in_runs_and_may_be_repeated(cast: Cast, now: datetime, drawn: dict[int, str]) -> None:
    file = store_upload(actor=cast.actor("alice"), name="scan.pdf", content=BLANK, now=now)
    file.pages = 12
    file.save()
    drawn.update({page: f"trang {page}" for page in range(1, 13)})
    Job.objects.all().delete()
    recognise(file_id=file.pk, now=now)
    (job,) = Job.objects.all()
    assert job.args == {"file_id": file.pk, "from_page": 6}
    recognise(file_id=file.pk, now=now)
    assert ExtractedText.objects.get(file=file).text.count("trang 1\n") == 1
    recognise(file_id=file.pk, from_page=6, now=now)
    recognise(file_id=file.pk, from_page=11, now=now)
    text = ExtractedText.objects.get(file=file).text
    assert text.split("\n\f") == [f"trang {page}" for page in range(1, 13)]


def test_a_stamp_found_in_the_image_locks_the_file(
    cast: Cast, register: Register, now: datetime, drawn: dict[int, str]
) -> None:
    alice = cast.actor("alice")
    file = store_upload(actor=alice, name="scan.pdf", content=BLANK, now=now)
    document = register(files=[(file, "scan.pdf")])
    drawn[1] = "UBND TỈNH\nTỐI MẬT\nBáo cáo"
    assert recognise_pages(file_id=file.pk, from_page=1, now=now) is None
    assert text_of(document.pk).text == ""
    with pytest.raises(NotAllowed):
        file_for(alice, file.pk)
    with pytest.raises(Invalid) as refused:
        store_upload(actor=alice, name="lại.pdf", content=BLANK, now=now)
    assert refused.value.code == "upload_secret"
    assert [line.verb for line in of_stream(f"file/{file.sha256}")] == ["file.found_secret"]


def test_text_that_a_file_has_itself_is_never_replaced(cast: Cast, now: datetime, drawn: dict[int, str]) -> None:
    content = papers.pdf([papers.DIRECTIVE])
    file = store_upload(actor=cast.actor("alice"), name="a.pdf", content=content, now=now)
    drawn[1] = "something else"
    assert recognise_pages(file_id=file.pk, from_page=1, now=now) is None
    assert "Sở Nội vụ" in ExtractedText.objects.get(file=file).text
