"""Background work of the documents room."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from congvu.kernel.documents.actions import check_signatures, recognise_pages
from congvu.kernel.jobs.queue import enqueue, job


@job("documents.recognise", label=_("Recognise the text of a scan"), owner_permission="documents.document.register")
def recognise(*, file_id: int, now: datetime, from_page: int = 1) -> None:
    """A few pages of a scan; asks for the next ones until the file is done."""
    following = recognise_pages(file_id=file_id, from_page=from_page, now=now)
    if following is not None:
        enqueue("documents.recognise", {"file_id": file_id, "from_page": following}, now=now,
                key=f"file-{file_id}-{following}")


@job(
    "documents.check_signatures", label=_("Check the signatures of a PDF"),
    owner_permission="documents.document.register",
)
def signatures(*, file_id: int, now: datetime) -> None:
    """Check the signatures of one file."""
    check_signatures(file_id=file_id, now=now)
