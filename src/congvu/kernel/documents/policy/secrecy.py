"""Độ mật: marks of state secrets. A document that bears one is refused at upload: this is no system for secrets.

Source: NĐ 30/2020/NĐ-CP, Phụ lục I (ô số 10a, the secrecy stamp); Luật Bảo vệ bí mật nhà nước. The three degrees are
Mật, Tối mật, Tuyệt mật. The stamp is a line of its own, in capitals, near the head of the first page; a text *about*
secrets ("về bảo vệ bí mật nhà nước") is not a secret. The notation of a secret document is no proof either way.
"""

from __future__ import annotations

import re

from congvu.core.text import nfc

DEGREES = ("TUYỆT MẬT", "TỐI MẬT", "MẬT")
#: How far down the first page a stamp may stand, in characters and lines.
HEAD_CHARACTERS = 3_000
HEAD_LINES = 45

# A stamp is read alone on its line, or alone in a cell beside the letterhead (three spaces, a tab or a bar apart);
# around it a scan leaves strokes of its frame. Letters may be set apart ("M Ậ T").
_SPACED = {degree: r"\s*".join(re.escape(letter) for letter in degree.replace(" ", "")) for degree in DEGREES}
_FRAME = r"[\s\[\](){}|_.:*'\"\-–—=]*"
_STAMP = re.compile(
    rf"^{_FRAME}(?:(?:ĐỘ\s+MẬT|DẤU)\s*:?\s*)?(?P<degree>{'|'.join(f'(?:{_SPACED[d]})' for d in DEGREES)})"
    rf"{_FRAME}(?:(?:BẢN\s+)?SỐ\s*:?\s*[\d.…/ ]*)?{_FRAME}$"
)
_CELLS = re.compile(r"\t|\s{3,}|\|")


def secret_mark(text: str) -> str | None:
    """The degree stamped near the head of a text ("MẬT", "TỐI MẬT", "TUYỆT MẬT"), or None.

    Only capitals count: the stamp is always in capitals (Phụ lục I), while "mật" in running text is a word.
    """
    head = nfc(text[:HEAD_CHARACTERS]).replace("\x0c", "\n")
    lines = [line for line in head.splitlines() if line.strip()][:HEAD_LINES]
    for line in lines:
        for cell in (line, *_CELLS.split(line)):
            if found := _STAMP.match(cell.strip()):
                letters = "".join(found.group("degree").split())
                return next(degree for degree in DEGREES if degree.replace(" ", "") == letters)
    return None
