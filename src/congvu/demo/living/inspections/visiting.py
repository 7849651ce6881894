"""Một cuộc kiểm tra tại chỗ: announced or not, what is there, what the team sees of it, minutes and who signs them.

Everything is written through the acts people's visits go through. What really was at fault, what the team missed and
what it took for a fault that was none is told to the file of truth alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from uuid import UUID

from congvu.demo.living.inspections.agenda import moment
from congvu.demo.living.inspections.bench import Bench, Crewed, Life
from congvu.demo.living.inspections.manners import Answering
from congvu.demo.living.inspections.notebook import pen_of
from congvu.demo.living.inspections.pictures import photo
from congvu.domain.inspections.actions import minutes, on_site, sampling, syncing, unit_reports, visits
from congvu.domain.inspections.models import ChecklistItem, Snapshot, Trigger, Visit, VisitNotice, VisitSort
from congvu.domain.inspections.queries.on_site import Expected, expected_people
from congvu.kernel.accounts.policy import Actor

#: What is looked at, by the sort of visit; a department has no desk of its own.
GROUPS = {
    VisitSort.PLANNED: "ABDEFGHI", VisitSort.THEMATIC: "DEF", VisitSort.SHORT_NOTICE: "ABC",
    VisitSort.UNANNOUNCED: "ABCD",
}  # fmt: skip
AT_A_DESK = "DE"
#: Items at fault by somebody, and what the head count shows then.
BY_PERSON = frozenset({"A03", "A06", "C17", "C18", "B16"})
SHOWN = {"A01": "late", "A02": "late", "A03": "absent", "A05": "absent"}
#: What a sample is drawn from when an item of the group is looked at.
SAMPLED = {"F": "onestop_dossier", "G": "directive_task"}
#: How tidy the papers of such cases are follows from an item of the group.
TIDY = {"F": "F38", "G": "G53"}
MOST_HEADS, CONFIDENCE, MARGIN = 12, 0.9, 0.25
#: Fewer cases than this are looked at one by one, without a sample.
ENOUGH = 8
REPORTS = "Đơn vị báo cáo tình hình chấp hành theo đề cương, có tài liệu kèm theo."
TELLS = "Chuẩn bị hồ sơ, sổ sách của đơn vị."
GOOD = "Thực hiện đúng, có sổ theo dõi, người dân đánh giá tốt."
OPINIONS = ("Đơn vị nhất trí với nội dung biên bản.", "Đơn vị đề nghị xem xét lại một số nội dung.", "")
SAID = ("Cán bộ hướng dẫn nhanh, dễ hiểu.", "Phải chờ lâu, không thấy ai ở quầy.", "Được trả kết quả đúng hẹn.",
        "Phải đi lại hai lần vì được hướng dẫn thiếu giấy tờ.")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A visit to be made. `name` is its own in the whole time; `again`: remedies a re-check looks at, with items."""

    name: str
    sort: VisitSort
    unit: str
    on: date
    crewed: Crewed
    trigger: Trigger = Trigger.PLAN
    reason: str = ""
    plan_item: int | None = None
    again: tuple[tuple[int, str], ...] = ()


@dataclass(slots=True)
class Seen:
    """What came of the time on site. `wrong`: items recorded as faults that were none."""

    visit: Visit
    breaches: list[ChecklistItem] = field(default_factory=list)
    praised: list[ChecklistItem] = field(default_factory=list)
    wrong: set[str] = field(default_factory=set)
    left_at: datetime | None = None


def noticed(bench: Bench, asked: Asked) -> Generator[datetime, None, Visit]:
    """An announced visit is announced some days before, one with short notice the day before; returns the visit."""
    rng = bench.rng(asked.name, "notice")
    if asked.plan_item is not None:
        yield (at := bench.before(moment(asked.on, 8), rng.uniform(6, 7.5)))
        visit = visits.announce_visit(actor=asked.crewed.head, plan_item_id=asked.plan_item, visit_on=asked.on, now=at)
    else:
        yield (at := bench.before(moment(asked.on, 7, 30), rng.uniform(0.1, 0.4)))
        visit = visits.announce_unscheduled(
            actor=asked.crewed.head, team_id=asked.crewed.team.pk, unit_id=bench.unit_id(asked.unit),
            visit_on=asked.on, trigger=asked.trigger, reason=asked.reason, said=visits.Said(TELLS), now=at,
        )  # fmt: skip
    yield from _reports(bench, asked, visit, rng)
    return visit


