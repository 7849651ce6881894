"""Viện dẫn: mentions of one specific document in all the surface forms of administrative prose.

Numbers are found first (digits, slash or hyphen, symbol), then the kind is read backwards and date and issuer forwards.
Named laws are read from their titles. Forms, standards, ratios and drafts are no citations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from congvu.core.directive_text.dates import whole_date_at, yearless_date_at
from congvu.core.directive_text.deadlines import covered
from congvu.core.directive_text.vocabulary import (
    ISSUERS,
    KIND_NORMAL,
    KINDS,
    LAW_NAMES,
    LETTER_SYMBOLS,
    SURNAMES,
    SYMBOL_KINDS,
)
from congvu.core.text.folding import fold_same_length

_SEGMENT = r"[A-ZĐ][A-ZĐa-zđ]{0,5}(?:[&.]?[A-ZĐ0-9][A-ZĐa-zđ0-9]{0,5}){0,9}"
_NUMBER = re.compile(
    r"(?<![\w/.\-])(\d{1,6}(?:\.\d{1,2})?[a-zA-ZđĐ]?)\s?([/-])\s?(?:((?:19|20)\d\d)\s?[/-]\s?)?"
    rf"(?=[A-ZĐ])({_SEGMENT}(?:\s?[-–/]\s?(?=[A-ZĐ]){_SEGMENT}){{0,7}})"
)
_SLASHED = re.compile(r"\d[a-zA-ZđĐ]?\s?[/-]")
_GLUED = re.compile(r"(?:ngày|của|về|năm|và)\Z")
_KIND = "|".join(sorted(map(re.escape, KINDS), key=len, reverse=True))
_KIND_BEFORE = re.compile(rf"(?<!\w)({_KIND})(?:\s+(?:hỏa tốc|khẩn|liên tịch|chung))?\s+(?:(số)\s?:?\s?)?\Z", re.I)
_DATED_BEFORE = re.compile(rf"(?<!\w)({_KIND})\s(?:đề\s)?ngày\s(\d[^,;.()]{{5,26}}?),?\s(?:số|Số)\s?:?\s?\Z", re.I)
_NUMBER_WORD = re.compile(r"(?<!\w)(?:số|Số|SỐ)\s?:?\s?\Z")
_LAW_BEFORE = re.compile(r"(?<!\w)((?:Bộ luật|Luật|Pháp lệnh)(?:[ ,]+[^\s;:.()\[\]]+){0,22}?)[ ,]*(?:(?:số|Số)\s?:?\s?)\Z")
_NOT_BEFORE = re.compile(
    r"(?:mẫu|biểu|biểu mẫu|phụ lục|qcvn|tcvn|tcxdvn|iso|quy chuẩn|tiêu chuẩn|đường|tỉnh lộ|quốc lộ|km|đt|điện thoại|fax|hợp đồng"
    r"|ký hiệu|lô|thửa|tờ)(?:\s+số)?\s?:?\s?\Z"
)
_PLURAL = re.compile(rf"(?:[Cc]ác|CÁC|[Nn]hững|[Hh]ai|[Bb]a)\s+({_KIND})(?!\w)", re.I)
_DATE_WORD = re.compile(r"\s?[,;(]?\s?(?:(?:được\s+)?(?:ban hành|ký)\s+)?(?:ngày|NGÀY|Ngày)\s?")
_YEAR = re.compile(r"\s?,?\s?(?:năm|NĂM)\s+((?:19|20)\d\d)(?!\d)")
_PAREN_DATE = re.compile(r"\s?\(\s?(\d{1,2}\s?/\s?\d{1,2}\s?/\s?\d{4})\s?\)")
_OF = re.compile(r"\s?(?:của|CỦA)\s+")
_ISSUER_HEAD = re.compile(
    r"(?:Chính phủ|CHÍNH PHỦ|Thủ tướng|THỦ TƯỚNG|Phó Thủ tướng|Quốc hội|QUỐC HỘI|Ủy ban|Uỷ ban|ỦY BAN|UBND|HĐND|UBTVQH|Hội đồng|HỘI ĐỒNG|Bộ|BỘ|Liên bộ|liên [Bb]ộ"
    r"|Ban|BAN|Văn phòng|VĂN PHÒNG|Chủ tịch|CHỦ TỊCH|Phó Chủ tịch|Sở|SỞ|Thanh tra|Ngân hàng|Tỉnh|TỈNH|Thành|Đảng|Trung ương|Bảo hiểm|Tòa án|Toà án|Viện|Tổng|Cục|Giám đốc"
    r"|Bí thư|Thường trực|Tổ công tác|Kiểm toán|Hội nghị|Thống đốc|Kho bạc|Công an|Mặt trận|Liên đoàn|Trung tâm|Học viện|Đại học|Tập đoàn|Chánh|Huyện|Quận|Thị|Liên|BCH|BTV|BCĐ|Đoàn|Hội|Cơ quan|Người|Tổng Bí thư|Tổ|Trưởng|Trưởng ban|Phó)(?!\w)"
)
_ISSUER_TAIL = re.compile(
    r"(?:nhân dân|tỉnh|thành phố|huyện|xã|phường|quận|thị xã|đặc khu|vận tải|nông thôn|nhà nước|xã hội|trung ương|tối cao|khóa|khoá"
    r"|lần thứ \S+|các cấp|cấp tỉnh|cấp xã|quốc gia|nhà đất)(?!\w)"
)
_NOT_SYLLABLE = frozenset(
    ["quy", "phê", "về", "sửa", "hướng", "ngày", "thực", "triển", "được", "và", "tại", "trong", "giao", "có", "đã", "là", "để", "nhằm", "ký", "trên", "cho", "với", "theo", "yêu", "chỉ", "đề", "thông", "trình", "đến", "do", "gửi"]
)
_CAPITAL_STOP = frozenset(["VỀ", "BAN", "QUY", "PHÊ", "SỬA", "HƯỚNG", "TRÊN", "TRONG", "TRIỂN", "NGÀY", "NHẰM", "GIAI", "ĐẾN", "ĐẨY", "THỰC", "TĂNG", "VÀ", "TẠI"])
_NEW_NOUN = re.compile(rf"(?:{_KIND}|Thủ tướng|Chính phủ|Bộ|Ủy ban|UBND|Sở|Chủ tịch|Văn phòng)(?!\w)")
_ACT = re.compile(r"(?:[Bb]an hành|Triển khai|Phê duyệt|Quy định|Hướng dẫn|Về|Sửa đổi|Thực hiện|Tăng cường)(?!\w)")
_BEFORE_AT = re.compile(r"(?:của|do)\s+((?:[A-ZĐÂĂƯÔƠÊÁÀẢÃẠẤẦẨẪẬỦ]|(?:nhân|tỉnh|thành|phố|và|dân)\s)[^,;:.()]{2,70}?)\s+(?:tại|trong)\s+(?:các\s+)?\Z")
_MORE_YEARS = re.compile(r"(?:,| và)\s(?:năm\s)?((?:19|20)\d\d)(?!\d|/)")
_LAW_WORD = re.compile(r"(?<!\w)(Bộ luật|Luật|Pháp lệnh|Hiến pháp)\s+")
_NOT_A_LAW = re.compile(r"(?:dự án|dự thảo|dân|đề nghị xây dựng|hồ sơ|văn phòng|công ty|đoàn|các|những|một)\s+\Z", re.I)
_PINPOINT = re.compile(
    r"(?:(?:điểm|khoản|Điều|điều|Điểm|Khoản|Mục|mục|Phần|phần|Chương|chương|Tiểu mục|tiểu mục|Phụ lục|tiết)\s+[\w.]{1,6}(?:\s?,\s?[\w.]{1,4}){0,6}(?:\s+và\s+[\w.]{1,4})?,?\s+){1,5}(?:của\s+)?\Z"
)
_INTRODUCED = re.compile(r"(?:^|[.;:]\s)(?:\w+,\s)?(?:Ngày|ngày)\s+(?=\d)")


@dataclass(frozen=True, slots=True)
class Found:
    """A citation inside one block, offsets into the block's compact text."""

    start: int
    end: int
    kind: str | None
    number: str | None
    issued_on: date | None
    year: int | None
    issuer: str | None
    confidence: float
    pinpoint: tuple[int, int] | None = None
    yearless: tuple[int, int] | None = None


