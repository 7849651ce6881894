"""Sổ, danh sách bàn giao, phiếu trả kết quả, phiếu thu: the other prints of the one-stop shop, laid out.

The lists and the two receipts are no statutory forms: they have no number of a form, only what real desks print.
"""

from __future__ import annotations

from congvu.domain.onestop.papers.contents import (
    DossierHandover,
    FeeReceipt,
    Print,
    Register,
    ResultHandover,
    ResultReceipt,
)
from congvu.domain.onestop.papers.forms import FormCode
from congvu.domain.onestop.papers.layout import Field, Layout, Signing, SlipBlock, beside, fields, table
from congvu.domain.onestop.papers.slips import CODE, both, by, form_of, head_of, opening, pen, person_lines
from congvu.domain.onestop.papers.words import amount_in_words, count, moment, money, short_moment
from congvu.kernel.documents.papers import Item, Para


def register(book: Register) -> Layout:
    """Mẫu 07 (06 until 2025): one line a dossier, on A4, the captions again on every page."""
    form = form_of(book, FormCode.REGISTER)
    lines = book.lines
    lead = [f"Năm {book.year}" + (f" – {book.period}" if book.period else "")]
    lead += [f"Lĩnh vực: {book.field}"] if book.field else []
    lead += [f"Quyển số: {book.book}"] if book.book else []
    keeper = (Signing(("Người giữ sổ",), book.keeper),) if book.keeper else ()
    return Layout(
        **opening(book, form), page="a4_landscape", fits=False, lead=tuple(lead),
        body=(table((
            ("TT", 0.045, (str(line.number) for line in lines)),
            ("Mã hồ sơ", 0.09, (line.dossier_code for line in lines)),
            ("Tên thủ tục hành chính", 0.13, (line.procedure for line in lines)),
            ("Số bộ", 0.035, (count(line.sets) for line in lines)),
            ("Tên cá nhân, tổ chức", 0.11, (line.applicant for line in lines)),
            ("Địa chỉ, số điện thoại", 0.12, (line.contact for line in lines)),
            ("Cơ quan chủ trì giải quyết", 0.10, (line.lead_agency for line in lines)),
            ("Nhận hồ sơ", 0.072, (short_moment(line.received_at) for line in lines)),
            ("Hẹn trả kết quả", 0.072, (short_moment(line.due_at) for line in lines)),
            ("Trả kết quả", 0.072, (short_moment(line.returned_at) for line in lines)),
            ("Phương thức nhận kết quả", 0.075, (line.way for line in lines)),
            ("Người giao", 0.08, (line.giver for line in lines)),
            ("Người nhận", 0.08, (line.receiver for line in lines)),
            ("Ký nhận", 0.06, ("" for _line in lines)), ("Ghi chú", 0.07, (line.note for line in lines)),
        ), keep=("Nhận hồ sơ", "Hẹn trả kết quả", "Trả kết quả", "Ký nhận"), numeric=("Số bộ",)),
            Para(f"Sổ có {len(lines)} hồ sơ.", italic=True)),
        signings=(*keeper, *((by(book, book.signer),) if book.signer else ())),
    )  # fmt: skip


def dossier_handover(sheet: DossierHandover) -> Layout:
    """Bàn giao hồ sơ: both sides sign the same list."""
    lines = sheet.lines
    return Layout(
        title="Danh sách bàn giao hồ sơ", page="a4", fits=False, **head_of(sheet, _symbol(sheet, "BGHS")),
        body=(
            *_sides(sheet),
            table((
                ("TT", 0.05, (str(place) for place in range(1, len(lines) + 1))),
                (CODE, 0.235, (line.dossier_code for line in lines)),
                ("Thủ tục hành chính", 0.27, (line.procedure for line in lines)),
                ("Người nộp hồ sơ", 0.20, (line.applicant for line in lines)),
                ("Hẹn trả", 0.13, (short_moment(line.due_at) for line in lines)),
                ("Số tờ", 0.07, (str(line.pages or "") for line in lines)),
                ("Ghi chú", 0.14, (line.note for line in lines)),
            ), keep=("Hẹn trả",), numeric=("Số tờ",)),
            Para(f"Tổng số: {len(lines):02d} hồ sơ. Danh sách lập thành hai bản, mỗi bên giữ một bản./."),
        ),
        signings=(pen(sheet, "Người giao", sheet.giver), pen(sheet, "Người nhận", sheet.receiver)),
    )  # fmt: skip


