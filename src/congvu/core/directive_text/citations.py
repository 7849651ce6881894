"""Viện dẫn: mentions of one specific document in all the surface forms of administrative prose.

Numbers are found first (digits, slash or hyphen, symbol), then the kind is read backwards and date and issuer forwards.
Named laws are read from their titles. Forms, standards, ratios and drafts are no citations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from congvu.core.directive_text.cited import Found, after_number
from congvu.core.directive_text.dates import whole_date_at
from congvu.core.directive_text.issuers import issuer_of_symbol, normal_issuer, read_issuer
from congvu.core.directive_text.laws import named_laws
from congvu.core.directive_text.vocabulary import (
    KIND_NORMAL,
    KIND_PATTERN,
    LETTER_SYMBOLS,
    SYMBOL_KINDS,
)

_SEGMENT = r"[A-ZĐ][A-ZĐa-zđ]{0,5}(?:(?:\s?&\s?|\.)?[A-ZĐ0-9][A-ZĐa-zđ0-9]{0,5}){0,9}"
_NUMBER = re.compile(
    r"(?<![\w/.\-])(\d{1,6}(?:\.\d{1,2})?[a-zA-ZđĐ]?)\s?([/-])\s?(?:((?:19|20)\d\d)\s?[/-]\s?)?"
    rf"(?=[A-ZĐ])({_SEGMENT}(?:\s?[-–/]\s?(?=[A-ZĐ]){_SEGMENT}){{0,7}})"
)
_SLASHED = re.compile(r"\d[a-zA-ZđĐ]?\s?[/-]")
_GLUED = re.compile(r"(?:ngày|của|về|năm|và)\Z")
_KIND_BEFORE = re.compile(
    rf"(?<!\w)({KIND_PATTERN})(?:\s+(?:hỏa tốc|khẩn|liên tịch|chung))?\s+(?:(số)\s?:?\s?)?\Z", re.I
)
# "Kế hoạch thanh tra số …", "Báo cáo thẩm định số …": what the document is about stands before its number.
_KIND_APART = re.compile(rf"(?<!\w)({KIND_PATTERN})(?:\s[a-zà-ỹđ]+){{1,4}}\s(?:số|Số)\s?:?\s?\Z")
_DATED_BEFORE = re.compile(
    rf"(?<!\w)({KIND_PATTERN})\s(?:đề\s)?ngày\s(\d[^,;.()]{{5,26}}?),?\s(?:số|Số)\s?:?\s?\Z", re.I
)
_NUMBER_WORD = re.compile(r"(?<!\w)(?:số|Số|SỐ)\s?:?\s?\Z")
_LAW_BEFORE = re.compile(
    r"(?<!\w)((?:Bộ luật|Luật|Pháp lệnh)(?:[ ,]+[^\s;:.()\[\]]+){0,22}?)[ ,]*(?:(?:số"
    r"|Số)\s?:?\s?)\Z"
)
_NOT_BEFORE = re.compile(
    r"(?:(?:qcvn|tcvn|tcxdvn)\s[\d.-]{1,12}:\s?"
    r"|(?:mẫu|biểu|biểu mẫu|phụ lục|qcvn|tcvn|tcxdvn|iso|quy chuẩn|tiêu chuẩn|đường|tỉnh lộ|quốc lộ|km|đt"
    r"|điện thoại|fax|hợp đồng"
    r"|ký hiệu|lô|thửa|tờ)(?:\s+số)?\s?:?\s?)\Z"
)
_PLURAL = re.compile(rf"(?:[Cc]ác|CÁC|[Nn]hững|[Hh]ai|[Bb]a)\s+({KIND_PATTERN})(?!\w)", re.I)
_BEFORE_AT = re.compile(
    r"(?:của|do)\s+((?:[A-ZĐÂĂƯÔƠÊÁÀẢÃẠẤẦẨẪẬỦ]|(?:nhân|tỉnh|thành|phố|và|dân)\s)[^,;:.()]{2,70}?)\s+(?:tại"
    r"|trong)\s+(?:các\s+)?\Z"
)
_PINPOINT = re.compile(
    r"(?:(?:điểm|khoản|Điều|điều|Điểm|Khoản|Mục|mục|Phần|phần|Chương|chương|Tiểu mục|tiểu mục|Phụ lục"
    r"|tiết)\s+[\w.]{1,6}(?:\s?,\s?[\w.]{1,4}){0,6}(?:\s+và\s+[\w.]{1,4})?,?\s+){1,5}(?:của\s+)?\Z"
)
# Kinds that are mostly things ("các dự án tại văn bản số …"): heads only of a number right behind them.
_THINGS = ("Dự án", "Đề án", "Hợp đồng", "Giấy phép", "Chương trình", "Quy định", "Phương án")
_LOOKALIKES = str.maketrans("АВСЕНКМОРТХаеорсх", "ABCEHKMOPTXaeopcx")  # Cyrillic letters that printers mix in
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_SIDE_BY_SIDE = re.compile(r"\s?(?:[,;]|và|[,;] và)?\s?(?:số\s?)?")
_LETTER = re.compile(r"(?:UBND|VPCP|B[A-ZĐ]{2,}|S[A-ZĐ]{2,})")
_INTRODUCED = re.compile(r"(?:^|[.;:–-]\s|\)\s)(?:\w+,\s)?(?:Ngày|ngày)\s+(?=\d)")


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


def find_citations(text: str) -> list[Found]:
    """All citations of one block in order. Linear: every search backwards looks at a bounded window."""
    found: list[Found] = []
    if _SLASHED.search(text):
        text = text.translate(_LOOKALIKES) if _CYRILLIC.search(text) else text
        found.extend(_numbered(text))
    if "uật" in text or "Pháp lệnh" in text or "Hiến pháp" in text:
        found.extend(named_laws(text, found))
        found.sort(key=lambda item: item.start)
    return _share(text, found)


@dataclass(slots=True)
class _Head:
    """What stands before a number: where the citation begins, its kind, and a date written before the number."""

    start: int
    kind: str | None
    confidence: float
    issued_on: date | None = None


def _numbered(text: str) -> list[Found]:
    """Citations with a number, in order."""
    results: list[Found] = []
    for match in _NUMBER.finditer(text):
        glued = _GLUED.search(match[4])
        symbol = match[4][: len(match[4]) - (len(glued[0]) if glued else 0)].rstrip(".-/ ")
        if _NOT_BEFORE.search(text[max(0, match.start() - 30) : match.start()].lower()) or not _plausible(
            match, symbol
        ):
            continue
        head = _head_before(text, match.start(), symbol, results)
        if head:
            results.append(_introduced(text, _one(text, match, symbol, head)))
    return results


def _one(text: str, match: re.Match[str], symbol: str, head: _Head) -> Found:
    """The citation of one number with what stands before and after it."""
    kind = head.kind
    if kind in ("Văn bản", None):
        named = re.split(r"[-/]", symbol)[0].upper()
        kind = SYMBOL_KINDS[named] if named in LETTER_SYMBOLS else "Công văn"
    tail = after_number(text, match.start(4) + len(symbol))
    year = f"{match[3]}/" if match[3] else ""
    number = f"{match[1]}{match[2]}{year}" + re.sub(r"\s?([-–/&])\s?", r"\1", symbol).replace("–", "-")
    issuer = normal_issuer(tail.issuer) if tail.issuer else issuer_of_symbol(symbol)
    before = max(0, head.start - 60)
    pin = _PINPOINT.search(text[before : head.start])
    found = Found(
        head.start, tail.end, kind, number, tail.issued_on or head.issued_on, tail.year, issuer, head.confidence
    )
    return replace(
        found,
        pinpoint=(before + pin.start(), head.start) if pin else None,
        yearless=tail.yearless,
        issuer_printed=tail.issuer is not None,
    )


def _head_before(text: str, position: int, symbol: str, earlier: list[Found]) -> _Head | None:
    """Kind (or the title of a law) and "số" before the number at `position`; None when it is no citation."""
    offset = max(0, position - 160)
    window = text[offset:position]
    kind = _KIND_BEFORE.search(window[-45:])
    if kind:
        return _Head(position - len(window[-45:]) + kind.start(), normal_kind(kind[1]), 0.95)
    apart = _KIND_APART.search(window[-70:])
    if apart and normal_kind(apart[1]) == kind_of_symbol(symbol):
        return _Head(position - len(window[-70:]) + apart.start(), normal_kind(apart[1]), 0.9)
    law = _LAW_BEFORE.search(window)
    if law and symbol.upper().startswith(("QH", "UBTVQH", "PL")):
        start = offset + window.rfind(_last_law(law[1]), 0, law.end(1))
        named = next(
            name for name in ("Bộ luật", "Pháp lệnh", "Luật") if text.startswith(name, start) or name == "Luật"
        )
        return _Head(start, named, 0.95)
    word = _NUMBER_WORD.search(window)
    dated = _DATED_BEFORE.search(window) if word else None
    if dated:
        whole = whole_date_at(dated[2], 0)
        return _Head(offset + dated.start(), normal_kind(dated[1]), 0.9, whole[0] if whole else None)
    start = offset + word.start() if word else position
    shared = _distributed(text, start, earlier) or kind_of_symbol(symbol)
    if shared is None and not word and not _LETTER.match(symbol):
        return None
    return _Head(start, shared, 0.85 if word else 0.75)


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
    heads = [
        head
        for head in _PLURAL.finditer(text, max(0, start - 600), start)
        if head[1][0].isupper() or not earlier or start - head.end() < 30 or earlier[-1].start > head.end()
    ]
    heads = [head for head in heads if normal_kind(head[1]) not in _THINGS or start - head.end() < 12]
    if heads:
        plural = normal_kind(heads[-1][1])
        between = [item for item in earlier[-60:] if item.start >= heads[-1].end()]
        gap_from = between[-1].end if between else heads[-1].end()
        same = all(item.kind in (None, plural) for item in between)
        if same and start - gap_from < 250 and ". " not in text[gap_from:start]:
            return None if plural == "Văn bản" else plural
    if earlier and start - earlier[-1].end < 12 and _SIDE_BY_SIDE.fullmatch(text, earlier[-1].end, start):
        return earlier[-1].kind
    return None


def _introduced(text: str, item: Found) -> Found:
    """Issuer and date that the same sentence gives before the citation: "… của X tại văn bản …", "Ngày D, X ban hành
    …"."""
    window = text[max(0, item.start - 110) : item.start]
    if not item.issuer_printed and (item.issuer is None or item.issuer.startswith("Bộ ")):
        item = _speaking(item, window)
    issued = _HAS_ISSUED.search(window) if item.issuer is None else None
    if issued and read_issuer(issued[1], 0):
        item = replace(item, issuer=issued[1][: read_issuer(issued[1], 0)])
    if item.issued_on or item.yearless or not re.search(r"ban hành|ký|(?<!\w)có\s\Z", window):
        return item
    first = max(0, item.start - 400)
    sentence = max(text.rfind(". ", first, item.start), first)
    lead = _INTRODUCED.search(text[sentence : item.start])
    whole = whole_date_at(text, sentence + lead.end()) if lead else None
    if not whole or not whole[0] or item.start - whole[1] >= 120:
        return item
    item = replace(item, issued_on=whole[0])
    comma = text.find(", ", whole[1], item.start)
    stop = read_issuer(text, comma + 2) if comma >= 0 and item.issuer is None else 0
    return replace(item, issuer=text[comma + 2 : stop]) if stop > comma + 2 else item


