"""Đề mục: what a heading says about the items below it: who is addressed, and whether the section orders anything."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum

from congvu.core.directive_text.actors import Actor, read_actors
from congvu.core.directive_text.coordination import read_coordinators
from congvu.core.directive_text.layout import Block
from congvu.core.text.folding import fold_same_length


class Mood(IntEnum):
    """What a section is for: from nothing ordered to everything ordered.

    A closed section orders nothing (members, powers), an excluded one only by name, a narrative one little.
    """

    CLOSED = -1
    EXCLUDED = 0
    NARRATIVE = 1
    PROVISIONS = 2
    CONCLUSION = 3
    ORDERING = 4


_EXCLUDED = re.compile(
    r"(?:muc dich|yeu cau\s*$|yeu cau chung\s*$|quan diem|muc tieu|chi tieu|danh gia|tinh hinh|ket qua"
    r"|thuc trang|hien trang|doi tuong|pham vi|nguyen tac|can cu|co so|su can thiet|ton tai|han che"
    r"|nguyen nhan|bai hoc|giai thich|hieu luc|thuan loi|kho khan|boi canh|nhan dinh|du bao|thanh phan"
    r"|nguy co|uu diem"
    r"|cac ket qua|tom tat|phuong cham|tieu chi|thoi gian|dia diem|hinh thuc|noi dung thi dua|co cau|so "
    r"luong|thoi gian thuc hien|nhung ket qua|mot so ket qua|dieu kien|quy mo|y nghia|gioi thieu|du kien)"
)
_CLOSED = re.compile(
    r"(?:quyen han|quyen loi|thanh phan|danh sach|thanh vien|quyen |tieu chi|doi tuong|tieu chuan|hinh thuc "
    r"khen|khen thuong|hinh thuc$|dieu kien)"
)
_FUNDS = re.compile(
    r"(?:ve )?(?:kinh phi|nguon (?:kinh phi|luc|von)|du toan|co so vat chat va kinh phi"
    r"|bao dam kinh phi)"
)
MEMBERS = re.compile(
    r"(?:gồm|danh sách)[^:]{0,60}(?:thành viên|ủy viên|uỷ viên|ông, bà|ông \(bà\)|đồng chí)[^:]{0,40}:\s?\Z"
)
#: "Gửi kèm … gồm:": what follows is enclosed, not ordered.
ENCLOSED = re.compile(r"(?<!\w)kèm(?: theo)?(?!\w)[^.;,:()]{0,70}(?:gồm|bao gồm|gồm có)\s?:\s?\Z", re.I)
_ORDERING = re.compile(
    r"(?:nhiem vu|giai phap|to chuc thuc hien|noi dung|phan cong|trach nhiem|bien phap|cong tac|ke hoach"
    r"|mot so kien nghi|kien nghi|trien khai|thuc hien|hoat dong|yeu cau|ve |viec |chi dao|phuong an|to "
    r"chuc|tang cuong|day manh|nang cao|hoan thien|xay dung|phat trien|doi moi|che do bao cao|thong tin"
    r"|bao cao)"
)
_ADDRESS_PREFIX = re.compile(
    r"(?:(?:Giao|Đề nghị|Yêu cầu|Đối với|Trách nhiệm của|Trách nhiệm|Về phía|Phân công|Nhiệm vụ của|Kính "
    r"đề nghị|Thủ tướng Chính phủ (?:giao|yêu cầu)|Chủ tịch (?:UBND|Ủy ban nhân dân) (?:tỉnh|thành phố) "
    r"(?:giao|yêu cầu))\s*:?\s+(?:cho\s+)?)"
)
_TAIL_OK = re.compile(
    r"\s?[,;]?\s?(?:\(.{0,200}\)\s?)?(?:(?:nêu trên|liên quan|trên địa bàn|tại |có trách nhiệm|có nhiệm vụ"
    r"|chịu trách nhiệm|thực hiện|tập trung|triển khai|chủ động|khẩn trương|theo chức năng|trong phạm vi"
    r"|căn cứ|theo|tổ chức|tiếp tục|chỉ đạo|chủ trì|phối hợp|trong đó|nhất là|bao gồm|gồm|là các|là cơ "
    r"quan|là đơn vị|nghiêm túc|cần|phải|có|và các|tham mưu|trực tiếp|giúp|rà soát|ngay|quan tâm|tăng "
    r"cường).{0,420})?\s?[:.;]?\s?\Z"
)


_BODY = re.compile(
    r"(?:Cục|Vụ|Sở|Ban|Phòng|Trung tâm|Viện|Chi cục|Công an|Ủy ban nhân dân|UBND|Tổng cục|Tổng công ty|Tập "
    r"đoàn|Hội|Liên đoàn|Kho bạc|Quỹ|Trường|Bộ|Cơ quan|Đơn vị|Chủ đầu tư|Các)\s"
)
_DUTY = re.compile(
    r"\s(?:chủ trì|phối hợp|có trách|thực hiện|chỉ đạo|tập trung|tiếp tục|khẩn trương|theo |căn cứ|tham mưu"
    r"|trực tiếp|giúp|rà soát|tổ chức|chủ động|chịu trách|cần |phải )"
)
_ASSERTS = re.compile(
    r"(?:(?:đã|xin|cũng|trân trọng|thống nhất)\s)*(?:có ý kiến|kết luận|yêu cầu|chỉ đạo(?: như sau)?\s?:?\Z"
    r"|giao|đề nghị|quyết định|ban hành|thông báo|báo cáo|trả lời|đánh giá|ghi nhận)"
)
_PLACED = re.compile(r"(?:nêu trên|liên quan|trên địa bàn|tại )")


_HAS_DUTY = re.compile(r"\s(?:có|chịu) (?:trách nhiệm|nhiệm vụ)[^,;.:]{0,30}:?\s?\Z")
# A clause that says which bodies are meant ("các doanh nghiệp hoạt động trong lĩnh vực …").
_RELATIVE = re.compile(
    r"\s(?:hoạt động|khai thác|sản xuất|kinh doanh|cung cấp|sử dụng|đang|có liên quan|được giao"
    r"|được phân công)\s"
)


# "Các sở, ngành chủ trì, quản lý các dự án thuộc Chương trình": a group by what it does, no order.
_DOING_GROUP = re.compile(
    r"\s(?:chủ trì|quản lý|tham gia|được giao|thực hiện|phối hợp)(?:, (?:và )?[^,.;:]{4,40}){0,4}?\s(?:các|những)\s"
    r"(?:dự án|tiểu dự án|nhiệm vụ|nội dung|chương trình|đề án)[^.;:]*:?\s?\Z"
)


def _only_a_name(text: str, end: int) -> bool:
    """Whether the few small words that follow the name still belong to it: a heading without verb, comma or full
    stop."""
    duty = _HAS_DUTY.search(text, end)
    rest = text[end : duty.start() if duty else len(text)].rstrip(" :")
    grouped = text[end - 1 : end] and _RELATIVE.match(rest)
    return (
        bool(rest)
        and rest[0] == " "
        and not _DUTY.match(rest)
        and len(rest.split()) <= (30 if grouped else 10)
        and not any(sign in rest for sign in (";." if grouped else ",;."))
        and text.rstrip()[-1] not in ".;"
    )


@dataclass(slots=True)
class Scope:
    """What a heading or introduction gives to the blocks below it."""

    rank: float
    mood: Mood | None
    leads: list[Actor]
    coordinators: list[Actor]
    block: int
    text: str
    numbered: bool
    tasks: list[int] = field(default_factory=list)


def heading_parties(block: Block) -> tuple[list[Actor], list[Actor]]:
    """(addressed parties, coordinators) when the block addresses somebody ("2. Sở Tài chính:"), else two empty
    lists."""
    text, start = block.text, block.body
    prefix = _ADDRESS_PREFIX.match(text, start)
    position = prefix.end() if prefix else start
    actors, end = read_actors(text, position, bare=bool(prefix))
    if actors and len(actors) == 1 and block.marker and _BODY.match(text, position) and _only_a_name(text, end):
        duty = _HAS_DUTY.search(text, position)
        whole = text[position : duty.start() if duty else len(text)].rstrip(" :")
        return [Actor(whole, position, position + len(whole))], []
    grouped = actors and len(actors) == 1 and block.marker and _DOING_GROUP.match(text, end)
    if grouped and text.startswith("Các ", position) and len(text.split()) <= 40:
        whole = text[position:].rstrip(" :")
        return [Actor(whole, position, position + len(whole))], []
    if not actors or not _TAIL_OK.match(text, end):
        return [], []
    rest = text[end:].strip(" .;")
    if _ASSERTS.match(rest):
        return [], []
    if rest and not text.rstrip().endswith(":") and not (_PLACED.match(rest) or _HAS_DUTY.match(f" {rest}")):
        return [], []
    return actors, read_coordinators(text, end, len(text)) if "phối hợp" in rest else []


def mood_of(title: str) -> Mood | None:
    """What the words of a heading say about its section; None when they say nothing."""
    folded = re.sub(r"\Ave (?:viec )?", "", fold_same_length(title).strip(" .:"))
    if folded != fold_same_length(title).strip(" .:") and not (
        _CLOSED.match(folded) or _FUNDS.match(folded) or _EXCLUDED.match(folded)
    ):
        return Mood.ORDERING
    if _CLOSED.match(folded):
        return Mood.CLOSED
    if _FUNDS.match(folded):
        return Mood.PROVISIONS
    if _EXCLUDED.match(folded):
        return Mood.EXCLUDED
    if _ORDERING.match(folded):
        return Mood.ORDERING
    return None
