"""Sáu phiếu của hồ sơ: from what a slip says to how it is laid out, in the words of the forms.

Vietnamese whatever the screen says: these are papers of the State, like those of NĐ 30/2020/NĐ-CP.
"""

from __future__ import annotations

from typing import Any

from congvu.core.vietqr import payload
from congvu.domain.onestop.papers.contents import (
    ApologySlip,
    Component,
    ControlSlip,
    FeeDue,
    Person,
    Print,
    ReceiptSlip,
    RefusalSlip,
    StopNotice,
    SupplementSlip,
)
from congvu.domain.onestop.papers.forms import Form, FormCode, form_on
from congvu.domain.onestop.papers.layout import Field, Layout, Payment, Signing, SlipBlock, beside, fields, table
from congvu.domain.onestop.papers.words import (
    amount_in_words,
    count,
    day,
    lower_first,
    moment,
    money,
    short_moment,
)
from congvu.kernel.documents.papers import Item, Paper, Para, Signer, wording

SIGNED = "(Đã ký số)"
CODE = "Mã hồ sơ"


def form_of(slip: Print, code: FormCode) -> Form:
    """The form of the day whose law the dossier follows."""
    return form_on(code, slip.law_on or slip.on)


def number_of(slip: Print, symbol: str) -> str:
    """ "Số: 12/TN-TTPVHCC"; room for the number while there is none; "" for a print without a sign."""
    return wording.number_line(Paper(number=slip.number, symbol=symbol)) if symbol else ""


def opening(slip: Print, form: Form) -> dict[str, Any]:
    """What stands above the body of a statutory form, and at its foot."""
    return {"title": form.title, "mark": form.mark} | head_of(slip, form.symbol(slip.desk.symbol))


def head_of(slip: Print, symbol: str) -> dict[str, Any]:
    """Agency, number, place and date of a print; the hash of its journal line."""
    return {
        "parent": slip.desk.parent_agency, "agency": slip.desk.agency, "number": number_of(slip, symbol),
        "dated": wording.place_and_date(slip.desk.place, slip.on), "leaf": slip.leaf,
    }


def pen(slip: Print, caption: str, name: str) -> Signing:
    """An officer's or applicant's place to sign; without a pen on an electronic print, where the officer signed it."""
    return Signing((caption,), name, digital=SIGNED if slip.electronic and name else "")


def both(slip: Print, asker: tuple[str, str], officer: tuple[str, str]) -> tuple[Signing, ...]:
    """(caption, name) of who asks and of the officer; on an electronic print only the officer signs."""
    return (*(() if slip.electronic else (pen(slip, *asker),)), pen(slip, *officer))


def by(slip: Print, signer: Signer) -> Signing:
    """The place of a head's signature; the name stands below it, no note."""
    return Signing(signer.lines, signer.name, "", SIGNED if slip.electronic else "")


def id_label(person: Person) -> str:
    """What the number of a person or organisation is called."""
    return "Mã số tổ chức" if person.organisation else "Số định danh cá nhân"


def person_lines(label: str, person: Person) -> tuple[SlipBlock, ...]:
    """Who, where, how to reach them."""
    return (
        *fields((label, person.name, True), (id_label(person), person.id_number), ("Địa chỉ", person.address)),
        *beside(("Số điện thoại", person.phone), ("Email", person.email)),
    )


def proxy_lines(proxy: Person | None) -> tuple[SlipBlock, ...]:
    """Somebody who acts for the applicant, with the power of attorney."""
    if proxy is None:
        return ()
    return (*person_lines("Người nộp thay", proxy), *fields(("Giấy ủy quyền", proxy.authority)))


