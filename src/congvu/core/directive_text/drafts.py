"""Nháp: one block of the body cut into clauses: which of its sentences order, where one task ends and the next begins.

A list item is one task; it is cut only where another body is addressed or a separate deliverable has its own date or
period. In running
prose each ordering sentence is a task.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from congvu.core.directive_text.actors import Actor
from congvu.core.directive_text.deadlines import When, find_deadlines, find_recurrence
from congvu.core.directive_text.frames import FRAME, is_sent
from congvu.core.directive_text.headings import Mood
from congvu.core.directive_text.layout import Block
from congvu.core.directive_text.model import DeadlineKind
from congvu.core.directive_text.orders import Force, Order, is_weak_order, read_order, subject_runs_over
from congvu.core.directive_text.sentences import split_sentences

_TRAILING = re.compile(
    r"(?:(?:và |phải |cần |\()?(?:[Hh]oàn thành|[Xx]ong|[Tt]hời (?:gian|hạn)(?: hoàn thành| thực hiện| "
    r"báo cáo)?|[Tt]iến độ|[Cc]hậm nhất|[Tt]rước ngày|(?:[Bb]ảo đảm|[Đđ]ảm bảo) (?:hoàn thành|tiến độ"
    r"|thời gian|xong)|[Nn]ội dung này|[Vv]iệc này|[Cc]ông việc này|[Ss]ản phẩm))(?!\w)"
)
_SHOULD_ARISE = re.compile(
    r"(?:Trong quá trình|Quá trình|Trường hợp|Nếu|Khi)[^.;]{0,120}(?:vướng mắc|khó khăn|phát sinh)"
)
_DELIVERS = re.compile(
    r"(?:đồng thời |và |kịp thời |khẩn trương )*(?:báo cáo|gửi|trình|hoàn thành|tổng hợp(?=, báo cáo| kết quả))(?!\w)"
)
_ENDS_WORK = re.compile(r"(?<!\w)(?:báo cáo|hoàn thành|trình|gửi|xong)(?!\w)")
_BASIS = re.compile(r"(?:Theo đó, )?(?:[Tt]hực hiện|[Cc]ăn cứ|[Tt]iếp theo|[Tt]heo|[Tt]rên cơ sở|[Xx]ét)\s")
_ONLY_BASIS = re.compile(
    r"(?:Thực hiện|Căn cứ|Triển khai) (?:Kết luận|Chỉ thị|Nghị quyết|Quyết định|Công điện|Công văn|Thông báo|Kế hoạch"
    r"|Văn bản) số [^;]{10,}, (?:trong đó|theo đó) (?:có|nêu|yêu cầu)"
)
_TOLD = re.compile(r"(?:(?:Trong )?[Tt]hời gian (?:vừa )?qua|Ngày \d|Những năm qua|Vừa qua)[^.;]{0,80}\sđã\s")
_TERM = re.compile(r"(?:Thời (?:hạn|gian)(?: hoàn thành| thực hiện| báo cáo)?|Hoàn thành)[:\s]")
_EFFECT = re.compile(
    r"(?:[^.;]{0,90}(?:có hiệu lực|hết hiệu lực|thay thế|bãi bỏ)(?:\s+(?:thi hành|kể từ|từ|các|Quyết|Chỉ"
    r"|Kế|Công|Thông)|[^.;]{0,12}\Z)|Ban hành kèm theo (?:Quyết|Nghị|Công)"
    r"|Thời hạn ủy quyền|Thời gian ủy quyền|Kèm theo|\(?Gửi kèm|\(?Chi tiết"
    r"|Chi tiết liên hệ|Đầu mối liên hệ|Thông tin liên hệ"
    r"|Xin trân trọng|Trân trọng|[^.;]{0,60}trân trọng cảm ơn|Nơi nhận|Ghi chú|\(?(?:Hình"
    r"|Ảnh|Nguồn ảnh)|Mọi chi tiết|Thông tin liên hệ|Địa chỉ)"
)
_NOTICE = re.compile(
    r"\s?(?:xin |trân trọng |kính )*(?:(?:thông báo|truyền đạt)(?!\w)(?:[./]+\Z|[^;]{0,420})|(?:gửi|chuyển"
    r"|sao gửi)[^;]{0,200}để[^;]{0,80})(?:biết|thực hiện|triển khai|theo quy định|nghiên cứu|phối "
    r"hợp)[^.;]{0,40}[./]*\Z"
)
_CAPTION = re.compile(r"\sảnh \d{1,2}\Z|\((?:Hình|Ảnh|ảnh|Nguồn ảnh|Minh họa)[^)]{0,60}\)\W*\Z")
_NARRATED = re.compile(
    r"(?<!\w)(?:đã|đang|vẫn còn|ngày càng|hiện có|hiện còn|không chỉ|mới được|vừa được|sẽ|hiện nay|chủ yếu|có "
    r"ý nghĩa)\s"
)
_COUNTED = ("Số ", "Tổng ", "Danh sách ", "Danh mục ", "Tỷ lệ ")  # what is to be reported, not done
_SITUATION = re.compile(r"(?<!\w)(?:hiện nay chủ yếu|hiện nay (?:vẫn|còn)|thời gian qua (?:đã|còn))\s")
_DATED = re.compile(r"\d|[Qq]u[ýí] ")
_THING = re.compile(
    r"(?:Kinh phí|Nguồn|Thời gian|Địa điểm|Thành phần|Đối tượng|Số lượng|Hình thức|Phạm vi|Chủ đề|Tình hình"
    r"|Kết quả|Mục tiêu|Việc|Từ nguồn|Từ ngân sách|Hỗ trợ từ|Ngân sách|Số liệu|Tên|Nội dung|Tiến độ|Mức độ"
    r"|Tồn tại|Phương hướng)\s"
)
_MODAL = re.compile(
    r"(?<!\w)(?:phải|cần|có trách nhiệm|chịu trách nhiệm|nghiêm cấm|tuyệt đối không|không được|đề nghị|yêu "
    r"cầu)(?!\w)"
)
_REPORTED_PAST = re.compile(
    r"(?<!\w)(?:đã|vừa)\s(?:có [^,.;]{3,60}\s)?(?:yêu cầu|giao|đề nghị|chỉ đạo|ban hành|kết luận|phân "
    r"công)(?!\w)"
)
_SAYS = re.compile(
    r"\A(?:Chỉ thị|Công điện|Công văn|Kế hoạch|Văn bản|Thông báo"
    r"|Quyết định)[^,:.]{0,20} nêu(?: rõ)?[,:]\s"
)
_EARLIER = re.compile(r"(?:Trước đó|Trước đây|Được biết|Như đã (?:đưa|thông) tin)[,\s]")
_FACT_START = re.compile(
    r"(?:Thời gian qua|Trong thời gian qua|Những năm qua|Hiện nay|Hiện |Trước đó|Trước đây|Qua (?:theo dõi"
    r"|kiểm tra|rà soát|tổng "
    r"hợp|báo cáo)|Tuy nhiên|Theo (?:báo cáo|dự báo|tổng hợp|thống kê|phản ánh|quy định|số liệu)|Kết quả"
    r"|Đây là|Cùng dự|Tham gia|Thay mặt|Nhìn chung|Trong những năm|Vừa qua|Năm 20\d\d,(?! phấn đấu| tiếp "
    r"tục| tập trung)|Trong năm|Tính đến|Nguyên nhân|Bên cạnh đó, (?:vẫn|còn)|Đến nay|Sau khi nghe|Trên "
    r"cơ sở báo cáo|Thực tiễn|Mặc dù|Đánh giá cao|Ghi nhận"
    r"|Biểu dương (?:và|các (?:sở|bộ|đơn vị|cơ quan|địa phương|xã)|tinh thần|sự|những nỗ lực|nỗ "
    r"lực)|Hoan nghênh|Chia sẻ với|Thống nhất (?:với|về|chủ trương)|Đồng ý (?:với|về|chủ trương|đề)|Cơ "
    r"bản (?:thống nhất|đồng ý|nhất trí)|Chấp thuận|Nhất trí|Cảm ơn)"
)


@dataclass(slots=True)
class Unit:
    """One sentence or clause of a block with what it orders."""

    start: int
    end: int
    sign: str
    order: Order
    orders: bool
    dates: list[When]
    rhythm: tuple[str | None, int, int] | None

    @property
    def dated(self) -> bool:
        """Whether the unit has a date or a calendar rhythm of its own."""
        return bool(self.dates) or _recurs(self.rhythm)


@dataclass(slots=True)
class Draft:
    """A task being put together: range in a block (and the last block where it runs over several)."""

    block: int
    start: int
    end: int
    last_block: int
    order: Order
    dates: list[When] = field(default_factory=list)
    rhythm: tuple[str | None, int, int] | None = None
    strong: bool = True


def read_units(
    block: Block, start: int, masked: list[tuple[int, int]], year: int | None, month: int | None
) -> list[Unit]:
    """Sentences (and clauses) of the block from `start` with their order, dates and rhythm."""
    units: list[Unit] = []
    text = block.text
    waiting: int | None = None
    for first, end, sign in split_sentences(text, start, clauses=True):
        begin = first if waiting is None else waiting
        waiting = None
        if (
            sign == ";"
            and end < len(text)
            and ((_BASIS.match(text, begin) and FRAME.match(text, end - 1)) or subject_runs_over(text, begin, end))
        ):
            waiting = begin
            continue
        order = read_order(text, begin, end)
        dates = find_deadlines(text, begin, end, masked, year, month) if _may_be_dated(text, begin, end) else []
        dates = [item for item in dates if not _told_aside(text, begin, item.start)]
        if order.force is Force.ASSIGNED and order.leads:  # the year of a purpose, before anybody is addressed
            spoken = order.leads[0].start
            dates = [item for item in dates if item.kind is not DeadlineKind.YEAR or item.start > spoken]
        if text.startswith("Thời gian", begin) and order.leads:
            dates = [item for item in dates if item.start > order.leads[0].start]
        rhythm = find_recurrence(text, begin, end)
        if _recurs(rhythm):  # "định kỳ hằng năm … trước ngày 20/11": a day of each period, not of this year
            dates = [_of_each(item) if item.inferred and item.on else item for item in dates]
        units.append(Unit(begin, end, sign, order, False, dates, rhythm))
    return units


def _of_each(item: When) -> When:
    """The same words as a day of each period: without a date."""
    return replace(item, on=None, kind=DeadlineKind.RECURRENT, inferred=False)


def _told_aside(text: str, start: int, position: int) -> bool:
    """Whether the place stands in brackets that tell what was done: "(năm 2025 đã tổ chức 2 lớp …)"."""
    opened = text.rfind("(", start, position)
    return opened > text.rfind(")", start, position) and " đã " in text[opened:position]


def _may_be_dated(text: str, start: int, end: int) -> bool:
    return bool(_DATED.search(text, start, end))


def decide(
    unit: Unit, text: str, mood: Mood, issuer: str, *, item: bool, running: bool, retelling: bool, listed: bool = False
) -> bool:
    """Whether the unit is an order where it stands: in an item or in prose, in a section of this mood.

    `listed`: a numbered item of a directive that has no introduction.
    """
    order = unit.order
    piece = text[unit.start : unit.end]
    if not item and order.force is Force.IMPERATIVE and not order.leads and _ONLY_BASIS.match(piece):
        return False
    if mood is Mood.CLOSED or _is_no_order(unit, text, piece, issuer):
        return False
    reported = not retelling and _REPORTED_PAST.search(piece[:260]) and not _MODAL.search(piece[260:])
    if (
        reported
        and order.force is not Force.IMPERATIVE
        and not (mood is Mood.ORDERING and order.force is Force.SUBJECT)
    ):
        return False
    if order.force is Force.ASSIGNED:
        return not (order.past or is_issuer(order, issuer) or _EARLIER.match(piece))
    sent = is_sent(text, unit.start, unit.end)
    if _FACT_START.match(_SAYS.sub("", piece)) and not (
        sent or (item and mood is Mood.ORDERING and order.force is Force.SUBJECT)
    ):
        return False
    if mood is Mood.EXCLUDED or _states(order, piece, mood, issuer):
        return False
    modal = bool(_MODAL.search(piece))
    if mood is Mood.NARRATIVE:
        weak = order.force is Force.SUBJECT and is_weak_order(text, order)
        if listed and weak and not order.past and _is_body(order) and not is_issuer(order, issuer):
            return True
        return running and (order.force is Force.IMPERATIVE or weak or modal)
    if mood is Mood.PROVISIONS:
        duty = order.force is Force.SUBJECT and is_weak_order(text, order)
        return duty and not is_issuer(order, issuer) and _is_body(order)
    if order.past:
        return False
    if item and mood is Mood.ORDERING:
        return order.force is not Force.STATED or modal
    return order.force >= Force.IMPERATIVE or modal


def _is_no_order(unit: Unit, text: str, piece: str, issuer: str) -> bool:
    """Questions, captions, effect clauses, the notice at the end, "Trên đây là …"."""
    order = unit.order
    if piece.endswith("?") or _CAPTION.search(piece) or _EFFECT.match(piece):
        return True
    if order.force is Force.ASSIGNED:
        return False
    if piece.startswith(("Trên đây", "(Kèm", "(kèm")):
        return True
    if not order.leads or not _NOTICE.match(text[order.predicate : unit.end]):
        return False
    return not issuer or is_issuer(order, issuer) or order.leads[0].name.startswith("Văn phòng")


def _states(order: Order, piece: str, mood: Mood, issuer: str) -> bool:
    """Whether the form is that of a statement: the issuer speaks of itself, things are described, past or future is
    told."""
    if order.force is Force.SUBJECT and is_issuer(order, issuer) and not issuer.startswith("Văn phòng"):
        return True
    if _THING.match(piece) and mood <= Mood.PROVISIONS and order.force is not Force.IMPERATIVE:
        return True
    if order.force is not Force.NONE:
        return False
    narrated, modal = _NARRATED.search(piece[:140]), _MODAL.search(piece)
    if modal and mood is Mood.ORDERING:
        narrated = _SITUATION.search(piece[:140])
    if modal and piece.startswith(_COUNTED):
        return True
    if modal:
        return bool(narrated and narrated.start() < modal.start())
    return bool(narrated or _THING.match(piece))


def tells(piece: str) -> bool:
    """Whether a sentence tells what has been done ("Trong thời gian qua, tỉnh đã …")."""
    return bool(_TOLD.match(piece))


def is_modal(piece: str) -> bool:
    """Whether the sentence says that something must or must not be done."""
    return bool(_MODAL.search(piece))


def is_issuer(order: Order, issuer: str) -> bool:
    """Whether the only subject is the body that issued the document."""
    return bool(issuer) and len(order.leads) == 1 and order.leads[0].name.lower() == issuer.lower()


_PRIVATE = re.compile(
    r"(?:doanh nghiệp|người|cá nhân|hộ|tổ chức|công ty|chủ |khu |nhà đầu tư|dự án|thuế |hội đồng quản trị|các "
    r"doanh nghiệp|cán bộ|trường hợp|báo )",
    re.I,
)


def _is_body(order: Order) -> bool:
    return bool(order.leads) and not _PRIVATE.match(order.leads[0].name)


def _same(one: list[Actor], other: list[Actor]) -> bool:
    """Whether two subjects are one: equal, or the head of a body and the body ("Bộ trưởng Bộ X", "Bộ X")."""
    names, others = [actor.name.lower() for actor in one], [actor.name.lower() for actor in other]
    if names == others:
        return True
    if not names or not others:
        return False
    one_name, other_name = names[0], others[0]
    if one_name in ("tỉnh", "thành phố") and other_name.startswith(f"{one_name} "):
        return True
    if len(names) == len(others) == 1 and (one_name.endswith(other_name) or other_name.endswith(one_name)):
        return True
    return len(names) == 1 and names[0].startswith("các ") and any(other.startswith(names[0]) for other in others)


def group_units(
    block: int, text: str, units: list[Unit], inherited: list[Actor], *, item: bool, loose: bool, marked: bool = True
) -> list[Draft]:
    """Tasks of one block. `loose`: leading statements of an item do not belong to the task that follows."""
    drafts: list[Draft] = []
    current: Draft | None = None
    pending: int | None = None
    sign = "."
    for unit in units:
        joined, sign = sign == ";", unit.sign
        subject = unit.order.force >= Force.SUBJECT and bool(unit.order.leads)
        trailing = not subject and bool(_TRAILING.match(text, unit.start))
        if current is None:
            if unit.orders:
                begin = unit.start if pending is None or ((loose or not item) and not joined) else pending
                current = Draft(block, begin, unit.end, block, unit.order, list(unit.dates), unit.rhythm)
            elif pending is None:
                pending = unit.start
            continue
        prose = not item and not joined
        if prose and not unit.orders and not trailing:
            drafts.append(current)
            current, pending = None, unit.start
        elif (
            unit.orders
            and not trailing
            and (
                prose
                or _is_separate(text, unit, current, inherited, joined=joined)
                or (not marked and not joined and _SHOULD_ARISE.match(text, unit.start, unit.end))
            )
        ):
            drafts.append(current)
            current = Draft(block, unit.start, unit.end, block, unit.order, list(unit.dates), unit.rhythm)
        else:
            current.end = unit.end
            current.dates += unit.dates
            current.rhythm = current.rhythm or unit.rhythm
    if current is not None:
        drafts.append(current)
    if len(drafts) > 1 and item and _TERM.match(text, units[-1].start) and units[-1].dates:
        for draft in drafts[:-1]:  # a term that closes the item holds for all of it
            draft.dates = draft.dates or list(units[-1].dates)
    return drafts


def _is_separate(text: str, unit: Unit, current: Draft, inherited: list[Actor], *, joined: bool) -> bool:
    """Whether a unit inside an item is a task of its own: another body is addressed, or it has its own date.

    Behind a semicolon the first date of an item is the date of the whole: "rà soát …; báo cáo trước ngày D", unless it
    is the month or quarter of one act.
    """
    order = unit.order
    if order.force >= Force.SUBJECT and order.leads and not _same(order.leads, current.order.leads or inherited):
        return order.force is Force.ASSIGNED or not _is_object(text, unit)
    if joined and text.startswith("trong đó", unit.start):
        return False  # a part of the same work
    first_date = not current.dates and not _recurs(current.rhythm) and not _recurs(unit.rhythm)
    if joined and first_date and not _acts_in_period(text, unit):
        return unit.dated and any(item.kind is DeadlineKind.RECURRENT for item in unit.dates)
    return unit.dated and order.force >= Force.IMPERATIVE


def _acts_in_period(text: str, unit: Unit) -> bool:
    """Whether the date says when one act is done ("công khai danh sách trong tháng 11"), not when all is finished."""
    if not unit.dates or _DELIVERS.match(text, unit.start) or _ENDS_WORK.search(text, unit.start, unit.end):
        return False
    return all(item.kind in (DeadlineKind.MONTH, DeadlineKind.QUARTER) for item in unit.dates)


def _recurs(rhythm: tuple[str | None, int, int] | None) -> bool:
    return bool(rhythm and rhythm[0] not in (None, "continuous"))


def _is_object(text: str, unit: Unit) -> bool:
    """Whether a "subject" in the middle of an item is rather part of a condition."""
    if not text.startswith(("Trường hợp", "Nếu", "Khi", "trường hợp", "nếu"), unit.start):
        return False
    return not text[unit.start : unit.order.leads[0].start].rstrip().endswith((",", "thì"))
