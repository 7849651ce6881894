"""Kiểm tra chữ ký số của văn bản đến: run the check in a child process and keep what it found."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from congvu.core.refusals import NotFound
from congvu.kernel.documents.models import SignatureCheck, StoredFile
from congvu.kernel.documents.models.content import read_content
from congvu.kernel.documents.policy.child import ChildFailed, ask


def trust_folder() -> Path:
    """Where the province keeps the certificates of issuers it knows: `trust` in the data folder, or CONGVU_TRUST."""
    return Path(getattr(settings, "CONGVU_TRUST", Path(settings.CONGVU_FILES).parent / "trust"))


def check_signatures(*, file_id: int, now: datetime) -> SignatureCheck:
    """Kiểm tra chữ ký. Check the signatures of a stored PDF offline and keep the result; earlier checks stay.

    The province's list of issuers is the folder `trust` in the data folder (setting CONGVU_TRUST): certificates
    in .pem, .crt, .cer or .der. Called by the job `documents.check_signatures`; asks for no permission of its own.
    """
    file = StoredFile.objects.filter(pk=file_id).first()
    if file is None:
        raise NotFound("no such file")
    results: list[dict[str, object]] = []
    problem = ""
    if file.kind != "pdf":
        problem = "not_a_pdf"
    else:
        try:
            answer = ask("signatures", read_content(file.sha256), argument=str(trust_folder()))
            results, problem = answer["results"], answer["problem"]
        except ChildFailed as failed:
            problem = f"failed: {failed.reason}"
    with transaction.atomic():
        return SignatureCheck.objects.create(file=file, results=results, problem=problem, checked_at=now)