def component_lines(components: tuple[Component, ...]) -> tuple[SlipBlock, ...]:
    """The papers of the dossier: a table where copies are counted, a list where they are only named."""
    if not components:
        return ()
    caption = Field("Thành phần hồ sơ nộp gồm", "")
    if not any(one.originals or one.certified or one.copies or one.note for one in components):
        return (caption, *(Item(f"{place}.", one.name) for place, one in enumerate(components, 1)))
    return (caption, table((
        ("TT", 0.07, (str(place) for place in range(1, len(components) + 1))),
        ("Tên giấy tờ", 0.50, (one.name for one in components)),
        ("Bản chính", 0.12, (count(one.originals) for one in components)),
        ("Chứng thực", 0.14, (count(one.certified) for one in components)),
        ("Bản chụp", 0.12, (count(one.copies) for one in components)),
        ("Ghi chú", 0.20, (one.note for one in components)),
    ), numeric=("Bản chính", "Chứng thực", "Bản chụp")))  # fmt: skip


def with_fee(lines: tuple[Field, ...], fee: FeeDue | None) -> tuple[SlipBlock, ...]:
    """Lines of the form, then what is to pay in figures and words; with an account, the payment code beside them."""
    if fee is None or fee.amount <= 0:
        return lines
    said = f"{money(fee.amount)} ({lower_first(amount_in_words(fee.amount))})"
    lines += (Field("Phí, lệ phí phải nộp", f"{said}, {fee.what}" if fee.what else said),)
    if fee.transfer is None:
        return lines
    bank = ", ".join(part for part in (fee.transfer.number, fee.bank_name, fee.account_holder) if part)
    lines += fields(("Tài khoản", bank), ("Nội dung chuyển khoản", fee.transfer.reference))
    return (Payment(payload(fee.transfer), lines, "Quét mã VietQR để nộp"),)


def receipt(slip: ReceiptSlip) -> Layout:
    """Mẫu 01."""
    form = form_of(slip, FormCode.RECEIPT)
    code = f" (mã\u00a0TTHC:\u00a0{slip.procedure_code})" if slip.procedure_code else ""
    service = fields(("Thủ tục hành chính", slip.procedure)) if slip.content not in ("", slip.procedure) else ()
    first = " (giai đoạn 1)" if slip.second_received_at or slip.second_due_at else ""
    return Layout(
        **opening(slip, form), lead=fields((CODE, slip.dossier_code, True)), qr=slip.follow_url,
        qr_words=_follow(slip),
        body=(
            *person_lines(f"{slip.desk.agency} tiếp nhận hồ sơ của", slip.applicant), *proxy_lines(slip.proxy),
            *fields(("Nội dung yêu cầu giải quyết", f"{slip.content or slip.procedure}{code}")),
            *service, *component_lines(slip.components),
            *with_fee(fields(
                ("Số lượng hồ sơ", f"{slip.sets:02d} (bộ)"), ("Thời gian giải quyết hồ sơ theo quy định", slip.limit),
                (f"Thời gian nhận hồ sơ{first}", moment(slip.received_at)),
                (f"Thời gian trả kết quả giải quyết hồ sơ{first}", moment(slip.due_at), True),
                ("Thời gian nhận hồ sơ (giai đoạn 2)", moment(slip.second_received_at)),
                ("Thời gian trả kết quả (giai đoạn 2)", moment(slip.second_due_at), True),
                ("Đăng ký nhận kết quả tại", slip.result_way),
            ), slip.fee),
            *beside(("Vào Sổ theo dõi hồ sơ, quyển số", slip.book), ("Số thứ tự", str(slip.book_line or ""))),
            *(fields(("Mã bí mật để theo dõi hồ sơ", slip.follow_key)) if not slip.follow_url else ()),
        ),
        signings=both(slip, ("Người nộp hồ sơ", (slip.proxy or slip.applicant).name),
                      ("Người tiếp nhận hồ sơ", slip.receiver)),
    )  # fmt: skip


