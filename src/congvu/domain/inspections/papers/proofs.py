"""Chứng cứ và điểm danh: the list of evidence with hashes and times, the head-count sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from congvu.domain.inspections.papers.facts import VisitFacts, halves, head_of_team
from congvu.kernel.documents.papers import Sheet, Signer

TIMES = ("Thời gian là giờ của thiết bị ghi; mã SHA-256 được tính ngay trên thiết bị, dùng để kiểm tra tệp không bị "
         "sửa.")  # fmt: skip


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A piece of evidence as printed."""

    sort: str
    name: str
    about: str
    taken: str
    by: str
    sha256: str
    findings: str


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One person of the head count as printed."""

    name: str
    post: str
    presence: str
    reason: str
    proved: str
    at: str


def evidence_list(facts: VisitFacts, rows: Sequence[EvidenceLine]) -> Sheet:
    """Danh mục chứng cứ. Times are those of the device; the hash was taken before anything touched the file."""
    return Sheet(
        title="DANH MỤC CHỨNG CỨ", subtitle=f"Kiểm tra công vụ tại {facts.unit}, ngày {facts.day} ({facts.code})",
        header=("TT", "Loại", "Tệp, nội dung", "Nội dung kiểm tra", "Thời gian, người ghi", "Phát hiện", "SHA-256"),
        rows=tuple(
            (str(n), one.sort, one.name, one.about, f"{one.taken}; {one.by}", one.findings, halves(one.sha256))
            for n, one in enumerate(rows, start=1)
        ),
        widths=(0.04, 0.08, 0.2, 0.18, 0.17, 0.08, 0.25),
        notes=(TIMES, *(() if rows else ("Không có chứng cứ dạng tệp.",))),
        agency=facts.agency, parent_agency=facts.parent_agency, on=facts.on, place=facts.place,
        signers=(Signer(title="Người lập danh mục"), head_of_team(facts)),
    )  # fmt: skip


def head_count_sheet(facts: VisitFacts, rows: Sequence[HeadLine], sums: Sequence[tuple[str, int]]) -> Sheet:
    """Bảng điểm danh: name, post, present or not, the reason and whether it was proved."""
    return Sheet(
        title="BẢNG ĐIỂM DANH", subtitle=f"Tại {facts.unit}, ngày {facts.day} ({facts.code})",
        header=("TT", "Họ và tên", "Chức vụ", "Tình trạng", "Lý do", "Chứng minh", "Lúc"),
        rows=tuple((str(n), one.name, one.post, one.presence, one.reason, one.proved, one.at)
                   for n, one in enumerate(rows, start=1)),
        widths=(0.05, 0.22, 0.22, 0.15, 0.17, 0.11, 0.08),
        notes=("; ".join(f"{words}: {n}" for words, n in sums) + ".",), landscape=False,
        agency=facts.agency, parent_agency=facts.parent_agency, on=facts.on, place=facts.place,
        signers=(Signer(title="Đại diện đơn vị được kiểm tra"), head_of_team(facts)),
    )  # fmt: skip
