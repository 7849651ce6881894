"""Chỉ tiêu: quantified goals inside what is ordered or under a heading of goals; not statistics, thresholds or
rates."""

from __future__ import annotations

import re
from datetime import date

from congvu.core.directive_text.actors import actor_begins, read_actors
from congvu.core.directive_text.body_words import HEAD
from congvu.core.directive_text.deadlines import covered, find_deadlines
from congvu.core.directive_text.layout import Block
from congvu.core.directive_text.model import Span, Target
from congvu.core.directive_text.outline import Outline, Zone
from congvu.core.directive_text.predicates import opening_verb
from congvu.core.directive_text.sentences import split_sentences
from congvu.core.directive_text.state import TaskDraft
from congvu.core.text.folding import fold_same_length
from congvu.core.text.numerals import parse_number

_COMPARE = {
    "ít nhất": ">=", "tối thiểu": ">=", "không dưới": ">=", "không thấp hơn": ">=", "≥": ">=", ">=": ">=",
    "trên": ">", "hơn": ">", "vượt": ">", "cao hơn": ">",
    "tối đa": "<=", "không quá": "<=", "không vượt quá": "<=", "≤": "<=",
    "dưới": "<", "thấp hơn": "<", "từ": "=", "đạt": "=", "khoảng": "=", "đủ": "=", ">": ">",
}  # fmt: skip
_RATE = re.compile(
    r"(?<!\w)((?:[Tt]ỷ lệ|[Tt]ăng trưởng|[Mm]ức độ)\s[^,;.:()]{3,60}?)(?:\s(?:đạt|là|bằng|phải đạt|lên))?\s*\Z"
)
_GOAL_LINE = re.compile(r"(?:Các )?(?:[Cc]hỉ tiêu|[Mm]ục tiêu)[^.:;]{0,30}:")
_GOAL_TITLE = re.compile(r"(?:(?:cac|mot so) )?(?:muc tieu|chi tieu)|phan dau .{0,60}(?:muc tieu|chi tieu)")
_WORDS = "|".join(sorted(map(re.escape, _COMPARE), key=len, reverse=True))
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_COUNTED = (
    "cơ sở dữ liệu|căn nhà|căn|km|hộ|lớp|cuộc|mô hình|doanh nghiệp|sản phẩm|trường|lượt|ha|nền tảng|thủ "
    "tục hành chính|thủ tục|trạm|tấn|tỷ đồng|triệu đồng|nghìn tỷ đồng|hợp tác xã|chuyên mục|khóa|buổi"
    "|hội nghị|tin, bài|tin "
    "bài|bài|phóng sự|điểm|cơ sở|dự án|công trình/dự án|công trình|công chức|viên chức|bác sĩ|giường bệnh|giường|tỷ USD"
    "|triệu USD|USD|tỉ đồng|nghìn tấn|triệu tấn|triệu lượt|nghìn lượt|lần|trạm phát sóng|căn hộ|nghìn căn|m2|MW"
    "|xã|phường"
    "|thôn|người|lao động|học sinh|cây|đề án|văn bản|TTHC|hệ thống|dịch vụ công|khu công nghiệp|cụm công nghiệp|tuyến"
    "|đơn vị|tổ chức|nhiệm vụ"
)
_COUNTED = "|".join(sorted(_COUNTED.split("|"), key=len, reverse=True))
_QUANTITY = re.compile(
    rf"(?:(?<!\w)(?P<word>(?i:{_WORDS}))\s?(?:là\s|đạt\s|(?:mục tiêu|chỉ tiêu|kế hoạch)\s"
    rf"|(?P<closer>từ|trên|tối thiểu|ít nhất|không dưới)\s)?)?"
    rf"(?P<number>{_NUMBER})\s?(?:%?\s?(?:-|–"
    rf"|đến)\s?(?P<upper>{_NUMBER})\s?)?(?:(?P<percent>%)|\s?(?P<unit>{_COUNTED})(?!\w)"
    rf"|(?P<rate>(?:\s[^\W\d]+){{0,4}}/\d[\d.]*(?:\s[^\W\d]+){{1,5}}))(?:\s?(?P<more>trở "
    rf"lên))?"
)
_GOAL = re.compile(
    r"(?:phấn đấu|bảo đảm|đảm bảo|đạt|hoàn thành|cắt giảm|giảm|tăng|công khai|mục tiêu|chỉ tiêu|hoàn thiện"
    r"|xây dựng|triển khai|có|tỷ lệ|ít nhất|tối thiểu|thực hiện|duy trì|nâng|số hóa|giải ngân|phủ|đơn giản hóa"
    r"|tiết kiệm|bãi bỏ|xóa bỏ|xử lý|rà soát|áp dụng|cập nhật|vận hành|bố trí"
    r"|tổ chức|phát triển|thu hút|kết nối|tiếp nhận)(?!\w)",
    re.I,
)
_NOT_GOAL = re.compile(
    r"(?:(?:thuế suất|lãi suất|thuế|phạt|mức phạt|quy mô|giá trị|doanh thu|trường hợp|nếu|chiếm|mới đạt"
    r"|chỉ đạt|đã đạt|đã|vốn điều lệ|sở hữu|tại|độ tuổi|cồn|hàm lượng|nồng độ|tài sản|số tiền|tương đương"
    r"|thu nhập|bình quân|so với|còn lại|trong số|trong tổng số|diện tích|hiện có|từ năm|mưa|lưu lượng"
    r"|lượng mưa|nguồn vốn|mức|kinh phí|Chlorine|có tỷ lệ|chi phí quản lý)\s[^,;.]{0,40})\Z"
)
_END = re.compile(
    r"[;.)(]|\s(?:gắn|trên|thuộc|để|nhằm|theo|trong|so với|tại|bảo đảm|đảm bảo|phục vụ|được|có|vào|với"
    r"|góp phần|trước|chậm nhất|đến|khi|phải|do|đáp ứng|ngay|bằng|qua|từ)\s|\svà\s(?=\d|ít nhất|tối thiểu"
    r"|trên|giảm|tăng|đạt)|\s(?:đạt|lên)\s"
)
_FACT = re.compile(
    r"(?:[Hh]iện nay|[Hh]iện có|[Hh]iện tại|đến nay|[Tt]ính đến|ước đạt|ước |cùng kỳ|so với|năm trước|đã đạt"
    r"|chỉ đạt|mới đạt|tăng trưởng cao|tháng đầu năm|tháng năm 20\d\d)(?!\w)"
)
_AIM = re.compile(r"(?:mục tiêu|chỉ tiêu|[Pp]hấn đấu|quyết tâm|đặt ra)(?!\w)")
_PAST_IN_GOALS = re.compile(
    r"(?:thấp|thuế suất|lãi suất|so với|[Hh]iện (?:nay|có)|đã đạt|mới đạt|cùng kỳ"
    r"|tính đến)[^,;.]{0,40}\Z"
)
_BEGINS = re.compile(r"(?:[^,;.:]{0,90}:)?\s*\Z")
# Who does something (a verb ends the name), against what something is done to.
_BODY_HEAD = re.compile(
    r"\s?(?:các |số |tổng số |toàn bộ )*(?:cơ quan|đơn vị|địa phương|[Ss]ở|ban|ngành|xã|phường|thôn|tổ dân phố"
    r"|khu dân cư"
    r"|trường|tổ chức|chính quyền|UBND|Ủy ban|doanh nghiệp|DNNVV|HTX|HKD|nhà đầu tư|hộ kinh doanh|hợp tác xã"
    r"|huyện|tỉnh|bộ|khu công nghiệp|khu công nghệ)(?!\w)"
)
_HAS = re.compile(r"\s(?:đều |đã |sẽ )?(?:được|có|đạt|phải|cần|là|biết|đủ điều kiện)(?!\w)")
_HARD_END = re.compile(
    r"[;.:(]|\skhi\s|\scủa (?:cả nước|[Tt]ỉnh|[Tt]hành phố|ngành)(?!\w)|,\s(?=trong đó|góp phần|bảo đảm"
    r"|đảm bảo|phấn đấu|trực tiếp|nhằm|để|đồng thời|\d|ít nhất|tối thiểu)"
    r"|\svà\s(?=\d|ít nhất|tối thiểu|trên \d|giảm|tăng|đạt)|\svà (?:đến )?(?=năm \d)|\s(?:vào|trong"
    r"|đến) (?:cuối )?(?:năm|tháng|quý|giai đoạn)\s"
)
_DOES = re.compile(
    r"\s(?:bố trí|tổ chức|huy động|triển khai|ứng dụng|xây dựng|hoàn thành|thực hiện|ban hành|sử dụng|đăng ký|tham gia"
    r"|cập nhật|cam kết|công khai|tiếp nhận|kết nối|áp dụng|duy trì|thành lập|bảo đảm|đảm bảo|đáp ứng|mỗi"
    r"|gương mẫu)(?!\w)"
)
_DIGIT = re.compile(r"\d")
_CONDITION = re.compile(r"(?<!\w)(?:khi|nếu|trường hợp|biến động|chênh lệch)\s[^,;.]{0,40}\Z", re.I)
_LOWERED = re.compile(
    r"(?:giảm|xuống|khống chế|kiểm soát|duy trì|giữ|kéo|phấn đấu|mục tiêu|chỉ tiêu|bảo đảm|đảm bảo)[^,;.]{0,60}\Z"
)
_AIMED = re.compile(r"(?:mục tiêu|chỉ tiêu)\s[^,;.()]{3,90}\(\Z")


