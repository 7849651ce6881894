"""Mệnh lệnh: does this clause order something, and whom? Subject, frame ("X yêu cầu Y …"), verb and coordinators
of one clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import IntEnum

from congvu.core.directive_text.actors import Actor, actor_begins, read_actors
from congvu.core.directive_text.coordination import NO_PARTY
from congvu.core.directive_text.frames import (
    ALIASED,
    BY_PAPER,
    FRAME,
    ISSUED,
    does,
    done_by,
    is_sent,
    main_clause,
    person_end,
    speaks_from_above,
    spoken_end,
)
from congvu.core.directive_text.predicates import is_predicate, opening_verb

_CONNECTOR = re.compile(
    r"(?:(?:Theo đó|Đồng thời|Trong đó|Bên cạnh đó|Cùng với đó|Ngoài ra|Vì vậy|Do đó|Do vậy|Tiếp đó|Mặt "
    r"khác|Cụ thể|Cụ thể là|Riêng|Thứ nhất|Thứ hai|Thứ ba|Thứ tư|Thứ năm|Thứ sáu|Thứ bảy|Thứ tám|Một là"
    r"|Hai là|Ba là|Bốn là|Năm là|Đặc biệt|Đặc biệt là|Trước mắt|Ngoài những nội dung trên|Về lâu dài"
    r"|Nhân dịp này|Sau đó|Hằng năm|Hàng năm|Hằng tháng|Hằng quý|Định kỳ|đồng thời|trong đó|theo đó|và|Và"
    r"|Đồng thời với đó|Để thực hiện việc này|(?:Chỉ thị|Công điện|Công văn|Kế hoạch|Văn bản|Thông báo"
    r"|Kết luận|Quyết định"
    r"|Nghị quyết)(?: này)? (?:cũng |còn )?(?:nêu rõ|nêu|nhấn mạnh|chỉ rõ|quy định rõ|quy định"
    r"|yêu cầu rõ))(?:\s?[,:]\s|\s))+"
)
_LEAD_WORD = re.compile(
    r"(?:Giao cho|Giao|Yêu cầu|Đề nghị|Phân công|Ủy quyền cho|Uỷ quyền cho|Ủy quyền|Uỷ quyền|giao|yêu cầu"
    r"|đề nghị|kính đề nghị|Kính đề nghị|Trân trọng đề nghị|Kêu gọi|Chỉ định|Thống nhất giao|Tiếp tục giao"
    r"|Đồng ý giao|Kính mong|phân công|Đối với|Riêng|Riêng đối với)(?:\s?:)?\s+(?:cho\s+)?(?=\S)"
)
_INTRODUCTION = re.compile(
    r"(?:Về|Đối với|Liên quan|Tại|Trong|Căn cứ|Trên cơ sở|Để|Nhằm|Theo|Từ|Khi|Nếu|Trường hợp|Trước|Sau khi"
    r"|Sau|Thực hiện|Tiếp tục|Với|Do|Qua|Ngay|Ngoài|Hằng|Hàng|Định kỳ|Chậm nhất|Đến|Xét|Trên|Tiếp thu"
    r"|Đồng ý|Giao nhiệm vụ|Khẩn trương|Vào|Bên cạnh|Hiện nay|Thời gian|Nguồn|Kinh phí|Ngày|Năm|Triển khai"
    r"|Kết luận|Phát biểu|Thay mặt|Chiều|Sáng|Cũng|Qua|Nhận được)\s",
    re.I,
)
_INTRODUCING_VERB = re.compile(
    r"(?:thực hiện|triển khai|căn cứ|trên cơ sở|theo|tiếp thu|trong phạm vi|định kỳ|với|xét|hằng|hàng|khi|sau "
    r"khi)\s",
    re.I,
)
_STAFF = re.compile(
    r"(?:các |những )?(?:cán bộ|công chức|viên chức|người|nhân viên|nhân lực|lực lượng|bộ phận|lãnh đạo)(?!\w)"
)
_PAST = re.compile(
    r"\s?(?:(?:trong )?thời gian (?:qua|ngắn|vừa qua)[^,;.]{0,15}\s)?(?:đã|đang|vừa"
    r"|được(?! (?:giao|yêu cầu|đề nghị|phân công)\s)|bị|sẽ|chưa|cũng đã"
    r"|còn|luôn|nhận được|thống nhất (?:chỉ|với|về|cao|đánh)|có (?!trách nhiệm|nhiệm vụ|kế hoạch|giải "
    r"pháp|biện pháp|phương án|văn bản|hình thức|báo cáo|ý kiến|chính sách|chương trình)|là (?!cơ quan|đầu mối"
    r"|đơn vị|các cơ quan|các đơn vị)|đạt|thuộc|gồm|bao gồm|cơ bản|trên đây|xin |trân trọng)"
)
_WEAK_PREDICATE = re.compile(
    r"\s?,?\s?(?:theo chức năng, nhiệm vụ[^,;]{0,60},?\s)?(?:chủ trì|phối hợp|có trách nhiệm|chịu trách "
    r"nhiệm|chỉ đạo|tổ chức|hướng dẫn|trình|báo cáo|rà soát|nghiên cứu|xây dựng|ban hành|hoàn thành|theo dõi|đôn đốc"
    r"|triển khai|khẩn trương|tiếp tục|căn cứ|thực hiện|tập trung|chủ động|tăng cường|quán triệt|kiểm tra"
    r"|tổng hợp|công bố|bố trí|đẩy nhanh|đẩy mạnh|lãnh đạo|tham mưu|phân công|hoàn thiện|chuẩn bị|theo|thừa)"
)
_CONDITION = re.compile(r"(?:trong quá trình|quá trình|nếu|trường hợp|khi|trong trường hợp)\s", re.I)
_ASKED = re.compile(
    r"(?<!,)(?<!văn bản)\s(đề nghị|yêu cầu|giao)\s(?=các |những |Bộ |Sở |UBND |Ủy ban |Thủ trưởng |Chủ tịch "
    r"|cơ quan |đơn "
    r"vị )"
)
_ASIDE = re.compile(r"\s?[,(]?\s?(?:nhất là|đặc biệt là|trong đó|bao gồm|gồm|trọng tâm là)\s")
# ", trên cơ sở đề xuất của các đơn vị, " between a subject and its predicate.
_BASED_ASIDE = re.compile(
    r",\s(?:trên cơ sở|căn cứ|theo|trong phạm vi|tùy theo|ngoài|bên cạnh)\s[^;.:]{3,220}?,\s(?=chủ trì"
    r"|phối hợp"
    r"|tổng hợp|tham mưu|trình|báo cáo|chủ động|xây dựng|ban hành|tổ chức|triển khai|rà soát|khẩn trương"
    r"|có trách nhiệm)"
)
# A time between the word of asking and the one who is asked.
_TIMED = re.compile(
    r"(?:[Tt]ừ (?:ngày|nay)|[Tt]rong (?:thời gian|các ngày|những ngày|dịp)|[Tt]rước ngày|[Nn]gay sau)\s"
    r"[^;:.]{3,90}?, (?=[Cc]ác |[A-ZĐ])"
)
_SIGNS = re.compile(r"[,:] |[();]")
_SPACE = re.compile(r" ")
_PURPOSE = re.compile(r"(?:để|nhằm|căn cứ|trên cơ sở|theo)\s", re.I)
_BASED = re.compile(
    r"(?:để|nhằm|căn cứ|trên cơ sở|theo|thực hiện|triển khai|tiếp thu|xét|với|ngày|đối với|về|liên quan|tại"
    r"|tiếp theo|tiếp tục thực hiện|ngoài)\s",
    re.I,
)
_BODIES = re.compile(r"(?:các|Các) (?:sở|Sở|bộ|Bộ|cơ quan|đơn vị|địa phương|ban|ngành|UBND|Ủy ban|xã)(?!\w)")
_BODY_ACTS = re.compile(
    r"\s((?:các|những) (?:cơ quan|sở|đơn vị|địa phương|bộ|ngành|tổ chức|xã)[^;.:]{0,90}?)\s(?=kịp thời|báo cáo"
    r"|phản ánh|gửi|chủ động|có văn bản|tổng hợp|đề xuất|có ý kiến|thông tin)",
    re.I,
)
# Names follow, no order: "các Chương trình: Xây dựng nông thôn mới, …".
_NAMED = re.compile(
    r"(?:[Cc]ác|[Nn]hững|\d)\s(?:[Cc]hương trình|[Dd]ự án|[Đđ]ề án|[Tt]iểu dự án|lĩnh vực)[^,;:.]{0,45}\Z"
)
_PAPER_SPEAKS = re.compile(
    r"(?:[Cc]ông điện|[Cc]hỉ thị|[Cc]ông văn|[Vv]ăn bản|[Kk]ế hoạch|[Tt]hông báo|[Nn]ghị quyết)(?: này)? "
    r"(?:cũng |còn )?(?=yêu cầu |giao |đề nghị |phân công )"
)
_REQUESTED = re.compile(r":\s(?=(?:giao|đề nghị|yêu cầu|Giao|Đề nghị|Yêu cầu)\s)")
_DUTY_OF = re.compile(r"(?:nhiệm vụ|trách nhiệm)(?:[^,;:.]{0,30})? của (?:các )?(?=[A-ZĐ])")


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
    connector = _CONNECTOR.match(text, start)
    begin = connector.end() if connector else start
    places = [begin]
    if connector and begin != start:
        places.append(start)
    introduced = _INTRODUCTION.match(text, begin)
    if introduced and _CONDITION.match(text, begin):
        asked = _ASKED.search(text, begin, min(end, begin + 500))
        if asked:
            places.append(asked.start(1))
        else:
            then = text.find(" thì ", begin, min(end, begin + 300))
            if then > 0:
                places.append(then + 5)
            main = None if asked else main_clause(text, begin, min(end, begin + 500))
            if main:
                places.append(main)
            acts = None if main else _BODY_ACTS.search(text, begin, min(end, begin + 500))
            if acts:
                places.append(acts.start(1))
    depth = 0
    # A purpose may run over semicolons to the frame behind it.
    purpose = bool(introduced and text.startswith(("Để ", "Nhằm "), begin))
    for sign in _SIGNS.finditer(text, begin, min(end, begin + (1400 if purpose else 700))):
        char = sign[0][0]
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif depth:
            continue
        elif char == ";" and not purpose:
            break
        elif char == ":" and _NAMED.search(text, max(begin, sign.start() - 60), sign.start()):
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
    requested = _REQUESTED.search(text, start, min(end, start + 1200)) if text.startswith(_TOPICS, start) else None
    if requested:
        order = _order_at(text, requested.end(), end)
        if order.force is Force.ASSIGNED:
            return order
    introduced = based = loose = told = False
    main = main_clause(text, start, min(end, start + 500)) if _CONDITION.match(text, start) else 0
    for index, place in enumerate(_starts(text, start, end)):
        if place >= end:
            break
        if index == 0:
            introduced = bool(_INTRODUCTION.match(text, place))
            told = text.startswith(_SETTINGS, place)
            based, loose = bool(_BASED.match(text, place)), bool(_PURPOSE.match(text, place))
        order = _order_at(text, place, end, bare=place == main)
        if order.past and (fallback is None or told):
            return order
        if order.force is Force.ASSIGNED:
            return order
        if order.force is Force.SUBJECT and (
            fallback is None or fallback.force < Force.IMPERATIVE or (based and _may_follow(order, loose))
        ):
            return order
        if order.force is Force.IMPERATIVE and (fallback is None or fallback.force < Force.IMPERATIVE):
            after_comma = index > 0 and text[place - 2 : place] == ", "
            labelled = _labelled(text, place, end) if index == 0 else None
            if labelled:
                return labelled
            if not _INTRODUCING_VERB.match(text, place) and not (introduced and after_comma):
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
    if loose and _BODIES.match(name):
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
    speaks = _PAPER_SPEAKS.match(text, place, end)
    word = _LEAD_WORD.match(text, speaks.end() if speaks else place, end)
    if not word:
        return None
    if word[0].lower().startswith("phân công") and _STAFF.match(text, word.end()):
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
    if assigns:
        return Order(Force.ASSIGNED, actors, verb, [], stop)
    return Order(Force.SUBJECT, actors, verb, [], stop) if verb else None


def _of_subject(text: str, actors: list[Actor], stop: int, end: int) -> Order:
    """What the bodies named at the beginning do: order others ("UBND tỉnh yêu cầu …"), or are to do something."""
    framed = ISSUED.match(text, stop, end) or ALIASED.match(text, stop, end)
    if framed and not (framed["verb"] in ("phân công", "giao") and _STAFF.match(text, framed.end())):
        timed = _TIMED.match(text, framed.end(), end)
        begin = timed.end() if timed else framed.end()
        addressed, after = read_actors(text, begin, bare=True, limit=end - begin)
        notes = framed["verb"] == "lưu ý" and speaks_from_above(actors[-1].name)
        notes = notes or bool(BY_PAPER.search(framed[0]))
        if addressed and _names_bodies(text, begin) and (notes or framed["verb"] not in ("chỉ đạo", "lưu ý")):
            return Order(Force.ASSIGNED, addressed, opening_verb(text, _skip(text, after)), actors, after)
        if framed["verb"] in ("yêu cầu", "đề nghị") and opening_verb(text, framed.end()):
            return Order(Force.ASSIGNED, [], opening_verb(text, framed.end()), actors, framed.end())
    behind = spoken_end(text, stop, end)
    if behind:
        spoken = _order_at(text, behind, end)
        if spoken.force >= Force.IMPERATIVE:
            return replace(spoken, force=Force.ASSIGNED, assigner=actors)
    if _PAST.match(text, stop):
        return Order(Force.NONE, actors, None, [], stop, past=True)
    follows = _skip(text, stop)
    verb = opening_verb(text, follows)
    aside = _BASED_ASIDE.match(text, stop, end)
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
    aside = _ASIDE.match(text, stop, end)
    if not aside:
        return stop
    for word in _SPACE.finditer(text, aside.end(), min(end, stop + 260)):
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
    found = _DUTY_OF.search(text, start, end)
    return read_actors(text, found.end(), limit=end - found.end())[0] if found else []


def is_weak_order(text: str, order: Order) -> bool:
    """Whether a subject with a predicate orders even outside an ordering context (provisions, statements)."""
    return bool(_WEAK_PREDICATE.match(text, order.predicate))
