"""Files made for the tests: honest ones and hostile ones, built byte by byte."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

DIRECTIVE = [
    "ỦY BAN NHÂN DÂN",
    "TỈNH LAM GIANG",
    "Số: 12/CT-UBND",
    "CHỈ THỊ",
    "Về việc chấn chỉnh kỷ luật, kỷ cương hành chính",
    "Giao Sở Nội vụ chủ trì, phối hợp với các cơ quan liên quan báo cáo trước ngày 15/12/2026.",
]


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF with a text layer in any letters: one font, each letter its own code, a map back to Unicode."""
    letters = sorted({char for page in pages for line in page for char in line}) or [" "]
    code = {char: number for number, char in enumerate(letters, start=1)}
    mapping = "\n".join(f"<{number:02X}> <{char.encode('utf-16-be').hex()}>" for char, number in code.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(code)} beginbfchar\n{mapping}\nendbfchar endcmap end end"
    ).encode()
    objects = [b"", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R >>", stream(cmap)]
    kids = []
    for page in pages:
        body = "BT /F1 12 Tf 50 800 Td 14 TL\n"
        body += "\n".join(f"<{''.join(f'{code[c]:02X}' for c in line)}> Tj T*" for line in page) + "\nET"
        objects.append(stream(body.encode()))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            + f"/Contents {len(objects)} 0 R >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return assemble(objects)


def stream(body: bytes) -> bytes:
    """A PDF stream object."""
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body)


def assemble(objects: list[bytes]) -> bytes:
    """A PDF file of numbered objects; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def scanned_pdf(width: int, height: int, gray: bytes) -> bytes:
    """A PDF of one page that is nothing but an image (8-bit gray)."""
    packed = zlib.compress(gray)
    image = (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 "
        b"/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (width, height, len(packed), packed)
    )
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /I 5 0 R >> >> "
        b"/Contents 4 0 R >>"
    )
    return assemble([
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page,
        stream(b"q 595 0 0 842 0 0 cm /I Do Q"), image,
    ])


def docx(paragraphs: list[str], *, extra: dict[str, bytes] | None = None, main: str = "document.main") -> bytes:
    """A small Word file; `extra` are more parts, `main` the last words of the main part's content type."""
    types = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{main}+xml"/></Types>'
    )
    rels = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    document = (
        '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/'
        f'2006/main"><w:body>{body}</w:body></w:document>'
    )
    parts = {
        "[Content_Types].xml": types.encode(), "_rels/.rels": rels.encode(), "word/document.xml": document.encode(),
    }
    return zipped(parts | (extra or {}))


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip archive, packed as tightly as zip can."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def bomb(claimed: int | None = None) -> bytes:
    """A .docx whose body unpacks to 64 MB of blanks; `claimed` is the size its table of contents admits to."""
    honest = docx(["x"], extra={"word/bomb.xml": b" " * (64 << 20)})
    if claimed is None:
        return honest
    true, lie = struct.pack("<L", 64 << 20), struct.pack("<L", claimed)
    return honest.replace(true, lie)


def overlapping() -> bytes:
    """A .docx whose table of contents names the same packed bytes a thousand times (after Fifield's bomb)."""
    content = bytearray(docx(["x"], extra={"word/a.xml": b" " * 100_000}))
    end = content.rfind(b"PK\x05\x06")
    start = struct.unpack("<L", content[end + 16 : end + 20])[0]
    last = content.rfind(b"PK\x01\x02", start, end)
    entry = bytes(content[last:end])
    size = len(entry)
    copies = b"".join(entry.replace(b"word/a.xml", b"word/%05d" % number) for number in range(1000))
    table = bytes(content[start:last]) + copies
    tail = bytearray(content[end:])
    tail[8:12] = struct.pack("<HH", 1003, 1003)
    tail[12:16] = struct.pack("<L", len(table))
    assert size
    return bytes(content[:start]) + table + bytes(tail)
