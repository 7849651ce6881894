"""Tỉnh Lam Giang: the agencies of the province before and after the mergers of 2025, and the groups of addressees.

Names of departments are those the law uses everywhere; that they stand in this province is made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from congvu.demo.lam_giang_places import TWO_TIER_ON

PROVINCE = "Lam Giang"
FOUNDED_ON = date(2005, 1, 1)
DEPARTMENTS_MERGED_ON = date(2025, 3, 1)
"""Ngày các sở sau hợp nhất bắt đầu hoạt động."""

ROOT = "ubnd-tinh"
OFFICE = "vpubnd"


@dataclass(frozen=True, slots=True)
class ProvincialAgency:
    """One agency of the province: code, name, symbol in document numbers, other prints, kind, head's title."""

    code: str
    name: str
    symbol: str
    kind: str
    head: str
    short: str = ""
    aliases: tuple[str, ...] = ()
    begins: date = FOUNDED_ON
    ends: date | None = None
    parent: str = ROOT
    divisions: tuple[str, ...] = ()


_CHIEF, _DIRECTOR = "Chánh Văn phòng", "Giám đốc"
_DEPARTMENT_DIVISIONS = ("Văn phòng Sở",)
_NEW, _OLD_END = DEPARTMENTS_MERGED_ON, DEPARTMENTS_MERGED_ON


def _department(
    code: str, name: str, symbol: str, *divisions: str, short: str = "", begins: date = FOUNDED_ON
) -> ProvincialAgency:
    return ProvincialAgency(
        code,
        f"Sở {name}",
        symbol,
        "department",
        _DIRECTOR,
        short=short,
        aliases=(f"Sở {name} tỉnh {PROVINCE}",),
        begins=begins,
        divisions=(*_DEPARTMENT_DIVISIONS, *divisions),
    )


def _old_department(code: str, name: str, symbol: str, short: str = "") -> ProvincialAgency:
    return ProvincialAgency(
        code,
        f"Sở {name}",
        symbol,
        "department",
        _DIRECTOR,
        short=short,
        aliases=(f"Sở {name} tỉnh {PROVINCE}",),
        ends=_OLD_END,
    )


DEPARTMENTS = (
    ProvincialAgency(
        OFFICE,
        "Văn phòng Ủy ban nhân dân tỉnh",
        "VPUBND",
        "office",
        _CHIEF,
        short="Văn phòng UBND tỉnh",
        aliases=(f"Văn phòng UBND tỉnh {PROVINCE}", "VP UBND tỉnh"),
        divisions=(
            "Phòng Tổng hợp",
            "Phòng Kinh tế",
            "Phòng Nội chính",
            "Phòng Khoa giáo - Văn xã",
            "Phòng Hành chính - Tổ chức",
        ),
    ),
    _department("snv", "Nội vụ", "SNV", "Phòng Cải cách hành chính", "Phòng Tổ chức, biên chế", begins=_NEW),
    _department("stp", "Tư pháp", "STP", "Phòng Kiểm soát thủ tục hành chính", "Phòng Văn bản và Pháp chế"),
    _department("stc", "Tài chính", "STC", "Phòng Quản lý ngân sách", "Phòng Đăng ký kinh doanh", begins=_NEW),
    _department("sct", "Công Thương", "SCT", "Phòng Quản lý công nghiệp", "Phòng Quản lý thương mại"),
    _department(
        "snnmt",
        "Nông nghiệp và Môi trường",
        "SNNMT",
        "Phòng Quản lý đất đai",
        "Phòng Quản lý môi trường",
        short="Sở NN&MT",
        begins=_NEW,
    ),
    _department("sxd", "Xây dựng", "SXD", "Phòng Quản lý xây dựng", "Phòng Quản lý vận tải", begins=_NEW),
    _department(
        "skhcn",
        "Khoa học và Công nghệ",
        "SKHCN",
        "Phòng Chuyển đổi số",
        "Phòng Quản lý khoa học",
        short="Sở KH&CN",
        begins=_NEW,
    ),
    _department(
        "svhttdl",
        "Văn hóa, Thể thao và Du lịch",
        "SVHTTDL",
        "Phòng Quản lý văn hóa",
        "Phòng Quản lý du lịch",
        short="Sở VHTT&DL",
        begins=_NEW,
    ),
    _department(
        "sgddt",
        "Giáo dục và Đào tạo",
        "SGDĐT",
        "Phòng Giáo dục phổ thông",
        "Phòng Giáo dục nghề nghiệp",
        short="Sở GD&ĐT",
    ),
    _department("syt", "Y tế", "SYT", "Phòng Nghiệp vụ y", "Phòng Bảo trợ xã hội"),
    _department("sngv", "Ngoại vụ", "SNgV", "Phòng Lễ tân - Lãnh sự"),
    _department("sdttg", "Dân tộc và Tôn giáo", "SDTTG", "Phòng Chính sách dân tộc", begins=_NEW),
    ProvincialAgency(
        "ttt",
        "Thanh tra tỉnh",
        "TTT",
        "inspectorate",
        "Chánh Thanh tra",
        aliases=(f"Thanh tra tỉnh {PROVINCE}",),
        divisions=("Văn phòng Thanh tra tỉnh",),
    ),
)
"""14 cơ quan chuyên môn thuộc UBND tỉnh from 1 March 2025."""

