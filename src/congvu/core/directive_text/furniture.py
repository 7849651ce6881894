"""Đồ đạc trang web: what a web page puts around the text of a directive."""

from __future__ import annotations

import re

#: Furniture of web pages around a text; the beginning of a block, folded.
WEB = re.compile(
    r"(?:ban dich nay thuoc|cac noi dung duoc sua doi|cac noi dung cua vb nay|dang tai van ban|van ban "
    r"nay chua cap nhat|van ban lien quan|noi dung sua doi|file duoc dinh kem|luu tru\W*$|tai ve|tai ung "
    r"dung|xem them|tin lien quan|tin cung chuyen muc"
    r"|tin khac|bai moi dang|bai viet lien quan|tac gia\s?:|nguon tin|nguon\s?:|tran trong!|quy khach can"
    r"|quy khach vui|thua quy khach|thu vien phap luat|luoc do|van ban goc|ban in|chia se\W*$|facebook"
    r"|zalo\W*$|binh luan|copyright|ban quyen"
    r"|lien he toa soan|tin moi|doc nhieu|chu de\s?:|tu khoa|tags?\s?:|y kien cua ban|gui binh luan|in "
    r"bai viet|theo doi chung toi|danh gia bai viet|top\W*$|hotline|bo phap dien|click vao|ra chuot)"
)
_PASSING = re.compile(r"(?:>+ ?)?(?:tai ve|xem them|xem chi tiet)(?!\w)")
_LONG = 160  # letters of a paragraph that tells something


def is_passing(folded: list[str], lengths: list[int], index: int) -> bool:
    """Whether a link ("Tải về …", "Xem thêm: …") stands inside a story that goes on below it."""
    if not _PASSING.match(folded[index]):
        return False
    below = range(index + 1, min(len(folded), index + 12))
    return any(lengths[at] > _LONG and not WEB.match(folded[at]) for at in below)


#: A line of front matter.
METADATA = re.compile(r"[a-z_]{3,30}: ")


def own_mention(text: str, own: str) -> bool:
    """Whether a line below the signature is a page title that names the document ("Công văn 12/… năm 2025 …").

    `own` is the number of the document; where it is not known, any document named so will do.
    """
    return own in text.replace(" ", "") and bool(
        re.match(
            r"(?:Công văn|Công điện|Quyết định|Chỉ thị|Kế hoạch|Thông báo|Nghị quyết|Hướng dẫn|Kết luận|Chương "
            r"trình|Báo cáo|Quy chế)\s(?:số\s)?\d{1,6}[a-z]?[/-]\S{2,30}\s(?:năm|ngày)\s\d",
            text,
        )
    )
