"""In chương trình và bảng tổng hợp: printed tables of the room, from values that somebody else has read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from congvu.kernel.documents.papers import Sheet

PROGRAMME_HEADER = (
    "TT", "Mã", "Tên đề án, văn bản", "Cơ quan soạn thảo", "Cơ quan phối hợp", "Trình (ban đầu)", "Trình (hiện tại)",
    "Tình trạng",
)  # fmt: skip
_PROGRAMME_WIDTHS = (4, 13, 30, 15, 14, 9, 9, 10)


def day(on: date | None) -> str:
    """A day as a printed table writes it."""
    return f"{on:%d/%m/%Y}" if on is not None else ""


def programme_sheet(
    *, title: str, subtitle: str, agency: str, on: date, lines: Sequence[Sequence[str]], notes: Sequence[str]
) -> Sheet:
    """Chương trình công tác: one line an item."""
    return Sheet(
        title=title, subtitle=subtitle, agency=agency, on=on, header=PROGRAMME_HEADER,
        rows=tuple(tuple(line) for line in lines), widths=_PROGRAMME_WIDTHS, notes=tuple(notes), numeric=(0,),
    )


def journal_sheet(
    *, since: date, until: date, agency: str, on: date, header: Sequence[str], lines: Sequence[Sequence[str]],
    totals: Sequence[str], notes: Sequence[str],
) -> Sheet:
    """Tổng hợp nhật ký tham mưu: one line a unit."""
    return Sheet(
        title="TỔNG HỢP NHẬT KÝ THAM MƯU VĂN BẢN", subtitle=f"Từ ngày {day(since)} đến ngày {day(until)}",
        agency=agency, on=on, header=tuple(header), rows=tuple(tuple(line) for line in lines), totals=tuple(totals),
        widths=(24, *[76 / (len(header) - 1)] * (len(header) - 1)), numeric=tuple(range(1, len(header))),
        notes=tuple(notes), column_numbers=True,
    )
