"""Câu: where a sentence or a clause between semicolons ends, with the abbreviations of office prose in mind."""

from __future__ import annotations

import re

_STOP = re.compile(r"[.!?…]+[\"”’)\]]*\s+|;\s+")
_ABBREVIATED = re.compile(
    r"(?:(?<!\w)(?:TP|Tp|TX|Tx|TT|T\.P|ThS|Ths|TS|PGS|GS|BS|KTS|CN|St|v\.v|vv|Đ/c|đ/c|KT|TM|TL|TUQ|Nxb|tr"
    r"|Q|P|H|X|CT|PCT|No|VP|TW|CVP|PCVP|Bs|KS|NQ|BCH|Dr|Mr|Mrs|(?<!độ )[A-ZĐ]|[A-ZĐ]\.[A-ZĐ])|(?:^|\s)\d{1,2}"
    r"|(?:Điều|Khoản|Mục|Phần|mục|khoản|điểm)\s\w{1,4})\Z"
)


def split_sentences(text: str, start: int, *, clauses: bool = False) -> list[tuple[int, int, str]]:
    """Pieces of ``text[start:]`` as (start, end, sign at the end); `clauses`: also split at semicolons."""
    pieces: list[tuple[int, int, str]] = []
    begin, depth, scanned = start, 0, start
    for found in _STOP.finditer(text, start):
        sign = found[0][0]
        if sign == ";" and not clauses:
            continue
        depth = max(0, depth + text.count("(", scanned, found.start()) - text.count(")", scanned, found.start()))
        scanned = found.start()
        following = text[found.end() : found.end() + 1]
        if sign == ";":
            if depth == 0 and following:
                pieces.append((begin, found.start() + 1, ";"))
                begin = found.end()
            continue
        if not following or not (following.isupper() or following in '“"([-+*•' or following.isdigit()):
            continue
        if depth and found.start() - text.rfind("(", begin, found.start()) < 400:
            continue
        depth = 0
        if (
            sign == "."
            and found[0][1:2].isspace()
            and _ABBREVIATED.search(text[max(begin, found.start() - 8) : found.start()])
        ):
            continue
        pieces.append((begin, found.end() - len(found[0]) + len(found[0].rstrip()), "."))
        begin = found.end()
    if begin < len(text):
        pieces.append((begin, len(text), text[-1]))
    return pieces
