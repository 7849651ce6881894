"""Giao việc: the tasks of one block, with the addressees it names or inherits."""

from __future__ import annotations

import re

from congvu.core.directive_text.actors import Actor, actor_begins, read_actors
from congvu.core.directive_text.drafts import Draft, Unit, decide, group_units, is_modal, read_units, tells
from congvu.core.directive_text.headings import Mood, Scope
from congvu.core.directive_text.layout import Block
from congvu.core.directive_text.orders import Force, Order
from congvu.core.directive_text.state import State, TaskDraft

_REPORTS = re.compile(
    r"(?:ban hành|ký|có|gửi|tại)\s(?:ban hành\s)?(?:Kế hoạch|kế hoạch|Công văn|công văn|Chỉ thị|chỉ thị"
    r"|Công điện|công điện|Văn bản|văn bản|Thông báo|Quyết định|Kết luận|kết luận|ý kiến chỉ đạo)|Theo "
    r"(?:đó|kế hoạch|chỉ thị|Kế hoạch|Chỉ thị|Công điện|công điện|Công văn|công văn|văn bản|Quyết định)"
)
# The words under a picture.
_PICTURED = re.compile(r"(?:\.|[-–])\s(?:Ảnh|Nguồn ảnh)(?: minh (?:họa|hoạ)|\s?:[^.:]{2,60})?\.?\s*\Z")
_AHEAD = re.compile(r"(?:Trong thời gian tới|Thời gian tới|Từ nay đến)[,\s]")
_FIRST_REPORT = re.compile(r"(?:Ngày|Mới đây|Vừa qua|Chiều|Sáng|Đó là|Nhằm|Thực hiện|Tại)\s")


# "Về đề nghị …: X …": what was asked for is a title of what X is to do.
_REQUESTED = re.compile(r"Về (?:việc )?(?:đề nghị|kiến nghị|đề xuất)[^.]{10,900}?:\s(?=[A-ZĐ])")
# "Về …; …; …: X …" with semicolons in the topic: what is ordered comes after the colon.
_LONG_TOPIC = re.compile(r"(?:Về|Đối với|Liên quan)\s[^.:]{3,900};[^.:]{3,900}:\s(?=[A-ZĐ]|giao |đề nghị |yêu cầu )")
_DIRECTIVES = ("Chỉ thị", "Công điện", "Kế hoạch", "Công văn")  # kinds that order even without an introduction
_BRACKET = re.compile(r"\((?:giao )?(?=[A-ZĐ])")
_LEADS = re.compile(
    r"\s(?:chủ trì|là đầu mối|làm đầu mối|thực hiện|tham mưu)(?=\s?[,;)]|\s(?:trong|thực hiện|từ|đến|hằng|và|trước)\s)"
)
_BESIDE = ("Đối với", "Năm", "Riêng")  # subjects of one sentence only
_FOLLOWING_ON = ("Đồng thời", "Từ đó", "Qua đó")


def produce(state: State, index: int, start: int, *, stop: int | None = None, last_block: int | None = None) -> None:
    """Tasks of the block from `start`; `stop` leaves the rest out, `last_block` lets one task run over its bare
    list."""
    block = state.blocks[index]
    if state.outline.retelling and not block.marker and _PICTURED.search(block.text):
        return
    requested = _REQUESTED.match(block.text, start)
    if requested and actor_begins(block.text, requested.end()):
        start = requested.end()
    topic = 0 if requested else _topic_end(block, start)
    assessed = state.current_mood() is Mood.EXCLUDED
    mood = _turned(state, block, start)
    numbered = any(scope.numbered for scope in state.scopes)
    item = _is_item(state, block, mood, numbered)
    if assessed and mood is Mood.CONCLUSION and not block.marker:
        item = numbered = False  # an assessment that turns to what is to come goes on as prose
    setting = state.setting
    units = read_units(block, topic or start, state.masked.get(index, []), setting.year, setting.month)
    if stop is not None:
        units = [unit for unit in units if unit.end <= stop]
    before = [actor for _, actor in state.inherited()[0]]
    mood = _judge(state, index, units, mood, item=item, numbered=numbered or bool(block.marker))
    drafts = group_units(
        index, block.text, units, before, item=item, loose=mood <= Mood.CONCLUSION, marked=bool(block.marker)
    )
    if topic and drafts and drafts[0].start == topic:
        drafts[0].start = start
    if last_block is not None and last_block != index and drafts:
        drafts = drafts[-1:]
        drafts[0].last_block = last_block
        drafts[0].end = len(state.blocks[last_block].text)
    explicit: list[Actor] = []
    for draft in drafts:
        _add(state, draft, mood, explicit)
        if _has_subject(draft.order) and not block.text.startswith(_BESIDE, draft.start):
            explicit = draft.order.leads
    if block.marker and drafts and _has_subject(drafts[0].order) and last_block is None:
        state.open(Scope(block.rank, None, drafts[0].order.leads, [], index, block.text, True))


def _topic_end(block: Block, start: int) -> int:
    """Where the order begins behind a long topic of an item; 0 for other items."""
    found = _LONG_TOPIC.match(block.text, start) if block.marker else None
    if not found:
        return 0
    given = block.text.startswith(("giao ", "đề nghị ", "yêu cầu "), found.end())
    return found.end() if given or actor_begins(block.text, found.end()) else 0


