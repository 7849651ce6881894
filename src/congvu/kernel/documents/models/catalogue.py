"""Danh mục loại văn bản: the 29 kinds of administrative document and the kinds of legal normative document.

Source of the administrative kinds and their symbols: NĐ 30/2020/NĐ-CP, Điều 7 and Phụ lục III; in force since
5 March 2020. The normative kinds are those of the law on the promulgation of legal normative documents; their
symbols always stand with the year (56/2021/QĐ-UBND). Symbols also seen in the field are listed as `also`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

ADMINISTRATIVE_SOURCE = "NĐ 30/2020/NĐ-CP, Điều 7, Phụ lục III"
COPY_SOURCE = "NĐ 30/2020/NĐ-CP, Phụ lục III"
NORMATIVE_SOURCE = "Luật Ban hành văn bản quy phạm pháp luật"
PARTY_SOURCE = "Hướng dẫn 36-HD/VPTW"


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """Loại văn bản. `code` is stored, `vi` is the legal name, `symbol` stands in the notation ("" = none)."""

    code: str
    vi: str
    en: str
    symbol: str
    family: str
    source: str
    standing: str = "verified"
    also: tuple[str, ...] = ()
    valid_from: date = date(2020, 3, 5)
    valid_to: date | None = None

    @property
    def label(self) -> str:
        """The legal name, or its English rendering when the screen is not in Vietnamese."""
        return self.vi if in_vietnamese() else self.en


def in_vietnamese() -> bool:
    """Whether the reader's screen is in Vietnamese (the default when nothing is known)."""
    return (get_language() or "vi").startswith("vi")


def word(table: dict[str, tuple[str, str]], code: str) -> str:
    """The word of a coded value ("urgent" → "Khẩn") in the reader's language; an unknown code is shown as it is."""
    vi, en = table.get(code, (code, code))
    return vi if in_vietnamese() else en


def _administrative() -> list[DocumentKind]:
    rows: list[tuple[str, str, str, str, tuple[str, ...]]] = [
        ("nghi_quyet", "Nghị quyết (cá biệt)", "Resolution (individual)", "NQ", ()),
        ("quyet_dinh", "Quyết định (cá biệt)", "Decision (individual)", "QĐ", ()),
        ("chi_thi", "Chỉ thị", "Directive", "CT", ()),
        ("quy_che", "Quy chế", "Regulation", "QC", ()),
        ("quy_dinh", "Quy định", "Rules", "QyĐ", ("QYĐ",)),
        ("thong_cao", "Thông cáo", "Communiqué", "TC", ()),
        ("thong_bao", "Thông báo", "Notice", "TB", ()),
        ("huong_dan", "Hướng dẫn", "Guidance", "HD", ()),
        ("chuong_trinh", "Chương trình", "Programme", "CTr", ()),
        ("ke_hoach", "Kế hoạch", "Plan", "KH", ()),
        ("phuong_an", "Phương án", "Scheme of options", "PA", ()),
        ("de_an", "Đề án", "Scheme", "ĐA", ()),
        ("du_an", "Dự án", "Project", "DA", ()),
        ("bao_cao", "Báo cáo", "Report", "BC", ()),
        ("bien_ban", "Biên bản", "Minutes", "BB", ()),
        ("to_trinh", "Tờ trình", "Submission", "TTr", ()),
        ("hop_dong", "Hợp đồng", "Contract", "HĐ", ()),
        ("cong_van", "Công văn", "Official letter", "", ()),
        ("cong_dien", "Công điện", "Official telegram", "CĐ", ()),
        ("ban_ghi_nho", "Bản ghi nhớ", "Memorandum", "BGN", ()),
        ("ban_thoa_thuan", "Bản thỏa thuận", "Agreement", "BTT", ()),
        ("giay_uy_quyen", "Giấy ủy quyền", "Authorisation", "GUQ", ()),
        ("giay_moi", "Giấy mời", "Invitation", "GM", ()),
        ("giay_gioi_thieu", "Giấy giới thiệu", "Letter of introduction", "GGT", ()),
        ("giay_nghi_phep", "Giấy nghỉ phép", "Leave permit", "GNP", ()),
        ("phieu_gui", "Phiếu gửi", "Dispatch slip", "PG", ()),
        ("phieu_chuyen", "Phiếu chuyển", "Transfer slip", "PC", ()),
        ("phieu_bao", "Phiếu báo", "Notification slip", "PB", ()),
        ("thu_cong", "Thư công", "Official personal letter", "", ()),
    ]
    return [
        DocumentKind(code, vi, en, symbol, "administrative", ADMINISTRATIVE_SOURCE, also=also)
        for code, vi, en, symbol, also in rows
    ]


