"""Nội dung phiếu: what each print of the one-stop shop says, as plain values; no rows, no clock.

Fields of forms 01 to 04 and of the register: annexes of TT 01/2018/TT-VPCP and TT 03/2025/TT-VPCP. Those of the control
slip are known from one place, those of the stop notice follow from NĐ 118/2025 Điều 21 and TT 03/2025 Điều 7 (both
unverified, as `forms.FORMS` says). What is optional and empty is not printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from congvu.core.vietqr import Transfer
from congvu.kernel.documents.papers import Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Bộ phận Một cửa. Who issues: the agency above, the centre or desk, its sign in numbers ("TTPVHCC"), its place."""

    agency: str
    parent_agency: str = ""
    symbol: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Người nộp hồ sơ. A person or organisation; `id_number` is the personal number or the organisation's code.

    `authority` is the power of attorney of somebody who acts for another.
    """

    name: str
    id_number: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    organisation: bool = False
    authority: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """Bản in. What all prints share.

    `number` is the running number without its sign, "" while there is none. `law_on` is the day whose law the dossier
    follows and so the day of the form; without it, `on`. `leaf` is the hash of the journal's line in hexadecimal,
    printed at the foot. `electronic` prints carry the note of a digital signature instead of room for a pen.
    """

    desk: Desk
    on: date
    law_on: date | None = None
    number: str = ""
    dossier_code: str = ""
    leaf: str = ""
    electronic: bool = False


@dataclass(frozen=True, slots=True)
class Component:
    """Thành phần hồ sơ. One paper of the dossier, with how many originals, certified copies and plain copies."""

    name: str
    originals: int = 0
    certified: int = 0
    copies: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeDue:
    """Phí, lệ phí phải nộp. `amount` in whole đồng, `what` the items; with `transfer` a payment code is printed."""

    amount: int
    what: str = ""
    transfer: Transfer | None = None
    bank_name: str = ""
    account_holder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptSlip(Print):
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả (mẫu 01).

    `limit` is the statutory time in words. The second pair of moments is that of a dossier with a financial
    obligation. `follow_url` goes into the QR code, `follow_key` is printed for whoever follows by code and secret.
    """

    applicant: Person
    procedure: str
    received_at: datetime
    due_at: datetime | None
    procedure_code: str = ""
    content: str = ""
    proxy: Person | None = None
    components: tuple[Component, ...] = ()
    sets: int = 1
    limit: str = ""
    second_received_at: datetime | None = None
    second_due_at: datetime | None = None
    result_way: str = ""
    book: str = ""
    book_line: int = 0
    fee: FeeDue | None = None
    receiver: str = ""
    follow_url: str = ""
    follow_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementSlip(Print):
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (mẫu 02). All that is missing at once; `answer_by` ends the wait."""

    applicant: Person
    procedure: str
    items: tuple[str, ...]
    reason: str = ""
    answer_by: date | datetime | None = None
    contact: str = ""
    contact_phone: str = ""
    officer: str = ""
    follow_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalSlip(Print):
    """Phiếu từ chối tiếp nhận giải quyết hồ sơ (mẫu 03). `ground` cites the rule, `advice` says where to turn."""

    applicant: Person
    procedure: str
    reason: str
    ground: str = ""
    advice: str = ""
    officer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApologySlip(Print):
    """Văn bản xin lỗi và đề nghị gia hạn / Phiếu xin lỗi và hẹn lại (mẫu 04).

    Signed by the head of the competent agency (NĐ 61/2018 Điều 19.9). `late_agency` is the one that is late, empty when
    it is the desk's own.
    """

    applicant: Person
    procedure: str
    received_at: datetime
    due_at: datetime
    reason: str
    new_due_at: datetime
    signer: Signer
    late_agency: str = ""
    recipients: tuple[str, ...] = ()
    archive_line: str = "VT"


@dataclass(frozen=True, slots=True, kw_only=True)
class StopNotice(Print):
    """Thông báo dừng giải quyết hồ sơ (mẫu 05 from 2025). At the applicant's wish, while there is no decision.

    `channel` is how it was asked for, `stage` where the dossier stood, `fees` what becomes of fees already paid.
    """

    applicant: Person
    procedure: str
    received_at: datetime
    requested_at: datetime
    stopped_at: datetime
    channel: str = ""
    stage: str = ""
    fees: str = ""
    returned: tuple[str, ...] = ()
    signer: Signer
    recipients: tuple[str, ...] = ()
    archive_line: str = "VT"


class Timeliness(StrEnum):
    """Kết quả giải quyết. What the receiver writes of the one who hands over."""

    EARLY = "Trước hạn"
    ON_TIME = "Đúng hạn"
    OVERDUE = "Quá hạn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """Giao nhận. One hand-over of a dossier between two units, as the receiver confirms it."""

    giver: str
    receiver: str
    at: datetime | None = None
    result: Timeliness | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlSlip(Print):
    """Phiếu kiểm soát quá trình giải quyết hồ sơ (mẫu 05 until 2025, then 06). `blank_rows` are left to the pen."""

    procedure: str
    lead_agency: str
    received_at: datetime
    due_at: datetime | None
    rows: tuple[Handover, ...]
    applicant: str = ""
    cooperating: tuple[str, ...] = ()
    blank_rows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """Một dòng của sổ. `number` runs through the year; the second half are columns some provinces add."""

    number: int
    dossier_code: str
    procedure: str
    applicant: str
    contact: str = ""
    lead_agency: str = ""
    received_at: datetime | None = None
    due_at: datetime | None = None
    returned_at: datetime | None = None
    way: str = ""
    sets: int = 0
    giver: str = ""
    receiver: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register(Print):
    """Sổ theo dõi hồ sơ (mẫu 06 until 2025, then 07). Kept per field and year, closed at its end; A4."""

    year: int
    lines: tuple[RegisterLine, ...]
    field: str = ""
    book: str = ""
    period: str = ""
    keeper: str = ""
    signer: Signer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierLine:
    """Một hồ sơ được bàn giao. `due_at` is the appointment, `pages` how many sheets of paper go along."""

    dossier_code: str
    procedure: str
    applicant: str
    due_at: datetime | None = None
    pages: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierHandover(Print):
    """Danh sách bàn giao hồ sơ. Dossiers that go from the desk to the agency that settles them."""

    giver_unit: str
    receiver_unit: str
    at: datetime
    lines: tuple[DossierLine, ...]
    giver: str = ""
    receiver: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """Một kết quả được bàn giao. `result` names the paper, `result_number` its number and day."""

    dossier_code: str
    applicant: str
    result: str
    result_number: str = ""
    originals: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultHandover(Print):
    """Danh sách bàn giao kết quả. Results that go from the settling agency back to the desk."""

    giver_unit: str
    receiver_unit: str
    at: datetime
    lines: tuple[ResultLine, ...]
    giver: str = ""
    receiver: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultReceipt(Print):
    """Phiếu giao nhận kết quả. The applicant, or who comes for him, confirms what he got and what came back."""

    applicant: Person
    procedure: str
    results: tuple[str, ...]
    returned_at: datetime
    due_at: datetime | None = None
    way: str = ""
    taker: Person | None = None
    returned_papers: tuple[str, ...] = ()
    officer: str = ""


@dataclass(frozen=True, slots=True)
class FeeLine:
    """Một khoản thu. `amount` in whole đồng; `ground` is the rule or the reason of an exemption."""

    what: str
    amount: int
    ground: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeReceipt(Print):
    """Phiếu thu phí, lệ phí. In three parts: kept, for the payer, for the accountant.

    It records a payment at the desk; `voucher` names the fee voucher (biên lai) or invoice the law asks for besides.
    """

    payer: Person
    procedure: str
    lines: tuple[FeeLine, ...]
    paid_at: datetime
    method: str = ""
    voucher: str = ""
    cashier: str = ""
    copies: tuple[str, ...] = ("Liên 1: Lưu", "Liên 2: Giao người nộp tiền", "Liên 3: Kế toán")

    @property
    def total(self) -> int:
        """Whole đồng of all lines."""
        return sum(line.amount for line in self.lines)