def _has_subject(order: Order) -> bool:
    return order.force >= Force.SUBJECT and bool(order.leads)


def _turned(state: State, block: Block, start: int) -> Mood:
    """Mood in force; in a conclusion the words "Trong thời gian tới" end the assessment."""
    mood = state.current_mood()
    if mood is Mood.EXCLUDED and state.outline.kind == "Thông báo" and _AHEAD.match(block.text, start):
        for scope in state.scopes:
            if scope.mood is Mood.EXCLUDED:
                scope.mood = Mood.CONCLUSION
        return Mood.CONCLUSION
    return mood


def _is_item(state: State, block: Block, mood: Mood, numbered: bool) -> bool:
    """Whether the block is one item (a task as a whole) or running prose (a task each sentence)."""
    if state.outline.retelling and not block.marker:
        return False
    return bool(block.marker) or numbered or mood is Mood.ORDERING


def _judge(state: State, index: int, units: list[Unit], mood: Mood, *, item: bool, numbered: bool) -> Mood:
    """Decides for each unit whether it orders and keeps the running subject of prose; gives the mood at the end."""
    text = state.blocks[index].text
    retelling = state.outline.retelling
    least = Force.SUBJECT if retelling else Force.ASSIGNED
    joined, previous, above = False, True, False
    told = item and len(units) > 2 and not units[0].order.leads and tells(text[units[0].start : units[0].end])
    listed = bool(state.blocks[index].marker) and state.outline.kind in _DIRECTIVES
    for number, unit in enumerate(units):
        piece = text[unit.start : unit.end]
        if retelling and state.mood is Mood.NARRATIVE and _REPORTS.search(piece):
            state.mood = Mood.CONCLUSION
            if mood is Mood.NARRATIVE and not _FIRST_REPORT.match(piece):
                mood = Mood.CONCLUSION
        running = bool(state.running) and not numbered
        unit.orders = decide(
            unit, text, mood, state.setting.issuer, item=item, running=running, retelling=retelling, listed=listed
        )
        order = unit.order
        if item:
            unit.orders = unit.orders and (number == 0 or order.force >= Force.IMPERATIVE or is_modal(piece))
            unit.orders = unit.orders and not (told and order.force < Force.SUBJECT)
        elif unit.orders and order.force < Force.ASSIGNED and not previous:
            if joined:
                unit.orders = False
            elif piece.startswith(_FOLLOWING_ON):
                unit.orders = order.force is Force.SUBJECT
        above = piece.startswith("Trên đây") or (above and joined)
        if above and order.force < Force.SUBJECT:
            unit.orders = False
        nobody = not (order.leads or state.inherited()[0])
        if retelling and not item and nobody and order.force < Force.ASSIGNED:
            unit.orders = False  # a story that has addressed nobody yet
        joined, previous = unit.sign == ";", unit.orders
        if unit.orders and order.assigner and not state.assigner:
            state.assigner = (index, order.assigner[0])
        if unit.orders and order.leads and not item and order.force >= least and not piece.startswith(_BESIDE):
            state.running = [(index, actor) for actor in order.leads]
    return mood


def _in_brackets(text: str, draft: Draft) -> list[Actor]:
    """The lead of an item in brackets behind it: "… diễn tập (Sở X chủ trì, trong quý III)"."""
    if draft.last_block != draft.block:
        return []
    for found in _BRACKET.finditer(text, draft.start, draft.end):
        actors, end = read_actors(text, found.end())
        if actors and _LEADS.match(text, end):
            return actors
    return []


_SAME_BODY = re.compile(
    r"((?:Bộ|Sở|Cục|Ban|Cơ quan|Đơn vị|Địa phương|Tỉnh|Thành phố|Huyện|Xã|Phường|Công ty)) này\Z", re.I
)


def _named_before(state: State, leads: list[tuple[int, Actor]]) -> list[tuple[int, Actor]]:
    """The body meant by "Bộ này", "Sở này": the last lead whose name begins with that noun; empty where none is."""
    found = _SAME_BODY.match(leads[0][1].name) if len(leads) == 1 else None
    if not found:
        return []
    for task in reversed(state.tasks[-4:]):
        if len(task.leads) == 1 and task.leads[0][1].name.lower().startswith(f"{found[1].lower()} "):
            return [] if _SAME_BODY.match(task.leads[0][1].name) else task.leads
    return []


def _add(state: State, draft: Draft, mood: Mood, explicit: list[Actor]) -> None:
    """Adds the task with its own subject, the one before it in the same block, or the inherited one."""
    order = draft.order
    leads: list[tuple[int, Actor]]
    coordinators: list[tuple[int, Actor]] = []
    inherited = False
    bracketed = [] if _has_subject(order) else _in_brackets(state.blocks[draft.block].text, draft)
    if bracketed:
        leads = [(draft.block, actor) for actor in bracketed]
    elif _has_subject(order):
        leads = [(draft.block, actor) for actor in order.leads]
        meant = _named_before(state, leads)
        leads, inherited = meant or leads, bool(meant)
    elif explicit:
        leads, inherited = [(draft.block, actor) for actor in explicit], True
    else:
        inherited = True
        leads, coordinators = state.inherited()
    heading = state.scopes[-1].block if state.scopes else -1
    state.tasks.append(TaskDraft(draft, leads, inherited, coordinators, heading, mood))
