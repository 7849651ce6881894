"""Danh sách hồ sơ của Cổng: what the portal says of dossiers, from its answer or from a sheet downloaded there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.text import skey
from congvu.domain.onestop.extract.stamps import read_stamp
from congvu.kernel.org.extract import read_table
from congvu.kernel.org.extract.columns import Column, Sheet

MOST = 60_000
SHEET = Sheet(
    "portal", "Danh sách hồ sơ trên Cổng",
    (
        Column("MaHoSo", "Mã hồ sơ", True, ("Số hồ sơ",), "H99.18.05-261109-0001"),
        Column("TrangThaiHoSo", "Trạng thái hồ sơ", also=("Trạng thái",), example="4"),
        Column("NgayTiepNhan", "Ngày tiếp nhận", example="09/11/2026 09:00"),
        Column("NgayHenTra", "Ngày hẹn trả", also=("Hẹn trả",), example="12/11/2026 09:00"),
        Column("NgayKetThucXuLy", "Ngày kết thúc xử lý", also=("Ngày xử lý xong",), example="11/11/2026 15:30"),
        Column("SoLanBoSung", "Số lần yêu cầu bổ sung", also=("Số lần bổ sung",), example="0"),
        Column("DungHan", "Đúng hạn", also=("Tình trạng đúng hạn", "Kết quả giải quyết"), example="Đúng hạn"),
    ),
)  # fmt: skip
STATUS_WORDS = {
    "moi dang ky": 1, "duoc tiep nhan": 2, "khong duoc tiep nhan": 3, "dang xu ly": 4, "yeu cau bo sung giay to": 5,
    "yeu cau thuc hien nghia vu tai chinh": 6, "cong dan yeu cau rut ho so": 7, "dung xu ly": 8, "da xu ly xong": 9,
    "da tra ket qua": 10,
}  # fmt: skip
ON_TIME = frozenset({"1", "true", "co", "dung han", "truoc han", "som han", "dung hoac truoc han"})
LATE = frozenset({"0", "false", "khong", "qua han", "tre han", "khong dung han"})


@dataclass(frozen=True, slots=True)
class Said:
    """Lời Cổng về một hồ sơ. `told` names the fields that were there at all: what is not told is not compared.

    `by_day` names moments that came without an hour.
    """

    code: str
    told: frozenset[str]
    status: int | None = None
    received_at: datetime | None = None
    due_at: datetime | None = None
    ended_at: datetime | None = None
    asked: int | None = None
    on_time: bool | None = None
    by_day: frozenset[str] = frozenset()


def said_by(row: Mapping[str, Any]) -> Said:
    """One row, in the field names of the interface. Invalid for one without a code, or with a moment that is none."""
    code = str(row.get("MaHoSo") or "").strip()
    if not code:
        raise Invalid(_("A row has no code of a dossier."), field="file")
    moments, by_day = {}, set()
    for name in ("NgayTiepNhan", "NgayHenTra", "NgayKetThucXuLy"):
        text = str(row.get(name) or "").strip()
        moments[name] = read_stamp(text) if text else None
        if text and moments[name] is None:
            raise Invalid(
                _("%(code)s: “%(text)s” is no moment.") % {"code": code, "text": text[:40]}, field="file",
                hint=_("Write moments as 09/11/2026 09:30 or 20261109093000."),
            )  # fmt: skip
        moment = moments[name]
        if moment is not None and moment.time() == time(0):  # a day without an hour, however it is written
            by_day.add(name)
    requests = row.get("DanhSachHoSoBoSung")
    asked = len(requests) if isinstance(requests, list) else _number(row.get("SoLanBoSung"))
    told = {name for name in row if row[name] is not None}
    return Said(
        code, frozenset(told), _status(row.get("TrangThaiHoSo")), moments["NgayTiepNhan"], moments["NgayHenTra"],
        moments["NgayKetThucXuLy"], asked, _on_time(row.get("DungHan")), frozenset(by_day),
    )  # fmt: skip


def _number(value: object) -> int | None:
    text = str(value if value is not None else "").strip()
    return int(text) if re.fullmatch(r"\d{1,3}", text) else None


def _status(value: object) -> int | None:
    number = _number(value)
    return number if number is not None else STATUS_WORDS.get(skey(str(value or "")))


def _on_time(value: object) -> bool | None:
    word = skey(str(value if value is not None else "")).strip()
    return True if word in ON_TIME else False if word in LATE else None


def read_list(name: str, content: bytes) -> list[Said]:
    """The rows of a file: JSON (a list, or an object with `data`), .xlsx or .csv. Invalid says what is wrong."""
    rows = _json(content) if name.lower().endswith(".json") else read_table(content, SHEET, most=MOST)
    return read_rows(rows)


def read_rows(rows: Sequence[Mapping[str, Any]]) -> list[Said]:
    """Rows of the portal, each dossier once: the last row about it stands."""
    if len(rows) > MOST:
        raise Invalid(_("The list has more than %(n)d rows; take a shorter period.") % {"n": MOST}, field="file")
    return list(_once(said_by(row) for row in rows))


def _once(rows: Iterable[Said]) -> Iterable[Said]:
    return {one.code: one for one in rows}.values()


def _json(content: bytes) -> list[Mapping[str, Any]]:
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        raise Invalid(_("This file is no JSON."), field="file", hint=_("Download it from the portal again.")) from None
    rows = said.get("data") if isinstance(said, dict) else said
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Invalid(_("The file holds no list of dossiers."), field="file")
    return rows
