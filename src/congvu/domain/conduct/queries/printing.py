"""Giấy tờ kỷ luật in the layout of NĐ 30/2020/NĐ-CP: decision, minutes of the meeting and of the council.

In Vietnamese whatever the screen says. The numbers are those that were typed in; nothing is numbered here.
"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from congvu.core.refusals import NotFound
from congvu.domain.conduct.models import Breach, Category, Discipline, Sanction
from congvu.domain.conduct.policy.words import FORMS, number_and_symbol, word_for
from congvu.domain.conduct.queries import files
from congvu.domain.conduct.queries.suspension_papers import SUSPENSION_PAPERS
from congvu.kernel.documents.papers import Block, Heading, Item, Paper, Para, Signer, TableBlock
from congvu.kernel.documents.queries.printing import above, place_of
from congvu.kernel.org.models import Agency

_NAMES = {"decision": "quyet dinh ky luat", "review": "bien ban hop kiem diem", "council": "bien ban hoi dong ky luat"}


def paper_of(file: Discipline, which: str) -> tuple[Paper, str]:
    """One of the papers of a file and a name for it. NotFound for one that does not exist yet."""
    made: Paper | None = None
    suspension = files.suspension_of(file)
    with override("vi"):
        if which in SUSPENSION_PAPERS and suspension is not None:
            made = SUSPENSION_PAPERS[which][0](file, suspension)
        elif which == "decision" and (sanction := files.standing_sanction(file)) is not None:
            made = decision_paper(file, sanction)
        elif which == "review" and hasattr(file, "review_meeting"):
            made = review_paper(file)
        elif which == "council" and hasattr(file, "council") and file.council.met_on is not None:
            made = council_paper(file)
    if made is None:
        raise NotFound(_("This paper does not exist yet."))
    return made, _NAMES.get(which) or SUSPENSION_PAPERS[which][1]


def _person(file: Discipline) -> str:
    agency = file.case.accountable_agency.name
    return f"{file.official.full_name}, {file.post}, {agency}"


def _breaches(file: Discipline) -> list[Breach]:
    return [row for row in files.standing_breaches(file) if row.finding == Breach.Finding.ESTABLISHED]


def decision_paper(file: Discipline, sanction: Sanction) -> Paper:
    """Quyết định kỷ luật."""
    number, symbol = number_and_symbol(sanction.number)
    agency: Agency = sanction.agency
    form = word_for(sanction.form, FORMS)
    bases = [
        _law(file, sanction.decided_on),
        *([f"Căn cứ biên bản họp Hội đồng kỷ luật ngày {file.council.met_on:%d/%m/%Y};"]
          if hasattr(file, "council") and file.council.met_on else []),
        f"Theo hồ sơ xử lý kỷ luật số {file.case.code}.",
    ]  # fmt: skip
    body: list[Block] = [
        Heading("QUYẾT ĐỊNH:", 0),
        Item("Điều 1.", f"Kỷ luật bằng hình thức {form} đối với ông (bà) {_person(file)}."),
        Para("Lý do: đã có hành vi vi phạm sau đây:"),
        *(Item(f"{i}.", f"{row.text} (ngày {row.committed_on:%d/%m/%Y}; vi phạm {row.rule}).")
          for i, row in enumerate(_breaches(file), 1)),
        Item("Điều 2.", f"Quyết định có hiệu lực từ ngày {sanction.effective_on:%d/%m/%Y} "
             f"đến hết ngày {sanction.effect_until:%d/%m/%Y}. Ông (bà) {file.official.full_name} có quyền khiếu nại "
             "theo quy định của pháp luật."),
        Item("Điều 3.", f"Thủ trưởng {file.case.accountable_agency.name}, các đơn vị có liên quan và ông (bà) "
             f"{file.official.full_name} chịu trách nhiệm thi hành Quyết định này."),
    ]  # fmt: skip
    return Paper(
        kind="quyet_dinh", number=number, symbol=symbol, parent_agency=above(agency), agency=agency.name,
        place=place_of(agency), on=sanction.decided_on, subject="Về việc thi hành kỷ luật", bases=tuple(bases),
        authority=f"THỦ TRƯỞNG {agency.name.upper()}", body=tuple(body), recipients=("Như Điều 3", "Lưu hồ sơ cá nhân"),
        archive_line="VT", signer=Signer(title="Người có thẩm quyền", name=sanction.signed_by),
    )  # fmt: skip


def _law(file: Discipline, on: date) -> str:
    if file.category == Category.PUBLIC_EMPLOYEE and on >= date(2026, 7, 1):
        return "Căn cứ Luật Viên chức năm 2025 và Nghị định số 234/2026/NĐ-CP;"
    return "Căn cứ Nghị định số 172/2025/NĐ-CP;"


def review_paper(file: Discipline) -> Paper:
    """Biên bản họp kiểm điểm."""
    held, agency = file.review_meeting, file.case.accountable_agency
    body: list[Block] = [
        Para(f"Thời gian: ngày {held.held_on:%d/%m/%Y}. Địa điểm: {held.place or agency.name}."),
        Para(f"Chủ trì: {held.chair}. Thư ký: {held.secretary}. Số người dự họp: {held.present}."),
        Para(f"Người được kiểm điểm: {_person(file)}"
             + (" (vắng mặt, đã được mời theo quy định)." if held.in_absence else ".")),
        Heading("I. NỘI DUNG KIỂM ĐIỂM"),
        *(Item(f"{row.position}.", f"{row.text} (ngày {row.committed_on:%d/%m/%Y}; {row.rule}).")
          for row in files.standing_breaches(file)),
        Heading("II. DIỄN BIẾN CUỘC HỌP"),
        *(Para(line.strip()) for line in held.minutes.splitlines() if line.strip()),
        Heading("III. KẾT QUẢ"),
        Para(f"Đề nghị xử lý kỷ luật: {held.for_discipline} ý kiến; không đề nghị: {held.against} ý kiến."),
    ]  # fmt: skip
    return Paper(
        kind="bien_ban", symbol="BB", parent_agency=above(agency), agency=agency.name, place=place_of(agency),
        on=held.held_on, subject="Họp kiểm điểm người có hành vi vi phạm", body=tuple(body),
        signer=Signer(title="Chủ trì", name=held.chair), co_signer=Signer(title="Thư ký", name=held.secretary),
        end_mark=False,
    )  # fmt: skip


def council_paper(file: Discipline) -> Paper:
    """Biên bản họp Hội đồng kỷ luật: the vote as counts, never who voted how."""
    council, agency = file.council, file.case.accountable_agency
    members = list(council.members.all())
    rows = tuple(
        (str(breach.position), word_for(vote.form, FORMS) if vote.form else "không kỷ luật", str(vote.ballots))
        for breach in files.standing_breaches(file) for vote in breach.votes.filter(council=council)
    )
    chair = next((one.name for one in members if one.role == "chair"), "")
    secretary = next((one.name for one in members if one.role == "secretary"), "")
    body: list[Block] = [
        Para(f"Hội đồng kỷ luật thành lập theo {council.decision} họp ngày {council.met_on:%d/%m/%Y}; "
             f"có mặt {council.present}/{len(members)} thành viên."),
        Para("Thành viên: " + "; ".join(one.name for one in members) + "."),
        Para(f"Người bị xem xét kỷ luật: {_person(file)}"
             + (" (vắng mặt, đã được triệu tập theo quy định)." if council.in_absence else ".")),
        Heading("I. HÀNH VI VI PHẠM"),
        *(Item(f"{row.position}.", f"{row.text} ({row.rule}).") for row in files.standing_breaches(file)),
        Heading("II. DIỄN BIẾN"),
        *(Para(line.strip()) for line in council.minutes.splitlines() if line.strip()),
        Heading("III. KẾT QUẢ BỎ PHIẾU KÍN"),
        TableBlock(header=("Hành vi", "Hình thức", "Số phiếu"), rows=rows, widths=(0.2, 0.55, 0.25), numeric=(2,)),
    ]  # fmt: skip
    return Paper(
        kind="bien_ban", symbol="BB", parent_agency=above(agency), agency=agency.name, place=place_of(agency),
        on=council.met_on, subject="Họp Hội đồng kỷ luật", body=tuple(body),
        signer=Signer(title="Chủ tịch Hội đồng", name=chair), co_signer=Signer(title="Thư ký", name=secretary),
        end_mark=False,
    )  # fmt: skip

