"""A paper may carry a QR code: on the PDF as a drawing, in the .docx as a picture, always the same bytes."""

from __future__ import annotations

import zipfile
from io import BytesIO

from pypdf import PdfReader

from congvu.kernel.documents.papers import Paper, Para, QrCode, to_docx, to_images, to_pdf

PAPER = Paper(
    heading="NIÊM YẾT", agency="Sở Nội vụ", end_mark=False,
    body=(Para("Quét mã để xem."), QrCode("https://vi.example/thu-tuc/1.001193/", "Mã 1.001193\nPhiên bản 2")),
)  # fmt: skip


def test_the_words_beside_the_code_are_printed() -> None:
    text = PdfReader(BytesIO(to_pdf(PAPER))).pages[0].extract_text()
    assert "Mã 1.001193" in text
    assert "Phiên bản 2" in text


def test_the_code_itself_is_drawn() -> None:
    without = Paper(heading="NIÊM YẾT", agency="Sở Nội vụ", end_mark=False, body=PAPER.body[:1])
    assert to_images(PAPER)[0] != to_images(without)[0]
    with zipfile.ZipFile(BytesIO(to_docx(PAPER))) as archive:
        assert [name for name in archive.namelist() if name.startswith("word/media/")]


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert to_pdf(PAPER) == to_pdf(PAPER)
    assert to_docx(PAPER) == to_docx(PAPER)