def supplement(slip: SupplementSlip) -> Layout:
    """Mẫu 02. Everything at once: it may be asked only once (NĐ 118/2025 Điều 11)."""
    form = form_of(slip, FormCode.SUPPLEMENT)
    whom = slip.contact or slip.officer
    asking = f"Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, đề nghị liên hệ với {whom or slip.desk.agency}"
    asking += f", số điện thoại {slip.contact_phone}" if slip.contact_phone else ""
    return Layout(
        **opening(slip, form), lead=fields((CODE, slip.dossier_code, True)),
        qr=slip.follow_url, qr_words="Quét mã để bổ sung" if slip.follow_url else "",
        body=(
            *person_lines("Hồ sơ của", slip.applicant), *fields(("Nội dung yêu cầu giải quyết", slip.procedure)),
            Field("Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau", ""),
            *(Item(f"{place}.", item) for place, item in enumerate(slip.items, 1)),
            *fields(("Lý do", slip.reason), ("Thời hạn bổ sung, hoàn thiện", _until(slip), True)),
            Para(f"{asking} để được hướng dẫn cụ thể./."),
        ),
        signings=(pen(slip, "Người hướng dẫn", slip.officer),),
    )  # fmt: skip


def refusal(slip: RefusalSlip) -> Layout:
    """Mẫu 03. Both sign."""
    form = form_of(slip, FormCode.REFUSAL)
    told = f"Qua xem xét, {slip.desk.agency} thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:"
    return Layout(
        **opening(slip, form), lead=fields((CODE, slip.dossier_code, True)),
        body=(
            *person_lines(f"{slip.desk.agency} tiếp nhận hồ sơ của", slip.applicant),
            *fields(("Nội dung yêu cầu giải quyết", slip.procedure)),
            Para(told), *(Para(line) for line in slip.reason.splitlines() if line.strip()),
            *fields(("Căn cứ", slip.ground), ("Hướng dẫn", slip.advice)),
            Para(f"Xin thông báo để {_you(slip.applicant)} được biết và thực hiện./."),
        ),
        signings=both(slip, ("Người nộp hồ sơ", slip.applicant.name), ("Người tiếp nhận hồ sơ", slip.officer)),
    )  # fmt: skip


def apology(slip: ApologySlip) -> Layout:
    """Mẫu 04. Signed by the head; tells the reason and the one new day."""
    form = form_of(slip, FormCode.APOLOGY)
    who, late = _you(slip.applicant), slip.late_agency or slip.desk.agency
    paper = Paper(recipients=("Như trên", *slip.recipients), archive_line=slip.archive_line)
    asks = "đề nghị gia hạn thời gian giải quyết và " if "gia hạn" in form.title else ""
    return Layout(
        **opening(slip, form), addressee=slip.applicant.name, indented=True,
        body=(
            Para(
                f"Ngày {day(slip.received_at)}, {slip.desk.agency} tiếp nhận hồ sơ đề nghị giải quyết thủ tục "
                f"{lower_first(slip.procedure)} của {who}."
            ),
            *fields((CODE, slip.dossier_code, True), (id_label(slip.applicant), slip.applicant.id_number),
                    ("Thời gian hẹn trả kết quả giải quyết hồ sơ", moment(slip.due_at))),
            Para(f"Đến nay, {late} chưa giải quyết xong hồ sơ để trả kết quả đúng thời gian đã hẹn."),
            *fields(("Lý do", slip.reason)),
            Para(f"Sự chậm trễ này gây phiền hà, tốn kém thời gian, công sức của {who}. {late} xin lỗi {who}, {asks}"
                 "sẽ trả kết quả vào:"),
            *fields(("Thời gian hẹn lại", moment(slip.new_due_at), True)),
            Para(f"Rất mong nhận được sự thông cảm của {who}./."),
        ),
        signings=(by(slip, slip.signer),), recipients=wording.recipient_lines(paper),
    )  # fmt: skip


