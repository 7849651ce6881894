"""Nhận theo lô: which procedure, from whom, and the sheet."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.domain.onestop.models import PaidBy


class BulkForm(forms.Form):
    """One sheet, one applicant a row."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=48, required=False)
    kept = forms.CharField(widget=forms.HiddenInput, required=False)
    organisation = forms.CharField(label=_("Organisation that hands in"), max_length=300)
    paid_by = forms.ChoiceField(label=_("Fees"), required=False, choices=[("", _("not paid yet")), *PaidBy.choices])
    file = forms.FileField(label=_("Sheet (.xlsx or .csv)"), required=False)
