"""Chủ thể: who is named in a clause: ministries, committees, heads, groups, in the ways they are listed.

A list is split where a new head noun begins ("Sở", "Chủ tịch", "các …"); commas inside a name ("Văn hóa, Thể thao và Du lịch") and
inside a group ("các sở, ban, ngành") do not split. The predicate ends it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from congvu.core.directive_text.predicates import capital_predicate, is_predicate
from congvu.core.directive_text.vocabulary import CITIES, FIELDS

_NAMED = (
    
        "Phó Thủ tướng Thường trực|Phó Thủ tướng|Thủ tướng|Chính phủ|Quốc hội|Bộ trưởng|Bộ Trưởng|Thứ trưởng"
        "|Bộ Chỉ huy|Bộ chỉ huy|Bộ Tư lệnh|Bộ tư lệnh|Bộ đội|Bộ"
    
        "|Phó Giám đốc|Giám đốc|Sở|Ủy ban|Uỷ ban|ủy ban|uỷ ban|UBND|UBMTTQ|HĐND|Hội đồng|Phó Chủ tịch|Chủ "
        "tịch|Phó Chủ nhiệm|Chủ nhiệm|Chánh|Phó Chánh|Văn phòng|Thanh tra|Tổng cục|Cục trưởng|Cục"
    
        "|Chi cục|Vụ trưởng|Vụ|Viện trưởng|Viện|Trung tâm|Công an|Quân khu|Ban Chỉ đạo|Ban|Trưởng ban|Trưởng "
        "Ban|Trưởng|Ngân hàng|Kho bạc|Bảo hiểm|BHXH|Tòa án|Toà án|Mặt trận|MTTQ|Liên đoàn|Liên minh|Liên hiệp"
    
        "|Tiểu ban|Hiệp hội|Hội|Đoàn|Đài|Đảng ủy|Đảng bộ|Tỉnh ủy|Thành ủy|Đặc khu ủy|Huyện ủy|Báo|Thông tấn "
        "xã|Cổng Thông tin|Cổng thông tin|Tập đoàn|Tổng công ty|Tổng Công ty|Công ty|Trường|Đại học|Học viện"
        "|Bệnh viện|Kiểm toán"
    
        "|Thống đốc|Tổng Giám đốc|Tổng giám đốc|Tổng Thanh tra|Tổng Kiểm toán|Tổng Thư ký|Bí thư|Phó Bí thư"
        "|Thường trực|Thủ trưởng|Người đứng đầu|Tổ trưởng|Tổ công tác|Tổ Công tác|Đội|Cảng vụ|Hải quan|Thuế"
        "|Trạm|Phòng"
    
        "|Tổng Bí thư|Viện kiểm sát|Viện Kiểm sát|Tỉnh|Thành phố|Ủy viên|Thành viên|Chủ đầu tư|Chủ dự án|Nhà "
        "đầu tư|Cơ quan|Đơn vị|Địa phương|Cấp ủy|Cấp uỷ|Cơ sở|Chính quyền|Các cấp ủy|Lực lượng|Sư đoàn|Biên "
        "phòng|Lãnh đạo|Đồng chí|đồng chí|Đ/c|Quỹ|Bưu điện|Điện lực|Nhà xuất bản|Thư viện|Bảo tàng|Trung "
        "ương Mặt trận|Trung ương Hội|Trung ương Đoàn|Cổng TTĐT|Cổng Thông tin điện tử"
)  # fmt: skip
_GENERIC = (
    "bộ trưởng|bộ|sở|ban|ngành|cơ quan|đơn vị|địa phương|tổ chức|cá nhân|đoàn thể|xã|phường|đặc khu|huyện"
    "|quận|thị xã|thành phố|tỉnh|doanh nghiệp|hiệp hội|hội|trường|chủ tịch|thủ trưởng|giám đốc|phòng"
    "|trung tâm|cấp ủy|cấp uỷ"
    "|chính quyền|lực lượng|chủ đầu tư|nhà thầu|nhà đầu tư|người đứng đầu|thành viên|tập đoàn|tổng công "
    "ty|công ty|viện|hợp tác xã|ngân hàng|cán bộ|báo|đài|vụ|cục|cơ sở|đồng chí|Ủy viên|ủy ban|uỷ ban"
    "|lãnh đạo|văn phòng|tập thể|nhà trường|bệnh viện"
    "|công an|quân đội|khối|trưởng|phó|chủ rừng|chủ đập|chủ hồ|tổ|đội|trạm|thôn|ban quản lý|hộ|nhân dân"
    "|người dân|công chức|viên chức|người lao động|đảng viên|hội viên"
)
_NOT_HEAD = (
    r"(?!Báo cáo|Trường hợp|Hội nghị|Hội thảo|Hội thi|Hội chợ|Tổ chức|Phòng ngừa|Phòng,|Phòng chống|Quỹ "
    r"đất|Ban hành|Đội ngũ|Vụ việc|Vụ án|Thuế thu|Thuế giá|Thuế suất|Thuế tiêu|Thuế xuất|Thuế nhập|Thuế "
    r"tài|Thuế bảo|Hội nhập|Đoàn kết"
    r"|Bộ chỉ số|Bộ tiêu chí|Bộ thủ tục|Bộ máy|Bộ phận|Bộ nhận|Bộ câu|Bộ dữ|Bộ công|Trung tâm hóa|Trạm bơm"
    r"|Công an toàn|Tổ hợp|Viện trợ|Phòng thủ|Quỹ tiền|Bộ sách|Trưởng thành|Hội tụ|Tỉnh lộ|Đài thọ|Văn "
    r"phòng phẩm|Trường lớp|Báo động|Cơ sở dữ liệu|Cơ sở vật chất|Cơ sở hạ tầng|Bộ Luật|Bộ luật|Hội đồng "
    r"bộ)"
)
_HEAD = re.compile(rf"{_NOT_HEAD}(?:{_NAMED})(?!\w)")
_NOT_GROUP = (
    r"(?![Bb]áo cáo|bộ phận|bộ tiêu chí|bộ chỉ số|bộ luật|tổ hợp|tập đoàn quân|cơ sở dữ liệu|cơ sở vật chất"
    r"|cơ sở hạ tầng|Cơ sở dữ liệu|Cơ sở vật chất|ban hành|hội nghị|hội thảo|hội thi|phòng trào|ngành nghề"
    r"|ngành hàng|trường hợp|Trường hợp|đội ngũ|vụ việc|vụ án|thuế|Thuế|Hội nghị|Hội thảo|tổ chức thực|báo chí"
    r"|hộ chiếu|đài thọ|viện trợ|cục bộ)"
)
_GROUP = re.compile(
    rf"(?:(?:[Cc]ác|[Nn]hững|[Tt]oàn thể|[Tt]ất cả(?: các)?|[Mm]ỗi|[Tt]ừng|[Mm]ột số"
    rf"|[Hh]ai)\s+(?:\d+\s+)?(?=[\w(]){_NOT_GROUP}(?:{_NAMED}|{_GENERIC}|[Tt]ỉnh|Thủ trưởng|[Bb]an|Cấp))(?!\w)"
)
_BARE_GROUP = re.compile(rf"(?:{_GENERIC})(?!\w)")
_PLURAL_FIELD = re.compile(
    r"(?:(Bộ trưởng|Thứ trưởng|[Ll]ãnh đạo|Giám đốc|[Đđ]ại diện)\s+)?(?:[Cc]ác|CÁC)\s+([Bb]ộ"
    r"|[Ss]ở)(?:,\s+(?:ngành|cơ quan|ban|ban, ngành|cơ quan ngang bộ))?(?:\s*:\s*|\s+)(?=[A-ZĐ])"
)
_PLURAL_NAME = re.compile(
    r"(?:(?P<before>[^,;:.]{0,70}?)\s)?(?:[Cc]ác)\s+(?P<noun>[Tt]ỉnh,? (?:và )?[Tt]hành phố|[Tt]ỉnh"
    r"|[Tt]hành phố|[Tt]ập đoàn|[Tt]ổng công ty|[Xx]ã, phường|[Xx]ã|[Pp]hường|[Cc]ục|[Vv]ụ"
    r"|[Bb]an)(?:\s*:\s+|(?<=oàn)\s+|(?<=ông ty)\s+)(?=[A-ZĐ])"
)
_FIELD = re.compile("|".join(sorted(map(re.escape, FIELDS), key=len, reverse=True)))
_SEPARATOR = re.compile(r"\s?(?:[,;]\s?(?:và|cùng|hoặc)?|/|\s(?:và|cùng với|cùng|hoặc|với)(?=\s))\s*")
_TAIL = re.compile(r"\s?[,;]?\s?(?:nhất là|đặc biệt là|trong đó)\s+")
_INSIDE = re.compile(
    r"(?:chủ trì|phối hợp|quản lý|thẩm định|thẩm tra|đăng ký|chủ quản|soạn thảo|tham mưu|giúp việc|kiểm "
    r"tra|kiểm soát|phục vụ|bảo vệ|chỉ đạo|chỉ huy|điều hành|vận động|cung cấp|giải quyết|hỗ trợ|xúc tiến"
    r"|phát triển|tiếp nhận"
    r"|điều phối|giám sát|đánh giá|thi hành|tuyên truyền|thông tin|thống kê|tổ chức|dự báo|thực hiện|sử "
    r"dụng|được giao|xây dựng|thu|đo đạc|ứng phó|khai thác|nghiên cứu|liên quan|đào tạo|quy hoạch|bảo đảm"
    r"|phòng)(?!\w)"
)
_OFFICE = re.compile(
    r"(?:[Bb]an|[Tt]rung tâm|[ỦUu]ỷ ban|[Ủủ]y ban|[Qq]uỹ|[Tt]ổ|[Đđ]oàn|[Hh]ội đồng|[Vv]ăn phòng|[Vv]iện|[Cc]ục"
    r"|[Cc]hi cục|[Pp]hòng|[Tt]rạm|[Đđ]ội|Vụ|Trưởng ban|Bộ)\Z"
)
_PLAIN_OFFICE = re.compile(r"(?:[Cc]ơ quan|[Đđ]ơn vị)\Z")
_PLACES = re.compile(r"(?:các\s)?(?:tỉnh|thành phố|địa phương|khu vực|huyện|xã|phường)(?:, thành phố)?\s?:\s+[A-ZĐ]")
_QUALIFIED = re.compile(
    r"(?<=cơ quan)\s(?:thông tấn|truyền thông|báo chí|thông tin đại chúng|thông tin|thanh tra|chức năng"
    r"|hữu quan|chuyên môn|đăng ký đầu tư|có thẩm quyền|đại diện|báo, đài|truyền hình|phát thanh|ngôn "
    r"luận)(?:,? (?:và )?(?:báo chí|truyền thông|phát thanh|truyền hình|thông tấn|báo, đài))*(?!\w)",
    re.I,
)
_NOMINAL = re.compile(
    r"(?:xây dựng|đầu tư|quản lý|phát triển|thông tin|đào tạo|kiểm soát|bảo vệ|phục vụ|điều tra|thống kê"
    r"|truyền thông|thanh tra|bảo trì|sản xuất|ứng dụng|giám định|kiểm định|đăng ký)(?!\w)"
)
_LOOSE_END = re.compile(r"(?:\s(?:về|và|của|thuộc|tại|theo|cho|đến|để|trong|với|do|ở|bằng|từ|là|nêu|có))+\Z")
_NAMED_PLACE = re.compile(r"(?:tỉnh|thành phố|huyện)\s[A-ZĐÂĂƯÔƠÊÁÀẢÃẠẤẦẨẪẬỦÍÌ]")
_NEW_PLAIN = re.compile(
    r"(?:(?:tỉnh|thành phố) [A-ZĐÂĂƯÔƠÊÁÀẢÃẠẤẦẨẪẬỦÍÌ]|cơ quan|đơn vị|địa phương|doanh nghiệp|cơ sở|hiệp hội"
    r"|tổ chức (?:có|chính|xã|đoàn))"
)
_ATTACHED = re.compile(
    r"(?:quy định|nêu|có tên|ghi)\s(?:tại|trong)\s(?:các\s)?(?:Điều|Phụ lục|mục|khoản|Danh sách|danh sách"
    r"|điểm)(?:\s[\dIVX]+[a-z]?)?(?:(?:, | và )\d+)*(?:\s(?:Quyết định|Kế hoạch|Chỉ thị|Nghị quyết) này)?|là "
    r"(?:người đứng đầu|thành viên|chủ đầu tư|lãnh đạo)(?!\w)"
)
_BODIES = re.compile(
    r"tổ chức(?:,|\s(?:có liên|liên quan|cá nhân|và|chính trị|xã hội|đoàn|hội|khác|thuộc|trong|kinh tế|tín "
    r"dụng|quốc tế|đảng|tôn giáo|nêu|sử dụng|khoa học))"
)
_WORD = re.compile(r"\S+")
_CLOSERS = ",;:.)]”\"'"


@dataclass(frozen=True, slots=True)
class Actor:
    """One named party: the printed string (plural head distributed) and its range in the block's text."""

    name: str
    start: int
    end: int


