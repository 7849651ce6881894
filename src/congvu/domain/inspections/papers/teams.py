"""Quy chế làm việc của đoàn, as a paper to be handed out with the decision."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from congvu.kernel.documents.papers import Block, Heading, Item, Paper, Para, TableBlock

_NUMBERED = re.compile(r"(\d{1,2}\.)\s+(.*)", re.DOTALL)


def rules_paper(
    *, agency: str, team: str, decision: str, decided_on: date, rules: str, members: Sequence[tuple[str, str, str]]
) -> Paper:  # fmt: skip
    """The rules line by line, then who is in the team (name, post, role)."""
    body: list[Block] = [Para(f"(Kèm theo Quyết định số {decision} ngày {decided_on:%d/%m/%Y})", italic=True)]
    for line in filter(None, (one.strip() for one in rules.split("\n"))):
        numbered = _NUMBERED.fullmatch(line)
        body.append(Item(numbered[1], numbered[2]) if numbered else Para(line))
    rows = tuple((str(number), *one) for number, one in enumerate(members, start=1))
    if rows:
        body += [
            Heading("DANH SÁCH THÀNH VIÊN"),
            TableBlock(("TT", "Họ và tên", "Chức vụ, cơ quan", "Vai trò"), rows, (0.07, 0.28, 0.41, 0.24)),
        ]
    return Paper(heading="Quy chế làm việc", agency=agency, subject=team, body=tuple(body), end_mark=False)