OLD_DEPARTMENTS = (
    _old_department("snv-cu", "Nội vụ", "SNV"),
    _old_department("sldtbxh", "Lao động - Thương binh và Xã hội", "SLĐTBXH", "Sở LĐTB&XH"),
    _old_department("stc-cu", "Tài chính", "STC"),
    _old_department("skhdt", "Kế hoạch và Đầu tư", "SKHĐT", "Sở KH&ĐT"),
    _old_department("snnptnt", "Nông nghiệp và Phát triển nông thôn", "SNN", "Sở NN&PTNT"),
    _old_department("stnmt", "Tài nguyên và Môi trường", "STNMT", "Sở TN&MT"),
    _old_department("sxd-cu", "Xây dựng", "SXD"),
    _old_department("sgtvt", "Giao thông vận tải", "SGTVT", "Sở GTVT"),
    _old_department("skhcn-cu", "Khoa học và Công nghệ", "SKHCN", "Sở KH&CN"),
    _old_department("stttt", "Thông tin và Truyền thông", "STTTT", "Sở TT&TT"),
    _old_department("svhtt", "Văn hóa và Thể thao", "SVHTT"),
    _old_department("sdl", "Du lịch", "SDL"),
    ProvincialAgency(
        "bdt", "Ban Dân tộc", "BDT", "board", "Trưởng ban", aliases=("Ban Dân tộc tỉnh",), ends=DEPARTMENTS_MERGED_ON
    ),
)
"""Cơ quan kết thúc hoạt động từ ngày 01/3/2025."""

MERGERS: tuple[tuple[str, str, str, Decimal], ...] = (
    ("snv-cu", "snv", "split", Decimal("0.9")),
    ("snv-cu", "sdttg", "split", Decimal("0.1")),
    ("sldtbxh", "snv", "split", Decimal("0.6")),
    ("sldtbxh", "syt", "split", Decimal("0.25")),
    ("sldtbxh", "sgddt", "split", Decimal("0.15")),
    ("stc-cu", "stc", "merge", Decimal(1)),
    ("skhdt", "stc", "merge", Decimal(1)),
    ("snnptnt", "snnmt", "merge", Decimal(1)),
    ("stnmt", "snnmt", "merge", Decimal(1)),
    ("sxd-cu", "sxd", "merge", Decimal(1)),
    ("sgtvt", "sxd", "merge", Decimal(1)),
    ("skhcn-cu", "skhcn", "merge", Decimal(1)),
    ("stttt", "skhcn", "merge", Decimal(1)),
    ("svhtt", "svhttdl", "merge", Decimal(1)),
    ("sdl", "svhttdl", "merge", Decimal(1)),
    ("bdt", "sdttg", "merge", Decimal(1)),
)
"""Ended agency, heir, kind of succession, share."""

