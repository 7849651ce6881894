"""Phiếu: issued slips again as .pdf, .docx or a picture; each print is counted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from congvu.core.refusals import Invalid
from congvu.core.vietqr import payload
from congvu.domain.onestop.actions.slips import note_printed
from congvu.domain.onestop.papers import Print, as_docx, as_pdf, preview
from congvu.domain.onestop.queries import counter, desks, slip_contents, slip_rows
from congvu.kernel.accounts.policy import acting
from congvu.kernel.documents.papers.http import MEDIA_TYPES, file_stem
from congvu.kernel.documents.papers.pdf import qr_drawing
from congvu.kernel.ui.access import requires


def answer(what: Print, fmt: str, stem: str, *, inline: bool = False) -> HttpResponse:
    """A print as the answer of a view: "pdf" or "docx"."""
    if fmt not in MEDIA_TYPES:
        raise Invalid(_("Papers are made as .docx or .pdf."), field="format")
    return file_answer(as_docx(what) if fmt == "docx" else as_pdf(what), fmt, stem, inline=inline)


def file_answer(content: bytes, fmt: str, stem: str, *, inline: bool = False) -> HttpResponse:
    """Bytes of a print as a file nobody else keeps."""
    made = HttpResponse(content, content_type=MEDIA_TYPES[fmt])
    where = "inline" if inline and fmt == "pdf" else "attachment"
    made["Content-Disposition"] = f'{where}; filename="{file_stem(stem)}.{fmt}"'
    made["Cache-Control"] = "private, no-store"
    made["X-Content-Type-Options"] = "nosniff"
    return made


@requires(desks.READ)
@require_GET
def slip(request: HttpRequest, slip_id: int, fmt: str) -> HttpResponse:
    """A slip that was issued, printed again: the same number, the same words."""
    actor = acting(request)
    row = slip_rows.slip_for(actor, slip_id)
    made = answer(slip_contents.print_of(row), fmt, row.notation, inline=True)
    note_printed(actor=actor, slip_id=row.pk)
    return made


@requires(desks.READ)
@require_GET
def picture(request: HttpRequest, slip_id: int) -> HttpResponse:
    """The first page of a slip as it will be printed."""
    row = slip_rows.slip_for(acting(request), slip_id)
    made = HttpResponse(preview(slip_contents.print_of(row), ppi=90)[0], content_type="image/png")
    made["Cache-Control"] = "private, no-store"
    return made


@requires(desks.READ)
@require_GET
def control(request: HttpRequest, code: str, fmt: str) -> HttpResponse:
    """Phiếu kiểm soát quá trình giải quyết hồ sơ, as far as it has come."""
    row = counter.dossier_for(acting(request), code)
    what = slip_contents.control_slip(row, timezone.now())
    return answer(what, fmt, f"phieu-kiem-soat-{row.case.code}", inline=True)


@requires(desks.READ)
@require_GET
def pay_code(request: HttpRequest, code: str) -> HttpResponse:
    """The bank's payment code of what a dossier still owes."""
    row = counter.dossier_for(acting(request), code)
    amount = sum(one.amount for one in slip_contents.owed(row))
    transfer = slip_contents.transfer_for(row.desk, amount, row.case.code)
    if transfer is None:
        raise Invalid(_("Nothing is owed, or the desk has no bank account."))
    made = HttpResponse(qr_drawing(payload(transfer)), content_type="image/svg+xml")
    made["Cache-Control"] = "private, no-store"
    return made
