"""Kế hoạch theo khối: plans built of lines "Nhiệm vụ / Đơn vị chủ trì / Phối hợp / Thời gian", and annex tables
with such columns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from congvu.core.directive_text.actors import read_actors
from congvu.core.directive_text.layout import Block
from congvu.core.directive_text.predicates import opening_verb
from congvu.core.text.folding import fold_same_length

_CONTENT = re.compile(
    r"(?:noi dung(?: nhiem vu| thuc hien| cong viec| hoat dong)?|nhiem vu(?: cu the)?|ten nhiem vu|cong viec"
    r"|hoat dong|noi dung va nhiem vu|noi dung, nhiem vu)\s?:\s?"
)
_WORK = r"(?:duoc giao|chu tri|thuc hien|tham muu|dau moi|chiu trach nhiem|to chuc|trien khai|chinh|theo doi|bao cao)"
_LEAD = re.compile(
    r"(?:(?:co quan|don vi|bo phan|to chuc|nguoi|lanh dao|ca nhan)(?:,? (?:don vi|ca nhan|to chuc|dia phuong))?"
    rf"(?:,? (?:va )?{_WORK}){{1,4}}|chu tri(?:,? {_WORK}){{0,2}}|phan cong(?: thuc hien"
    r"| chu tri| nhiem vu)?|trach nhiem(?: thuc hien| chu tri)?|don vi duoc giao|giao)\s?:\s?"
)
_COORDINATE = re.compile(
    r"(?:(?:cac )?(?:co quan|don vi|bo phan)(?:,? (?:don vi|ca nhan|to chuc|dia phuong))?\s(?:phoi hop|cung "
    r"thuc hien|lien quan|cung phoi hop)(?:,? (?:thuc hien|chinh|tham muu|trien khai|to chuc)){0,3}"
    r"|phoi hop(?: thuc hien)?)\s?:\s?"
)
_TIME = re.compile(
    r"(?:thoi (?:gian|han)(?: (?:thuc hien|hoan thanh|bao cao|trien khai|to chuc|trinh|ban hanh)(?:,? (?:hoan "
    r"thanh|thuc hien))?)?|tien do(?: thuc hien| hoan thanh)?|han hoan thanh|lo trinh(?: thuc hien)?|thoi "
    r"diem(?: hoan thanh| thuc hien)?|hoan thanh)\s?:\s?"
)
_OTHER = re.compile(
    r"(?:san pham(?: du kien| dau ra| dat duoc| hoan thanh)?|ket qua(?: du kien| dat duoc| dau ra| can dat)?"
    r"|kinh phi(?: thuc hien| du kien)?|dia diem(?: to chuc| thuc hien)?|doi tuong(?: tham gia| tap huan| "
    r"thuc hien)?|so luong(?: nguoi)?|thanh phan(?: tham du| tham gia)?|hinh thuc(?: to chuc| thuc hien)?"
    r"|nguon (?:kinh phi|von|luc)|phuong thuc|cach thuc|pham vi|quy mo|giang vien|bao cao vien|tan "
    r"suat)\s?:\s?"
)


@dataclass(slots=True)
class PlanField:
    """One line of a block: what it says and where its value begins."""

    kind: str
    position: int
    block: int = -1


def read_label(block: Block) -> PlanField | None:
    """The label with which the block begins, None for other blocks."""
    head = block.text[block.body : block.body + 64]
    if ":" not in head:
        return None
    folded = fold_same_length(head)
    for kind, pattern in (
        ("content", _CONTENT),
        ("coordinate", _COORDINATE),
        ("lead", _LEAD),
        ("time", _TIME),
        ("other", _OTHER),
    ):
        found = pattern.match(folded)
        giving = found and kind == "lead" and found[0].startswith(("giao", "phan cong"))
        if found and not (giving and _orders(block.text, block.body + found.end())):
            return PlanField(kind, block.body + found.end())
    return None


def _orders(text: str, position: int) -> bool:
    """Whether what looks like a label is an order: "Giao: Sở X lập dự toán; …"."""
    actors, end = read_actors(text, position, bare=True)
    while end < len(text) and text[end] in " ,:":
        end += 1
    return bool(actors) and end < len(text) and opening_verb(text, end) is not None


_COLUMNS = (
    ("task", re.compile(
        r"(?:noi dung|nhiem vu|ten nhiem vu|cong viec|hoat dong|noi dung cong viec|noi dung nhiem vu|ten cong "
        r"viec|ten (?:de an|du an|cong viec|hoat dong)|nhiem vu,? giai phap)")),
    ("coordinate", re.compile(r"(?:.{0,25}phoi hop)")),
    ("lead", re.compile(
        r"(?:.{0,25}(?:chu tri|thuc hien|tham muu|dau moi|phu trach)|trach nhiem|phan cong)(?!.*thoi gian)")),
    ("time", re.compile(r"(?:thoi (?:gian|han)|tien do|han |lo trinh|hoan thanh|moc )")),
)  # fmt: skip


def column_kind(title: str) -> str | None:
    """What a table column holds, by its heading; None for others (number, product, note)."""
    folded = fold_same_length(title).strip(" .:")
    if len(folded) > 70:
        return None
    if re.match(r"(?:thoi|tien do|han |lo trinh|moc )", folded):
        return "time"
    for kind, pattern in _COLUMNS:
        if pattern.match(folded):
            return kind
    return None
