"""Văn thư của Văn phòng: documents that came in, one routed by the chief's comment, one answered, a dossier of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from congvu.core.working_time import HANOI
from congvu.demo.accounts import Crew
from congvu.demo.lam_giang_agencies import OFFICE
from congvu.demo.organisation import Cast
from congvu.demo.stage import Office, Play, Stage
from congvu.kernel.documents.actions import (
    Entry,
    Line,
    Share,
    approve_list,
    assign_handler,
    issue_paper,
    list_dossier,
    open_dossier,
    propose_handling,
    put_in,
    register_document,
    route_document,
)
from congvu.kernel.documents.models import Document
from congvu.kernel.documents.papers import Signer
from congvu.kernel.documents.papers.drafting import compose

CLERK, LEAD, HANDLER = "vpubnd-cv-10", "snv", "snv-cv-02"
ARRIVALS = (
    ("112/SNV-VP", "Sở Nội vụ", "Về việc đề nghị cho ý kiến dự thảo Kế hoạch cải cách hành chính năm 2027"),
    ("87/STC-VP", "Sở Tài chính", "Về việc báo cáo tình hình giải ngân vốn đầu tư công"),
    ("1931/UBTVQH-CTĐB", "Ủy ban Thường vụ Quốc hội", "Về việc báo cáo việc sắp xếp trụ sở sau sáp nhập"),
)
TEXT = (
    "Ngày hôm nay, Văn phòng Ủy ban nhân dân tỉnh thông báo lịch tiếp nhận ý kiến như sau:\n"
    "1. Các sở, ban, ngành gửi ý kiến trước ngày 15 hằng tháng.\n"
    "2. Ý kiến gửi qua hệ thống:\na) Bản ký số;\nb) Bản mềm để tổng hợp.\nĐề nghị các cơ quan phối hợp thực hiện."
)


class Records:
    """The records clerk of the Office and what passes over the desk in the last weeks."""

    def __init__(self, cast: Cast, crew: Crew, office: Office, stage: Stage) -> None:
        self._cast, self._crew, self._office, self._stage = cast, crew, office, stage
        self._agency = cast.agency(OFFICE)

    def plays(self) -> list[Play]:
        """Everything that happens, to be entered on the stage."""
        return [self._weeks()]

    def _weeks(self) -> Iterator[datetime]:
        clerk, at = self._crew.actor(CLERK), self._office.earlier(self._stage.end, 12, 13)
        yield at
        year = at.astimezone(HANOI).year
        line = Line(symbol="01.VP", heading="I. Công tác tổng hợp", title=f"Hồ sơ góp ý, báo cáo của các sở năm {year}",
                    retention_years=10, creator_name=clerk.name)
        dossier = list_dossier(actor=clerk, agency_id=self._agency.pk, year=year, line=line, now=at)
        later = Line(symbol="02.VP", heading="I. Công tác tổng hợp", title=f"Giấy mời họp năm {year}",
                     retention_years=2, creator_name=clerk.name)
        list_dossier(actor=clerk, agency_id=self._agency.pk, year=year, line=later, now=at)
        on = at.astimezone(HANOI).date()
        chief = self._cast.head(OFFICE)
        approve_list(actor=clerk, agency_id=self._agency.pk, year=year, approved_by=chief.full_name, approved_on=on,
                     now=at)
        open_dossier(actor=clerk, dossier_id=dossier.pk, opened_on=on, now=at)
        arrived: list[Document] = []
        for code, issuer, subject in ARRIVALS:
            yield (at := self._office.later(at, 0.5, 1.0))
            arrived.append(self._arrive(code, issuer, subject, at))
        yield (at := self._office.later(at, 0.2, 0.4))
        self._route(arrived[0], at)
        yield (at := self._office.later(at, 1.0, 1.5))
        assign_handler(actor=self._crew.head(LEAD), document_id=arrived[0].pk, now=at, words="Tham mưu trả lời.",
                       official_id=self._cast.official(HANDLER).pk)
        yield (at := self._office.later(at, 1.0, 1.5))
        propose_handling(actor=self._crew.actor(HANDLER), document_id=arrived[0].pk, now=at,
                         words="Đã tổng hợp ý kiến của 12 cơ quan; đề xuất họp thống nhất trong tuần tới.")
        put_in(actor=clerk, dossier_id=dossier.pk, document_ids=[one.pk for one in arrived], now=at)
        yield (at := self._office.later(at, 0.5, 1.0))
        self._announce(at)

    def _arrive(self, code: str, issuer: str, subject: str, at: datetime) -> Document:
        day = self._office.earlier(at, 1.0, 2.0).astimezone(HANOI).date()
        entry = Entry(kind="cong_van", code=code, issuer=issuer, subject=subject, issued_on=day)
        return register_document(actor=self._crew.actor(CLERK), agency_id=self._agency.pk, direction="incoming",
                                 entry=entry, now=at)

    def _route(self, document: Document, at: datetime) -> None:
        """The chief's comment, written down by the clerk: both names stand on it."""
        due = self._office.later(at, 7.0).astimezone(HANOI).date()
        route_document(
            actor=self._crew.actor(CLERK), document_id=document.pk, now=at, leader_id=self._cast.head(OFFICE).pk,
            words="Giao Sở Nội vụ chủ trì, phối hợp Sở Tài chính tham mưu trả lời.",
            lead=Share(agency_id=self._cast.agency(LEAD).pk, due_on=due),
            coordinating=(Share(agency_id=self._cast.agency("stc").pk, due_on=due),),
        )

    def _announce(self, at: datetime) -> None:
        """A notice written on the system: numbered, kept as .docx and .pdf."""
        chief = self._cast.head(OFFICE)
        root = self._agency.parent
        paper = compose(
            kind="thong_bao", agency=self._agency.name, parent_agency=root.name if root else "", place="Lam Giang",
            on=at.astimezone(HANOI).date(), text=TEXT, subject="Về việc tiếp nhận ý kiến của các cơ quan",
            recipients=("Các sở, ban, ngành", "Ủy ban nhân dân các xã, phường"), archive_line="VT, TH",
            signer=Signer(title="Chánh Văn phòng", name=chief.full_name), symbol="TB-VP",
        )
        entry = Entry(kind="thong_bao", subject=paper.subject, signer_name=chief.full_name,
                      signer_position="Chánh Văn phòng", recipients="; ".join(paper.recipients), copies=60)
        issue_paper(actor=self._crew.actor(CLERK), agency_id=self._agency.pk, paper=paper, entry=entry,
                    notation="TB-VP", now=at)