def actor_begins(text: str, position: int, *, bare: bool = False) -> int:
    """End of the head noun of an actor at `position`, 0 when none begins there; `bare` also takes "địa phương" without "các"."""
    for pattern in (_GROUP, _HEAD, _BARE_GROUP) if bare else (_GROUP, _HEAD):
        found = pattern.match(text, position)
        if found:
            return found.end()
    return 0


def read_actors(text: str, position: int, *, bare: bool = False, limit: int = 900) -> tuple[list[Actor], int]:
    """List of actors that begins at `position` and where it ends; an empty list where no actor begins."""
    actors: list[Actor] = []
    end = position
    stop = min(len(text), position + limit)
    while True:
        distributed = _distributed(text, position)
        if distributed:
            actors.extend(distributed[0])
            end = distributed[1]
        else:
            head = actor_begins(text, position, bare=bare)
            if not head:
                break
            end = _one_actor(text, position, head, stop)
            actors.append(_named(text, position, end))
        separator = _TAIL.match(text, end) or _SEPARATOR.match(text, end)
        if not separator or separator.end() >= stop:
            break
        following = separator.end()
        if _PLACES.match(text, following):
            break
        if not actor_begins(text, following, bare=False) and not (bare and _new_bare(text, following)):
            if not (text[actors[-1].start].isupper() and _NEW_PLAIN.match(text, following)):
                break
            bare = True
        if is_predicate(text, following) and not _HEAD.match(text, following):
            break
        position = following
    return actors, end


