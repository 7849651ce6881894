"""Chủ thể: who is named in a clause: ministries, committees, heads, groups, in the ways they are listed.

A list is split where a new head noun begins ("Sở", "Chủ tịch", "các …"); commas inside a name
("Văn hóa, Thể thao và Du lịch") and inside a group ("các sở, ban, ngành") do not split. The predicate ends it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from congvu.core.directive_text.body_words import (
    ATTACHED,
    BARE_GROUP,
    BODIES,
    CLOSERS,
    DOERS,
    DOING,
    FIELD,
    GROUP,
    HEAD,
    INSIDE,
    LOOSE_END,
    NAMED_PLACE,
    NEW_PLAIN,
    NOMINAL,
    OFFICE,
    PLACES,
    PLAIN_OFFICE,
    PLURAL_FIELD,
    PLURAL_NAME,
    QUALIFIED,
    SEPARATOR,
    TAIL,
    WORD,
)
from congvu.core.directive_text.predicates import capital_predicate, is_predicate
from congvu.core.directive_text.vocabulary import CITIES


@dataclass(frozen=True, slots=True)
class Actor:
    """One named party: the printed string (plural head distributed) and its range in the block's text."""

    name: str
    start: int
    end: int


_GROUP_OPENERS = (
    "Các", "Những", "Toàn", "Tất", "Sở, ", "Ban, ", "Cơ quan, ", "Đơn vị, ", "Địa phương, ", "Thủ trưởng",
    "Người đứng đầu", "Lãnh đạo",
)  # fmt: skip
_HEADS_OF_DEPARTMENTS = ("đốc", "Lãnh đạo", "Văn phòng", "Thanh tra", "các", "các cơ quan", "trưởng")


def actor_begins(text: str, position: int, *, bare: bool = False) -> int:
    """End of the head noun of an actor at `position`, 0 when none begins there.

    `bare` also takes "địa phương" without "các".
    """
    for pattern in (GROUP, HEAD, BARE_GROUP) if bare else (GROUP, HEAD):
        found = pattern.match(text, position)
        if found:
            return found.end()
    return 0


def read_actors(text: str, position: int, *, bare: bool = False, limit: int = 900) -> tuple[list[Actor], int]:
    """List of actors that begins at `position` and where it ends; an empty list where no actor begins."""
    actors: list[Actor] = []
    end = position
    stop = min(len(text), position + limit)
    while True:
        distributed = _distributed(text, position)
        if distributed:
            actors.extend(distributed[0])
            end = distributed[1]
        else:
            head = actor_begins(text, position, bare=bare)
            if not head:
                break
            end = _one_actor(text, position, head, stop)
            actors.append(_named(text, position, end))
        separator = TAIL.match(text, end) or SEPARATOR.match(text, end)
        if not separator or separator.end() >= stop:
            break
        following = separator.end()
        if PLACES.match(text, following):
            break
        if not actor_begins(text, following, bare=False) and not (bare and _new_bare(text, following)):
            if not (text[actors[-1].start].isupper() and NEW_PLAIN.match(text, following)):
                break
            bare = True
        if is_predicate(text, following) and not HEAD.match(text, following):
            break
        position = following
    return actors, end


def _new_bare(text: str, position: int) -> bool:
    return bool(BARE_GROUP.match(text, position))


_GIVEN = re.compile(r"\s(?:được (?:giao|phân công)(?: nhiệm vụ)?|được)\Z")


def _named(text: str, start: int, end: int) -> Actor:
    """Actor of ``text[start:end]`` without brackets and trailing punctuation."""
    name = text[start:end]
    cut = name.find(" (")
    if cut > 0:
        closing = name.find(")", cut)
        rest = name[closing + 1 :] if closing > 0 else ""
        if not rest.strip(" ,;:."):
            end, name = start + cut, name[:cut]
    while name and name[-1] in CLOSERS + " (-–":
        name = name[:-1]
    if not name.startswith(_GROUP_OPENERS) and name[:1].isupper():
        name = _GIVEN.sub("", name)
    loose = LOOSE_END.search(name)
    if loose and loose.start() > 3:
        name = name[: loose.start()]
    return Actor(name, start, start + len(name))


_SHORT_PLACES = ("TP", "Tp", "TX", "Tx", "Q", "H", "P", "T")  # "UBND TP. Hưng Sơn"


def _one_actor(text: str, start: int, head_end: int, stop: int) -> int:
    """End of the single actor or group whose head noun ends at `head_end`; at most 14 small words run on."""
    opened_group = text[start].islower() or text.startswith(_GROUP_OPENERS, start)
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
        skipped = _skipped(text, position, sign, group)
        if skipped is not None:
            if skipped < 0:
                break
            position = end = skipped
            small, free = 0, skipped if sign in ",;/" else skipped + 1
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


