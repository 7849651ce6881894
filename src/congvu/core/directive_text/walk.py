"""Duyệt: the walk down the body: headings open scopes, introductions address, items become tasks with inherited addressees."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from congvu.core.directive_text.actors import Actor, read_actors
from congvu.core.directive_text.drafts import Draft, decide, is_issuer, group_units, is_modal, read_units
from congvu.core.directive_text.headings import MEMBERS, Mood, Scope, heading_parties, mood_of
from congvu.core.directive_text.layout import Block
from congvu.core.directive_text.orders import Force, Order, duty_bearers, read_order
from congvu.core.directive_text.outline import Outline, Zone, is_enacting
from congvu.core.directive_text.plan_blocks import PlanField, read_label
from congvu.core.directive_text.sentences import split_sentences

_CONCLUDES = re.compile(r"(?:kết luận|có ý kiến|ý kiến|chỉ đạo|kết luận, chỉ đạo)(?: (?:chỉ đạo|kết luận|chung|như|cụ thể|như sau|các nội dung|một số nội dung|về))*[^.;]{0,40}\s?:\s?\Z")
_COMMANDS = re.compile(
    r"(?:(?:yêu cầu|giao|đề nghị|chỉ đạo|phân công|kêu gọi)[^.]{0,700}|(?:thực hiện|triển khai|tập trung|tổ chức|làm tốt)[^.]{0,400}(?:sau|như sau|sau đây|trọng tâm|cụ thể|các nội dung|các nhiệm vụ|trong đó)[^.]{0,50}):\s?\Z"
)
_WORK_FOLLOWS = re.compile(r"(?:nhiệm vụ|giải pháp|công việc|yêu cầu|nội dung|vấn đề)[^.:]{0,60}(?:sau|như sau|cụ thể|trọng tâm)[^.:]{0,30}:\s?\Z")
_PROMULGATES = re.compile(r"ban hành\s+(?:Kế hoạch|kế hoạch|Chương trình|chương trình|Chỉ thị)")

_REPORTS = re.compile(
    r"(?:ban hành|ký|có|gửi|tại)\s(?:ban hành\s)?(?:Kế hoạch|kế hoạch|Công văn|công văn|Chỉ thị|chỉ thị|Công điện|công điện|Văn bản|văn bản|Thông báo|Quyết định|Kết luận|kết luận|ý kiến chỉ đạo)|Theo (?:đó|kế hoạch|chỉ thị|Kế hoạch|Chỉ thị|Công điện|công điện|Công văn|công văn|văn bản|Quyết định)"
)
_ASKS = re.compile(r"\s?(?:ban hành|phát động|xây dựng (?:K|k)ế hoạch|triển khai (?:K|k)ế hoạch|yêu cầu|giao|đề nghị|chỉ đạo|kết luận|có ý kiến|lưu ý|quyết định|thống nhất)")
_AHEAD = re.compile(r"(?:Trong thời gian tới|Thời gian tới|Từ nay đến)[,\s]")
_FIRST_REPORT = re.compile(r"(?:Ngày|Mới đây|Vừa qua|Chiều|Sáng|Đó là|Nhằm|Thực hiện|Tại)\s")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the walk needs to know about the document."""

    issuer: str
    year: int | None
    month: int | None
    addressees: list[Actor]
    topic_body: str
    issued: date | None


@dataclass(slots=True)
class TaskDraft:
    """A task with its leads and where they came from."""

    draft: Draft
    leads: list[tuple[int, Actor]]
    inherited: bool
    coordinators: list[tuple[int, Actor]]
    heading: int
    mood: Mood
    fields: list[PlanField] = field(default_factory=list)


