"""Phê bình, chấn chỉnh; bản giải trình: what is written to, and by, the unit or the person a finding is about."""

from __future__ import annotations

from collections.abc import Sequence

from congvu.domain.inspections.papers.facts import FindingLine, VisitFacts, split
from congvu.kernel.documents.papers import Block, Heading, Item, Paper, Para, Signer, Space

#: From this class on a fault is criticised; below it one is reminded.
CRITICISED = 2


def criticism_letter(facts: VisitFacts, rows: Sequence[tuple[FindingLine, int]], *, to: str) -> Paper:
    """Văn bản phê bình, chấn chỉnh, on final findings alone: fault, rule, what is expected. `rows`: each finding with
    its class; with one from `CRITICISED` on the letter criticises, else it reminds."""
    grave = any(level >= CRITICISED for _one, level in rows)
    act = "phê bình" if grave else "nhắc nhở, chấn chỉnh"
    body: list[Block] = [
        Para(f"Căn cứ Thông báo kết luận kiểm tra công vụ số {facts.number} đối với {facts.unit} (kiểm tra ngày "
             f"{facts.day}), {facts.agency} {act} {to} về các nội dung sau:"),
    ]  # fmt: skip
    for place, (one, _level) in enumerate(rows, start=1):
        broken = f" (vi phạm: {one.rule})" if one.rule else ""
        body.append(Item(f"{place}.", f"{one.fact.rstrip('.')}{broken}."))
    body += [
        Para(f"Yêu cầu {to} nghiêm túc rút kinh nghiệm, chấm dứt ngay các hành vi nêu trên, chấp hành nghiêm kỷ luật, "
             "kỷ cương hành chính và báo cáo kết quả khắc phục theo kết luận."),
        Para("Trường hợp tái phạm sẽ bị xem xét trách nhiệm theo quy định."),
    ]  # fmt: skip
    return Paper(
        kind="cong_van", symbol=split(facts.number, "UBND")[1].rpartition("-")[2], agency=facts.agency,
        parent_agency=facts.parent_agency, on=None,
        subject="Phê bình qua kiểm tra công vụ" if grave else "Nhắc nhở, chấn chỉnh qua kiểm tra công vụ",
        addressees=(to,), body=tuple(body), recipients=("Như trên", facts.team), archive_line="VT",
        signer=Signer(title=facts.ordered_title, name=facts.concluded_by), place=facts.place,
    )  # fmt: skip


def explanation(facts: VisitFacts, one: FindingLine, *, by: str, unit: str, code: str, at: str) -> Paper:
    """Bản giải trình của đơn vị, cá nhân: with the answer that was given, or with lines to write on."""
    said: list[Block] = [Para(line) for line in one.answer.splitlines() if line.strip()]
    body: tuple[Block, ...] = (
        Para(f"Kính gửi: {facts.team}."),
        Para(f"Người giải trình: {by or unit}. Đơn vị: {unit}. Yêu cầu giải trình: {code}."),
        Heading("I. PHÁT HIỆN ĐƯỢC THÔNG BÁO"),
        Item("1.", f"Nội dung kiểm tra: {one.line}."), Item("2.", f"Sự việc: {one.fact}"),
        Item("3.", f"Quy định: {one.rule or 'không nêu'}."),
        Heading("II. GIẢI TRÌNH"),
        *(said or [Space(10, dotted=True)]),
        *([Para(f"Gửi trên hệ thống lúc {at}.", italic=True)] if at else []),
    )  # fmt: skip
    return Paper(
        heading="Bản giải trình", agency="", parent_agency="", on=None,
        subject=f"Phát hiện số {one.number}, kiểm tra công vụ tại {facts.unit} ngày {facts.day}", body=body,
        signer=Signer(title="Người giải trình", name=by), end_mark=False,
    )  # fmt: skip
