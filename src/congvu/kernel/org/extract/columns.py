"""Các bảng và cột: what the sheets are called and what stands in their columns.

Headings and choices are Vietnamese in the file whatever language the screen speaks: the sheet goes to many hands. In
reading, accents and case do not matter, and a choice may also be written by its code.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.utils import translation

from congvu.core.text import skey
from congvu.kernel.org.models import AgencyKind, Level, PlaceKind, SuccessionKind


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its code, its heading, other headings it goes by, whether it must be filled, an example."""

    code: str
    heading: str
    needed: bool = False
    also: tuple[str, ...] = ()
    example: str = ""
    kind: str = "text"  # text, day, number, or the name of a list of choices

    def answers_to(self, heading: str) -> bool:
        """Whether this heading (folded) means the column."""
        return heading in {skey(self.heading), *(skey(name) for name in self.also), skey(self.code)}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the workbook."""

    code: str
    title: str
    columns: tuple[Column, ...]

    @property
    def needed(self) -> frozenset[str]:
        """Columns without which it is not this sheet."""
        return frozenset(column.code for column in self.columns if column.needed)

    def column(self, code: str) -> Column:
        """The column of this code."""
        return next(column for column in self.columns if column.code == code)


C = Column
_AGENCY = (
    C("code", "Mã cơ quan", True, ("Mã",), "snv"),
    C("name", "Tên cơ quan", True, ("Tên", "Tên đầy đủ"), "Sở Nội vụ"),
    C("short_name", "Tên viết tắt", also=("Tên gọn",), example="Sở Nội vụ"),
    C("symbol", "Ký hiệu văn bản", also=("Ký hiệu",), example="SNV"),
    C("aliases", "Tên gọi khác", example="SNV; Sở NV"),
    C("kind", "Loại cơ quan", True, ("Loại",), "Sở", "agency_kind"),
    C("level", "Cấp", True, ("Cấp hành chính",), "Cấp tỉnh", "level"),
    C("place_kind", "Loại đơn vị hành chính", kind="place_kind"),
    C("place_name", "Địa danh"),
    C("parent", "Mã cơ quan cấp trên", also=("Cơ quan cấp trên", "Cấp trên"), example="ubnd"),
)
_MORE = (
    C("calendar", "Mã lịch làm việc", also=("Lịch làm việc",)),
    C("valid_from", "Có từ ngày", True, ("Từ ngày", "Ngày thành lập"), "01/07/2025", "day"),
    C("valid_to", "Kết thúc từ ngày", also=("Đến trước ngày",), kind="day"),
    C("position", "Thứ tự", also=("STT hiển thị",), example="10", kind="number"),
    C("address", "Địa chỉ", example="Khu hành chính tỉnh"),
    C("phone", "Điện thoại"),
    C("email", "Thư điện tử", also=("Email",)),
    C("website", "Trang thông tin điện tử", also=("Website",)),
)

AGENCIES = Sheet("agencies", "Cơ quan", (*_AGENCY, *_MORE))
SUCCESSIONS = Sheet("successions", "Kế thừa", (
    C("predecessor", "Mã cơ quan kết thúc", True, example="sgtvt"),
    C("successor", "Mã cơ quan kế thừa", True, example="sxd"),
    C("kind", "Hình thức", True, example="Sáp nhập, hợp nhất", kind="act"),
    C("share", "Tỷ lệ", True, example="1", kind="number"),
    C("on", "Ngày", True, ("Từ ngày",), "01/03/2025", "day"),
    C("decision", "Quyết định", also=("Căn cứ",)),
))  # fmt: skip
POSTS = Sheet("posts", "Vị trí", (
    C("agency", "Mã cơ quan", True, example="snv"),
    C("code", "Mã vị trí", True, example="giam-doc"),
    C("title", "Chức danh", True, ("Tên vị trí",), "Giám đốc"),
    C("seat", "Đứng đầu hay cấp phó", also=("Loại vị trí",), example="Đứng đầu", kind="seat"),
    C("position", "Thứ tự", example="1", kind="number"),
    C("valid_from", "Có từ ngày", True, ("Từ ngày",), "01/07/2025", "day"),
    C("valid_to", "Kết thúc từ ngày", also=("Đến trước ngày",), kind="day"),
))  # fmt: skip
OFFICIALS = Sheet("officials", "Cán bộ", (
    C("code", "Mã cán bộ", True, ("Mã công chức",), "nguyen-van-a"),
    C("full_name", "Họ và tên", True, ("Họ tên",), "Nguyễn Văn A"),
    C("phone", "Điện thoại"),
    C("email", "Thư điện tử", also=("Email",)),
    C("active", "Đang công tác", example="Có", kind="yes"),
))  # fmt: skip
APPOINTMENTS = Sheet("appointments", "Bổ nhiệm", (
    C("official", "Mã cán bộ", True, example="nguyen-van-a"),
    C("agency", "Mã cơ quan", True, example="snv"),
    C("post", "Mã vị trí", True, example="giam-doc"),
    C("from_on", "Từ ngày", True, example="01/07/2025", kind="day"),
    C("to_on", "Thôi giữ từ ngày", also=("Đến trước ngày",), kind="day"),
    C("decision", "Quyết định", example="QĐ 12/QĐ-UBND"),
))  # fmt: skip
ACCOUNTS = Sheet("accounts", "Tài khoản", (
    C("login", "Tên đăng nhập", True, example="nguyenvana"),
    C("official", "Mã cán bộ", example="nguyen-van-a"),
    C("full_name", "Họ và tên", also=("Tên tài khoản",)),
    C("role", "Vai trò", example="Thủ trưởng cơ quan, đơn vị"),
    C("agency", "Tại mã cơ quan", also=("Mã cơ quan",), example="snv"),
    C("from_on", "Từ ngày", example="01/07/2025", kind="day"),
    C("to_on", "Đến trước ngày", kind="day"),
))  # fmt: skip
GROUPS = Sheet("groups", "Nhóm cơ quan", (
    C("code", "Mã nhóm", True, example="cac-so"),
    C("name", "Tên nhóm", True, example="Các sở, ban, ngành"),
    C("surfaces", "Cách viết trong văn bản", example="các sở, ban, ngành; các sở, ngành"),
    C("kinds", "Gồm loại cơ quan", example="Sở"),
    C("levels", "Thuộc cấp", example="Cấp tỉnh"),
    C("place_kinds", "Gồm loại đơn vị hành chính"),
    C("under", "Trực thuộc mã cơ quan", example="ubnd"),
    C("codes", "Gồm đúng các mã cơ quan"),
    C("except_codes", "Trừ các mã cơ quan"),
    C("position", "Thứ tự", kind="number"),
))  # fmt: skip

#: Sheets of an import, in the order in which they are taken in.
INTAKE = {
    sheet.code: sheet for sheet in (AGENCIES, SUCCESSIONS, POSTS, OFFICIALS, APPOINTMENTS, GROUPS, ACCOUNTS)
}  # fmt: skip

LINES = Sheet("lines", "Sắp xếp", (
    C("agency", "Mã cơ quan kết thúc", True, example="huyen-an-khanh"),
    C("act", "Hình thức", True, example="Giải thể, kết thúc hoạt động", kind="act"),
    C("heir", "Mã cơ quan kế thừa", True, example="xa-an-khanh"),
    C("share", "Tỷ lệ", example="0,6", kind="number"),
    C("rule", "Cách chia công việc", example="Theo tỷ lệ", kind="rule"),
))  # fmt: skip
FOUNDED = Sheet("founded", "Cơ quan mới", (
    *(Column(c.code, c.heading, c.code in ("code", "name"), c.also, c.example, c.kind) for c in _AGENCY),
    C("position", "Thứ tự", example="10", kind="number"),
    C("address", "Địa chỉ"),
))  # fmt: skip
STAFF = Sheet("staff", "Bố trí cán bộ", (
    C("official", "Mã cán bộ", True, example="nguyen-van-a"),
    C("agency", "Mã cơ quan", True, example="xa-an-khanh"),
    C("title", "Chức danh", True, example="Chủ tịch"),
    C("post", "Mã vị trí", example="chu-tich"),
    C("seat", "Đứng đầu hay cấp phó", example="Đứng đầu", kind="seat"),
))  # fmt: skip
PINS = Sheet("pins", "Công việc chỉ định", (
    C("case", "Mã công việc", True, example="NV-2025-000123"),
    C("heir", "Mã cơ quan nhận", True, ("Mã cơ quan kế thừa",), "xa-an-khanh"),
))  # fmt: skip

#: Sheets of an act of reorganisation.
REFORM = {sheet.code: sheet for sheet in (LINES, FOUNDED, STAFF, PINS)}

_SEATS: dict[str, tuple[str, ...]] = {"head": ("Đứng đầu", "Người đứng đầu", "Trưởng"), "deputy": ("Cấp phó", "Phó")}
_YES: dict[str, tuple[str, ...]] = {"yes": ("Có", "x", "1", "Đang công tác"), "no": ("Không", "0", "Đã nghỉ")}
_RULES: dict[str, tuple[str, ...]] = {
   "largest": ("Về cơ quan nhận phần lớn nhất", "Phần lớn nhất"), "by_share": ("Theo tỷ lệ", "Chia theo tỷ lệ")}


@lru_cache(maxsize=16)
def _choices(kind: str) -> dict[str, tuple[str, ...]]:
    """By code: the words of a list of choices, the one that is written first."""
    lists = {"agency_kind": AgencyKind, "level": Level, "place_kind": PlaceKind, "act": SuccessionKind}
    if kind in lists:
        with translation.override("vi"):
            return {str(code): (str(label),) for code, label in lists[kind].choices}
    own: dict[str, dict[str, tuple[str, ...]]] = {"seat": _SEATS, "yes": _YES, "rule": _RULES}
    return own[kind]


def choice_of(kind: str, text: str) -> str | None:
    """The code of a choice as typed; None when it is none of the list."""
    wanted = skey(text)
    for code, words in _choices(kind).items():
        if wanted == skey(code) or any(wanted == skey(word) for word in words):
            return code
    return None


def label_of(kind: str, code: str) -> str:
    """The words of a choice in a sheet; empty for none."""
    words = _choices(kind).get(code)
    return words[0] if words else ""


def words_of(kind: str) -> list[str]:
    """Every choice of a list, as the sheet writes it."""
    return [words[0] for words in _choices(kind).values()]
