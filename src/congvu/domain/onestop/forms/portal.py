"""Shape of what is asked for a comparison with the portal."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.kernel.ui.widgets import DayInput, MomentInput


class CompareForm(forms.Form):
    """Which days, and the list downloaded from the portal unless it is fetched."""

    from_on = forms.DateField(label=_("Received from"), widget=DayInput)
    to_on = forms.DateField(label=_("to"), widget=DayInput)
    file = forms.FileField(
        label=_("List downloaded from the portal (.xlsx, .csv, .json)"), required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.json"}),
        help_text=_("Left empty, the list is fetched from the portal."),
    )  # fmt: skip
    said_at = forms.DateTimeField(
        label=_("Downloaded at"), required=False, widget=MomentInput,
        help_text=_("Changes here after this moment are no fault of the portal's. Left empty: now."),
    )  # fmt: skip