class Walker:
    """One pass over the body; state is the stack of open headings and the addressee in force."""

    def __init__(self, blocks: list[Block], outline: Outline, masked: dict[int, list[tuple[int, int]]], setting: Setting) -> None:
        self.blocks, self.outline, self.masked, self.setting = blocks, outline, masked, setting
        self.scopes: list[Scope] = []
        self.mood = Mood.NARRATIVE
        self.general: list[tuple[int, Actor]] = []
        self.running: list[tuple[int, Actor]] = []
        self.tasks: list[TaskDraft] = []
        self.headings: set[int] = set()
        self.closings: set[int] = set()
        self.label_from = 0
        self.assigner: tuple[int, Actor] | None = None

    def walk(self) -> None:
        """Reads every block of the body in order."""
        body = [index for index, zone in enumerate(self.outline.zones) if zone is Zone.BODY]
        skip_to = -1
        for place, index in enumerate(body):
            if index <= skip_to:
                continue
            following = body[place + 1] if place + 1 < len(body) else None
            skip_to = self._block(index, following, body, place)

    def _block(self, index: int, following: int | None, body: list[int], place: int) -> int:
        block = self.blocks[index]
        if is_enacting(block.text):
            self.mood, self.scopes = Mood.PROVISIONS, []
            self.headings.add(index)
            return index
        label = read_label(block)
        if label:
            if label.kind == "content":
                return self._content(index, label.position, following, body, place)
            self._apply_label(index, label)
            return index
        self._close_scopes(block)
        after = self.blocks[following] if following is not None else None
        if self._is_heading(block, after):
            return self._heading(index, after, body, place)
        self._produce(index, block.body)
        return index

    def _close_scopes(self, block: Block) -> None:
        rank = block.rank if block.marker else 98
        while self.scopes and self.scopes[-1].rank >= rank:
            self.scopes.pop()
        if not block.marker and self.scopes and not self.scopes[-1].numbered and self.scopes[-1].rank > 6:
            self.scopes.pop()

    def _open(self, scope: Scope) -> None:
        """Opens a scope; those of the same or a lower order end."""
        while self.scopes and self.scopes[-1].rank >= scope.rank:
            self.scopes.pop()
        self.scopes.append(scope)

    def _is_heading(self, block: Block, after: Block | None) -> bool:
        text = block.text
        content = text[block.body :]
        if not content:
            return True
        open_end = text.rstrip("/ ").endswith(":")
        ended = text.rstrip("\"”)*] ").endswith((".", ";", "!", "/", ","))
        deeper = after is not None and (after.rank > block.rank if block.marker else bool(after.marker))
        letters = content.upper() == content and any(char.isalpha() for char in content)
        if letters and len(content) < 300:
            return True
        if not block.marker:
            if open_end:
                return deeper or len(text) < 140 or bool(_CONCLUDES.search(text) or _COMMANDS.search(text))
            if self.outline.retelling:
                return text.endswith("?") or (len(text) < 110 and not ended)
            return not ended and len(text) < 160 and (block.bold or (after is not None and bool(after.marker) and len(text) < 90)) and not read_order(text, 0, len(text)).leads
        if open_end and (deeper or len(content) < 90):
            return True
        if block.kind == "part" or (block.kind == "article" and not ended and deeper):
            return True
        if not deeper or block.kind in ("plus",):
            return block.kind == "roman" and not ended and len(content) < 200
        if block.bold and len(content) < 260:
            return True
        if ended or len(content) > 260 or (block.kind == "dash" and after is not None and not after.marker):
            return False
        return True

    def _heading(self, index: int, after: Block | None, body: list[int], place: int) -> int:
        block = self.blocks[index]
        self.headings.add(index)
        closed = self._mood() is Mood.CLOSED or bool(MEMBERS.search(block.text))
        parties, coordinators = ([], []) if closed else heading_parties(block)
        if not block.marker and len(parties) == 1 and parties[0].name.lower() == self.setting.issuer.lower():
            parties, coordinators = [], []
        within = self._mood()
        mood = (Mood.ORDERING if within is not Mood.EXCLUDED else within) if parties else mood_of(block.text[block.body :]) if block.marker or not (block.text.endswith(":") or self.outline.retelling) else None
        if self._mood() is Mood.EXCLUDED and mood is Mood.ORDERING and not parties and block.rank > 2:
            mood = Mood.EXCLUDED
        rank: float = block.rank if block.marker else ((after.rank - 0.5) if after is not None and after.marker else 1.5)
        if closed:
            self._open(Scope(rank, Mood.CLOSED, [], [], index, block.text, bool(block.marker)))
            return index
        if block.text.endswith(":") and not parties:
            handled = self._introduction(index, after, body, place, rank)
            if handled is not None:
                return handled
        if parties and block.text.endswith(":") and after is not None and after.marker and self._verbal_children(body, place) < 0.34:
            order = read_order(block.text, block.body, len(block.text))
            if order.verb and len(self._children(body, place)) > 1 and not _ASKS.match(block.text, order.predicate):
                self.headings.discard(index)
                last = self._last_child(body, place)
                self._produce(index, block.body, last_block=last)
                return last
        if parties and block.marker == "" and rank <= 3:
            self.general = [(index, actor) for actor in parties]
        if parties:
            self.running = []
        scope = Scope(rank, mood, parties, coordinators, index, block.text, bool(block.marker))
        self._open(scope)
        self.label_from = len(self.tasks)
        return index

    def _introduction(self, index: int, after: Block | None, body: list[int], place: int, rank: float) -> int | None:
        """A block that ends with a colon: an order to somebody, a conclusion, or an instruction with a bare list."""
        block = self.blocks[index]
        pieces = split_sentences(block.text, block.body)
        begin, end, _ = pieces[-1]
        if len(pieces) > 1:
            self._produce(index, block.body, stop=begin)
        order = read_order(block.text, begin, end)
        piece = block.text[begin:end]
        if order.past and not _CONCLUDES.search(piece) and not _PROMULGATES.search(piece):
            self._open(Scope(rank, Mood.NARRATIVE, [], [], index, block.text, bool(block.marker)))
            return index
        if order.force is Force.SUBJECT and is_issuer(order, self.setting.issuer):
            order = Order(Force.STATED, [], order.verb, [], order.predicate)
        listed = self._verbal_children(body, place) if after is not None else 0.0
        mood: Mood | None = None
        leads: list[Actor] = []
        if order.force is Force.ASSIGNED:
            mood, leads = Mood.ORDERING, order.leads
            if order.assigner and not self.assigner:
                self.assigner = (index, order.assigner[0])
            if order.verb and listed < 0.34 and after is not None and after.rank > 6 and len(self._children(body, place)) > 1 and not _WORK_FOLLOWS.search(piece):
                last = self._last_child(body, place)
                self.headings.discard(index)
                self._produce(index, begin, last_block=last)
                return last
        elif duty_bearers(block.text, begin, end):
            mood, leads = Mood.ORDERING, duty_bearers(block.text, begin, end)
        elif _CONCLUDES.search(piece):
            mood = Mood.CONCLUSION
        elif _COMMANDS.search(piece) or order.force >= Force.IMPERATIVE:
            freed = order.force is Force.SUBJECT or (not block.marker and _WORK_FOLLOWS.search(piece))
            mood = Mood.ORDERING if self._mood() is not Mood.EXCLUDED or freed else Mood.EXCLUDED
            leads = order.leads if order.force is Force.SUBJECT and not _ASKS.match(block.text, order.predicate) else []
            if self._mood() >= Mood.CONCLUSION and order.force >= Force.IMPERATIVE and listed < 0.5 and after is not None:
                last = self._last_child(body, place)
                self.headings.discard(index)
                self._produce(index, begin, last_block=last)
                return last
        elif _PROMULGATES.search(piece):
            mood = Mood.CONCLUSION
        if mood is None:
            mood = mood_of(block.text[block.body :]) if block.marker else None
            if self._mood() is Mood.EXCLUDED and mood is Mood.ORDERING and block.rank > 2:
                mood = Mood.EXCLUDED
        if not block.marker and rank <= 6 and mood is not None and mood >= Mood.CONCLUSION:
            self.mood = mood
            if leads:
                self.general = [(index, actor) for actor in leads]
                self.running = []
            self.scopes = []
            return index
        if leads:
            self.running = []
        self._open(Scope(rank, mood, leads, [], index, block.text, bool(block.marker)))
        self.label_from = len(self.tasks)
        return index

    def _children(self, body: list[int], place: int) -> list[int]:
        parent = self.blocks[body[place]]
        children: list[int] = []
        rank = self.blocks[body[place + 1]].rank if place + 1 < len(body) else 0
        for index in body[place + 1 : place + 80]:
            block = self.blocks[index]
            if (parent.marker and block.rank <= parent.rank) or not block.marker or block.rank < rank:
                break
            children.append(index)
        return children

    def _verbal_children(self, body: list[int], place: int) -> float:
        """Share of the list below that gives orders by its form (at most ten items looked at)."""
        children = [index for index in self._children(body, place)[:10]]
        if not children:
            return 1.0
        verbal = 0
        for index in children:
            block = self.blocks[index]
            order = read_order(block.text, block.body, min(len(block.text), block.body + 500))
            verbal += order.force >= Force.IMPERATIVE
        return verbal / len(children)

    def _last_child(self, body: list[int], place: int) -> int:
        children = self._children(body, place)
        return children[-1] if children else body[place]

    def _mood(self) -> Mood:
        for scope in reversed(self.scopes):
            if scope.mood is not None:
                return scope.mood
        return self.mood

    def _produce(self, index: int, start: int, *, stop: int | None = None, last_block: int | None = None) -> None:
        """Tasks of the block from `start`; `stop` leaves the rest out, `last_block` lets one task run over its bare list."""
        block = self.blocks[index]
        mood = self._mood()
        numbered = bool(block.marker) or any(scope.numbered for scope in self.scopes)
        item = (numbered or mood is Mood.ORDERING) and not (self.outline.retelling and not block.marker)
        if not block.marker and mood in (Mood.NARRATIVE, Mood.CONCLUSION) and not any(scope.numbered for scope in self.scopes):
            item = False
        units = read_units(block, start, self.masked.get(index, []), self.setting.year, self.setting.month, clauses=True)
        before = self._inherited()[0]
        if mood is Mood.EXCLUDED and _AHEAD.match(block.text, start) and self.outline.kind == "Thông báo":
            mood = Mood.CONCLUSION
            for scope in self.scopes:
                if scope.mood is Mood.EXCLUDED:
                    scope.mood = Mood.CONCLUSION
        explicit: list[Actor] = []
        joined, previous = False, True
        if stop is not None:
            units = [unit for unit in units if unit.end <= stop]
        for number, unit in enumerate(units):
            if self.outline.retelling and self.mood is Mood.NARRATIVE and _REPORTS.search(block.text[unit.start : unit.end]):
                self.mood = Mood.CONCLUSION
                if mood is Mood.NARRATIVE and not _FIRST_REPORT.match(block.text[unit.start : unit.end]):
                    mood = Mood.CONCLUSION
            unit.orders = decide(
                unit, block.text, mood, item=item, running=bool(self.running) and not numbered, issuer=self.setting.issuer, retelling=self.outline.retelling,
            )  # fmt: skip
            if item and number and unit.order.force < Force.IMPERATIVE and not is_modal(block.text[unit.start : unit.end]):
                unit.orders = False
            if unit.orders and not item and unit.order.force < Force.ASSIGNED and not previous and (joined or block.text.startswith(("Đồng thời", "Từ đó", "Qua đó"), unit.start)):
                unit.orders = unit.order.force is Force.SUBJECT and block.text[unit.start].isupper() and not joined
            joined, previous = unit.sign == ";", unit.orders
            if unit.orders and unit.order.assigner and not self.assigner:
                self.assigner = (index, unit.order.assigner[0])
            if unit.orders and unit.order.leads and not item and unit.order.force >= (Force.SUBJECT if self.outline.retelling else Force.ASSIGNED):
                if not block.text.startswith(("Đối với", "Năm", "Riêng"), unit.start):
                    self.running = [(index, actor) for actor in unit.order.leads]
        inherited = [actor for _, actor in before]
        drafts = group_units(index, block.text, units, inherited, item=item, loose=mood <= Mood.CONCLUSION)
        if last_block is not None and last_block != index and drafts:
            drafts = drafts[-1:]
            drafts[0].last_block = last_block
            drafts[0].end = len(self.blocks[last_block].text)
        for draft in drafts:
            self._add(draft, mood, explicit)
            if draft.order.force >= Force.SUBJECT and draft.order.leads and not block.text.startswith(("Đối với", "Năm", "Riêng"), draft.start):
                explicit = draft.order.leads
        if block.marker and drafts and drafts[0].order.force >= Force.SUBJECT and drafts[0].order.leads and last_block is None:
            self._open(Scope(block.rank, None, drafts[0].order.leads, [], index, block.text, True))

    def _add(self, draft: Draft, mood: Mood, explicit: list[Actor]) -> None:
        order = draft.order
        leads: list[tuple[int, Actor]]
        coordinators: list[tuple[int, Actor]] = []
        inherited = False
        if order.force >= Force.SUBJECT and order.leads:
            leads = [(draft.block, actor) for actor in order.leads]
        elif explicit:
            leads, inherited = [(draft.block, actor) for actor in explicit], True
        else:
            inherited = True
            leads, coordinators = self._inherited()
        heading = self.scopes[-1].block if self.scopes else -1
        self.tasks.append(TaskDraft(draft, leads, inherited, coordinators, heading, mood))

    def _inherited(self) -> tuple[list[tuple[int, Actor]], list[tuple[int, Actor]]]:
        for scope in reversed(self.scopes):
            if scope.leads:
                return [(scope.block, actor) for actor in scope.leads], [(scope.block, actor) for actor in scope.coordinators]
        if self.running:
            return self.running, []
        return self.general, []

    def _content(self, index: int, position: int, following: int | None, body: list[int], place: int) -> int:
        """ "Nhiệm vụ: …" of a plan built of blocks: the rest of the line, or the items below, are the tasks."""
        block = self.blocks[index]
        self._close_scopes(block)
        self.label_from = len(self.tasks)
        if position >= len(block.text):
            self.headings.add(index)
            self._open(Scope(block.rank if block.marker else 6.5, Mood.ORDERING, [], [], index, block.text, True))
            return index
        self._open(Scope(block.rank if block.marker else 6.5, Mood.ORDERING, [], [], index, block.text, True))
        self._produce(index, position)
        return index

    def _apply_label(self, index: int, label: PlanField) -> None:
        """ "Đơn vị chủ trì: …", "Thời gian: …" hold for the tasks since the last heading or content line."""
        label.block = index
        self.headings.add(index)
        block = self.blocks[index]
        while self.scopes and self.scopes[-1].rank >= (block.rank if block.marker else 98) and self.scopes[-1].rank > 6:
            self.scopes.pop()
        if self.label_from == len(self.tasks) and self.scopes and label.kind == "lead" and self._mood() > Mood.EXCLUDED:
            self._task_from_heading()
        start = self.label_from
        if start == len(self.tasks):
            return
        for task in self.tasks[start:]:
            task.fields.append(label)

    def _task_from_heading(self) -> None:
        """A heading directly followed by the lines of a block is itself the content."""
        scope = self.scopes[-1]
        block = self.blocks[scope.block]
        if any(task.draft.block == scope.block for task in self.tasks) or len(block.text) - block.body < 12:
            return
        draft = Draft(scope.block, block.body, len(block.text), scope.block, read_order(block.text, block.body, len(block.text)))
        self.tasks.append(TaskDraft(draft, [], True, [], -1, Mood.ORDERING))
        self.headings.discard(scope.block)


def parties_of(blocks: list[Block], indices: list[int]) -> list[tuple[int, Actor]]:
    """Addressees listed under "Kính gửi" or in the head of a telegram."""
    results: list[tuple[int, Actor]] = []
    for index in indices:
        block = blocks[index]
        position = block.body
        if block.text.startswith(("Đồng kính gửi", "Đồng Kính gửi")):
            break
        if "để báo cáo" in block.text or "để b/c" in block.text:
            continue
        opened = re.match(r"(?:Đồng )?[Kk][íi]nh g[uử]i\s?:?\s*|.{0,80}điện\s?:\s*", block.text)
        if opened and not block.marker:
            position = opened.end()
        while position < len(block.text):
            actors, end = read_actors(block.text, position, bare=True)
            results.extend((index, actor) for actor in actors)
            if not actors:
                break
            while end < len(block.text) and block.text[end] in " ,;.-–":
                end += 1
            position = max(end, position + 1)
    return results


__all__ = ["Order", "Setting", "TaskDraft", "Walker", "parties_of"]
