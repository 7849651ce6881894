"""Các cột của biểu. Headings with the rows and columns they span, and which count stands in which column.

The layout of form II.06a/VPCP/KSTT (TT 01/2020/TT-VPCP) as several provincial systems print it, and the longer set of
columns seen in reports of 2026; neither text was at hand, so both are unverified and replaceable.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Heading:
    """Tiêu đề. `count` names the number of a tally that stands below it; a heading with `parts` stands over them."""

    vi: str
    en: str
    count: str = ""
    parts: tuple[Heading, ...] = ()

    @property
    def width(self) -> int:
        """How many columns it stands over."""
        return sum(part.width for part in self.parts) or 1

    @property
    def depth(self) -> int:
        """How many rows of headings it needs."""
        return 1 + max((part.depth for part in self.parts), default=0)

    def leaves(self) -> Iterator[Heading]:
        """The headings right above the numbers, from left to right."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True, slots=True)
class Cell:
    """Ô tiêu đề: where a heading stands, counted from 0, and over how many rows and columns."""

    row: int
    column: int
    rows: int
    columns: int
    heading: Heading


@dataclass(frozen=True)
class Form:
    """Biểu. `headings` after the number and the name of the line."""

    code: str
    vi: str
    en: str
    basis: str
    headings: tuple[Heading, ...]

    @cached_property
    def depth(self) -> int:
        """Rows of headings."""
        return max(heading.depth for heading in self.headings)

    @cached_property
    def leaves(self) -> tuple[Heading, ...]:
        """The columns with numbers, from left to right."""
        return tuple(leaf for heading in self.headings for leaf in heading.leaves())

    def cells(self) -> list[Cell]:
        """Every heading where it stands; the number and the name of the line are the first two columns."""
        found = [
            Cell(0, 0, self.depth, 1, Heading("STT", "No.")),
            Cell(0, 1, self.depth, 1, Heading("Lĩnh vực, công việc giải quyết theo cấp", "Field, by level")),
        ]
        column = 2
        for heading in self.headings:
            self._place(heading, 0, column, found)
            column += heading.width
        return found

    def _place(self, heading: Heading, row: int, column: int, found: list[Cell]) -> None:
        rows = 1 if heading.parts else self.depth - row
        found.append(Cell(row, column, rows, heading.width, heading))
        for part in heading.parts:
            self._place(part, row + 1, column, found)
            column += part.width


_TOTAL_VI, _TOTAL_EN = "Tổng số", "Total"

FORM_06 = Form(
    "II.06a", "Tình hình, kết quả giải quyết thủ tục hành chính", "Settlement of administrative procedures",
    "Biểu số II.06a/VPCP/KSTT",
    (
        Heading("Số hồ sơ nhận giải quyết", "Received", parts=(
            Heading(_TOTAL_VI, _TOTAL_EN, "received"),
            Heading("Trong đó", "Of which", parts=(
                Heading("Trực tuyến", "Online", "online"),
                Heading("Trực tiếp, dịch vụ bưu chính", "In person, by post", "direct"),
            )),
            Heading("Từ kỳ trước", "Carried over", "carried"),
        )),
        Heading("Số lượng hồ sơ đã giải quyết", "Settled", parts=(
            Heading(_TOTAL_VI, _TOTAL_EN, "settled"),
            Heading("Trước hạn", "Early", "early"),
            Heading("Đúng hạn", "On time", "on_time"),
            Heading("Quá hạn", "Late", "late"),
        )),
        Heading("Số lượng hồ sơ đang giải quyết", "Open", parts=(
            Heading(_TOTAL_VI, _TOTAL_EN, "open"),
            Heading("Trong hạn", "In time", "open_in_time"),
            Heading("Quá hạn", "Late", "open_late"),
        )),
    ),
)  # fmt: skip

FORM_2026 = Form(
    "2026", "Tổng hợp tình hình giải quyết hồ sơ", "Summary of dossiers settled", "Mẫu tổng hợp theo đơn vị năm 2026",
    (
        Heading("Tiếp nhận", "Received", parts=(
            Heading(_TOTAL_VI, _TOTAL_EN, "received"),
            Heading("Trực tiếp", "In person", "counter"),
            Heading("Toàn trình", "Full online", "online_full"),
            Heading("Một phần", "Partial online", "online_partial"),
            Heading("Bưu chính", "By post", "post"),
            Heading("Phi địa giới", "Boundary-free", "elsewhere"),
            Heading("Từ kỳ trước", "Carried over", "carried"),
        )),
        Heading("Đã giải quyết", "Settled", parts=(
            Heading(_TOTAL_VI, _TOTAL_EN, "settled"),
            Heading("Trước hạn", "Early", "early"),
            Heading("Đúng hạn", "On time", "on_time"),
            Heading("Quá hạn có xin lỗi", "Late, with apology", "late_apology"),
            Heading("Quá hạn không xin lỗi", "Late, without apology", "late_plain"),
        )),
        Heading("Đang giải quyết", "Open", parts=(
            Heading(_TOTAL_VI, _TOTAL_EN, "open"),
            Heading("Chưa đến hạn", "Not due yet", "open_in_time"),
            Heading("Quá hạn có xin lỗi", "Late, with apology", "open_late_apology"),
            Heading("Quá hạn không xin lỗi", "Late, without apology", "open_late_plain"),
        )),
        Heading("Trong số đã giải quyết", "Among those settled", parts=(
            Heading("Dừng xử lý", "Stopped", "stopped"),
            Heading("Rút hồ sơ", "Withdrawn", "withdrawn"),
        )),
        Heading("Trực tuyến chờ tiếp nhận", "Online, waiting", parts=(
            Heading("Trong hạn", "In time", "waiting_in_time"),
            Heading("Quá hạn", "Late", "waiting_late"),
        )),
        Heading("Không tiếp nhận", "Not accepted", "declined"),
    ),
)  # fmt: skip
