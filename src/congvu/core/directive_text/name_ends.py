"""Tên chủ thể đến đâu: where the name of one body or group ends: before a predicate, another body, or a bracket.

Commas inside a name ("Văn hóa, Thể thao và Du lịch") and inside a group ("các sở, ban, ngành") do not end it.
"""

from __future__ import annotations

import re

from congvu.core.directive_text.body_words import (
    ATTACHED,
    BARE_GROUP,
    BODIES,
    CLOSERS,
    DOERS,
    DOING,
    GROUP,
    HEAD,
    INSIDE,
    NAMED_PLACE,
    NEW_TITLE,
    NOMINAL,
    OFFICE,
    PLAIN_OFFICE,
    QUALIFIED,
    WORD,
)
from congvu.core.directive_text.predicates import capital_predicate, is_predicate

GROUP_OPENERS = (
    "Các", "Những", "Toàn", "Tất", "Sở, ", "Ban, ", "Cơ quan, ", "Đơn vị, ", "Địa phương, ", "Thủ trưởng",
    "Người đứng đầu", "Lãnh đạo",
)  # fmt: skip
_HEADS_OF_DEPARTMENTS = ("thuộc", "đốc", "Lãnh đạo", "Văn phòng", "Thanh tra", "các", "các cơ quan", "trưởng")


_SHORT_PLACES = ("TP", "Tp", "TX", "Tx", "Q", "H", "P", "T")  # "UBND TP. Hưng Sơn"


def name_end(text: str, start: int, head_end: int, stop: int) -> int:
    """End of the single actor or group whose head noun ends at `head_end`; at most 14 small words run on."""
    opened_group = text[start].islower() or text.startswith(GROUP_OPENERS, start)
    qualified = QUALIFIED.match(text, head_end)
    position = end = qualified.end() if qualified else head_end
    small, free = 0, -1
    while position < stop and small <= 14:
        sign = text[position]
        if sign == " ":
            position += 1
            continue
        if sign in ":.":
            break
        group = opened_group or " các " in text[start:position]
        skipped = _skipped(text, start, position, sign, group)
        if skipped is not None:
            if skipped < 0:
                break
            position = end = skipped
            small, free = 0, skipped if sign in ",;/" else -1 if sign == "(" else skipped + 1
            continue
        found = WORD.match(text, position)
        word = found[0] if found else ""
        bare = word.rstrip(CLOSERS)
        if not bare or _ends(text, start, position, end, bare, group=group, free=free):
            break
        attached = ATTACHED.match(text, position)
        small = small + 1 if bare[0].islower() else 0
        position = end = attached.end() if attached else position + len(bare)
        if bare in _SHORT_PLACES and text[end : end + 1] == "." and text[end + 1 : end + 3].strip().isupper():
            position = end = end + 1
            continue
        if not attached and word[len(bare) :][:1] in tuple('.:)”"'):
            break
    return end


_SMALL_NAMED = re.compile(r"(?:Cục|Vụ|Viện|Trung tâm|Ban [Qq]uản lý)\s[^,;()]{2,60}\Z")


def _name_goes_on(text: str, start: int, position: int) -> bool:
    """Whether "và" joins two small-letter parts of the name of one office ("Cục Quản lý nhà và thị trường …")."""
    if not _SMALL_NAMED.search(text[start : position - 4].rstrip()) or not text[position].islower():
        return False
    if GROUP.match(text, position) or BARE_GROUP.match(text, position) or is_predicate(text, position):
        return False
    for count, word in enumerate(WORD.finditer(text, position, position + 70)):
        if count > 6:
            return False
        if is_predicate(text, word.start()) or word[0][-1] in ",;.:":
            return True
    return True


