"""Giấy tờ khen thưởng và đề xuất đổi mới, sáng tạo, in the layout of NĐ 30/2020/NĐ-CP, in Vietnamese."""

from __future__ import annotations

from django.utils.translation import override

from congvu.domain.conduct.models import Commendation, Proposal, ProposalVersion
from congvu.domain.conduct.policy.words import number_and_symbol
from congvu.domain.conduct.queries import praising, proposals
from congvu.kernel.documents.papers import Block, Heading, Item, Paper, Para, Signer, TableBlock
from congvu.kernel.documents.queries.printing import above, place_of

_LAW = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;"


def _whom(row: Commendation) -> str:
    if row.official is None:
        return f"tập thể {row.agency.name}"
    return f"ông (bà) {row.official.full_name}, {row.agency.name}"


def _rests_on(row: Commendation) -> list[Block]:
    cases = [one.case.code for one in row.merits.select_related("case") if one.case is not None]
    thanks = [one.thanks for one in row.merits.select_related("thanks") if one.thanks is not None]
    body: list[Block] = [Item("-", f"Công việc: {', '.join(cases)}.")] if cases else []
    body += [Item("-", f"Lời cảm ơn ngày {one.received_on:%d/%m/%Y}: {one.source}.") for one in thanks]
    return body + [Item("-", f"{one.words}.") for one in row.merits.all() if one.words]


def commendation_paper(row: Commendation) -> tuple[Paper, str]:
    """The decision as it was signed, or the proposal (tờ trình) while there is none; and a name for it."""
    with override("vi"):
        return (_decision(row), "quyet dinh khen thuong") if row.number else (_request(row), "to trinh khen thuong")


def _decision(row: Commendation) -> Paper:
    agency = row.case.issuing_agency
    digits, symbol = number_and_symbol(row.number)
    body: list[Block] = [
        Heading("QUYẾT ĐỊNH:", 0),
        Item("Điều 1.", f"Tặng {praising.form_words(row.form)} cho {_whom(row)}."),
        Para(f"Đã có thành tích từ ngày {row.period_from:%d/%m/%Y} đến ngày {row.period_to:%d/%m/%Y}: {row.merit}"),
        Item("Điều 2.", "Quyết định này có hiệu lực kể từ ngày ký."),
        Item("Điều 3.", f"{row.agency.name} và các cá nhân, đơn vị có liên quan chịu trách nhiệm thi hành."),
    ]
    return Paper(
        kind="quyet_dinh", number=digits, symbol=symbol, parent_agency=above(agency),
        agency=agency.name, place=place_of(agency), on=row.decided_on, subject="Về việc khen thưởng",
        bases=(_LAW, f"Theo đề nghị của {row.agency.name}, hồ sơ số {row.case.code}."),
        authority=f"THỦ TRƯỞNG {agency.name.upper()}", body=tuple(body), recipients=("Như Điều 3",),
        archive_line="VT", signer=Signer(title="Thủ trưởng", name=row.signed_by),
    )  # fmt: skip


def _request(row: Commendation) -> Paper:
    agency = row.agency
    facts = row.facts
    body: list[Block] = [
        Para(f"{agency.name} đề nghị tặng {praising.form_words(row.form)} ({praising.sort_words(row.sort)}) "
             f"cho {_whom(row)}."),
        Heading("I. THÀNH TÍCH"),
        *(Para(line) for line in row.merit.splitlines() if line.strip()),
        Para(f"Thời gian lập thành tích: {row.period_from:%d/%m/%Y} - {row.period_to:%d/%m/%Y}."),
        Heading("II. CĂN CỨ"),
        *_rests_on(row),
    ]  # fmt: skip
    rows: list[tuple[str, str]] = []
    if "n" in facts:
        rows += (("Số việc đến hạn", str(facts["n"])), ("Đúng hạn", str(facts["hits"])),
                ("Mức kỳ vọng theo cơ cấu công việc", _share(facts["expected"])),
                ("Khoảng tin cậy 95%", f"{_share(facts['low'])} - {_share(facts['high'])}"),
                ("So với khối lượng trung vị của đơn vị (lần)", f"{facts['load']:.2f}".replace(".", ",")))
    for whole, best, words in (("evaluated", "best", "Đánh giá ở mức cao nhất của người nộp hồ sơ"),
                               ("sampled", "clean", "Tái kiểm tra không phát hiện lỗi")):  # fmt: skip
        if facts.get(whole):
            rows.append((words, f"{facts[best]}/{facts[whole]}"))
    if rows:
        body += [Heading("III. SỐ LIỆU"), TableBlock(("Nội dung", "Giá trị"), tuple(rows), (0.7, 0.3), (1,))]
    return Paper(
        kind="to_trinh", symbol="TTr", parent_agency=above(agency), agency=agency.name, place=place_of(agency),
        subject="Về việc đề nghị khen thưởng", addressees=(row.case.issuing_agency.full_name,), body=tuple(body),
        recipients=("Như trên",), archive_line="VT", signer=Signer(title="Thủ trưởng đơn vị"),
    )  # fmt: skip


def _share(value: float) -> str:
    return f"{value * 100:.1f}%".replace(".", ",")


def sealed_paper(row: Proposal) -> tuple[Paper, str]:
    """Hồ sơ đề xuất (Điều 7) of the latest version with its seal, and a name for it."""
    version, agency = proposals.current_version(row), row.case.accountable_agency
    body: list[Block] = [Para(f"Người đề xuất: {row.official.full_name}, {agency.name}. Mã hồ sơ: {row.case.code}.")]
    if version is not None:
        body += _parts(version)
        body += [
            Heading("NIÊM PHONG NỘI DUNG"),
            Para(f"Phiên bản {version.number}, niêm phong lúc {version.sealed_at.astimezone():%H:%M ngày %d/%m/%Y}."),
            Para(f"SHA-256: {version.sha256}"),
        ]
    return Paper(
        kind="to_trinh", symbol="TTr", parent_agency=above(agency), agency=agency.name, place=place_of(agency),
        subject=f"Đề xuất đổi mới, sáng tạo: {row.title}", addressees=(row.case.issuing_agency.full_name,),
        body=tuple(body), bases=("Căn cứ Nghị định số 73/2023/NĐ-CP ngày 29 tháng 9 năm 2023 của Chính phủ;",),
        recipients=("Như trên",), archive_line="VT", signer=Signer(title="Người đề xuất", name=row.official.full_name),
    ), "de xuat doi moi sang tao"  # fmt: skip


def _parts(version: ProposalVersion) -> list[Block]:
    days = f"{version.from_on:%d/%m/%Y} - {version.until_on:%d/%m/%Y}"
    parts = (
        ("I. SỰ CẦN THIẾT, MỤC TIÊU", (("Sự cần thiết, mục tiêu", version.need), ("Điểm nghẽn", version.bottleneck))),
        ("II. NHIỆM VỤ, GIẢI PHÁP", (
            ("Nhiệm vụ", version.tasks), ("Giải pháp, tính khả thi", version.solutions), ("Phạm vi", version.scope),
            ("Thời gian", days), ("Nguồn lực", version.resources))),
        ("III. ƯU ĐIỂM, HẠN CHẾ, HIỆU QUẢ DỰ KIẾN", (
            ("Ưu điểm", version.pros), ("Hạn chế, rủi ro", version.cons), ("Hiệu quả dự kiến", version.effect))),
    )  # fmt: skip
    body: list[Block] = []
    for heading, lines in parts:
        body.append(Heading(heading))
        body += [Item("-", f"{name}: {text}") for name, text in lines]
    return body
