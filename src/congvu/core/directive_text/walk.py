"""Duyệt: the walk down the body: headings open scopes, introductions address, items become tasks with inherited
addressees.
"""

from __future__ import annotations

import re

from congvu.core.directive_text.actors import Actor, read_actors
from congvu.core.directive_text.drafts import Draft
from congvu.core.directive_text.headings import ENCLOSED, MEMBERS, Mood, Scope, heading_parties, mood_of
from congvu.core.directive_text.introductions import asks, is_introduction, read_introduction
from congvu.core.directive_text.layout import Block
from congvu.core.directive_text.orders import Force, read_order
from congvu.core.directive_text.outline import is_enacting
from congvu.core.directive_text.plan_blocks import PlanField, read_label
from congvu.core.directive_text.produce import produce
from congvu.core.directive_text.state import State, TaskDraft

_ORDERING_KINDS = ("Kế hoạch", "Thông báo", "Công văn", "Chỉ thị", "Công điện", "Hướng dẫn", "Chương trình", "Lịch")
_ITEMS = ("number", "dash")
_SHORT = 40  # blocks looked at
_TITLE = 200  # letters of a title in bold


def walk(state: State) -> None:
    """Reads every block of the body in order; tasks, headings and the first assigner are left in the state."""
    skip_to = -1
    bare = _lists_orders(state)
    for place, index in enumerate(state.body):
        if index <= skip_to:
            continue
        if bare and state.blocks[index].kind in _ITEMS:
            bare, state.mood = False, Mood.ORDERING
        following = state.body[place + 1] if place + 1 < len(state.body) else None
        skip_to = _block(state, index, following, place)


def _lists_orders(state: State) -> bool:
    """Whether a short paper consists of a bare list of orders under its title, without heading or introduction."""
    if state.outline.retelling or state.outline.kind not in _ORDERING_KINDS:
        return False
    body = [state.blocks[index] for index in state.body]
    items = [block for block in body if block.kind in _ITEMS][:_SHORT]
    if len(items) < 2 or any(_leads_on(block) for block in body[:_SHORT]):
        return False
    bodies = 0
    for block in items:
        order = read_order(block.text, block.body, min(len(block.text), block.body + 500))
        named = order.force >= Force.SUBJECT and bool(order.leads) and not order.past
        bodies += named and order.verb is not None
    return bodies * 2 > len(items)


def _leads_on(block: Block) -> bool:
    """Whether the block opens a section or introduces what follows."""
    return block.kind in ("part", "roman", "article") or (block.text.endswith(":") and not block.marker)


def _block(state: State, index: int, following: int | None, place: int) -> int:
    """Reads one block; gives the last block that was used up."""
    block = state.blocks[index]
    if is_enacting(block.text):
        state.mood, state.scopes = Mood.PROVISIONS, []
        state.headings.add(index)
        return index
    label = read_label(block)
    if not label and state.labelled:  # the lines of one block have ended: what follows is another content
        state.label_from, state.labelled = len(state.tasks), False
    if label:
        if label.kind == "content":
            return _content(state, index, label.position)
        _apply_label(state, index, label)
        return index
    after = state.blocks[following] if following is not None else None
    if not _inside_list(state, block, after):
        state.close_scopes(block)
    if _is_heading(state, block, after):
        return _heading(state, index, after, place)
    produce(state, index, block.body)
    return index


def _inside_list(state: State, block: Block, after: Block | None) -> bool:
    """Whether a paragraph without a sign stands between the items of one list: a second paragraph of an item."""
    if block.marker or after is None or not after.marker or block.text.endswith((":", "?")) or block.bold:
        return False
    scope = state.scopes[-1] if state.scopes else None
    return scope is not None and not scope.numbered and 6 < scope.rank < after.rank


def _is_heading(state: State, block: Block, after: Block | None) -> bool:
    """Whether the block only leads to what follows: a title, an introduction, a lone list sign."""
    text = block.text
    content = text[block.body :]
    if not content or (len(content) < 300 and content.upper() == content and content.lower() != content):
        return True
    open_end = text.rstrip("/ ").endswith(":")
    ended = text.rstrip('"”)*] ').endswith((".", ";", "!", "/", ","))
    if not block.marker:
        return _is_bare_heading(state, block, after, open_end=open_end, ended=ended)
    deeper = after is not None and after.rank > block.rank
    if (open_end and (deeper or len(content) < 90)) or block.kind == "part":
        return True
    if not deeper or block.kind == "plus":
        return block.kind == "roman" and not ended and len(content) < 200
    if block.kind == "article" and not ended:
        return True
    if block.bold and len(content) < 260:
        return True
    if not ended and content.startswith("Về ") and len(content) < 700:
        return True
    lone_dash = block.kind == "dash" and after is not None and not after.marker
    return not ended and len(content) <= 260 and not lone_dash


