"""In phiếu: any print of the one-stop shop as .pdf, .docx or pictures of its pages. Values in, bytes out.

    as_pdf(slip)      the print, with its fonts, about 25 ms
    as_docx(slip)     the same to be edited in Word
    preview(slip)     each page as PNG, exactly as the PDF prints it
"""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.domain.onestop.papers.contents import (
    ApologySlip,
    ControlSlip,
    DossierHandover,
    FeeReceipt,
    Print,
    ReceiptSlip,
    RefusalSlip,
    Register,
    ResultHandover,
    ResultReceipt,
    StopNotice,
    SupplementSlip,
)
from congvu.domain.onestop.papers.layout import PAGES, Field, Layout, Payment, Side, SlipBlock
from congvu.domain.onestop.papers.lists import dossier_handover, fee_receipt, register, result_handover, result_receipt
from congvu.domain.onestop.papers.slips import apology, control, receipt, refusal, stop_notice, supplement
from congvu.domain.onestop.papers.word import write_docx
from congvu.kernel.documents.papers import TableBlock, wording
from congvu.kernel.documents.papers.pdf import block_data, qr_drawing, typeset

TEMPLATE = Path(__file__).with_name("slip.typ")
_LAYOUTS: dict[type[Print], Any] = {
    ReceiptSlip: receipt, SupplementSlip: supplement, RefusalSlip: refusal, ApologySlip: apology,
    StopNotice: stop_notice, ControlSlip: control, Register: register, DossierHandover: dossier_handover,
    ResultHandover: result_handover, ResultReceipt: result_receipt, FeeReceipt: fee_receipt,
}  # fmt: skip
#: Tables longer than this go without tags for screen readers: a register of a year would weigh tens of megabytes.
_TAGGED_ROWS = 500
#: A print is made in memory, about a fifth of a megabyte a line: what is longer is printed in parts.
LONGEST = 3_000
#: Longer runs of letters may be broken, behind a mark or else anywhere, so that none runs over the edge.
_LONGEST_RUN, _LONGEST_IN_CELL = 24, 12
_MARKS = re.compile(r"(?<=[-./@_,;])(?=.)")


def layout_of(what: Print) -> Layout:
    """How a print is laid out. `NotFound` where no form is in force on the day of its law."""
    return cast("Layout", _LAYOUTS[type(what)](what))


def as_pdf(what: Print) -> bytes:
    """The print as a PDF. Raises `FontsMissing` where the front end was not built."""
    layout = layout_of(what)
    return cast("bytes", typeset(TEMPLATE, _data(layout), tagged=_bounded(layout) <= _TAGGED_ROWS))


def as_docx(what: Print) -> bytes:
    """The print as a .docx file."""
    layout = layout_of(what)
    _bounded(layout)
    return write_docx(layout)


def preview(what: Print, *, ppi: float = 110) -> list[bytes]:
    """Each page as a PNG, for looking at on screen before it is printed or signed."""
    layout = layout_of(what)
    _bounded(layout)
    pages = typeset(TEMPLATE, _data(layout), "png", ppi)
    return pages if isinstance(pages, list) else [pages]


def _bounded(layout: Layout) -> int:
    """How many rows its tables have; `Invalid` where they are more than one print may hold."""
    rows = sum(len(block.rows) for block in layout.body if isinstance(block, TableBlock))
    if rows > LONGEST:
        raise Invalid(
            _("%(rows)d lines are too many for one print; at most %(most)d.") % {"rows": rows, "most": LONGEST},
            hint=_("Print it by field, by month or by volume."), code="print_too_long",
        )  # fmt: skip
    return rows


def _data(layout: Layout) -> dict[str, Any]:
    wide, high, left, right, top, bottom = PAGES[layout.page]
    return {
        "page": {"wide": wide, "high": high, "left": left, "right": right, "top": top, "bottom": bottom},
        "title": layout.title.upper(), "parent": layout.parent.upper(), "agency": layout.agency.upper(),
        "nation": wording.NATION, "motto": wording.MOTTO, "number": layout.number, "dated": layout.dated,
        "lead": [line if isinstance(line, str) else asdict(line) for line in layout.lead],
        "qr": qr_drawing(layout.qr) if layout.qr else "", "qr_words": layout.qr_words,
        "addressee": _soft(layout.addressee), "body": [_block(block) for block in layout.body],
        "signings": [
            asdict(one) | {"lines": [line.upper() for line in one.lines], "name": _soft(one.name, _LONGEST_IN_CELL)}
            for one in layout.signings
        ],
        "recipients": layout.recipients, "mark": layout.mark, "leaf": layout.leaf, "copies": layout.copies,
        "fits": layout.fits, "indented": layout.indented, "row": layout.row_mm,
        "cells": 10.5 if layout.page.startswith("a5") else 10,
    }  # fmt: skip


def _block(block: SlipBlock) -> dict[str, Any]:
    if isinstance(block, Field):
        return {"type": "field"} | _field(block)
    if isinstance(block, Side):
        return {"type": "side", "first": _field(block.left), "second": _field(block.right)}
    if isinstance(block, Payment):
        return {"type": "payment", "svg": qr_drawing(block.payload), "words": block.words,
                "lines": [_field(line) for line in block.lines]}
    made = block_data(block)
    if "text" in made:
        made["text"] = _soft(made["text"])
    if "rows" in made:
        made["rows"] = [[_soft(cell, _LONGEST_IN_CELL) for cell in row] for row in made["rows"]]
    return made


def _field(field: Field) -> dict[str, Any]:
    return {"label": field.label, "value": _soft(field.value), "strong": field.strong}


def _soft(text: str, longest: int = _LONGEST_RUN) -> str:
    """The text with places to break it (U+200B) inside runs of letters longer than a line may hold."""
    if len(text) <= longest:
        return text
    return "\n".join(" ".join(_broken(run, longest) for run in line.split(" ")) for line in text.split("\n"))


def _broken(run: str, longest: int) -> str:
    if len(run) <= longest:
        return run
    pieces = _MARKS.split(run)
    return "\u200b".join(
        piece[start : start + longest] for piece in pieces for start in range(0, len(piece), longest)
    )
