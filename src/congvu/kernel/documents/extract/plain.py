"""Plain text: which encoding the bytes really have."""

from __future__ import annotations

import re

from congvu.core.text import detect_legacy_font, nfc
from congvu.kernel.documents.extract.shape import Extracted


def read_txt(content: bytes) -> Extracted:
    text, notes = decode(content)
    return Extracted(text, "txt", notes=notes)


def decode(content: bytes) -> tuple[str, list[str]]:
    """Text of bytes whose encoding nobody vouches for, and notes (`encoding: …`) when it is not UTF-8.

    In order: byte-order mark; UTF-8; UTF-16 by its zeros; one-byte text in an old Vietnamese font; the Windows page
    for Vietnamese (cp1258, whose marks follow their letters); whatever charset-normalizer finds.
    """
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(name, "replace"), [] if name == "utf-8-sig" else [f"encoding: {name}"]
    try:
        if b"\x00" not in content[:4096]:
            return content.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    even, odd = content[:4096:2].count(0), content[1:4096:2].count(0)
    if max(even, odd) > len(content[:4096]) // 8:
        name = "utf-16-le" if odd > even else "utf-16-be"
        return content.decode(name, "replace"), [f"encoding: {name}"]
    latin = content.decode("latin-1")
    if detect_legacy_font(latin) is not None:
        return latin, ["encoding: latin-1"]
    windows = nfc(content.decode("cp1258", "replace"))
    if _vietnamese_share(windows) > 0.02:
        return windows, ["encoding: cp1258"]
    best = _guessed(content)
    return (best[0], [f"encoding: {best[1]}"]) if best else (content.decode("utf-8", "replace"), ["encoding: unknown"])


def _vietnamese_share(text: str) -> float:
    """Share of letters that only Vietnamese writes."""
    letters = sum(char.isalpha() for char in text[:20_000])
    ours = len(re.findall(r"[\u1ea0-\u1ef9đĐơƠưƯăĂ]", text[:20_000]))
    return ours / letters if letters else 0.0


def _guessed(content: bytes) -> tuple[str, str] | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415  # slow to load

    found = from_bytes(content[:200_000]).best()
    return (content.decode(found.encoding, "replace"), found.encoding) if found else None
