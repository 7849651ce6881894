"""Shape of a register entry, of its hand-over and of its files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from congvu.kernel.documents.models.catalogue import CONFIDENTIALITIES, KINDS, ROLES, URGENCIES, word
from congvu.kernel.ui.widgets import DayInput

ACCEPT = ".pdf,.docx,.xlsx,.html,.htm,.txt,.csv,.png,.jpg,.jpeg,.tif,.tiff"


def day_field(**kwargs: Any) -> forms.DateField:
    """A day, written dd/mm/yyyy."""
    return forms.DateField(widget=DayInput(), input_formats=["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y"], **kwargs)


def _words(table: dict[str, tuple[str, str]]) -> list[tuple[str, str]]:
    return [(code, word(table, code)) for code in table]


def _kinds() -> list[tuple[str, str]]:
    return [("", "—"), *((kind.code, kind.label) for kind in KINDS.values())]


class EntryForm(forms.Form):
    """What a register entry says."""

    kind = forms.ChoiceField(label=_("Kind of document"), choices=_kinds)
    code = forms.CharField(label=_("Number, symbol of the document"), required=False, max_length=90,
                           help_text=_("For example 12/CT-UBND or 56/2021/QĐ-UBND."))
    issued_on = day_field(label=_("Date of the document"), required=False)
    issuer = forms.CharField(label=_("Author"), required=False, max_length=300,
                             help_text=_("The agency that issued the document, as written on it."))
    subject = forms.CharField(label=_("Subject (trích yếu)"), max_length=1000,
                              widget=forms.Textarea(attrs={"rows": 3}))
    urgency = forms.ChoiceField(label=_("Urgency"), choices=lambda: _words(URGENCIES), initial="normal")
    confidentiality = forms.ChoiceField(label=_("Who may read it"), initial="internal",
                                        choices=lambda: _words(CONFIDENTIALITIES))
    signer_name = forms.CharField(label=_("Signer"), required=False, max_length=120)
    signer_position = forms.CharField(label=_("Position of the signer"), required=False, max_length=200)
    pages = forms.IntegerField(label=_("Pages"), required=False, min_value=1, max_value=100_000)
    due_on = day_field(label=_("Deadline named in the document"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=500)

    entry_fields = ("kind", "code", "issued_on", "issuer", "subject", "urgency", "confidentiality", "signer_name",
                    "signer_position", "pages", "due_on", "note")

    def entry_values(self) -> dict[str, Any]:
        """The fields of an `Entry`."""
        return {name: self.cleaned_data[name] for name in self.entry_fields}


class IncomingForm(EntryForm):
    """Đăng ký văn bản đến."""

    agency = forms.TypedChoiceField(label=_("Register of"), coerce=int)
    arrived_on = day_field(label=_("Arrival date"))
    file = forms.FileField(label=_("Original file"), required=False, widget=forms.FileInput(attrs={"accept": ACCEPT}))
    stored = forms.CharField(required=False, widget=forms.HiddenInput)
    secret = forms.BooleanField(label=_("This document is a state secret (mật, tối mật, tuyệt mật)"), required=False)
    confirm_duplicate = forms.BooleanField(label=_("It is another document: register it all the same"), required=False)

    field_order = ("file", "secret", "agency", "arrived_on", *EntryForm.entry_fields, "confirm_duplicate")

    def __init__(self, *args: Any, agencies: Sequence[tuple[int, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agencies  # type: ignore[attr-defined]  # a choice field
        self.fields["arrived_on"].initial = today
        self.fields["file"].help_text = lazystr(ACCEPT.replace(",", " "))
        self.ask_about_duplicate = False

    def offer_confirmation(self) -> None:
        """Show the tick that confirms another document; hidden until a double was found."""
        self.ask_about_duplicate = True


class CorrectionForm(EntryForm):
    """Sửa sổ đăng ký."""

    reason = forms.CharField(label=_("Why the entry is corrected"), max_length=300)


class TransferForm(forms.Form):
    """Chuyển văn bản đến."""

    unit = forms.CharField(label=_("Receiving unit or person"), max_length=300)
    transferred_on = day_field(label=_("Transfer date"))
    receipt = forms.CharField(label=_("Receipt signature"), required=False, max_length=200,
                              help_text=_("Who acknowledged the receipt."))


class AttachmentForm(forms.Form):
    """Đính kèm tệp."""

    file = forms.FileField(label=_("File"), widget=forms.FileInput(attrs={"accept": ACCEPT}))
    role = forms.ChoiceField(label=_("What it is"), choices=lambda: _words(ROLES), initial="annex")
    secret = forms.BooleanField(label=_("This document is a state secret (mật, tối mật, tuyệt mật)"), required=False)
