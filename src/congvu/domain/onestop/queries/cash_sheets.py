"""Sổ quỹ on paper and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from congvu.domain.onestop.models import CashDay, Desk
from congvu.domain.onestop.queries.cash import Entry, sums_of
from congvu.kernel.documents.papers import Sheet, Signer
from congvu.kernel.ui import formats

_HEADER = ("TT", "Thời điểm", "Số biên lai", "Mã hồ sơ", "Người nộp", "Khoản thu", "Hình thức", "Người thu", "Số tiền",
           "Ghi chú")  # fmt: skip
_WAYS = {"cash": "Tiền mặt", "transfer": "Chuyển khoản", "online": "Thanh toán trực tuyến"}


def _row(place: int, one: Entry) -> tuple[str, ...]:
    note = f"Hủy: {one.reason}" if one.is_counter else ""
    return (str(place), formats.moment(one.at), str(one.receipt_no), one.code, one.applicant, one.name,
            _WAYS.get(one.paid_by, one.paid_by), one.clerk, formats.number(one.amount), note)  # fmt: skip


def sheet_of(desk: Desk, book: CashDay | None, entries: Sequence[Entry], day: date) -> Sheet:
    """The book as a print, signed by who keeps it."""
    notes = tuple(
        f"{one.clerk} – {_WAYS.get(one.paid_by, one.paid_by)}: {one.receipts} biên lai, "
        f"{formats.number(one.amount)} đồng"
        for one in sums_of(entries)
    )
    state = f"Khóa sổ lúc {formats.moment(book.closed_at)}" if book is not None else "Sổ chưa khóa"
    return Sheet(
        title="Sổ quỹ thu phí, lệ phí", subtitle=f"Ngày {formats.day(day)}. {state}", agency=desk.agency.name,
        parent_agency=desk.serves.name, on=day, header=_HEADER,
        rows=tuple(_row(place, one) for place, one in enumerate(entries, 1)), notes=notes,
        widths=(0.04, 0.11, 0.07, 0.15, 0.14, 0.12, 0.09, 0.12, 0.09, 0.13), numeric=(8,),
        totals=("", "Cộng", "", "", "", "", "", "", formats.number(sum(one.amount for one in entries)), ""),
        signers=(Signer(title="Người lập"), Signer(title="Thủ trưởng đơn vị")),
    )  # fmt: skip


def workbook(desk: Desk, book: CashDay | None, entries: Sequence[Entry], day: date) -> bytes:
    """The same as an .xlsx, amounts as numbers."""
    import xlsxwriter  # noqa: PLC0415  # heavy, loaded on first use

    held = BytesIO()
    made = xlsxwriter.Workbook(held, {"in_memory": True})
    page = made.add_worksheet("So quy")
    bold, money = made.add_format({"bold": True}), made.add_format({"num_format": "#,##0"})
    page.write(0, 0, f"{desk.agency.name} – {formats.day(day)}{' – đã khóa' if book is not None else ''}", bold)
    for column, words in enumerate(_HEADER):
        page.write(2, column, words, bold)
    for place, one in enumerate(entries, 1):
        for column, words in enumerate(_row(place, one)):
            page.write_string(place + 2, column, words)
        page.write_number(place + 2, 8, one.amount, money)
    page.write(len(entries) + 3, 1, "Cộng", bold)
    page.write_number(len(entries) + 3, 8, sum(one.amount for one in entries), money)
    page.set_column(1, 7, 18)
    made.close()
    return held.getvalue()
