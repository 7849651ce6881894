"""Danh sách nộp theo lô: what the sheet is called, its columns, and the rows read by them with every fault named."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.text import skey
from congvu.domain.onestop.models import Delivery, IdKind, PartyKind
from congvu.domain.onestop.policy.people import clean_id, clean_name, clean_phone
from congvu.kernel.org.extract.columns import Column, Sheet

MOST = 500

SHEET = Sheet(
    "onestop", "Danh sách hồ sơ",
    (
        Column("name", "Họ và tên", needed=True, also=("Tên người nộp", "Tên tổ chức"), example="Nguyễn Văn Minh Họa"),
        Column("id_kind", "Loại giấy tờ", also=("Giấy tờ",), example="Số định danh cá nhân"),
        Column("id_number", "Số giấy tờ", needed=True, also=("Số định danh cá nhân", "CCCD", "Mã số"),
               example="001099000001"),
        Column("born_on", "Ngày sinh", example="02/01/1990", kind="day"),
        Column("phone", "Điện thoại", also=("Số điện thoại",), example="0912345678"),
        Column("address", "Địa chỉ", example="Thôn 1, xã Minh Họa"),
        Column("email", "Thư điện tử", also=("Email",), example=""),
        Column("content", "Nội dung", also=("Nội dung yêu cầu",), example=""),
        Column("delivery", "Nhận kết quả", example="Tại quầy"),
        Column("deliver_to", "Địa chỉ gửi kết quả", example=""),
    ),
)  # fmt: skip
_ID_KINDS = {
    "so dinh danh ca nhan": IdKind.PERSONAL, "cccd": IdKind.PERSONAL, "can cuoc": IdKind.PERSONAL,
    "ho chieu": IdKind.PASSPORT, "ma so thue": IdKind.TAX, "ma so doanh nghiep": IdKind.TAX,
    "quyet dinh thanh lap": IdKind.DECISION, "khong co giay to": IdKind.NONE,
}  # fmt: skip
_DELIVERIES = {"tai quay": Delivery.COUNTER, "truc tiep": Delivery.COUNTER, "qua buu chinh": Delivery.POST,
               "buu dien": Delivery.POST, "truc tuyen": Delivery.ONLINE}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """Lỗi trong danh sách: line of the file, heading of the column, what is wrong."""

    line: int
    column: str
    words: str


@dataclass(frozen=True, slots=True)
class Person:
    """Một dòng đã đọc."""

    line: int
    values: Mapping[str, Any]


def read(rows: Sequence[Mapping[str, Any]]) -> tuple[list[Person], list[Fault]]:
    """Rows with their values as the reception takes them, and every fault; a person twice is a fault too."""
    found: list[Person] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for row in rows:
        line = int(row["line"])
        values: dict[str, Any] = {}
        for code, reader in _READERS.items():
            try:
                values[code] = reader(str(row.get(code, "")), values)
            except (Invalid, ValueError) as wrong:
                said = wrong.message if isinstance(wrong, Invalid) else _("This is no day: write 02/01/1990.")
                faults.append(Fault(line, SHEET.column(code).heading, said))
        number = values.get("id_number")
        if number and number in seen:
            words = _("The same number stands in line %(n)d.") % {"n": seen[number]}
            faults.append(Fault(line, SHEET.column("id_number").heading, words))
        elif number:
            seen[number] = line
        found.append(Person(line, values))
    return found, faults


def _choice(known: Mapping[str, str], otherwise: str) -> Callable[[str, Mapping[str, Any]], str]:
    def read_one(typed: str, _values: Mapping[str, Any]) -> str:
        key = skey(typed)
        if not key:
            return otherwise
        if key in known:
            return str(known[key])
        raise Invalid(_("Not one of the words that may stand here: %(typed)s.") % {"typed": typed[:60]})

    return read_one


def _day(typed: str, _values: Mapping[str, Any]) -> date | None:
    if not typed.strip():
        return None
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
        try:
            return datetime.strptime(typed.strip(), form).date()  # noqa: DTZ007  # a day without a time
        except ValueError:
            continue
    raise ValueError(typed)


_READERS: dict[str, Callable[[str, Mapping[str, Any]], Any]] = {
    "name": lambda typed, _: clean_name(typed),
    "id_kind": _choice(_ID_KINDS, IdKind.PERSONAL),
    "id_number": lambda typed, values: clean_id(values.get("id_kind", IdKind.PERSONAL), typed) or "",
    "born_on": _day,
    "phone": lambda typed, _: clean_phone(typed),
    "address": lambda typed, _: typed[:300],
    "email": lambda typed, _: typed[:254],
    "content": lambda typed, _: typed[:1000],
    "delivery": _choice(_DELIVERIES, Delivery.COUNTER),
    "deliver_to": lambda typed, _: typed[:300],
}


def kind_of(id_kind: str) -> str:
    """Whom an identification tells of."""
    return PartyKind.CITIZEN if id_kind in (IdKind.PERSONAL, IdKind.PASSPORT, IdKind.NONE) else PartyKind.ORGANISATION
