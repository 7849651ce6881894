"""Thông báo kết luận: the paper of a meeting's conclusions in the layout of NĐ 30/2020/NĐ-CP."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from congvu.kernel.documents.papers import Block, Item, Paper, Para, Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What the notice says. `points` are (number, sentence, "unit; deadline")."""

    number: str
    symbol: str
    agency: str
    parent_agency: str
    place: str
    on: date | None
    subject: str
    opening: tuple[str, ...]
    points: tuple[tuple[str, str, str], ...]
    closing: str
    recipients: tuple[str, ...]
    signer_prefix: str
    signer_authority: str
    signer_title: str
    signer_name: str


def paper_of(notice: Notice) -> Paper:
    """The paper: how the meeting went, each conclusion with who does it by when, who is told."""
    body: list[Block] = [Para(line) for line in notice.opening]
    for number, sentence, tail in notice.points:
        body.append(Item(f"{number}.", f"{sentence} {tail}".strip()))
    body.append(Para(notice.closing))
    return Paper(
        kind="thong_bao", number=notice.number, symbol=notice.symbol, agency=notice.agency,
        parent_agency=notice.parent_agency, place=notice.place, on=notice.on, subject=notice.subject,
        body=tuple(body), recipients=notice.recipients, archive_line="VT",
        signer=Signer(notice.signer_prefix, notice.signer_authority, notice.signer_title, notice.signer_name),
    )  # fmt: skip