def result_handover(sheet: ResultHandover) -> Layout:
    """Bàn giao kết quả: what comes back to the desk."""
    lines = sheet.lines
    return Layout(
        title="Danh sách bàn giao kết quả giải quyết hồ sơ", page="a4", fits=False,
        **head_of(sheet, _symbol(sheet, "BGKQ")),
        body=(
            *_sides(sheet),
            table((
                ("TT", 0.05, (str(place) for place in range(1, len(lines) + 1))),
                (CODE, 0.235, (line.dossier_code for line in lines)),
                ("Người nộp hồ sơ", 0.20, (line.applicant for line in lines)),
                ("Kết quả", 0.25, (line.result for line in lines)),
                ("Số, ngày", 0.15, (line.result_number for line in lines)),
                ("Bản chính", 0.08, (count(line.originals) for line in lines)),
                ("Ghi chú", 0.13, (line.note for line in lines)),
            ), numeric=("Bản chính",)),
            Para(f"Tổng số: {len(lines):02d} kết quả. Danh sách lập thành hai bản, mỗi bên giữ một bản./."),
        ),
        signings=(pen(sheet, "Người giao", sheet.giver), pen(sheet, "Người nhận", sheet.receiver)),
    )  # fmt: skip


def result_receipt(slip: ResultReceipt) -> Layout:
    """Trả kết quả: what was got, whether in time, which originals came back (NĐ 61/2018 Điều 20)."""
    taker = slip.taker or slip.applicant
    back = (Field("Giấy tờ bản chính trả lại", ""), *_numbered(slip.returned_papers)) if slip.returned_papers else ()
    return Layout(
        title="Phiếu giao nhận kết quả", **head_of(slip, _symbol(slip, "GNKQ")),
        lead=fields((CODE, slip.dossier_code, True)),
        body=(
            *person_lines("Người nộp hồ sơ", slip.applicant), *fields(("Thủ tục hành chính", slip.procedure)),
            *((*person_lines("Người nhận thay", slip.taker), *fields(("Giấy ủy quyền", slip.taker.authority)))
              if slip.taker else ()),
            Field("Kết quả đã nhận", ""), *_numbered(slip.results),
            *back,
            *fields(("Thời gian hẹn trả", moment(slip.due_at)),
                    ("Thời gian trả kết quả", moment(slip.returned_at), True),
                    ("Phương thức nhận kết quả", slip.way)),
        ),
        signings=both(slip, ("Người nhận kết quả", taker.name), ("Người trả kết quả", slip.officer)),
    )  # fmt: skip


def fee_receipt(slip: FeeReceipt) -> Layout:
    """Phiếu thu: each part on a page of its own."""
    lines = slip.lines
    return Layout(
        title="Phiếu thu phí, lệ phí", **head_of(slip, _symbol(slip, "PT")), copies=slip.copies or ("",),
        lead=fields((CODE, slip.dossier_code, True)),
        body=(
            *fields(("Người nộp tiền", slip.payer.name, True), (_tax_label(slip), slip.payer.id_number),
                    ("Địa chỉ", slip.payer.address), ("Thủ tục hành chính", slip.procedure)),
            table((
                ("TT", 0.08, (*(str(place) for place in range(1, len(lines) + 1)), "")),
                ("Khoản thu", 0.45, (*(line.what for line in lines), "Cộng")),
                ("Căn cứ", 0.27, (*(line.ground for line in lines), "")),
                ("Số tiền (đồng)", 0.20, (*(_figures(line.amount) for line in lines), _figures(slip.total))),
            ), numeric=("Số tiền (đồng)",)),
            *fields(("Số tiền phải thu", money(slip.total), True), ("Bằng chữ", amount_in_words(slip.total))),
            *beside(("Hình thức nộp", slip.method), ("Biên lai", slip.voucher)),
            *fields(("Thời gian nộp", moment(slip.paid_at))),
        ),
        signings=both(slip, ("Người nộp tiền", slip.payer.name), ("Người thu tiền", slip.cashier)),
    )  # fmt: skip


def _sides(sheet: DossierHandover | ResultHandover) -> tuple[SlipBlock, ...]:
    return fields(("Bên giao", sheet.giver_unit), ("Bên nhận", sheet.receiver_unit), ("Thời gian", moment(sheet.at)))


def _symbol(sheet: Print, sign: str) -> str:
    return f"{sign}-{sheet.desk.symbol}" if sheet.number and sheet.desk.symbol else sign if sheet.number else ""


def _numbered(texts: tuple[str, ...]) -> tuple[SlipBlock, ...]:
    return tuple(Item(f"{place}.", text) for place, text in enumerate(texts, 1))


def _figures(amount: int) -> str:
    return money(amount).removesuffix(" đồng")


def _tax_label(slip: FeeReceipt) -> str:
    return "Mã số thuế" if slip.payer.organisation else "Số định danh cá nhân"
