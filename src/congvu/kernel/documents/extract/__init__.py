"""Trích xuất nội dung: the text of a .pdf, .docx, .xlsx, .html, .csv or .txt, as written, with how it was won.

Needs no settings and no database; the heavy readers load on first use. Whoever reads files of strangers does it in
the child process of `policy.child`. Paragraphs stand on lines of their own, pages end with a form feed, table rows
stand between bars. Text typed in the old fonts TCVN3 and VNI becomes Unicode, and says so in `notes`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from congvu.core.refusals import Invalid
from congvu.core.text import detect_legacy_font, from_legacy_font, nfc
from congvu.kernel.documents.extract.pdf import read_pdf
from congvu.kernel.documents.extract.plain import decode, read_txt
from congvu.kernel.documents.extract.shape import Extracted
from congvu.kernel.documents.extract.sheets import read_xlsx
from congvu.kernel.documents.extract.web import read_html
from congvu.kernel.documents.extract.word import read_docx

MAX_CHARACTERS = 20_000_000

KINDS = {
    "pdf": "pdf", "docx": "docx", "xlsx": "xlsx", "html": "html", "htm": "html", "txt": "txt", "csv": "csv",
    "text": "txt", "md": "txt",
}


def kind_of(name: str) -> str:
    """The kind a file name promises ("plan.DOCX" → "docx"). Raises `Invalid` for a type that has no reader."""
    suffix = PurePath(name).suffix.lower().removeprefix(".")
    if suffix not in KINDS:
        raise Invalid(f"No text can be read from files of type .{suffix}.", field="file", code="no_reader")
    return KINDS[suffix]


def extract(content: bytes, kind: str) -> Extracted:
    """The text of a file of this kind. Raises `Invalid` (code "unreadable") when the reader cannot open it."""
    reader = _READERS.get(kind)
    if reader is None:
        raise Invalid(f"No text can be read from files of type {kind}.", field="file", code="no_reader")
    found = reader(content)
    text = nfc(found.text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""))
    if font := detect_legacy_font(text):
        text = nfc(from_legacy_font(text, font))
        found.notes.append(f"legacy_font: {font}")
    if len(text) > MAX_CHARACTERS:
        text = text[:MAX_CHARACTERS]
        found.notes.append("text_cut")
    if not text.strip():
        found.notes.append("no_text")
    found.text = text
    return found


_READERS: dict[str, Callable[[bytes], Extracted]] = {
    "pdf": read_pdf, "docx": read_docx, "xlsx": read_xlsx, "html": read_html, "txt": read_txt, "csv": read_txt,
}

__all__ = ["KINDS", "Extracted", "decode", "extract", "kind_of"]
