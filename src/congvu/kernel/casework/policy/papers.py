"""Ai thấy việc thì đọc được tài liệu của việc: who may see a case may read its papers and its evidence; and whoever
reads the whole journal does not meet the streams of sealed cases he is not listed for."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case, CaseDocument, Confidentiality
from congvu.kernel.casework.policy.access import visible
from congvu.kernel.documents.policy.readers import Reader


def _papers(actor: Actor) -> QuerySet[CaseDocument]:
    return CaseDocument.objects.filter(case__in=Case.objects.filter(visible(actor)))


def _documents(actor: Actor) -> QuerySet[Any, Any]:
    return _papers(actor).filter(document__isnull=False).values("document_id")


def _files(actor: Actor) -> QuerySet[Any, Any]:
    return _papers(actor).filter(file__isnull=False).values("file_id")


def sealed_streams(reader: Any) -> QuerySet[Any, Any]:
    """Names of the streams of sealed cases that do not exist for the reader."""
    sealed = Case.objects.filter(confidentiality=Confidentiality.SEALED)
    official_id = getattr(reader, "official_id", None)
    if official_id is not None:
        sealed = sealed.exclude(access__official_id=official_id)
    return sealed.annotate(named=Concat(Value("case/"), "code")).values("named")


PAPERS = Reader(documents=_documents, files=_files)
