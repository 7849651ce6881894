"""Bản in của thông báo: the paper from the figures kept with it, and the same as a workbook."""

from __future__ import annotations

import io

import xlsxwriter

from congvu.face.reports.models import Notice
from congvu.face.reports.papers import (
    LATE_HEADER,
    UNIT_HEADER,
    UNIT_KEYS,
    NoticeFacts,
    notice_of,
)
from congvu.face.reports.policy import name_of
from congvu.insight.measures import is_small
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.papers import Paper, Signer
from congvu.kernel.documents.queries.printing import place_of
from congvu.kernel.org import queries as org
from congvu.kernel.ui import formats
from congvu.kernel.ui.tables.export import harmless


def paper_of(notice: Notice) -> Paper:
    """The notice as a paper; it has no number before it is issued."""
    agency = org.agency_by_id(notice.agency_id)
    parent = org.agency_by_id(agency.parent_id) if agency.parent_id is not None else None
    prefix, _gap, authority = notice.signer_authority.partition(" ")
    facts = NoticeFacts(
        agency=agency.name, parent_agency=parent.name if parent else "", place=place_of(agency),
        number=notice.document.number if notice.document else "", symbol=notice.notation,
        on=people.local_date(notice.issued_at or notice.made_at), period=name_of(notice.period, notice.since),
        since=notice.since, until=notice.until, as_of=formats.moment(notice.as_of), words=notice.words,
        signer=Signer(prefix, authority, notice.signer_title, notice.signer_name),
    )  # fmt: skip
    return notice_of(facts, notice.figures, notice.units, notice.overdue)


def workbook_of(notice: Notice) -> bytes:
    """The figures as .xlsx: one sheet of figures with their denominators, one of units, one of overdue tasks."""
    into = io.BytesIO()
    with xlsxwriter.Workbook(into, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("Số liệu")
        sheet.set_column(0, 0, 60)
        sheet.write_row(0, 0, ("Chỉ tiêu", "Giá trị", "Tử số", "Mẫu số", "Mẫu số là"), bold)
        labels = {
            "total": "Tổng số nhiệm vụ theo dõi", "carried": "Kỳ trước chuyển sang", "assigned": "Giao trong kỳ",
            "completed": "Đã hoàn thành", "on_time": "Hoàn thành đúng hạn", "late": "Hoàn thành quá hạn",
            "open": "Chưa hoàn thành", "in_time": "Chưa hoàn thành, trong hạn", "overdue": "Chưa hoàn thành, quá hạn",
            "waiting": "Đã báo cáo, chờ xác nhận", "returned": "Bị trả lại", "extended": "Được gia hạn",
        }  # fmt: skip
        line = 1
        for name, label in labels.items():
            sheet.write_row(line, 0, (label, notice.figures.get(name, 0)))
            line += 1
        for found in notice.figures.values():
            if isinstance(found, dict):
                known = found["percent"] is not None and not is_small(found["n"])
                percent = float(found["percent"]) if known else ""
                sheet.write_row(line, 0, (found["label"], percent, found["of"], found["n"] or 0, found["denominator"]))
                line += 1
        units = book.add_worksheet("Theo cơ quan, đơn vị")
        units.set_column(1, 1, 45)
        units.write_row(0, 0, UNIT_HEADER, bold)
        for place, row in enumerate(notice.units, 1):
            units.write_row(place, 0, (place, harmless(row["name"]), *(row[key] for key in UNIT_KEYS)))
        late = book.add_worksheet("Nhiệm vụ quá hạn")
        late.set_column(2, 3, 45)
        late.write_row(0, 0, LATE_HEADER, bold)
        for place, row in enumerate(notice.overdue, 1):
            words = (row["code"], row["unit"], row["content"], row["first_due"], row["due"])
            late.write_row(place, 0, (place, *(harmless(str(one)) for one in words), row["days"]))
    return into.getvalue()
