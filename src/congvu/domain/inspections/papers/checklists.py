"""Phiếu nội dung kiểm tra: a checklist as a printed sheet with room for the result of each item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from congvu.kernel.documents.papers import Sheet

_HEADER = ("Mã", "Nội dung kiểm tra", "Cách kiểm tra, chứng cứ", "Biểu hiện sai phạm", "Căn cứ", "Mức độ",
           "Kết quả, ghi chú")  # fmt: skip
_WIDTHS = (0.06, 0.22, 0.18, 0.19, 0.14, 0.06, 0.15)


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item, or the heading of a group (`code` one letter, nothing else but its name)."""

    code: str
    name: str
    evidence: str = ""
    violation: str = ""
    basis: str = ""
    severity: str = ""


def checklist_sheet(*, title: str, version: str, agency: str, lines: Sequence[ItemLine]) -> Sheet:
    """The sheet: groups and items in their order."""
    rows = tuple(
        (one.code, one.name if one.severity else one.name.upper(), one.evidence, one.violation, one.basis,
         one.severity, "") for one in lines
    )  # fmt: skip
    return Sheet(
        title=title, subtitle=version, agency=agency, header=_HEADER, rows=rows, widths=_WIDTHS,
        notes=("Mức độ: 0 nhắc nhở tại chỗ; 1 nhẹ; 2 trung bình; 3 nghiêm trọng; 4 rất nghiêm trọng.",),
    )