OTHERS = (
    ProvincialAgency(
        "ttpvhcc",
        "Trung tâm Phục vụ hành chính công tỉnh",
        "TTPVHCC",
        "service_centre",
        _DIRECTOR,
        short="Trung tâm PVHCC tỉnh",
        begins=date(2018, 7, 1),
        parent=OFFICE,
    ),
    ProvincialAgency(
        "bqlkcn",
        "Ban Quản lý các khu công nghiệp tỉnh",
        "BQLKCN",
        "board",
        "Trưởng ban",
        aliases=("Ban Quản lý các khu công nghiệp", "Ban Quản lý các KCN tỉnh"),
        divisions=("Văn phòng Ban",),
    ),
    ProvincialAgency("ca-tinh", f"Công an tỉnh {PROVINCE}", "CAT", "vertical", _DIRECTOR, "Công an tỉnh"),
    ProvincialAgency(
        "bchqs", f"Bộ Chỉ huy Quân sự tỉnh {PROVINCE}", "BCH", "vertical", "Chỉ huy trưởng", "Bộ CHQS tỉnh",
        ("Bộ Chỉ huy Quân sự tỉnh",),
    ),
    ProvincialAgency(
        "cuc-thue", f"Cục Thuế tỉnh {PROVINCE}", "CT", "vertical", "Cục trưởng", "Cục Thuế tỉnh", ends=TWO_TIER_ON
    ),
    ProvincialAgency(
        "thue-tinh", f"Thuế tỉnh {PROVINCE}", "TLG", "vertical", "Trưởng Thuế tỉnh", "Thuế tỉnh", begins=TWO_TIER_ON
    ),
    ProvincialAgency(
        "bhxh", f"Bảo hiểm xã hội tỉnh {PROVINCE}", "BHXH", "vertical", _DIRECTOR, "BHXH tỉnh",
        ("Bảo hiểm xã hội tỉnh",),
    ),
    ProvincialAgency(
        "mttq", f"Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh {PROVINCE}", "MTTQ", "front", "Chủ tịch",
        "Ủy ban MTTQ Việt Nam tỉnh", ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "UBMTTQ Việt Nam tỉnh"),
    ),
    ProvincialAgency(
        "bao-ptth", f"Báo và Phát thanh, Truyền hình {PROVINCE}", "BPTTH", "public_unit", "Tổng Biên tập",
        f"Báo và PTTH {PROVINCE}", (f"Báo {PROVINCE}",),
    ),
    ProvincialAgency("truong-cd", f"Trường Cao đẳng {PROVINCE}", "TCĐ", "public_unit", "Hiệu trưởng"),
)  # fmt: skip

_SPECIALISED = ["department", "inspectorate", "board"]
_PC: dict[str, Any] = {"kinds": ["peoples_committee"]}

