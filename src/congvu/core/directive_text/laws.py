"""Luật: laws named by their title without a number."""

from __future__ import annotations

import re

from congvu.core.directive_text.cited import Found, after_number
from congvu.core.directive_text.deadlines import covered
from congvu.core.directive_text.vocabulary import LAW_NAMES
from congvu.core.text.folding import fold_same_length

_MORE_YEARS = re.compile(r"(?:,| và)\s(?:năm\s)?((?:19|20)\d\d)(?!\d|/)")
_LAW_WORD = re.compile(r"(?<!\w)(Bộ luật|Luật|Hiến pháp)(?:\s+|(?<=Hiến pháp))")
_NOT_A_LAW = re.compile(r"(?:dự án|dự thảo|dân|đề nghị xây dựng|hồ sơ|văn phòng|công ty|đoàn|các|những|một)\s+\Z", re.I)


_LAW_BY_FIRST: dict[str, list[str]] = {}
for _name in LAW_NAMES:
    _folded = fold_same_length(_name)
    _LAW_BY_FIRST.setdefault(_folded.split(" ")[0].rstrip(","), []).append(_folded)
for _names in _LAW_BY_FIRST.values():
    _names.sort(key=len, reverse=True)
_LAW_STOP = frozenset(
    [
        "và",
        "về",
        "quy",
        "có",
        "là",
        "được",
        "đã",
        "đang",
        "chưa",
        "theo",
        "của",
        "do",
        "tại",
        "trong",
        "ngoài",
        "để",
        "nhằm",
        "khi",
        "thì",
        "mà",
        "với",
        "hoặc",
        "hay",
        "năm",
        "ngày",
        "số",
        "cũng",
        "còn",
        "phải",
        "không",
        "chỉ",
        "gồm",
        "nêu",
        "này",
        "trên",
        "nói",
        "đến",
        "từ",
    ]
)


def named_laws(text: str, numbered: list[Found]) -> list[Found]:
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
        end = _title_end(text, folded, match.end()) if kind != "Hiến pháp" else match.start() + len(kind)
        if end is None:
            continue
        tail = after_number(text, end)
        results.append(Found(start, tail.end, kind, None, tail.issued_on, tail.year, tail.issuer, 0.85))
        further = _MORE_YEARS.match(text, tail.end) if tail.year else None
        while further:
            results.append(Found(further.start(1), further.end(1), kind, None, None, int(further[1]), None, 0.6))
            further = _MORE_YEARS.match(text, further.end())
    return results


def _title_end(text: str, folded: str, position: int) -> int | None:
    """End of the title of a law that begins at `position`, None where none begins."""
    amending = re.match(
        r"sửa đổi,? bổ sung (?:một số điều )?(?:của )?(?:các )?(?:Bộ luật|Luật) ", text[position : position + 60]
    )
    if amending:
        return _title_end(text, folded, position + amending.end())
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
        bare = word[0].rstrip(',;.:)]”"')
        if count and (bare in _LAW_STOP or count > 7):
            break
        end = position + word.start() + len(bare)
        if bare != word[0]:
            break
    return end if end > position else None
