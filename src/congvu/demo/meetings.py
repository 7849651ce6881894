"""Meetings of the made-up province: conclusions typed once, some accepted in the room, one still being typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from congvu.demo.accounts import Crew
from congvu.demo.lam_giang_agencies import OFFICE
from congvu.demo.organisation import Cast
from congvu.demo.stage import Office, Play
from congvu.domain.directives.actions.concluding import issue_conclusions
from congvu.domain.directives.actions.meetings import MeetingFacts, Said, accept_in_room, arrange_meeting, conclude
from congvu.domain.directives.models import Meeting, Task
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case

#: Who begins the story of a case: (case, part, moment).
Begin = Callable[[Case, str, datetime], None]


@dataclass(frozen=True)
class Sentence:
    """A conclusion: who leads, what is said, by when; `room`: accepted in the room, by the head or by the
    official `by`."""

    leads: tuple[str, ...]
    text: str
    others: tuple[str, ...] = ()
    deadline: str = ""
    room: bool = False
    by: str = ""


@dataclass(frozen=True)
class Held:
    """A meeting `age` working days before the end of the history."""

    age: float
    title: str
    sentences: tuple[Sentence, ...]
    issued: bool = True


MEETINGS = (
    Held(
        16, "đẩy nhanh tiến độ giải ngân vốn đầu tư công quý IV",
        (
            Sentence(("stc",), "Sở Tài chính tổng hợp danh mục dự án giải ngân dưới 50%, đề xuất điều chuyển vốn",
                     ("sxd",), "10 ngày làm việc", True),
            Sentence(("snnmt",), "Sở Nông nghiệp và Môi trường hoàn thành phê duyệt giá đất cụ thể của 07 dự án",
                     (), "25 ngày làm việc", True),
            Sentence(("sxd",), "Sở Xây dựng báo cáo tiến độ các tuyến đường trọng điểm", (), "20 ngày"),
            Sentence(("snv",), "Sở Nội vụ tham mưu kiểm tra công vụ tại các chủ đầu tư giải ngân chậm", (),
                     "25 ngày làm việc", True, "snv-cv-01"),
        ),
    ),
    Held(
        0.4, "chuẩn bị tổng kết cải cách hành chính năm",
        (
            Sentence(("snv",), "Sở Nội vụ hoàn thiện dự thảo báo cáo tổng kết, gửi lấy ý kiến các sở, ngành",
                     ("vpubnd",), "10 ngày làm việc", True),
            Sentence(("skhcn",), "Sở Khoa học và Công nghệ rà soát số liệu dịch vụ công trực tuyến toàn trình", (),
                     "05 ngày làm việc"),
        ),
        issued=False,
    ),
)  # fmt: skip


def plays(cast: Cast, crew: Crew, office: Office, desk: Actor, end: datetime, begin: Begin) -> Iterator[Play]:
    """The plays of all meetings."""
    for held in MEETINGS:
        yield _play(held, cast, crew, office, desk, end, begin)


def _play(
    held: Held, cast: Cast, crew: Crew, office: Office, desk: Actor, end: datetime, begin: Begin
) -> Iterator[datetime]:
    at = office.earlier(end, held.age)
    yield at
    units = dict.fromkeys(code for one in held.sentences for code in (*one.leads, *one.others))
    facts = MeetingFacts(
        title=held.title, starts_at=at, place="Phòng họp số 2, trụ sở Ủy ban nhân dân tỉnh",
        chair_name="Trần Quốc Hưng", chair_title="Phó Chủ tịch Ủy ban nhân dân tỉnh",
        agenda=("Báo cáo của cơ quan chủ trì", "Ý kiến các đơn vị dự họp", "Kết luận của người chủ trì"),
        participants=tuple(cast.agency(code).name for code in units),
    )  # fmt: skip
    meeting = arrange_meeting(actor=desk, agency_id=cast.agency(OFFICE).pk, facts=facts, now=at)
    for one in held.sentences:
        at = office.later(at, 0.02, 0.04)
        yield at
        row = conclude(actor=desk, meeting_id=meeting.pk, said=_said(one, cast), now=at)
        for code in one.leads if one.room else ():
            accept_in_room(
                actor=desk, meeting_id=meeting.pk, conclusion_id=row.pk, agency_id=cast.agency(code).pk,
                official_id=(crew.actor(one.by) if one.by else crew.head(code)).official_id, now=at,
            )  # fmt: skip
    if not held.issued:
        return
    at = office.later(at, 0.3, 0.5)
    yield at
    done = issue_conclusions(
        actor=desk, meeting_id=meeting.pk, signer_title="CHÁNH VĂN PHÒNG", signer_name="Đặng Hữu Phước", now=at
    )
    _begin_all(done, begin, at)


def _said(one: Sentence, cast: Cast) -> Said:
    return Said(
        text=f"{one.text}.", leads=tuple(cast.agency(code).name for code in one.leads),
        coordinators=tuple(cast.agency(code).name for code in one.others), deadline=one.deadline,
    )


def _begin_all(meeting: Meeting, begin: Begin, at: datetime) -> None:
    tasks = Task.objects.filter(directive__meeting=meeting).select_related("case").order_by("case_id")
    for task in tasks:
        if task.case.transfer_agency_id is not None:
            begin(task.case, task.part, at)
