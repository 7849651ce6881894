"""Documents between systems: the directory of the axis, two documents that wait to be accepted, one on its way out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from congvu.core.working_time import HANOI, CalendarDays, add, subtract
from congvu.demo.accounts import Crew
from congvu.demo.desk_work import CLERK
from congvu.demo.lam_giang_agencies import OFFICE
from congvu.demo.organisation import Cast
from congvu.demo.results import word_file
from congvu.face.connectors.actions.directory import save_organ
from congvu.face.connectors.actions.receiving import receive
from congvu.face.connectors.actions.sending import send
from congvu.face.connectors.extract import DocumentMessage, Organisation, Parcel
from congvu.face.connectors.extract.writing import write_document
from congvu.face.connectors.models import Organ
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.documents.queries import visible_to
from congvu.kernel.org import queries as org

#: Identifiers of the made-up province ("H99" is nobody's) and of two bodies of the centre.
OURS = (("H99.01", OFFICE), ("H99.02", "snv"), ("H99.03", "stc"), ("H99.21", "xa-an-khanh"))
THEIRS = (("G09", "Bộ Nội vụ"), ("G12", "Bộ Tài chính"), ("G22", "Văn phòng Chính phủ"))
RECEIVERS = ("H99.02", "H99.03", "H99.21")


@dataclass(frozen=True, slots=True)
class Letter:
    """A document of the centre that comes over the axis."""

    sender: tuple[str, str]
    number: str
    notation: str
    subject: str
    signer: str
    text: tuple[str, ...]


LETTERS = (
    Letter(
        THEIRS[0], "5128", "BNV-CCHC", "V/v báo cáo kết quả cải cách hành chính năm và phương hướng năm tới",
        "Thứ trưởng",
        ("Bộ Nội vụ đề nghị Ủy ban nhân dân các tỉnh báo cáo kết quả cải cách hành chính năm.",
         "Báo cáo gửi về Bộ Nội vụ trước ngày 15 tháng 12 để tổng hợp./."),
    ),
    Letter(
        THEIRS[2], "9046", "VPCP-TH", "V/v đôn đốc thực hiện nhiệm vụ Chính phủ, Thủ tướng Chính phủ giao",
        "Phó Chủ nhiệm",
        ("Văn phòng Chính phủ đề nghị rà soát các nhiệm vụ quá hạn chưa hoàn thành.",
         "Kết quả cập nhật trên Hệ thống theo dõi nhiệm vụ trong tháng này./."),
    ),
)  # fmt: skip


def join_the_axis(cast: Cast, crew: Crew, now: datetime) -> None:
    """The directory of connected organisations, what came in and what goes out. No gateway is connected."""
    system = Actor.system()
    for organ_id, code in OURS:
        agency = cast.agency(code)
        save_organ(actor=system, now=now, organ_id=organ_id, name=agency.name, agency_id=agency.pk)
    for organ_id, name in THEIRS:
        save_organ(actor=system, now=now, organ_id=organ_id, name=name)
    ours = Organisation(organ_id=OURS[0][0], name=cast.agency(OFFICE).name)
    for letter in LETTERS:
        raw = write_document(_message(letter, ours, cast, now))
        receive(actor=system, raw=raw, ref=f"demo-{letter.number}", now=now)
    _send_the_newest(cast, crew.actor(CLERK), now)


def _message(letter: Letter, ours: Organisation, cast: Cast, now: datetime) -> DocumentMessage:
    calendar = org.calendar_of(cast.agency(OFFICE).pk)
    issued = subtract(calendar, now, CalendarDays(2)).astimezone(HANOI).date()
    due = add(calendar, now, CalendarDays(14)).astimezone(HANOI).date()
    content = word_file([letter.sender[1].upper(), letter.subject, *letter.text])
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return DocumentMessage(
        sender=Organisation(organ_id=letter.sender[0], name=letter.sender[1]), receivers=(ours,),
        document_id=f"{letter.sender[0]},{issued:%Y/%m/%d},{letter.number}/{letter.notation}", number=letter.number,
        notation=letter.notation, promulgated_on=issued, kind_name="Công văn", subject=letter.subject,
        signer_position=letter.signer, signer_name="Nguyễn Văn Bình", due_on=due, priority="1",
        parcels=(Parcel(name=f"{letter.number}.docx", content=content, media_type=kind, content_id="a1"),),
    )  # fmt: skip


def _send_the_newest(cast: Cast, clerk: Actor, now: datetime) -> None:
    """The last notice of the Office goes to three of its receivers."""
    mine = visible_to(clerk).filter(direction="outgoing", agency=cast.agency(OFFICE), kind="thong_bao")
    newest = mine.exclude(code="").order_by("-pk").first()
    if newest is not None:
        organs = list(Organ.objects.filter(organ_id__in=RECEIVERS).values_list("pk", flat=True))
        send(actor=clerk, document_id=newest.pk, organ_ids=organs, now=now)
