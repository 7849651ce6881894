"""Shape of what people send about background work."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class DiscardForm(forms.Form):
    """Why a failed job need not be done."""

    note = forms.CharField(
        label=_("Why this work need not be done"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