def _new_bare(text: str, position: int) -> bool:
    return bool(_BARE_GROUP.match(text, position))


def _named(text: str, start: int, end: int) -> Actor:
    """Actor of ``text[start:end]`` without brackets and trailing punctuation."""
    name = text[start:end]
    cut = name.find(" (")
    if cut > 0:
        closing = name.find(")", cut)
        rest = name[closing + 1 :] if closing > 0 else ""
        if not rest.strip(" ,;:."):
            end, name = start + cut, name[:cut]
    while name and name[-1] in _CLOSERS + " (-–":
        name = name[:-1]
    loose = _LOOSE_END.search(name)
    if loose and loose.start() > 3:
        name = name[: loose.start()]
    return Actor(name, start, start + len(name))


def _one_actor(text: str, start: int, head_end: int, stop: int) -> int:
    """End of the single actor or group whose head noun ends at `head_end`."""
    group = text[start].islower() or text.startswith(
        ("Các", "Những", "Toàn", "Tất", "Sở, ", "Ban, ", "Thủ trưởng", "Người đứng đầu", "Lãnh đạo"), start
    )
    position, end, lower_run, words, free = head_end, head_end, 0, 0, -1
    qualified = _QUALIFIED.match(text, head_end)
    if qualified:
        position = end = qualified.end()
    while position < stop:
        if text[position] in ",;/":
            joined = _inside_list(text, position, group or " các " in text[start:position])
            if not joined:
                break
            position = end = free = joined
            continue
        if text[position] in ":.":
            break
        if text[position] == " ":
            position += 1
            continue
        if text[position] == "(":
            closing = text.find(")", position, position + 260)
            if closing < 0:
                break
            position = end = closing + 1
            continue
        word = _WORD.match(text, position)
        if not word:
            break
        bare = word[0].rstrip(_CLOSERS)
        if bare in ("và", "hoặc", "cùng", "-", "–"):
            if bare == "cùng" or not _goes_on(text, position + len(bare) + 1, group or " các " in text[start:position]):
                break
            position = end = position + len(bare)
            free, lower_run = position + 1, 0
            continue
        if not bare:
            break
        if bare == "có" and not group and not text.startswith("có liên", position) and " các " not in text[start:position]:
            break
        if bare[0].islower():
            attached = _ATTACHED.match(text, position)
            if attached:
                position = end = attached.end()
                continue
            if (
                position != free
                and is_predicate(text, position)
                and not _belongs(text, start, position, end)
                and not text.endswith("được", 0, end)
            ):
                break
            lower_run += 1
            if lower_run > 14:
                break
        else:
            lower_run = 0
            if words and capital_predicate(text, position) and not _OFFICE.search(text[start:end]):
                break
            if (
                words
                and bare == "Sở"
                and not text[start:end].endswith(("đốc", "Lãnh đạo", "Văn phòng", "Thanh tra", "các", "các cơ quan"))
            ):
                break
            if (
                words
                and bare in ("Chủ", "Bộ")
                and _HEAD.match(text, position)
                and text[position - 1] == " "
                and lower_run > 2
            ):
                break
        words += 1
        position = end = position + len(bare)
        if word[0] != bare and word[0][len(bare)] in '.:)”"':
            break
    return end


