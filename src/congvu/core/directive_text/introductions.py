"""Câu dẫn: a block that ends with a colon: an order to somebody, a conclusion, or an instruction with a bare list."""

from __future__ import annotations

import re

from congvu.core.directive_text.actors import Actor
from congvu.core.directive_text.coordination import read_coordinators
from congvu.core.directive_text.drafts import is_issuer
from congvu.core.directive_text.headings import Mood, Scope, mood_of
from congvu.core.directive_text.layout import Block
from congvu.core.directive_text.orders import Force, Order, duty_bearers, read_order
from congvu.core.directive_text.produce import produce
from congvu.core.directive_text.sentences import split_sentences
from congvu.core.directive_text.state import State

_CONCLUDES = re.compile(
    r"(?:kết luận|có ý kiến|ý kiến|chỉ đạo|kết luận, chỉ đạo)(?: (?:chỉ đạo|kết luận|chung|như|cụ thể|như sau"
    r"|các nội dung|một số nội dung|về))*[^.;]{0,40}\s?:\s?\Z"
)
_COMMANDS = re.compile(
    r"(?:(?:yêu cầu|giao|đề nghị|chỉ đạo|phân công|kêu gọi)[^.]{0,700}|(?:thực hiện|triển khai|tập trung"
    r"|tổ chức|làm tốt)[^.]{0,400}(?:sau|như sau|sau đây|trọng tâm|cụ thể|các nội dung|các nhiệm vụ|trong "
    r"đó)[^.]{0,50}):\s?\Z"
)
_WORK_FOLLOWS = re.compile(
    r"(?:nhiệm vụ|giải pháp|công việc|yêu cầu|nội dung|vấn đề)[^.:]{0,60}(?:sau|như sau|cụ thể|trọng "
    r"tâm)[^.:]{0,30}:\s?\Z"
)
_ANSWERS = re.compile(
    r"(?:xin|trân trọng) (?:báo cáo|trả lời|thông tin|giải trình)[^:]{0,200}:\s?\Z|(?:trả lời"
    r"|giải trình)[^:]{0,80}như sau\s?:\s?\Z"
)
#: "Theo Mục 2 Công điện … quy định như sau:": what a directive says is quoted, not a law.
_QUOTED = re.compile(
    r"\A[^;]{0,60}(?:Công điện|Chỉ thị|Công văn|Kết luận|Thông báo|Kế hoạch)\s[^;:]{3,120}"
    r"(?:quy định|nêu|nội dung|yêu cầu|hướng dẫn|chỉ đạo)[^;:]{0,60}(?:như sau|sau đây|sau)\s?:\s?\Z"
)
_PROMULGATES = re.compile(r"ban hành\s+(?:Kế hoạch|kế hoạch|Chương trình|chương trình|Chỉ thị)")
_ASKS = re.compile(
    r"\s?(?:ban hành|phát động|xây dựng (?:K|k)ế hoạch|triển khai (?:K|k)ế hoạch|yêu cầu|giao|đề nghị|chỉ đạo"
    r"|kết luận|có ý kiến|lưu ý|quyết định|thống nhất)"
)


def is_introduction(text: str) -> bool:
    """Whether a paragraph that ends with a colon introduces orders or a conclusion."""
    return bool(_CONCLUDES.search(text) or _COMMANDS.search(text))


def asks(text: str, position: int) -> bool:
    """Whether the predicate at `position` is one of asking or deciding, so that its subject is no addressee."""
    return bool(_ASKS.match(text, position))


def read_introduction(state: State, index: int, after: Block | None, place: int, rank: float) -> int | None:
    """Reads the introduction and opens its scope; gives the last block that was used up, None for a plain heading."""
    block = state.blocks[index]
    pieces = split_sentences(block.text, block.body)
    begin, end, _ = pieces[-1]
    if len(pieces) > 1:
        produce(state, index, block.body, stop=begin)
    order = read_order(block.text, begin, end)
    piece = block.text[begin:end]
    if order.past and not _CONCLUDES.search(piece) and not _PROMULGATES.search(piece):
        state.open(Scope(rank, Mood.NARRATIVE, [], [], index, block.text, bool(block.marker)))
        return index
    if order.force is Force.SUBJECT and is_issuer(order, state.setting.issuer):
        order = Order(Force.STATED, [], order.verb, [], order.predicate)
    if order.assigner and not state.assigner:
        state.assigner = (index, order.assigner[0])
    if after is not None and _is_one_task(state, order, piece, after, place):
        last = state.last_child(place)
        state.headings.discard(index)
        produce(state, index, begin, last_block=last)
        return last
    mood, leads = _mood_and_leads(state, block, order, piece, begin)
    if not block.marker and rank <= 6 and mood is not None and mood >= Mood.CONCLUSION:
        state.mood, state.scopes = mood, []
        if leads:
            state.general = [(index, actor) for actor in leads]
            state.running = []
        return index
    beside = read_coordinators(block.text, order.predicate, end) if leads and "hối hợp" in piece else []
    if leads:
        state.running = []
    state.open(Scope(rank, mood, leads, beside, index, block.text, bool(block.marker)))
    state.label_from = len(state.tasks)
    return index


def _is_one_task(state: State, order: Order, piece: str, after: Block, place: int) -> bool:
    """An instruction with a list that only enumerates: the list belongs to it."""
    if order.force is Force.ASSIGNED:
        few = len(state.children(place)) < 2
        if not order.verb or few or after.rank <= 6 or _WORK_FOLLOWS.search(piece):
            return False
        return state.verbal_children(place) < 0.34
    if order.force < Force.IMPERATIVE or state.current_mood() < Mood.CONCLUSION or _CONCLUDES.search(piece):
        return False
    return not duty_bearers(piece, 0, len(piece)) and state.verbal_children(place) < 0.5


def _mood_and_leads(
    state: State, block: Block, order: Order, piece: str, begin: int
) -> tuple[Mood | None, list[Actor]]:
    """What the introduction says about the items below it and whom it addresses."""
    bearers = duty_bearers(block.text, begin, len(block.text))
    within = state.current_mood()
    if order.force is Force.ASSIGNED:
        return Mood.ORDERING, order.leads
    if bearers:
        return Mood.ORDERING, bearers
    if _ANSWERS.search(piece):
        return Mood.NARRATIVE, []
    if _QUOTED.search(piece):
        return Mood.ORDERING, []
    does = order.force is Force.SUBJECT and order.verb is not None and not _ASKS.match(block.text, order.predicate)
    if _CONCLUDES.search(piece) and not (does and block.marker):
        return Mood.CONCLUSION, []
    if _COMMANDS.search(piece) or order.force >= Force.IMPERATIVE:
        freed = order.force is Force.SUBJECT or (not block.marker and _WORK_FOLLOWS.search(piece))
        mood = Mood.ORDERING if within is not Mood.EXCLUDED or freed else Mood.EXCLUDED
        addressed = order.force is Force.SUBJECT and not _ASKS.match(block.text, order.predicate)
        return mood, order.leads if addressed else []
    if _PROMULGATES.search(piece):
        return Mood.CONCLUSION, []
    titled = mood_of(block.text[block.body :]) if block.marker else None
    if within is Mood.EXCLUDED and titled is Mood.ORDERING and block.rank > 2:
        return Mood.EXCLUDED, []
    return titled, []
