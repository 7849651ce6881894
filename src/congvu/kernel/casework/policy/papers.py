"""Ai thấy việc thì đọc được tài liệu của việc: who may see a case may read its papers and its evidence."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case, CaseDocument
from congvu.kernel.casework.policy.access import visible
from congvu.kernel.documents.policy.readers import Reader


def _papers(actor: Actor) -> QuerySet[CaseDocument]:
    return CaseDocument.objects.filter(case__in=Case.objects.filter(visible(actor)))


def _documents(actor: Actor) -> QuerySet[Any, Any]:
    return _papers(actor).filter(document__isnull=False).values("document_id")


def _files(actor: Actor) -> QuerySet[Any, Any]:
    return _papers(actor).filter(file__isnull=False).values("file_id")


PAPERS = Reader(documents=_documents, files=_files)
