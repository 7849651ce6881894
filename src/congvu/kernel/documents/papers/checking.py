"""Kiểm tra thể thức: a .docx against NĐ 30/2020/NĐ-CP, Phụ lục I. Findings, each with where, what and what is expected.

The check looks at what can be told for certain from the file: page, margins, fonts and sizes of the boxes it can
recognise by their words. What it cannot recognise it does not judge, but says that a mandatory part was not found.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.text import nfc
from congvu.kernel.documents.papers.layout_boxes import Line, box_findings, lines_of
from congvu.kernel.documents.papers.layout_words import word_findings

#: Margins in millimetres: (least, most), Phụ lục I, mục I.4.
MARGINS = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
SLACK = 0.6


@dataclass(frozen=True, slots=True)
class LayoutFinding:
    """Lỗi thể thức. `code` for machines, `place` where it stands, `message` what it is and what is expected."""

    code: str
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


def check_layout(docx_bytes: bytes) -> tuple[LayoutFinding, ...]:
    """What in a .docx does not follow the layout of the decree; empty when nothing was found wrong.

    Raises `Invalid` (code "unreadable") for a file that is no .docx. Sentences are in the reader's language.
    """
    import docx  # noqa: PLC0415  # heavy, loaded on first use

    try:
        document = docx.Document(BytesIO(docx_bytes))
        sections = list(document.sections)
        lines = lines_of(document)
    except Exception as error:  # a broken archive or part may raise anything
        raise Invalid(_("The file is damaged or cut off and cannot be opened."), field="file",
                      code="unreadable") from error
    found = [*_page(sections[0]), *_page_number(sections[0])]
    found += [LayoutFinding(*one) for one in box_findings(lines)]
    found += [LayoutFinding(*one) for one in word_findings([nfc(line.text) for line in lines])]
    return tuple(_once(found))


def _once(found: list[LayoutFinding]) -> list[LayoutFinding]:
    """Each sentence once, at most four of one code: the tenth wrong size says nothing new."""
    kept: list[LayoutFinding] = []
    for finding in found:
        if finding not in kept and sum(other.code == finding.code for other in kept) < 4:
            kept.append(finding)
    return kept


def _page(section: Any) -> list[LayoutFinding]:
    found = []
    width, height = section.page_width, section.page_height
    if width is None or height is None:
        return []
    sides = sorted((round(width.mm), round(height.mm)))
    if abs(sides[0] - 210) > 1 or abs(sides[1] - 297) > 1:
        found.append(LayoutFinding("page_size", _("Page"), _(
            "The paper is %(width)s × %(height)s mm; official documents use A4 (210 × 297 mm).")
            % {"width": round(width.mm), "height": round(height.mm)}))
    names = {"top": _("top"), "bottom": _("bottom"), "left": _("left"), "right": _("right")}
    if width > height:  # landscape: the side at the binding may be another one
        return found
    for side, (least, most) in MARGINS.items():
        margin = getattr(section, f"{side}_margin")
        if margin is not None and not least - SLACK <= margin.mm <= most + SLACK:
            found.append(LayoutFinding("margin", _("Page"), _(
                "The %(side)s margin is %(found)s mm; it must be %(least)s–%(most)s mm.")
                % {"side": names[side], "found": round(margin.mm), "least": least, "most": most}))
    return found


def _page_number(section: Any) -> list[LayoutFinding]:
    """The number stands in the middle of the top margin, not on page 1."""
    header = section.header
    paragraphs = [paragraph for paragraph in header.paragraphs if "PAGE" in paragraph._p.xml]
    footer = any("PAGE" in paragraph._p.xml for paragraph in section.footer.paragraphs)
    if footer and not paragraphs:
        return [LayoutFinding("page_number", _("Page number"),
                              _("The page number stands at the bottom; it belongs in the middle of the top margin."))]
    if not paragraphs:
        return [LayoutFinding("page_number", _("Page number"),
                              _("No page number was found in the top margin (from the second page)."))]
    found = []
    if not section.different_first_page_header_footer:
        found.append(LayoutFinding("page_number", _("Page number"), _("The number of page 1 must be hidden.")))
    if paragraphs[0].alignment is None or paragraphs[0].alignment != 1:
        found.append(LayoutFinding("page_number", _("Page number"), _("The page number must be centred.")))
    return found


__all__ = ["LayoutFinding", "Line", "check_layout"]
