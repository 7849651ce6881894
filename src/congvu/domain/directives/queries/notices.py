"""What a notice of conclusions says: from the meeting and its conclusions to the lines of the paper."""

from __future__ import annotations

from django.utils import translation

from congvu.domain.directives.models import Conclusion, Meeting
from congvu.domain.directives.papers import Notice
from congvu.domain.directives.queries.meetings import deadline_words
from congvu.kernel.documents.policy.numbering import split_code
from congvu.kernel.org import queries as org
from congvu.kernel.ui import formats


def notice_of(meeting: Meeting) -> Notice:
    """The notice in Vietnamese, whatever the language of the screen: it is an official paper."""
    with translation.override("vi"):
        return _notice(meeting)


def _notice(meeting: Meeting) -> Notice:
    document = meeting.directive.document if meeting.directive is not None else None
    code = split_code(document.code) if document is not None else None
    agency = meeting.owner_agency
    parent = org.agency_by_id(agency.parent_id) if agency.parent_id is not None else None
    names = [one.name for one in meeting.participants.all()]
    opening = [
        f"Ngày {formats.day(meeting.starts_at)}"
        + (f", tại {meeting.place}" if meeting.place else "")
        + f", {meeting.chair_title} {meeting.chair_name} đã chủ trì cuộc họp về {meeting.title}."
    ]
    if names:
        opening.append(f"Tham dự cuộc họp có: {'; '.join(names)}.")
    opening.append(
        f"Sau khi nghe báo cáo và ý kiến của các đại biểu dự họp, {meeting.chair_title} {meeting.chair_name} kết luận:"
    )
    rows = list(meeting.conclusions.all())
    office = agency.name
    return Notice(
        number=code.number if code is not None else "", symbol=code.notation if code is not None else "TB-VPUBND",
        agency=office, parent_agency=parent.name if parent is not None else "", place=_place(meeting),
        on=document.issued_on if document is not None else None,
        subject=f"Kết luận của {meeting.chair_title} {meeting.chair_name} tại cuộc họp về {meeting.title}",
        opening=tuple(opening), points=tuple((str(n), row.text, _tail(row)) for n, row in enumerate(rows, start=1)),
        closing=f"{office} thông báo kết luận của {meeting.chair_title} để các cơ quan, đơn vị biết, thực hiện.",
        recipients=tuple(dict.fromkeys([meeting.chair_title, *names])), signer_prefix="", signer_authority="",
        signer_title=meeting.signer_title or "CHÁNH VĂN PHÒNG", signer_name=meeting.signer_name,
    )  # fmt: skip


def _place(meeting: Meeting) -> str:
    unit = meeting.owner_agency
    while unit.parent_id is not None:
        unit = org.agency_by_id(unit.parent_id)
    return unit.name.rpartition("tỉnh ")[2] if "tỉnh " in unit.name else ""


def _tail(row: Conclusion) -> str:
    """Who does it by when, where the sentence itself does not say so."""
    said = []
    missing = [name for name in row.leads if name.casefold() not in row.text.casefold()]
    if missing:
        said.append(f"Chủ trì: {', '.join(missing)}")
    others = [name for name in row.coordinators if name.casefold() not in row.text.casefold()]
    if others:
        said.append(f"Phối hợp: {', '.join(others)}")
    when = deadline_words(row)
    if when and (not row.due_text or row.due_text.casefold() not in row.text.casefold()):
        said.append(f"Thời hạn: {when}")
    return f"({'; '.join(said)})." if said else ""