def _belongs(text: str, start: int, position: int, end: int) -> bool:
    """Whether a predicate-like word is part of a body's name: right after "Ban", "Trung tâm", "cơ quan" with a later predicate."""
    before = text[start:end].rstrip()
    inner = _INSIDE.match(text, position)
    if not inner:
        return False
    if before.endswith("Ban") and inner[0] in (
        "chỉ đạo",
        "chỉ huy",
        "quản lý",
        "tổ chức",
        "vận động",
        "soạn thảo",
        "giám sát",
    ):
        return True
    if before and not text[start].islower() and _NOMINAL.match(text, position):
        after = inner.end()
        if text[after : after + 2].strip().isupper() and not _HEAD.match(text, after + 1) and lower_case_name(before):
            return True
        if (
            text[after : after + 1] == " "
            and is_predicate(text, after + 1)
            and not text.startswith(("và ", "theo "), after + 1)
        ):
            return True
    if _OFFICE.search(before):
        return text[inner.end() : inner.end() + 1] == " " and _later_predicate(text, inner.end(), 12)
    if _PLAIN_OFFICE.search(before):
        if (
            inner[0] in ("quản lý", "chủ quản", "đăng ký", "soạn thảo", "giúp việc")
            and text[inner.end() : inner.end() + 1] == " "
        ):
            return True
        if inner[0] in ("tổ chức", "xây dựng", "phòng") or text[inner.end() : inner.end() + 1] != " ":
            return False
        return inner[0] != "thực hiện" and _later_predicate(text, inner.end(), 9 if inner[0] != "phối hợp" else 4)
    return False