def normal_kind(kind: str) -> str:
    """Kind in normal case: first letter large, the rest small; variants of letters and telegrams unified."""
    low = " ".join(kind.lower().split())
    return KIND_NORMAL.get(low, low[:1].upper() + low[1:])


def kind_of_symbol(symbol: str) -> str | None:
    """Kind that the symbol of a number names, None for plain letters ("UBND-TH")."""
    for part in re.split(r"\s?[-–/.]\s?", symbol)[:2]:
        if part.upper() in SYMBOL_KINDS and part.upper() not in ("TTG",):
            return SYMBOL_KINDS[part.upper()]
    return None


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
        bare = text[position:word_end].rstrip(",;.:)]”\"'*")
        tail = _ISSUER_TAIL.match(text, position)
        if not bare or bare[0] in "(0123456789" or (words and _ACT.match(text, position)):
            break
        if tail and words:
            word_end = position + len(tail[0])
            bare, after_capital = tail[0], False
        elif bare in ("và", "-", "–"):
            following = word_end + 1
            if not text[following : following + 1].isupper() or _NEW_NOUN.match(text, following):
                break
            after_capital = False
        elif bare[0].islower():
            if not after_capital or bare in _NOT_SYLLABLE:
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
    if before.endswith(("tỉnh", "thành phố", "tp.", "huyện", "xã", "phường", "quận", "thị xã", "bộ", "sở", "ban", "ủy", "chủ tịch", "viện", "đài", "cục")):
        rest = text[position : position + 40].split(" ")[:4]
        capital = [word for word in rest if word[:1].isupper()]
        return before.endswith(("tỉnh", "thành phố")) and len(capital) >= 3 and rest[0] in ("Nguyễn", "Trần", "Lê", "Phạm", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Huỳnh", "Hoàng")
    rest = text[position : position + 40].split(" ")[:3]
    return len(rest) >= 2 and all(word[:1].isupper() for word in rest[:2])


def _name_goes_on(text: str, position: int, name: str) -> bool:
    """Whether a comma inside a name is part of it: "Bộ Văn hóa, Thể thao và Du lịch", "Bộ trưởng, Chủ nhiệm Văn phòng"."""
    rest = text[position : position + 30]
    if name.endswith(("Bộ trưởng", "Bí thư")):
        return rest.startswith(("Chủ nhiệm", "Chủ tịch", "Trưởng ban"))
    return rest.startswith(("Thể thao", "Thương binh", "Ngân sách", "Trật tự", "Thanh niên, Thiếu"))


def _after(text: str, position: int) -> tuple[int, date | None, int | None, str | None, tuple[int, int] | None]:
    """Date, year and issuer that follow a number: (end, date, year, issuer, month and day without a year)."""
    end, on, year, issuer, yearless = position, None, None, None, None
    for _ in range(2):
        word = _DATE_WORD.match(text, end)
        if on is None and yearless is None and word:
            whole = whole_date_at(text, word.end())
            if whole:
                on, end = whole
            else:
                partial = yearless_date_at(text, word.end())
                if partial:
                    yearless, end = (partial[0], partial[1]), partial[2]
        elif on is None and yearless is None and year is None:
            plain_year = _YEAR.match(text, end)
            paren = _PAREN_DATE.match(text, end)
            if plain_year:
                year, end = int(plain_year[1]), plain_year.end()
            elif paren:
                whole = whole_date_at(text, paren.start(1))
                if whole:
                    on, end = whole[0], paren.end()
        of = _OF.match(text, end)
        if issuer is None and of:
            stop = read_issuer(text, of.end())
            if stop > of.end():
                issuer, end = text[of.end() : stop], stop
    return end, on, year, issuer, yearless


def normal_issuer(name: str) -> str:
    """Issuer in normal case when it is printed in capitals."""
    if not name.isupper() or len(name) < 6:
        return name
    low = name.lower()
    for known in sorted(ISSUERS.values(), key=len, reverse=True):
        if low.startswith(known.lower()):
            return known
    return low[:1].upper() + low[1:]


def find_citations(text: str) -> list[Found]:
    """All citations of one block in order. Linear: every search backwards looks at a bounded window."""
    found: list[Found] = []
    if _SLASHED.search(text):
        found.extend(_numbered(text))
    if "uật" in text or "Pháp lệnh" in text or "Hiến pháp" in text:
        found.extend(_named_laws(text, found))
        found.sort(key=lambda item: item.start)
    return _share(text, found)


def _numbered(text: str) -> list[Found]:
    results: list[Found] = []
    for match in _NUMBER.finditer(text):
        glued = _GLUED.search(match[4])
        number_end = match.end() - (len(glued[0]) if glued else 0)
        symbol = match[4][: len(match[4]) - (len(glued[0]) if glued else 0)].rstrip(".-/ ")
        number_end = match.start(4) + len(symbol)
        window = text[max(0, match.start() - 160) : match.start()]
        offset = max(0, match.start() - 160)
        if _NOT_BEFORE.search(window[-30:].lower()) or not _plausible(match, symbol):
            continue
        kind_match = _KIND_BEFORE.search(window[-45:])
        kind, start, confidence, before_date = None, match.start(), 0.95, None
        if kind_match:
            kind = normal_kind(kind_match[1])
            start = match.start() - len(window[-45:]) + kind_match.start()
            if kind in ("Luật", "Pháp lệnh", "Bộ luật"):
                pass
        else:
            law = _LAW_BEFORE.search(window)
            word = _NUMBER_WORD.search(window)
            if law and symbol.upper().startswith(("QH", "UBTVQH", "PL")):
                start = offset + window.rfind(_last_law(law[1]), 0, law.end(1))
                kind = "Bộ luật" if text.startswith("Bộ", start) else "Pháp lệnh" if text.startswith("Pháp", start) else "Luật"
            elif word and (dated := _DATED_BEFORE.search(window)) is not None:
                start, kind = offset + dated.start(), normal_kind(dated[1])
                whole = whole_date_at(dated[2], 0)
                before_date = whole[0] if whole else None
            elif word:
                start = offset + word.start()
                kind = _distributed(text, start, results) or kind_of_symbol(symbol)
                confidence = 0.85
            else:
                kind = _distributed(text, start, results) or kind_of_symbol(symbol)
                confidence = 0.75
                if kind is None and not re.match(r"(?:UBND|VPCP|B[A-ZĐ]{2,}|S[A-ZĐ]{2,})", symbol):
                    continue
        if kind in ("Văn bản", None):
            named = symbol.split("-")[0].split("/")[0].upper()
            kind = SYMBOL_KINDS[named] if named in LETTER_SYMBOLS else "Công văn"
        end, on, year, issuer, yearless = _after(text, number_end)
        on = on or before_date
        number = f"{match[1]}{match[2]}" + (f"{match[3]}/" if match[3] else "") + re.sub(r"\s?([-–/])\s?", r"\1", symbol).replace("–", "-")
        issuer = normal_issuer(issuer) if issuer else None
        pin = _PINPOINT.search(text[max(0, start - 60) : start])
        results.append(
            Found(
                start, end, kind, number, on, year, issuer or issuer_of_symbol(symbol), confidence,
                (max(0, start - 60) + pin.start(), start) if pin else None, yearless,
            )
        )  # fmt: skip
        if results[-1].issuer is None or results[-1].issued_on is None or not issuer:
            results[-1] = _introduced(text, results[-1])
    return results


def _last_law(phrase: str) -> str:
    """The last law title inside `phrase`, which may run over an earlier law."""
    at = max(phrase.rfind("Luật "), phrase.rfind("Bộ luật "), phrase.rfind("Pháp lệnh "))
    if at > 0 and phrase[:at].rstrip().endswith("Bộ"):
        at = phrase.rfind("Bộ", 0, at)
    inner = phrase[max(at, 0) :]
    if " của " in phrase[:at] and "sửa đổi" in phrase[:at]:
        first = phrase.find("Luật sửa đổi")
        return phrase[first:] if first >= 0 else inner
    return inner


def _plausible(match: re.Match[str], symbol: str) -> bool:
    """Whether number and symbol look like a document's: two capitals or a known code, no unit of measure."""
    head = symbol.split("-", maxsplit=1)[0].split("/", maxsplit=1)[0]
    if match[2] == "-" and "/" not in symbol and not symbol.upper().startswith(("TB", "NQ", "KL", "CT", "QĐ")):
        return False
    if match[2] == "-" and "/" not in symbol:
        return symbol.count("-") >= 1 or symbol.endswith(("TW", "TU"))
    capitals = sum(1 for char in head if char.isupper())
    return capitals >= 2 or symbol.endswith(("TTg", "CP"))


def _distributed(text: str, start: int, earlier: list[Found]) -> str | None:
    """Kind of a plural head ("các Công văn: số …; số …") for an item that has none of its own."""
    window_start = max(0, start - 600)
    plural = None
    for plural in _PLURAL.finditer(text, window_start, start):
        pass
    if plural is not None:
        between = [item for item in earlier if item.start >= plural.end()]
        if not any(item.kind not in (None, normal_kind(plural[1])) for item in between):
            gap = text[plural.end() : start] if not between else text[between[-1].end : start]
            if len(gap) < 250 and ". " not in gap:
                kind = normal_kind(plural[1])
                return None if kind == "Văn bản" else kind
    if earlier and re.fullmatch(r"\s?(?:[,;]|và|[,;] và)?\s?(?:số\s?)?", text[earlier[-1].end : start]):
        return earlier[-1].kind
    return None


def _introduced(text: str, item: Found) -> Found:
    """Issuer and date that the same sentence gives before the citation: "… của X tại văn bản số …", "Ngày D, X ban hành …"."""
    window = text[max(0, item.start - 110) : item.start]
    if item.issuer is None or item.issuer.startswith("Bộ "):
        at = _BEFORE_AT.search(window)
        if at:
            name = at[1]
            cut = max(name.rfind(" của "), name.rfind(", của "))
            name = name[cut + 5 :].strip() if cut >= 0 else name
            stop = read_issuer(name, 0)
            if stop and name[:stop] not in ("Tỉnh", "Thành phố", "Huyện") and (item.issuer is None or name[:stop].endswith(f" {item.issuer}")):
                item = replace(item, issuer=name[:stop])
    if item.issued_on is None and item.yearless is None and ("ban hành" in window or "ký" in window):
        sentence = max(text.rfind(". ", 0, item.start), -2) + 2
        lead = _INTRODUCED.search(text[max(sentence - 2, 0) : item.start])
        if lead:
            whole = whole_date_at(text, max(sentence - 2, 0) + lead.end())
            if whole and whole[0] and item.start - whole[1] < 120:
                item = replace(item, issued_on=whole[0])
                if item.issuer is None:
                    comma = text.find(", ", whole[1], item.start)
                    stop = read_issuer(text, comma + 2) if comma >= 0 else 0
                    if stop > comma + 2 > 1:
                        item = replace(item, issuer=text[comma + 2 : stop])
    return item


_LAW_BY_FIRST: dict[str, list[str]] = {}
for _name in LAW_NAMES:
    _folded = fold_same_length(_name)
    _LAW_BY_FIRST.setdefault(_folded.split(" ")[0].rstrip(","), []).append(_folded)
for _names in _LAW_BY_FIRST.values():
    _names.sort(key=len, reverse=True)
_LAW_STOP = frozenset(
    ["và", "về", "quy", "có", "là", "được", "đã", "đang", "chưa", "theo", "của", "do", "tại", "trong", "ngoài", "để", "nhằm", "khi", "thì", "mà", "với", "hoặc", "hay", "năm", "ngày", "số", "cũng", "còn", "phải", "không", "chỉ", "gồm", "nêu", "này", "trên", "nói", "đến", "từ"]
)


def _named_laws(text: str, numbered: list[Found]) -> list[Found]:
    """Laws named by title without a number right after "Luật", or with one after the title."""
    taken = sorted((item.start, item.end) for item in numbered)
    results: list[Found] = []
    folded = fold_same_length(text)
    for match in _LAW_WORD.finditer(text):
        start = match.start()
        if covered(taken, start) or _NOT_A_LAW.search(text[max(0, start - 20) : start]):
            continue
        if results and start < results[-1].end:
            continue
        kind = match[1]
        end = _title_end(text, folded, match.end()) if kind != "Hiến pháp" else match.end() - 1
        if end is None:
            continue
        stop, on, year, issuer, _ = _after(text, end)
        if kind == "Hiến pháp" and year is None and on is None:
            continue
        results.append(Found(start, stop, kind, None, on, year, issuer, 0.85))
        further = _MORE_YEARS.match(text, stop) if year else None
        while further:
            results.append(Found(further.start(1), further.end(1), kind, None, None, int(further[1]), None, 0.6))
            further = _MORE_YEARS.match(text, further.end())
    return results


def _title_end(text: str, folded: str, position: int) -> int | None:
    """End of the title of a law that begins at `position`, None where none begins."""
    amending = re.match(r"sửa đổi,? bổ sung (?:một số điều )?(?:của )?(?:các )?(?:Bộ luật|Luật) ", text[position : position + 60])
    if amending:
        inner = _title_end(text, folded, position + amending.end())
        return inner
    first = re.match(r"[^\s,;.:)]+", folded[position : position + 20])
    if not first:
        return None
    for name in _LAW_BY_FIRST.get(first[0], ()):
        if folded.startswith(name, position):
            after = folded[position + len(name) : position + len(name) + 1]
            if not after.isalnum():
                return position + len(name)
    if not text[position].isupper():
        return None
    end = position
    for count, word in enumerate(re.finditer(r"[^\s]+", text[position : position + 80])):
        bare = word[0].rstrip(",;.:)]”\"")
        if count and (bare in _LAW_STOP or count > 7):
            break
        end = position + word.start() + len(bare)
        if bare != word[0]:
            break
    return end if end > position else None


def _share(text: str, found: list[Found]) -> list[Found]:
    """An issuer said once after a list of numbers holds for all members that have none of their own."""
    for index in range(len(found) - 2, -1, -1):
        one, other = found[index], found[index + 1]
        if one.issuer is None and other.issuer and one.number and other.number and one.kind == other.kind:
            gap = text[one.end : other.start]
            if re.fullmatch(r"\s?(?:[,;]|và|[,;] và)\s?(?:số\s?)?", gap):
                found[index] = replace(one, issuer=other.issuer)
    return found
