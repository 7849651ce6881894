"""Tải tệp gốc: originals leave as downloads, never as pages of this site."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest
from django.utils import timezone
from django.views.decorators.http import require_safe

from congvu.kernel.accounts.actions import record_view
from congvu.kernel.accounts.policy import acting
from congvu.kernel.documents.models.content import open_content
from congvu.kernel.documents.queries import file_for, is_limited
from congvu.kernel.ui.access import signed_in

#: A document opened straight from here may run nothing, load nothing and belongs to no site.
POLICY = "default-src 'none'; sandbox"


@signed_in
@require_safe
def download(request: HttpRequest, pk: int) -> FileResponse:
    """One stored file for somebody who may read what holds it; looking at limited ones is recorded."""
    actor = acting(request)
    file, name = file_for(actor, pk)
    if is_limited(file.pk):
        record_view(actor=actor, what="documents.file", subject=f"file/{file.pk}", now=timezone.now())
    # What a browser might run is sent as bytes without meaning.
    media_type = "application/octet-stream" if file.kind in ("html", "txt", "csv") else file.media_type
    answer = FileResponse(
        open_content(file.sha256), as_attachment=True, filename=name, content_type=media_type
    )
    answer["Content-Length"] = str(file.size)
    answer["Content-Security-Policy"] = POLICY
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
