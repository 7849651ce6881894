"""Dọn tệp: stored files that belong to nothing (an act with a file was refused) are deleted after the time of keeping.

Safe against races: the row is locked, looked at again and deleted in one transaction, the content last; whoever brings
the same content again marks the row first (`store_upload`), so that it is either kept or stored anew.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from congvu.kernel.documents.models import ExtractedText, SignatureCheck, StoredFile
from congvu.kernel.documents.models.content import forget
from congvu.kernel.documents.policy.retention import kept_since
from congvu.kernel.journal.actions import record

#: Tables that hold what was read from a file: they go with it and do not keep it.
OWN = (ExtractedText, SignatureCheck)
A_RUN = 500


def unreferenced(now: datetime) -> QuerySet[StoredFile]:
    """Stored files no row of any table points to, brought last before the time of keeping began; oldest first."""
    rows = StoredFile.objects.annotate(last=Coalesce(F("brought_at"), F("stored_at"))).filter(last__lt=kept_since(now))
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.related_model in OWN:
            continue
        field = relation.field  # type: ignore[union-attr]  # a relation that others made has a field
        holders: Any = relation.related_model._default_manager  # type: ignore[union-attr]  # a model, not its name
        rows = rows.exclude(pk__in=holders.filter(**{f"{field.name}__isnull": False}).values(field.attname))
    return rows.order_by("last", "pk")


def sweep_files(*, now: datetime) -> int:
    """Xóa tệp không thuộc văn bản nào. Delete up to A_RUN unreferenced files, each in a transaction of its own.

    Returns how many went. Journal: `file.swept` of each file. Called by the job `documents.sweep_files`.
    """
    gone = 0
    for file_id in list(unreferenced(now).values_list("pk", flat=True)[:A_RUN]):
        gone += _sweep_one(file_id, now)
    return gone


def _sweep_one(file_id: int, now: datetime) -> int:
    with transaction.atomic():
        locked = StoredFile.objects.select_for_update().filter(pk=file_id).first()
        if locked is None or not unreferenced(now).filter(pk=file_id).exists():
            return 0
        record(
            stream=f"file/{locked.sha256}", verb="file.swept", at=now, actor="system",
            body={"size": locked.size, "stored_at": locked.stored_at.isoformat()},
        )
        locked.delete()
        forget(locked.sha256)
    return 1
