"""Các bảng của danh mục: which sheets a workbook of procedures has, and what their columns mean.

The same workbook is the template of an import and the form of an export. Headings and words are Vietnamese in the
file whatever language the screen speaks. A column's code is the name of what it fills in a record.
"""

from __future__ import annotations

from functools import lru_cache

from django.db.models import TextChoices
from django.utils import translation

from congvu.core.text import skey
from congvu.domain.procedures import models
from congvu.kernel.org.extract import Column, Sheet

C = Column
CODE = C("code", "Mã TTHC", True, ("Mã thủ tục", "Mã số TTHC", "Mã số", "Mã thủ tục hành chính"), "1.001193")
CASE = C("case", "Trường hợp", example="")

PROCEDURES = Sheet("procedures", "Thủ tục", (
    C("code", CODE.heading, False, CODE.also, "1.001193"),
    C("name", "Tên thủ tục", True, ("Tên TTHC", "Tên thủ tục hành chính"), "Đăng ký khai sinh"),
    C("field", "Lĩnh vực", False, ("Tên lĩnh vực",), "Hộ tịch"),
    C("agency", "Cơ quan chịu trách nhiệm", False, ("Cơ quan", "Đơn vị", "Sở, ngành"), "Sở Tư pháp"),
    C("scope", "Loại thủ tục", False, (), "Dành cho người dân, doanh nghiệp"),
    C("settled_at", "Cấp thực hiện", False, ("Cấp",), "Cấp xã"),
    C("settled_by", "Cơ quan thực hiện", False, ("Cơ quan giải quyết",), "UBND cấp xã"),
    C("subjects", "Đối tượng thực hiện", False, ("Đối tượng",), "Cá nhân"),
    C("sequence", "Trình tự thực hiện", False, ("Trình tự",), "Nộp hồ sơ\nNhận kết quả"),
    C("ways", "Cách thức thực hiện", False, ("Cách thức",), "Trực tiếp, trực tuyến"),
    C("support", "Nơi hỗ trợ nộp hồ sơ", False, ("Nơi hỗ trợ", "Điểm hỗ trợ"), "Bưu cục\nNhà văn hóa thôn"),
    C("paper_names", "Tên các giấy tờ", False, ("Hồ sơ",), "Tờ khai đăng ký khai sinh\nGiấy chứng sinh"),
    C("sets", "Số bộ hồ sơ", False, ("Số lượng hồ sơ",), "1"),
    C("limit", "Thời hạn giải quyết", False, ("Thời hạn", "Thời gian giải quyết"), "08 giờ làm việc"),
    C("result", "Kết quả", False, ("Kết quả thực hiện",), "Giấy khai sinh"),
    C("requirements", "Yêu cầu, điều kiện", False, ("Yêu cầu", "Điều kiện")),
    C("legal_basis", "Căn cứ pháp lý", False, ("Căn cứ",), "Luật Hộ tịch"),
    C("boundary_free", "Không phụ thuộc địa giới", False, ("Phi địa giới",), "Có"),
    C("interlinked", "Liên thông", False, (), "Không"),
    C("online", "Mức độ trực tuyến", False, ("Mức độ DVC", "Dịch vụ công trực tuyến"), "Toàn trình"),
    C("online_reason", "Lý do chưa toàn trình", False),
    C("change", "Loại công bố", False, (), "Mới ban hành"),
    C("decision", "Quyết định công bố", False, ("Số quyết định",), "Quyết định số 12/QĐ-UBND"),
    C("announcer", "Cơ quan công bố", False, (), "Chủ tịch UBND cấp tỉnh"),
    C("fast_track", "Văn bản ban hành theo trình tự rút gọn", False, ("Rút gọn",), "Không"),
    C("enacted_on", "Ngày ban hành văn bản quy định", False, (), ""),
    C("announced_on", "Ngày quyết định", False, ("Ngày ký",), "05/01/2026"),
    C("from_on", "Có hiệu lực từ ngày", False, ("Ngày hiệu lực", "Hiệu lực từ ngày"), "15/01/2026"),
    C("to_on", "Hết hiệu lực từ ngày", False),
    C("published_on", "Ngày công khai", False, (), "08/01/2026"),
))  # fmt: skip
CASES = Sheet("cases", "Trường hợp", (
    CODE, C("name", "Trường hợp", False),
    C("limit", "Thời hạn", True, ("Thời hạn giải quyết",), "08 giờ làm việc"),
    C("limit_note", "Ghi chú thời hạn"), C("phases", "Các giai đoạn"),
    C("refusal_limit", "Thời hạn từ chối"), C("extension_limit", "Được kéo dài thêm"),
    C("same_day", "Trả trong ngày"), C("supplement_policy", "Khi bổ sung hồ sơ"),
    C("hours_a_day", "Số giờ một ngày"),
))  # fmt: skip
PAPERS = Sheet("papers", "Thành phần hồ sơ", (
    CODE, CASE, C("name", "Tên giấy tờ", True, ("Giấy tờ",), "Tờ khai"), C("form", "Mẫu"),
    C("originals", "Bản chính", example="1"), C("copies", "Bản sao", example="0"),
    C("mandatory", "Bắt buộc", example="Có"), C("when_needed", "Khi nào cần"),
    C("held_by", "Nhà nước đã có tại"),
))  # fmt: skip
FEES = Sheet("fees", "Phí, lệ phí", (
    CODE, CASE, C("name", "Tên phí", True, ("Phí, lệ phí", "Tên lệ phí"), "Lệ phí"),
    C("amount", "Số tiền (đồng)", True, ("Số tiền", "Mức thu"), "8000"), C("per", "Đơn vị tính"),
    C("collected", "Thời điểm thu"), C("free_when", "Miễn, giảm"), C("basis", "Căn cứ"),
))  # fmt: skip
GROUPS = Sheet("groups", "Nhóm bước", (
    CODE, CASE, C("group_code", "Mã nhóm", True), C("name", "Tên nhóm", True), C("minutes", "Thời gian", True),
))  # fmt: skip
STATIONS = Sheet("stations", "Quy trình", (
    CODE, CASE, C("station_code", "Mã bước", True), C("name", "Tên bước", True), C("who", "Ai thực hiện", True),
    C("agency", "Cơ quan được nêu tên"), C("post", "Vị trí"), C("minutes", "Thời gian"), C("group", "Thuộc nhóm"),
    C("counted", "Có tính thời gian"), C("back_to", "Có thể chuyển lại bước"), C("branch", "Nhánh song song"),
    C("product", "Sản phẩm"), C("phase", "Giai đoạn"), C("kind", "Loại bước"),
    C("aside_limit", "Thời gian ngoài thời hạn"), C("silence_agrees", "Im lặng là đồng ý"),
))  # fmt: skip
SHEETS = {one.code: one for one in (PROCEDURES, CASES, PAPERS, FEES, GROUPS, STATIONS)}