def lower_case_name(before: str) -> bool:
    """Whether the name so far is of a kind that goes on with small words ("Ban quản lý Khu …", "Khu …")."""
    return before.startswith(("Ban quản lý", "Ban Quản lý", "Trung tâm", "Viện", "Cục", "Vụ", "Ban ", "Quỹ"))


def _later_predicate(text: str, position: int, words: int) -> bool:
    """Whether one of the next `words` words starts a predicate before any punctuation (or the name simply ends)."""
    for word in _WORD.finditer(text, position + 1, position + 120):
        if words == 0:
            return False
        if is_predicate(text, word.start()):
            return True
        if word[0][-1] in ",;.:":
            return word[0][-1] == ":"
        words -= 1
    return True


def _inside_list(text: str, comma: int, group: bool) -> int:
    """Where to go on when the separator at `comma` stands inside one actor, else 0."""
    following = comma + 1
    while following < len(text) and text[following] == " ":
        following += 1
    if text.startswith("và ", following):
        following += 3
    if text[comma] == ";":
        return 0
    return following if _goes_on(text, following, group) else 0


def _goes_on(text: str, position: int, group: bool) -> bool:
    """Whether what follows a separator still belongs to the same actor."""
    if position >= len(text):
        return False
    if _GROUP.match(text, position) or _NAMED_PLACE.match(text, position):
        return False
    if text[position].isupper():
        if text.startswith(("Thủ trưởng", "Ngành", "Ban, ngành", "Ban ngành", "Đoàn thể")) and group:
            return True
        return not _HEAD.match(text, position)
    if _short_tail(text, position):
        return True
    if not group:
        return bool(
            re.match(
                r"(?:thành ủy|tỉnh ủy|đảng ủy|chính quyền|thường trực|lực lượng|thành phố|thị xã|phường|xã|đặc khu"
                r"|thị trấn|huyện|quận|tỉnh|ngành|ban)(?!\w)",
                text[position : position + 16],
            )
        ) and not is_predicate(text, position)
    if text.startswith("tổ chức", position):
        return bool(_BODIES.match(text, position))
    if text.startswith(("truyền thông", "tuyên truyền"), position) and "báo chí" in text[max(0, position - 14) : position]:
        return True
    found = _BARE_GROUP.match(text, position)
    return bool(found) and not is_predicate(text, position)


