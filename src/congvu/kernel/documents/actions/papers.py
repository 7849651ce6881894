"""Phát hành văn bản soạn trên hệ thống: number, register entry, .docx and .pdf in one act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.documents.actions.entries import Entry, attach, register_document
from congvu.kernel.documents.actions.files import store_own
from congvu.kernel.documents.models import Document
from congvu.kernel.documents.papers import FontsMissing, Paper, to_docx, to_pdf
from congvu.kernel.documents.papers.drafting import PARTS, missing_parts

_MAKERS: dict[str, Callable[[Paper], bytes]] = {"docx": to_docx, "pdf": to_pdf}


def issue_paper(
    *, actor: Actor, agency_id: int, paper: Paper, entry: Entry, notation: str, council_id: int | None = None,
    answers_id: int | None = None, now: datetime,
) -> Document:
    """Đăng ký văn bản đi vừa soạn: as `number_paper`, for a paper that has the mandatory parts of its kind.

    Invalid, naming the first part that is absent. Legal basis: NĐ 30/2020/NĐ-CP, Điều 8, 15.
    """
    absent = missing_parts(replace(paper, symbol=notation))
    if absent:
        words = ", ".join(str(PARTS[part]) for part in absent)
        field = {"signer": "signer_name", "body": "text", "bases": "text", "symbol": "unit_symbol",
                 "co_signer": "secretary"}.get(absent[0], absent[0])
        raise Invalid(_("The paper lacks: %(parts)s.") % {"parts": words}, field=field)
    return number_paper(
        actor=actor, agency_id=agency_id, paper=paper, entry=entry, notation=notation, council_id=council_id,
        answers_id=answers_id, now=now,
    )


def number_paper(
    *, actor: Actor, agency_id: int, paper: Paper, entry: Entry, notation: str, council_id: int | None = None,
    answers_id: int | None = None, now: datetime,
) -> Document:
    """Lấy số, lưu văn bản đi. Takes the next number, writes it on the paper, keeps .docx and .pdf as its files.

    For a paper the system itself composed whole; what a person composed is checked first, see `issue_paper`. Without
    fonts for print only the .docx is kept. Journal: `document.registered`, `document.file_attached`.
    """
    with transaction.atomic():
        document = register_document(
            actor=actor, agency_id=agency_id, direction="outgoing", entry=entry, notation=notation,
            council_id=council_id, answers_id=answers_id, now=now,
        )
        final = replace(paper, number=str(document.serial), symbol=document.notation, on=document.issued_on)
        for kind, make in _MAKERS.items():
            try:
                content = make(final)
            except FontsMissing:
                continue
            file = store_own(actor=actor, content=content, kind=kind, now=now)
            attach(
                actor=actor, document_id=document.pk, file=file, name=f"{document.code.replace('/', '-')}.{kind}",
                role="original" if kind == "docx" else "result", now=now,
            )
    return document
