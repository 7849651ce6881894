"""Mệnh lệnh: does this clause order something, and whom? Subject, frame ("X yêu cầu Y …"), verb and coordinators
of one clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import IntEnum

from congvu.core.directive_text.actors import Actor, actor_begins, read_actors
from congvu.core.directive_text.clause_words import (
    ASIDE,
    ASKED,
    BASED,
    BASED_ASIDE,
    BODIES,
    BODY_ACTS,
    CONDITION,
    CONNECTOR,
    DUTY_OF,
    INTRODUCING_VERB,
    INTRODUCTION,
    LATE_CONDITION,
    LEAD_WORD,
    NAMED,
    PAPER_SPEAKS,
    PAST,
    PURPOSE,
    REQUESTED,
    SIGNS,
    SPACE,
    STAFF,
    TIMED,
    WEAK_PREDICATE,
)
from congvu.core.directive_text.coordination import NO_PARTY
from congvu.core.directive_text.frames import (
    ALIASED,
    ASKING,
    BY_PAPER,
    FRAME,
    HANDLING,
    ISSUED,
    PRESIDES,
    SENT_TO,
    TRANSFER,
    does,
    done_by,
    is_sent,
    main_clause,
    person_end,
    speaks_from_above,
    spoken_end,
)
from congvu.core.directive_text.predicates import is_predicate, opening_verb


class Force(IntEnum):
    """How strongly a clause orders by its own form."""

    NONE = 0
    STATED = 1  # subject with a predicate
    IMPERATIVE = 2  # begins with a verb
    SUBJECT = 3  # named body that must act
    ASSIGNED = 4  # "giao", "yêu cầu", "đề nghị" to somebody


@dataclass(slots=True)
class Order:
    """One clause read: its force, subject, verb."""

    force: Force
    leads: list[Actor] = field(default_factory=list)
    verb: tuple[int, int] | None = None
    assigner: list[Actor] = field(default_factory=list)
    predicate: int = 0
    past: bool = False


def _starts(text: str, start: int, end: int) -> list[int]:
    """Places where the main clause may begin: after connectors, and after each comma or colon of an introduction."""
    connector = CONNECTOR.match(text, start)
    begin = connector.end() if connector else start
    places = [begin]
    if connector and begin != start:
        places.append(start)
    introduced = INTRODUCTION.match(text, begin)
    if introduced and (CONDITION.match(text, begin) or LATE_CONDITION.match(text, begin, end)):
        asked = ASKED.search(text, begin, min(end, begin + 500))
        if asked:
            places.append(asked.start(1))
        else:
            then = text.find(" thì ", begin, min(end, begin + 300))
            if then > 0:
                places.append(then + 5)
            main = None if asked else main_clause(text, begin, min(end, begin + 500))
            if main:
                places.append(main)
            acts = None if main else BODY_ACTS.search(text, begin, min(end, begin + 500))
            if acts:
                places.append(acts.start(1))
    depth = 0
    # A purpose may run over semicolons to the frame behind it.
    purpose = bool(introduced and text.startswith(("Để ", "Nhằm "), begin))
    for sign in SIGNS.finditer(text, begin, min(end, begin + (1400 if purpose else 700))):
        char = sign[0][0]
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif depth:
            continue
        elif char == ";" and not purpose:
            break
        elif char == ":" and NAMED.search(text, max(begin, sign.start() - 60), sign.start()):
            continue
        elif char == ":" or introduced:
            places.append(sign.end())
            if len(places) > (24 if purpose else 15):
                break
    return places


def read_order(text: str, start: int, end: int) -> Order:
    """The order that ``text[start:end]`` gives by its form; `Force.NONE` when its form is that of a statement.

    The first place with a verb or a subject decides. After a verb that introduces ("Thực hiện …, X yêu cầu Y") or
    inside an introduction ("Để …, hoàn thành …, X yêu cầu Y") a later frame, or a named subject, is preferred.
    """
    fallback: Order | None = None
    requested = REQUESTED.search(text, start, min(end, start + 1200)) if text.startswith(_TOPICS, start) else None
    if requested:
        order = _order_at(text, requested.end(), end)
        if order.force is Force.ASSIGNED:
            return order
    introduced = based = loose = told = False
    topical = text.startswith(_TOPICS, start)
    main = main_clause(text, start, min(end, start + 500)) if CONDITION.match(text, start) else 0
    for index, place in enumerate(_starts(text, start, end)):
        if place >= end:
            break
        if index == 0:
            introduced = bool(INTRODUCTION.match(text, place))
            told = text.startswith(_SETTINGS, place)
            based, loose = bool(BASED.match(text, place)), bool(PURPOSE.match(text, place))
        order = _order_at(text, place, end, bare=place == main)
        if order.past and (fallback is None or told):
            return order
        if order.force is Force.ASSIGNED:
            return order
        aside = index > 0 and order.verb is None and text[order.predicate : order.predicate + 1] == ","
        if (
            order.force is Force.SUBJECT
            and not aside
            and (
                fallback is None
                or fallback.force < Force.IMPERATIVE
                or (based and _may_follow(order, loose))
                or (topical and text[place - 2] == ":" and order.verb is not None)
            )
        ):
            return order
        if order.force is Force.IMPERATIVE and (fallback is None or fallback.force < Force.IMPERATIVE):
            after_comma = index > 0 and text[place - 2 : place] == ", "
            labelled = _labelled(text, place, end) if index == 0 else None
            if labelled:
                return labelled
            if not INTRODUCING_VERB.match(text, place) and not (introduced and after_comma):
                return order
            fallback = order
        elif order.force and fallback is None:
            fallback = order
    return _framed_later(text, start, end) or fallback or Order(Force.NONE)


def _framed_later(text: str, start: int, end: int) -> Order | None:
    """The order of "Đây là việc gấp, …, Thủ tướng Chính phủ đề nghị các bộ …" in a sentence that begins otherwise."""
    found = FRAME.search(text, start, min(end, start + 900))
    order = _order_at(text, found.end(), end) if found else None
    return order if order and order.force is Force.ASSIGNED and order.leads else None


_SETTINGS = ("Trong không khí", "Tại ", "Nhân dịp", "Sau khi", "Qua ", "Từ ", "Ngày ")  # where a story begins
_TOPICS = ("Về ", "Đối với ", "Liên quan ")


def _labelled(text: str, place: int, end: int) -> Order | None:
    """The order behind a short label that only looks like a verb: "Báo cáo tháng: Sở Tài chính tổng hợp …"."""
    colon = text.find(": ", place, min(end, place + 60))
    listed = "," in text[place:colon] and not text.startswith("Báo cáo", place)
    if colon < 0 or listed or not actor_begins(text, colon + 2):
        return None
    order = _order_at(text, colon + 2, end)
    return order if order.force >= Force.SUBJECT else None


def _may_follow(order: Order, loose: bool) -> bool:
    """Whether a subject after an introduction is a body by its own name (`loose`: or a group), not a place."""
    name = order.leads[0].name if order.leads else ""
    if loose and BODIES.match(name):
        return True
    return name[:1].isupper() and not name.startswith(
        ("Thành phố", "Tỉnh", "Các ", "Những ", "Cơ sở", "Đơn vị", "Cơ quan", "Địa phương")
    )


_ADDRESSING = (
    "giao", "yêu cầu", "đề nghị", "kính", "trân", "phân công", "ủy", "uỷ", "kêu gọi", "tiếp", "thống", "đồng", "chỉ",
)  # fmt: skip


def _order_at(text: str, place: int, end: int, *, bare: bool = False) -> Order:
    person = person_end(text, place, end)
    if person:
        return _of_subject(text, [Actor(text[place:person], place, person)], person, end)
    found = _addressed(text, place, end)
    if not found and actor_begins(text, place, bare=bare):
        actors, stop = read_actors(text, place, bare=bare, limit=end - place)
        if actors and stop <= end:
            found = _of_subject(text, actors, _after_aside(text, stop, end), end)
    if found:
        return found
    petition = _PETITION.match(text, place, end)
    if petition and _GOVERNS.match(text, petition.end()):
        return Order(Force.NONE, [], None, [], place, past=True)
    doer = done_by(text, place, end)
    if doer:
        actors, stop = read_actors(text, doer, limit=end - doer)
        if actors and does(text, stop):
            return Order(Force.SUBJECT, actors, opening_verb(text, _skip(text, stop)), [], stop)
    if is_sent(text, place, end):
        return Order(Force.IMPERATIVE, [], None, [], place)
    verb = opening_verb(text, place)
    if not verb or verb[0] >= end or text.startswith(("Phát biểu", "phát biểu"), place):
        return Order(Force.NONE)
    after = verb[1] + 1
    if text[verb[0] : verb[1]].lower() == "phấn đấu" and actor_begins(text, after):
        return Order(Force.SUBJECT, read_actors(text, after, limit=max(0, end - after))[0], verb, [], verb[0])
    return Order(Force.IMPERATIVE, [], verb, [], place)


def _addressed(text: str, place: int, end: int) -> Order | None:
    """Forms "Giao Sở X …", "Đề nghị các bộ …": a word of assigning, then who is addressed."""
    speaks = PAPER_SPEAKS.match(text, place, end)
    word = LEAD_WORD.match(text, speaks.end() if speaks else place, end)
    if not word:
        return None
    if word[0].lower().startswith("phân công") and STAFF.match(text, word.end()):
        return None
    assigns = word[0].strip().lower().startswith(_ADDRESSING)
    actors, stop = read_actors(text, word.end(), bare=True, limit=end - word.end())
    if not actors or not (assigns or text[stop : stop + 1] in ":," or is_predicate(text, _skip(text, stop))):
        return None
    if not _names_bodies(text, word.end()):
        return None
    framed = None if assigns or len(actors) < 2 else ISSUED.match(text, stop, end)
    if framed and text[actors[-1].start - 2 : actors[-1].start] == ", ":
        named, after = read_actors(text, framed.end(), bare=True, limit=end - framed.end())
        stop = after if named else framed.end()
        return Order(Force.ASSIGNED, named or actors[:-1], opening_verb(text, _skip(text, stop)), actors[-1:], stop)
    verb = opening_verb(text, _skip(text, stop))
    if not assigns and word[0].startswith("Đối với"):
        later = _doer_behind(text, stop, end)
        if later:
            return later
        last = actors[-1].start
        if len(actors) > 1 and verb and text[last - 2 : last] == ", " and _RELATIVE.search(actors[0].name):
            return Order(Force.SUBJECT, actors[-1:], verb, [], stop)
    if assigns:
        return Order(Force.ASSIGNED, actors, verb, [], stop)
    return Order(Force.SUBJECT, actors, verb, [], stop) if verb else None


_RELATIVE = re.compile(r"\s(?:được|có|đã|chưa|không|bị)\s")
_BEHIND = re.compile(r"[^,;:.]{0,60},\s(?=[A-ZĐỦ])")


def _doer_behind(text: str, stop: int, end: int) -> Order | None:
    """Who acts in "Đối với các trường được giao thêm lớp, Sở X hướng dẫn …": the body behind the comma."""
    found = _BEHIND.match(text, stop, end)
    if not found or not actor_begins(text, found.end()):
        return None
    actors, after = read_actors(text, found.end(), limit=end - found.end())
    verb = opening_verb(text, _skip(text, after))
    return Order(Force.SUBJECT, actors, verb, [], after) if actors and verb else None


_PETITION = re.compile(r"(?:Cử tri|Người dân|Nhân dân|Doanh nghiệp)(?: [^,;:.]{2,60}?)? (?:đề nghị|kiến nghị) ")
# A firm or a citizen petitions the government: no order.
_ASKS_ABOVE = re.compile(
    r"(?:Tập đoàn|Tổng công ty|Công ty|Doanh nghiệp|Hiệp hội|Liên danh|Cử tri|Người dân|Nhà đầu tư|Các (?:doanh nghiệp"
    r"|hộ|nhà đầu tư|hiệp hội))",
    re.I,
)
_GOVERNS = re.compile(
    r"(?:UBND|[ỦU]y ban nhân dân|Uỷ ban nhân dân|Chính phủ|Thủ tướng|Bộ |Sở |Chủ tịch|các (?:bộ|sở|cơ quan))", re.I
)


def _of_subject(text: str, actors: list[Actor], stop: int, end: int) -> Order:
    """What the bodies named at the beginning do: order others ("UBND tỉnh yêu cầu …"), or are to do something."""
    sent = SENT_TO.match(text, stop, end)
    if sent:
        addressed, after = read_actors(text, sent.end(), bare=True, limit=end - sent.end())
        asked = ASKING.match(text, after, end) if addressed else None
        if asked and opening_verb(text, asked.end()):
            return Order(Force.ASSIGNED, addressed, opening_verb(text, asked.end()), actors, asked.end())
    framed = ISSUED.match(text, stop, end) or ALIASED.match(text, stop, end)
    if framed and not (framed["verb"] in ("phân công", "giao") and STAFF.match(text, framed.end())):
        timed = TIMED.match(text, framed.end(), end)
        begin = timed.end() if timed else framed.end()
        addressed, after = read_actors(text, begin, bare=True, limit=end - begin)
        notes = framed["verb"] == "lưu ý" and speaks_from_above(actors[-1].name)
        notes = notes or bool(BY_PAPER.search(framed[0]))
        below = framed["verb"] == "đề nghị" and _ASKS_ABOVE.match(actors[-1].name)
        if addressed and below and _GOVERNS.match(addressed[0].name):
            return Order(Force.NONE, actors, None, [], stop, past=True)
        if addressed and _names_bodies(text, begin) and (notes or framed["verb"] not in ("chỉ đạo", "lưu ý")):
            return Order(Force.ASSIGNED, addressed, opening_verb(text, _skip(text, after)), actors, after)
        if framed["verb"] in ("yêu cầu", "đề nghị") and opening_verb(text, framed.end()):
            return Order(Force.ASSIGNED, [], opening_verb(text, framed.end()), actors, framed.end())
    behind = spoken_end(text, stop, end)
    if behind:
        spoken = _order_at(text, behind, end)
        if spoken.force >= Force.IMPERATIVE:
            return replace(spoken, force=Force.ASSIGNED, assigner=actors)
    moved = TRANSFER.match(text, stop, end)
    if moved:
        addressed, after = read_actors(text, moved.end(), limit=end - moved.end())
        purpose = HANDLING.match(text, after, end) if addressed else None
        if purpose:
            return Order(Force.ASSIGNED, addressed, opening_verb(text, purpose.end()), actors, purpose.end())
    if PAST.match(text, stop) or (PRESIDES.match(text, stop) and speaks_from_above(actors[0].name)):
        return Order(Force.NONE, actors, None, [], stop, past=True)
    follows = _skip(text, stop)
    verb = opening_verb(text, follows)
    aside = BASED_ASIDE.match(text, stop, end)
    if aside and not verb:
        verb = opening_verb(text, aside.end())
        stop = aside.end() - 1 if verb else stop
    if text[stop : stop + 1] in (":", ",", " ") and verb:
        return Order(Force.SUBJECT, actors, verb, [], stop)
    if stop < end and (verb or is_predicate(text, follows)):
        return Order(Force.SUBJECT, actors, verb, [], stop)
    return Order(Force.STATED, actors, None, [], stop)


def _after_aside(text: str, stop: int, end: int) -> int:
    """Behind ", nhất là các tỉnh: A, B" or ", trong đó trọng tâm là …" when the predicate still comes."""
    aside = ASIDE.match(text, stop, end)
    if not aside:
        return stop
    for word in SPACE.finditer(text, aside.end(), min(end, stop + 260)):
        if is_predicate(text, word.end()) and text[word.end()].islower():
            return word.start()
    return stop


def _names_bodies(text: str, position: int) -> bool:
    """Whether the actor at `position` is a body or person that can be given work, not a thing ("các nhiệm vụ")."""
    return not NO_PARTY.match(text, position)


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position] in " ,:–-":
        position += 1
    return position


def subject_runs_over(text: str, start: int, end: int) -> bool:
    """Whether the list of those addressed in ``text[start:end]`` goes on beyond its semicolon."""
    order = read_order(text, start, len(text))
    return bool(order.leads) and order.predicate > end


def duty_bearers(text: str, start: int, end: int) -> list[Actor]:
    """Parties of an introduction "… nhiệm vụ của X, Y như sau:"."""
    found = DUTY_OF.search(text, start, end)
    return read_actors(text, found.end(), limit=end - found.end())[0] if found else []


def is_weak_order(text: str, order: Order) -> bool:
    """Whether a subject with a predicate orders even outside an ordering context (provisions, statements)."""
    return bool(WEAK_PREDICATE.match(text, order.predicate))


_ORDERS_ALSO = re.compile(r"[^;]{20,700}, (?=[A-ZĐỦ])")


def ends_as_order(text: str) -> bool:
    """Whether a paragraph that begins as a basis ends as an order: "Trên cơ sở …, Bộ X làm việc với …"."""
    if text.endswith((";", ",")) or not _ORDERS_ALSO.match(text):
        return False
    order = read_order(text, 0, len(text))
    return order.force >= Force.SUBJECT and bool(order.leads) and order.verb is not None and not order.past