def _short_tail(text: str, position: int) -> bool:
    """One to three small words, then a predicate: the rest of a name ("khám bệnh, chữa bệnh chịu trách nhiệm")."""
    if is_predicate(text, position) or text.startswith(("nhất là", "đặc biệt", "trong đó", "kể cả", "bao gồm"), position):
        return False
    for count, word in enumerate(_WORD.finditer(text, position, position + 40)):
        if count and is_predicate(text, word.start()):
            return True
        if count > 2 or word[0][-1] in ",;.:" or not word[0].islower():
            return False
    return False


def _distributed(text: str, position: int) -> tuple[list[Actor], int] | None:
    """ "Các Bộ: Quốc phòng, Công an" → two ministries; "các Tập đoàn: A, B" → two groups."""
    plural = _PLURAL_FIELD.match(text, position)
    if plural:
        noun = plural[2][0].upper() + plural[2][1:]
        noun = f"{plural[1]} {noun}" if plural[1] else noun
        actors: list[Actor] = []
        at = plural.end()
        while True:
            name = _FIELD.match(text, at)
            if not name or text[name.end() : name.end() + 1].isalnum():
                break
            actors.append(Actor(f"{noun} {name[0]}", at, name.end()))
            end = name.end()
            separator = _SEPARATOR.match(text, end)
            if not separator:
                break
            at = separator.end()
        if actors:
            return actors, actors[-1].end
    return _distributed_names(text, position)


_UPPER = "A-ZĐÂĂƯÔƠÊÁÀẢÃẠẤẦẨẪẬỦÍÌÝÚÓ"
_CAPITALS = re.compile(rf"[{_UPPER}][\w&.]*(?:[ \-][{_UPPER}][\w&.]*)*")
_LISTED = re.compile(rf"[{_UPPER}][^,;:.()]*?(?=\s*(?:[,;:.()]|\svà\s[{_UPPER}]|\Z))")


def _until_predicate(text: str, start: int, end: int) -> str:
    """The name in ``text[start:end]`` up to a predicate."""
    for word in _WORD.finditer(text, start, end):
        if word.start() > start and word[0][0].islower() and is_predicate(text, word.start()):
            return text[start : word.start()]
    return text[start:end]


def _distributed_names(text: str, position: int) -> tuple[list[Actor], int] | None:
    plural = _PLURAL_NAME.match(text, position, position + 110)
    if not plural or not actor_begins(text, position):
        return None
    before = (plural["before"] or "").strip()
    noun = plural["noun"]
    actors: list[Actor] = []
    at = plural.end()
    while True:
        name = (_LISTED if ":" in plural[0] else _CAPITALS).match(text, at, min(len(text), at + 60))
        if not name or _HEAD.match(text, at):
            break
        word = _until_predicate(text, at, name.end()).rstrip(" .")
        kind = noun
        if "thành phố" in noun.lower() and "tỉnh" in noun.lower():
            kind = "thành phố" if word in CITIES else "tỉnh"
        actors.append(
            Actor(f"{before} {kind} {word}".strip() if before else f"{kind[0].upper()}{kind[1:]} {word}", at, at + len(word))
        )
        separator = _SEPARATOR.match(text, at + len(word))
        if not separator:
            break
        at = separator.end()
    return (actors, actors[-1].end) if actors else None