def _skipped(text: str, start: int, position: int, sign: str, group: bool) -> int | None:
    """Where the name goes on behind a separator, "và", a dash or a bracket; -1 where it ends; None for a plain word."""
    if sign in ",;/":
        return _inside_list(text, position, group) or -1
    if sign == "(":
        closing = text.find(")", position, position + 260)
        return closing + 1 if closing > 0 else -1
    for joint in ("và", "hoặc", "cùng", "-", "–"):
        after = position + len(joint)
        if text.startswith(joint, position) and text[after : after + 1] in ("", " ", ",", ";", "."):
            if joint == "và" and after + 1 < len(text) and _name_goes_on(text, start, after + 1):
                return after
            return after if joint != "cùng" and _goes_on(text, after + 1, group) else -1
    return None


_NO_NAME = ("bằng ", "về việc ", "nơi có ", "nơi xảy ", "nơi bị ", "nơi đang ")


def _ends(text: str, start: int, position: int, end: int, bare: str, *, group: bool, free: int) -> bool:
    """Whether the word at `position` no longer belongs to the name: a predicate begins, or another body."""
    if bare == "có" and not group and not text.startswith("có liên", position):
        return True
    if text.startswith(_NO_NAME, position):
        return True
    if bare[0].islower():
        if position == free or ATTACHED.match(text, position) or not is_predicate(text, position):
            return False
        return not _belongs(text, start, position, end) and not text.endswith("được", 0, end)
    if end == position - 1 and text[start:end].count(" ") == 0 and text[start:end][:1].isupper():
        return False
    if capital_predicate(text, position) and not OFFICE.search(text[start:end]):
        return True
    return bare == "Sở" and end > start and not text[start:end].endswith(_HEADS_OF_DEPARTMENTS)


def _belongs(text: str, start: int, position: int, end: int) -> bool:
    """Whether a predicate-like word is part of a name: right after "Ban", "Trung tâm", with a later predicate."""
    before = text[start:end].rstrip()
    inner = INSIDE.match(text, position)
    if not inner:
        return False
    if before.endswith("Ban") and inner[0] in (
        "chỉ đạo",
        "chỉ huy",
        "quản lý",
        "tổ chức",
        "vận động",
        "soạn thảo",
        "giám sát",
    ):
        return True
    council = before.startswith(("Ủy ban nhân dân", "Uỷ ban nhân dân", "UBND", "Chủ tịch"))
    if before and not council and not text[start].islower() and NOMINAL.match(text, position):
        after = inner.end()
        if text[after : after + 2].strip().isupper() and not HEAD.match(text, after + 1) and _lower_case_name(before):
            return True
        if (
            text[after : after + 1] == " "
            and is_predicate(text, after + 1)
            and not text.startswith(("và ", "theo ", "trên "), after + 1)
        ):
            return True
    if OFFICE.search(before):
        return text[inner.end() : inner.end() + 1] == " " and _later_predicate(text, inner.end(), 12)
    if DOERS.search(before) and DOING.match(text, position):
        return text[inner.end() : inner.end() + 1] == " " and _later_predicate(text, inner.end(), 9)
    if re.search(r"(?:ngành|[Ss]ở|bộ)\Z", before) and inner[0] == "quản lý":
        return _later_predicate(text, inner.end(), 6)
    if PLAIN_OFFICE.search(before):
        if (
            inner[0] in ("quản lý", "chủ quản", "đăng ký", "soạn thảo", "giúp việc")
            and text[inner.end() : inner.end() + 1] == " "
        ):
            return True
        if inner[0] in ("tổ chức", "xây dựng", "phòng") or text[inner.end() : inner.end() + 1] != " ":
            return False
        if inner[0] == "chỉ đạo" and GROUP.match(text, inner.end() + 1):
            return False
        return inner[0] != "thực hiện" and _later_predicate(text, inner.end(), 9 if inner[0] != "phối hợp" else 4)
    return False


def _lower_case_name(before: str) -> bool:
    """Whether the name so far is of a kind that goes on with small words ("Ban quản lý Khu …", "Khu …")."""
    return before.startswith(("Ban quản lý", "Ban Quản lý", "Trung tâm", "Viện", "Cục", "Vụ", "Ban ", "Quỹ"))


