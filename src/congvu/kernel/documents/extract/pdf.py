"""PDF: the text layer, page by page."""

from __future__ import annotations

import logging
import time
from io import BytesIO

from congvu.core.text import nfc
from congvu.kernel.documents.extract.shape import Extracted, unreadable

#: Seconds after which a long PDF is left as read so far, with the note `stopped_at_page`.
PDF_SECONDS = 40.0


def read_pdf(content: bytes) -> Extracted:
    """The text layer, page by page; a page that cannot be read is noted and left empty."""
    from pypdf import PdfReader  # noqa: PLC0415  # heavy, loaded on first use

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted:
            reader.decrypt("")
        total = len(reader.pages)
    except Exception as error:  # a broken file may raise anything inside the reader
        raise unreadable(error) from error
    pages: list[str] = []
    notes: list[str] = []
    until = time.monotonic() + PDF_SECONDS
    for number in range(total):
        if time.monotonic() > until:
            notes.append(f"stopped_at_page: {number}")
            break
        try:
            pages.append(_tidy_page(reader.pages[number].extract_text()))
        except Exception:  # noqa: BLE001  # one broken page must not lose the others
            pages.append("")
            notes.append(f"page_unreadable: {number + 1}")
    return Extracted("\n\f".join(pages), "pdf-text", total, notes=notes)


def _tidy_page(text: str) -> str:
    """Lines of a page without blanks at their ends; marks written as separate code points join their letters."""
    return "\n".join(line.rstrip() for line in nfc(text).splitlines())
