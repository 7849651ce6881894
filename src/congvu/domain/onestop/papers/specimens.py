"""Phiếu mẫu: one made-up print of each kind, to show an office what its forms look like before the first dossier."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from congvu.core.vietqr import Transfer
from congvu.core.working_time import HANOI
from congvu.domain.onestop.papers.contents import (
    ApologySlip,
    Component,
    ControlSlip,
    Desk,
    DossierHandover,
    DossierLine,
    FeeDue,
    FeeLine,
    FeeReceipt,
    Handover,
    Person,
    Print,
    ReceiptSlip,
    RefusalSlip,
    Register,
    RegisterLine,
    ResultHandover,
    ResultLine,
    ResultReceipt,
    StopNotice,
    SupplementSlip,
    Timeliness,
)
from congvu.kernel.documents.papers import Signer

_CODE = "H99.18.05-261120-0007"
_DESK = Desk(
    parent_agency="Ủy ban nhân dân xã Sông Thao", agency="Trung tâm Phục vụ hành chính công", symbol="TTPVHCC",
    place="Sông Thao",
)  # fmt: skip
_APPLICANT = Person(
    name="Nguyễn Thị Hường", id_number="025190000123", phone="0912 000 111", email="huong.nt@example.vn",
    address="Thôn Đoài, xã Sông Thao, tỉnh Lam Giang",
)  # fmt: skip
_PROCEDURE = "Đăng ký thành lập hộ kinh doanh"
_HEAD = Signer(title="Giám đốc", name="Trần Quốc Khánh")
_LEAF = "3f9a1c07d2b84e6f5a90c1d7e8b3246f10ad95c2e7b8f4631d0a9c5e82b7f416"


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=HANOI)


def specimens() -> dict[str, Print]:
    """A print of each kind by a short name, from a commune that does not exist."""
    return _answers() | _letters() | _lists()


def _answers() -> dict[str, Print]:
    on = date(2026, 11, 20)
    return {
        "receipt": ReceiptSlip(
            desk=_DESK, on=on, number="7", dossier_code=_CODE, leaf=_LEAF, applicant=_APPLICANT, procedure=_PROCEDURE,
            procedure_code="1.001612", received_at=_at(20, 8, 15), due_at=_at(25, 8, 15), limit="03 ngày làm việc",
            components=(
                Component("Giấy đề nghị đăng ký hộ kinh doanh", originals=1),
                Component("Bản sao hợp đồng thuê địa điểm kinh doanh", copies=1),
                Component("Văn bản ủy quyền cho người đi nộp", certified=1),
            ),
            result_way="Trung tâm Phục vụ hành chính công xã Sông Thao", book="01", book_line=1207,
            fee=FeeDue(amount=150_000, what="lệ phí đăng ký", bank_name="Ngân hàng mẫu",
                       account_holder="TT PHUC VU HCC XA SONG THAO",
                       transfer=Transfer("970499", "0011012345678", 150_000, "H99 18 05 261120 0007")),
            receiver="Lê Văn Tám", follow_url=f"https://dichvu.example.vn/theo-doi/{_CODE}", follow_key="K7M4-2QXD",
        ),
        "supplement": SupplementSlip(
            desk=_DESK, on=on, number="3", dossier_code=_CODE, leaf=_LEAF, applicant=_APPLICANT, procedure=_PROCEDURE,
            items=("Ghi đủ mã ngành kinh tế cấp bốn của ngành, nghề kinh doanh chính.",
                   "Bổ sung chữ ký của các thành viên hộ gia đình tại văn bản ủy quyền."),
            reason="Giấy đề nghị chưa ghi mã ngành; văn bản ủy quyền thiếu chữ ký.", answer_by=date(2026, 12, 11),
            contact="ông Lê Văn Tám", contact_phone="0210 000 222", officer="Lê Văn Tám",
            follow_url=f"https://dichvu.example.vn/theo-doi/{_CODE}",
        ),
        "refusal": RefusalSlip(
            desk=_DESK, on=on, number="1", leaf=_LEAF, applicant=_APPLICANT, procedure=_PROCEDURE,
            reason="Người đề nghị đang đứng tên một hộ kinh doanh khác trên phạm vi toàn quốc.",
            ground="Nghị định số 168/2025/NĐ-CP", officer="Lê Văn Tám",
            advice="Chấm dứt hoạt động hộ kinh doanh đã đăng ký, hoặc để thành viên khác của hộ đứng tên.",
        ),
    }  # fmt: skip


def _letters() -> dict[str, Print]:
    on = date(2026, 11, 20)
    return {
        "apology": ApologySlip(
            desk=_DESK, on=date(2026, 11, 24), number="2", dossier_code=_CODE, leaf=_LEAF, applicant=_APPLICANT,
            procedure=_PROCEDURE, received_at=_at(20, 8, 15), due_at=_at(25, 8, 15), new_due_at=_at(27, 16),
            reason="Hệ thống thông tin về đăng ký hộ kinh doanh gián đoạn từ ngày 23/11/2026.", signer=_HEAD,
            recipients=("Văn phòng HĐND và UBND xã",),
        ),
        "stop": StopNotice(
            desk=_DESK, on=date(2026, 11, 23), number="1", dossier_code=_CODE, leaf=_LEAF, applicant=_APPLICANT,
            procedure=_PROCEDURE, received_at=_at(20, 8, 15), requested_at=_at(23, 9), stopped_at=_at(23, 9, 30),
            channel="Trực tiếp tại Trung tâm", stage="Thẩm định hồ sơ", signer=_HEAD,
            fees="150.000 đồng, hoàn trả theo quy định", returned=("Hợp đồng thuê địa điểm kinh doanh",),
        ),
        "control": ControlSlip(
            desk=_DESK, on=on, number="7", dossier_code=_CODE, leaf=_LEAF, procedure=_PROCEDURE,
            applicant=_APPLICANT.name, lead_agency="Phòng Kinh tế xã Sông Thao", cooperating=("Thuế cơ sở 5",),
            received_at=_at(20, 8, 15), due_at=_at(25, 8, 15), rows=(
                Handover(giver="Bộ phận tiếp nhận: Lê Văn Tám", receiver="Phòng Kinh tế: Phạm Thu Hà",
                         at=_at(20, 9), result=Timeliness.ON_TIME),
                Handover(giver="Phòng Kinh tế: Phạm Thu Hà", receiver="Lãnh đạo UBND xã: Đỗ Mạnh Cường",
                         at=_at(23, 10), result=Timeliness.EARLY, note="Trình ký"),
            ), blank_rows=2,
        ),
    }  # fmt: skip


def _lists() -> dict[str, Print]:
    on = date(2026, 11, 20)
    names = ("Nguyễn Thị Hường", "Hợp tác xã Nông nghiệp Đoài Thượng", "Vũ Đình Quý", "Lò Thị Xuân")
    codes = [f"H99.18.05-261120-{place:04d}" for place in range(7, 11)]
    sides: dict[str, Any] = {
        "giver_unit": "Trung tâm Phục vụ hành chính công", "receiver_unit": "Phòng Kinh tế xã Sông Thao",
        "giver": "Lê Văn Tám", "receiver": "Phạm Thu Hà",
    }  # fmt: skip
    back = sides | {
        "giver_unit": sides["receiver_unit"], "receiver_unit": sides["giver_unit"],
        "giver": sides["receiver"], "receiver": sides["giver"],
    }  # fmt: skip
    return {
        "register": Register(
            desk=_DESK, on=on, leaf=_LEAF, year=2026, field="Đăng ký hộ kinh doanh", book="01",
            period="tháng 11", keeper="Lê Văn Tám", signer=_HEAD, lines=tuple(
                RegisterLine(
                    number=1207 + place, dossier_code=code, procedure=_PROCEDURE, applicant=name,
                    contact="Thôn Đoài; 0912 000 111", lead_agency="Phòng Kinh tế xã", received_at=_at(20, 8, place),
                    due_at=_at(25, 8, place), returned_at=_at(24, 15) if place < 2 else None, way="Trực tiếp", sets=1,
                ) for place, (code, name) in enumerate(zip(codes, names, strict=True))
            ),
        ),
        "dossier_handover": DossierHandover(
            desk=_DESK, on=on, number="15", leaf=_LEAF, at=_at(20, 16, 30), **sides, lines=tuple(
                DossierLine(dossier_code=code, procedure=_PROCEDURE, applicant=name, due_at=_at(25, 8, 15), pages=6)
                for code, name in zip(codes, names, strict=True)
            ),
        ),
        "result_handover": ResultHandover(
            desk=_DESK, on=on, number="9", leaf=_LEAF, at=_at(24, 15), **back, lines=tuple(
                ResultLine(dossier_code=code, applicant=name, result="Giấy chứng nhận đăng ký hộ kinh doanh",
                           result_number=f"{120 + place}, 24/11/2026", originals=1)
                for place, (code, name) in enumerate(zip(codes, names, strict=True))
            ),
        ),
        "result_receipt": ResultReceipt(
            desk=_DESK, on=date(2026, 11, 24), number="21", dossier_code=_CODE, leaf=_LEAF, applicant=_APPLICANT,
            procedure=_PROCEDURE, results=("Giấy chứng nhận đăng ký hộ kinh doanh số 120, ngày 24/11/2026",),
            returned_at=_at(24, 15, 20), due_at=_at(25, 8, 15), way="Trực tiếp tại Trung tâm", officer="Lê Văn Tám",
            returned_papers=("Hợp đồng thuê địa điểm kinh doanh",),
        ),
        "fee_receipt": FeeReceipt(
            desk=_DESK, on=on, number="33", dossier_code=_CODE, leaf=_LEAF, payer=_APPLICANT, procedure=_PROCEDURE,
            lines=(FeeLine("Lệ phí đăng ký hộ kinh doanh", 100_000, "NQ 05/2026/NQ-HĐND"),
                   FeeLine("Phí cung cấp thông tin", 50_000)),
            paid_at=_at(20, 8, 20), method="Chuyển khoản", voucher="Số 0001234", cashier="Ngô Bích Ngọc",
        ),
    }  # fmt: skip
