"""Chỉ tiêu: quantified goals inside what is ordered or under a heading of goals; not statistics, thresholds or rates."""

from __future__ import annotations

import re
from datetime import date

from congvu.core.directive_text.actors import actor_begins, read_actors
from congvu.core.directive_text.deadlines import covered, find_deadlines
from congvu.core.directive_text.layout import Block
from congvu.core.directive_text.model import Span, Target
from congvu.core.directive_text.outline import Outline, Zone
from congvu.core.directive_text.predicates import opening_verb
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
_WORDS = "|".join(sorted(map(re.escape, _COMPARE), key=len, reverse=True))
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_COUNTED = (
    "cơ sở dữ liệu|căn nhà|căn|km|hộ|lớp|cuộc|mô hình|doanh nghiệp|sản phẩm|trường|lượt|ha|nền tảng|thủ "
    "tục|trạm|tấn|tỷ đồng|triệu đồng|nghìn tỷ đồng|hợp tác xã|chuyên mục|khóa|buổi|hội nghị|tin, bài|tin "
    "bài|bài|phóng sự|điểm|cơ sở|dự án|công trình|công chức|viên chức|bác sĩ|giường bệnh"
)
_QUANTITY = re.compile(
    rf"(?:(?<!\w)(?P<word>{_WORDS})\s?(?:là\s|đạt\s|(?P<closer>từ|trên|tối thiểu|ít nhất|không dưới)\s)?)?"
    rf"(?P<number>{_NUMBER})\s?(?:%?\s?(?:-|–"
    rf"|đến)\s?(?P<upper>{_NUMBER})\s?)?(?:(?P<percent>%)|\s?(?P<unit>{_COUNTED})(?!\w))(?:\s?(?P<more>trở "
    rf"lên))?"
)
_GOAL = re.compile(
    r"(?:phấn đấu|bảo đảm|đảm bảo|đạt|hoàn thành|cắt giảm|giảm|tăng|công khai|mục tiêu|chỉ tiêu|hoàn thiện"
    r"|xây dựng|triển khai|có|tỷ lệ|ít nhất|tối thiểu|thực hiện|duy trì|nâng|số hóa|giải ngân|phủ|đơn giản hóa|tiết kiệm"
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
    r"[;.)(]|,(?!\s?(?:bảo hiểm|hợp tác xã|hộ kinh|đơn vị|doanh nghiệp|cơ quan|viên chức|người lao động"
    r"|kết quả))|\s(?:trên|thuộc|để|nhằm|theo|trong|so với|tại|bảo đảm|đảm bảo|phục vụ|được|có|vào|với"
    r"|góp phần|trước|chậm nhất|đến|khi|phải|do|đáp ứng|ngay|bằng|qua|từ)\s|\svà\s(?=\d|ít nhất|tối thiểu"
    r"|trên|giảm|tăng|đạt)|\s(?:đạt|lên)\s"
)
_FACT = re.compile(
    r"(?:[Hh]iện nay|[Hh]iện có|[Hh]iện tại|đến nay|[Tt]ính đến|ước đạt|ước |cùng kỳ|so với|năm trước|đã đạt"
    r"|chỉ đạt|mới đạt|tăng trưởng cao)(?!\w)"
)
_DIGIT = re.compile(r"\d")
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
    seen: set[int] = set()
    for number, task in enumerate(tasks):
        if any(
            plan.kind == "lead" and blocks[plan.block].row >= 0 and outline.zones[plan.block] is Zone.ANNEX
            for plan in task.fields
        ):
            continue
        draft = task.draft
        stop = draft.end if draft.last_block == draft.block else len(blocks[draft.block].text)
        targets.extend(_in_range(blocks[draft.block], draft.start, stop, masked.get(draft.block, []), number, dues[number]))
        seen.add(draft.block)
    goals = False
    for index, block in enumerate(blocks):
        if outline.zones[index] is not Zone.BODY or index in seen:
            continue
        if block.marker and block.rank <= 4 and len(block.text) < 160 and block.text[-1] not in ".;":
            title = fold_same_length(block.text[block.body : block.body + 40])
            goals = title.startswith(("muc tieu", "chi tieu", "cac chi tieu", "cac muc tieu")) or (goals and block.rank > 3)
            continue
        if goals or _GOAL_LINE.match(block.text, block.body):
            targets.extend(_in_range(block, block.body, len(block.text), masked.get(index, []), None, None))
    targets.sort(key=lambda target: target.span.start)
    return targets


def _in_range(
    block: Block, start: int, stop: int, masked: list[tuple[int, int]], clause: int | None, due: date | None
) -> list[Target]:
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
        if _NOT_GOAL.search(before[-60:]) or not (found["percent"] or _goal_count(found, before)):
            continue
        sentence = text[max(start, found.start() - 200) : found.start()].rpartition(". ")[2]
        if _FACT.search(sentence) and not re.search(r"(?:phấn đấu|mục tiêu|bảo đảm|đảm bảo)", sentence):
            continue
        if not found["word"] and not _GOAL.search(before) and not (previous and found.start() - previous[0] < 60):
            continue
        target = _target(block, found, before, stop, clause, due, previous)
        if target:
            results.append(target)
            previous = (found.end(), target.comparator)
    return results


def _goal_count(found: re.Match[str], before: str) -> bool:
    """Whether a counted noun is a goal: a comparator of quantity, or a verb of making right before it."""
    if found["word"] in ("ít nhất", "tối thiểu", "trên", "đạt"):
        return True
    return bool(
        re.search(r"(?:hoàn thiện|xây dựng|hoàn thành|phấn đấu có|phấn đấu|phát triển|tổ chức)\s\Z", before)
    ) and found["unit"] not in ("điểm", "bài", "dự án", "công trình")


def _goal_end(text: str, start: int, stop: int) -> int:
    """End of the words that say of what the quantity is a share or count."""
    at = start
    while at < stop and text[at] == " ":
        at += 1
    if text.startswith("trong tổng", at):
        at += 6
    if actor_begins(text, at):
        return min(stop, max(start, read_actors(text, at, limit=max(0, stop - at))[1]))
    position = at if text.startswith("trong tổng", at - 6 if text.startswith("tổng", at) else at) else start
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
    comparator = _COMPARE.get(found["closer"] or found["word"] or "", "=")
    if found["more"]:
        comparator = ">="
    begin = found.start()
    if found["word"] in ("đạt", "từ", "khoảng", "đủ") and not (found["word"] == "từ" and found["more"]):
        begin = found.start("closer") if found["closer"] and found["closer"] != "từ" else found.start("number")
        if found["closer"] == "từ" and found["more"]:
            begin = found.start("closer")
    if not found["word"] and previous and text[previous[0] : found.start()].rstrip().endswith(" và"):
        comparator = previous[1]
    aimed = _AIMED.search(before)
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
    years = find_deadlines(text, max(0, found.start() - 90), min(stop, end + 40), [], None, None)
    when = next((item.on for item in years if item.on), None)
    return Target(
        Span(*block.span(start, end)), text[start:end], quantity, upper, "%" if found["percent"] else found["unit"],
        comparator, of or None, when or due, clause, 0.8,
    )  # fmt: skip