#: How a cell is read and written, by the column's code; plain text where nothing stands here.
KINDS = {
    **dict.fromkeys(
        ("sequence", "ways", "support", "result", "requirements", "legal_basis", "paper_names", "phases"), "lines"
    ),
    **dict.fromkeys(("announced_on", "from_on", "to_on", "published_on", "enacted_on"), "day"),
    **dict.fromkeys(("sets", "originals", "copies", "amount", "hours_a_day"), "count"),
    **dict.fromkeys(
        ("boundary_free", "interlinked", "fast_track", "mandatory", "counted", "same_day", "silence_agrees"), "yes"
    ),
    **dict.fromkeys(("limit", "refusal_limit", "extension_limit", "aside_limit"), "limit"),
    **{name: name for name in ("scope", "settled_at", "subjects", "online", "change", "announcer", "supplement_policy",
                               "collected", "who", "kind")},
    "minutes": "minutes", "back_to": "codes",
}  # fmt: skip
_LISTS: dict[str, type[TextChoices]] = {
    "scope": models.Scope, "settled_at": models.SettledAt, "subjects": models.Subject, "online": models.OnlineLevel,
    "announcer": models.Announcer,
    "change": models.Change, "supplement_policy": models.SupplementPolicy, "collected": models.Collected,
    "who": models.Who, "kind": models.StationKind,
}  # fmt: skip
_ALSO: dict[str, dict[str, tuple[str, ...]]] = {
    "scope": {"public": ("tthc", "thủ tục hành chính", "công khai"), "internal": ("nội bộ", "thủ tục nội bộ")},
    "settled_at": {"province": ("tỉnh",), "commune": ("xã", "cấp xã, phường"),
                   "both": ("tỉnh, xã", "cấp tỉnh, cấp xã", "cấp tỉnh; cấp xã", "cấp tỉnh và cấp xã"),
                   "centre": ("ngành dọc", "trung ương", "bộ")},
    "subjects": {"citizen": ("công dân", "cá nhân", "công dân việt nam", "người dân"),
                 "enterprise": ("doanh nghiệp",), "organisation": ("tổ chức", "hợp tác xã"),
                 "foreigner": ("người nước ngoài",), "agency": ("cơ quan nhà nước",),
                 "official": ("cán bộ, công chức, viên chức", "cán bộ công chức viên chức")},
    "online": {"full": ("toàn trình", "dvc toàn trình"), "partial": ("một phần", "dvc một phần"),
               "information": ("cung cấp thông tin", "chỉ cung cấp thông tin", "còn lại")},
    "change": {"new": ("mới ban hành", "mới"), "amended": ("sửa đổi, bổ sung", "sửa đổi"),
               "replaced": ("thay thế",), "abolished": ("bãi bỏ",)},
    "announcer": {"province": ("tỉnh", "ubnd tỉnh", "ủy ban nhân dân tỉnh"), "ministry": ("bộ", "bộ, ngành")},
}  # fmt: skip
#: What is written for yes and no; read with a few more words.
YES, NO = "Có", "Không"
TRUE = frozenset({"co", "x", "1", "yes", "true", "dung"})
FALSE = frozenset({"khong", "0", "no", "false", "-"})


@lru_cache(maxsize=16)
def words_of(kind: str) -> dict[str, str]:
    """By code: the Vietnamese words of a list of choices."""
    with translation.override("vi"):
        return {str(code): str(label) for code, label in _LISTS[kind].choices}


@lru_cache(maxsize=16)
def _readings(kind: str) -> dict[str, str]:
    found = {skey(code): code for code in words_of(kind) if code}
    for code, words in words_of(kind).items():
        for one in (words, *_ALSO.get(kind, {}).get(code, ())):
            found.setdefault(skey(one), code)
    return found


def choice_of(kind: str, text: str) -> str | None:
    """The code of a choice as typed, by code or words, marks and case aside; None when it is none of the list."""
    return _readings(kind).get(skey(text))


def is_list(kind: str) -> bool:
    """Whether a kind of cell holds choices."""
    return kind in _LISTS