def find_targets(
    blocks: list[Block],
    outline: Outline,
    tasks: list[TaskDraft],
    masked: dict[int, list[tuple[int, int]]],
    dues: list[date | None],
) -> list[Target]:
    """Targets in the tasks and in the sections of goals, in order."""
    targets: list[Target] = []
    seen: dict[int, list[tuple[int, int]]] = {}
    for number, task in enumerate(tasks):
        if any(
            plan.kind == "lead" and blocks[plan.block].row >= 0 and outline.zones[plan.block] is Zone.ANNEX
            for plan in task.fields
        ):
            continue
        draft = task.draft
        stop = draft.end if draft.last_block == draft.block else len(blocks[draft.block].text)
        targets.extend(
            _in_range(blocks[draft.block], draft.start, stop, masked.get(draft.block, []), number, dues[number])
        )
        seen.setdefault(draft.block, []).append((draft.start, stop))
    targets.extend(_outside_tasks(blocks, outline, masked, seen))
    targets.sort(key=lambda target: target.span.start)
    return targets


def _outside_tasks(
    blocks: list[Block],
    outline: Outline,
    masked: dict[int, list[tuple[int, int]]],
    seen: dict[int, list[tuple[int, int]]],
) -> list[Target]:
    """Targets under headings of goals, and elsewhere what is said to be aimed at."""
    targets: list[Target] = []
    goals = 99
    for index, block in enumerate(blocks):
        if outline.zones[index] is not Zone.BODY or (outline.retelling and index == 0):
            continue
        text = block.text
        if goals < 99 and block.marker and block.rank <= goals:
            goals = 99
        if block.marker and len(text) < 160 and text[-1] not in ".;" and index not in seen:
            title = fold_same_length(text[block.body :])
            if goals == 99 and _GOAL_TITLE.match(title):
                goals = block.rank
            if not _DIGIT.search(text, block.body) or "%" not in text:
                continue
        if index in seen:
            if outline.retelling:
                targets.extend(_between_tasks(block, masked.get(index, []), seen[index]))
            continue
        within = goals < 99 or bool(_GOAL_LINE.match(text, block.body))
        if not within and not _AIM.search(text):
            continue
        targets.extend(
            _in_range(block, block.body, len(text), masked.get(index, []), None, None, goals=within, aimed=not within)
        )
    return targets


