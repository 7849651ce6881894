"""Các phiếu của Bộ phận Một cửa: what they say (`contents`), which form they are (`forms`), and how they are printed.

    from congvu.domain.onestop.papers import ReceiptSlip, as_docx, as_pdf, preview

A caller fills one of the plain values of `contents` from its own rows; nothing here reads a row or a clock.
"""

from congvu.domain.onestop.papers.contents import (
    ApologySlip,
    Component,
    ControlSlip,
    Desk,
    DossierHandover,
    DossierLine,
    FeeDue,
    FeeLine,
    FeeReceipt,
    Handover,
    Person,
    Print,
    ReceiptSlip,
    RefusalSlip,
    Register,
    RegisterLine,
    ResultHandover,
    ResultLine,
    ResultReceipt,
    StopNotice,
    SupplementSlip,
    Timeliness,
)
from congvu.domain.onestop.papers.forms import FORMS, Form, FormCode, form_on
from congvu.domain.onestop.papers.records import as_record, read_record
from congvu.domain.onestop.papers.render import as_docx, as_pdf, layout_of, preview

__all__ = [
    "FORMS", "ApologySlip", "Component", "ControlSlip", "Desk", "DossierHandover", "DossierLine", "FeeDue", "FeeLine",
    "FeeReceipt", "Form", "FormCode", "Handover", "Person", "Print", "ReceiptSlip", "RefusalSlip", "Register",
    "RegisterLine", "ResultHandover", "ResultLine", "ResultReceipt", "StopNotice", "SupplementSlip", "Timeliness",
    "as_docx", "as_pdf", "as_record", "form_on", "layout_of", "preview", "read_record",
]  # fmt: skip
