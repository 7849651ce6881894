"""Hồ sơ theo giao diện Cổng Dịch vụ công: the account of a dossier in the field names of public integration code.

Field names and code values are unverified (see docs/portal-interface.md). Times are `yyyyMMddHHmmss` of Viet Nam, flags
"0" and "1", what is empty an empty text. No more about a person than the interface has a field for.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from congvu.domain.onestop.extract.stamps import stamp
from congvu.domain.onestop.models import (
    Channel,
    Charge,
    Delivery,
    Dossier,
    GivenPaper,
    IdKind,
    PaidBy,
    PaperState,
    PartyKind,
    Supplement,
)
from congvu.domain.onestop.policy.statuses import status_of
from congvu.kernel.casework.models import Case

CHANNELS = {Channel.COUNTER: "1", Channel.ONLINE: "2", Channel.POST: "3"}
#: Organisations that are no enterprise have no code of their own.
PARTIES = {PartyKind.CITIZEN: "0", PartyKind.ENTERPRISE: "1", PartyKind.HOUSEHOLD: "2", PartyKind.ORGANISATION: "1"}
IDENTITIES = {IdKind.PERSONAL: "1", IdKind.PASSPORT: "2", IdKind.TAX: "3", IdKind.DECISION: "4"}
DELIVERIES = {Delivery.COUNTER: "0", Delivery.POST: "1", Delivery.ONLINE: "2"}
COLLECTED = {"reception": "1", "supplement": "2", "return": "4"}
#: What identifies a person; a screen shows its last three characters.
PERSONAL = frozenset({"SoGiayToChuHoSo", "SoDienThoai", "Email", "SoDinhDanh", "MaDoiTuong", "Fax"})
#: Phases in which work on a dossier has ended without `settled_at`.
ENDED_BEFORE = frozenset({"not_accepted", "withdrawn", "stopped"})
#: Minutes until the next try; used where the rule says nothing that can be read.
PAUSES = (1, 5, 15, 60, 180, 360, 720, 1440)
#: How long a worker keeps messages to itself while it hands them over.
LEASE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Everything an account is drawn from."""

    case: Case
    dossier: Dossier
    procedure_code: str
    procedure_name: str
    settling: str
    desk: str
    papers: Sequence[GivenPaper]
    charges: Sequence[Charge]
    requests: Sequence[Supplement]
    results: Sequence[tuple[int, str]]


def flag(value: object) -> str:
    """A yes or no."""
    return "1" if value else "0"


def ended_at(case: Case, dossier: Dossier) -> datetime | None:
    """NgayKetThucXuLy: when work ended; processed comes before returned."""
    return dossier.settled_at or (case.closed_at if case.phase in ENDED_BEFORE else None)


def account(source: Source) -> dict[str, Any]:
    """DongBoHoSoMC: a dossier as it stands, whole."""
    case, dossier = source.case, source.dossier
    applicant, contact = dossier.applicant, dossier.contact
    number = applicant.id_number or ""
    return {
        "MaHoSo": case.code, "MaTTHC": source.procedure_code, "TenTTHC": source.procedure_name,
        "MaLinhVuc": dossier.field.code, "TenLinhVuc": dossier.field.name,
        "KenhThucHien": CHANNELS[Channel(dossier.channel)], "ChuHoSo": dossier.applicant_name,
        "LoaiDoiTuong": PARTIES[PartyKind(applicant.kind)], "MaDoiTuong": "", "SoGiayToChuHoSo": number,
        "ThongTinKhac": "", "Email": str(contact.get("email") or ""), "Fax": "",
        "SoDienThoai": str(contact.get("phone") or ""), "TrichYeuHoSo": case.title, "NgayNopHoSo":
        stamp(dossier.submitted_at), "NgayTiepNhan": stamp(dossier.received_at), "NgayHenTra": stamp(case.due_at),
        "TrangThaiHoSo": str(status_of(case.phase)), "NgayTra": stamp(dossier.returned_at), "ThongTinTra": "",
        "HinhThuc": DELIVERIES[Delivery(dossier.delivery)], "NgayKetThucXuLy": stamp(ended_at(case, dossier)),
        "NgayTuChoi": stamp(_refused_at(case, dossier)), "DonViXuLy": source.settling, "NoiNopHoSo": source.desk,
        "GhiChu": "", "HoSoCoThanhPhanSoHoa": flag(any(one.file_id for one in source.papers)),
        "TaiKhoanDuocXacThucVoiVNeID": flag(dossier.citizen),
        "DuocThanhToanTrucTuyen": flag(any(one.paid_by == PaidBy.ONLINE for one in source.charges)),
        "DinhDanhCHS": _identity(applicant.id_kind, number), "DSKetNoiCSDL": [],
        "TaiLieuNop": [_paper(one) for one in source.papers],
        "DanhSachLePhi": [_charge(one) for one in source.charges],
        "DanhSachHoSoBoSung": [_request(one) for one in source.requests],
        "DanhSachGiayToKetQua": [
            {"TenGiayTo": name, "MaThanhPhanHoSo": "", "GiayToId": str(pk), "DuongDanTepTinKetQua": "",
             "MaGiayToKetQua": ""} for pk, name in source.results
        ],
    }  # fmt: skip