_HAS_ISSUED = re.compile(
    r"(?:^|[,.;:–-]\s|Theo đó, )((?:Chủ tịch |Phó Chủ tịch |Bộ trưởng |Giám đốc )?(?:UBND|Ủy ban nhân dân"
    r"|Thủ tướng|Chính phủ|Bộ"
    r"|Sở|Tỉnh ủy|Thành ủy|Văn phòng|Ban Chỉ đạo|HĐND)[^,.;:()]{0,60}?)\s(?:(?:vừa|đã|mới"
    r"|cũng)\s)*(?:ký ban hành|ban hành|có|ký)\s\Z"
)


def _speaking(item: Found, window: str) -> Found:
    """The issuer of "… của X tại văn bản số …"; of a ministry only its head ("Bộ trưởng Bộ Y tế" for …-BYT)."""
    at = _BEFORE_AT.search(window)
    if not at:
        return item
    cut = at[1].rfind(" của ")
    name = at[1][cut + 5 :].strip() if cut >= 0 else at[1]
    name = name[: read_issuer(name, 0)]
    if not name or name in ("Tỉnh", "Thành phố", "Huyện"):
        return item
    return replace(item, issuer=name) if item.issuer is None or name.endswith(f" {item.issuer}") else item


def _share(text: str, found: list[Found]) -> list[Found]:
    """An issuer said once after a list of numbers holds for all members that have none of their own."""
    for index in range(len(found) - 2, -1, -1):
        one, other = found[index], found[index + 1]
        alike = one.issuer is None and other.issuer and one.number and other.number and one.kind == other.kind
        if alike and other.start - one.end < 12 and _SIDE_BY_SIDE.fullmatch(text, one.end, other.start):
            found[index] = replace(one, issuer=other.issuer)
    return found