def _between_tasks(block: Block, masked: list[tuple[int, int]], taken: list[tuple[int, int]]) -> list[Target]:
    """What a paragraph of a retelling says to be aimed at in the sentences that are no tasks."""
    targets: list[Target] = []
    for start, stop, _ in split_sentences(block.text, block.body):
        if _AIM.search(block.text, start, stop) and not any(one < stop and start < other for one, other in taken):
            targets.extend(_in_range(block, start, stop, masked, None, None, aimed=True))
    return targets


def _in_range(
    block: Block,
    start: int,
    stop: int,
    masked: list[tuple[int, int]],
    clause: int | None,
    due: date | None,
    *,
    goals: bool = False,
    aimed: bool = False,
) -> list[Target]:
    """Targets of ``text[start:stop]``. `goals`: every share is a goal; `aimed`: only what the sentence aims at."""
    text = block.text
    if not _DIGIT.search(text, start, stop):
        return []
    results: list[Target] = []
    previous: tuple[int, str] | None = None
    for found in _QUANTITY.finditer(text, start, stop):
        if covered(masked, found.start()):
            continue
        before = text[max(start, found.start() - 70) : found.start()]
        if before.count("“") > before.count("”"):
            continue
        sentence = text[max(start, found.start() - 320) : found.start()].rpartition(". ")[2]
        near = bool(previous and found.start() - previous[0] < 60)
        if not _is_goal(found, before, sentence, goals=goals, aimed=aimed, near=near):
            continue
        target = _target(block, found, before, stop, clause, due, previous)
        if target:
            results.append(target)
            previous = (found.end(), target.comparator)
    return results


def _is_goal(found: re.Match[str], before: str, sentence: str, *, goals: bool, aimed: bool, near: bool) -> bool:
    """Whether the quantity is aimed at where it stands; `near`: right behind another target."""
    if not found["percent"] and not _goal_count(found, before, goals=goals):
        return False
    aim = _AIM.search(sentence)
    if _CONDITION.search(before[-50:]):
        return False
    if (found["word"] or "").lower() == "dưới" and not goals and not _LOWERED.search(before):
        return False
    if goals:
        return not _PAST_IN_GOALS.search(before[-60:]) and not (_FACT.search(sentence) and not aim)
    reached = aim and (found["word"] == "đạt" or before.endswith("đạt ")) and not _FACT.search(sentence, aim.end())
    if _NOT_GOAL.search(before[-60:]) and not reached:
        return False
    if aimed:
        return aim is not None and not _FACT.search(sentence) and (near or bool(_GOAL.search(before)))
    if _FACT.search(sentence) and not re.search(r"(?:phấn đấu|mục tiêu|bảo đảm|đảm bảo)", sentence):
        return False
    return bool(found["word"] or _GOAL.search(before) or near or (found["percent"] and _BEGINS.match(before)))


