"""Cơ quan ban hành: the name of the body that issued a cited document, as printed or as its symbol says."""

from __future__ import annotations

import re

from congvu.core.directive_text.vocabulary import ISSUERS, KIND_PATTERN, SURNAMES, SYMBOL_KINDS

_ISSUER_HEAD = re.compile(
    r"(?:Chính phủ|CHÍNH PHỦ|Thủ tướng|THỦ TƯỚNG|Phó Thủ tướng|Quốc hội|QUỐC HỘI|Ủy ban|Uỷ ban|ỦY BAN|UBND"
    r"|HĐND|UBTVQH|Hội đồng|HỘI ĐỒNG|Bộ|BỘ|Liên bộ|liên [Bb]ộ"
    r"|Ban|BAN|Văn phòng|VĂN PHÒNG|Chủ tịch|CHỦ TỊCH|Phó Chủ tịch|Sở|SỞ|Thanh tra|Ngân hàng|Tỉnh|TỈNH"
    r"|Thành|Đảng|Trung ương|Bảo hiểm|Tòa án|Toà án|Viện|Tổng|Cục|Giám đốc"
    r"|Bí thư|Thường trực|Tổ công tác|Kiểm toán|Hội nghị|Thống đốc|Kho bạc|Công an|Mặt trận|Liên đoàn"
    r"|Trung tâm|Học viện|Đại học|Tập đoàn|Chánh|Huyện|Quận|Thị|Liên|BCH|BTV|BCĐ|Đoàn|Hội|Cơ quan|Người"
    r"|Tổng Bí thư|Tổ|Trưởng|Trưởng ban|Phó)(?!\w)"
)
_ISSUER_TAIL = re.compile(
    r"(?:nhân dân|tỉnh|thành phố|huyện|xã|phường|quận|thị xã|đặc khu|vận tải|nông thôn|nhà nước|xã hội"
    r"|trung ương|tối cao|khóa|khoá"
    r"|lần thứ \S+|các cấp|cấp tỉnh|cấp xã|quốc gia|nhà đất)(?!\w)"
)
_NOT_SYLLABLE = frozenset(
    [
        "quy",
        "phê",
        "về",
        "sửa",
        "hướng",
        "ngày",
        "thực",
        "triển",
        "được",
        "và",
        "tại",
        "trong",
        "giao",
        "có",
        "đã",
        "là",
        "để",
        "nhằm",
        "ký",
        "trên",
        "cho",
        "với",
        "theo",
        "yêu",
        "chỉ",
        "đề",
        "thông",
        "trình",
        "đến",
        "do",
        "gửi",
    ]
)
_CAPITAL_STOP = frozenset(
    [
        "VỀ",
        "BAN",
        "QUY",
        "PHÊ",
        "SỬA",
        "HƯỚNG",
        "TRÊN",
        "TRONG",
        "TRIỂN",
        "NGÀY",
        "NHẰM",
        "GIAI",
        "ĐẾN",
        "ĐẨY",
        "THỰC",
        "TĂNG",
        "VÀ",
        "TẠI",
    ]
)
_NEW_NOUN = re.compile(rf"(?:{KIND_PATTERN}|Thủ tướng|Chính phủ|Bộ|Ủy ban|UBND|Sở|Chủ tịch|Văn phòng)(?!\w)")
_OTHER_DOCUMENT = re.compile(rf"(?:{KIND_PATTERN})\s(?:số\s)?\d")
_ACT = re.compile(r"(?:[Bb]an hành|Triển khai|Phê duyệt|Quy định|Hướng dẫn|Về|Sửa đổi|Thực hiện|Tăng cường)(?!\w)")


def issuer_of_symbol(symbol: str) -> str | None:
    """Issuer that the symbol names without doubt (TTg, CP, VPCP, QH15, a ministry), else None."""
    parts = [part.upper() for part in re.split(r"\s?[-–/]\s?", symbol)]
    if parts[0] in SYMBOL_KINDS and len(parts) == 2:
        code = parts[1]
    elif (len(parts) >= 2 and parts[0] in ISSUERS and parts[0] not in ("CP",)) or len(parts) == 1:
        code = parts[0]
    else:
        return None
    return ISSUERS.get(code.rstrip("0123456789").replace("BNN&PTNT", "BNNPTNT").replace("BGD&ĐT", "BGDĐT"))


