"""A paper as the answer of a view: .docx or .pdf, as a download or (PDF) shown in the browser."""

from __future__ import annotations

import re

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.text import skey
from congvu.kernel.documents.papers.blocks import Paper, Sheet
from congvu.kernel.documents.papers.pdf import to_pdf
from congvu.kernel.documents.papers.word import to_docx

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def paper_response(what: Paper | Sheet, fmt: str, stem: str, *, inline: bool = False) -> HttpResponse:
    """The paper as a file named `stem`.`fmt` ("docx" or "pdf"). Raises `Invalid` for another format.

    `stem` may be any words; they become a file name without marks ("Công văn đôn đốc" → cong-van-don-doc.docx).
    """
    if fmt not in MEDIA_TYPES:
        raise Invalid(_("Papers are made as .docx or .pdf."), field="format")
    return file_response(to_docx(what) if fmt == "docx" else to_pdf(what), fmt, stem, inline=inline)


def file_response(content: bytes, fmt: str, stem: str, *, inline: bool = False) -> HttpResponse:
    """What a room printed itself, as a file named `stem`.`fmt` ("docx" or "pdf"), never kept by a proxy."""
    answer = HttpResponse(content, content_type=MEDIA_TYPES[fmt])
    name = f"{file_stem(stem)}.{fmt}"
    answer["Content-Disposition"] = str(content_disposition_header(not inline, name))
    answer["Content-Length"] = str(len(content))
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def file_stem(words: str) -> str:
    """Words as a file name: no marks, no spaces, at most 80 characters."""
    return re.sub(r"[^a-z0-9]+", "-", skey(words)).strip("-")[:80] or "van-ban"