def _goal_count(found: re.Match[str], before: str, *, goals: bool) -> bool:
    """Whether a counted noun is a goal: a comparator of quantity, or a verb of making right before it."""
    if found["rate"]:
        return goals and bool(found["word"] or before.endswith(("ở mức ", "còn ", "xuống ", "là ")))
    if (found["word"] or "").lower() in ("ít nhất", "tối thiểu", "trên", "đạt", "không dưới"):
        return True
    if (
        goals
        and found["unit"] not in ("lần", "điểm", "nhiệm vụ")
        and (found["word"] or before.endswith(("có ", "còn ")))
    ):
        return True
    return bool(
        re.search(r"(?:hoàn thiện|xây dựng|hoàn thành|phấn đấu có|phấn đấu|phát triển|tổ chức)\s\Z", before)
    ) and found["unit"] not in ("điểm", "bài", "dự án", "công trình")


def _goal_end(text: str, start: int, stop: int) -> int:
    """End of the words that say of what the quantity is a share or count: before the verb that follows, if one does."""
    stop = min(stop, start + 400)
    at = start
    while at < stop and text[at] == " ":
        at += 1
    if text.startswith(("trong tổng", "tổng"), at):
        return _object_end(text, at + text[at : at + 11].find("tổng"), stop)
    hard = _HARD_END.search(text, start, stop)
    limit = hard.start() if hard else stop
    has = _HAS.search(text, start, limit)
    comma = text.find(",", at, limit)
    while comma > 0 and not (opening_verb(text, comma + 2) or HEAD.match(text, comma + 2)):
        comma = text.find(",", comma + 1, limit)
    if comma > 0 and (not has or has.start() > comma):
        has, limit = None, comma
    if _BODY_HEAD.match(text, start):
        does = _DOES.search(text, at, has.start() if has else limit)
        has = does or has
    if has:
        return has.start()
    if actor_begins(text, at):
        return min(limit, max(start, read_actors(text, at, limit=max(0, stop - at))[1]))
    return _object_end(text, start, limit)


def _object_end(text: str, position: int, stop: int) -> int:
    while True:
        closing = _END.search(text, position, stop)
        joined = text.find(" và ", position, closing.start() if closing else stop)
        if joined < 0:
            return closing.start() if closing else stop
        if opening_verb(text, joined + 4):
            return joined
        position = joined + 4


def _target(
    block: Block,
    found: re.Match[str],
    before: str,
    stop: int,
    clause: int | None,
    due: date | None,
    previous: tuple[int, str] | None,
) -> Target | None:
    text = block.text
    quantity, upper = parse_number(found["number"]), parse_number(found["upper"]) if found["upper"] else None
    if quantity is None:
        return None
    comparator = _COMPARE.get((found["closer"] or found["word"] or "").lower(), "=")
    if found["more"]:
        comparator = ">="
    begin = found.start()
    word = (found["word"] or "").lower()
    if word in ("đạt", "từ", "khoảng", "đủ") and not (word == "từ" and found["more"]):
        begin = found.start("closer") if found["closer"] and found["closer"] != "từ" else found.start("number")
        if found["closer"] == "từ" and found["more"]:
            begin = found.start("closer")
    between = text[previous[0] : found.start()].rstrip() if previous else ""
    if not found["word"] and (between.endswith(" và") or (found["percent"] and between.endswith(","))):
        comparator = previous[1] if previous else comparator
    aimed = _AIMED.search(before)
    if aimed and before[: aimed.start()].endswith("vượt "):
        comparator = ">"
    if aimed:
        start, end = found.start() - len(before) + aimed.start(), min(stop, found.end() + 1)
        of = text[start : found.start() - 1].strip()
    else:
        end = _goal_end(text, found.end(), stop)
        start, of = begin, text[found.end() : end].strip()
        if found["unit"]:
            of = f"{found['unit']} {of}".strip()
        rate = None if of else _RATE.search(before)
        of = rate[1] if rate else of
    while end > start and text[end - 1] in " ,;.":
        end -= 1
    unit = "%" if found["percent"] else found["unit"] or (found["rate"] or "").strip()
    years = find_deadlines(text, max(0, found.start() - 90), min(stop, end + 40), [], None, None)
    when = next((item.on for item in years if item.on), None)
    return Target(
        Span(*block.span(start, end)), text[start:end], quantity, upper, unit,
        comparator, of or None, when or due, clause, 0.8,
    )  # fmt: skip
