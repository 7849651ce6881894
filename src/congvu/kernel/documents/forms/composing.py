"""Shape of a paper in the making, and of an outgoing document that was written elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.kernel.documents.forms.entries import ACCEPT, EntryForm, day_field
from congvu.kernel.documents.models.catalogue import KINDS, URGENCIES, word
from congvu.kernel.documents.papers import Signer
from congvu.kernel.documents.papers.drafting import TEMPLATES

PREFIXES = (("", "—"), ("TM.", "TM."), ("Q.", "Q."), ("KT.", "KT."), ("TL.", "TL."), ("TUQ.", "TUQ."))


def _template_kinds() -> list[tuple[str, str]]:
    return [(code, KINDS[code].label) for code in TEMPLATES]


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text box, without empty ones."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class PaperForm(forms.Form):
    """Soạn văn bản."""

    agency = forms.TypedChoiceField(label=_("Issuing agency"), coerce=int)
    kind = forms.ChoiceField(label=_("Kind of document"), choices=_template_kinds)
    council = forms.TypedChoiceField(label=_("Numbered for"), coerce=int, required=False, empty_value=None)
    unit_symbol = forms.CharField(
        label=_("Symbol of the drafting unit"), required=False, max_length=20,
        help_text=_("Behind the agency's symbol on official letters: UBND-TH."),
    )
    urgency = forms.ChoiceField(label=_("Urgency"), initial="normal",
                                choices=lambda: [(code, word(URGENCIES, code)) for code in URGENCIES])
    subject = forms.CharField(label=_("Subject (trích yếu)"), max_length=1000,
                              widget=forms.Textarea(attrs={"rows": 2}))
    addressees = forms.CharField(label=_("Addressees (Kính gửi), one on a line"), required=False, max_length=4000,
                                 widget=forms.Textarea(attrs={"rows": 2}))
    authority = forms.CharField(label=_("Authority that decides"), required=False, max_length=200,
                                help_text=_("On decisions: GIÁM ĐỐC SỞ NỘI VỤ."))
    text = forms.CharField(
        label=_("Text"), max_length=200_000, widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("One paragraph a line. Điều 1., 1., a), -, I. and tables between bars | are recognised."),
    )
    recipients = forms.CharField(label=_("Recipients (Nơi nhận), one on a line"), required=False, max_length=4000,
                                 widget=forms.Textarea(attrs={"rows": 3}))
    archive_line = forms.CharField(label=_("Kept at (Lưu)"), required=False, max_length=100, initial="VT")
    signs_as = forms.ChoiceField(label=_("Signs"), required=False, choices=PREFIXES)
    signer_authority = forms.CharField(label=_("For whom"), required=False, max_length=120,
                                       help_text=_("Behind TM., KT., TL.: CHỦ TỊCH."))
    collective = forms.CharField(label=_("Collective"), required=False, max_length=120,
                                 help_text=_("When a deputy signs for its head: ỦY BAN NHÂN DÂN."))
    signer_title = forms.CharField(label=_("Position of the signer"), max_length=120)
    signer_name = forms.CharField(label=_("Signer"), max_length=120)
    secretary = forms.CharField(label=_("Secretary (minutes)"), required=False, max_length=120)
    answers = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, agencies: Sequence[tuple[int, str]], councils: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agencies  # type: ignore[attr-defined]  # a choice field
        self.fields["council"].choices = [("", _("The agency")), *councils]  # type: ignore[attr-defined]
        if not councils:
            del self.fields["council"]

    def signer(self) -> Signer:
        """Who signs."""
        given = self.cleaned_data
        return Signer(given["signs_as"], given["signer_authority"], given["signer_title"], given["signer_name"],
                      given["collective"])

    def co_signer(self) -> Signer | None:
        """Who wrote the minutes."""
        name = self.cleaned_data["secretary"]
        return Signer(title="Thư ký", name=name) if name and self.cleaned_data["kind"] == "bien_ban" else None


class OutgoingForm(EntryForm):
    """Đăng ký văn bản đi đã soạn sẵn."""

    agency = forms.TypedChoiceField(label=_("Register of"), coerce=int)
    file = forms.FileField(label=_("Original file"), required=False, widget=forms.FileInput(attrs={"accept": ACCEPT}))
    secret = forms.BooleanField(label=_("This document is a state secret (mật, tối mật, tuyệt mật)"), required=False)
    unit_symbol = forms.CharField(label=_("Symbol of the drafting unit"), required=False, max_length=20)
    council = forms.TypedChoiceField(label=_("Numbered for"), coerce=int, required=False, empty_value=None)
    recipients = forms.CharField(label=_("Recipients"), required=False, max_length=4000,
                                 widget=forms.Textarea(attrs={"rows": 2}))
    copies = forms.IntegerField(label=_("Number of copies"), required=False, min_value=1, max_value=100_000)
    confirm_layout = forms.BooleanField(label=_("Register it with this layout all the same"), required=False)

    field_order = ("file", "secret", "agency", "kind", "council", "unit_symbol", "issued_on", "subject", "recipients",
                   "copies", "signer_name", "signer_position", "pages", "urgency", "confidentiality", "note",
                   "confirm_layout")

    def __init__(
        self, *args: Any, agencies: Sequence[tuple[int, str]], councils: Sequence[tuple[int, str]], today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("code", "issuer", "due_on"):
            del self.fields[name]
        self.fields["agency"].choices = agencies  # type: ignore[attr-defined]  # a choice field
        self.fields["council"].choices = [("", _("The agency")), *councils]  # type: ignore[attr-defined]
        if not councils:
            del self.fields["council"]
        self.fields["issued_on"].initial = today
        self.ask_about_layout = False


class CheckForm(forms.Form):
    """Kiểm tra thể thức một tệp Word."""

    file = forms.FileField(label=_("Word file (.docx)"), widget=forms.FileInput(attrs={"accept": ".docx"}))


__all__ = ["CheckForm", "OutgoingForm", "PaperForm", "day_field", "lines"]
