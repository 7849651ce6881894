"""Tên cơ quan: one spelling for the many ways an agency's name is printed.

Only the spelling is unified (abbreviations, place of the tone mark, white space). Which unit is meant on which day
is the organisation register's affair.
"""

from __future__ import annotations

import re

from congvu.core.text.folding import nfc, skey

# Abbreviation as printed → full words. Names of ministries and departments that ended stay: old texts print them
# rightly.
_ABBREVIATIONS = {
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "UBMTTQ": "Ủy ban Mặt trận Tổ quốc",
    "MTTQ": "Mặt trận Tổ quốc",
    "VPCP": "Văn phòng Chính phủ",
    "TTCP": "Thanh tra Chính phủ",
    "NHNN": "Ngân hàng Nhà nước",
    "BHXH": "Bảo hiểm xã hội",
    "KTNN": "Kiểm toán nhà nước",
    "TTXVN": "Thông tấn xã Việt Nam",
    "TP": "thành phố",
    "TX": "thị xã",
    "TT": "thị trấn",
    "TƯ": "Trung ương",
    "TW": "Trung ương",
    "KH&ĐT": "Kế hoạch và Đầu tư",
    "TT&TT": "Thông tin và Truyền thông",
    "TN&MT": "Tài nguyên và Môi trường",
    "NN&PTNT": "Nông nghiệp và Phát triển nông thôn",
    "NN&MT": "Nông nghiệp và Môi trường",
    "KH&CN": "Khoa học và Công nghệ",
    "GD&ĐT": "Giáo dục và Đào tạo",
    "VHTT&DL": "Văn hóa, Thể thao và Du lịch",
    "VH,TT&DL": "Văn hóa, Thể thao và Du lịch",
    "VHTTDL": "Văn hóa, Thể thao và Du lịch",
    "LĐTB&XH": "Lao động - Thương binh và Xã hội",
    "LĐ-TB&XH": "Lao động - Thương binh và Xã hội",
    "LĐTBXH": "Lao động - Thương binh và Xã hội",
    "GTVT": "Giao thông vận tải",
}
_ABBREVIATION = re.compile(
    r"(?<!\w)(?:"
    + "|".join(re.escape(short) for short in sorted(_ABBREVIATIONS, key=len, reverse=True))
    + r")(?![\w&])\.?"
)
# The tone mark stands on the first vowel of oa, oe, uy in the old school and on the second in the new one.
_TONE_PLACE = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_TONE_PLACE.update({old.capitalize(): new.capitalize() for old, new in list(_TONE_PLACE.items())})
_OLD_TONE = re.compile(r"(?<![qQ])(?:" + "|".join(_TONE_PLACE) + r")(?!\w)")


def normal_agency_name(name: str) -> str:
    """The name with usual abbreviations written out, tone marks of oa/oe/uy in one place and single spaces.

    >>> normal_agency_name("Uỷ ban nhân dân  TP. Vinh")
    'Ủy ban nhân dân thành phố Vinh'
    """
    name = _ABBREVIATION.sub(lambda found: _ABBREVIATIONS[found[0].rstrip(".")] + " ", nfc(name))
    return " ".join(_OLD_TONE.sub(lambda found: _TONE_PLACE[found[0]], name).split())


def agency_key(name: str) -> str:
    """Search key of the normal name: two prints of one agency give one key."""
    return skey(normal_agency_name(name))