def _others() -> list[DocumentKind]:
    copies = [
        ("sao_y", "Bản sao y", "True copy", "SY"),
        ("trich_sao", "Bản trích sao", "Extract", "TrS"),
        ("sao_luc", "Bản sao lục", "Copy of a copy", "SL"),
    ]
    normative = [
        ("hien_phap", "Hiến pháp", "Constitution", "", ()),
        ("bo_luat", "Bộ luật", "Code", "", ("QH",)),
        ("luat", "Luật", "Law", "", ("QH", "L-CTN")),
        ("phap_lenh", "Pháp lệnh", "Ordinance", "PL", ("UBTVQH",)),
        ("lenh", "Lệnh", "Order", "L", ()),
        ("nghi_dinh", "Nghị định", "Decree", "NĐ", ()),
        ("nghi_quyet_qppl", "Nghị quyết (quy phạm pháp luật)", "Resolution (normative)", "NQ", ()),
        ("nghi_quyet_lien_tich", "Nghị quyết liên tịch", "Joint resolution", "NQLT", ()),
        ("quyet_dinh_qppl", "Quyết định (quy phạm pháp luật)", "Decision (normative)", "QĐ", ()),
        ("thong_tu", "Thông tư", "Circular", "TT", ()),
        ("thong_tu_lien_tich", "Thông tư liên tịch", "Joint circular", "TTLT", ()),
        ("van_ban_hop_nhat", "Văn bản hợp nhất", "Consolidated text", "VBHN", ()),
    ]
    day = date(2020, 3, 5)
    old = date(2016, 7, 1)
    out = [DocumentKind(c, vi, en, symbol, "copy", COPY_SOURCE, valid_from=day) for c, vi, en, symbol in copies]
    out += [
        DocumentKind(c, vi, en, symbol, "normative", NORMATIVE_SOURCE, "unverified", also, old)
        for c, vi, en, symbol, also in normative
    ]
    out.append(DocumentKind("ket_luan", "Kết luận", "Conclusion", "KL", "party", PARTY_SOURCE, "unverified"))
    out.append(DocumentKind("khac", "Văn bản khác", "Other document", "", "other", "", "local"))
    return out


KINDS: dict[str, DocumentKind] = {kind.code: kind for kind in (*_administrative(), *_others())}

#: Độ khẩn (NĐ 30/2020/NĐ-CP, Phụ lục I, ô số 10b): none, khẩn, thượng khẩn, hỏa tốc.
URGENCIES: dict[str, tuple[str, str]] = {
    "normal": ("Thường", "Normal"),
    "urgent": ("Khẩn", "Urgent"),
    "very_urgent": ("Thượng khẩn", "Very urgent"),
    "express": ("Hỏa tốc", "Express"),
}

DIRECTIONS: dict[str, tuple[str, str]] = {
    "incoming": ("Văn bản đến", "Incoming"),
    "outgoing": ("Văn bản đi", "Outgoing"),
    "internal": ("Văn bản nội bộ", "Internal"),
}

#: Phạm vi phổ biến. State secrets (mật, tối mật, tuyệt mật) are not among them: they are refused at upload.
CONFIDENTIALITIES: dict[str, tuple[str, str]] = {
    "public": ("Công khai", "Public"),
    "internal": ("Nội bộ", "Internal"),
    "restricted": ("Hạn chế", "Restricted"),
    "sealed": ("Niêm phong", "Sealed"),
}

ROLES: dict[str, tuple[str, str]] = {
    "original": ("Bản gốc", "Original"),
    "annex": ("Phụ lục", "Annex"),
    "result": ("Kết quả", "Result"),
    "evidence": ("Minh chứng", "Evidence"),
}


def kind_by_symbol(symbol: str, *, normative: bool = False) -> DocumentKind | None:
    """The kind a symbol stands for ("QĐ" → quyet_dinh), exactly as written; None when no kind has it."""
    family = "normative" if normative else "administrative"
    for wanted in (family, "administrative", "normative", "party", "copy"):
        for kind in KINDS.values():
            if kind.family == wanted and symbol and (kind.symbol == symbol or symbol in kind.also):
                return kind
    return None
