"""Kế hoạch kiểm tra công vụ năm, as an official paper with the list of checks as its annex."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from congvu.kernel.documents.papers import Annex, Block, Heading, Item, Paper, Para, Signer, TableBlock

_HEADER = ("TT", "Cơ quan, đơn vị được kiểm tra", "Hình thức, nội dung", "Thời gian", "Thời kỳ kiểm tra", "Đoàn")
_WIDTHS = (0.05, 0.27, 0.25, 0.13, 0.13, 0.17)


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check of the plan, in words."""

    unit: str
    what: str
    days: str
    period: str
    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """What the paper says."""

    agency: str
    parent_agency: str
    name: str
    year: int
    number: str
    symbol: str
    issued_on: date | None
    purposes: Sequence[str]
    checks: Sequence[CheckLine]
    units: int
    signer: Signer
    place: str = ""


def plan_paper(facts: PlanFacts) -> Paper:
    """The plan: purposes, what is checked how, who carries it out; the units stand in the annex."""
    body: list[Block] = [Heading("I. MỤC ĐÍCH, YÊU CẦU")]
    body += [Item(f"{number}.", one) for number, one in enumerate(facts.purposes, start=1)]
    body += [
        Heading("II. NỘI DUNG, ĐỐI TƯỢNG, THỜI GIAN"),
        Para(f"Kiểm tra {len(facts.checks)} cuộc tại {facts.units} cơ quan, đơn vị theo danh sách kèm theo. "
             "Nội dung theo bộ nội dung kiểm tra công vụ đang có hiệu lực và chuyên đề ghi trong danh sách."),
        Para("Kiểm tra đột xuất không nằm trong kế hoạch này; được tiến hành theo quyết định riêng."),
        Heading("III. TỔ CHỨC THỰC HIỆN"),
        Item("1.", "Đoàn kiểm tra thực hiện đúng phạm vi, thời gian, quy chế làm việc; báo cáo kết quả từng cuộc."),
        Item("2.", "Cơ quan, đơn vị trong danh sách chuẩn bị báo cáo, hồ sơ, bố trí người làm việc với đoàn."),
        Item("3.", "Các cơ quan, đơn vị không có tên trong danh sách tự kiểm tra theo cùng bộ nội dung."),
    ]  # fmt: skip
    rows = tuple(
        (str(number), one.unit, one.what, one.days, one.period, one.team)
        for number, one in enumerate(facts.checks, start=1)
    )
    annex = Annex("Danh sách cơ quan, đơn vị được kiểm tra", (TableBlock(_HEADER, rows, _WIDTHS),), landscape=True)
    return Paper(
        kind="ke_hoach", number=facts.number, symbol=facts.symbol, agency=facts.agency,
        parent_agency=facts.parent_agency, on=facts.issued_on, subject=facts.name, body=tuple(body), annexes=(annex,),
        recipients=("Như danh sách kèm theo", "Đoàn kiểm tra"), archive_line="VT",
        signer=facts.signer, place=facts.place,
    )  # fmt: skip