def _is_bare_heading(state: State, block: Block, after: Block | None, *, open_end: bool, ended: bool) -> bool:
    """The same for a paragraph without a list sign."""
    text = block.text
    listed = after is not None and bool(after.marker)
    if open_end:
        return listed or len(text) < 140 or is_introduction(text)
    if state.outline.retelling:
        return text.endswith("?") or (len(text) < (_TITLE if block.bold else 110) and not ended)
    if ended or len(text) >= 160 or not (block.bold or (listed and len(text) < 90)):
        return False
    return not read_order(text, 0, len(text)).leads


def _heading(state: State, index: int, after: Block | None, place: int) -> int:
    """Opens the scope of a heading; gives the last block that was used up."""
    block = state.blocks[index]
    state.headings.add(index)
    within = state.current_mood()
    rank: float = block.rank if block.marker else ((after.rank - 0.5) if after is not None and after.marker else 1.5)
    if within is Mood.CLOSED and not block.marker:
        rank = max(rank, state.scopes[-1].rank + 0.25)
    if within is Mood.CLOSED or MEMBERS.search(block.text) or ENCLOSED.search(block.text):
        state.open(Scope(rank, Mood.CLOSED, [], [], index, block.text, bool(block.marker)))
        return index
    parties, coordinators = heading_parties(block)
    if not block.marker and len(parties) == 1 and parties[0].name.lower() == state.setting.issuer.lower():
        parties, coordinators = [], []
    open_end = block.text.endswith(":")
    if open_end and not parties:
        handled = read_introduction(state, index, after, place, rank)
        if handled is not None:
            return handled
    if parties and open_end and after is not None and after.marker and _enumerates(state, block, place):
        state.headings.discard(index)
        last = state.last_child(place)
        produce(state, index, block.body, last_block=last)
        return last
    if parties:
        state.running = []
        if not block.marker and rank <= 3:
            state.general = [(index, actor) for actor in parties]
    if not parties and state.outline.retelling and block.bold and not block.marker and not open_end:
        state.running = []  # another story under a title of its own
    mood = _heading_mood(state, block, within, addressed=bool(parties))
    manner = block.text.startswith("Hình thức", block.body) and mood in (Mood.CLOSED, Mood.EXCLUDED)
    if manner and within is Mood.ORDERING and "khen" not in block.text and state.verbal_children(place) > 0.6:
        mood = Mood.ORDERING
    state.open(Scope(rank, mood, parties, coordinators, index, block.text, bool(block.marker)))
    state.label_from = len(state.tasks)
    return index


def _enumerates(state: State, block: Block, place: int) -> bool:
    """Whether an addressed instruction is followed by a list of things, not of orders."""
    if len(state.children(place)) < 2 or state.verbal_children(place) >= 0.34:
        return False
    order = read_order(block.text, block.body, len(block.text))
    return order.verb is not None and not asks(block.text, order.predicate)


def _heading_mood(state: State, block: Block, within: Mood, *, addressed: bool) -> Mood | None:
    """Mood of the section below a heading, by its addressee or its words."""
    if addressed:
        return within if within is Mood.EXCLUDED else Mood.ORDERING
    if not block.marker and (block.text.endswith(":") or state.outline.retelling):
        return None
    mood = mood_of(block.text[block.body :])
    return Mood.EXCLUDED if within is Mood.EXCLUDED and mood is Mood.ORDERING and block.rank > 2 else mood


def _content(state: State, index: int, position: int) -> int:
    """ "Nhiệm vụ: …" of a plan built of blocks: the rest of the line, or the items below, are the tasks."""
    block = state.blocks[index]
    state.close_scopes(block)
    state.label_from = len(state.tasks)
    if position >= len(block.text):
        state.headings.add(index)
        state.open(Scope(block.rank if block.marker else 6.5, Mood.ORDERING, [], [], index, block.text, True))
        return index
    state.open(Scope(block.rank if block.marker else 6.5, Mood.ORDERING, [], [], index, block.text, True))
    produce(state, index, position)
    return index


def _apply_label(state: State, index: int, label: PlanField) -> None:
    """ "Đơn vị chủ trì: …", "Thời gian: …" hold for the tasks since the last heading or content line."""
    label.block = index
    state.headings.add(index)
    block = state.blocks[index]
    while state.scopes and state.scopes[-1].rank >= (block.rank if block.marker else 98) and state.scopes[-1].rank > 6:
        state.scopes.pop()
    empty = state.label_from == len(state.tasks)
    if empty and state.scopes and label.kind == "lead" and state.current_mood() > Mood.EXCLUDED:
        _task_from_heading(state)
    for task in state.tasks[state.label_from :]:
        task.fields.append(label)
    state.labelled = state.label_from < len(state.tasks)


def _task_from_heading(state: State) -> None:
    """A heading directly followed by the lines of a block is itself the content."""
    scope = state.scopes[-1]
    block = state.blocks[scope.block]
    if any(task.draft.block == scope.block for task in state.tasks[-5:]) or len(block.text) - block.body < 12:
        return
    draft = Draft(
        scope.block, block.body, len(block.text), scope.block, read_order(block.text, block.body, len(block.text))
    )
    state.tasks.append(TaskDraft(draft, [], True, [], -1, Mood.ORDERING))
    state.headings.discard(scope.block)


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