def _reports(bench: Bench, asked: Asked, visit: Visit, rng: Random) -> Life:
    """The report the agency owes before the visit: most hand it in, who is slow to answer hands it in late or never."""
    case = VisitNotice.objects.select_related("case").get(visit=visit).case
    manner, due = bench.world.manners[asked.unit], case.due_at
    if due is None or (manner.answering is Answering.SILENT and rng.random() < manner.keeps):
        return
    at = bench.later(case.opened_at, rng, 0.05, max(0.06, 0.95 * bench.province.days(case.opened_at, due)))
    if manner.answering is Answering.LATE and rng.random() < manner.keeps:
        at = bench.later(max(at, due), rng, 0.1, 0.8)
    if at < moment(asked.on, 7, 30):
        yield at
        chief = bench.head(asked.unit)
        file, name = bench.proof(chief, at)
        unit_reports.hand_in_report(actor=chief, case_id=case.pk, words=REPORTS, file=file, file_name=name, now=at)


class OnSite:
    """The hours on site."""

    def __init__(self, bench: Bench, asked: Asked, visit: Visit) -> None:
        self._bench, self._asked, self.visit = bench, asked, visit
        self._rng = bench.rng(asked.name, "site")
        self._head: Actor = asked.crewed.head
        self._seen = Seen(visit)
        self._pen = pen_of(self._head, visit, by_hand=bench.by_hand)

    def run(self) -> Generator[datetime, None, Seen]:
        """From the door to the signed minutes; returns what was seen."""
        on, rng = self._asked.on, self._rng
        if self.visit.opened_at_door is None:
            yield (at := moment(on, 7, rng.randint(35, 55)))
            on_site.arrive(actor=self._head, visit_id=self.visit.pk, place="Trụ sở cơ quan", now=at)
        else:
            at = self.visit.opened_at_door
        self.visit.refresh_from_db()
        yield (at := moment(on, 8, rng.randint(10, 55)))
        people = expected_people(self.visit)[:MOST_HEADS]
        there = self._look(at)
        self._count(people, there, at)
        self._pen.put_down()
        yield (at := moment(on, 9, rng.randint(0, 50)))
        self._photograph(at)
        self._draw(at)
        self._pen.put_down()
        if not self._is_department:
            self._ask(at)
        yield (at := moment(on, 10, rng.randint(0, 20)))
        on_site.leave(actor=self._head, visit_id=self.visit.pk, now=at)
        yield from self._signed(on)
        self._seen.left_at = at
        return self._seen

    @property
    def _is_department(self) -> bool:
        return self._asked.unit in self._bench.province.cast.departments

    def _items(self) -> Sequence[ChecklistItem]:
        rows = self.visit.checklist.items.all()
        if self._asked.again:
            wanted = {item for _pk, item in self._asked.again}
            return [one for one in rows if one.code in wanted or one.group == "A"]
        groups = set(GROUPS[self._asked.sort])
        if self._is_department and self._asked.sort != VisitSort.THEMATIC:
            groups -= set(AT_A_DESK)
        return [one for one in rows if one.group in groups]

    def _uid(self) -> UUID:
        return UUID(int=self._rng.getrandbits(128), version=4)

    def _look(self, at: datetime) -> set[str]:
        """Every item gets a result; returns those that really are at fault."""
        world, eye, rng, unit = self._bench.world, self._asked.crewed.eye, self._rng, self._asked.unit
        there, missed, orderly = set(), [], len(world.manners[unit].sloppy) <= 4
        for item in self._items():
            fault = rng.random() < world.rate(unit, item.code, at)
            sees = rng.random() < (eye.sharp if fault else eye.invents)
            value, words = "good", ""
            if fault:
                there.add(item.code)
            if sees:
                value, words = "breach", _fact(item, at)
                self._seen.breaches.append(item)
                if not fault:
                    self._seen.wrong.add(item.code)
            elif fault:
                missed.append(item.code)
            elif rng.random() < (0.02 if orderly else 0.004):
                value, words = "praise", GOOD
                self._seen.praised.append(item)
            self._pen.answer(item, value, words, self._uid(), at)
        self._bench.truth.say(
            visit=self.visit.case.code, agency=unit, sort=str(self._asked.sort), team=self._asked.crewed.number,
            on=self._asked.on.isoformat(), at_fault=sorted(there), missed=missed, invented=sorted(self._seen.wrong),
        )  # fmt: skip
        return there

    def _count(self, people: Sequence[Expected], there: set[str], at: datetime) -> None:
        """The head count; who was late or away shows in it whether or not it is written down as a fault."""
        odd = [SHOWN[code] for code in sorted(there & set(SHOWN))]
        for place, one in enumerate(people):
            presence = "leave" if one.away else odd[place - 1] if 0 < place <= len(odd) else "present"
            self._pen.head(one, presence, self._uid(), at)

    def _photograph(self, at: datetime) -> None:
        """A photo of each fault that counting heads does not show, as the phone sends it."""
        for item in self._seen.breaches:
            if item.counts_heads:
                continue
            body, uid = photo(self._rng), self._uid()
            sha256 = hashlib.sha256(body).hexdigest()
            on_site.announce_evidence(
                actor=self._head, visit_id=self.visit.pk, uid=uid, sort="photo", name=f"{item.code}.png",
                size=len(body), sha256=sha256, item=item.code, words=item.name[:200], taken_at=at, now=at,
            )  # fmt: skip
            syncing.receive_piece(actor=self._head, visit_id=self.visit.pk, uid=self._uid(), of=uid, offset=0,
                                  total=len(body), sha256=sha256, content=body, now=at)  # fmt: skip

    def _draw(self, at: datetime) -> None:
        """Cases of the unit compared with their papers, where the sort of visit looks at cases and there are enough."""
        groups = {item.group for item in self._items()} if not self._asked.again else set()
        kinds = Snapshot.objects.get(visit=self.visit).figures["kinds"]
        for group, purpose in SAMPLED.items():
            counted = kinds.get(purpose, {})
            if group not in groups or counted.get("running", 0) + counted.get("closed", 0) < ENOUGH:
                continue
            drawn = sampling.draw_sample(actor=self._head, visit_id=self.visit.pk, purpose=purpose,
                                         confidence=CONFIDENCE, margin=MARGIN, now=at)  # fmt: skip
            untidy = 0.01 + self._bench.world.share(self._asked.unit, TIDY[group], at)
            found = [self._paper(one.case_code, untidy) for one in drawn]
            for one, (result, words) in zip(drawn, found, strict=True):
                self._pen.compared(one, result, words, at)
            self._bench.truth.say(
                visit=self.visit.case.code, sampled=purpose, size=len(drawn), untidy=round(untidy, 4),
                faults=sum(result != "same" for result, _words in found),
            )  # fmt: skip

    def _paper(self, code: str, untidy: float) -> tuple[str, str]:
        """Whether the paper of a case agrees with the system: a truth of the case, whoever draws it."""
        chance = Random(f"{self._bench.seed}/paper/{code}").random()
        if chance >= untidy:
            return "same", ""
        return ("missing", "") if chance < untidy / 4 else ("differs", "Ngày nhận trên giấy khác ngày trên hệ thống.")

    def _ask(self, at: datetime) -> None:
        """Two people at the counter."""
        for _who in range(2):
            bad = self._rng.random() < len(self._bench.world.manners[self._asked.unit].sloppy) / 18
            on_site.keep_interview(
                actor=self._head, visit_id=self.visit.pk, uid=self._uid(), words=SAID[self._rng.choice((1, 3) if bad
                else (0, 2))], satisfied=not bad, noted_at=at, now=at,
            )  # fmt: skip

    # --- minutes ---

    def _signed(self, on: date) -> Life:
        rng, head = self._rng, self._head
        yield (at := moment(on, 10, rng.randint(25, 55)))
        made = minutes.make_minutes(actor=head, visit_id=self.visit.pk, opinion=rng.choice(OPINIONS), now=at)
        yield (at := moment(on, 11, rng.randint(0, 25)))
        chance, chief = rng.random(), self._bench.head(self._asked.unit)
        if chance < 0.06:
            minutes.refuse_to_sign(
                actor=head, visit_id=self.visit.pk, number=made.number, who=chief.name,
                because="Không nhất trí với nhận định của đoàn", witness="Đại diện Ủy ban Mặt trận Tổ quốc", now=at,
            )  # fmt: skip
        elif chance < 0.25:
            minutes.sign_on_paper(
                actor=head, visit_id=self.visit.pk, number=made.number, signed_by=chief.name, scan=photo(rng),
                name="Bien-ban-da-ky.png", now=at,
            )  # fmt: skip
        else:
            minutes.confirm_by_login(actor=chief, code=self.visit.case.code, number=made.number, sha256=made.sha256,
                                     now=at)  # fmt: skip


def _fact(item: ChecklistItem, at: datetime) -> str:
    """What is written down of a fault."""
    return f"Lúc {at:%H giờ %M}: {item.violation or item.name}."