def _later_predicate(text: str, position: int, words: int) -> bool:
    """Whether one of the next `words` words starts a predicate before any punctuation (or the name simply ends)."""
    for word in WORD.finditer(text, position + 1, position + 120):
        if words == 0:
            return False
        if is_predicate(text, word.start()):
            return True
        if word[0][-1] in ",;.:":
            return word[0][-1] == ":"
        words -= 1
    return True


def _inside_list(text: str, comma: int, group: bool) -> int:
    """Where to go on when the separator at `comma` stands inside one actor, else 0."""
    following = comma + 1
    while following < len(text) and text[following] == " ":
        following += 1
    if text.startswith("và ", following):
        following += 3
    if text[comma] == ";":
        return 0
    return following if _goes_on(text, following, group) else 0


# "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh" is one body.
_FIRMS = re.compile(r"(?:[Tt]ổng [Cc]ông ty(?: nhà nước)?|[Tt]ập đoàn(?: (?:kinh tế|nhà nước))?)(?:, (?:và )?| và )\Z")
_FIRM = re.compile(r"(?:[Tt]ổng [Cc]ông ty|[Cc]ông ty|doanh nghiệp)(?! [A-ZĐ])(?!\w)")
_OFFICE_OF_BOTH = re.compile(r"Văn phòng Đoàn [đĐ]ại biểu Quốc hội và \Z")
_SAME_NAME = re.compile(
    r"cấp (?:tỉnh|xã|huyện|thành phố)(?!\w)|(?:khu )?(?:công nghiệp|kinh tế|chế xuất"
    r"|công nghệ cao)(?= [A-ZĐ])"
)


def _goes_on(text: str, position: int, group: bool) -> bool:
    """Whether what follows a separator still belongs to the same actor."""
    if position >= len(text):
        return False
    if _SAME_NAME.match(text, position) and ("khu" in text[max(0, position - 40) : position] or text[position] == "c"):
        return True
    if _OFFICE_OF_BOTH.search(text, max(0, position - 50), position):
        return True
    if _FIRM.match(text, position) and _FIRMS.search(text, max(0, position - 32), position):
        return True
    if GROUP.match(text, position) or NAMED_PLACE.match(text, position):
        return False
    if NEW_TITLE.match(text, position):
        return False
    if text[position].isupper():
        if group and text.startswith(("Ngành", "Ban, ngành", "Ban ngành", "Đoàn thể"), position):
            return True
        return not HEAD.match(text, position)
    if _short_tail(text, position):
        return True
    if not group:
        return bool(
            re.match(
                r"(?:thành ủy|tỉnh ủy|đảng ủy|chính quyền|thường trực|lực lượng|thành phố|thị xã|phường|xã|đặc khu"
                r"|thị trấn|huyện|quận|tỉnh|ngành|ban)(?!\w)",
                text[position : position + 16],
            )
        ) and not is_predicate(text, position)
    if text.startswith("tổ chức", position):
        return bool(BODIES.match(text, position))
    if (
        text.startswith(("truyền thông", "tuyên truyền"), position)
        and "báo chí" in text[max(0, position - 14) : position]
    ):
        return True
    found = BARE_GROUP.match(text, position)
    return bool(found) and not is_predicate(text, position)


def _short_tail(text: str, position: int) -> bool:
    """One to three small words, then a predicate: the rest of a name ("khám bệnh, chữa bệnh chịu trách nhiệm")."""
    if is_predicate(text, position) or text.startswith(
        ("nhất là", "đặc biệt", "trong đó", "kể cả", "bao gồm"), position
    ):
        return False
    for count, word in enumerate(WORD.finditer(text, position, position + 40)):
        if count and is_predicate(text, word.start()):
            return True
        if count > 2 or word[0][-1] in ",;.:" or not word[0].islower():
            return False
    return False