def _skipped(text: str, position: int, sign: str, group: bool) -> int | None:
    """Where the name goes on behind a separator, "và", a dash or a bracket; -1 where it ends; None for a plain word."""
    if sign in ",;/":
        return _inside_list(text, position, group) or -1
    if sign == "(":
        closing = text.find(")", position, position + 260)
        return closing + 1 if closing > 0 else -1
    for joint in ("và", "hoặc", "cùng", "-", "–"):
        after = position + len(joint)
        if text.startswith(joint, position) and text[after : after + 1] in ("", " ", ",", ";", "."):
            return after if joint != "cùng" and _goes_on(text, after + 1, group) else -1
    return None


def _ends(text: str, start: int, position: int, end: int, bare: str, *, group: bool, free: int) -> bool:
    """Whether the word at `position` no longer belongs to the name: a predicate begins, or another body."""
    if bare == "có" and not group and not text.startswith("có liên", position):
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
    if before and not text[start].islower() and NOMINAL.match(text, position):
        after = inner.end()
        if text[after : after + 2].strip().isupper() and not HEAD.match(text, after + 1) and lower_case_name(before):
            return True
        if (
            text[after : after + 1] == " "
            and is_predicate(text, after + 1)
            and not text.startswith(("và ", "theo "), after + 1)
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
        return inner[0] != "thực hiện" and _later_predicate(text, inner.end(), 9 if inner[0] != "phối hợp" else 4)
    return False


def lower_case_name(before: str) -> bool:
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
_FIRMS = re.compile(r"(?:Tổng công ty|[Tt]ập đoàn), \Z")
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
    if text.startswith(("công ty", "tổng công ty"), position) and _FIRMS.search(text, max(0, position - 16), position):
        return True
    if GROUP.match(text, position) or NAMED_PLACE.match(text, position):
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


def _distributed(text: str, position: int) -> tuple[list[Actor], int] | None:
    """ "Các Bộ: Quốc phòng, Công an" → two ministries; "các Tập đoàn: A, B" → two groups."""
    plural = PLURAL_FIELD.match(text, position)
    if plural:
        noun = (plural[2] or plural["of"] or ("Sở" if plural["heads"] == "Giám đốc" else "Bộ")).capitalize()
        head = plural[1] or plural["heads"]
        noun = f"{head} {noun}" if head else noun
        actors: list[Actor] = []
        at = plural.end()
        while True:
            name = FIELD.match(text, at)
            if not name or text[name.end() : name.end() + 1].isalnum():
                break
            actors.append(Actor(f"{noun} {name[0]}", at, name.end()))
            end = name.end()
            separator = SEPARATOR.match(text, end)
            if not separator:
                break
            at = separator.end()
        if actors:
            return actors, actors[-1].end
    return _distributed_names(text, position)


_UPPER = "A-ZĐÂĂƯÔƠÊÁÀẢÃẠẤẦẨẪẬỦÍÌÝÚÓ"
_CAPITALS = re.compile(rf"[{_UPPER}][\w&.]*(?:[ \-][{_UPPER}][\w&.]*)*")
_LISTED = re.compile(rf"[{_UPPER}][^,;:.()]*?(?=\s*(?:[,;:.()]|\svà\s|\Z))")


def _until_predicate(text: str, start: int, end: int) -> str:
    """The name in ``text[start:end]`` up to a predicate."""
    for word in WORD.finditer(text, start, end):
        if word.start() > start and word[0][0].islower() and is_predicate(text, word.start()):
            return text[start : word.start()]
    return text[start:end]


_TWO_HEADS = re.compile(r"([^,;]{6,50}?)(?:,| và)\s(?=[A-ZĐ])")


def _distributed_names(text: str, position: int) -> tuple[list[Actor], int] | None:
    plural = PLURAL_NAME.match(text, position, position + 110)
    if not plural or not actor_begins(text, position):
        return None
    before = (plural["before"] or "").strip()
    noun = plural["noun"]
    actors: list[Actor] = []
    two = _TWO_HEADS.match(before)
    if two and HEAD.match(before, two.end()):  # "Bí thư tỉnh ủy và Chủ tịch UBND các tỉnh: A, B"
        actors.append(Actor(two[1], position, position + len(two[1])))
        before = before[two.end() :]
    at = plural.end()
    while True:
        name = (_LISTED if ":" in plural[0] else _CAPITALS).match(text, at, min(len(text), at + 60))
        if not name or HEAD.match(text, at):
            break
        word = _until_predicate(text, at, name.end()).rstrip(" .")
        kind = noun
        if "thành phố" in noun.lower() and "tỉnh" in noun.lower():
            kind = "thành phố" if word in CITIES else "tỉnh"
        title = f"{before} {kind} {word}".strip() if before else f"{kind[0].upper()}{kind[1:]} {word}"
        actors.append(Actor(title, at, at + len(word)))
        separator = SEPARATOR.match(text, at + len(word))
        if not separator:
            break
        at = separator.end()
    return (actors, actors[-1].end) if actors else None
