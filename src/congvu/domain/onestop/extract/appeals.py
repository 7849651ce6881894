"""Hồ sơ kiến nghị: what is taken to the portal's keepers, a .zip that anybody can check without us.

The journal extract holds what a leaf is made of, not what a line says: the commitment stands for the words, so that
nothing about a person leaves the house and every hash can still be reckoned again.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO

from congvu.kernel.org.extract.columns import Column, Sheet
from congvu.kernel.org.extract.sheets import write_xlsx

#: A fixed moment: the same differences give the same bytes.
_WHEN = (2026, 1, 1, 0, 0, 0)
SHEET = Sheet(
    "appeal", "Chênh lệch",
    tuple(
        Column(code, heading) for code, heading in (
            ("n", "STT"), ("code", "Mã hồ sơ"), ("desk", "Nơi tiếp nhận"), ("kind", "Nội dung chênh lệch"),
            ("ours", "Số liệu của địa phương"), ("theirs", "Số liệu trên Cổng"), ("cause", "Nguyên nhân"),
            ("agency", "Thời gian của cơ quan (giờ làm việc)"),
            ("applicant", "Thời gian của người nộp (giờ làm việc)"), ("lines", "Dòng nhật ký"),
        )
    ),
)  # fmt: skip
HOW_TO_CHECK = """Kiểm tra bản trích nhật ký

Mỗi tệp trong thư mục nhat-ky là toàn bộ chuỗi dòng nhật ký của một hồ sơ. Với từng dòng:
  1. Ghép bằng dấu xuống dòng: congvu-journal-1, stream, seq, at, verb, actor, behalf, prev, commitment.
  2. leaf = SHA-256(byte 00 + các byte UTF-8 của phần đã ghép) (RFC 9162).
  3. prev của dòng sau bằng leaf của dòng trước; dòng đầu có prev toàn số 0.
Các leaf nằm trong cây Merkle đã được chốt và công bố hằng ngày, nên không thể sửa về sau.
Nội dung từng dòng không đưa vào đây để bảo vệ dữ liệu cá nhân; commitment là cam kết của nội dung đó.
Thư mục giay-dien-giai chứa giấy diễn giải thời hạn của từng hồ sơ.
"""


@dataclass(frozen=True, slots=True)
class Proof:
    """Dòng nhật ký: what its leaf is made of, hashes in hex."""

    stream: str
    seq: int
    at: str
    verb: str
    actor: str
    behalf: str
    prev: str
    commitment: str
    leaf: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """Một chênh lệch được kiến nghị. `minutes`: working minutes by whose time; `evidence`: numbers of lines."""

    code: str
    desk: str
    kind: str
    cause: str
    ours: str
    theirs: str
    evidence: tuple[int, ...]
    certificate: str
    minutes: Mapping[str, int]
    lines: tuple[Proof, ...]


def appeal_pack(appeals: Sequence[Appeal]) -> bytes:
    """The .zip: the list, how to check it, and for each dossier its certificate and its chain of lines."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as pack:
        _put(pack, "danh-sach.xlsx", write_xlsx([(SHEET, list(_rows(appeals)))]))
        _put(pack, "KIEM-TRA.txt", HOW_TO_CHECK.encode())
        for one in {one.code: one for one in appeals if one.lines}.values():
            name = re.sub(r"[^A-Za-z0-9.-]", "_", one.code)
            if one.certificate:
                _put(pack, f"giay-dien-giai/{name}.txt", one.certificate.encode())
            chain = json.dumps([asdict(line) for line in one.lines], ensure_ascii=False, indent=1)
            _put(pack, f"nhat-ky/{name}.json", chain.encode())
    return buffer.getvalue()


def _put(pack: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, _WHEN)
    info.compress_type = zipfile.ZIP_DEFLATED
    pack.writestr(info, content)


def _rows(appeals: Sequence[Appeal]) -> Iterable[dict[str, str]]:
    for number, one in enumerate(appeals, start=1):
        yield {
            "n": str(number), "code": one.code, "desk": one.desk, "kind": one.kind, "ours": one.ours,
            "theirs": one.theirs, "cause": one.cause, "agency": _hours(one.minutes.get("agency")),
            "applicant": _hours(one.minutes.get("applicant")), "lines": ", ".join(map(str, one.evidence)),
        }  # fmt: skip


def _hours(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes / 60:.1f}".replace(".", ",")
