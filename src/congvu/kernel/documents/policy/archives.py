"""Tệp nén: how much an archive may hold. Counts what really comes out, not what the archive says of itself.

A .docx or .xlsx is a zip archive. One budget is shared by the archive and everything packed inside it, so that a
bomb cannot be split over nested parts. Reading stops at the first byte over the budget.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass, field

from congvu.core.refusals import Refusal

MAX_ENTRIES = 4_000
MAX_TOTAL = 400 * 1024 * 1024
MAX_ENTRY = 200 * 1024 * 1024
MAX_RATIO = 300
#: Below this size a high ratio is harmless (a blank page of XML packs very well).
RATIO_FROM = 2 * 1024 * 1024
MAX_DEPTH = 2
#: Only the head of an entry decides what it is; the DTD of an XML part stands before its first element.
HEAD = 4096

EXECUTABLE_HEADS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"#!")
XML_SUFFIXES = (".xml", ".rels", ".vml")


class Packed(Refusal):
    """An archive that is refused; `code` says why: bomb, broken, encrypted, path, macro, executable, entity."""

    code = "archive_refused"
    status = 422

    def __init__(self, reason: str) -> None:
        super().__init__(f"archive refused: {reason}", code=f"upload_{reason}")
        self.reason = reason


@dataclass(slots=True)
class Budget:
    """What is left to unpack. Bytes and entries, shared by nested archives."""

    bytes_left: int = MAX_TOTAL
    entries_left: int = MAX_ENTRIES


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive holds: names of its entries, and the head (first bytes) of each."""

    heads: dict[str, bytes] = field(default_factory=dict)

    @property
    def names(self) -> set[str]:
        return set(self.heads)


def contents_of(content: bytes, *, budget: Budget | None = None, depth: int = 0) -> Contents:
    """Walk the whole archive once within the budget; `Packed` on anything that must not come in."""
    budget = budget or Budget()
    if depth > MAX_DEPTH:
        raise Packed("bomb")
    if not content.startswith(b"PK\x03\x04"):
        raise Packed("broken")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            _check_table(infos, budget)
            heads: dict[str, bytes] = {}
            for info in infos:
                if not info.is_dir():
                    heads[info.filename] = _walk_entry(archive, info, budget, depth)
            return Contents(heads)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise Packed("broken") from error


def _check_table(infos: list[zipfile.ZipInfo], budget: Budget) -> None:
    """The table of contents: how many, where they lie, whether two entries share the same packed bytes."""
    budget.entries_left -= len(infos)
    if budget.entries_left < 0 or sum(info.file_size for info in infos) > budget.bytes_left:
        raise Packed("bomb")
    end = 0
    seen: set[str] = set()
    for info in sorted(infos, key=lambda info: info.header_offset):
        name = info.filename.replace("\\", "/")
        if info.flag_bits & 0x1:
            raise Packed("encrypted")
        if name.startswith("/") or ".." in name.split("/") or ":" in name or name in seen:
            raise Packed("path")
        if info.header_offset < end:
            raise Packed("bomb")
        seen.add(name)
        end = info.header_offset + 30 + info.compress_size
        if info.file_size > MAX_ENTRY:
            raise Packed("bomb")
        if info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1):
            raise Packed("bomb")


def _walk_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget, depth: int) -> bytes:
    """Unpack one entry to nowhere, counting; keep its head, look into it if it is an archive itself."""
    size = 0
    head = b""
    kept: list[bytes] = []
    nested = False
    with archive.open(info) as stream:
        while chunk := stream.read(1 << 16):
            if not size:
                head = chunk if info.filename == "[Content_Types].xml" else chunk[:HEAD]
                nested = head.startswith(b"PK\x03\x04")
            size += len(chunk)
            budget.bytes_left -= len(chunk)
            over = size > RATIO_FROM and size > MAX_RATIO * max(info.compress_size, 1)
            if budget.bytes_left < 0 or size > MAX_ENTRY or over:
                raise Packed("bomb")
            if nested:
                kept.append(chunk)
    _check_head(info.filename, head)
    if nested:
        contents_of(b"".join(kept), budget=budget, depth=depth + 1)
    return head


def _check_head(name: str, head: bytes) -> None:
    low = name.lower()
    if low.rsplit("/", 1)[-1] in ("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin"):
        raise Packed("macro")
    if head.startswith(EXECUTABLE_HEADS):
        raise Packed("executable")
    if low.endswith(XML_SUFFIXES):
        # Office parts never carry a DTD; a DTD is how XML bombs and outside entities come in. Zero bytes are
        # dropped so that UTF-16 hides nothing.
        plain = head.replace(b"\x00", b"").upper()
        if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
            raise Packed("entity")
