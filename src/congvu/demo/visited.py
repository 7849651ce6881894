"""Các cuộc kiểm tra đột xuất đã qua của tỉnh Lam Giang: visits with short notice, each left at another point.

Of the oldest the effect was looked at again months later; one is closed with everything put right; of the next the
remedies run; one is reported; of the newest the findings wait for answers. Days are distances from the day of loading;
what would lie in the future does not happen.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import datetime, time
from random import Random
from typing import NamedTuple
from uuid import UUID

from django.utils.timezone import localdate

from congvu.core.refusals import Refusal
from congvu.core.working_time import HANOI
from congvu.core.working_time.moments import day_number
from congvu.demo.accounts import Crew
from congvu.demo.dates import office_day
from congvu.demo.organisation import Cast
from congvu.demo.results import TITLES, word_file
from congvu.domain.inspections.actions import (
    concluding,
    explaining,
    findings,
    minutes,
    on_site,
    remedies,
    resampling,
    syncing,
)
from congvu.domain.inspections.actions.findings import Said
from congvu.domain.inspections.actions.remedies import Asked
from congvu.domain.inspections.actions.visits import Begun, begin_visit
from congvu.domain.inspections.models import Finding, Recommendation, Resample, Team, Trigger, Visit, VisitSort
from congvu.domain.inspections.queries.on_site import expected_people
from congvu.kernel.documents.actions import store_upload

HEAD, SECRETARY, ORDERED_BY = "snv-deputy-01", "snv-cv-02", "ubnd-tinh-ct"


class Fault(NamedTuple):
    """What was found under an item, its class, what has to be put right, and the rule it is measured by."""

    item: str
    fact: str
    severity: int
    remedy: str
    rule: str = "Quy chế làm việc của cơ quan"


class Seen(NamedTuple):
    """What the team saw at a unit: the groups it went through, faults as told, what it praised, public words."""

    groups: str
    faults: tuple[Fault, ...]
    praise: tuple[str, str]
    public: str


HOURS = "Nội quy giờ làm việc của cơ quan"
SEEN = {
    "sxd": Seen("ABCDEG", (
        Fault("A02", "3 người về trước giờ buổi chiều thứ Sáu.", 1, "Điểm danh cuối giờ trong 01 tháng", HOURS),
        Fault("E33", "Phí của 4 thủ tục chưa được công khai tại quầy.", 1, "Công khai phí của mọi thủ tục",
              "Quy định về kiểm soát thủ tục hành chính"),
        Fault("B13", "6 bàn làm việc không có biển tên.", 0, "Làm đủ biển tên"),
    ), ("D24", "Quy chế của Bộ phận Một cửa dán tại từng quầy, viết ngắn, dễ hiểu."),
        "Có trường hợp về trước giờ, phí chưa công khai đủ; đã yêu cầu khắc phục."),
    "sct": Seen("ABCEGHI", (
        Fault("A01", "Lúc 07 giờ 40: 4 người đến muộn không báo.", 1, "Điểm danh đầu giờ trong 01 tháng", HOURS),
        Fault("A03", "2 người vắng, lãnh đạo đơn vị không biết lý do.", 2,
              "Lập sổ đi báo việc, về báo công tại từng phòng"),
        Fault("G57", "17 văn bản đến quá 05 ngày chưa phân xử lý.", 1, "Phân xử lý hết văn bản tồn"),
    ), ("B16", "Nơi làm việc ngăn nắp, có phòng chờ cho người dân."),
        "Có trường hợp đến muộn, vắng chưa rõ lý do, văn bản đến chậm phân xử lý; đã yêu cầu khắc phục."),
    "sgddt": Seen("ABCDEFG", (
        Fault("F40", "3 hồ sơ trễ hạn không có thư xin lỗi và hẹn lại.", 2, "Gửi thư xin lỗi, hẹn lại; rà soát tuần",
              "Quy định về cơ chế một cửa"),
        Fault("E31", "2 thủ tục niêm yết theo quyết định công bố đã hết hiệu lực.", 2,
              "Niêm yết lại theo quyết định công bố mới nhất", "Quy định về kiểm soát thủ tục hành chính"),
        Fault("D29", "Quầy mở cửa muộn 20 phút.", 2, "Phân công người mở cửa và người thay", "Quy chế Bộ phận Một cửa"),
        Fault("F41", "1 hồ sơ bị yêu cầu bổ sung lần thứ hai.", 2, "Kiểm điểm người yêu cầu; hướng dẫn lại",
              "Quy định về cơ chế một cửa"),
    ), ("D28", "Có quầy ưu tiên và người hướng dẫn cho người cao tuổi, người khuyết tật."),
        "Có hồ sơ trễ hạn chưa xin lỗi, niêm yết chưa kịp thời, quầy mở cửa muộn; đã yêu cầu khắc phục."),
    "stc": Seen("ABCGHI", (
        Fault("G54", "6 trong 41 nhiệm vụ được giao hoàn thành quá hạn.", 2, "Rà soát, báo cáo hằng tuần"),
        Fault("A06", "2 người ngồi hàng quán trong giờ làm việc.", 2, "Kiểm điểm hai người vi phạm", HOURS),
        Fault("B11", "5 người không đeo thẻ.", 0, "Nhắc nhở trong giao ban"),
    ), ("G56", "Mỗi công chức có kế hoạch tháng và sổ theo dõi kết quả."),
        "Có nhiệm vụ quá hạn, vi phạm giờ làm việc; đã yêu cầu khắc phục."),
    "xa-cam-loc": Seen("ABCDEFGHI", (
        Fault("A01", "Lúc 07 giờ 40: 3 người đến muộn không báo.", 1, "Điểm danh đầu giờ trong 01 tháng", HOURS),
        Fault("F43", "2 hồ sơ bị đòi giấy tờ ngoài danh mục đã công bố.", 3, "Trả lại giấy tờ; xin lỗi người nộp",
              "Quy định về kiểm soát thủ tục hành chính"),
        Fault("H69", "Lịch tiếp công dân tháng này chưa niêm yết.", 2, "Niêm yết lịch tiếp dân", "Luật Tiếp công dân"),
        Fault("A05", "Trực cơ quan không đủ người theo lịch phân công.", 1, "Bố trí đủ người trực"),
        Fault("A09", "1 người vắng họp giao ban không báo.", 1, "Nhắc nhở riêng"),
    ), ("F52", "Sổ lấy ý kiến người nộp được đọc và trả lời hằng tuần."), ""),
}
#: Days the team has been at work before there are visits to look back on, and one whose effect was sampled.
ENOUGH, LONG_AGO = 70, 240
#: What the sample months later found of an item: how many looked at, how many at fault.
AGAIN = {"A02": (30, 5), "E33": (40, 0), "B13": (25, 0)}


def visit_by_surprise(cast: Cast, crew: Crew, team: Team, now: datetime) -> int:
    """The visits; returns the number of acts. None soon after New Year: the team has just been formed."""
    acts, at_work = 0, day_number(localdate(now)) - day_number(team.valid_from)
    for unit, distance, number, how_far in (
        ("sxd", -236, 5, _Visited.sampled),
        ("sct", -64, 1, _Visited.closed), ("sgddt", -27, 2, _Visited.concluded), ("stc", -13, 3, _Visited.reported),
        ("xa-cam-loc", -8, 4, _Visited.signed),
    ):  # fmt: skip
        if at_work < (LONG_AGO if how_far is _Visited.sampled else ENOUGH):
            continue
        visit = _Visited(cast, crew, team, now, unit, distance, number)
        with suppress(Refusal):  # holidays lie in between: the visit stands where it has come to
            how_far(visit)
        acts += visit.acts
    return acts


class _Visited:
    """One visit as it goes on. Moments are days after it, at an hour; an act after `now` is left undone."""

    def __init__(
        self, cast: Cast, crew: Crew, team: Team, now: datetime, unit: str, distance: int, number: int
    ) -> None:
        self._cast, self._crew, self._team, self._now = cast, crew, team, now
        self._unit, self._number, self.acts = unit, number, 0
        self._day = max(office_day(localdate(now), distance), team.valid_from)
        self._seen = SEEN[unit]
        self._rng = Random(f"visit/{unit}")
        self._head, self._chairman = crew.actor(HEAD), crew.actor(ORDERED_BY)
        self._chief = crew.head(unit)

    def _at(self, days: int, hour: int, minute: int = 0) -> datetime:
        self.acts += 1
        return datetime.combine(office_day(self._day, days), time(hour, minute), HANOI)

    def _uid(self) -> UUID:
        return UUID(int=self._rng.getrandbits(128), version=4)

    def _on_site(self) -> Visit:
        """Noticed the day before, recorded on site, the minutes read and confirmed."""
        told = self._at(-1, 16)
        visit = begin_visit(actor=self._chairman, now=told, begun=Begun(
            sort=VisitSort.SHORT_NOTICE, trigger=Trigger.ORDER, reason="Kiểm tra đầu giờ làm việc theo chỉ đạo",
            unit_id=self._cast.agency(self._unit).pk, team=self._team, head_id=self._cast.official(HEAD).pk,
            member_ids=(self._cast.official(SECRETARY).pk,), ordered_by_id=self._cast.official(ORDERED_BY).pk,
            visit_on=self._day,
        ))  # fmt: skip
        at = self._at(0, 7, 45)
        on_site.arrive(actor=self._head, visit_id=visit.pk, place="Trụ sở đơn vị", now=at)
        self._record(visit, at)
        left = self._at(0, 10, 30)
        on_site.leave(actor=self._head, visit_id=visit.pk, now=left)
        made = minutes.make_minutes(actor=self._head, visit_id=visit.pk, opinion="Đơn vị nhất trí với biên bản.",
                                    now=self._at(0, 10, 45))  # fmt: skip
        minutes.confirm_by_login(actor=self._chief, code=visit.case.code, number=made.number, sha256=made.sha256,
                                 now=self._at(0, 11))  # fmt: skip
        visit.refresh_from_db()
        return visit

    def _record(self, visit: Visit, at: datetime) -> None:
        said = {one.item: ("breach", one.fact) for one in self._seen.faults}
        said[self._seen.praise[0]] = ("praise", self._seen.praise[1])
        for item in visit.checklist.items.filter(group__in=self._seen.groups):
            value, words = said.get(item.code, ("good", ""))
            on_site.answer_item(actor=self._head, visit_id=visit.pk, uid=self._uid(), item=item.code, value=value,
                                note=words, noted_at=at, now=at)  # fmt: skip
        for fault in self._seen.faults:
            self._copy(visit, fault, at)
        for place, one in enumerate(expected_people(visit)[:24]):
            presence = ("late" if place in (3, 9) else "absent" if place == 5 else "leave" if one.away else "present")
            on_site.count_head(
                actor=self._head, visit_id=visit.pk, uid=self._uid(), official=one.official.code, presence=presence,
                reason=one.away, proved=bool(one.away) or None, noted_at=at, now=at,
            )  # fmt: skip

    def _copy(self, visit: Visit, fault: Fault, at: datetime) -> None:
        """The page of the unit's own book that shows the fault, taken with its hash as the phone does."""
        body, uid = word_file([f"Bản sao tại chỗ, nội dung {fault.item}", fault.fact]), self._uid()
        sha256 = hashlib.sha256(body).hexdigest()
        on_site.announce_evidence(
            actor=self._head, visit_id=visit.pk, uid=uid, sort="paper", name=f"{fault.item}.docx", size=len(body),
            sha256=sha256, item=fault.item, words=fault.fact, taken_at=at, now=at,
        )  # fmt: skip
        syncing.receive_piece(actor=self._head, visit_id=visit.pk, uid=self._uid(), of=uid, offset=0, total=len(body),
                              sha256=sha256, content=body, now=at)  # fmt: skip

    def _write(self, visit: Visit, place: int, days: int = 0) -> Finding:
        one = self._seen.faults[place]
        item = visit.checklist.items.get(code=one.item)
        copies = tuple(visit.evidence.filter(item=item).values_list("pk", flat=True))
        said = Said(item_id=item.pk, fact=one.fact, rule=one.rule, severity=one.severity, evidence_ids=copies)
        at = min(self._at(days, 14), self._now)
        return findings.write_finding(actor=self._head, visit_id=visit.pk, said=said, now=at)

    def _told(self, visit: Visit, count: int) -> list[Finding]:
        """The first faults, written down one after another and then told."""
        return [self._tell(one) for one in [self._write(visit, place) for place in range(count)]]

    def _tell(self, finding: Finding, days: int = 0) -> Finding:
        at = min(self._at(days, 14, 30), self._now)
        return explaining.give_notice(actor=self._head, finding_id=finding.pk, now=at)

    def _explain(self, finding: Finding) -> None:
        assert finding.explanation_id is not None
        explaining.explain(actor=self._chief, case_id=finding.explanation_id, now=self._at(3, 9),
                           words="Đơn vị xin tiếp thu; đã nhắc nhở từng người.")  # fmt: skip

    def _weigh(self, finding: Finding, words: str) -> None:
        findings.consider(actor=self._head, finding_id=finding.pk, words=words, keep=True, now=self._at(7, 9))

    def _praise(self, visit: Visit) -> None:
        code, fact = self._seen.praise
        said = Said(item_id=visit.checklist.items.get(code=code).pk, fact=fact, praise=True)
        at = self._at(0, 15)
        made = findings.write_finding(actor=self._head, visit_id=visit.pk, said=said, now=at)
        findings.confirm_praise(actor=self._head, finding_id=made.pk, now=at)

    def _reported(self) -> tuple[Visit, list[Finding]]:
        visit = self._on_site()
        found = self._told(visit, len(self._seen.faults))
        self._praise(visit)
        for one in found[:-1]:
            self._explain(one)
        explaining.note_silence(now=self._at(6, 9))
        for one in found[:-1]:
            self._weigh(one, "Giải trình không làm thay đổi sự việc; ghi nhận đơn vị đã chấn chỉnh.")
        self._weigh(found[-1], "Hết thời hạn đơn vị không giải trình; giữ nguyên nhận định.")
        concluding.report_result(actor=self._head, visit_id=visit.pk, number=f"{20 + self._number}/BC-ĐKT",
                                 now=self._at(9, 15))  # fmt: skip
        return visit, found

    def _concluded(self) -> tuple[Visit, list[Recommendation]]:
        visit, found = self._reported()
        asked = [Asked(self._seen.faults[place].remedy, one.pk) for place, one in enumerate(found)]
        concluding.conclude(
            actor=self._chairman, visit_id=visit.pk, number=f"{30 + self._number}/TB-UBND", remedies=asked,
            words="Đơn vị chấp hành chưa nghiêm một số quy định; yêu cầu khắc phục theo các kiến nghị kèm theo.",
            now=self._at(13, 10),
        )  # fmt: skip
        concluding.publish(
            actor=self._chairman, visit_id=visit.pk, now=self._at(14, 10),
            public_words=self._seen.public,
        )  # fmt: skip
        return visit, list(Recommendation.objects.filter(visit=visit).order_by("pk"))

    def _put_right(self, one: Recommendation, days: int) -> None:
        at = self._at(days, 9)
        name, title = TITLES[0]
        file = store_upload(actor=self._chief, name=name, content=word_file(title.split("\n")), now=at)
        remedies.report_remedy(actor=self._chief, case_id=one.pk, words="Đã thực hiện xong, có tài liệu kèm theo.",
                               file=file, file_name=name, now=at)  # fmt: skip

    def signed(self) -> None:
        """Minutes signed; of five findings one answered, one silent, one lapsed, one still to answer, one dropped."""
        visit = self._on_site()
        found = self._told(visit, 3)
        self._explain(found[0])
        explaining.note_silence(now=self._at(6, 9))
        self._weigh(found[2], "Hết thời hạn đơn vị không giải trình; giữ nguyên nhận định.")
        gone, asked = self._write(visit, 4, 7), self._write(visit, 3, 7)
        self._tell(gone, 7)
        self._tell(asked, 8)
        findings.drop(actor=self._head, finding_id=gone.pk, words="Người vắng họp có giấy mời họp khác.",
                      now=min(self._at(8, 16), self._now))  # fmt: skip

    def reported(self) -> None:
        """The result is reported; the conclusion is owed."""
        self._reported()

    def concluded(self) -> None:
        """Concluded and published; one remedy reported, the others run."""
        _visit, owed = self._concluded()
        self._put_right(owed[0], 18)

    def sampled(self) -> None:
        """Closed, and its effect looked at again after the months of the rule: one fault has come back."""
        visit = self.closed()
        for row in Resample.objects.filter(finding__visit=visit).select_related("finding__item").order_by("due_on"):
            assert row.finding.item is not None
            size, faults = AGAIN[row.finding.item.code]
            at = datetime.combine(office_day(row.due_on, 3), time(9), HANOI)
            resampling.record_resample(actor=self._head, resample_id=row.pk, words="Kiểm tra lại tại đơn vị.",
                                       size=size, faults=faults, now=at)  # fmt: skip

    def closed(self) -> Visit:
        """Everything verified; the visit is closed."""
        visit, owed = self._concluded()
        for one in owed:
            self._put_right(one, 20)
            remedies.verify_remedy(actor=self._head, case_id=one.pk, words="Đã kiểm tra lại, đúng như báo cáo.",
                                   now=self._at(25, 9))  # fmt: skip
        concluding.close_visit(actor=self._chairman, visit_id=visit.pk, now=self._at(26, 9))
        return visit