def read_issuer(text: str, start: int, limit: int = 90) -> int:
    """End of an issuer's name that begins at `start`; `start` itself when no issuer begins there.

    Capitalised words carry on, each with at most one small syllable ("Chính phủ"), and set tails ("nhân dân tỉnh").
    """
    if not _ISSUER_HEAD.match(text, start):
        return start
    end = position = start
    words, after_capital = 0, False
    stop = min(len(text), start + limit)
    while position < stop:
        space = text.find(" ", position)
        word_end = space if space >= 0 else len(text)
        bare = text[position:word_end].split("[", 1)[0].rstrip(",;.:)]”\"'*")
        if words and _OTHER_DOCUMENT.match(text, position):
            break
        tail = _ISSUER_TAIL.match(text, position)
        if not bare or bare[0] in '(“"0123456789' or (words and _ACT.match(text, position)):
            break
        if tail and words:
            word_end = position + len(tail[0])
            bare, after_capital = tail[0], False
        elif bare in ("và", "-", "–"):
            after = word_end + 1
            if not text[after : after + 1].isupper() or _NEW_NOUN.match(text, after):
                break
            after_capital = False
        elif bare[0].islower():
            ministry = bare == "thông" and text.startswith(
                ("Truyền ", "Giao "), position - (7 if text[position - 2] == "n" else 5)
            )
            if not after_capital or (bare in _NOT_SYLLABLE and not ministry):
                break
            after_capital = False
        elif words and (bare in _CAPITAL_STOP or (bare in SURNAMES and _is_person(text, position))):
            if not (bare == "BAN" and text.startswith("BAN NHÂN", position)):
                break
        else:
            after_capital = not bare.isupper() or len(bare) == 1
        end = position + len(bare)
        words += 1
        following = text[end : end + 1]
        if following not in (" ", ""):
            if following == "," and _name_goes_on(text, end + 2, text[start:end]):
                position = end + 2
                continue
            break
        position = end + 1
    name = text[start:end]
    while name.endswith((" và", " -", " –", " thứ", " lần", " khóa")):
        name = name[: name.rfind(" ")]
    return start + len(name)


def _is_person(text: str, position: int) -> bool:
    """Whether a personal name stands at `position`: a surname with one to three more capitalised words."""
    before = text[max(0, position - 12) : position].rstrip().lower()
    if before.endswith(
        (
            "tỉnh",
            "thành phố",
            "tp.",
            "huyện",
            "xã",
            "phường",
            "quận",
            "thị xã",
            "bộ",
            "sở",
            "ban",
            "ủy",
            "chủ tịch",
            "viện",
            "đài",
            "cục",
        )
    ):
        rest = text[position : position + 40].split(" ")[:4]
        capital = [word for word in rest if word[:1].isupper()]
        return (
            before.endswith(("tỉnh", "thành phố"))
            and len(capital) >= 3
            and rest[0] in ("Nguyễn", "Trần", "Lê", "Phạm", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Huỳnh", "Hoàng")
        )
    rest = text[position : position + 40].split(" ")[:3]
    return len(rest) >= 2 and all(word[:1].isupper() for word in rest[:2])


def _name_goes_on(text: str, position: int, name: str) -> bool:
    """Whether a comma inside a name is part of it: "Bộ Văn hóa, Thể thao và Du lịch", "Bộ trưởng, Chủ nhiệm Văn
    phòng"."""
    rest = text[position : position + 30]
    if name.endswith(("Bộ trưởng", "Bí thư")):
        return rest.startswith(("Chủ nhiệm", "Chủ tịch", "Trưởng ban"))
    return rest.startswith(("Thể thao", "Thương binh", "Ngân sách", "Trật tự", "Thanh niên, Thiếu"))


def normal_issuer(name: str) -> str:
    """Issuer in normal case when it is printed in capitals."""
    if not name.isupper() or len(name) < 6:
        return name
    low = name.lower()
    for known in sorted(ISSUERS.values(), key=len, reverse=True):
        if low.startswith(known.lower()):
            return known
    return low[:1].upper() + low[1:]
