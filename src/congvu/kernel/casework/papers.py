"""Công văn đôn đốc: the urging letter as a paper of NĐ 30/2020/NĐ-CP, in Vietnamese whatever the screen says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from congvu.kernel.documents.papers import Paper, Para, Signer, TableBlock

HEADER = ("TT", "Mã việc", "Văn bản giao", "Nội dung", "Thời hạn", "Số ngày quá hạn", "Tình trạng")
WIDTHS = (0.05, 0.18, 0.15, 0.26, 0.14, 0.09, 0.13)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task in the table of a letter, in words."""

    code: str
    directive: str
    content: str
    due: str
    days_late: int
    state: str


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What an urging letter says; `number` is empty until the register has given one."""

    agency: str
    parent_agency: str
    place: str
    to_agency: str
    number: str
    symbol: str
    on: date
    ground: str
    words: str
    answer_by: date | None
    signer: Signer
    archive: str
    rows: tuple[TaskRow, ...]


def letter_of(facts: LetterFacts) -> Paper:
    """The letter: why, the table of tasks, what is asked and by when."""
    n, late = len(facts.rows), sum(1 for row in facts.rows if row.days_late > 0)
    opening = f"Qua theo dõi, đến hết ngày {facts.on:%d/%m/%Y}, {facts.to_agency} còn {n:02d} nhiệm vụ chưa hoàn thành"
    opening += f", trong đó {late:02d} nhiệm vụ đã quá hạn" if late else ""
    body: list[Para | TableBlock] = [Para(f"{opening}. Căn cứ đôn đốc: {_lower(facts.ground)}. Cụ thể như sau:")]
    body.append(
        TableBlock(
            header=HEADER, widths=WIDTHS, numeric=(5,),
            rows=tuple(
                (str(i), row.code, row.directive, row.content, row.due, str(row.days_late or ""), row.state)
                for i, row in enumerate(facts.rows, 1)
            ),
        )
    )  # fmt: skip
    by = f" trước ngày {facts.answer_by:%d/%m/%Y}" if facts.answer_by else ""
    body.append(
        Para(
            f"{facts.agency} đề nghị {facts.to_agency} khẩn trương chỉ đạo thực hiện, cập nhật kết quả trên hệ thống "
            f"và báo cáo bằng văn bản{by}; trường hợp chậm do nguyên nhân khách quan, nêu rõ lý do và đề xuất thời hạn "
            "hoàn thành."
        )
    )
    body += [Para(line) for line in facts.words.splitlines() if line.strip()]
    return Paper(
        kind="cong_van", number=facts.number, symbol=facts.symbol, parent_agency=facts.parent_agency,
        agency=facts.agency, place=facts.place, on=facts.on, subject=SUBJECT, addressees=(facts.to_agency,),
        body=tuple(body), recipients=("Như trên",), archive_line=facts.archive, signer=facts.signer,
    )  # fmt: skip


SUBJECT = "đôn đốc thực hiện nhiệm vụ được giao"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
