"""Khung câu giao việc: who speaks before the work is given: a body, a person with a title, "do X chủ trì", "như sau:".

"X yêu cầu Y làm Z": X speaks and is no addressee. The frame ends where the addressee or the work begins.
"""

from __future__ import annotations

import re

_UP = "A-ZĐÂĂƯÔƠÊÁÀẢÃẠẤẦẨẪẬỦÍÌÝÚÓ"
# "… (vừa) ban hành Công văn số … " before the word of assigning.
_PAPER = (
    r"(?:ký )?(?:ban hành|có|ra|gửi|ký)\s(?:công văn|văn bản|chỉ thị|công điện|thông báo|Công văn|Văn bản|Chỉ thị"
    r"|Công điện|Thông báo)(?: (?:hỏa tốc|khẩn))?(?: số [^,;:.]{3,70}?)?,?\s"
)
BY_PAPER = re.compile(_PAPER)
ISSUED = re.compile(
    r"\s?,?\s?(?:(?:đã|tiếp tục|cũng|đồng thời|nghiêm túc|lưu ý|có công văn|ban hành|tại [^,;]{3,80},|vừa"
    r"|mới đây|hôm nay|mới|chỉ thị"
    r"|còn|trân trọng|kính|có ý kiến|nhấn mạnh,?|và|có văn bản|có chỉ đạo)\s"
    rf"|{_PAPER})*(?P<verb>yêu cầu|giao cho|giao"
    r"|đề nghị|phân công|ủy quyền cho|ủy "
    r"quyền|uỷ quyền|kêu gọi|chỉ đạo|thống nhất giao|quyết định giao|lưu ý)(?:\s?:)?\s+(?:cho\s+)?(?::\s*)?"
)
#: "… vừa gửi công văn đến (the addressees) yêu cầu …".
SENT_TO = re.compile(
    r"(?:\s\([^)]{2,60}\))?\s(?:(?:đã|vừa|mới|có|tiếp tục)\s)*(?:gửi|ban hành|ra)?\s?(?:công văn|văn bản"
    r"|công điện|thông báo|Công văn|Văn bản)(?: (?:hỏa tốc|khẩn))?(?: số [^,;:.]{3,60}?)?"
    r"\s(?:gửi đến|gửi tới|gửi|đến|tới|cho)\s"
)
#: "… chuyển nội dung nêu trên đến Ban X để nghiên cứu, xử lý".
TRANSFER = re.compile(r"\s(?:xin |kính )?chuyển\s[^;:.]{3,160}?\s(?:đến|tới|cho)\s(?=[A-ZĐỦ]|các\s)")
HANDLING = re.compile(r"\s?,?\sđể\s(?=nghiên cứu|xử lý|giải quyết|xem xét|kiểm tra|tham mưu|trả lời)")
#: A head of government at a meeting: told, not ordered.
PRESIDES = re.compile(
    r"\s(?:đã |vừa )?(?:(?:đồng )?chủ trì (?:[Pp]hiên|cuộc|buổi|[Hh]ội nghị|[Ll]ễ)|dự\s|tham dự|phát biểu|đến thăm)"
)
ASKING = re.compile(r"\s?,?\s?(?:để |về việc |trong đó )?(?:yêu cầu|đề nghị)\s")
#: Behind a comma or semicolon a head of government or of a committee speaks.
FRAME = re.compile(
    r"(?:[,;] | (?:thì |(?=Thủ tướng Chính phủ )(?<=[a-zà-ỹ] )(?<!của )(?<!do )(?<!với )(?<!và )(?<!cho )(?<!là )))"
    r"(?=(?:Thủ tướng Chính phủ|Phó Thủ tướng|Chính phủ|Bộ trưởng Bộ [^,;.:]{3,45}"
    r"|(?:Phó )?Chủ tịch (?:UBND|Ủy ban nhân dân) [^,;.:]{2,40}|(?:UBND|Ủy ban nhân dân) [^,;.:]{2,40}?)"
    r"\s(?:trân trọng |tiếp tục |đã |vừa |cũng |chỉ thị )?(?:yêu cầu|đề nghị|giao)(?: cho)?:?\s(?!được))"
)
# "… về … (sau đây gọi là …) yêu cầu": a long name with its alias before the frame.
ALIASED = re.compile(
    r"[^;:.()]{0,220}\((?:sau đây|gọi tắt|gọi là)[^)]{1,140}\)\s(?P<verb>yêu cầu|đề nghị"
    r"|giao)\s(?:cho\s)?"
)
_VERBS = r"(?:yêu cầu|đề nghị|giao|lưu ý|chỉ đạo|phân công)"
_PERSON = re.compile(
    rf"(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Đđ]/c)\s[{_UP}][\w]*(?:\s[{_UP}][\w]*){{0,3}}"
    rf"(?:\s?[-–,]\s?[^;:.]{{3,110}}?,?)?(?=\s(?:(?:đã|cũng|vừa|còn|nhấn mạnh,?|tiếp tục|đồng thời|và)\s)*{_VERBS}\s)"
)
_SPOKEN = re.compile(
    r"\s?(?:đã |vừa |cũng )?(?:có (?:ý kiến|kết luận)|kết luận|chỉ đạo|cho ý kiến)"
    r"(?: (?:chỉ đạo|kết luận|như sau|cụ thể|cụ thể như sau|sau|một số nội dung))*\s?:\s(?=\S)"
)
_DONE_BY = re.compile(
    r"(?:Việc|Nội dung|Nhiệm vụ|Công tác|Công việc|Phần việc|Các nội dung|Các nhiệm vụ)\s[^;:.]{0,220}?\s"
    r"(?:do|được giao cho|giao cho|được giao)\s"
)
_DOES = re.compile(
    r"\s?(?:chủ trì|làm đầu mối|đảm nhiệm|đảm nhận|thực hiện|chịu trách nhiệm|phụ trách|tham mưu|triển khai|tổ chức"
    r"|theo dõi|hướng dẫn|xây dựng|,)"
)
_SAID = re.compile(r"\s?(?:đã |cũng |còn )?(?:nhấn mạnh|lưu ý|nêu rõ|khẳng định|chỉ rõ)(?: rằng)?\s?[,:]\s(?=\S)")
_SENT = re.compile(
    r"(?:Kết quả|Báo cáo|Hồ sơ|Văn bản|Danh sách|Ý kiến|Số liệu)(?:\s[^,;:.]{2,70}?)?\s(?:đề nghị |yêu cầu |xin )?"
    r"(?:gửi|báo cáo|phản ánh)\s(?:về|cho|đến|tới|trước|[A-ZĐ])"
    r"|(?:Kết quả|Báo cáo|Hồ sơ|Văn bản|Danh sách|Ý kiến|Số liệu)\s[^;:.]{3,260}?\s(?:đề nghị|yêu cầu)\s(?:được )?"
    r"(?:gửi|báo cáo)\s(?:về|cho|đến|tới)\s"
)
_HIGH = re.compile(
    r"(?:Phó )?(?:Thủ tướng|Chủ tịch|Bộ trưởng|Bí thư|Tổng Bí thư)|(?:UBND|Ủy ban nhân dân) (?:tỉnh|thành)"
)