GROUPS: tuple[tuple[str, str, tuple[str, ...], list[dict[str, Any]]], ...] = (
    (
        "cac-so-ban-nganh",
        "Các sở, ban, ngành",
        (
            "các sở, ban, ngành",
            "các sở, ban, ngành tỉnh",
            "các sở, ban, ngành cấp tỉnh",
            "các sở, ban, ngành thuộc tỉnh",
            "các sở, ban, ngành thuộc UBND tỉnh",
            "các sở, ngành",
            "các sở, ngành tỉnh",
            "sở, ban, ngành",
            "các ban, sở, ngành",
        ),
        [{"kinds": [*_SPECIALISED, "vertical"], "levels": ["province"], "under": ROOT}],
    ),
    (
        "cac-so",
        "Các sở và cơ quan chuyên môn thuộc UBND tỉnh",
        (
            "các sở",
            "các sở thuộc UBND tỉnh",
            "các cơ quan chuyên môn thuộc UBND tỉnh",
            "các cơ quan chuyên môn cấp tỉnh",
        ),
        [{"kinds": [*_SPECIALISED, "office"], "levels": ["province"], "under": ROOT}],
    ),
    (
        "cac-ban-nganh",
        "Các ban, ngành cấp tỉnh",
        ("các ban, ngành", "các ban, ngành cấp tỉnh", "các ban, ngành thuộc tỉnh", "các ngành"),
        [{"kinds": ["inspectorate", "board", "vertical"], "levels": ["province"], "under": ROOT}],
    ),
    (
        "ubnd-cap-huyen",
        "UBND các huyện, thành phố, thị xã",
        (
            "UBND các huyện, thành phố, thị xã",
            "UBND các huyện, thị xã, thành phố",
            "UBND các huyện, thành phố",
            "UBND các huyện, thị xã",
            "UBND thành phố, thị xã, các huyện",
            "UBND thành phố, thị xã và các huyện",
            "UBND cấp huyện",
            "UBND huyện, thị xã, thành phố",
            "các huyện, thành phố, thị xã",
            "các huyện, thị xã, thành phố",
        ),
        [{**_PC, "levels": ["district"]}],
    ),
    (
        "ubnd-cap-xa",
        "UBND các xã, phường",
        (
            "UBND các xã, phường",
            "UBND các phường, xã",
            "UBND các xã, phường, thị trấn",
            "UBND các xã, phường, đặc khu",
            "UBND xã, phường, thị trấn",
            "UBND xã, phường",
            "UBND cấp xã",
            "các xã, phường",
            "các xã, phường, thị trấn",
        ),
        [{**_PC, "levels": ["commune"]}],
    ),
    ("ubnd-cac-xa", "UBND các xã", ("UBND các xã",), [{**_PC, "place_kinds": ["commune"]}]),
    ("ubnd-cac-phuong", "UBND các phường", ("UBND các phường",), [{**_PC, "place_kinds": ["ward"]}]),
    (
        "cac-dia-phuong",
        "Các địa phương",
        ("các địa phương", "chính quyền các địa phương", "UBND các địa phương"),
        [{**_PC, "under": ROOT}],
    ),
    (
        "cac-co-quan-don-vi",
        "Các cơ quan, đơn vị",
        (
            "các cơ quan, đơn vị",
            "từng cơ quan, đơn vị",
            "các cơ quan, đơn vị thuộc tỉnh",
            "các cơ quan, đơn vị có liên quan",
            "cơ quan, đơn vị",
        ),
        [{"kinds": [*_SPECIALISED, "office", "vertical", "public_unit"], "levels": ["province"], "under": ROOT}],
    ),
    (
        "cac-co-quan-don-vi-dia-phuong",
        "Các cơ quan, đơn vị, địa phương",
        (
            "các cơ quan, đơn vị, địa phương",
            "từng cơ quan, đơn vị, địa phương",
            "các sở, ban, ngành, địa phương",
            "các sở, ngành, địa phương",
            "các ngành, địa phương",
            "các cấp, các ngành",
            "các ngành, các cấp",
            "các cơ quan, địa phương, đơn vị",
            "cơ quan, đơn vị, địa phương",
        ),
        [
            {"kinds": [*_SPECIALISED, "office", "vertical", "public_unit"], "levels": ["province"], "under": ROOT},
            {**_PC, "under": ROOT},
        ],
    ),
    (
        "cac-don-vi-su-nghiep",
        "Các đơn vị sự nghiệp công lập thuộc tỉnh",
        ("các đơn vị sự nghiệp", "các đơn vị sự nghiệp công lập", "các đơn vị sự nghiệp công lập thuộc UBND tỉnh"),
        [{"kinds": ["public_unit"], "levels": ["province"]}],
    ),
    (
        "cac-trung-tam-pvhcc",
        "Các Trung tâm Phục vụ hành chính công",
        ("các Trung tâm Phục vụ hành chính công", "Trung tâm Phục vụ hành chính công các cấp"),
        [{"kinds": ["service_centre"]}],
    ),
)
"""Code, name, surfaces, rule of each group of addressees."""