def stop_notice(slip: StopNotice) -> Layout:
    """Mẫu 05 from 2025. At the applicant's wish and only while there is no decision (NĐ 118/2025 Điều 21)."""
    form = form_of(slip, FormCode.STOP)
    paper = Paper(recipients=("Như trên", *slip.recipients), archive_line=slip.archive_line)
    back = [Item(f"{place}.", text) for place, text in enumerate(slip.returned, 1)]
    return Layout(
        **opening(slip, form), addressee=slip.applicant.name, indented=True,
        body=(
            Para(f"Ngày {day(slip.requested_at)}, {slip.desk.agency} nhận được đề nghị của {_you(slip.applicant)} "
                 "về việc dừng giải quyết hồ sơ sau đây:"),
            *fields((CODE, slip.dossier_code, True), ("Thủ tục hành chính", slip.procedure)),
            *person_lines("Người nộp hồ sơ", slip.applicant),
            *fields(("Thời gian nhận hồ sơ", moment(slip.received_at)),
                    ("Thời gian đề nghị dừng", moment(slip.requested_at)),
                    ("Cách thức đề nghị", slip.channel), ("Giai đoạn giải quyết", slip.stage)),
            Para("Qua kiểm tra, hồ sơ chưa có quyết định giải quyết, chưa có thông báo kết quả. "
                 f"{slip.desk.agency} thông báo dừng giải quyết hồ sơ kể từ {moment(slip.stopped_at)}."),
            *fields(("Phí, lệ phí đã nộp", slip.fees)),
            *((Field("Giấy tờ trả lại kèm theo", ""),) if back else ()), *back,
            Para(f"Xin thông báo để {_you(slip.applicant)} được biết./."),
        ),
        signings=(by(slip, slip.signer),), recipients=wording.recipient_lines(paper),
    )  # fmt: skip


def control(slip: ControlSlip) -> Layout:
    """Mẫu 06 (05 until 2025). The receiver writes whether the one before was in time."""
    form = form_of(slip, FormCode.CONTROL)
    blank = ("",) * slip.blank_rows
    signed = tuple("Đã ký số" if slip.electronic else "" for _row in slip.rows) + blank
    return Layout(
        **opening(slip, form), lead=fields((CODE, slip.dossier_code, True)),
        page="a5_landscape", fits=False, row_mm=0 if slip.electronic else 8,
        body=(
            *fields(("Thủ tục hành chính", slip.procedure), ("Người nộp hồ sơ", slip.applicant),
                    ("Cơ quan chủ trì giải quyết", slip.lead_agency),
                    ("Cơ quan phối hợp giải quyết", "; ".join(slip.cooperating))),
            *fields(("Thời gian nhận hồ sơ", moment(slip.received_at)),
                    ("Thời gian hẹn trả kết quả", moment(slip.due_at), True)),
            table((
                ("TT", 0.05, (str(place) for place in range(1, len(slip.rows) + slip.blank_rows + 1))),
                ("Bên giao", 0.21, (*(row.giver for row in slip.rows), *blank)),
                ("Bên nhận", 0.21, (*(row.receiver for row in slip.rows), *blank)),
                ("Thời gian giao, nhận", 0.15, (*(short_moment(row.at) for row in slip.rows), *blank)),
                ("Ký giao", 0.10, signed), ("Ký nhận", 0.10, signed),
                ("Kết quả giải quyết", 0.12, (*(str(row.result or "") for row in slip.rows), *blank)),
                ("Ghi chú", 0.14, (*(row.note for row in slip.rows), *blank)),
            ), keep=("Bên giao", "Bên nhận", "Thời gian giao, nhận", "Ký giao", "Ký nhận", "Kết quả giải quyết")),
            Para("Kết quả giải quyết (trước hạn, đúng hạn, quá hạn) do bên nhận ghi.", italic=True),
        ),
    )  # fmt: skip


def _follow(slip: ReceiptSlip) -> str:
    if not slip.follow_url:
        return ""
    return "Theo dõi hồ sơ" + (f"\nMã bí mật:\n{slip.follow_key}" if slip.follow_key else "")


def _you(person: Person) -> str:
    return "Quý cơ quan, tổ chức" if person.organisation else "Ông/Bà"


def _until(slip: SupplementSlip) -> str:
    at = slip.answer_by
    return f"chậm nhất ngày {day(at)}" if at else ""
