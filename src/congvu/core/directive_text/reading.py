"""Đọc văn bản chỉ đạo: the whole reading of one text, from layout to facts, citations, clauses, targets and marked
sentences.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date

from congvu.core.directive_text.actors import Actor, read_actors
from congvu.core.directive_text.citations import find_citations
from congvu.core.directive_text.cited import Found
from congvu.core.directive_text.coordination import read_coordinators, read_reporting
from congvu.core.directive_text.dates import only_year
from congvu.core.directive_text.deadlines import When, find_deadlines, find_recurrence, other_deadline
from congvu.core.directive_text.facts import read_facts, with_assigner
from congvu.core.directive_text.layout import Block, split_blocks
from congvu.core.directive_text.marks import mark_sentences
from congvu.core.directive_text.model import (
    Citation,
    Clause,
    Deadline,
    DeadlineKind,
    Fact,
    Nature,
    Party,
    Reading,
    Span,
    Target,
)
from congvu.core.directive_text.orders import Force
from congvu.core.directive_text.outline import Outline, Zone, draw_outline
from congvu.core.directive_text.state import Setting, State, TaskDraft
from congvu.core.directive_text.tables import read_tables
from congvu.core.directive_text.targets import find_targets
from congvu.core.directive_text.vocabulary import CITIES
from congvu.core.directive_text.walk import parties_of, walk

_STORY = 60  # blocks of a story looked at for its year
_CITED_ZONES = (Zone.TITLE, Zone.SUBJECT, Zone.BASIS, Zone.BODY, Zone.ANNEX, Zone.NOTE, Zone.ADDRESSEES)
_UP = "A-ZĐÂĂƯÔƠÊÁÀẢÃẠẤẦẨẪẬỦÍÌ"
_TOPIC = re.compile(
    rf"(?:làm việc|LÀM VIỆC) (?:với|tại|VỚI|TẠI) (?:(?:Ban Thường vụ|Thường trực|Thường vụ|lãnh đạo|các"
    rf"|Ban Chấp hành|THƯỜNG TRỰC|BAN THƯỜNG VỤ|LÃNH ĐẠO) )*(?:(?:Tỉnh ủy|Thành ủy|TỈNH ỦY|THÀNH ỦY),? "
    rf"(?:và |VÀ )?)?(?:lãnh đạo |LÃNH ĐẠO )?"
    rf"(?:(tỉnh|thành phố|TỈNH|THÀNH PHỐ) )?(?!ỦY|VỀ|TẠI|VÀ)([{_UP}]\w*(?: (?!VỀ|TẠI|VÀ|TRÊN|NGÀY|Về"
    rf"|Tại)[{_UP}]\w*){{1,2}})"
)
_YEAR_ALONE = re.compile(r"(?:[Nn]ăm\s)?(20\d\d)[.;\s]*\Z")
_REST_OF_NAME = re.compile(
    r"\s(?!theo (?:chức|nhiệm|thẩm|phân)|để |trong |nhằm |và |chủ trì|phối hợp|là (?:đầu mối|cơ quan)"
    r"|tham mưu)[a-zà-ỹđ]+(?:\s\w+){0,7}(?=[;,.]|\Z)"
)
_PROHIBITS = re.compile(r"(?:[Nn]ghiêm cấm|[Tt]uyệt đối không|[Kk]hông được|[Kk]hông để|[Cc]ấm)(?!\w)")
_DELIVERS = frozenset(
    [
        "xây dựng", "ban hành", "trình", "báo cáo", "tổng hợp", "lập", "thành lập", "công bố", "phê duyệt",
        "hoàn thành",
        "tham mưu", "tổ chức", "rà soát", "xây", "gửi", "thiết lập", "đề xuất", "hoàn thiện", "sửa đổi", "bàn giao",
        "công khai", "bố trí",
    ]
)  # fmt: skip


def read_directive(text: str, *, as_of: date | None = None) -> Reading:
    """Reads one text. Never raises on any text; linear time; nothing is said that the text does not say.

    `as_of` supplies the year of dates without one when the document itself has no date.
    """
    if text.startswith("\ufeff"):
        return read_directive(" " + text[1:], as_of=as_of)
    normal = unicodedata.normalize("NFC", text)
    if normal != text:
        return _with_offsets(_read(normal, as_of), text, normal)
    return _read(text, as_of)


def _read(text: str, as_of: date | None) -> Reading:
    blocks = split_blocks(text)
    outline = draw_outline(blocks)
    found = _citations(blocks, outline)
    facts = read_facts(blocks, outline, found)
    reference = (facts.issued_on.on if facts.issued_on else None) or as_of or _usual_year(found)
    reference = reference or (only_year([block.text for block in blocks[:_STORY]]) if outline.retelling else None)
    found = {index: [_complete(item, reference) for item in items] for index, items in found.items()}
    if outline.retelling:
        facts = read_facts(blocks, outline, found)
    own = facts.number.text if facts.number else None
    addressed = parties_of(blocks, [index for index, zone in enumerate(outline.zones) if zone is Zone.ADDRESSEES])
    masked = {index: [(item.start, item.end) for item in items] for index, items in found.items()}
    year, month = (reference.year, reference.month) if reference else (None, None)
    issued = facts.issued_on.on if facts.issued_on else None
    setting = Setting(
        facts.issuer.text if facts.issuer else "",
        year,
        month,
        [actor for _, actor in addressed],
        _topic(blocks, outline),
        issued,
    )
    state = State(blocks, outline, masked, setting, addressed)
    walk(state)
    facts = with_assigner(facts, blocks, state.assigner) if outline.retelling else facts
    tasks = state.tasks + read_tables(blocks, outline)
    clauses = [_clause(task, blocks, setting) for task in tasks]
    order = sorted(range(len(clauses)), key=lambda at: (clauses[at].span.start, clauses[at].span.end))
    tasks = [tasks[at] for at in order]
    clauses = [clauses[at] for at in order]
    targets = find_targets(
        blocks, outline, tasks, masked, [clause.deadline.on if clause.deadline else None for clause in clauses]
    )
    clauses = [_with_nature(clause, number, targets) for number, clause in enumerate(clauses)]
    citations = tuple(
        _citation(item, blocks[index])
        for index, items in sorted(found.items())
        for item in items
        if not _is_own(item, own, outline.zones[index])
    )
    sentences = mark_sentences(blocks, outline, state.headings, clauses)
    notes = () if clauses else ("no_orders",)
    return Reading(
        facts, tuple(_party(blocks, index, actor, 0.95) for index, actor in addressed), citations, tuple(clauses),
        tuple(targets), tuple(sentences),
        bool(clauses) or facts.kind is not None, outline.retelling, notes,
    )  # fmt: skip


def _citations(blocks: list[Block], outline: Outline) -> dict[int, list[Found]]:
    found: dict[int, list[Found]] = {}
    for index, block in enumerate(blocks):
        if outline.zones[index] in _CITED_ZONES or (outline.zones[index] is Zone.HEADER and index > outline.title >= 0):
            items = find_citations(block.text)
            if items:
                found[index] = items
        elif index == outline.number_line or (index == 0 and outline.number_line > 0):
            items = [item for item in find_citations(block.text) if index == 0 or item.start > block.text.find("V/")]
            if items:
                found[index] = items
    return found


def _usual_year(found: dict[int, list[Found]]) -> date | None:
    """Latest date among the cited documents: the year from which a date without a year is completed."""
    dates = [item.issued_on for items in found.values() for item in items if item.issued_on]
    return max(dates) if dates else None


def _complete(item: Found, reference: date | None) -> Found:
    if item.issued_on is None and item.yearless and reference:
        month, day = item.yearless
        try:
            on = date(reference.year, month, day)
        except ValueError:
            return item
        return replace(item, issued_on=on, confidence=0.6)
    return item


def _is_own(item: Found, own: str | None, zone: Zone) -> bool:
    return own is not None and item.number == own and zone is Zone.HEADER


def _citation(item: Found, block: Block) -> Citation:
    start, end = block.span(item.start, item.end)
    pinpoint = Span(*block.span(*item.pinpoint)) if item.pinpoint else None
    return Citation(
        Span(start, end),
        item.kind,
        item.number,
        item.issued_on,
        item.year,
        item.issuer,
        item.confidence,
        pinpoint,
        item.yearless is not None,
    )


def _topic(blocks: list[Block], outline: Outline) -> str:
    """The province a working session was held with: who is meant by a bare "Tỉnh" or by nobody."""
    for index in outline.subject + [i for i, zone in enumerate(outline.zones) if zone is Zone.BODY][:4]:
        found = _TOPIC.search(blocks[index].text)
        if found and outline.kind in ("Thông báo", None):
            name = found[2]
            if name.isupper():
                name = " ".join(part.capitalize() for part in name.lower().split())
            if name.startswith(("Bộ ", "Ủy ban", "Tỉnh ủy", "Thành ủy", "Ban ")) or (
                not found[1] and name not in CITIES and "ỉnh ủy" not in found[0] and "ỈNH ỦY" not in found[0]
            ):
                continue
            kind = found[1].lower() if found[1] else ("thành phố" if name in CITIES else "tỉnh")
            return f"{kind} {name}"
    return ""


def _party(blocks: list[Block], index: int, actor: Actor, confidence: float) -> Party:
    span = Span(*blocks[index].span(actor.start, actor.end)) if actor.end > actor.start else None
    return Party(actor.name, span, confidence)


def _parties(blocks: list[Block], items: list[tuple[int, Actor]], confidence: float) -> tuple[Party, ...]:
    results: list[Party] = []
    for index, actor in items:
        if actor.name and all(actor.name.lower() != other.name.lower() for other in results):
            results.append(_party(blocks, index, actor, confidence))
    return tuple(results)


def _clause(task: TaskDraft, blocks: list[Block], setting: Setting) -> Clause:
    draft = task.draft
    block = blocks[draft.block]
    start = block.place(draft.start)
    last = blocks[draft.last_block]
    end = last.span(max(draft.end - 1, 0), draft.end)[1]
    stop = draft.end if draft.last_block == draft.block else len(block.text)
    leads, coordinators = (
        list(task.leads),
        [(draft.block, actor) for actor in read_coordinators(block.text, draft.start, stop)],
    )
    when, rhythm = _when(task, block, stop, setting)
    deadline = _deadline(when[0], blocks[when[1]]) if when else None
    recurrence = rhythm
    for plan in task.fields:
        line = blocks[plan.block]
        if plan.kind == "lead":
            named = _all_actors(line.text, plan.position)
            leads = [(plan.block, actor) for actor in named] or leads
        elif plan.kind == "coordinate":
            coordinators = [(plan.block, actor) for actor in _all_actors(line.text, plan.position)] + coordinators
        elif plan.kind == "time":
            timed, rhythm = _plan_time(line, plan.position, setting)
            deadline, recurrence = (_deadline(timed, line) if timed else deadline), rhythm or recurrence
    coordinators = coordinators + task.coordinators if task.inherited else coordinators
    if setting.topic_body and (not leads or (len(leads) == 1 and leads[0][1].name in ("Tỉnh", "Thành phố"))):
        leads = [(draft.block, Actor(setting.topic_body, 0, 0))]
    names = {actor.name.lower() for _, actor in leads}
    coordinators = [item for item in coordinators if item[1].name.lower() not in names]
    to, through = read_reporting(block.text, draft.start, stop)
    verb = draft.order.verb
    confidence = 0.95 if draft.order.force >= Force.SUBJECT else 0.9 if draft.order.force is Force.IMPERATIVE else 0.65
    return Clause(
        Span(start, end), _slice(blocks, draft.block, draft.start, draft.last_block, draft.end), Nature.STANDING,
        Fact(block.text[verb[0] : verb[1]], Span(*block.span(*verb)),
        0.9) if verb and verb[1] <= len(block.text) else None,
        _parties(blocks, leads, 0.8 if task.inherited else 0.95), task.inherited, _parties(blocks, coordinators, 0.9),
        _parties(blocks, [(draft.block, actor) for actor in to], 0.8),
        _parties(blocks, [(draft.block, actor) for actor in through], 0.8),
        deadline, recurrence, blocks[task.heading].text[:200] if task.heading >= 0 else None, confidence,
    )  # fmt: skip


def _slice(blocks: list[Block], first: int, start: int, last: int, end: int) -> str:
    """Compact text of the clause; the exact text is ``body[span.start:span.end]``."""
    if first == last:
        return blocks[first].text[start:end]
    return "\n".join(
        [blocks[first].text[start:], *(blocks[at].text for at in range(first + 1, last)), blocks[last].text[:end]]
    )


def _all_actors(text: str, position: int) -> list[Actor]:
    actors: list[Actor] = []
    while position < len(text):
        more, end = read_actors(text, position, bare=True)
        if not more:
            break
        rest = _REST_OF_NAME.match(text, end)
        if rest:  # in a line that only names bodies everything up to the next separator belongs to the name
            end = rest.end()
            more[-1] = replace(more[-1], name=text[more[-1].start : end], end=end)
        actors.extend(more)
        while end < len(text) and text[end] in " ,;.-–":
            end += 1
        if text.startswith("và ", end):
            end += 3
        position = max(end, position + 1)
    return actors


def _when(task: TaskDraft, block: Block, stop: int, setting: Setting) -> tuple[tuple[When, int] | None, str | None]:
    draft = task.draft
    dated = [item for item in draft.dates if item.on and (setting.issued is None or item.on >= setting.issued)]
    rhythm = draft.rhythm[0] if draft.rhythm else None
    recurrent = [item for item in draft.dates if item.kind is DeadlineKind.RECURRENT]
    if recurrent and not dated:
        item = recurrent[0]
        own = _rhythm_of(block.text[item.start : item.end])
        return (item, draft.block), rhythm if own == "monthly" and rhythm in ("yearly", "quarterly") else own or rhythm
    if dated:
        return (max(dated, key=lambda item: item.on or date.min), draft.block), rhythm
    other = other_deadline(block.text, draft.start, stop)
    return ((other, draft.block) if other else None), rhythm


def _rhythm_of(text: str) -> str | None:
    low = text.lower()
    if "quý" in low:
        return "quarterly"
    if "năm" in low:
        return "yearly"
    return "monthly" if "tháng" in low else None


def _plan_time(line: Block, position: int, setting: Setting) -> tuple[When | None, str | None]:
    text = line.text
    year = _YEAR_ALONE.match(text, position)
    if year:
        return When(year.start(1), year.end(1), date(int(year[1]), 12, 31), DeadlineKind.YEAR, False, 0.8), None
    dates = find_deadlines(text, position, len(text), [], setting.year, setting.month)
    if not dates:
        lead = "Hoàn thành trước " if text[position : position + 1].isdigit() else "Hoàn thành "
        dates = find_deadlines(lead + text[position:], 0, len(text) + 20, [], setting.year, setting.month)
        shift = position - len(lead)
        dates = [
            replace(item, start=max(position, item.start + shift), end=item.end + shift, exclusive=False)
            for item in dates
            if item.end + shift <= len(text)
        ]
    found = find_recurrence(text, position, len(text))
    dated = [item for item in dates if item.on]
    if dated:
        return max(dated, key=lambda item: item.on or date.min), found[0] if found else None
    if found:
        return When(found[1], found[2], None, DeadlineKind.RECURRENT, False, 0.9), found[0]
    end = len(text.rstrip(" .;"))
    if end > position:
        return When(position, end, None, DeadlineKind.BY_REFERENCE, False, 0.6), None
    return None, None


def _deadline(when: When, block: Block) -> Deadline:
    return Deadline(
        when.kind,
        when.on,
        block.text[when.start : when.end],
        Span(*block.span(when.start, when.end)),
        when.exclusive,
        when.confidence,
        when.inferred,
    )


def _with_nature(clause: Clause, number: int, targets: list[Target]) -> Clause:
    verb = clause.verb.text.lower() if clause.verb else ""
    if _PROHIBITS.match(clause.text):
        nature = Nature.PROHIBITION
    elif clause.deadline and clause.deadline.kind is not DeadlineKind.BY_REFERENCE:
        nature = Nature.TASK
    elif verb in ("phấn đấu", "đạt", "bảo đảm") and any(target.clause == number for target in targets):
        nature = Nature.TARGET
    elif verb in _DELIVERS:
        nature = Nature.TASK
    else:
        nature = Nature.STANDING
    return replace(clause, nature=nature)


def _with_offsets(reading: Reading, text: str, normal: str) -> Reading:
    """The reading of the normal form with offsets into the original text."""
    starts, position = [], 0
    places: list[int] = []
    for index, char in enumerate(text):
        if index and not unicodedata.combining(char):
            starts.append(position)
        if not unicodedata.combining(char) or index == 0:
            end = index + 1
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            length = len(unicodedata.normalize("NFC", text[index:end]))
            places.extend([index] * length)
            position += length
    places.append(len(text))
    if len(places) != len(normal) + 1:
        places = [min(len(text), index * len(text) // max(1, len(normal))) for index in range(len(normal) + 1)]
    return _map_spans(reading, places)


def _map_spans(reading: Reading, places: list[int]) -> Reading:
    """Every span of the reading moved by the table of places."""

    def move(span: Span | None) -> Span | None:
        return Span(places[span.start], places[min(span.end, len(places) - 1)]) if span else None

    def visit(value: object) -> object:
        if isinstance(value, Span):
            return move(value)
        if isinstance(value, tuple):
            return tuple(visit(item) for item in value)
        if hasattr(value, "__dataclass_fields__"):
            return replace(value, **{name: visit(getattr(value, name)) for name in value.__dataclass_fields__})  # type: ignore[type-var]
        return value

    moved = visit(reading)
    assert isinstance(moved, Reading)
    return moved
