"""Nhóm hồ sơ: what was handed in together, for whoever may see it."""

from __future__ import annotations

from io import BytesIO

from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.domain.onestop.models import Bundle, Dossier
from congvu.domain.onestop.papers import as_pdf
from congvu.domain.onestop.policy.bulk_sheets import SHEET
from congvu.domain.onestop.queries import slip_contents, slip_rows
from congvu.domain.onestop.queries.counter import visible_to
from congvu.kernel.accounts.policy import Actor


def bundle_for(actor: Actor, bundle_id: int) -> tuple[Bundle, list[Dossier]]:
    """A group with its dossiers; NotFound where none of them is open to the actor."""
    bundle = Bundle.objects.filter(pk=bundle_id).first()  # asked by its key: any number is an answer
    rows = list(visible_to(actor).filter(bundle=bundle).order_by("case__code")) if bundle is not None else []
    if bundle is None or not rows:
        raise NotFound(_("There is no such group of dossiers."))
    return bundle, rows


def receipts_in_one(actor: Actor, rows: list[Dossier]) -> bytes:
    """The receipts of several dossiers as one file."""
    from pypdf import PdfWriter  # noqa: PLC0415  # heavy, loaded on first use

    made = PdfWriter()
    for slip in slip_rows.receipts_of(actor, [row.pk for row in rows]):
        made.append(BytesIO(as_pdf(slip_contents.print_of(slip))))
    held = BytesIO()
    made.write(held)
    return held.getvalue()


def sample_sheet() -> bytes:
    """The sheet an organisation fills in: headings and one example."""
    import xlsxwriter  # noqa: PLC0415  # heavy, loaded on first use

    held = BytesIO()
    made = xlsxwriter.Workbook(held, {"in_memory": True})
    page, bold = made.add_worksheet(SHEET.title), made.add_format({"bold": True})
    for place, column in enumerate(SHEET.columns):
        page.write(0, place, column.heading, bold)
        page.write_string(1, place, column.example)
    page.set_column(0, len(SHEET.columns) - 1, 22)
    made.close()
    return held.getvalue()
