"""Background work of the documents room."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from congvu.kernel.documents.actions import announce_hand_over, check_signatures, recognise_pages, sweep_files
from congvu.kernel.documents.queries.dossiers import to_announce
from congvu.kernel.jobs.queue import enqueue, job, schedule


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


@schedule("documents.sweep_files", every="daily 03:40")
@job(
    "documents.sweep_files", label=_("Delete stored files that belong to nothing"),
    owner_permission="documents.document.register",
)
def sweep(*, now: datetime) -> None:
    """Files that a refused act left behind."""
    sweep_files(now=now)


@schedule("documents.announce_hand_over", every="daily 06:10")
@job(
    "documents.announce_hand_over", label=_("Announce dossiers due at the archive"),
    owner_permission="documents.dossier.list",
)
def announce(*, now: datetime) -> None:
    """Dossiers whose hand-over comes near."""
    for dossier_id in to_announce(localdate(now)):
        announce_hand_over(dossier_id=dossier_id, now=now)
