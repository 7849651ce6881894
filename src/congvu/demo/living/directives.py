"""Directive work as a line of the living province: directives as they are written, registered, reviewed and issued."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random

from congvu.core.working_time import HANOI
from congvu.core.working_time.moments import date_of_day, day_number
from congvu.demo.desk_work import DeskWork
from congvu.demo.lam_giang_places import OLD_DISTRICTS
from congvu.demo.living import hand, seasons
from congvu.demo.living.acts import Act
from congvu.demo.living.begun import Begun, begin, go_on_with
from congvu.demo.living.life import Life, TaskLife
from congvu.demo.living.lines import Tell
from congvu.demo.living.province import REFORM_AT, Province, local_day
from congvu.demo.living.truth import Truth
from congvu.demo.papers import EACH, ONE, Order, Paper
from congvu.demo.stage import Office
from congvu.domain.directives.actions.making import Writer, write_made
from congvu.domain.directives.models import Task
from congvu.kernel.casework.models import Case
from congvu.kernel.journal import queries as journal

#: Nothing happened before: the departments of today began to work on 1 March 2025.
FIRST = date(2025, 3, 3)
#: Directives of a small province have few orders to all communes.
SMALL = 3000
VERBS = (
    "rà soát, thống kê", "xây dựng kế hoạch về", "kiểm tra, đôn đốc", "báo cáo", "công khai", "chấn chỉnh",
    "tuyên truyền về", "tăng cường", "hoàn thiện hồ sơ về", "khắc phục tồn tại trong",
)  # fmt: skip
MATTERS = (
    "việc giải quyết thủ tục hành chính", "công tác quản lý đất đai", "việc thực hiện dự toán ngân sách",
    "công tác phòng, chống thiên tai", "hồ sơ người có công", "việc sử dụng tài sản công",
    "công tác bảo vệ môi trường", "việc tiếp công dân", "dữ liệu hộ tịch", "tiến độ giải ngân vốn đầu tư công",
    "công tác an toàn thực phẩm", "việc chấp hành kỷ luật, kỷ cương hành chính", "cơ sở vật chất trường học",
    "công tác y tế cơ sở", "việc quản lý trật tự xây dựng",
)  # fmt: skip
LIMITS = tuple(f"{days} working days" for days in (7, 10, 15, 15, 20, 30))
COMMUNES = "UBND các xã, phường"


@dataclass(frozen=True, slots=True)
class Written(Paper):
    """A directive of the living province: its date and its text are its own."""

    on: date = FIRST
    body: str = ""

    def issued_on(self, today: date) -> date:
        """Its date, whatever day it is."""
        del today
        return self.on

    def text(self, today: date, days: object) -> str:
        """Its text; it names no days."""
        del today, days
        return self.body


@dataclass(frozen=True)
class DirectiveChunk:
    """One directive with everything that comes of it."""

    province: Province
    paper: Written
    at: datetime
    size: int

    @property
    def name(self) -> str:
        """The number of the directive."""
        return self.paper.number

    def begin(self, write: Writer) -> list[Case]:
        """Registered by the clerk, reviewed by the desk, issued; all within its first day."""
        rng = Random(f"{self.province.seed}/{self.name}")
        office = Office(self.province.calendar, rng)
        desk = DeskWork(self.province.cast, self.province.crew, office, {}, self.paper.on)
        directive = desk.register(self.paper, self.at)
        at = office.later(self.at, 0.05, 0.1)
        desk.review_at_once(self.paper, directive, at, rng)
        return desk.issue(directive, office.later(at, 0.02, 0.05), rng, write)

    def by_hand(self) -> list[Life]:
        """Issued by hand; the lives of its tasks."""
        lives = (self.life_of(case) for case in self.begin(write_made))
        return [life for life in lives if life is not None]

    def write(self, act: Act) -> list[Case]:
        """One act by hand."""
        return hand.write(act)

    def in_bulk(self, end: datetime) -> Begun:
        """Issued in bulk, to the reform or to the end."""
        return begin(self, end)

    def go_on(self, end: datetime) -> Begun:
        """After the reform, to the end."""
        return go_on_with(self, end)

    def begun(self) -> list[Case]:
        """The cases of the directive, umbrellas first as they were opened."""
        found = Task.objects.filter(directive__document__code=self.name).select_related("case").order_by("case_id")
        return [task.case for task in found]

    def life_of(self, case: Case) -> Life | None:
        """What happens to a task; the umbrella ends with its last share."""
        if case.kind != "directive_task" or case.first_due_at is None:
            return None
        unit, accept_by = _as_issued(case)
        return TaskLife(
            self.province, case, self.province.code_of(unit), case.opened_at, case.first_due_at, accept_by,
            Random(f"{self.province.seed}/{case.code}"),
        ).run()


def _as_issued(case: Case) -> tuple[int, datetime]:
    """The unit the task was offered to, and until when it had to answer, whatever has become of it since."""
    if case.seq == 1 and case.transfer_agency_id is not None and case.transfer_due_at is not None:
        return case.transfer_agency_id, case.transfer_due_at
    text = journal.of_stream(case.stream).filter(seq=1).values_list("text", flat=True).get()
    said = json.loads(text or "{}")["set"]
    return int(said["transfer_agency_id"]), datetime.fromisoformat(said["transfer_due_at"])


def drawn(province: Province, cases: int) -> Sequence[DirectiveChunk]:
    """Directives from 3 March 2025 to the end, so many that about `cases` cases come of them."""
    rng = Random(f"{province.seed}/directives/{cases}")
    days = [date_of_day(number) for number in range(day_number(FIRST), day_number(local_day(province.end)))]
    days = [day for day in days if day.weekday() < 5]
    weights = [seasons.ordered_on(day) for day in days]
    found: list[DirectiveChunk] = []
    made = 0
    wide = cases >= SMALL
    moments: list[datetime] = []
    while made < cases:
        day = rng.choices(days, weights)[0]
        at = datetime.combine(day, time(8), HANOI)
        orders = _orders(rng, province, at, wide)
        moments.append(at)
        size = sum(_size(order, province) for order in orders)
        made += size
        minutes = rng.randint(0, 300)
        found.append(DirectiveChunk(
            province, Written(f"song-{len(found):05d}", "", "cong_van", "", "", 0, tuple(orders), on=day),
            province.later(at, minutes / 480), size,
        ))  # fmt: skip
    ordered = sorted(enumerate(found), key=lambda pair: (pair[1].at, pair[0]))
    return [_numbered(chunk, number) for number, (_place, chunk) in enumerate(ordered, 1)]


def _orders(rng: Random, province: Province, at: datetime, wide: bool) -> list[Order]:
    orders, before = [], at < REFORM_AT
    departments = tuple(code for code in province.cast.departments if code != "vpubnd")
    for place in range(rng.randint(8, 20) if wide else rng.randint(2, 5)):
        due = rng.choice(LIMITS)
        words = f"{rng.choice(VERBS)} {rng.choice(MATTERS)}"
        chance = rng.random()
        if chance < (0.75 if wide else 0.04):
            leads = tuple(row.code for row in OLD_DISTRICTS) if before else (":ubnd-cap-xa",)
            orders.append(_order(place, words, EACH, leads, due, province))
        elif chance < (0.85 if wide else 0.3):
            some = departments if wide else tuple(rng.sample(departments, 4))
            orders.append(_order(place, words, EACH, some, due, province))
        else:
            units = province.units(at)
            orders.append(_order(place, words, ONE, (rng.choice(units),), due, province))
    return orders


def _order(place: int, words: str, mode: str, leads: tuple[str, ...], due: str, province: Province) -> Order:
    """With the sentence in which the directive says it."""
    names = ", ".join(COMMUNES if code == ":ubnd-cap-xa" else province.cast.agency(code).name for code in leads)
    limit = f"{due.split(maxsplit=1)[0]:0>2} ngày làm việc"
    return Order(f"{place + 1}. {names} {words}; hoàn thành trong thời hạn {limit}.", mode, leads, due=due)


def _size(order: Order, province: Province) -> int:
    if order.mode == ONE:
        return 1
    return 1 + (len(province.cast.communes) if order.leads == (":ubnd-cap-xa",) else len(order.leads))


def _numbered(chunk: DirectiveChunk, number: int) -> DirectiveChunk:
    """With its number and its text."""
    paper = chunk.paper
    code = f"{number}/UBND-TH{paper.on:%y}"
    subject = f"Về việc thực hiện nhiệm vụ tháng {paper.on.month} năm {paper.on.year} (đợt {number})"
    lines = [
        "ỦY BAN NHÂN DÂN", "TỈNH LAM GIANG", f"Số: {code}",
        f"Lam Giang, ngày {paper.on:%d} tháng {paper.on.month} năm {paper.on.year}", f"V/v {subject[8:]}", "",
        "Ủy ban nhân dân tỉnh yêu cầu các cơ quan, đơn vị thực hiện các nội dung sau:", "",
    ]  # fmt: skip
    lines += [order.words for order in paper.orders]
    lines += ["", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
    written = Written(
        paper.code, code, "cong_van", "Ủy ban nhân dân tỉnh", subject, 0, paper.orders, on=paper.on,
        body="\n".join(lines),
    )
    return DirectiveChunk(chunk.province, written, chunk.at, chunk.size)


class Directives:
    """Chỉ đạo. The line of work."""

    def open(self, province: Province, amount: int, truth: Truth, *, by_hand: bool) -> None:
        """Directives need nothing but the organisation."""

    def chunks(self, province: Province, amount: int) -> Sequence[DirectiveChunk]:
        """See `drawn`."""
        return drawn(province, amount)

    def finish(self, province: Province, amount: int) -> None:
        """Each chunk is whole."""

    def follow(self, province: Province, amount: int, truth: Truth, tell: Tell, *, by_hand: bool) -> None:
        """Nothing stands on other lines."""

