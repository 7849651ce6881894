"""Chủ thể: who is named in a clause: ministries, committees, heads, groups, in the ways they are listed.

A list is split where a new head noun begins ("Sở", "Chủ tịch", "các …"); commas inside a name
("Văn hóa, Thể thao và Du lịch") and inside a group ("các sở, ban, ngành") do not split. The predicate ends it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from congvu.core.directive_text.body_words import (
    BARE_GROUP,
    CLOSERS,
    FIELD,
    GROUP,
    HEAD,
    LOOSE_END,
    NEW_PLAIN,
    PLACES,
    PLURAL_FIELD,
    PLURAL_NAME,
    SEPARATOR,
    TAIL,
    WITH_COMMAS,
    WORD,
)
from congvu.core.directive_text.name_ends import GROUP_OPENERS, name_end
from congvu.core.directive_text.predicates import is_predicate
from congvu.core.directive_text.vocabulary import CITIES


@dataclass(frozen=True, slots=True)
class Actor:
    """One named party: the printed string (plural head distributed) and its range in the block's text."""

    name: str
    start: int
    end: int


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
            end = name_end(text, position, head, stop)
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
    if not name.startswith(GROUP_OPENERS) and name[:1].isupper():
        name = _GIVEN.sub("", name)
    loose = LOOSE_END.search(name)
    if loose and loose.start() > 3:
        name = name[: loose.start()]
    return Actor(name, start, start + len(name))


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
        if len(actors) == 1 and ":" not in plural[0] and not plural[1] and not plural["heads"]:
            alone = actors[0]  # "các Sở X": one group, not a list
            return [Actor(text[position : alone.end], position, alone.end)], alone.end
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

_OTHER_NAME = re.compile(r"([A-ZĐ][^,;]{4,60}?)(?:,| và)")


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
    other = None if two else _OTHER_NAME.fullmatch(before)
    if other:  # "Thành phố C và các tỉnh A, B"
        actors.append(Actor(other[1], position, position + len(other[1])))
        before = ""
    if before.startswith("Bộ ") and ":" not in plural[0] and not before.startswith(("Bộ Chỉ", "Bộ chỉ")):
        return None
    at = plural.end()
    while True:
        name = WITH_COMMAS.match(text, at)
        name = name or (_LISTED if ":" in plural[0] else _CAPITALS).match(text, at, min(len(text), at + 60))
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
