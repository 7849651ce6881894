"""What the papers of a visit have in common: the agency, the visit, its findings and remedies, all in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from congvu.kernel.documents.papers import Signer, TableBlock


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding as papers print it."""

    number: int
    line: str
    fact: str
    rule: str
    level: str
    about: str
    state: str
    answer: str = ""
    considered: str = ""
    praise: bool = False


@dataclass(frozen=True, slots=True)
class RemedyLine:
    """A recommendation as papers print it."""

    code: str
    what: str
    due: str
    state: str
    report: str = ""
    verified: str = ""
    procedure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFacts:
    """What every paper of a visit begins from."""

    agency: str
    parent_agency: str
    code: str
    unit: str
    sort: str
    on: date
    day: str
    period: str
    team: str
    decision: str
    decided: str
    ordered_by: str
    head: str
    members: Sequence[tuple[str, str, str]]
    checklist: str
    findings: Sequence[FindingLine]
    remedies: Sequence[RemedyLine]
    figures: Sequence[tuple[str, int]]
    report_number: str = ""
    report_on: date | None = None
    number: str = ""
    concluded_on: date | None = None
    concluded_by: str = ""
    words: str = ""
    points: str = ""
    place: str = ""
    notice_number: str = ""
    noticed_on: date | None = None
    notice_words: str = ""
    ordered_title: str = "Người ra quyết định kiểm tra"

    @property
    def faults(self) -> list[FindingLine]:
        """Final findings that are no praise."""
        return [one for one in self.findings if not one.praise]

    @property
    def praised(self) -> list[FindingLine]:
        return [one for one in self.findings if one.praise]


def head_of_team(facts: VisitFacts) -> Signer:
    """The head of the team signs."""
    return Signer(title="Trưởng đoàn", name=facts.head)


def crew_table(facts: VisitFacts) -> TableBlock:
    """Who is in the team."""
    rows = tuple((str(place), *one) for place, one in enumerate(facts.members, start=1))
    return TableBlock(("TT", "Họ và tên", "Chức vụ, cơ quan", "Vai trò"), rows, (0.07, 0.28, 0.41, 0.24))


def findings_table(rows: Sequence[FindingLine]) -> TableBlock:
    """Findings with fact, rule and class."""
    return TableBlock(
        ("Số", "Nội dung kiểm tra", "Sự việc", "Quy định", "Mức độ", "Đối tượng"),
        tuple((str(one.number), one.line, one.fact, one.rule, one.level, one.about) for one in rows),
        (0.06, 0.18, 0.3, 0.18, 0.12, 0.16),
    )


def remedies_table(rows: Sequence[RemedyLine]) -> TableBlock:
    """Remedies with their time and state."""
    return TableBlock(
        ("Mã", "Nội dung kiến nghị", "Hạn báo cáo", "Tình trạng"),
        tuple((one.code, f"{one.what} (đề nghị sửa thủ tục {one.procedure})" if one.procedure else one.what, one.due,
               one.state) for one in rows), (0.24, 0.44, 0.16, 0.16),
    )  # fmt: skip


def split(number: str, symbol: str) -> tuple[str, str]:
    """Digits and symbol of a number as it was given ("33/TB-UBND")."""
    digits, _slash, rest = number.partition("/")
    return digits, rest or symbol


def halves(sha256: str) -> str:
    """A hash that can be broken between its parts of eight digits."""
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))
