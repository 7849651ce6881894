"""Papers as PDF, by typst, with the fonts embedded.

What is written goes in as data (JSON in `sys_inputs`), never as markup, so that `#read(…)` in a name is printed as it
stands. Without a date in the file the same paper always gives the same bytes.
"""

from __future__ import annotations

import json
import threading
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, cast

import segno
from django.utils.translation import gettext as _

from congvu.core.refusals import Refusal
from congvu.kernel.documents.papers import wording
from congvu.kernel.documents.papers.blocks import (
    Annex,
    Block,
    Heading,
    Item,
    Paper,
    Para,
    QrCode,
    Sheet,
    Signer,
    TableBlock,
)
from congvu.kernel.ui.assets import DIST

FONTS = DIST / "print-fonts"
_HERE = Path(__file__).parent
_LOCK = threading.Lock()
_fonts: Any = None


class FontsMissing(Refusal):
    """Thiếu phông chữ. The fonts for print were not built on this machine."""

    code = "fonts_missing"
    status = 503

    def __init__(self) -> None:
        super().__init__(
            _("PDF files cannot be made here: the fonts for print are missing."),
            hint=_("Download the paper as .docx, or ask the administrator to build the front end (make assets)."),
        )


def to_pdf(what: Paper | Sheet) -> bytes:
    """The paper or sheet as a PDF (about 20 ms). Raises `FontsMissing` when the front end was not built."""
    return cast("bytes", _compiled(what, "pdf", None))


def to_images(what: Paper | Sheet, *, ppi: float = 80) -> list[bytes]:
    """Each page as a PNG, exactly as the PDF prints it, for looking at on screen."""
    pages = _compiled(what, "png", ppi)
    return pages if isinstance(pages, list) else [pages]


def _compiled(what: Paper | Sheet, form: Literal["pdf", "png"], ppi: float | None) -> bytes | list[bytes]:
    paper = isinstance(what, Paper)
    data = _paper(what) if isinstance(what, Paper) else _sheet(what)
    return typeset(_HERE / ("letter.typ" if paper else "sheet.typ"), data, form, ppi)


def typeset(
    template: Path, data: dict[str, Any], form: Literal["pdf", "png"] = "pdf", ppi: float | None = None, *,
    tagged: bool = True,
) -> bytes | list[bytes]:
    """A room's own template filled with `data`, with the fonts of official papers; a list of pages as PNG.

    The template reads `json(bytes(sys.inputs.data))` and may open files of its own folder only. Tags for screen readers
    make the file of a long table ten times as large; `tagged=False` leaves them out.
    """
    import typst  # noqa: PLC0415  # heavy, loaded on first use

    made = typst.compile(
        str(template), root=str(template.parent), font_paths=_print_fonts(), format=form, ppi=ppi,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)}, pdf_tags=tagged,
    )
    return cast("bytes | list[bytes]", made)


def _print_fonts() -> Any:
    """The fonts, found once a process; typst's own stay on for ☐ ☑ ✓, which Tinos lacks."""
    global _fonts  # noqa: PLW0603  # a cache of the process, filled once under the lock
    import typst  # noqa: PLC0415  # heavy, loaded on first use

    with _LOCK:
        if _fonts is None:
            if not any(FONTS.glob("*.ttf")):
                raise FontsMissing
            _fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])
        return _fonts


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "title": paper.subject or wording.kind_name(paper).capitalize(), "parent": paper.parent_agency.upper(),
        "agency": paper.agency.upper(), "nation": wording.NATION if paper.motto else "", "motto": wording.MOTTO,
        "number": wording.number_line(paper), "letter": wording.is_letter(paper),
        "subject": wording.subject_line(paper), "kind": wording.kind_name(paper),
        "dated": wording.place_and_date(paper.place, paper.on) if paper.place or paper.on else "",
        "stamp": wording.STAMPS.get(paper.urgency, ""), "authority": paper.authority.upper(),
        "addressees": wording.addressee_lines(paper), "bases": wording.base_lines(paper.bases),
        "body": [block_data(block) for block in wording.closed(paper.body, end_mark=paper.end_mark)],
        "recipients": wording.recipient_lines(paper), "signer": _signer(paper.signer),
        "co_signer": _signer(paper.co_signer),
        "annexes": [_annex(paper, annex, place) for place, annex in enumerate(paper.annexes)],
    }


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return _table(sheet) | {
        "title": sheet.title, "subtitle": sheet.subtitle, "notes": sheet.notes, "agency": sheet.agency.upper(),
        "parent": sheet.parent_agency.upper(), "landscape": sheet.landscape, "form": sheet.form,
        "dated": wording.place_and_date(sheet.place, sheet.on),
        "signers": [_signer(signer) for signer in sheet.signers],
    }


def _signer(signer: Signer | None) -> dict[str, Any] | None:
    return {"lines": signer.lines, "name": signer.name} if signer else None


def _annex(paper: Paper, annex: Annex, place: int) -> dict[str, Any]:
    return {
        "name": wording.annex_name(place, len(paper.annexes)), "title": annex.title.upper(),
        "caption": wording.annex_caption(paper), "landscape": annex.landscape,
        "body": [block_data(block) for block in annex.body],
    }


def block_data(block: Block) -> dict[str, Any]:
    """A block as the templates read it."""
    if isinstance(block, Para):
        return {"type": "para", "text": block.text, "bold": block.bold, "italic": block.italic}
    if isinstance(block, Heading):
        return {"type": "heading", "text": block.text, "centred": wording.is_centred(block)}
    if isinstance(block, Item):
        return {"type": "item", "number": block.number, "text": block.text, "bold": block.number.startswith("Điều")}
    if isinstance(block, TableBlock):
        return {"type": "table"} | _table(block)
    if isinstance(block, QrCode):
        return {"type": "qr", "svg": qr_drawing(block.text), "text": block.words, "side": block.side}
    return {"type": "space", "lines": block.lines, "dotted": block.dotted}


def qr_drawing(text: str) -> str:
    """A QR code leading to `text`, as SVG."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=2)
    return out.getvalue().decode()


def _table(table: TableBlock | Sheet) -> dict[str, Any]:
    columns = len(table.header)
    groups: list[dict[str, Any]] = []
    header = list(table.header)
    if isinstance(table, Sheet) and table.groups:
        header, place = [], 0
        for caption, span in table.groups:
            if caption:
                groups.append({"caption": caption, "span": span, "text": ""})
                header += table.header[place : place + span]
            else:
                groups += [{"caption": None, "span": 1, "text": text} for text in table.header[place : place + span]]
            place += span
    numbered = isinstance(table, Sheet) and table.column_numbers
    return {
        "header": header, "groups": groups, "numeric": table.numeric,
        "numbers": [f"({number})" for number in range(1, columns + 1)] if numbered else [],
        "rows": [[*row, *[""] * (columns - len(row))][:columns] for row in table.rows],
        "widths": wording.column_shares(table.widths, columns),
        "totals": list(table.totals) if isinstance(table, Sheet) else [],
    }