def _refused_at(case: Case, dossier: Dossier) -> datetime | None:
    if case.phase == "not_accepted":
        return case.closed_at
    return dossier.settled_at if dossier.granted is False else None


def _identity(kind: str, number: str) -> list[dict[str, str]]:
    return [{"LoaiDinhDanh": IDENTITIES[IdKind(kind)], "SoDinhDanh": number}] if number else []


def _paper(paper: GivenPaper) -> dict[str, str]:
    return {
        "TepDinhKemId": f"{paper.dossier_id}-{paper.position}", "TenTepDinhKem": paper.file_name or paper.name,
        "IsDeleted": "0", "MaThanhPhanHoSo": str(paper.position), "DuongDanTaiTepTin": "",
        "DuocSoHoa": flag(paper.file_id), "DuocTaiSuDung": flag(paper.reused),
        "DuocLayTuKhoDMQG": flag(paper.state == PaperState.HELD), "MaKetQuaThayThe": "",
    }  # fmt: skip


def _charge(charge: Charge) -> dict[str, str]:
    return {
        "TenPhiLePhi": charge.name, "MaPhiLePhi": str(charge.position),
        "HinhThucThu": COLLECTED.get(charge.collected, "1"), "Gia": str(0 if charge.exempt else charge.amount),
        "LoaiPhiLePhi": "2",
    }  # fmt: skip


def _request(one: Supplement) -> dict[str, Any]:
    return {
        "HoSoBoSungId": f"{one.dossier_id}-{one.number}", "NguoiYeuCauBoSung": person(one.asked_by),
        "NoiDungBoSung": one.items, "NgayBoSung": stamp(one.asked_at), "NguoiTiepNhanBoSung": "",
        "ThongTinTiepNhan": "", "NgayTiepNhanBoSung": stamp(one.answered_at),
        "TrangThaiBoSung": flag(one.answered_at), "DanhSachGiayToBoSung": [], "DanhSachLePhiBoSung": [],
        "NgayHenTraTruoc": stamp(one.old_due_at), "NgayHenTraMoi": stamp(one.new_due_at),
    }  # fmt: skip


def person(signature: str) -> str:
    """The name in a signature, without the log-in name; never of the system as a person."""
    return re.sub(r" \([^()]*\)$", "", signature)


def digest(payload: dict[str, Any]) -> str:
    """The hash of an account: two accounts of one hash say the same."""
    text = json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def masked(value: Any, name: str = "") -> Any:
    """An account for a screen: of what identifies a person only the last three characters."""
    if isinstance(value, dict):
        return {key: masked(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [masked(one) for one in value]
    if name in PERSONAL and isinstance(value, str) and value:
        return "•" * max(len(value) - 3, 3) + value[-3:]
    return value


def pauses(said: str) -> tuple[int, ...]:
    """Minutes between tries as the rule writes them ("1 5 15 60"); the shipped ones where none can be read."""
    found = tuple(int(word) for word in re.findall(r"\d+", said) if 0 < int(word) <= 7 * 1440)
    return found or PAUSES


def pause_after(tries: int, said: Iterable[int]) -> timedelta | None:
    """How long to wait after so many refusals; None when nothing is tried any more."""
    steps = tuple(said)
    return timedelta(minutes=steps[tries - 1]) if tries <= len(steps) else None


def pause_in_silence(silences: int, said: Iterable[int]) -> timedelta:
    """How long to leave a message that got no answer: growing as for refusals, an hour at most, and never the end."""
    steps = tuple(said)
    return timedelta(minutes=min(steps[min(max(silences, 1), len(steps)) - 1], 60))
