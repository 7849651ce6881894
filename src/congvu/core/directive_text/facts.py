"""Thông tin văn bản: kind, number, date, issuer and subject, from the letterhead of an original or the lead of a
retelling.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from congvu.core.directive_text.actors import Actor, read_actors
from congvu.core.directive_text.citations import kind_of_symbol, normal_kind
from congvu.core.directive_text.cited import Found
from congvu.core.directive_text.dates import first_whole_date, make_date, yearless_date_at
from congvu.core.directive_text.issuers import issuer_of_symbol
from congvu.core.directive_text.layout import Block
from congvu.core.directive_text.model import DateFact, DocumentFacts, Fact, Span
from congvu.core.directive_text.outline import Outline, Zone
from congvu.core.text.folding import fold_same_length

_NUMBER = re.compile(
    r"[Ss]ố(?: văn bản)?\s?:?\s?(\d{1,6}[a-zA-ZđĐ]?\s?[/-]\s?[A-ZĐ0-9a-zđ&.\-/– ]{2,40}?)(?=\s(?:V/v|V/V|v/v|Về"
    r"|[A-ZĐ][a-zà-ỹ])|\s*\Z|\s\(|,)"
)
_BARE_NUMBER = re.compile(r"(\d{1,6}[a-zA-Z]?\s?[/-]\s?[A-ZĐ0-9][\w&.\-/–Đđ]{1,40})\s*\Z")
_ABOUT = re.compile(r"(?:V/v|V/V|v/v|Về việc|VỀ VIỆC|về việc|Về|VỀ|về)(?:\s?:)?\s+")
_CAPITAL_PLACES = re.compile(
    r"(?<!\w)(tỉnh ủy|thành ủy|tỉnh|thành phố|xã|phường|huyện|quận|thị xã|đặc khu)\s+(?!ủy|uỷ)([^,;()]+)"
)
_HEAD_OF = re.compile(
    r"((?:giám đốc|bộ trưởng|cục trưởng|chủ tịch|chánh thanh tra|chánh văn phòng) )(sở|bộ|cục|ủy ban|hội đồng)", re.I
)
_PROPER = (
    "chính phủ", "quốc hội", "hà nội", "việt nam", "trung ương", "đảng", "công thương", "tài chính",
    "nội vụ", "tư pháp", "xây dựng", "quốc phòng", "công an", "ngoại giao", "y tế", "giáo dục",
    "đào tạo",    "khoa học", "công nghệ", "văn hóa", "thể thao", "du lịch", "nông nghiệp", "môi trường",
    "dân tộc", "tôn giáo", "thuế", "hải quan", "kho bạc", "thủ tướng",
)  # fmt: skip
_NOTICE = re.compile(r"\A(.{6,80}?)\s(?:xin |trân trọng |kính )?(?:thông báo|truyền đạt|chuyển)")
_DECIDES = re.compile(r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|CHỈ THỊ)\s?:?\Z")
_REPORTED = frozenset(
    (
        "Công điện",
        "Công văn",
        "Chỉ thị",
        "Kế hoạch",
        "Thông báo",
        "Quyết định",
        "Nghị quyết",
        "Hướng dẫn",
        "Kết luận",
        "Văn bản",
        "Chương trình",
        "Báo cáo",
    )
)
_PROVINCE = re.compile(
    r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|Tỉnh ủy)?\s?(?<!\w)(tỉnh|thành phố)\s(?!Nguyễn|Trần|Lê"
    r"|Phạm|Phan|Vũ|Võ|Đặng|Bùi|Huỳnh)((?:[A-ZĐÂĂƯÔƠÊÁÀẢÃẠẤẦẨẪẬỦÍÌ][\wà-ỹ]*)(?:\s(?!Nguyễn|Trần|Lê"
    r"|Phạm)(?:[A-ZĐÂĂƯÔƠÊÁÀẢÃẠẤẦẨẪẬỦÍÌ][\wà-ỹ]*)){0,2})"
)


_PROPER_WORDS = re.compile(r"(?<!\w)(?:" + "|".join(sorted(set(_PROPER), key=len, reverse=True)) + r")(?!\w)")


def _capital(found: re.Match[str]) -> str:
    if found[0] in ("hà nội", "việt nam", "công thương"):
        return " ".join(part.capitalize() for part in found[0].split())
    return found[0].capitalize()


def normal_case(name: str) -> str:
    """A name printed in capitals in normal case: proper names keep a capital on every (place) or the first syllable."""
    if not name.isupper():
        return name
    low = " ".join(name.lower().split())
    low = _PROPER_WORDS.sub(_capital, low)
    low = _CAPITAL_PLACES.sub(
        lambda found: f"{found[1]} " + " ".join(part.capitalize() for part in found[2].split()), low
    )
    low = _HEAD_OF.sub(lambda found: found[1] + found[2].capitalize(), low)
    for group in ("ban thường vụ", "tỉnh ủy", "thành ủy"):
        low = low.replace(group, f"{group[0].upper()}{group[1:]}")
    low = low.replace("Ban thường vụ", "Ban Thường vụ")
    for short in ("ubnd", "hđnd"):
        low = re.sub(rf"(?<!\w){short}(?!\w)", short.upper(), low)
    low = low[:1].upper() + low[1:]
    return low.replace("Uỷ ban", "Ủy ban").replace("uỷ ban", "ủy ban")


def _fact(block: Block, start: int, end: int, text: str, confidence: float) -> Fact:
    return Fact(text, Span(*block.span(start, end)), confidence)


def read_facts(blocks: list[Block], outline: Outline, found: dict[int, list[Found]]) -> DocumentFacts:
    """Facts of the document the text is, or of the one it mainly reports; None for what the text does not say."""
    if outline.retelling:
        reported = _reported(blocks, found)
        return reported if reported.kind else _announced(blocks)
    number = _number(blocks, outline)
    kind = _kind(blocks, outline, number)
    return DocumentFacts(
        kind, number, _date(blocks, outline), _issuer(blocks, outline, number), _subject(blocks, outline)
    )


def _number(blocks: list[Block], outline: Outline) -> Fact | None:
    if outline.number_line >= 0:
        block = blocks[outline.number_line]
        found = _NUMBER.search(block.text)
        if found:
            return _fact(block, found.start(1), found.end(1), re.sub(r"\s+", "", found[1]).replace("–", "-"), 0.95)
    if "number" in outline.metadata:
        block = blocks[outline.metadata["number"]]
        found = _BARE_NUMBER.match(block.text)
        if found:
            return _fact(block, found.start(1), found.end(1), re.sub(r"\s+", "", found[1]), 0.85)
    return None


def _kind(blocks: list[Block], outline: Outline, number: Fact | None) -> Fact | None:
    if outline.kind:
        block = blocks[outline.title]
        return _fact(block, 0, min(len(block.text), len(outline.kind)), outline.kind, 0.95)
    if number and outline.subject and not outline.title >= 0:
        return Fact("Công văn", number.span, 0.9)
    if number:
        symbol = re.sub(r"^\d+[a-zA-Z]?[/-](?:\d{4}/)?", "", number.text)
        return Fact(kind_of_symbol(symbol) or "Công văn", number.span, 0.9)
    for index, zone in enumerate(outline.zones):
        if zone is Zone.ADDRESSEES:
            return _fact(blocks[index], 0, len(blocks[index].text), "Công văn", 0.7)
    return None


def _date(blocks: list[Block], outline: Outline) -> DateFact | None:
    lines = [outline.date_line] if outline.date_line >= 0 else []
    lines += [outline.metadata["date"]] if "date" in outline.metadata else []
    for index in lines:
        whole = first_whole_date(blocks[index].text)
        if whole:
            return DateFact(whole[0], Span(*blocks[index].span(whole[1], whole[2])), 0.95)
    return None


def _letterhead(blocks: list[Block], outline: Outline) -> Fact | None:
    """Lines in capitals above the motto; of two bodies the lower one is the issuer."""
    lines = [
        index
        for index, zone in enumerate(outline.zones)
        if zone is Zone.HEADER
        and index < (outline.title if outline.title >= 0 else index + 1)
        and blocks[index].text.isupper()
        and "CỘNG" not in blocks[index].text
    ]
    lines = [
        index
        for index in lines
        if not fold_same_length(blocks[index].text).startswith(("cong hoa", "so:", "doc lap", "dang cong san"))
    ][:3]
    if not lines:
        return None
    first, last = lines[0], lines[-1]
    names = [blocks[index].text.rstrip(" -–—_*.") for index in lines]
    begin = 0
    for at, name in enumerate(names):
        if at and re.match(
            r"(?:SỞ|CỤC|BAN|CHI CỤC|TỔNG CỤC|VĂN PHÒNG|TRUNG TÂM|THANH TRA|CÔNG AN|PHÒNG|ỦY BAN NHÂN DÂN|UBND"
            r"|HỘI ĐỒNG|TỔ|BỘ|HĐND|ĐẠI HỌC|TRƯỜNG|BẢO HIỂM|KHO BẠC)(?!\w)",
            name,
        ):
            begin = at
    joined = " ".join(names[begin:])
    if begin and joined == "VĂN PHÒNG":
        return Fact(
            normal_case(f"{joined} {names[begin - 1]}"),
            Span(blocks[first].place(0), blocks[last].span(0, len(blocks[last].text))[1]),
            0.85,
        )
    if begin and re.match(r"(?:SỞ|BAN|CÔNG AN|THANH TRA|VĂN PHÒNG)(?!\w)", joined):
        place = re.search(r"(?:TỈNH|THÀNH PHỐ)\s.+", " ".join(names[:begin]))
        joined = f"{joined} {place[0]}" if place and place[0] not in joined else joined
    return Fact(normal_case(joined), Span(blocks[first].place(0), blocks[last].span(0, len(blocks[last].text))[1]), 0.9)


def _issuer(blocks: list[Block], outline: Outline, number: Fact | None) -> Fact | None:
    for index, zone in enumerate(outline.zones):
        block = blocks[index]
        if (
            zone is Zone.HEADER
            and index > outline.title >= 0
            and block.text.isupper()
            and not _DECIDES.match(block.text)
            and len(block.text) < 120
        ):
            head = _letterhead(blocks, outline)
            name = normal_case(block.text.removeprefix("CỦA "))
            if head and head.text.lower().startswith(name.lower()):
                return head
            if re.match(r"(?:kế hoạch|phụ lục|danh mục|quy chế)", name.lower()):
                break
            return _fact(block, 0, len(block.text), name, 0.95)
        if zone is Zone.ADDRESSEES:
            wire = re.match(r"(.{4,80}?)\s(?:điện|ĐIỆN)\s?:", block.text)
            head = _letterhead(blocks, outline)
            if wire and head and head.text.lower().startswith(normal_case(wire[1]).lower()):
                return head  # the letterhead says of which province
            if wire:
                return _fact(block, 0, wire.end(1), normal_case(wire[1]), 0.95)
    head = _letterhead(blocks, outline)
    if head:
        return head
    for index in [i for i, zone in enumerate(outline.zones) if zone is Zone.BODY][-2:]:
        notice = _NOTICE.match(blocks[index].text)
        if notice:
            actors, _ = read_actors(blocks[index].text, 0)
            if len(actors) == 1:
                return _fact(blocks[index], actors[0].start, actors[0].end, actors[0].name, 0.85)
    if number:
        named = issuer_of_symbol(re.sub(r"^\d+[a-zA-Z]?[/-](?:\d{4}/)?", "", number.text))
        if named:
            return Fact(named, number.span, 0.8)
    if "issuer" in outline.metadata:
        block = blocks[outline.metadata["issuer"]]
        place = re.match(r"(?:Tỉnh|Thành phố)\s.+", block.text)
        if place and number and "UBND" in number.text:
            return _fact(block, 0, len(block.text), f"Ủy ban nhân dân {place[0][0].lower()}{place[0][1:]}", 0.7)
        return _fact(block, 0, len(block.text), block.text, 0.7)
    return None


def _subject(blocks: list[Block], outline: Outline) -> Fact | None:
    if not outline.subject:
        return None
    first, last = blocks[outline.subject[0]], blocks[outline.subject[-1]]
    text, start = first.text, 0
    if outline.subject[0] == outline.title and outline.kind:
        start = len(outline.kind)
    about = _ABOUT.search(text, start)
    if about and (about.start() <= start + 2 or outline.subject[0] == outline.number_line):
        start = about.end()
    while start < len(text) and text[start] in " :":
        start += 1
    value = " ".join([text[start:], *(blocks[index].text for index in outline.subject[1:])])
    return Fact(value, Span(first.place(start), last.span(0, len(last.text))[1]), 0.9)


def _reported(blocks: list[Block], found: dict[int, list[Found]]) -> DocumentFacts:
    """The document a press text mainly reports: the first directive cited near the top, with what is said of it
    anywhere."""
    early = [
        (index, item)
        for index, items in sorted(found.items())
        for item in items
        if item.number and item.kind in _REPORTED
    ]
    early = [
        pair
        for pair in early
        if pair[0] < max(6, len(blocks) // 3) and _is_reported(blocks[pair[0]].text, pair[1].start)
    ]
    if not early:
        return DocumentFacts()
    index, item = early[0]
    mentions = [(at, other) for at, items in sorted(found.items()) for other in items if other.number == item.number]
    block = blocks[index]
    dated = next(((at, other) for at, other in mentions if other.issued_on), None)
    issuer_name = next((other.issuer for _, other in mentions if other.issuer), None)
    date_fact = None
    if dated and dated[1].issued_on:
        date_fact = DateFact(dated[1].issued_on, Span(*blocks[dated[0]].span(dated[1].start, dated[1].end)), 0.8)
    subject = re.match(r"\s?(?:gửi [^.;]{4,140}? )?(?:về việc|về|V/v)\s([^.;]{8,300})", block.text[item.end :])
    span = Span(*block.span(item.start, item.end))
    return DocumentFacts(
        Fact(normal_kind(item.kind or ""), span, 0.8), Fact(item.number or "", span, 0.85), date_fact,
        Fact(_with_province(issuer_name, blocks), span, 0.75) if issuer_name else None,
        _fact(block, item.end + subject.start(1), item.end + subject.end(1), subject[1].strip(),
        0.7) if subject else None,
    )  # fmt: skip


def _is_reported(text: str, position: int) -> bool:
    """Whether the citation is what the text reports, not the basis of it ("Thực hiện … tại …")."""
    before = text[max(0, position - 600) : position].rpartition(". ")[2]
    return not re.match(r"(?:Thực hiện|Căn cứ|Triển khai|Trên cơ sở|Tiếp tục thực hiện|Xét)\s", before)


_ANNOUNCED = re.compile(
    r"Ngày (?P<date>\d[\d/. -]{2,9}|\d{1,2} tháng \d{1,2}(?: năm \d{4})?), (?P<issuer>[^,.;]{4,80}?) "
    r"(?:đã |vừa )?(?:ký )?(?:ban hành|có) (?P<kind>[Kk]ế hoạch|[Cc]hỉ thị|[Cc]ông văn|[Cc]ông điện"
    r"|[Qq]uyết định|[Tt]hông báo|[Vv]ăn bản)(?: về(?: việc)?)? (?P<subject>[^.;]{6,300})"
)


def _announced(blocks: list[Block]) -> DocumentFacts:
    """A press lead that reports a document without its number: "Ngày D, X ban hành kế hoạch …"."""
    for block in blocks[:8]:
        found = _ANNOUNCED.search(block.text)
        if not found:
            continue
        on: DateFact | None = None
        whole = first_whole_date(found["date"])
        span = Span(*block.span(found.start("date"), found.end("date")))
        partial = yearless_date_at(found["date"], 0)
        year = re.search(r"(?<!\d)20\d\d(?!\d)", block.text)
        if whole:
            on = DateFact(whole[0], span, 0.85)
        elif partial and year:
            day = make_date(int(year[0]), partial[0], partial[1])
            on = DateFact(day, span, 0.6, True) if day else None
        return DocumentFacts(
            _fact(block, found.start("kind"), found.end("kind"), normal_kind(found["kind"]), 0.8), None, on,
            _fact(block, found.start("issuer"), found.end("issuer"), _with_province(found["issuer"], blocks), 0.75),
            _fact(block, found.start("subject"), found.end("subject"), found["subject"].strip(), 0.7),
        )  # fmt: skip
    return DocumentFacts()


def with_assigner(facts: DocumentFacts, blocks: list[Block], assigner: tuple[int, Actor] | None) -> DocumentFacts:
    """A retelling that names no document still says who orders."""
    if facts.issuer or not assigner:
        return facts
    index, actor = assigner
    return replace(facts, issuer=_fact(blocks[index], actor.start, actor.end, _with_province(actor.name, blocks), 0.6))


def _with_province(issuer: str, blocks: list[Block]) -> str:
    """ "UBND tỉnh" with the province that the text names most often, where it names one."""
    if not issuer.endswith(("tỉnh", "thành phố", "Tỉnh", "Thành phố")):
        return issuer
    names = Counter(found[2] for block in blocks[:40] for found in _PROVINCE.finditer(block.text))
    return f"{issuer} {names.most_common(1)[0][0]}" if names else issuer