# The main clause behind a condition: ", cơ quan chủ trì có trách nhiệm …".
_MAIN = re.compile(
    r",\s(?:thì )?((?:(?:các|những) )?(?:cơ quan|đơn vị|chủ đầu tư|địa phương|nhà thầu|tổ chức|cá nhân|người đứng đầu"
    r"|thủ trưởng|sở|bộ|doanh nghiệp)\s?[^;:.]{0,90}?)\s(?=có trách nhiệm|phải|cần|chịu trách nhiệm|chủ động|kịp thời"
    r"|báo cáo|phản ánh|có văn bản|gửi|liên hệ)"
)
_IN_GROUP = re.compile(r"(?:các|những|mọi)\s[^,;.]{0,24}\Z|(?:cơ quan|đơn vị|sở|ban|ngành|địa phương)\Z", re.I)


def main_clause(text: str, start: int, end: int) -> int:
    """Where the subject of the main clause begins behind a condition; 0 where none is told by its form."""
    for found in _MAIN.finditer(text, start, end):
        if not _IN_GROUP.search(text[max(start, found.start() - 40) : found.start()]):
            return found.start(1)
    return 0


def person_end(text: str, place: int, end: int) -> int:
    """End of "ông Nguyễn Văn A - Phó Chủ tịch …" where a word of assigning follows; 0 elsewhere."""
    found = _PERSON.match(text, place, end) if text[place] in "ÔôBbĐđ" else None
    return found.end() if found else 0


def spoken_end(text: str, stop: int, end: int) -> int:
    """Where the work begins behind "… có ý kiến chỉ đạo như sau: ", "… nhấn mạnh, "; 0 elsewhere."""
    found = _SPOKEN.match(text, stop, end) or _SAID.match(text, stop, end)
    return found.end() if found and found.end() < end else 0


def done_by(text: str, place: int, end: int) -> int:
    """Where the doer begins in "Việc … do Sở X chủ trì"; 0 elsewhere."""
    found = _DONE_BY.match(text, place, end) if text[place] in "VNCP" else None
    return found.end() if found else 0


def is_sent(text: str, place: int, end: int) -> bool:
    """Whether a paper is to be sent to somebody: "Kết quả thực hiện gửi về Sở X trước ngày D"."""
    return text[place] in "KBHVDÝS" and bool(_SENT.match(text, place, end))


def does(text: str, position: int) -> bool:
    """Whether the words after the doer say that it is to lead or carry out."""
    return bool(_DOES.match(text, position))


def speaks_from_above(name: str) -> bool:
    """Whether a head of government or of a committee speaks, who notes and directs others."""
    return bool(_HIGH.match(name))
