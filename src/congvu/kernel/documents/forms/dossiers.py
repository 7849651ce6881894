"""Shape of dossiers: a line of the list, opening, closing, handing over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.kernel.documents.actions import Line
from congvu.kernel.documents.forms.entries import day_field
from congvu.kernel.documents.models.catalogue import CONFIDENTIALITIES, word


class DossierForm(forms.Form):
    """Thêm hồ sơ vào danh mục."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    symbol = forms.CharField(label=_("Number and symbol of the dossier"), max_length=30,
                             help_text=_("For example 01.TCCB."))
    heading = forms.CharField(label=_("Heading in the list"), required=False, max_length=200)
    title = forms.CharField(label=_("Title of the dossier"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    retention_years = forms.IntegerField(label=_("Kept for (years)"), required=False, min_value=1, max_value=100,
                                         help_text=_("Empty: permanently."))
    creator_name = forms.CharField(label=_("Who opens and keeps it"), required=False, max_length=200)
    construction = forms.BooleanField(label=_("A construction project"), required=False)
    confidentiality = forms.ChoiceField(
        label=_("Who may read it"), initial="internal",
        choices=lambda: [(code, word(CONFIDENTIALITIES, code)) for code in CONFIDENTIALITIES if code != "sealed"],
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=500)

    def line(self) -> Line:
        """The line of the list."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "year"}
        return Line(**given)


class OnForm(forms.Form):
    """Ngày mở hồ sơ."""

    on = day_field(label=_("Day"))


class CloseForm(OnForm):
    """Kết thúc hồ sơ."""

    description = forms.CharField(label=_("Description"), required=False, max_length=500)


class PutInForm(forms.Form):
    """Đưa văn bản vào hồ sơ theo số, ký hiệu hoặc trích yếu."""

    q = forms.CharField(label=_("Number, subject, issuer, signer"), required=False, max_length=200)


class IntoForm(forms.Form):
    """Đưa văn bản đang xem vào một hồ sơ đang mở."""

    dossier = forms.TypedChoiceField(label=_("Open dossier"), coerce=int)

    def __init__(self, *args: Any, dossiers: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dossier"].choices = [("", "—"), *dossiers]  # type: ignore[attr-defined]  # a choice field


class HandOverForm(OnForm):
    """Nộp lưu."""

    to = forms.CharField(label=_("Received by"), max_length=200)


class ApprovalForm(OnForm):
    """Phê duyệt danh mục hồ sơ."""

    approved_by = forms.CharField(label=_("Approved by"), max_length=200)
    decision = forms.CharField(label=_("Decision"), required=False, max_length=200)
