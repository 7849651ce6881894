"""Ảnh chứng cứ: small pictures, each different from every other, made without any library."""

from __future__ import annotations

import struct
import zlib
from random import Random

SIZE = 12


def photo(rng: Random) -> bytes:
    """A PNG of a few coloured squares."""
    header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 2, 0, 0, 0)
    lines = b"".join(b"\x00" + rng.randbytes(3 * SIZE) for _line in range(SIZE))
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )
