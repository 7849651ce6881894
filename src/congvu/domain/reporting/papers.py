"""Báo cáo tổng hợp as a paper of NĐ 30/2020/NĐ-CP, in Vietnamese whatever the screen says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from congvu.core.text import to_roman
from congvu.kernel.documents.papers import Annex, Block, Heading, Paper, Para, Signer, TableBlock


def report_paper(
    *, agency: str, parent_agency: str, place: str, on: date, number: str, symbol: str, title: str, since: date,
    until: date, sections: Sequence[tuple[str, str]], figures: Sequence[tuple[str, str, list[tuple[str, str]]]],
    signer: Signer | None,
) -> Paper:  # fmt: skip
    """Sections with their texts, a table of totals, and the figures of each unit as an annex."""
    body: list[Block] = [
        Para(f"{agency} báo cáo {title[:1].lower()}{title[1:]} (từ ngày {since:%d/%m/%Y} đến ngày {until:%d/%m/%Y}).")
    ]
    for place_of, (heading, text) in enumerate(sections, 1):
        known = heading.split(".")[0].strip().isupper() and "." in heading[:6]
        body.append(Heading(heading if known else f"{to_roman(place_of)}. {heading.upper()}"))
        body += [Para(line.strip()) for line in text.splitlines() if line.strip()] or [Para("(chưa có nội dung)")]
    if figures:
        body.append(Heading(f"{to_roman(len(sections) + 1)}. SỐ LIỆU TỔNG HỢP"))
        rows = tuple((str(i), name, total) for i, (name, total, _units) in enumerate(figures, 1))
        body.append(TableBlock(header=("TT", "Chỉ tiêu", "Tổng hợp"), rows=rows, widths=(0.08, 0.62, 0.3)))
    return Paper(
        kind="bao_cao", number=number, symbol=symbol, parent_agency=parent_agency, agency=agency, place=place, on=on,
        subject=title, body=tuple(body), recipients=("Như trên",), archive_line="VT", signer=signer,
        annexes=(_annex(figures),) if any(units for _name, _total, units in figures) else (),
    )  # fmt: skip


def _annex(figures: Sequence[tuple[str, str, list[tuple[str, str]]]]) -> Annex:
    rows = tuple((name, unit, value) for name, _total, units in figures for unit, value in units)
    table = TableBlock(header=("Chỉ tiêu", "Cơ quan, đơn vị", "Số liệu"), rows=rows, widths=(0.42, 0.34, 0.24))
    return Annex("Số liệu của các cơ quan, đơn vị", (table,))
